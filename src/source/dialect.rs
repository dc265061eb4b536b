//! Finding the dialect of a delimited text.
//!
//! The measure is that of van den Burg, Nazábal and Sutton (2019), "Wrangling messy CSV files by
//! detecting row and type patterns": a dialect is good when its rows have one length (pattern) and
//! its cells look like something (type). Two changes: the pattern score is the concentration
//! Σ sₖ² (Lₖ − 1)/Lₖ of the shares sₖ of rows of length Lₖ instead of a mean over patterns, so that a
//! few ragged rows or a preamble do not sink the right answer; and double quotes are always
//! quotes, because a table read without them hides the quote that was never closed.

use std::collections::BTreeMap;

use super::{Record, Records};

/// How a delimited text is written.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Dialect {
    /// What stands between two cells.
    #[serde(serialize_with = "as_char")]
    pub delimiter: u8,
    /// What encloses a cell that holds delimiters or line breaks.
    #[serde(serialize_with = "as_optional_char")]
    pub quote: Option<u8>,
    /// What makes the next quote text; `None` where quotes are doubled.
    #[serde(serialize_with = "as_optional_char")]
    pub escape: Option<u8>,
    /// A carriage return alone ends a line.
    pub lone_cr: bool,
    /// The first line is `sep=…` and no data.
    pub sep_line: bool,
}

impl Default for Dialect {
    /// RFC 4180: commas, double quotes, doubled inside.
    fn default() -> Self {
        Self {
            delimiter: b',',
            quote: Some(b'"'),
            escape: None,
            lone_cr: false,
            sep_line: false,
        }
    }
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde's `serialize_with` passes references
fn as_char<S: serde::Serializer>(byte: &u8, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_char(char::from(*byte))
}

#[allow(clippy::ref_option, clippy::trivially_copy_pass_by_ref)] // as above
fn as_optional_char<S: serde::Serializer>(
    byte: &Option<u8>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match byte {
        Some(byte) => serializer.serialize_char(char::from(*byte)),
        None => serializer.serialize_none(),
    }
}

/// Delimiters tried, the commoner first (ties go to the first), with a prior for the unlikely.
const DELIMITERS: [(u8, f64); 7] = [
    (b',', 1.0),
    (b';', 1.0),
    (b'\t', 1.0),
    (b'|', 1.0),
    (b' ', 0.6),
    (b':', 0.5),
    (b'~', 0.9),
];

/// How much of a text is looked at.
const SAMPLE_BYTES: usize = 1 << 16;
/// A dialect in which more quotes than this are never closed is not the one.
const MAX_FAILURES: usize = 8;
/// And how many rows.
const SAMPLE_ROWS: usize = 400;

/// The dialect of a text by its first 64 KiB. Linear in the sample, a dozen passes.
pub fn sniff(text: &str) -> Dialect {
    let declared = declared_delimiter(text);
    let body = match declared {
        Some(_) => text.find('\n').map_or("", |at| &text[at + 1..]),
        None => text,
    };
    let sample = sample(body);
    let mut best = Dialect {
        delimiter: declared.unwrap_or(b','),
        sep_line: declared.is_some(),
        lone_cr: !sample.contains('\n') && sample.contains('\r'),
        ..Dialect::default()
    };
    let mut best_score = -1.0;
    for dialect in candidates(sample, declared) {
        let prior = DELIMITERS
            .iter()
            .find(|(d, _)| *d == dialect.delimiter)
            .map_or(1.0, |d| d.1);
        let score = prior * consistency(sample, &dialect);
        if score > best_score + 1e-9 {
            best_score = score;
            best = Dialect {
                sep_line: declared.is_some(),
                ..dialect
            };
        }
    }
    best
}

/// The delimiter a first line `sep=;` declares (Excel's own convention, quoted or not).
fn declared_delimiter(text: &str) -> Option<u8> {
    let line = text
        .lines()
        .next()?
        .trim_end_matches('\r')
        .trim_matches('"');
    let rest = line
        .get(..4)
        .filter(|head| head.eq_ignore_ascii_case("sep="))?;
    let declared = &line[rest.len()..];
    (declared.len() == 1)
        .then(|| declared.as_bytes()[0])
        .filter(u8::is_ascii)
}

/// The first 64 KiB, cut at a line's end where there is one.
fn sample(text: &str) -> &str {
    if text.len() <= SAMPLE_BYTES {
        return text;
    }
    let mut end = SAMPLE_BYTES;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = &text[..end];
    head.rfind(['\n', '\r']).map_or(head, |at| &head[..=at])
}

fn candidates(sample: &str, declared: Option<u8>) -> Vec<Dialect> {
    let bytes = sample.as_bytes();
    let lone_cr = match (sample.contains('\n'), has_lone_cr(bytes)) {
        (_, false) => vec![false],
        (false, true) => vec![true],
        (true, true) => vec![true, false],
    };
    let escapes = if sample.contains("\\\"") {
        vec![None, Some(b'\\')]
    } else {
        vec![None]
    };
    let mut all = Vec::new();
    for (delimiter, _) in DELIMITERS {
        if declared.is_some_and(|declared| declared != delimiter)
            || !bytes.contains(&delimiter) && delimiter != b','
        {
            continue;
        }
        let mut quotes = vec![Some(b'"')];
        if opens_cells(bytes, b'\'', delimiter) {
            quotes.push(Some(b'\''));
        }
        for quote in quotes {
            for &escape in &escapes {
                for &lone_cr in &lone_cr {
                    all.push(Dialect {
                        delimiter,
                        quote,
                        escape,
                        lone_cr,
                        sep_line: false,
                    });
                }
            }
        }
    }
    if let (Some(declared), true) = (declared, all.is_empty()) {
        all.push(Dialect {
            delimiter: declared,
            ..Dialect::default()
        });
    }
    all
}

fn has_lone_cr(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1).is_some_and(|next| *next != b'\n'))
}

