//! Reading all files of a project to one log.

use std::cell::Cell;
use std::io::Read;
use std::path::Path;

use super::builder::Builder;
use super::finish::finish;
use super::open::{Found, Opened, damaged, find_files, open_file, utf8};
use super::reader::{self, Header, MapReader, Row, Sink, TableReader};
use super::time::{Clock, OrderEvidence};
use super::{FileSpec, Format, InteractionError, Progress, ReadOptions, Reading, Recognised};
use crate::source::{self, Record, Records, sniff};

/// Rows among which a header is looked for: some tools write a preamble.
const PREAMBLE: usize = 20;
/// Rows between two calls of the progress.
const TICK: u64 = 1 << 14;

/// Reads all files to one log. Same files, same log, whatever the order of specs and rows.
///
/// Rows that cannot be understood are no error: they are counted and listed in the findings. O(rows)
/// with one arena of distinct ids; texts are read, turned into terms and forgotten.
pub fn read(files: &[FileSpec], options: &ReadOptions) -> Result<Reading, InteractionError> {
    let found = find_files(&options.folder, files)?;
    let mut builder = Builder::new(&options.labels);
    let tally = Tally {
        files: found.len(),
        total_bytes: found.iter().map(|file| file.size).sum(),
        rows: Cell::new(0),
        options,
    };
    let mut reports = Vec::with_capacity(found.len());
    let mut bytes_before = 0;
    for (place, file) in found.iter().enumerate() {
        let spec = &files[file.spec];
        let zone = spec.time_zone.as_deref().or(options.time_zone.as_deref());
        let clock = Clock::new(zone)?;
        let mut job = Job {
            file,
            spec,
            tally: &tally,
            place,
            bytes_before,
        };
        let mut sink = Sink::new(&mut builder, &file.name, clock);
        job.read(&mut sink)?;
        reports.push(sink.finish());
        bytes_before += file.size;
    }
    let mut reading = finish(builder, &options.identities, &options.exclude);
    reading.findings.files = reports;
    Ok(reading)
}

/// What a file seems to be, by its first lines; reads no more than 256 KiB of it.
pub fn recognise(path: &Path) -> Result<Recognised, InteractionError> {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let opened = open_file(path, &name)?;
    let table = open_table(opened, &name)?;
    Ok(match table.start {
        Start::Known { header, reader, .. } => Recognised {
            source: Some(reader.source()),
            fields: header.names,
            proposal: None,
        },
        Start::Unknown { header } => Recognised {
            source: None,
            proposal: reader::propose(&header),
            fields: header.names,
        },
    })
}

/// Progress over all files.
struct Tally<'a> {
    files: usize,
    total_bytes: u64,
    rows: Cell<u64>,
    options: &'a ReadOptions<'a>,
}

/// One file of the project.
struct Job<'a> {
    file: &'a Found,
    spec: &'a FileSpec,
    tally: &'a Tally<'a>,
    place: usize,
    bytes_before: u64,
}

impl Job<'_> {
    fn read(&mut self, sink: &mut Sink) -> Result<(), InteractionError> {
        let opened = open_file(&self.file.path, &self.file.name)?;
        self.table(opened, sink)
    }

    fn table(&mut self, opened: Opened, sink: &mut Sink) -> Result<(), InteractionError> {
        let bytes = opened.bytes.clone();
        let mut table = open_table(opened, &self.file.name)?;
        let (header, mut reader) = match (&self.spec.format, table.start) {
            (Format::Map(map), start) => {
                let header = start.header();
                let reader: Box<dyn TableReader> =
                    Box::new(MapReader::new(map, &header, &self.file.name)?);
                (header, reader)
            }
            (Format::Named(wanted), Start::Known { header, reader, .. })
                if reader.source() == *wanted =>
            {
                (header, reader)
            }
            (Format::Named(wanted), start) => {
                return Err(InteractionError::Setting {
                    what: format!("format of {}", self.file.name),
                    reason: format!(
                        "the file has not the fields of {} (it has: {})",
                        wanted.name(),
                        start.header().shown()
                    ),
                });
            }
            (Format::Auto, Start::Known { header, reader, .. }) => (header, reader),
            (Format::Auto, Start::Unknown { header }) => return Err(self.unknown(&header)),
        };
        self.begin(sink, &header, reader.as_ref());
        sink.report.dialect = table.dialect;
        table.order.apply(sink);
        for held in table.held.iter().skip(table.first_data) {
            self.row(held, reader.as_mut(), sink);
        }
        let mut record = Record::default();
        while self.more(sink)
            && table
                .records
                .next(&mut record)
                .map_err(|error| damaged(&self.file.name, error))?
        {
            self.row(&record, reader.as_mut(), sink);
            if sink.report.read.is_multiple_of(TICK) {
                self.tick(TICK, bytes.load(std::sync::atomic::Ordering::Relaxed));
            }
        }
        self.tick(sink.report.read % TICK, self.file.size);
        sink.report.proposal = reader.proposal();
        Ok(())
    }

    fn row(&self, record: &Record, reader: &mut dyn TableReader, sink: &mut Sink) {
        if !self.more(sink) {
            return;
        }
        sink.begin(record.line());
        reader.row(&Row::of_record(record, record.line()), sink);
        sink.end();
    }

    fn more(&self, sink: &Sink) -> bool {
        self.tally
            .options
            .row_limit
            .is_none_or(|limit| sink.report.read < limit)
    }

    fn begin(&self, sink: &mut Sink, header: &Header, reader: &dyn TableReader) {
        let platform = self
            .spec
            .platform
            .as_deref()
            .unwrap_or(reader.source().platform());
        sink.platform = sink.builder.platform(platform);
        sink.columns.clone_from(&header.names);
        let mapping = reader.mapping();
        let report = &mut sink.report;
        report.source = reader.source();
        report.unused = (0..header.names.len())
            .filter(|column| !mapping.iter().any(|(_, used)| used == column))
            .map(|column| header.names[column].clone())
            .collect();
        report.mapping = mapping
            .into_iter()
            .map(|(field, column)| {
                let name = header
                    .names
                    .get(column)
                    .filter(|name| !name.is_empty())
                    .cloned();
                (
                    field,
                    name.unwrap_or_else(|| format!("column {}", column + 1)),
                )
            })
            .collect();
    }

    fn tick(&self, rows: u64, bytes: u64) {
        self.tally.rows.set(self.tally.rows.get() + rows);
        if let Some(progress) = self.tally.options.progress {
            progress(Progress {
                file: self.place,
                files: self.tally.files,
                rows: self.tally.rows.get(),
                bytes: self.bytes_before + bytes.min(self.file.size),
                total_bytes: self.tally.total_bytes,
            });
        }
    }

    fn unknown(&self, header: &Header) -> InteractionError {
        InteractionError::Unknown {
            file: self.file.name.clone(),
            fields: header.shown(),
            proposal: reader::propose(header).map(|map| describe(&self.file.name, &map)),
        }
    }
}

