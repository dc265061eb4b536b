//! Files to cells: what each file is, how it is written, where its table stands.

use std::path::Path;

use super::assemble::{Rows, assemble};
use super::columns::{FileColumns, Shape, append, columns};
use super::dictionary::Dictionary;
use super::json_table::json_table;
use super::layout::{Layout, layout};
use super::special::declared_weight;
use super::spss_table::spss_table;
use super::survey::{RowState, recognise, states};
use super::{
    FileReport, InputFile, Odd, Oddity, Partial, ReadOptions, Reading, Reject, Report, TableError,
};
use crate::source::{
    Compression, Content, Format, Grid, SourceError, decode, format_of, is_no_text, open,
    read_grid, read_workbook, sniff,
};

/// Reads a table and infers what its columns are; linear in its cells.
pub fn read(path: &Path, options: &ReadOptions) -> Result<Reading, TableError> {
    read_files(
        &[InputFile {
            path: path.to_owned(),
            wave: None,
        }],
        options,
    )
}

/// Reads several files as the waves of one table; columns are matched by name.
pub fn read_files(files: &[InputFile], options: &ReadOptions) -> Result<Reading, TableError> {
    let mut contents = Vec::with_capacity(files.len());
    for file in files {
        let name = file
            .path
            .file_name()
            .map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        let content = open(&file.path).map_err(|source| TableError::Source {
            file: name.clone(),
            source,
        })?;
        contents.push((name, content, file.wave.clone()));
    }
    read_contents(contents, options)
}

/// Reads a table from its bytes (unpacked); `name` is what reports call it.
pub fn read_bytes(
    name: &str,
    bytes: Vec<u8>,
    options: &ReadOptions,
) -> Result<Reading, TableError> {
    let format = format_of(&bytes);
    let content = Content {
        bytes,
        compression: Compression::None,
        format,
    };
    read_contents(vec![(name.to_owned(), content, None)], options)
}

fn read_contents(
    contents: Vec<(String, Content, Option<String>)>,
    options: &ReadOptions,
) -> Result<Reading, TableError> {
    let mut report = Report::default();
    let mut all = Vec::new();
    let mut rows = Rows::default();
    for (file, (name, content, wave)) in contents.into_iter().enumerate() {
        let (file_report, mut read) = read_one(&name, &content)?;
        screen(&mut read, &name, options, &mut report.partial);
        let taken = read.lines.len();
        report.rows.read += read.read;
        report.rows.repaired += read.repaired.len() as u64;
        report.rows.rejected += read.read - taken as u64;
        report.rejects.extend(read.rejects);
        report.odd.extend(read.odd);
        report.files.push(file_report);
        append(&mut all, rows.len(), read.columns, taken);
        rows.from_tool |= read.tool.is_some();
        rows.extend(file, &name, wave.as_deref(), read.lines);
    }
    report.rows.kept = report.rows.read - report.rows.repaired - report.rows.rejected;
    if rows.len() == 0 {
        let file = report
            .files
            .first()
            .map_or_else(String::new, |f| f.file.clone());
        return Err(TableError::NoRows { file });
    }
    assemble(all, rows, report, options)
}

/// A file's cells before anything is known about them.
pub(super) struct Cells {
    pub grid: Grid,
    pub report: FileReport,
    pub stray_quotes: Vec<u64>,
    pub ragged_is_normal: bool,
    /// Where the table stands, where the format says it.
    pub layout: Option<Layout>,
    /// What the file says about its columns.
    pub dictionary: Option<Dictionary>,
    pub rejects: Vec<Reject>,
    pub odd: Vec<Odd>,
}

impl Cells {
    fn new(grid: Grid, report: FileReport) -> Self {
        Self {
            grid,
            report,
            stray_quotes: Vec::new(),
            ragged_is_normal: true,
            layout: None,
            dictionary: None,
            rejects: Vec::new(),
            odd: Vec::new(),
        }
    }
}

/// Turns the bytes of a file into cells.
pub(super) fn cells(name: &str, content: &Content) -> Result<Cells, TableError> {
    let fail = |source: SourceError| TableError::Source {
        file: name.to_owned(),
        source,
    };
    let mut report = FileReport {
        file: name.to_owned(),
        ..FileReport::default()
    };
    if content.bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(fail(SourceError::Empty));
    }
    if matches!(content.format, Format::Zip | Format::Ole) {
        "workbook".clone_into(&mut report.source);
        let grid = read_workbook(&content.bytes).map_err(fail)?;
        return Ok(Cells::new(grid, report));
    }
    if content.format == Format::Spss {
        return spss_cells(&content.bytes, report).map_err(fail);
    }
    let decoded = decode(&content.bytes);
    if is_no_text(&decoded.text) {
        return Err(fail(SourceError::NotText));
    }
    decoded.encoding.name().clone_into(&mut report.encoding);
    let mut odd = Vec::new();
    if decoded.replaced > 0 {
        odd.push(Odd {
            file: Some(name.to_owned()),
            line: None,
            column: None,
            what: Oddity::Undecodable(decoded.replaced),
        });
    }
    if content.format == Format::Json {
        let table = json_table(name, &decoded.text)?;
        table.kind.clone_into(&mut report.source);
        if table.duplicate_keys > 0 {
            odd.push(Odd {
                file: Some(name.to_owned()),
                line: None,
                column: None,
                what: Oddity::RepeatedKeys(table.duplicate_keys),
            });
        }
        let width = table.grid.width(0);
        let layout = Layout {
            header: 1,
            width,
            ..Layout::default()
        };
        return Ok(Cells {
            layout: Some(layout),
            rejects: table.rejects,
            odd,
            ..Cells::new(table.grid, report)
        });
    }
    let dialect = sniff(&decoded.text);
    let (grid, stray_quotes) = read_grid(&decoded.text, &dialect).map_err(fail)?;
    "CSV".clone_into(&mut report.source);
    report.dialect = Some(dialect);
    Ok(Cells {
        stray_quotes,
        ragged_is_normal: false,
        odd,
        ..Cells::new(grid, report)
    })
}

