//! The record of outreach, and what was typed into the workbook since.

use std::path::Path;

use super::stage::Stage;
use super::{Warning, suppression};
use crate::error::Error;
use crate::export::{plain_cell, safe_cell};
use crate::output;
use crate::outreach::{self, Contact};
use crate::source::SheetCells;

/// The record of outreach.
#[derive(Debug, Clone, Default)]
pub(super) struct Contacts {
    /// `contacts.csv`, what was typed into the workbook merged in.
    pub record: Vec<Contact>,
    /// Tabs people made themselves in the workbook: handed to the next one.
    pub own_sheets: Vec<(String, SheetCells)>,
}

/// The record as the next build would have it: what was typed into the run's workbook is merged in,
/// and nothing is written. A workbook that cannot be read counts as untouched.
pub(super) fn read(stage: &Stage<'_>, run: &Path) -> Result<Contacts, Error> {
    let mut contacts = Contacts::default();
    if let Ok(bytes) = std::fs::read(stage.loaded.path("contacts.csv")) {
        contacts.record = outreach::read_contacts(&bytes, plain_cell)?;
    }
    let workbook = std::fs::read(run.join("outreach.xlsx")).ok();
    if let Some(Ok(edited)) = workbook.map(|bytes| outreach::read_workbook(&bytes)) {
        contacts.record = outreach::absorb(contacts.record, &edited.rows).contacts;
        contacts.own_sheets = edited.own_sheets;
    }
    Ok(contacts)
}

/// Absorbs what was typed into OUT's workbook into `contacts.csv` beside the project, and reads it.
pub(super) fn absorb(stage: &mut Stage<'_>, out: &Path) -> Result<Contacts, Error> {
    let path = stage.loaded.path("contacts.csv");
    let before = if path.is_file() {
        let bytes = std::fs::read(&path).map_err(|source| Error::Input {
            path: "contacts.csv".to_owned(),
            source,
        })?;
        outreach::read_contacts(&bytes, plain_cell)?
    } else {
        Vec::new()
    };
    let workbook = out.join("outreach.xlsx");
    if !workbook.is_file() {
        return Ok(shown(stage, before, Vec::new()));
    }
    let bytes = std::fs::read(&workbook).map_err(|source| Error::Input {
        path: "outreach.xlsx".to_owned(),
        source,
    })?;
    let mut edited = outreach::read_workbook(&bytes)?;
    let forgotten = super::forget::forgotten(stage)?;
    edited
        .rows
        .retain(|row| !forgotten.contains(&row.now.person));
    let absorbed = outreach::absorb(before, &edited.rows);
    if absorbed.changed > 0 {
        let csv = outreach::write_contacts(&absorbed.contacts, safe_cell);
        output::write_file(&path, &csv, true)?;
        stage.warn(Warning::new("absorbed").with("n", absorbed.changed));
    }
    if !absorbed.conflicts.is_empty() {
        stage.warn(Warning::new("contact_conflicts").with("n", absorbed.conflicts.len()));
    }
    if !absorbed.refusals.is_empty() {
        stage.warn(Warning::new("refusals").with("n", absorbed.refusals.len()));
    }
    Ok(shown(stage, absorbed.contacts, edited.own_sheets))
}

/// What the next workbook may show of it: nobody who said no.
fn shown(
    stage: &Stage<'_>,
    mut record: Vec<Contact>,
    mut own_sheets: Vec<(String, SheetCells)>,
) -> Contacts {
    let list = stage.suppression.as_ref();
    suppression::contacts(list, &mut record);
    suppression::sheets(list, &mut own_sheets);
    Contacts { record, own_sheets }
}
