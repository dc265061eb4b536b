//! A strict reader of delimited text (RFC 4180 and its dialects) that knows its lines.
//!
//! Other readers take an unbalanced quote for one enormous cell and go on; this one stops and says
//! where the quote opened.

use std::io::Read;

use memchr::{memchr_iter, memchr2, memchr3};

use super::{Dialect, Grid, SourceError};

/// A longer cell is taken for a quote that was never closed.
pub const MAX_CELL_BYTES: usize = 64 * 1024;
/// A cell of more lines likewise.
pub const MAX_CELL_LINES: usize = 100;
/// More cells in one row are no table.
const MAX_CELLS: usize = 1 << 16;

/// One row of cells, reused from row to row.
#[derive(Debug, Clone, Default)]
pub struct Record {
    text: String,
    ends: Vec<usize>,
    line: u64,
    stray_quote: bool,
}

impl Record {
    /// Number of cells.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no cell.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// A cell.
    pub fn get(&self, column: usize) -> Option<&str> {
        let end = *self.ends.get(column)?;
        let start = if column == 0 {
            0
        } else {
            self.ends[column - 1]
        };
        Some(&self.text[start..end])
    }

    /// The cells.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> + Clone {
        (0..self.ends.len()).map(|column| self.get(column).unwrap_or(""))
    }

    /// The line it starts on, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Whether a quote stood inside a quoted cell without being doubled; it was kept as text.
    pub fn stray_quote(&self) -> bool {
        self.stray_quote
    }
}

/// Rows of a delimited UTF-8 text, one after another. Blank lines are skipped.
///
/// Linear in the bytes; holds one buffer of 256 KiB (more only while one row is longer).
pub struct Records<R> {
    reader: R,
    dialect: Dialect,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    exhausted: bool,
    /// Line of the next byte.
    line: u64,
    blank_lines: u64,
    skipped: bool,
}

/// How far a look into the buffer came.
enum Step {
    /// A row that took so many bytes and line breaks.
    Row(usize, u64),
    /// The row goes on behind the buffer.
    More,
}

impl<R: Read> Records<R> {
    /// Reads rows of a dialect; `reader` gives UTF-8 (see [`Utf8Reader`](super::Utf8Reader)).
    pub fn new(reader: R, dialect: Dialect) -> Self {
        Self {
            reader,
            dialect,
            buffer: vec![0; 1 << 18],
            start: 0,
            end: 0,
            exhausted: false,
            line: 1,
            blank_lines: 0,
            skipped: false,
        }
    }

    /// Lines that held nothing, so far.
    pub fn blank_lines(&self) -> u64 {
        self.blank_lines
    }

    fn fill(&mut self) -> Result<(), SourceError> {
        self.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        if self.end * 2 > self.buffer.len() {
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        while self.end < self.buffer.len() && !self.exhausted {
            match self.reader.read(&mut self.buffer[self.end..]) {
                Ok(0) => self.exhausted = true,
                Ok(read) => self.end += read,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(SourceError::Io(error)),
            }
        }
        Ok(())
    }

    /// Reads the next row into `record`; `false` at the end.
    pub fn next(&mut self, record: &mut Record) -> Result<bool, SourceError> {
        loop {
            if self.start == self.end && !self.exhausted {
                self.fill()?;
            }
            if self.start == self.end {
                return Ok(false);
            }
            if !self.skipped && self.dialect.sep_line {
                if let Step::Row(bytes, lines) = self.first_line() {
                    self.start += bytes;
                    self.line += lines;
                    self.skipped = true;
                } else {
                    self.fill()?;
                }
                continue;
            }
            let mut bytes = std::mem::take(&mut record.text).into_bytes();
            bytes.clear();
            record.ends.clear();
            record.line = self.line;
            record.stray_quote = false;
            let parser = Parser {
                input: &self.buffer[self.start..self.end],
                dialect: &self.dialect,
                whole: self.exhausted,
                line: self.line,
            };
            let step = parser.row(&mut bytes, record)?;
            record.text = match String::from_utf8(bytes) {
                Ok(text) => text,
                Err(error) => repair(error.as_bytes(), &mut record.ends),
            };
            match step {
                Step::Row(bytes, lines) => {
                    self.start += bytes;
                    self.line += lines;
                    if record.len() == 1 && record.text.is_empty() && bytes <= 2 {
                        self.blank_lines += 1;
                        continue;
                    }
                    return Ok(true);
                }
                Step::More => self.fill()?,
            }
        }
    }

    fn first_line(&self) -> Step {
        let input = &self.buffer[self.start..self.end];
        match memchr2(b'\n', b'\r', input) {
            Some(at) if input[at] == b'\n' => Step::Row(at + 1, 1),
            Some(at) if at + 1 < input.len() => {
                Step::Row(at + 1 + usize::from(input[at + 1] == b'\n'), 1)
            }
            Some(_) | None if self.exhausted => Step::Row(input.len(), 1),
            _ => Step::More,
        }
    }
}

/// Bytes that are not UTF-8 become U+FFFD, cell by cell.
fn repair(bytes: &[u8], ends: &mut [usize]) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut start = 0;
    for end in ends {
        text.push_str(&String::from_utf8_lossy(&bytes[start..*end]));
        start = *end;
        *end = text.len();
    }
    text
}

