//! The cases: plain, packed by bytecode, or that in blocks of zlib.

use std::io::{BufReader, Read};

use super::blocks::Blocks;
use super::case::SYSTEM_MISSING;
use super::header::Packing;
use super::{SpssCase, SpssFile, damaged};
use crate::source::{MAX_UNPACKED, SourceError};

/// Blocks are unpacked through this much memory.
const BUFFER: usize = 1 << 16;

impl SpssFile<'_> {
    /// Gives every case to `each`, in the order of the file. Linear; one case in memory.
    ///
    /// # Errors
    /// Cases that are damaged, cut off, or unpack to more than [`MAX_UNPACKED`].
    pub fn cases(
        &self,
        each: impl FnMut(&SpssCase<'_>) -> Result<(), SourceError>,
    ) -> Result<(), SourceError> {
        let input = &self.bytes[self.data..];
        match self.header.packing {
            Packing::None => self.given(Plain { input }, each),
            Packing::Bytecode => self.given(Bytecode::new(self, input), each),
            Packing::Zlib => {
                let blocks = Blocks::open(self.bytes, self.data, self.header.order)?;
                let input = BufReader::with_capacity(BUFFER, blocks);
                self.given(Bytecode::new(self, input), each)
            }
        }
    }

    fn given(
        &self,
        mut cases: impl Cases,
        mut each: impl FnMut(&SpssCase<'_>) -> Result<(), SourceError>,
    ) -> Result<(), SourceError> {
        let mut bytes = vec![0; self.numeric.len() * 8];
        let mut left = MAX_UNPACKED;
        let mut number = 0;
        while self.header.cases.is_none_or(|cases| number < cases) {
            if !cases.next(&mut bytes)? {
                break;
            }
            left = left
                .checked_sub(bytes.len() as u64)
                .ok_or(SourceError::TooLarge {
                    limit: MAX_UNPACKED,
                })?;
            number += 1;
            each(&SpssCase {
                number,
                file: self,
                bytes: &bytes,
            })?;
        }
        match self.header.cases {
            Some(cases) if number < cases => Err(damaged(format!(
                "it is cut off behind case {number}: expected {cases} cases"
            ))),
            _ => Ok(()),
        }
    }
}

/// Cases one behind the other.
trait Cases {
    /// Fills in the next case; `false` behind the last one.
    fn next(&mut self, case: &mut [u8]) -> Result<bool, SourceError>;
}

struct Plain<'a> {
    input: &'a [u8],
}

impl Cases for Plain<'_> {
    fn next(&mut self, case: &mut [u8]) -> Result<bool, SourceError> {
        match self.input.split_at_checked(case.len()) {
            Some((next, rest)) => {
                case.copy_from_slice(next);
                self.input = rest;
                Ok(true)
            }
            None if self.input.is_empty() => Ok(false),
            None => Err(cut_off()),
        }
    }
}

fn cut_off() -> SourceError {
    damaged("it is cut off within a case: expected the other values")
}

/// Eight bytes of codes, then the values that some of them announce.
struct Bytecode<'a, R> {
    input: R,
    file: &'a SpssFile<'a>,
    codes: [u8; 8],
    /// The next of the codes.
    at: usize,
}

impl<'a, R: Read> Bytecode<'a, R> {
    fn new(file: &'a SpssFile<'a>, input: R) -> Self {
        Self {
            input,
            file,
            codes: [0; 8],
            at: 8,
        }
    }

    /// The next eight bytes; `None` at the end.
    fn eight(&mut self) -> Result<Option<[u8; 8]>, SourceError> {
        let mut eight = [0; 8];
        let mut filled = 0;
        while filled < 8 {
            match self.input.read(&mut eight[filled..]) {
                Ok(0) if filled == 0 => return Ok(None),
                Ok(0) => return Err(cut_off()),
                Ok(read) => filled += read,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(_) => {
                    return Err(damaged("its cases cannot be unpacked: expected zlib data"));
                }
            }
        }
        Ok(Some(eight))
    }

    /// The next code that is no filling; `None` at the end.
    fn code(&mut self) -> Result<Option<u8>, SourceError> {
        loop {
            if self.at == 8 {
                match self.eight()? {
                    Some(codes) => self.codes = codes,
                    None => return Ok(None),
                }
                self.at = 0;
            }
            let code = self.codes[self.at];
            self.at += 1;
            match code {
                0 => {}
                252 => {
                    self.at -= 1;
                    return Ok(None);
                }
                code => return Ok(Some(code)),
            }
        }
    }

    /// The value a code stands for.
    fn value(&mut self, code: u8, is_number: bool) -> Result<[u8; 8], SourceError> {
        let header = &self.file.header;
        match (code, is_number) {
            (253, _) => self.eight()?.ok_or_else(cut_off),
            (254, false) => Ok(*b"        "),
            (254 | 255, _) => Ok(header.order.of(SYSTEM_MISSING)),
            (_, true) => Ok(header.order.of(f64::from(code) - header.bias)),
            (_, false) => Err(damaged(
                "a number stands in a case where a text was expected",
            )),
        }
    }
}

impl<R: Read> Cases for Bytecode<'_, R> {
    fn next(&mut self, case: &mut [u8]) -> Result<bool, SourceError> {
        for (element, place) in case.chunks_exact_mut(8).enumerate() {
            let Some(code) = self.code()? else {
                return if element == 0 {
                    Ok(false)
                } else {
                    Err(cut_off())
                };
            };
            let value = self.value(code, self.file.numeric[element])?;
            place.copy_from_slice(&value);
        }
        Ok(true)
    }
}
