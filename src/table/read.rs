//! Files to cells: what each file is, how it is written, where its table stands.

use std::path::Path;

use super::assemble::{Rows, assemble};
use super::columns::{FileColumns, Shape, append, columns};
use super::layout::layout;
use super::{FileReport, InputFile, ReadOptions, Reading, Report, TableError};
use crate::source::{
    Compression, Content, Format, Grid, SourceError, decode, format_of, open, read_grid,
    read_workbook, sniff,
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
        let (file_report, read) = read_one(&name, &content)?;
        let taken = read.lines.len();
        report.rows.read += read.read;
        report.rows.repaired += read.repaired.len() as u64;
        report.rows.rejected += read.read - taken as u64;
        report.rejects.extend(read.rejects);
        report.odd.extend(read.odd);
        report.files.push(file_report);
        append(&mut all, rows.len(), read.columns, taken);
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
        report.source = "workbook".to_owned();
        let grid = read_workbook(&content.bytes).map_err(fail)?;
        return Ok(Cells {
            grid,
            report,
            stray_quotes: Vec::new(),
            ragged_is_normal: true,
        });
    }
    let decoded = decode(&content.bytes);
    report.encoding = decoded.encoding.name().to_owned();
    let dialect = sniff(&decoded.text);
    let (grid, stray_quotes) = read_grid(&decoded.text, &dialect).map_err(fail)?;
    report.source = "CSV".to_owned();
    report.dialect = Some(dialect);
    Ok(Cells {
        grid,
        report,
        stray_quotes,
        ragged_is_normal: false,
    })
}

fn read_one(name: &str, content: &Content) -> Result<(FileReport, FileColumns), TableError> {
    let Cells {
        grid,
        mut report,
        stray_quotes,
        ragged_is_normal,
    } = cells(name, content)?;
    let layout = layout(&grid);
    let shape = Shape {
        file: name,
        ragged_is_normal,
        stray_quotes: &stray_quotes,
        code_first: layout.header == 3,
    };
    let read = columns(&grid, &layout, &shape);
    report.header_rows = layout.header;
    report.preamble_rows = layout.preamble;
    report.footer_rows = layout.footer;
    report.rows = read.read;
    Ok((report, read))
}