/// A line of the project file for a proposed map.
fn describe(file: &str, map: &super::ColumnMap) -> String {
    let fields = [
        ("source", &map.source),
        ("target", &map.target),
        ("kind", &map.kind),
        ("time", &map.time),
        ("weight", &map.weight),
        ("text", &map.text),
        ("object", &map.object),
        ("id", &map.id),
        ("url", &map.url),
        ("language", &map.language),
        ("sentiment", &map.sentiment),
        ("labels", &map.labels),
        ("followers", &map.followers),
    ];
    let named: Vec<String> = fields
        .iter()
        .filter_map(|(field, column)| Some(format!("{field}: {:?}", column.as_ref()?)))
        .collect();
    format!("- {{ file: {file:?}, format: {{ {} }} }}", named.join(", "))
}

/// A table whose first rows were looked at.
struct Table {
    records: Records<Box<dyn Read + Send>>,
    dialect: String,
    /// Rows already taken.
    held: Vec<Record>,
    first_data: usize,
    start: Start,
    order: OrderEvidence,
}

/// What the first rows say.
enum Start {
    Known {
        header: Header,
        reader: Box<dyn TableReader>,
    },
    Unknown {
        header: Header,
    },
}

impl Start {
    fn header(self) -> Header {
        match self {
            Self::Known { header, .. } | Self::Unknown { header } => header,
        }
    }
}

impl OrderEvidence {
    fn apply(self, sink: &mut Sink) {
        let (order, sure) = self.decide();
        sink.clock.order = order;
        if !sure {
            sink.begin(1);
            sink.odd("dates such as 03/04/2026 that may be read two ways: taken day first");
        }
    }
}

fn open_table(opened: Opened, name: &str) -> Result<Table, InteractionError> {
    let text = source::decode(&opened.head).text;
    let dialect = sniff(&text);
    let reader = utf8(opened.reader, name)?;
    let encoding = reader.encoding().name();
    let shown = match dialect.delimiter {
        b',' => "comma",
        b';' => "semicolon",
        b'\t' => "tab",
        b' ' => "space",
        b'|' => "pipe",
        _ => "other delimiter",
    };
    let described = format!("{}{encoding}, {shown}", opened.packed);
    let boxed: Box<dyn Read + Send> = Box::new(reader);
    let mut records = Records::new(boxed, dialect);
    let mut held = Vec::new();
    let mut record = Record::default();
    // What a date's first numbers are is decided by many rows, not by the first.
    while held.len() < 2000
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
    let mut order = OrderEvidence::default();
    held.iter()
        .flat_map(Record::iter)
        .for_each(|cell| order.look(cell));
    let (start, first_data) = start(&held);
    Ok(Table {
        records,
        dialect: described,
        held,
        first_data,
        start,
        order,
    })
}

/// The header among the first rows, or the columns of a log without one.
fn start(held: &[Record]) -> (Start, usize) {
    for (place, record) in held.iter().take(PREAMBLE).enumerate() {
        let header = Header::new(record.iter());
        if let Some(reader) = reader::recognise(&header) {
            return (Start::Known { header, reader }, place + 1);
        }
    }
    if is_headerless(held) {
        let width = held[0].len();
        let header = Header::new(std::iter::repeat_n("", width));
        return (
            Start::Known {
                header,
                reader: Box::new(MapReader::headerless(width)),
            },
            0,
        );
    }
    (
        Start::Unknown {
            header: Header::new(held[0].iter()),
        },
        1,
    )
}

/// `A B unix_time {RT|MT|RE}`, `A B unix_time` or `A B` with numbers, in every one of the first rows.
fn is_headerless(held: &[Record]) -> bool {
    let number = |cell: &str| {
        !cell.is_empty() && cell.len() <= 20 && cell.bytes().all(|byte| byte.is_ascii_digit())
    };
    let width = held[0].len();
    (2..=4).contains(&width)
        && held.iter().take(PREAMBLE).all(|record| {
            let cell = |column| record.get(column).unwrap_or("").trim();
            record.len() == width
                && !cell(0).is_empty()
                && !cell(1).is_empty()
                && match width {
                    2 => number(cell(0)) && number(cell(1)),
                    3 => number(cell(2)),
                    _ => {
                        number(cell(2))
                            && super::kinds::kind_named(&reader::plain_name(cell(3))).is_some()
                    }
                }
        })
}
