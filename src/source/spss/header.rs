//! The file header record: the first 176 bytes.

use super::bytes::{Cursor, Order};
use super::damaged;
use crate::source::SourceError;

/// How the cases are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    None,
    /// One byte for a small number, a blank text or a missing value.
    Bytecode,
    /// Bytecode in blocks of zlib.
    Zlib,
}

#[derive(Debug, Clone)]
pub(super) struct Header {
    pub order: Order,
    pub packing: Packing,
    /// Element of the weight variable, from 1; 0 is none.
    pub weight: usize,
    /// Number of cases, where the writer knew it.
    pub cases: Option<u64>,
    /// What is taken from a byte of bytecode to make a number.
    pub bias: f64,
}

const WHAT: &str = "its header";

/// Reads the header; the cursor stands behind it.
pub(super) fn read(bytes: &[u8]) -> Result<(Header, Cursor<'_>), SourceError> {
    let mut cursor = Cursor::new(bytes, 0, Order::Little);
    let signature = cursor.take(4, WHAT)?;
    cursor.take(60, WHAT)?;
    let layout: [u8; 4] = cursor.array(WHAT)?;
    cursor.order = match (i32::from_le_bytes(layout), i32::from_be_bytes(layout)) {
        (2 | 3, _) => Order::Little,
        (_, 2 | 3) => Order::Big,
        _ => {
            return Err(damaged(
                "expected the layout code 2 or 3 at byte 64 in either byte order",
            ));
        }
    };
    // The size of a case is counted from the variables: other programs leave this field wrong.
    cursor.i32(WHAT)?;
    let packing = match (cursor.i32(WHAT)?, signature) {
        (0, _) => Packing::None,
        (1, _) => Packing::Bytecode,
        (2, b"$FL3") => Packing::Zlib,
        _ => {
            return Err(damaged(
                "expected the compression 0 or 1, or 2 in a .zsav, at byte 72",
            ));
        }
    };
    let weight = cursor.count("the weight variable")?;
    let cases = u64::try_from(cursor.i32(WHAT)?).ok();
    let bias = cursor.f64(WHAT)?;
    if !bias.is_finite() {
        return Err(damaged("expected a finite compression bias at byte 84"));
    }
    cursor.take(84, WHAT)?;
    let header = Header {
        order: cursor.order,
        packing,
        weight,
        cases,
        bias,
    };
    Ok((header, cursor))
}
