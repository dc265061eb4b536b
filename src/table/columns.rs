//! From the cells of a file to named columns; every repair counted.

use std::collections::BTreeSet;

use super::column::{ABSENT, Column};
use super::label::fold_label;
use super::layout::Layout;
use super::survey::Tool;
use super::{Odd, Oddity, Reject};
use crate::source::Grid;

/// The columns of one file with the account of their rows.
#[derive(Debug, Default)]
pub(super) struct FileColumns {
    pub columns: Vec<Column>,
    /// Line of each row taken.
    pub lines: Vec<u64>,
    pub read: u64,
    pub repaired: BTreeSet<u64>,
    pub rejects: Vec<Reject>,
    pub odd: Vec<Odd>,
    /// The survey tool that exported the file.
    pub tool: Option<Tool>,
}

/// What a file's rows may lack without it being damage.
pub(super) struct Shape<'a> {
    pub file: &'a str,
    /// Rows end at their last filled cell (workbooks).
    pub ragged_is_normal: bool,
    /// Lines whose quotes were repaired.
    pub stray_quotes: &'a [u64],
    /// The third header row of Qualtrics holds ids; names stand in the first, questions in the second.
    pub code_first: bool,
}

/// Turns the rows of a grid into columns.
pub(super) fn columns(grid: &Grid, layout: &Layout, shape: &Shape<'_>) -> FileColumns {
    let mut out = FileColumns {
        columns: headers(grid, layout, shape),
        ..FileColumns::default()
    };
    report_headers(grid, layout, shape, &mut out);
    let first = layout.preamble + layout.header;
    let last = grid.len() - layout.footer;
    for row in first..last {
        out.read += 1;
        take_row(grid, row, layout.width, shape, &mut out);
    }
    for row in last..grid.len() {
        out.read += 1;
        out.rejects.push(reject(
            shape.file,
            grid.line(row),
            "",
            "a line of text behind the table",
        ));
    }
    out
}

fn reject(file: &str, line: u64, column: &str, reason: &str) -> Reject {
    Reject {
        file: file.to_owned(),
        line,
        column: column.to_owned(),
        reason: reason.to_owned(),
    }
}

fn take_row(grid: &Grid, row: usize, width: usize, shape: &Shape<'_>, out: &mut FileColumns) {
    let line = grid.line(row);
    let repair = |out: &mut FileColumns, column: &str, reason: &str| {
        out.repaired.insert(line);
        out.rejects.push(reject(shape.file, line, column, reason));
    };
    let filled = grid.row(row).filter(|cell| !cell.trim().is_empty()).count();
    if filled == 0 {
        out.rejects
            .push(reject(shape.file, line, "", "every cell is empty"));
        return;
    }
    if filled == 1 && width > 2 && grid.cell(row, 0).starts_with('#') {
        out.rejects.push(reject(shape.file, line, "", "a comment"));
        return;
    }
    if grid
        .row(row)
        .skip(width)
        .any(|cell| !cell.trim().is_empty())
    {
        repair(out, "", "more cells than columns: the last ones left out");
    } else if grid.width(row) < width && !shape.ragged_is_normal {
        repair(
            out,
            "",
            "fewer cells than columns: the last ones are missing",
        );
    }
    if shape.stray_quotes.binary_search(&line).is_ok() {
        repair(
            out,
            "",
            "a quote inside a quoted cell was not doubled: kept as text",
        );
    }
    for column in 0..width {
        let raw = grid.cell(row, column);
        let cell = raw.trim();
        let code = if needs_cleaning(cell) {
            let clean = clean(cell);
            if raw.contains('\0') {
                let name = out.columns[column].name.clone();
                repair(out, &name, "a zero byte was removed");
            }
            out.columns[column].values.intern(clean.trim())
        } else {
            out.columns[column].values.intern(cell)
        };
        out.columns[column].codes.push(code);
    }
    out.lines.push(line);
}

fn needs_cleaning(cell: &str) -> bool {
    cell.bytes().any(|b| b == 0) || (cell.len() > 1 && cell.starts_with('\''))
}

