//! **outreach**: whom to contact, to reach whom, within a budget; and who said no.
//!
//! Floor 4, ties wing: imports role, spread.
mod contacts;
mod cost;
mod csv_text;
mod error;
mod method;
mod notice;
mod opening;
mod plan;
mod retention;
mod row;
mod status;
mod suppression;
mod tab;
mod target;
mod workbook;
mod workbook_read;

pub use contacts::{
    Absorbed, CONTACT_COLUMNS, Contact, Edited, absorb, contacted, read_contacts, write_contacts,
};
pub use cost::{CostList, read_costs};
pub use error::OutreachError;
pub use method::{MethodLine, method, stop_sentence, target_sentence};
pub use notice::{Processing, RecordCounts, notice, processing_record};
pub use opening::opening;
pub use plan::{
    Alternative, CoverageRow, GroupSpread, Groups, Listed, Plan, PlanInput, Stop, TargetEffect,
    plan,
};
pub use retention::{Overdue, overdue, retention_span};
pub use row::{
    OUTREACH_COLUMNS, OutreachRow, RowContext, french_csv, languages, machine_csv, rows,
};
pub use status::Status;
pub use suppression::{KEY_BYTES, Suppression, SuppressionError, SuppressionKey};
pub use tab::is_typed_header;
pub use target::benefits;
pub use workbook::{CoverageLine, PersonaLine, WorkbookInput, workbook};
pub use workbook_read::{EditedWorkbook, read_workbook};

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod workbook_tests;
