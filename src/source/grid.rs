//! Cells in rows, as text, compactly.

/// Rows of text cells of any lengths, each with the line it starts on.
///
/// All cells stand in one arena: a cell costs its bytes and eight more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grid {
    text: String,
    /// End of each cell in the arena.
    ends: Vec<usize>,
    /// Number of cells before the end of each row.
    rows: Vec<usize>,
    lines: Vec<u64>,
}

impl Grid {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Number of cells of a row.
    pub fn width(&self, row: usize) -> usize {
        self.rows[row] - self.start(row)
    }

    /// A cell; `None` right of the row's end.
    pub fn get(&self, row: usize, column: usize) -> Option<&str> {
        (column < self.width(row)).then(|| self.nth(self.start(row) + column))
    }

    /// A cell; empty right of the row's end.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.get(row, column).unwrap_or("")
    }

    /// The cells of a row.
    pub fn row(&self, row: usize) -> impl ExactSizeIterator<Item = &str> + Clone {
        (self.start(row)..self.rows[row]).map(|cell| self.nth(cell))
    }

    /// The line (or sheet row) a row starts on, from 1.
    pub fn line(&self, row: usize) -> u64 {
        self.lines[row]
    }

    /// Adds a row.
    pub fn push<'a>(&mut self, line: u64, cells: impl IntoIterator<Item = &'a str>) {
        for cell in cells {
            self.text.push_str(cell);
            self.ends.push(self.text.len());
        }
        self.rows.push(self.ends.len());
        self.lines.push(line);
    }

    fn start(&self, row: usize) -> usize {
        if row == 0 { 0 } else { self.rows[row - 1] }
    }

    fn nth(&self, cell: usize) -> &str {
        let start = if cell == 0 { 0 } else { self.ends[cell - 1] };
        &self.text[start..self.ends[cell]]
    }
}