fn spss_cells(bytes: &[u8], mut report: FileReport) -> Result<Cells, SourceError> {
    let table = spss_table(bytes)?;
    "SPSS".clone_into(&mut report.source);
    table.encoding.clone_into(&mut report.encoding);
    report.dictionary = Some(table.dictionary.report);
    let undecodable = (table.replaced > 0).then_some(Oddity::Undecodable(table.replaced));
    let unknown = table.unknown_encoding.then_some(Oddity::UnknownEncoding);
    let odd = [unknown, undecodable].into_iter().flatten();
    let odd = odd
        .map(|what| Odd {
            file: Some(report.file.clone()),
            line: None,
            column: None,
            what,
        })
        .collect();
    Ok(Cells {
        layout: Some(Layout {
            header: 1,
            width: table.grid.width(0),
            ..Layout::default()
        }),
        dictionary: Some(table.dictionary),
        odd,
        ..Cells::new(table.grid, report)
    })
}

/// The cells of a small sheet (workbook or delimited text), header included.
pub(super) fn cells_of_sheet(name: &str, bytes: Vec<u8>) -> Result<Grid, TableError> {
    let format = format_of(&bytes);
    cells(
        name,
        &Content {
            bytes,
            compression: Compression::None,
            format,
        },
    )
    .map(|cells| cells.grid)
}

fn read_one(name: &str, content: &Content) -> Result<(FileReport, FileColumns), TableError> {
    let Cells {
        grid,
        mut report,
        stray_quotes,
        ragged_is_normal,
        layout: known,
        dictionary,
        rejects,
        odd,
    } = cells(name, content)?;
    let layout = known.unwrap_or_else(|| layout(&grid));
    let shape = Shape {
        file: name,
        ragged_is_normal,
        stray_quotes: &stray_quotes,
        code_first: layout.header == 3,
    };
    let mut read = columns(&grid, &layout, &shape);
    read.read += rejects.len() as u64;
    read.rejects.extend(rejects);
    read.odd.extend(odd);
    // The names of variables are no row of header.
    report.header_rows = if dictionary.is_some() {
        0
    } else {
        layout.header
    };
    if let Some(dictionary) = dictionary {
        dictionary.apply(&mut read.columns);
    }
    read.tool = recognise(&read.columns, layout.header);
    if let Some(tool) = read.tool {
        tool.name().clone_into(&mut report.source);
    }
    report.preamble_rows = layout.preamble;
    report.footer_rows = layout.footer;
    report.rows = read.read;
    Ok((report, read))
}

/// Takes out previews, rows without a weight, and unfinished answers where the project says so;
/// counts the latter.
fn screen(read: &mut FileColumns, file: &str, options: &ReadOptions, partial: &mut u64) {
    let weight = declared_weight(&read.columns, options).map(|place| &read.columns[place]);
    if read.tool.is_none() && weight.is_none() {
        return;
    }
    let states = states(read.tool, weight, &read.columns, read.lines.len());
    *partial += states
        .iter()
        .filter(|state| **state == RowState::Partial)
        .count() as u64;
    let out = |state: RowState| match state {
        RowState::Complete => None,
        RowState::Partial if options.partial == Partial::Keep => None,
        RowState::Partial => Some("not finished: dropped as `partial: drop` says"),
        RowState::Preview => Some("a preview by the survey's author"),
        RowState::Unweighted => Some("without a positive weight: left out, as SPSS does"),
    };
    if states.iter().all(|state| out(*state).is_none()) {
        return;
    }
    for (state, &line) in states.iter().zip(&read.lines) {
        if let Some(reason) = out(*state) {
            read.repaired.remove(&line);
            read.rejects.push(Reject {
                file: file.to_owned(),
                line,
                column: String::new(),
                reason: reason.to_owned(),
            });
        }
    }
    let kept: Vec<usize> = (0..states.len())
        .filter(|row| out(states[*row]).is_none())
        .collect();
    for column in &mut read.columns {
        column.reordered(&kept);
    }
    read.lines = kept.iter().map(|&row| read.lines[row]).collect();
}