/// Whether a quote opens cells more often than by accident, and closes about as many.
fn opens_cells(bytes: &[u8], quote: u8, delimiter: u8) -> bool {
    let edge =
        |byte: Option<&u8>| byte.is_none_or(|b| *b == delimiter || matches!(b, b'\n' | b'\r'));
    let (mut opens, mut closes) = (0, 0);
    for at in memchr::memchr_iter(quote, bytes) {
        opens += usize::from(at == 0 || edge(bytes.get(at - 1)));
        closes += usize::from(edge(bytes.get(at + 1)));
    }
    opens >= 2 && opens.abs_diff(closes) * 5 <= opens
}

/// Pattern score times type score.
fn consistency(sample: &str, dialect: &Dialect) -> f64 {
    let mut lengths: BTreeMap<usize, usize> = BTreeMap::new();
    let (mut rows, mut cells, mut typed) = (0usize, 0.0f64, 0.0f64);
    let mut rest = sample;
    let mut failures = 0;
    let mut record = Record::default();
    'restart: while rows < SAMPLE_ROWS && !rest.is_empty() {
        let mut records = Records::new(rest.as_bytes(), dialect.clone());
        loop {
            match records.next(&mut record) {
                Ok(false) => break 'restart,
                Ok(true) => {
                    rows += 1;
                    *lengths.entry(record.len()).or_default() += 1;
                    for cell in record.iter() {
                        cells += 1.0;
                        typed += typedness(cell);
                    }
                    if record.stray_quote() {
                        typed -= 0.5;
                    }
                    if rows >= SAMPLE_ROWS {
                        break 'restart;
                    }
                }
                Err(_) => {
                    // A quote that is never closed: the line counts as one odd row, reading goes on behind it.
                    rows += 1;
                    cells += 1.0;
                    *lengths.entry(1).or_default() += 1;
                    failures += 1;
                    if failures > MAX_FAILURES {
                        return 0.0;
                    }
                    match nth_line(rest, record.line() as usize) {
                        Some(next) => rest = next,
                        None => break 'restart,
                    }
                    continue 'restart;
                }
            }
        }
    }
    if rows == 0 {
        return 0.0;
    }
    // Blanks and colons are everywhere in prose: they part cells only where every row agrees.
    let agreed = lengths
        .values()
        .max()
        .is_some_and(|most| most * 20 >= rows * 19);
    if matches!(dialect.delimiter, b' ' | b':') && !agreed {
        return 0.0;
    }
    let pattern: f64 = lengths
        .iter()
        .map(|(&length, &count)| {
            let share = count as f64 / rows as f64;
            share * share * ((length as f64 - 1.0) / length as f64).max(1e-3)
        })
        .sum();
    pattern * (typed / cells).max(1e-3)
}

