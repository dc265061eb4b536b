//! Splitting the bytes of one row into cells.

use memchr::{memchr_iter, memchr2, memchr3};

use super::{Dialect, Record, SourceError};

/// A longer cell is taken for a quote that was never closed.
pub const MAX_CELL_BYTES: usize = 64 * 1024;
/// A cell of more lines likewise.
pub const MAX_CELL_LINES: usize = 100;
/// More cells in one row are no table.
const MAX_CELLS: usize = 1 << 16;

/// How far a look into the buffer came.
pub(super) enum Step {
    /// A row that took so many bytes and line breaks.
    Row(usize, u64),
    /// The row goes on behind the buffer.
    More,
}

/// A row to be split.
pub(super) struct Parser<'a> {
    pub input: &'a [u8],
    pub dialect: &'a Dialect,
    /// Nothing follows the input.
    pub whole: bool,
    /// Line of the first byte.
    pub line: u64,
}

/// What ends a cell.
enum Stop {
    Delimiter(usize),
    /// Position behind the line break.
    Line(usize),
    End,
}

impl Parser<'_> {
    /// Reads one row from the start of the input; `out` takes the cells, `record` their ends.
    pub(super) fn row(&self, out: &mut Vec<u8>, record: &mut Record) -> Result<Step, SourceError> {
        let mut at = 0;
        let mut lines = 0;
        loop {
            let from = out.len();
            let opened = self.line + lines;
            let stop = match self.quoted_start(at) {
                Some(content) => match self.quoted(content, out, &mut lines, record)? {
                    Some(after) => self.plain(after, out, true),
                    None => None,
                },
                None => self.plain(at, out, false),
            };
            if out.len() - from > MAX_CELL_BYTES {
                return Err(giant(opened));
            }
            let Some(stop) = stop else {
                return Ok(Step::More);
            };
            record.ends.push(out.len());
            if record.ends.len() > MAX_CELLS {
                return Err(SourceError::TooWide {
                    line: self.line,
                    limit: MAX_CELLS,
                });
            }
            match stop {
                Stop::Delimiter(next) => at = next,
                Stop::Line(next) => return Ok(Step::Row(next, lines + 1)),
                Stop::End => return Ok(Step::Row(self.input.len(), lines + 1)),
            }
        }
    }

    /// Where the content of a quoted cell starts, if the cell at `at` is quoted (blanks before the
    /// quote are allowed).
    fn quoted_start(&self, at: usize) -> Option<usize> {
        let quote = self.dialect.quote?;
        let mut at = at;
        while self.input.get(at) == Some(&b' ') && self.dialect.delimiter != b' ' {
            at += 1;
        }
        (self.input.get(at) == Some(&quote)).then_some(at + 1)
    }

    /// Reads to the closing quote; gives the position behind it, or `None` when more is needed.
    fn quoted(
        &self,
        content: usize,
        out: &mut Vec<u8>,
        lines: &mut u64,
        record: &mut Record,
    ) -> Result<Option<usize>, SourceError> {
        let quote = self.dialect.quote.unwrap_or(b'"');
        let escape = self.dialect.escape.unwrap_or(quote);
        let opened = self.line + *lines;
        let from = out.len();
        let mut at = content;
        let mut stray = false;
        loop {
            let found = memchr2(quote, escape, &self.input[at..]);
            let piece = &self.input[at..found.map_or(self.input.len(), |f| at + f)];
            out.extend_from_slice(piece);
            *lines += self.breaks(piece);
            if out.len() - from > MAX_CELL_BYTES
                || *lines + self.line - opened > MAX_CELL_LINES as u64
            {
                return Err(giant(opened));
            }
            let Some(found) = found else {
                if self.whole {
                    return Err(SourceError::OpenQuote { line: opened });
                }
                return Ok(None);
            };
            at += found;
            let next = self.input.get(at + 1).copied();
            if next.is_none() && !self.whole {
                return Ok(None);
            }
            if self.input[at] == escape && escape != quote {
                match next {
                    // A line break after the escape is counted by the next piece.
                    Some(byte) if byte == quote || byte == escape => {
                        out.push(byte);
                        at += 2;
                    }
                    _ => {
                        out.push(escape);
                        at += 1;
                    }
                }
                continue;
            }
            if next == Some(quote) {
                out.push(quote);
                at += 2;
                // `"say "hi"",2`: where quotes were not doubled, the second of two closes.
                if stray && self.closes(at) {
                    return Ok(Some(at));
                }
                continue;
            }
            if self.closes(at + 1) || !self.closes_later(at + 1) {
                return Ok(Some(at + 1));
            }
            record.stray_quote = true;
            stray = true;
            out.push(quote);
            at += 1;
        }
    }

    /// Whether the cell ends at `at` (blanks aside).
    fn closes(&self, at: usize) -> bool {
        let mut at = at;
        while self.input.get(at) == Some(&b' ') && self.dialect.delimiter != b' ' {
            at += 1;
        }
        match self.input.get(at) {
            None | Some(b'\n' | b'\r') => true,
            Some(byte) => *byte == self.dialect.delimiter,
        }
    }

    /// Whether a quote that closes a cell follows on the same line: then the one before is text.
    fn closes_later(&self, at: usize) -> bool {
        let Some(quote) = self.dialect.quote else {
            return false;
        };
        // Bounded, so that a line of nothing but quotes is not looked at quadratically.
        let rest = &self.input[at..self.input.len().min(at + 4096)];
        let line = &rest[..memchr2(b'\n', b'\r', rest).unwrap_or(rest.len())];
        for found in memchr_iter(quote, line) {
            if self.closes(at + found + 1) {
                // `"a" b,"c"`: the quote behind a delimiter opens the next cell.
                let opens = found > 0 && line[found - 1] == self.dialect.delimiter;
                return !opens;
            }
            if found > 0 && line[found - 1] == self.dialect.delimiter {
                return false;
            }
        }
        false
    }

    /// Reads to the end of a cell without quotes; `None` when more is needed. Blanks behind a
    /// closing quote are dropped.
    fn plain(&self, from: usize, out: &mut Vec<u8>, behind_quote: bool) -> Option<Stop> {
        let mut at = from;
        if behind_quote {
            while self.input.get(at) == Some(&b' ') && self.dialect.delimiter != b' ' {
                at += 1;
            }
        }
        let mut start = at;
        loop {
            let Some(found) = memchr3(self.dialect.delimiter, b'\n', b'\r', &self.input[at..])
            else {
                out.extend_from_slice(&self.input[start..]);
                return self.whole.then_some(Stop::End);
            };
            at += found;
            let byte = self.input[at];
            if byte == self.dialect.delimiter {
                if self
                    .dialect
                    .escape
                    .is_some_and(|escape| at > start && self.input[at - 1] == escape)
                {
                    out.extend_from_slice(&self.input[start..at - 1]);
                    out.push(byte);
                    at += 1;
                    start = at;
                    continue;
                }
                out.extend_from_slice(&self.input[start..at]);
                return Some(Stop::Delimiter(at + 1));
            }
            if byte == b'\r' {
                match self.input.get(at + 1) {
                    Some(b'\n') => {
                        out.extend_from_slice(&self.input[start..at]);
                        return Some(Stop::Line(at + 2));
                    }
                    None if !self.whole => {
                        out.extend_from_slice(&self.input[start..at]);
                        return None;
                    }
                    Some(_) if !self.dialect.lone_cr => {
                        at += 1; // a stray carriage return inside a cell is kept
                        continue;
                    }
                    _ => {}
                }
            }
            out.extend_from_slice(&self.input[start..at]);
            return Some(Stop::Line(at + 1));
        }
    }

    fn breaks(&self, piece: &[u8]) -> u64 {
        let feeds = memchr_iter(b'\n', piece).count() as u64;
        if feeds == 0 && self.dialect.lone_cr {
            return memchr_iter(b'\r', piece).count() as u64;
        }
        feeds
    }
}

fn giant(line: u64) -> SourceError {
    SourceError::GiantCell {
        line,
        limit_bytes: MAX_CELL_BYTES,
        limit_lines: MAX_CELL_LINES,
    }
}
