//! Reading all files of a project to one log.

use std::cell::Cell;
use std::io::{BufRead, BufReader, Cursor, Read};
use std::sync::atomic::{AtomicU64, Ordering};

use super::builder::Builder;
use super::document::{self, Document};
use super::fast::{Plan, Rest, Road};
use super::finish::finish;
use super::mailbox;
use super::middle;
use super::open::{Found, Opened, damaged, find_files, open_file, utf8};
use super::reader::{self, Header, MapReader, Row, Sink, TableReader};
use super::table::{Start, Table, grid_start, sure_order};
use super::time::Clock;
use super::written::Events;
use super::{
    FileReport, FileSpec, Format, InteractionError, Progress, ReadOptions, Reading, Source,
};
use crate::person::Secret;
use crate::source::{self, Dialect, Format as Bytes, Grid, Record, Records, SourceError};

/// Rows between two calls of the progress.
const TICK: u64 = 1 << 14;

/// Reads all files to one log. Same files, same log, whatever the order of specs and rows.
///
/// Rows that cannot be understood are no error: they are counted and listed in the findings. O(rows)
/// with one arena of distinct ids; texts are read, turned into terms and forgotten.
///
/// A folder of the [middle form](super::middle) stands alone and is read as it is.
pub fn read(files: &[FileSpec], options: &ReadOptions) -> Result<Reading, InteractionError> {
    if let Some(form) = form_among(files, options)? {
        return middle::read_form(&form, options);
    }
    let mut builder = Builder::new(&options.labels);
    builder.events = Events::new(options.room.clone());
    let reports = read_into(&mut builder, files, options)?;
    let mut reading = finish(builder, &options.identities, &options.exclude)?;
    reading.findings.files = reports;
    Ok(reading)
}

/// The middle form that the project names, where it names one: nothing can stand beside it, because
/// its people and posts have their final numbers.
pub(super) fn form_among(
    files: &[FileSpec],
    options: &ReadOptions,
) -> Result<Option<std::path::PathBuf>, InteractionError> {
    let mut form = None;
    for file in files {
        form = form.or_else(|| middle::is_form(&options.folder.join(&file.file)));
    }
    match form {
        Some(_) if files.len() > 1 => Err(InteractionError::Setting {
            what: "interactions.files".to_owned(),
            reason: "a middle form stands alone: write one of all the files together".to_owned(),
        }),
        found => Ok(found),
    }
}

/// Reads all files into a builder; gives their reports.
pub(super) fn read_into(
    builder: &mut Builder,
    files: &[FileSpec],
    options: &ReadOptions,
) -> Result<Vec<FileReport>, InteractionError> {
    let found = find_files(&options.folder, files)?;
    let tally = Tally {
        files: &found,
        total_bytes: found.iter().map(|file| file.size).sum(),
        rows: Cell::new(0),
        options,
    };
    let mut reports = Vec::with_capacity(found.len());
    let mut bytes_before = 0;
    for (place, file) in found.iter().enumerate() {
        let spec = &files[file.spec];
        let zone = spec.time_zone.as_deref().or(options.time_zone.as_deref());
        let job = Job {
            file,
            spec,
            tally: &tally,
            place,
            bytes_before,
        };
        let mut sink = Sink::new(builder, &file.name, Clock::new(zone)?);
        job.read(&mut sink)?;
        reports.push(sink.finish());
        bytes_before += file.size;
    }
    Ok(reports)
}

/// An error of rows that stand behind others: its line is counted from the file's first.
fn later(file: &str, error: SourceError, before: u64) -> InteractionError {
    let moved = match error {
        SourceError::OpenQuote { line } => SourceError::OpenQuote {
            line: line + before,
        },
        SourceError::GiantCell {
            line,
            limit_bytes,
            limit_lines,
        } => SourceError::GiantCell {
            line: line + before,
            limit_bytes,
            limit_lines,
        },
        SourceError::TooWide { line, limit } => SourceError::TooWide {
            line: line + before,
            limit,
        },
        other => other,
    };
    damaged(file, moved)
}