/// Without zero bytes and without the mark that protects spreadsheets from formulas.
fn clean(cell: &str) -> String {
    let cell = match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => cell,
    };
    cell.replace('\0', "")
}

fn headers(grid: &Grid, layout: &Layout, shape: &Shape<'_>) -> Vec<Column> {
    let at = |row: usize, column: usize| -> String {
        if row >= layout.header {
            return String::new();
        }
        clean(grid.cell(layout.preamble + row, column))
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let mut used = BTreeSet::new();
    let mut above = String::new();
    (0..layout.width)
        .map(|column| {
            let first = at(0, column);
            let (name, question, option) = if shape.code_first {
                let question = at(1, column);
                (
                    first.clone(),
                    if question.is_empty() { first } else { question },
                    None,
                )
            } else if layout.header == 2 {
                let second = at(1, column);
                let continued = first.is_empty() && !above.is_empty();
                if !first.is_empty() {
                    above.clone_from(&first);
                }
                two_rows(if continued { &above } else { &first }, &second)
            } else {
                (first.clone(), first, None)
            };
            let name = if name.is_empty() {
                format!("column {}", column + 1)
            } else {
                name
            };
            let question = if question.is_empty() {
                name.clone()
            } else {
                question
            };
            let mut unique = name.clone();
            let mut copy = 1;
            while !used.insert(unique.clone()) {
                copy += 1;
                unique = format!("{name} ({copy})");
            }
            let mut made = Column::new(&unique, &question, option.as_deref());
            made.open_ended = layout.header == 2
                && matches!(
                    fold_label(&at(1, column)).as_str(),
                    "open-ended response" | "réponse ouverte"
                );
            made
        })
        .collect()
}

/// Name, question and option of a header of two rows.
fn two_rows(question: &str, option: &str) -> (String, String, Option<String>) {
    let plain = matches!(
        fold_label(option).as_str(),
        "" | "response" | "open-ended response" | "réponse" | "réponse ouverte"
    );
    if plain {
        return (question.to_owned(), question.to_owned(), None);
    }
    if question.is_empty() {
        return (option.to_owned(), option.to_owned(), None);
    }
    (
        format!("{question} - {option}"),
        question.to_owned(),
        Some(option.to_owned()),
    )
}

fn report_headers(grid: &Grid, layout: &Layout, shape: &Shape<'_>, out: &mut FileColumns) {
    let mut odd = |line: Option<u64>, column: Option<String>, what: Oddity| {
        out.odd.push(Odd {
            file: Some(shape.file.to_owned()),
            line,
            column,
            what,
        });
    };
    for row in 0..layout.preamble {
        odd(Some(grid.line(row)), None, Oddity::Preamble);
    }
    if layout.header == 0 {
        odd(None, None, Oddity::NoHeader);
        return;
    }
    let line = grid.line(layout.preamble);
    let mut seen: Vec<String> = Vec::new();
    for column in 0..layout.width {
        let header = grid.cell(layout.preamble, column).trim();
        if layout.header == 1 && header.is_empty() {
            odd(
                Some(line),
                Some(format!("column {}", column + 1)),
                Oddity::Unnamed,
            );
        } else if layout.header == 1 && seen.iter().any(|other| other == header) {
            odd(Some(line), Some(header.to_owned()), Oddity::SameHeader);
        }
        seen.push(header.to_owned());
    }
}

/// Adds a file's rows below those read before; columns are matched by name.
pub(super) fn append(all: &mut Vec<Column>, rows_before: usize, file: Vec<Column>, rows: usize) {
    for column in &mut *all {
        if !file.iter().any(|other| other.name == column.name) {
            column.extend(std::iter::repeat_n(ABSENT, rows));
        }
    }
    for column in file {
        if let Some(known) = all.iter_mut().find(|known| known.name == column.name) {
            let codes: Vec<u32> = column
                .codes
                .iter()
                .map(|&code| known.values.intern(column.values.key(code)))
                .collect();
            known.extend(codes);
            known.declared.join(column.declared);
        } else {
            let mut column = column;
            let own = std::mem::take(&mut column.codes);
            column.extend(std::iter::repeat_n(ABSENT, rows_before).chain(own));
            all.push(column);
        }
    }
}
