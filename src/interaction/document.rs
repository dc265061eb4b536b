//! JSON in its three shapes (a document, a list, one object a line) and Slack exports.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use super::open::{Opened, damaged, utf8};
use super::read::Job;
use super::reader::{ItemReader, Sink, read_users, reader_of, recognise_item};
use super::{InteractionError, Oddity, Source};
use crate::source::{
    ArchiveFile, Grid, JsonLines, MAX_UNPACKED, Parsed, SourceError, Value, archive, decode,
    parse_json,
};

/// Values looked at to find the source.
const LOOK: usize = 50;

/// How the project asks for a JSON file to be read.
#[derive(Debug, Clone, Copy)]
pub(super) enum Wanted {
    /// As it presents itself.
    Any,
    /// As this source.
    Source(Source),
    /// As a table, for a column map.
    Rows,
}

/// What a JSON file holds.
pub(super) enum Document {
    /// Values of a known source.
    Items(&'static ItemReader, Values),
    /// Flat objects: a table.
    Rows(Grid),
}

/// Values of a file, one after another, each with its line where it has one of its own.
pub(super) struct Values {
    ready: std::vec::IntoIter<(Option<u64>, Result<Parsed, SourceError>)>,
    lines: Option<Lines>,
}

/// The lines behind those already taken.
struct Lines {
    lines: JsonLines<Box<dyn Read + Send>>,
    before: u64,
}

impl Iterator for Values {
    type Item = (Option<u64>, Result<Parsed, SourceError>);

    fn next(&mut self) -> Option<Self::Item> {
        self.ready.next().or_else(|| self.lines.as_mut()?.next())
    }
}

impl Iterator for Lines {
    type Item = (Option<u64>, Result<Parsed, SourceError>);

