//! Header and rows of a table, whatever it was written in.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::source::{Grid, Record};

/// Names of the columns, as written and folded for comparison.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Header {
    pub names: Vec<String>,
    folded: Vec<String>,
}

impl Header {
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let names: Vec<String> = names
            .into_iter()
            .map(|name| name.trim().trim_start_matches('\u{feff}').to_owned())
            .collect();
        let folded = names.iter().map(|name| plain(name)).collect();
        Self { names, folded }
    }

    /// Place of the first column with this name, case and accents aside; `"3"` is the third where no
    /// column is called so.
    pub fn find(&self, name: &str) -> Option<usize> {
        let wanted = plain(name);
        let named = self.folded.iter().position(|folded| *folded == wanted);
        named.or_else(|| {
            let place: usize = wanted.parse().ok()?;
            (1..=self.names.len()).contains(&place).then(|| place - 1)
        })
    }

    /// Place of the first of these names that is there.
    pub fn any(&self, names: &[&str]) -> Option<usize> {
        names
            .iter()
            .find_map(|name| self.folded.iter().position(|folded| folded == name))
    }

    /// Whether all these names (lower case, without accents) are there.
    pub fn has(&self, names: &[&str]) -> bool {
        names
            .iter()
            .all(|name| self.folded.iter().any(|folded| folded == name))
    }

    /// How many of these names are there.
    pub fn count(&self, names: &[&str]) -> usize {
        names
            .iter()
            .filter(|name| self.folded.iter().any(|folded| folded == *name))
            .count()
    }

    /// Whether some name starts so.
    pub fn starts(&self, start: &str) -> bool {
        self.folded.iter().any(|folded| folded.starts_with(start))
    }

    /// The first names, for messages.
    pub fn shown(&self) -> String {
        let mut shown = self
            .names
            .iter()
            .map(String::as_str)
            .filter(|name| !name.is_empty())
            .take(12)
            .collect::<Vec<_>>()
            .join(", ");
        if self.names.len() > 12 {
            shown.push_str(", …");
        }
        shown
    }
}

/// Lower case, without accents, blanks single.
pub(in super::super) fn plain(name: &str) -> String {
    let bare: String = name
        .nfd()
        .filter(|character| !is_combining_mark(*character))
        .flat_map(char::to_lowercase)
        .collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One row of cells.
#[derive(Clone, Copy)]
pub(in super::super) struct Row<'a> {
    cells: Cells<'a>,
    /// From 1.
    pub line: u64,
}

#[derive(Clone, Copy)]
enum Cells<'a> {
    Record(&'a Record),
    Grid(&'a Grid, usize),
}

impl<'a> Row<'a> {
    pub fn of_record(record: &'a Record, line: u64) -> Self {
        Self {
            cells: Cells::Record(record),
            line,
        }
    }

    pub fn of_grid(grid: &'a Grid, row: usize) -> Self {
        Self {
            cells: Cells::Grid(grid, row),
            line: grid.line(row),
        }
    }

    /// A cell, trimmed, freed of the mark against formulas; empty right of the row's end.
    pub fn cell(&self, column: usize) -> &'a str {
        let cell = match self.cells {
            Cells::Record(record) => record.get(column).unwrap_or(""),
            Cells::Grid(grid, row) => grid.cell(row, column),
        };
        let cell = cell.trim();
        match cell.strip_prefix('\'') {
            Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
            _ => cell,
        }
    }

    /// A cell of a column the table may lack; empty then.
    pub fn maybe(&self, column: Option<usize>) -> &'a str {
        column.map_or("", |column| self.cell(column))
    }

    pub fn width(&self) -> usize {
        match self.cells {
            Cells::Record(record) => record.len(),
            Cells::Grid(grid, row) => grid.width(row),
        }
    }

    pub fn iter(self) -> impl Iterator<Item = &'a str> {
        (0..self.width()).map(move |column| self.cell(column))
    }
}
