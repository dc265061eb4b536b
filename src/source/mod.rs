//! **source**: bytes of a file to decoded text, cells and JSON, with bounds.
//!
//! Floor 0: imports nothing of the house. Both wings read through here, so that one set of bounds
//! holds for all input: [`open`] unpacks gzip and zstd, [`decode`] finds the encoding, [`sniff`]
//! the dialect of a delimited text, [`Records`] reads it strictly with line numbers,
//! [`read_workbook`] reads spreadsheets cell by cell, [`SpssFile`] survey files of SPSS case by case,
//! [`parse_json`] and [`JsonLines`] read JSON, [`Mailbox`] the messages of an mbox.
mod archive;
mod dialect;
mod encoding;
mod error;
mod grid;
mod json;
mod json_lines;
mod mailbox;
mod open;
mod record;
mod sheets;
mod sparse;
mod split;
mod spss;
mod workbook;
mod zip;

pub use archive::{ArchiveFile, archive};
pub use dialect::{Dialect, sniff};
pub use encoding::{Decoded, Encoding, Utf8Reader, decode, is_no_text};
pub use error::SourceError;
pub use grid::Grid;
pub use json::{MAX_DEPTH, Parsed, Value, parse_json};
pub use json_lines::JsonLines;
pub use mailbox::{Mailbox, is_mailbox};
pub use open::{Compression, Content, Format, MAX_UNPACKED, format_of, open, stream};
pub use record::{Record, Records, read_grid};
pub use sheets::{SheetCells, read_sheets};
pub use split::{MAX_CELL_BYTES, MAX_CELL_LINES};
#[cfg(test)]
pub(crate) use spss::made;
pub use spss::{
    SpssCase, SpssCode, SpssFile, SpssMeasure, SpssMissing, SpssSet, SpssTicks, SpssValue,
    SpssVariable,
};
pub use workbook::read_workbook;
