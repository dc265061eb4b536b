//! One JSON value a line, streamed.

use std::io::{BufRead, BufReader, Read};

use super::SourceError;
use super::json::{Parsed, parse_at};

/// A longer line of NDJSON is refused.
const MAX_LINE: usize = 1 << 26;

/// One JSON value a line (NDJSON), streamed. Blank lines are skipped.
pub struct JsonLines<R> {
    reader: BufReader<R>,
    line: u64,
    buffer: Vec<u8>,
}

impl<R: Read> JsonLines<R> {
    /// Reads lines of UTF-8 (see [`Utf8Reader`](super::Utf8Reader)).
    pub fn new(reader: R) -> Self {
        Self {
            reader: BufReader::with_capacity(1 << 18, reader),
            line: 0,
            buffer: Vec::new(),
        }
    }
}

impl<R: Read> Iterator for JsonLines<R> {
    /// The line (from 1) and its value. After an error of one line, reading goes on with the next;
    /// after a [`SourceError::Io`] it should not.
    type Item = (u64, Result<Parsed, SourceError>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            self.buffer.clear();
            self.line += 1;
            let mut limited = (&mut self.reader).take(MAX_LINE as u64);
            match limited.read_until(b'\n', &mut self.buffer) {
                Ok(0) => return None,
                Ok(_) => {}
                Err(error) => return Some((self.line, Err(SourceError::Io(error)))),
            }
            if self.buffer.len() == MAX_LINE {
                let error = SourceError::GiantCell {
                    line: self.line,
                    limit_bytes: MAX_LINE,
                    limit_lines: 1,
                };
                return Some((self.line, Err(error)));
            }
            let text = String::from_utf8_lossy(&self.buffer);
            let text = text.trim_start_matches('\u{feff}');
            if text.trim().is_empty() {
                continue;
            }
            return Some((self.line, parse_at(text, self.line)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_bad_line_does_not_stop_the_others() {
        let lines: Vec<_> = JsonLines::new(&b"{\"a\":1}\n\n{oops}\n[2]"[..]).collect();
        assert_eq!(lines.len(), 3);
        assert!(lines[0].1.is_ok() && lines[2].1.is_ok());
        assert!(matches!(lines[1].1, Err(SourceError::Json { line: 3, .. })));
        assert_eq!(lines[2].0, 4);
    }
}
