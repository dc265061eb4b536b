//! The blocks of a `.zsav`: a list of them behind the last one says where each stands.

use std::io::Read;

use flate2::bufread::ZlibDecoder;

use super::bytes::{Cursor, Order};
use super::damaged;
use crate::source::{MAX_UNPACKED, SourceError};

/// The blocks of a `.zsav`, unpacked one behind the other.
pub(super) struct Blocks<'a> {
    bytes: &'a [u8],
    /// Packed bytes and length unpacked of the blocks to come, the next one last.
    left: Vec<(std::ops::Range<usize>, u64)>,
    open: Option<std::io::Take<ZlibDecoder<&'a [u8]>>>,
}

impl<'a> Blocks<'a> {
    /// Reads where the blocks are; refused above [`MAX_UNPACKED`].
    pub fn open(bytes: &'a [u8], data: usize, order: Order) -> Result<Self, SourceError> {
        const WHAT: &str = "the list of its blocks";
        let expected = || damaged("expected a list of zlib blocks where its data header says");
        let mut cursor = Cursor::new(bytes, data, order);
        cursor.i64(WHAT)?;
        let list = usize::try_from(cursor.i64(WHAT)?).map_err(|_| expected())?;
        let length = usize::try_from(cursor.i64(WHAT)?).map_err(|_| expected())?;
        let list_end = list.checked_add(length).filter(|end| *end <= bytes.len());
        let list_end = list_end.ok_or_else(expected)?;
        let mut cursor = Cursor::new(&bytes[..list_end], list, order);
        cursor.take(16, WHAT)?;
        cursor.i32(WHAT)?;
        let count = cursor.count(WHAT)?;
        let mut blocks = Vec::new();
        let mut left = MAX_UNPACKED;
        for _ in 0..count {
            cursor.i64(WHAT)?;
            let start = usize::try_from(cursor.i64(WHAT)?).map_err(|_| expected())?;
            let unpacked = cursor.count(WHAT)? as u64;
            let packed = cursor.count(WHAT)?;
            let end = start.checked_add(packed).filter(|end| *end <= list);
            blocks.push((start..end.ok_or_else(expected)?, unpacked));
            left = left.checked_sub(unpacked).ok_or(SourceError::TooLarge {
                limit: MAX_UNPACKED,
            })?;
        }
        blocks.reverse();
        Ok(Self {
            bytes,
            left: blocks,
            open: None,
        })
    }
}

impl Read for Blocks<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        loop {
            if let Some(block) = &mut self.open {
                let read = block.read(buffer)?;
                if read > 0 {
                    return Ok(read);
                }
                if block.limit() > 0 {
                    return Err(std::io::ErrorKind::UnexpectedEof.into());
                }
            }
            let Some((packed, unpacked)) = self.left.pop() else {
                return Ok(0);
            };
            self.open = Some(ZlibDecoder::new(&self.bytes[packed]).take(unpacked));
        }
    }
}
