//! What can go wrong between a file and its cells.

/// Why a file could not be turned into cells or values. Lines and columns count from 1.
///
/// The messages never hold the content of a cell; whoever knows the file's name adds it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// The file could not be opened or read.
    #[error("cannot read the file")]
    Io(#[from] std::io::Error),
    /// The file unpacks to more than the bound.
    #[error(
        "the file unpacks to more than {limit} bytes; split it, or unpack and shorten it first"
    )]
    TooLarge {
        /// The bound in bytes.
        limit: u64,
    },
    /// A compressed file is damaged.
    #[error("the {format} data is damaged: {reason}; export or compress the file again")]
    Unpack {
        /// `gzip`, `zstd` or `zip`.
        format: &'static str,
        /// What the unpacker says.
        reason: String,
    },
    /// A quote is opened and never closed.
    #[error(
        "line {line}: a quote is opened here and never closed; close it, or double it (\"\") where it is part of the text"
    )]
    OpenQuote {
        /// Where the quote opens.
        line: u64,
    },
    /// A cell is longer than any answer.
    #[error(
        "line {line}: a cell starts here that is longer than {limit_bytes} bytes or {limit_lines} lines; a quote is probably not closed"
    )]
    GiantCell {
        /// Where the cell starts.
        line: u64,
        /// The bound in bytes.
        limit_bytes: usize,
        /// The bound in lines.
        limit_lines: usize,
    },
    /// A row of more cells than any table has.
    #[error("line {line}: a row of more than {limit} cells; is this the right delimiter?")]
    TooWide {
        /// Where the row starts.
        line: u64,
        /// The bound in cells.
        limit: usize,
    },
    /// Not JSON.
    #[error("line {line}, column {column}: this is not JSON, expected {expected}")]
    Json {
        /// Line of the first byte that does not fit.
        line: u64,
        /// Column (in characters) of it.
        column: u64,
        /// What would have fitted.
        expected: &'static str,
    },
    /// JSON nested deeper than the bound.
    #[error("line {line}: JSON nested deeper than {limit}; flatten it first")]
    JsonDepth {
        /// Where the bound is passed.
        line: u64,
        /// The bound.
        limit: usize,
    },
    /// A workbook that cannot be read.
    #[error(
        "the workbook cannot be read: {reason}; open it in a spreadsheet program and save it again as .xlsx or .csv"
    )]
    Workbook {
        /// What is wrong with it.
        reason: String,
    },
    /// A workbook whose used area is far larger than its content.
    #[error(
        "the workbook has a cell at row {row}, column {column}, far from the others; delete the stray cell, or save the table as .csv"
    )]
    FarCell {
        /// Row of the far cell, from 1.
        row: u64,
        /// Column of the far cell, from 1.
        column: u64,
    },
    /// A system file of SPSS that cannot be read.
    #[error(
        "the SPSS file cannot be read: {reason}; save it again in SPSS or PSPP, or export it as .csv"
    )]
    Spss {
        /// Where, and what was expected.
        reason: String,
    },
    /// Neither text nor a workbook.
    #[error(
        "the file is neither text nor a workbook nor an SPSS file (a picture, a PDF, a program?); save the table as .csv or .xlsx"
    )]
    NotText,
    /// Nothing to read.
    #[error("the file is empty")]
    Empty,
}
