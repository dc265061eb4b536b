//! What was understood of a table, for `check`, `run.json` and `rejects.csv`.

use serde::Serialize;

use super::{DictionaryReport, Facet, Kind, Role, Table};
use crate::source::Dialect;

/// A table with the account of how it was read.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The table.
    pub table: Table,
    /// The account.
    pub report: Report,
}

/// How a table was read. Nothing in it repeats a cell of a personal column.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Report {
    /// One entry a file.
    pub files: Vec<FileReport>,
    /// The attributes of the table, in its order.
    pub columns: Vec<ColumnReport>,
    /// Columns left out, and why.
    pub dropped: Vec<Dropped>,
    /// The id column, if there is one.
    pub id: Option<String>,
    /// The weight column, if there is one.
    pub weight: Option<WeightReport>,
    /// The handle column, if one was named.
    pub handle: Option<String>,
    /// The wave column, if there is one.
    pub wave: Option<String>,
    /// Anything odd, with its place.
    pub odd: Vec<Odd>,
    /// The rows: read = kept + repaired + rejected.
    pub rows: Accounting,
    /// Unfinished answers seen (kept or dropped as asked).
    pub partial: u64,
    /// Each row or cell repaired or rejected.
    pub rejects: Vec<Reject>,
}

/// How a file was read.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FileReport {
    /// Its name, without folders.
    pub file: String,
    /// The tool that exported it, or `CSV`, `workbook`, `JSON`, `SPSS`.
    pub source: String,
    /// Its encoding; empty for workbooks.
    pub encoding: String,
    /// What its own dictionary holds, where it has one.
    pub dictionary: Option<DictionaryReport>,
    /// The dialect of delimited text.
    pub dialect: Option<Dialect>,
    /// `comma` or `point`, where the file has decimal numbers.
    pub decimal: Option<&'static str>,
    /// Rows of header, 0 to 3.
    pub header_rows: usize,
    /// Lines before the header that are no table.
    pub preamble_rows: usize,
    /// Lines behind the table that are no answers.
    pub footer_rows: usize,
    /// Rows below the header.
    pub rows: u64,
}

/// How a column (or a question of several columns) was read.
#[derive(Debug, Clone, Serialize)]
pub struct ColumnReport {
    /// Machine name.
    pub name: String,
    /// Short label.
    pub label: String,
    /// Columns of the file it was made from.
    pub columns: Vec<String>,
    /// What its answers are.
    pub kind: Kind,
    /// What it is used for.
    pub role: Role,
    /// Where it stands in a persona.
    pub facet: Facet,
    /// Its levels, low to high where they have an order.
    pub levels: Vec<String>,
    /// Respondents who answered.
    pub given: u64,
    /// Nothing, or nothing that can be read.
    pub missing: u64,
    /// "Prefer not to say" and its like.
    pub refused: u64,
    /// Not asked.
    pub not_asked: u64,
    /// Cells that could not be read as the kind asks (they are missing now).
    pub unreadable: u64,
    /// Why it was read so.
    pub why: String,
}

/// A column left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dropped {
    /// Its name.
    pub column: String,
    /// Why it was left out.
    pub why: DropReason,
}

/// Why a column was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DropReason {
    /// Name, e-mail, phone, address, IP and the like, by header or by content.
    Personal,
    /// Politics, religion, health, orientation, origin, union: off unless allowed.
    Sensitive,
    /// Dates, durations, collectors: about the survey, no answer.
    Administrative,
    /// Nothing in it.
    Empty,
    /// Text of an "other, please specify".
    OtherText,
    /// The same answers in one cell, read from the option columns instead.
    Joined,
}

/// The weights.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WeightReport {
    /// The column.
    pub column: String,
    /// Kish's design effect n Σw² / (Σw)².
    pub design_effect: f64,
    /// n over it.
    pub effective_n: f64,
}

/// What may be odd in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Oddity {
    /// Places that could not be decoded and hold U+FFFD now: how many.
    Undecodable(u64),
    /// The encoding its file names is not known: read as Windows-1252.
    UnknownEncoding,
    /// Keys that stand twice in one object, of which the last was taken: how many.
    RepeatedKeys(u64),
    /// A line before the table, left out.
    Preamble,
    /// No header: the columns are called by their number.
    NoHeader,
    /// A column without a header.
    Unnamed,
    /// The same header twice: the second is called (2).
    SameHeader,
    /// More than a fifth of a column cannot be read as asked.
    Unreadable {
        /// Cells that cannot be read.
        cells: u64,
        /// Cells that hold something.
        of: u64,
        /// The kind that would read them.
        kind: Kind,
    },
    /// Ids that a spreadsheet rounded (1.29E+18): how many.
    RoundedIds(u64),
    /// No id: the row is numbered instead.
    NoId,
    /// The same id as another row: kept under a number of its own.
    SameId,
}

/// Something odd.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Odd {
    /// The file, where it is about one.
    pub file: Option<String>,
    /// The line (or sheet row, or case), where it is about one.
    pub line: Option<u64>,
    /// The column, where it is about one.
    pub column: Option<String>,
    /// What it is.
    pub what: Oddity,
}

/// The rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Accounting {
    /// Rows below the header.
    pub read: u64,
    /// Taken as they were.
    pub kept: u64,
    /// Taken after a repair.
    pub repaired: u64,
    /// Not taken.
    pub rejected: u64,
}

/// A row or cell repaired or rejected: a line of `rejects.csv`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Reject {
    /// The file's name.
    pub file: String,
    /// The line (or sheet row, or case), from 1.
    pub line: u64,
    /// The column's name; empty where it is the whole row.
    pub column: String,
    /// What was done and why.
    pub reason: String,
}