/// What follows line `line` (from 1).
fn nth_line(text: &str, line: usize) -> Option<&str> {
    let mut rest = text;
    for _ in 0..line.max(1) {
        let at = rest.find('\n')?;
        rest = &rest[at + 1..];
    }
    Some(rest)
}

/// How much a cell looks like a value: 1 for empty cells, numbers, dates and the like, less for
/// words, almost nothing for what still holds delimiters.
fn typedness(cell: &str) -> f64 {
    let cell = cell.trim();
    if cell.is_empty() {
        return 1.0;
    }
    let bytes = cell.as_bytes();
    // Two rows in one cell.
    if bytes.contains(&b'\r') && !cell.contains("\r\n") {
        return 0.1;
    }
    let digits = bytes.iter().filter(|b| b.is_ascii_digit()).count();
    if digits > 0 && number_like(cell) {
        return 1.0;
    }
    let quoted = matches!(bytes[0], b'"' | b'\'') || matches!(bytes[bytes.len() - 1], b'"');
    if quoted {
        return 0.1;
    }
    if bytes.iter().any(|b| matches!(b, b';' | b'\t' | b'|')) {
        return 0.1;
    }
    if cell.starts_with("http") && cell.contains("://") {
        return 1.0;
    }
    // A comma in prose is followed by a blank.
    let glued = memchr::memchr_iter(b',', bytes).any(|at| bytes.get(at + 1) != Some(&b' '));
    if glued {
        return 0.1;
    }
    if bytes.contains(&b',') { 0.6 } else { 0.9 }
}

/// Numbers, dates, times, percentages, amounts, intervals: digits with a little punctuation.
fn number_like(cell: &str) -> bool {
    let mut commas = 0;
    for c in cell.chars() {
        match c {
            ',' => commas += 1,
            '0'..='9'
            | '.'
            | '-'
            | '+'
            | '/'
            | ':'
            | ' '
            | '%'
            | '€'
            | '$'
            | '£'
            | '\u{a0}'
            | '\u{202f}'
            | 'T'
            | 'Z'
            | 'e'
            | 'E'
            | '('
            | ')'
            | '['
            | ']' => {}
            _ => return false,
        }
    }
    // `1,2,3` is three numbers; `1,234,567` and `3,5` are one.
    commas <= 1
        || cell
            .split(',')
            .skip(1)
            .all(|group| group.len() >= 3 && group.as_bytes()[..3].iter().all(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delimiter(text: &str) -> char {
        char::from(sniff(text).delimiter)
    }

    #[test]
    fn the_four_delimiters_are_found() {
        for delimiter in [',', ';', '\t', '|'] {
            let text = "id,name,age\n1,Zoé,31\n2,Al B,45\n3,\"C, D\",7\n"
                .replace(", ", "\u{1}")
                .replace(',', &delimiter.to_string())
                .replace('\u{1}', ", ");
            assert_eq!(super::tests::delimiter(&text), delimiter, "{text}");
        }
    }

    #[test]
    fn decimal_commas_do_not_win_over_semicolons() {
        assert_eq!(delimiter("a;b\nx;1,5\ny;2,5\nz;3,25\n"), ';');
        assert_eq!(delimiter("a;b;c\n1,0;1,5;2,0\n2,0;2,5;3,5\n"), ';');
    }

    #[test]
    fn a_sep_line_decides() {
        let dialect = sniff("sep=;\r\na,b;c\r\n1,2;3\r\n");
        assert_eq!((dialect.delimiter, dialect.sep_line), (b';', true));
    }

    #[test]
    fn single_quotes_and_backslashes_are_found_where_they_enclose_cells() {
        let dialect = sniff("a,b\n'x, y',1\n'z, w',2\n'u',3\n");
        assert_eq!(dialect.quote, Some(b'\''));
        let dialect = sniff("a,b\n\"x \\\"y\\\", z\",1\n\"z\",2\n\"u \\\"v\\\", w\",3\n");
        assert_eq!(dialect.escape, Some(b'\\'));
    }

    #[test]
    fn one_column_of_prose_is_one_column() {
        assert_eq!(delimiter("name\nAnna Berg\nJo\nSam van Dam\n"), ',');
    }

    #[test]
    fn old_line_ends_are_found() {
        assert!(sniff("a,b\r1,2\r3,4\r").lone_cr);
        assert!(!sniff("a,b\r\n1,2\r\n").lone_cr);
    }
}
