//! What can go wrong between a table's file and a [`Table`](super::Table).

use crate::source::SourceError;

/// Why a table could not be read. The messages name file, line and column, never a cell's content.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// The file could not be turned into cells.
    #[error("{file}: cannot be read as a table")]
    Source {
        /// The file's name.
        file: String,
        /// Why.
        #[source]
        source: SourceError,
    },
    /// There is no respondent in it.
    #[error("{file}: no respondent in it: a table needs at least one row below its header")]
    NoRows {
        /// The file's name.
        file: String,
    },
    /// A column named by the project is not in the table.
    #[error("the table has no column {column:?}, named by `{key}`; it has {columns}")]
    NoColumn {
        /// The key of the project file.
        key: String,
        /// The name looked for.
        column: String,
        /// Names that are there (the nearest ones).
        columns: String,
    },
    /// JSON that is no table.
    #[error(
        "{file}: a JSON table is a list of objects, an object of lists, or one object a line; this is {found}"
    )]
    NotATable {
        /// The file's name.
        file: String,
        /// What it is.
        found: &'static str,
    },
    /// The codebook is wrong.
    #[error("codebook, row {row}: {what}")]
    Codebook {
        /// Row of the sheet, from 1.
        row: u64,
        /// What is wrong and what was expected.
        what: String,
    },
    /// A weight column that is none.
    #[error("{file}: column {column:?} cannot be the weight: {what}")]
    Weight {
        /// The file's name.
        file: String,
        /// The column.
        column: String,
        /// What is wrong with it.
        what: String,
    },
    /// The codebook could not be made.
    #[error("the codebook cannot be written: {what}")]
    Write {
        /// Why.
        what: String,
    },
}
