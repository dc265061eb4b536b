//! A table as it starts: its dialect, its header, the order of its dates.

use std::io::Read;

use super::day_order::OrderEvidence;
use super::open::{Opened, damaged, utf8};
use super::reader::{self, Header, MapReader, Row, Sink, TableReader};
use super::{InteractionError, Oddity};
use crate::source::{Grid, Record, Records, SourceError, decode, is_no_text, sniff};

/// Rows among which a header is looked for: some tools write a preamble.
const PREAMBLE: usize = 20;
/// Rows that decide the order of day and month.
const EVIDENCE: usize = 2000;

/// A table whose first rows were looked at.
pub(super) struct Table {
    pub records: Records<Box<dyn Read + Send>>,
    /// Packing, encoding and delimiter in words.
    pub dialect: String,
    /// Rows already taken.
    pub held: Vec<Record>,
    /// Place in `held` of the first row behind the header.
    pub first_data: usize,
    pub start: Start,
    pub delimiter: u8,
    /// Whether the straight road may be tried: UTF-8, lines that end as usual, no quote so far.
    pub straight: bool,
}

/// What the first rows say.
pub(super) enum Start {
    Known {
        header: Header,
        reader: Box<dyn TableReader>,
    },
    Unknown {
        header: Header,
    },
}

impl Start {
    pub fn names(&self) -> &[String] {
        match self {
            Self::Known { header, .. } | Self::Unknown { header } => &header.names,
        }
    }

    pub fn header(self) -> Header {
        match self {
            Self::Known { header, .. } | Self::Unknown { header } => header,
        }
    }
}

impl Table {
    pub fn open(opened: Opened, name: &str) -> Result<Self, InteractionError> {
        let head = decode(&opened.head).text;
        if is_no_text(&head) {
            return Err(damaged(name, SourceError::NotText));
        }
        let dialect = sniff(&head);
        let reader = utf8(opened.reader, name)?;
        let straight = !dialect.lone_cr && !dialect.sep_line && !opened.head.contains(&b'"');
        let delimiter = dialect.delimiter;
        let shown = match dialect.delimiter {
            b',' => "comma",
            b';' => "semicolon",
            b'\t' => "tab",
            b' ' => "space",
            b'|' => "pipe",
            _ => "other delimiter",
        };
        let described = format!("{}{}, {shown}", opened.packed, reader.encoding().name());
        let boxed: Box<dyn Read + Send> = Box::new(reader);
        let mut records = Records::new(boxed, dialect);
        let mut held = Vec::new();
        let mut record = Record::default();
        while held.len() < EVIDENCE
            && records
                .next(&mut record)
                .map_err(|error| damaged(name, error))?
        {
            held.push(record.clone());
        }
        if held.is_empty() {
            return Err(InteractionError::Damaged {
                file: name.to_owned(),
                line: None,
                reason: "the file is empty".to_owned(),
            });
        }
        let rows: Vec<Row> = held
            .iter()
            .take(PREAMBLE)
            .map(|record| Row::of_record(record, record.line()))
            .collect();
        let (start, first_data) = start(&rows);
        Ok(Self {
            records,
            dialect: described,
            held,
            first_data,
            start,
            delimiter,
            straight,
        })
    }
}

/// How a sheet or list of flat objects starts.
pub(super) fn grid_start(grid: &Grid) -> (Start, usize) {
    let rows: Vec<Row> = (0..grid.len().min(PREAMBLE))
        .map(|row| Row::of_grid(grid, row))
        .collect();
    start(&rows)
}

/// Decides the order of day and month by these cells.
pub(super) fn sure_order<'a>(cells: impl Iterator<Item = &'a str>, sink: &mut Sink) {
    let mut evidence = OrderEvidence::default();
    cells.for_each(|cell| evidence.look(cell));
    let (order, sure) = evidence.decide();
    sink.clock.order = order;
    if !sure {
        sink.begin(1);
        sink.odd(Oddity::AmbiguousDates);
    }
}

/// The header among the first rows, or the columns of a log without one.
fn start(rows: &[Row]) -> (Start, usize) {
    for (place, row) in rows.iter().enumerate() {
        let header = Header::new(row.iter());
        if let Some(reader) = reader::recognise(&header) {
            return (Start::Known { header, reader }, place + 1);
        }
    }
    let Some(first) = rows.first() else {
        return (
            Start::Unknown {
                header: Header::default(),
            },
            0,
        );
    };
    if is_headerless(rows) {
        let header = Header::new(std::iter::repeat_n("", first.width()));
        let reader = Box::new(MapReader::headerless(first.width(), third_is_weight(rows)));
        return (Start::Known { header, reader }, 0);
    }
    (
        Start::Unknown {
            header: Header::new(first.iter()),
        },
        1,
    )
}

/// The least number of three columns that is a moment: Unix seconds from March 1973 on. Smaller ones are weights.
const EARLIEST: u64 = 100_000_000;

/// Whether the third of three columns counts something: it holds no moment in any of the first rows.
fn third_is_weight(rows: &[Row]) -> bool {
    rows[0].width() == 3
        && rows.iter().all(|row| {
            row.cell(2)
                .parse()
                .is_ok_and(|number: u64| number < EARLIEST)
        })
}

/// `A B unix_time {RT|MT|RE}`, `A B unix_time`, `A B weight` or `A B` with numbers, in every one of the first rows.
fn is_headerless(rows: &[Row]) -> bool {
    let number = |cell: &str| {
        !cell.is_empty() && cell.len() <= 20 && cell.bytes().all(|byte| byte.is_ascii_digit())
    };
    let width = rows[0].width();
    (2..=4).contains(&width)
        && rows.iter().all(|row| {
            row.width() == width
                && !row.cell(0).is_empty()
                && !row.cell(1).is_empty()
                && match width {
                    2 => number(row.cell(0)) && number(row.cell(1)),
                    3 => number(row.cell(2)),
                    _ => {
                        number(row.cell(2))
                            && super::kinds::kind_named(&reader::plain_name(row.cell(3))).is_some()
                    }
                }
        })
}