    fn next(&mut self) -> Option<Self::Item> {
        let (line, value) = self.lines.next()?;
        Some((Some(line + self.before), value))
    }
}

/// Opens JSON. `wanted`: how the project asks for it.
pub(super) fn open(
    opened: Opened,
    name: &str,
    wanted: Wanted,
) -> Result<Document, InteractionError> {
    let mut reader = BufReader::with_capacity(1 << 18, utf8(opened.reader, name)?);
    let mut first = Vec::new();
    let mut line = 0;
    while first.iter().all(u8::is_ascii_whitespace) {
        first.clear();
        line += 1;
        let mut limited = (&mut reader).take(MAX_UNPACKED);
        if limited
            .read_until(b'\n', &mut first)
            .map_err(|error| damaged(name, SourceError::Io(error)))?
            == 0
        {
            break;
        }
    }
    let parsed = parse_json(String::from_utf8_lossy(&first).trim_start_matches('\u{feff}'));
    let values = if let Ok(parsed) = parsed {
        let boxed: Box<dyn Read + Send> = Box::new(reader);
        let mut lines = Lines {
            lines: JsonLines::new(boxed),
            before: line,
        };
        let mut ready = vec![(Some(line), Ok(parsed))];
        ready.extend(lines.by_ref().take(LOOK));
        if let [(place, Ok(_))] = &mut ready[..] {
            // A whole document on one line.
            *place = None;
        }
        Values {
            ready: ready.into_iter(),
            lines: Some(lines),
        }
    } else {
        reader
            .take(MAX_UNPACKED)
            .read_to_end(&mut first)
            .map_err(|error| damaged(name, SourceError::Io(error)))?;
        let parsed =
            parse_json(&String::from_utf8_lossy(&first)).map_err(|error| damaged(name, error))?;
        Values {
            ready: vec![(None, Ok(parsed))].into_iter(),
            lines: None,
        }
    };
    sort_out(values, name, wanted)
}

/// Whose values these are.
fn sort_out(values: Values, name: &str, wanted: Wanted) -> Result<Document, InteractionError> {
    let values = unwrap_list(values);
    let seen = || {
        values
            .ready
            .as_slice()
            .iter()
            .filter_map(|(_, value)| Some(&value.as_ref().ok()?.value))
            .take(LOOK)
    };
    let reader = match wanted {
        Wanted::Any => seen().find_map(recognise_item),
        Wanted::Rows => None,
        Wanted::Source(source) => {
            reader_of(source).filter(|reader| seen().any(|value| (reader.recognise)(value)))
        }
    };
    if let Some(reader) = reader {
        return Ok(Document::Items(reader, values));
    }
    let fields: Vec<String> = seen()
        .next()
        .map(|value| value.entries().iter().map(|(key, _)| key.clone()).collect())
        .unwrap_or_default();
    let unknown = InteractionError::Unknown {
        file: name.to_owned(),
        fields: fields.join(", "),
        proposal: None,
    };
    if fields.is_empty() {
        return Err(unknown);
    }
    rows(values, name)
}

/// The items of a list that stands alone, or of the one list of objects in a document nobody knows.
fn unwrap_list(mut values: Values) -> Values {
    if values.ready.as_slice().len() != 1 {
        return values;
    }
    let Some((line, Ok(parsed))) = values.ready.next() else {
        return values;
    };
    let duplicate_keys = parsed.duplicate_keys;
    let items = match parsed.value {
        Value::Array(items) => items,
        Value::Object(entries) if recognise_item(&Value::Object(entries.clone())).is_none() => {
            let lists = entries
                .iter()
                .filter(|(_, value)| value.items().iter().any(|item| !item.entries().is_empty()))
                .count();
            match entries
                .iter()
                .position(|(_, value)| value.items().iter().any(|item| !item.entries().is_empty()))
            {
                Some(place) if lists == 1 => match entries.into_iter().nth(place) {
                    Some((_, Value::Array(items))) => items,
                    _ => Vec::new(),
                },
                _ => vec![Value::Object(entries)],
            }
        }
        other => vec![other],
    };
    let one = items.len() == 1;
    let ready: Vec<_> = items
        .into_iter()
        .enumerate()
        .map(|(place, value)| {
            let duplicate_keys = if place == 0 { duplicate_keys } else { 0 };
            (
                if one { line } else { None },
                Ok(Parsed {
                    value,
                    duplicate_keys,
                }),
            )
        })
        .collect();
    Values {
        ready: ready.into_iter(),
        lines: values.lines,
    }
}

/// Flat objects to rows under the union of their keys; nested keys are joined with a dot.
fn rows(values: Values, name: &str) -> Result<Document, InteractionError> {
    let mut columns: BTreeMap<String, usize> = BTreeMap::new();
    let mut names: Vec<String> = Vec::new();
    let mut rows: Vec<(u64, Vec<(usize, String)>)> = Vec::new();
    for (number, (line, value)) in values.enumerate() {
        let line = line.unwrap_or(number as u64 + 1);
        let value = value.map_err(|error| damaged(name, error))?.value;
        let mut cells = Vec::new();
        flatten("", &value, &mut |key, cell| {
            let next = columns.len();
            let column = *columns.entry(key.to_owned()).or_insert(next);
            if column == next {
                names.push(key.to_owned());
            }
            cells.push((column, cell));
        });
        rows.push((line, cells));
    }
    let mut grid = Grid::default();
    grid.push(0, names.iter().map(String::as_str));
    for (line, cells) in rows {
        let mut row = vec![""; names.len()];
        for (column, cell) in &cells {
            row[*column] = cell;
        }
        grid.push(line, row);
    }
    Ok(Document::Rows(grid))
}

fn flatten(prefix: &str, value: &Value, put: &mut impl FnMut(&str, String)) {
    for (key, value) in value.entries() {
        let key = if prefix.is_empty() {
            key.clone()
        } else {
            format!("{prefix}.{key}")
        };
        match value {
            Value::Object(_) => flatten(&key, value, put),
            Value::Array(items) => {
                let parts: Vec<&str> = items.iter().filter_map(Value::scalar).collect();
                put(&key, parts.join(","));
            }
            _ => put(&key, value.scalar().unwrap_or("").to_owned()),
        }
    }
}

/// Reads the values of a known source.
pub(super) fn read_items(
    job: &Job,
    reader: &'static ItemReader,
    values: Values,
    sink: &mut Sink,
) -> Result<(), InteractionError> {
    job.place_on(reader.source.platform(), sink);
    describe(reader, sink);
    let mut first = true;
    let mut told = 0;
    for (line, value) in values {
        if !job.more(sink) {
            break;
        }
        sink.item_line = line;
        match value {
            Ok(parsed) => {
                if std::mem::take(&mut first) {
                    unused(reader, &parsed.value, sink);
                }
                if parsed.duplicate_keys > 0 {
                    sink.begin_item();
                    sink.odd(Oddity::RepeatedKey);
                }
                (reader.read)(&parsed.value, sink);
            }
            Err(SourceError::Io(error)) => {
                return Err(damaged(&job.file.name, SourceError::Io(error)));
            }
            Err(_) => {
                sink.begin_item();
                sink.reject(None, "the line is no JSON");
                sink.end();
            }
        }
        if sink.report.read - told >= 4096 {
            job.tick(sink.report.read - told, 0);
            told = sink.report.read;
        }
    }
    job.tick(sink.report.read - told, job.file.size);
    Ok(())
}

fn describe(reader: &ItemReader, sink: &mut Sink) {
    sink.report.source = reader.source;
    sink.report.mapping = reader
        .mapping
        .iter()
        .map(|&(field, key)| (field, key.to_owned()))
        .collect();
}

/// Keys of the first value that no path speaks of.
fn unused(reader: &ItemReader, value: &Value, sink: &mut Sink) {
    sink.report.unused = value
        .entries()
        .iter()
        .map(|(key, _)| key)
        .filter(|key| {
            !reader
                .mapping
                .iter()
                .any(|(_, path)| path.contains(key.as_str()))
        })
        .cloned()
        .collect();
}

/// All bytes of a file that is read whole.
pub(super) fn all_bytes(mut opened: Opened, name: &str) -> Result<Vec<u8>, InteractionError> {
    let mut bytes = Vec::new();
    opened
        .reader
        .by_ref()
        .take(MAX_UNPACKED)
        .read_to_end(&mut bytes)
        .map_err(|error| damaged(name, SourceError::Io(error)))?;
    Ok(bytes)
}

/// Whether a zip holds JSON and no workbook.
pub(super) fn is_slack_archive(bytes: &[u8], name: &str) -> Result<bool, InteractionError> {
    if !bytes.starts_with(b"PK") {
        return Ok(false);
    }
    let listed = |suffix| {
        archive(bytes, suffix)
            .map(|files| !files.is_empty())
            .map_err(|error| damaged(name, error))
    };
    Ok(listed("channels.json")? || listed("users.json")?)
}

/// Whether a folder holds what Slack exports.
pub(super) fn is_slack_folder(path: &Path) -> bool {
    path.join("users.json").is_file() || path.join("channels.json").is_file()
}

/// A Slack export as it was downloaded.
pub(super) fn read_slack_archive(
    job: &Job,
    bytes: &[u8],
    sink: &mut Sink,
) -> Result<(), InteractionError> {
    let files = archive(bytes, ".json").map_err(|error| damaged(&job.file.name, error))?;
    "zip, JSON".clone_into(&mut sink.report.dialect);
    read_slack(job, &files, sink)
}

/// A Slack export that was unpacked.
pub(super) fn read_slack_folder(job: &Job, sink: &mut Sink) -> Result<(), InteractionError> {
    if !is_slack_folder(&job.file.path) {
        return Err(InteractionError::Unknown {
            file: job.file.name.clone(),
            fields: "a folder".to_owned(),
            proposal: None,
        });
    }
    let root = &job.file.path;
    let failed = |source| InteractionError::Io {
        file: job.file.name.clone(),
        source,
    };
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            // Slack's own are one folder deep.
            if path.is_dir() && folder == *root {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "json")
            {
                let name = path
                    .strip_prefix(root)
                    .unwrap_or(&path)
                    .to_string_lossy()
                    .replace('\\', "/");
                files.push(ArchiveFile {
                    name,
                    bytes: std::fs::read(&path).map_err(failed)?,
                });
            }
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    "folder, JSON".clone_into(&mut sink.report.dialect);
    read_slack(job, &files, sink)
}

fn read_slack(job: &Job, files: &[ArchiveFile], sink: &mut Sink) -> Result<(), InteractionError> {
    let Some(reader) = reader_of(Source::Slack) else {
        return Ok(());
    };
    job.place_on(Source::Slack.platform(), sink);
    describe(reader, sink);
    for file in files {
        let (folder, name) = file.name.rsplit_once('/').unwrap_or(("", &file.name));
        let channel = folder.rsplit('/').next().unwrap_or("");
        let parsed = || {
            parse_json(&decode(&file.bytes).text)
                .map(|parsed| parsed.value)
                .map_err(|error| damaged(&format!("{}/{}", job.file.name, file.name), error))
        };
        if name == "users.json" {
            read_users(&parsed()?, sink);
        } else if is_day(name) && !channel.is_empty() {
            channel.clone_into(&mut sink.scope);
            for message in parsed()?.items() {
                (reader.read)(message, sink);
            }
        }
        job.tick(0, 0);
    }
    job.tick(sink.report.read, job.file.size);
    Ok(())
}

/// `2026-02-01.json`
fn is_day(name: &str) -> bool {
    let stem = name.strip_suffix(".json").unwrap_or(name);
    stem.len() == 10
        && stem
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-')
}
