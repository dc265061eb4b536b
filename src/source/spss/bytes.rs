//! Numbers and pieces of a file in its own byte order.

use super::{MAX_DICTIONARY, damaged};
use crate::source::SourceError;

/// The order of the bytes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// Least significant byte first.
    Little,
    /// Most significant byte first.
    Big,
}

impl Order {
    pub fn i32(self, bytes: [u8; 4]) -> i32 {
        match self {
            Self::Little => i32::from_le_bytes(bytes),
            Self::Big => i32::from_be_bytes(bytes),
        }
    }

    pub fn i64(self, bytes: [u8; 8]) -> i64 {
        match self {
            Self::Little => i64::from_le_bytes(bytes),
            Self::Big => i64::from_be_bytes(bytes),
        }
    }

    pub fn f64(self, bytes: [u8; 8]) -> f64 {
        match self {
            Self::Little => f64::from_le_bytes(bytes),
            Self::Big => f64::from_be_bytes(bytes),
        }
    }

    /// The bytes of a number.
    pub fn of(self, number: f64) -> [u8; 8] {
        match self {
            Self::Little => number.to_le_bytes(),
            Self::Big => number.to_be_bytes(),
        }
    }
}

/// A place in a file that moves on with what is taken.
pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
    pub order: Order,
}

impl<'a> Cursor<'a> {
    pub fn new(bytes: &'a [u8], at: usize, order: Order) -> Self {
        Self { bytes, at, order }
    }

    pub fn at(&self) -> usize {
        self.at
    }

    /// The next bytes; `what` they belong to stands in the message.
    pub fn take(&mut self, count: usize, what: &str) -> Result<&'a [u8], SourceError> {
        let end = self.at.checked_add(count);
        let piece = end.and_then(|end| self.bytes.get(self.at..end));
        let piece = piece.ok_or_else(|| match self.bytes.len() {
            MAX_DICTIONARY => damaged(format!(
                "its dictionary takes more than {MAX_DICTIONARY} bytes"
            )),
            length => damaged(format!(
                "it ends at byte {length}, within {what}: expected {count} bytes from byte {}",
                self.at
            )),
        })?;
        self.at += count;
        Ok(piece)
    }

    pub fn array<const N: usize>(&mut self, what: &str) -> Result<[u8; N], SourceError> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N, what)?);
        Ok(array)
    }

    pub fn i32(&mut self, what: &str) -> Result<i32, SourceError> {
        Ok(self.order.i32(self.array(what)?))
    }

    pub fn i64(&mut self, what: &str) -> Result<i64, SourceError> {
        Ok(self.order.i64(self.array(what)?))
    }

    pub fn f64(&mut self, what: &str) -> Result<f64, SourceError> {
        Ok(self.order.f64(self.array(what)?))
    }

    /// A count or a length: never negative.
    pub fn count(&mut self, what: &str) -> Result<usize, SourceError> {
        let (place, count) = (self.at, self.i32(what)?);
        usize::try_from(count).map_err(|_| {
            damaged(format!(
                "expected the number of bytes or items of {what} at byte {place}, found a negative one"
            ))
        })
    }
}
