//! SPSS system files (`.sav`, `.zsav`): what the dictionary says, and the cases one at a time.
//!
//! Written after the PSPP developer manual, "System File Format". Either byte order, plain,
//! bytecode and zlib data; nothing is allocated by what a count claims, and what the cases unpack
//! to is bounded by [`MAX_UNPACKED`](super::MAX_UNPACKED).
mod blocks;
mod bytes;
mod case;
mod charset;
mod data;
mod dictionary;
mod extension;
mod header;
#[cfg(test)]
pub mod made;
mod moment;
mod records;
mod sets;
#[cfg(test)]
mod spss_tests;
mod variable;

pub use case::{SpssCase, SpssValue};
pub use sets::{SpssSet, SpssTicks};
pub use variable::{SpssCode, SpssMeasure, SpssMissing, SpssVariable};

use super::SourceError;

/// More variables are no survey; a row of delimited text may have as many cells.
const MAX_VARIABLES: usize = 1 << 16;
/// Names, labels and missing values of the largest surveys take a few MiB.
const MAX_DICTIONARY: usize = 1 << 25;

/// A system file whose dictionary has been read.
#[derive(Debug)]
pub struct SpssFile<'a> {
    /// The variables, in the order of the file.
    pub variables: Vec<SpssVariable>,
    /// The multiple-response sets.
    pub sets: Vec<SpssSet>,
    /// The variable that weights the cases.
    pub weight: Option<usize>,
    /// The encoding of its texts.
    pub encoding: &'static str,
    /// The encoding the file names, where it is not known.
    pub unknown_encoding: Option<String>,
    charset: charset::Charset,
    header: header::Header,
    /// Which elements of eight bytes hold a number.
    numeric: Vec<bool>,
    /// The whole file: blocks of a `.zsav` are placed from its start.
    bytes: &'a [u8],
    /// Where the cases start.
    data: usize,
}

impl<'a> SpssFile<'a> {
    /// Reads the dictionary. O(its bytes).
    pub fn open(bytes: &'a [u8]) -> Result<Self, SourceError> {
        if is_encrypted(bytes) {
            return Err(damaged("it is protected by a password"));
        }
        let head = &bytes[..bytes.len().min(MAX_DICTIONARY)];
        let (header, mut cursor) = header::read(head)?;
        let records = records::read(&mut cursor)?;
        dictionary::file(header, &records, bytes, cursor.at())
    }
}

/// Whether these are the first bytes of a system file. `$FL2` alone may start a line of text.
pub(super) fn is_spss(bytes: &[u8]) -> bool {
    let signed = bytes.starts_with(b"$FL2") || bytes.starts_with(b"$FL3");
    let named = bytes.get(4..8) == Some(b"@(#)");
    let laid_out = bytes
        .get(64..68)
        .is_some_and(|code| matches!(code, [2 | 3, 0, 0, 0] | [0, 0, 0, 2 | 3]));
    (signed && (named || laid_out)) || is_encrypted(bytes)
}

fn is_encrypted(bytes: &[u8]) -> bool {
    bytes.get(8..20) == Some(b"ENCRYPTEDSAV")
}

fn damaged(reason: impl Into<String>) -> SourceError {
    SourceError::Spss {
        reason: reason.into(),
    }
}