struct Parser<'a> {
    input: &'a [u8],
    dialect: &'a Dialect,
    /// Nothing follows the input.
    whole: bool,
    line: u64,
}

/// What ends a cell.
enum Stop {
    Delimiter(usize),
    /// Position behind the line break.
    Line(usize),
    End,
}

impl Parser<'_> {
    fn row(&self, out: &mut Vec<u8>, record: &mut Record) -> Result<Step, SourceError> {
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

/// All rows of a text, and the lines whose cells held stray quotes.
pub fn read_grid(text: &str, dialect: &Dialect) -> Result<(Grid, Vec<u64>), SourceError> {
    let mut records = Records::new(text.as_bytes(), dialect.clone());
    let mut record = Record::default();
    let mut grid = Grid::default();
    let mut stray = Vec::new();
    while records.next(&mut record)? {
        if record.stray_quote() {
            stray.push(record.line());
        }
        grid.push(record.line(), record.iter());
    }
    Ok((grid, stray))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, dialect: &Dialect) -> Result<Vec<Vec<String>>, SourceError> {
        let (grid, _) = read_grid(text, dialect)?;
        Ok((0..grid.len())
            .map(|row| grid.row(row).map(str::to_owned).collect())
            .collect())
    }

    #[test]
    fn quotes_breaks_and_doubled_quotes_are_read_as_rfc_4180_says() {
        let text = "a,b\r\n\"1,\"\"x\"\"\",\"two\nlines\"\n\n3,\n";
        let rows = rows(text, &Dialect::default()).unwrap();
        assert_eq!(
            rows,
            [vec!["a", "b"], vec!["1,\"x\"", "two\nlines"], vec!["3", ""]]
        );
    }

    #[test]
    fn a_quote_never_closed_is_an_error_at_the_line_where_it_opened() {
        let text = "a,b\n1,2\n3,\"four\n5,6\n";
        let error = read_grid(text, &Dialect::default()).unwrap_err();
        assert!(
            matches!(error, SourceError::OpenQuote { line: 3 }),
            "{error}"
        );
    }

    #[test]
    fn a_cell_of_a_hundred_lines_or_64_kib_is_an_error_at_its_first_line() {
        let many = format!("a\n\"{}\"\n", "x\n".repeat(101));
        let error = read_grid(&many, &Dialect::default()).unwrap_err();
        assert!(
            matches!(error, SourceError::GiantCell { line: 2, .. }),
            "{error}"
        );
        let long = format!("a,b\n1,{}\n", "x".repeat(MAX_CELL_BYTES + 1));
        let error = read_grid(&long, &Dialect::default()).unwrap_err();
        assert!(
            matches!(error, SourceError::GiantCell { line: 2, .. }),
            "{error}"
        );
        let fits = format!("a,b\n1,{}\n", "é".repeat(MAX_CELL_BYTES / 2));
        assert_eq!(rows(&fits, &Dialect::default()).unwrap().len(), 2);
    }

    #[test]
    fn an_inner_quote_that_is_not_doubled_stays_text_and_is_told() {
        let (grid, stray) =
            read_grid("a,b\n\"say \"hi\" now\",2\n\"x\"y,3\n", &Dialect::default()).unwrap();
        assert_eq!(grid.row(1).collect::<Vec<_>>(), ["say \"hi\" now", "2"]);
        assert_eq!(grid.row(2).collect::<Vec<_>>(), ["xy", "3"]);
        assert_eq!(stray, [2]);
    }

    #[test]
    fn lines_are_counted_inside_quotes_too() {
        let (grid, _) = read_grid("a\n\"1\n2\"\n3\r\n4", &Dialect::default()).unwrap();
        assert_eq!(
            (0..4).map(|row| grid.line(row)).collect::<Vec<_>>(),
            [1, 2, 4, 5]
        );
    }

    #[test]
    fn a_sep_line_is_not_data() {
        let dialect = Dialect {
            delimiter: b';',
            sep_line: true,
            ..Dialect::default()
        };
        let (grid, _) = read_grid("sep=;\r\na;b\r\n1;2\r\n", &dialect).unwrap();
        assert_eq!(grid.len(), 2);
        assert_eq!(grid.line(0), 2);
    }

    #[test]
    fn rows_longer_than_the_buffer_are_read_whole() {
        let row = vec!["0123456789"; 40_000].join(",");
        let text = format!("{row}\n{row}\n");
        let rows = rows(&text, &Dialect::default()).unwrap();
        assert_eq!(rows[1].len(), 40_000);
        assert!(rows[1].iter().all(|cell| cell == "0123456789"));
    }
}
