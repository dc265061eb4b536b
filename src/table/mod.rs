//! **table**: the audience table: respondents in rows, attributes in columns.
//!
//! Floor 1. Reading (files → cells → attributes) stands in the files of this room; what comes out
//! is a [`Table`], the only thing the rooms above see.
mod assemble;
mod attribute;
mod band;
mod clean;
mod codebook;
mod column;
mod columns;
mod describe;
mod dictionary;
mod error;
mod joined;
mod json_table;
mod kind;
mod label;
mod layout;
mod moment;
mod multi;
mod number;
mod options;
mod order;
mod read;
mod reading;
mod role;
mod scale;
mod scales;
mod skip;
mod special;
mod spss_seen;
mod spss_table;
#[cfg(test)]
mod spss_tests;
mod survey;
mod vocabulary;

#[cfg(all(test, feature = "long-tests"))]
mod corpus_tests;
#[cfg(test)]
mod pollution_table;
#[cfg(test)]
mod pollution_tests;
#[cfg(all(test, feature = "long-tests"))]
mod real_tests;
#[cfg(test)]
mod sample_tests;

pub use attribute::{Answer, Attribute, Facet, Kind, LevelLabel, Role, Values};
pub use clean::clean_copy;
pub use codebook::{Codebook, FACETS, KINDS, ROLES, name_of, write_codebook};
pub use dictionary::DictionaryReport;
pub use error::TableError;
pub use label::{NO, YES};
pub use options::{AttributeOverride, InputFile, Partial, QuoteColumns, ReadOptions};
pub use read::{read, read_bytes, read_files};
pub use reading::{
    Accounting, ColumnReport, DropReason, Dropped, FileReport, Odd, Oddity, Reading, Reject,
    Report, WeightReport,
};

/// The audience table as read: every column typed, every row in a fixed order.
///
/// Rows are ordered by id (else by content), so that nothing depends on the order of the file.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The id of each respondent: the id column's text, or `r1`, `r2`, … in the fixed order.
    pub ids: Vec<String>,
    /// All columns that are answers (roles segmentation, descriptor, outcome), and ignored ones.
    pub attributes: Vec<Attribute>,
    /// Survey weight of each respondent, positive; `None` where the table has no weight column.
    pub weights: Option<Vec<f64>>,
    /// The account of each respondent as written, where a handle column was named.
    pub handles: Option<Vec<Option<String>>>,
    /// A sentence of each respondent that may be quoted (consent already applied).
    pub quotes: Option<Vec<Option<String>>>,
    /// Wave of each respondent, where the table has several files or a wave column.
    pub waves: Option<Vec<String>>,
    /// Seconds taken to answer, where the source says it (for the junk screen).
    pub durations: Option<Vec<f64>>,
}

impl Table {
    /// Number of respondents.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is no respondent.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The weight of a respondent; 1 where the table has no weights.
    pub fn weight(&self, row: usize) -> f64 {
        self.weights.as_ref().map_or(1.0, |weights| weights[row])
    }

    /// The attributes of one role, in the order of the table.
    pub fn with_role(&self, role: Role) -> impl Iterator<Item = &Attribute> {
        self.attributes.iter().filter(move |a| a.role == role)
    }

    /// The attribute of a name.
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|a| a.name == name)
    }
}