/// Progress over all files.
struct Tally<'a> {
    files: &'a [Found],
    total_bytes: u64,
    rows: Cell<u64>,
    options: &'a ReadOptions<'a>,
}

/// One file of the project.
pub(super) struct Job<'a> {
    pub file: &'a Found,
    spec: &'a FileSpec,
    tally: &'a Tally<'a>,
    place: usize,
    bytes_before: u64,
}

impl Job<'_> {
    fn read(&self, sink: &mut Sink) -> Result<(), InteractionError> {
        let name = &self.file.name;
        if self.file.path.is_dir() {
            return document::read_slack_folder(self, sink);
        }
        let opened = open_file(&self.file.path, name)?;
        if self.is_mail(&opened)? {
            return mailbox::read(self, opened, sink);
        }
        match opened.format {
            Bytes::Text => self.table(opened, sink),
            Bytes::Xml => self.graph(opened, sink),
            Bytes::Json => {
                let wanted = match &self.spec.format {
                    Format::Auto => document::Wanted::Any,
                    Format::Named(source) => document::Wanted::Source(*source),
                    Format::Map(_) => document::Wanted::Rows,
                };
                sink.report.dialect = format!("{}JSON", opened.packed);
                match document::open(opened, name, wanted)? {
                    Document::Items(reader, values) => {
                        document::read_items(self, reader, values, sink)
                    }
                    Document::Rows(grid) => self.grid(&grid, sink),
                }
            }
            // A survey: it names nobody who acts on somebody.
            Bytes::Spss => Err(self.unknown(&Header::default())),
            Bytes::Zip | Bytes::Ole => {
                let bytes = document::all_bytes(opened, name)?;
                if document::is_slack_archive(&bytes, name)? {
                    return document::read_slack_archive(self, &bytes, sink);
                }
                "workbook".clone_into(&mut sink.report.dialect);
                let grid = source::read_workbook(&bytes).map_err(|error| damaged(name, error))?;
                self.grid(&grid, sink)
            }
        }
    }

    /// Whether the file is to be read as mail.
    fn is_mail(&self, opened: &Opened) -> Result<bool, InteractionError> {
        let mail = source::is_mailbox(&opened.head);
        match &self.spec.format {
            Format::Auto => Ok(mail),
            Format::Named(Source::Mbox) if mail => Ok(true),
            Format::Named(wanted) if mail || *wanted == Source::Mbox => {
                let has = if mail {
                    "those of mail"
                } else {
                    "no line `From `"
                };
                Err(self.not_of(*wanted, has))
            }
            Format::Named(_) | Format::Map(_) => Ok(false),
        }
    }

    fn graph(&self, opened: Opened, sink: &mut Sink) -> Result<(), InteractionError> {
        let head = source::decode(&opened.head).text;
        let Some(source) = reader::recognise_xml(&head) else {
            return Err(self.unknown(&Header::default()));
        };
        self.place_on(source.platform(), sink);
        sink.report.dialect = format!("{}XML", opened.packed);
        sink.report.mapping = vec![
            ("source", "edge source".to_owned()),
            ("target", "edge target".to_owned()),
            ("kind", "edge kind, label, type".to_owned()),
            ("time", "edge time, timestamp, start".to_owned()),
            ("weight", "edge weight".to_owned()),
        ];
        let reader = utf8(opened.reader, &self.file.name)?;
        reader::read_xml(source, Box::new(reader), &self.file.name, sink)?;
        self.tick(sink.report.read, self.file.size);
        Ok(())
    }

    fn grid(&self, grid: &Grid, sink: &mut Sink) -> Result<(), InteractionError> {
        if grid.is_empty() {
            return Err(self.empty());
        }
        let (start, first) = grid_start(grid);
        let (header, mut reader) = self.reader(start)?;
        self.begin(sink, &header, reader.as_ref());
        sure_order(
            (0..grid.len().min(2000)).flat_map(|row| grid.row(row)),
            sink,
        );
        for row in first..grid.len() {
            if !self.more(sink) {
                break;
            }
            sink.begin(grid.line(row));
            reader.row(&Row::of_grid(grid, row), sink);
            sink.end();
        }
        sink.report.proposal = reader.proposal();
        self.tick(sink.report.read, self.file.size);
        Ok(())
    }

    fn table(&self, opened: Opened, sink: &mut Sink) -> Result<(), InteractionError> {
        let bytes = opened.bytes.clone();
        let mut table = Table::open(opened, &self.file.name)?;
        let (header, mut reader) = self.reader(table.start)?;
        self.begin(sink, &header, reader.as_ref());
        sink.report.dialect = table.dialect;
        sure_order(table.held.iter().flat_map(Record::iter), sink);
        for held in table.held.iter().skip(table.first_data) {
            self.row(held, 0, reader.as_mut(), sink);
        }
        let lines = table.held.last().map_or(0, Record::line);
        drop(table.held);
        let plan = reader.plan().filter(|_| table.straight);
        if let Some(plan) = plan {
            self.tick(sink.report.read, 0);
            let plan = Plan {
                delimiter: table.delimiter,
                ..plan
            };
            self.straight(plan, lines, reader.as_mut(), sink)?;
        } else {
            self.rows(&mut table.records, 0, &bytes, reader.as_mut(), sink)?;
            self.tick(sink.report.read % TICK, self.file.size);
        }
        sink.report.proposal = reader.proposal();
        Ok(())
    }

    /// The rows behind those held; `before` lines stand before the first.
    fn rows(
        &self,
        records: &mut Records<Box<dyn Read + Send>>,
        before: u64,
        bytes: &AtomicU64,
        reader: &mut dyn TableReader,
        sink: &mut Sink,
    ) -> Result<(), InteractionError> {
        let mut record = Record::default();
        while self.more(sink)
            && records
                .next(&mut record)
                .map_err(|error| later(&self.file.name, error, before))?
        {
            self.row(&record, before, reader, sink);
            if sink.report.read.is_multiple_of(TICK) {
                self.tick(TICK, bytes.load(Ordering::Relaxed));
            }
        }
        Ok(())
    }

    /// The straight road behind the first `lines` lines, and the general one where it ends.
    fn straight(
        &self,
        plan: Plan,
        lines: u64,
        reader: &mut dyn TableReader,
        sink: &mut Sink,
    ) -> Result<(), InteractionError> {
        let name = &self.file.name;
        let opened = open_file(&self.file.path, name)?;
        let bytes = opened.bytes.clone();
        let mut input = BufReader::with_capacity(1 << 18, utf8(opened.reader, name)?);
        let mut skipped = Vec::new();
        for _ in 0..lines {
            skipped.clear();
            input
                .read_until(b'\n', &mut skipped)
                .map_err(|error| damaged(name, SourceError::Io(error)))?;
        }
        let dialect = Dialect {
            delimiter: plan.delimiter,
            ..Dialect::default()
        };
        let mut slow = |line: &[u8], number: u64, sink: &mut Sink| {
            let mut record = Record::default();
            if Records::new(line, dialect.clone()).next(&mut record)? {
                self.row(&record, number - 1, reader, sink);
            }
            Ok(())
        };
        let tick = |rows| self.tick(rows, bytes.load(Ordering::Relaxed));
        let limit = self.tally.options.row_limit.unwrap_or(u64::MAX);
        let mut road = Road {
            plan,
            lines,
            slow: &mut slow,
            tick: &tick,
            limit,
        };
        if let Rest::From { lines, taken } = road.read(&mut input, sink, name)? {
            let rest: Box<dyn Read + Send> = Box::new(Cursor::new(taken).chain(input));
            let before = sink.report.read;
            self.rows(
                &mut Records::new(rest, dialect),
                lines,
                &bytes,
                reader,
                sink,
            )?;
            self.tick((sink.report.read - before) % TICK, self.file.size);
        }
        Ok(())
    }

    fn row(&self, record: &Record, before: u64, reader: &mut dyn TableReader, sink: &mut Sink) {
        if !self.more(sink) {
            return;
        }
        let line = record.line() + before;
        sink.begin(line);
        if record.stray_quote() {
            sink.repair(
                None,
                "a quote inside a quoted cell that is not doubled: kept as text",
            );
        }
        reader.row(&Row::of_record(record, line), sink);
        sink.end();
    }

    /// The reader the project asks for, or the one that was recognised.
    fn reader(&self, start: Start) -> Result<(Header, Box<dyn TableReader>), InteractionError> {
        match (&self.spec.format, start) {
            (Format::Map(map), start) => {
                let header = start.header();
                let reader: Box<dyn TableReader> =
                    Box::new(MapReader::new(map, &header, &self.file.name)?);
                Ok((header, reader))
            }
            (Format::Named(wanted), Start::Known { header, reader })
                if reader.source() == *wanted =>
            {
                Ok((header, reader))
            }
            (Format::Named(wanted), start) => Err(self.not_of(*wanted, &start.header().shown())),
            (Format::Auto, start) if middle::is_header(start.names()) => {
                Err(InteractionError::Form {
                    file: self.file.name.clone(),
                    problem: format!(
                        "is a table of the middle form, and no {} stands beside it: the form was not written to its end",
                        middle::MANIFEST
                    ),
                })
            }
            (Format::Auto, Start::Known { header, reader }) => Ok((header, reader)),
            (Format::Auto, Start::Unknown { header }) => Err(self.unknown(&header)),
        }
    }

    /// Whether `row_limit` allows another row.
    pub fn more(&self, sink: &Sink) -> bool {
        self.allows(sink.report.read)
    }

    /// Whether `row_limit` allows one more behind so many.
    pub fn allows(&self, rows: u64) -> bool {
        let limit = self.tally.options.row_limit;
        limit.is_none_or(|limit| rows < limit)
    }

    /// All files of the log.
    pub fn all(&self) -> &[Found] {
        self.tally.files
    }

    /// The project's key for personal ids.
    pub fn secret(&self) -> Option<&Secret> {
        self.tally.options.secret.as_ref()
    }

    /// The platform of the file's accounts: what the project says, else what the source is of.
    pub fn place_on(&self, platform: &str, sink: &mut Sink) {
        let platform = self.spec.platform.as_deref().unwrap_or(platform);
        sink.platform = sink.builder.platform(platform);
    }

    fn begin(&self, sink: &mut Sink, header: &Header, reader: &dyn TableReader) {
        self.place_on(reader.source().platform(), sink);
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

    /// `rows` more rows were read, `bytes` of this file's in all.
    pub fn tick(&self, rows: u64, bytes: u64) {
        self.tally.rows.set(self.tally.rows.get() + rows);
        if let Some(progress) = self.tally.options.progress {
            progress(Progress {
                file: self.place,
                files: self.tally.files.len(),
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
            proposal: reader::propose(header).map(|map| map.describe(&self.file.name)),
        }
    }

    /// The file is not of the source the project names.
    pub fn not_of(&self, wanted: Source, fields: &str) -> InteractionError {
        InteractionError::Setting {
            what: format!("format of {}", self.file.name),
            reason: format!(
                "the file has not the fields of {} (it has: {fields})",
                wanted.name()
            ),
        }
    }

    fn empty(&self) -> InteractionError {
        InteractionError::Damaged {
            file: self.file.name.clone(),
            line: None,
            reason: "the file is empty".to_owned(),
        }
    }
}
