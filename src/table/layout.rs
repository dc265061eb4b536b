//! Where the table stands in its file: preamble, header rows, footer.

use super::Answer;
use super::label::{answer_of, fold_label};
use super::moment::{DayOrder, parse_moment};
use super::number::{Decimal, parse_number};
use crate::source::Grid;

/// Where the rows of a table are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Layout {
    /// Rows before the header.
    pub preamble: usize,
    /// Rows of header.
    pub header: usize,
    /// Rows behind the table.
    pub footer: usize,
    /// Number of columns.
    pub width: usize,
}

/// How many rows are looked at for the usual width.
const LOOKED_AT: usize = 2000;

/// Finds the parts of a file.
pub(super) fn layout(grid: &Grid) -> Layout {
    let mut width = usual_width(grid);
    // Delimiters at the end of every line make a column of nothing.
    while width > 1 && (0..grid.len()).all(|row| grid.cell(row, width - 1).trim().is_empty()) {
        width -= 1;
    }
    let preamble = preamble(grid, width);
    let header = header_rows(grid, preamble, width);
    let footer = footer(grid, preamble + header, width);
    Layout {
        preamble,
        header,
        footer,
        width,
    }
}

fn filled(grid: &Grid, row: usize) -> usize {
    grid.row(row).filter(|cell| !cell.trim().is_empty()).count()
}

/// The commonest number of cells, the larger of two equally common.
fn usual_width(grid: &Grid) -> usize {
    let mut counts = std::collections::BTreeMap::new();
    for row in 0..grid.len().min(LOOKED_AT) {
        *counts.entry(grid.width(row)).or_insert(0usize) += 1;
    }
    let modal = counts
        .iter()
        .max_by_key(|(width, count)| (**count, **width))
        .map_or(0, |(w, _)| *w);
    // Workbook rows end at their last cell, so the header, or a good part of the rows, is wider.
    let widest = (0..grid.len().min(20))
        .map(|row| grid.width(row))
        .max()
        .unwrap_or(0);
    if widest <= modal {
        return modal;
    }
    let wider: usize = counts
        .range(modal + 1..=widest)
        .map(|(_, count)| count)
        .sum();
    let header =
        (0..grid.len().min(20)).find(|&row| grid.width(row) > modal && names_columns(grid, row));
    match header {
        Some(row) => grid.width(row),
        None if wider * 10 >= grid.len().min(LOOKED_AT) * 3 => widest,
        None => modal,
    }
}

/// Whether all cells of a row are filled, distinct and no values, as headers are, and rows follow.
fn names_columns(grid: &Grid, row: usize) -> bool {
    let mut cells: Vec<&str> = grid.row(row).map(str::trim).collect();
    let filled = cells.iter().all(|cell| !cell.is_empty() && !is_value(cell));
    cells.sort_unstable();
    cells.dedup();
    filled && cells.len() == grid.width(row) && row + 1 < grid.len()
}

/// Leading rows that are far emptier than the table: titles, dates of export, comments.
fn preamble(grid: &Grid, width: usize) -> usize {
    if width < 2 {
        return 0;
    }
    let mut row = 0;
    while row < grid.len().saturating_sub(1).min(50) {
        let few = filled(grid, row) * 2 <= width && filled(grid, row) <= width.div_ceil(3).max(1);
        let odd = grid.width(row) != width && filled(grid, row) * 2 < width.max(2) + 1;
        // Two header rows: questions above a run of options stand far apart, but the first row is wide.
        let spread = grid.row(row).skip(1).any(|cell| !cell.trim().is_empty())
            && grid.width(row) == width
            && filled(grid, row) > 2;
        let comment = grid.cell(row, 0).starts_with('#') && filled(grid, row) == 1;
        if comment || ((few || odd) && !spread && later_is_fuller(grid, row, width)) {
            row += 1;
        } else {
            break;
        }
    }
    // Only titles all the way: it was data.
    if row + 1 >= grid.len() { 0 } else { row }
}

fn later_is_fuller(grid: &Grid, row: usize, width: usize) -> bool {
    (row + 1..grid.len().min(row + 20)).any(|later| filled(grid, later) * 2 > width)
}

/// A number, a date or nothing: what bodies hold and headers do not.
fn is_value(cell: &str) -> bool {
    let cell = cell.trim();
    parse_number(cell, Decimal::Point).is_some()
        || parse_number(cell, Decimal::Comma).is_some()
        || parse_moment(cell, DayOrder::DayFirst).is_some()
        || parse_moment(cell, DayOrder::MonthFirst).is_some()
}

fn header_rows(grid: &Grid, preamble: usize, width: usize) -> usize {
    if grid.len() <= preamble {
        return 0;
    }
    if grid.len() > preamble + 2
        && grid
            .row(preamble + 2)
            .any(|cell| cell.contains("\"ImportId\""))
    {
        return 3;
    }
    if !is_header(grid, preamble, width) {
        return 0;
    }
    if grid.len() > preamble + 2 && is_second_header(grid, preamble, width) {
        2
    } else {
        1
    }
}

/// Whether the first row names columns: where a column's body holds values, its header does not.
fn is_header(grid: &Grid, first: usize, width: usize) -> bool {
    let body: Vec<usize> = (first + 1..grid.len()).take(200).collect();
    if body.is_empty() {
        return true;
    }
    // How many columns say header and row of values by type, and by labels.
    let (mut types, mut labels) = ([0usize; 2], [0usize; 2]);
    for column in 0..width {
        let header = grid.cell(first, column).trim();
        let cells = || {
            body.iter()
                .map(|row| grid.cell(*row, column).trim())
                .filter(|c| !c.is_empty())
        };
        let (mut values, mut all, mut same) = (0usize, 0usize, 0usize);
        for cell in cells() {
            all += 1;
            values += usize::from(is_value(cell));
            same += usize::from(cell == header);
        }
        if all == 0 || answer_of(header) != Answer::Given {
            continue;
        }
        if values * 5 >= all * 4 {
            types[usize::from(is_value(header))] += 1;
        } else if same * 20 > all && all >= 10 {
            labels[1] += 1;
        } else if same == 0 && repeats(cells()) {
            labels[0] += 1;
        }
    }
    match types[0].cmp(&types[1]) {
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Less => false,
        // A column may be called as one of its answers is ("breakfast" / "Not.breakfast").
        std::cmp::Ordering::Equal if labels[0] + labels[1] > 0 => labels[0] >= labels[1],
        std::cmp::Ordering::Equal => !grid.row(first).any(is_value),
    }
}

/// Few different values: a header that is none of them is a name.
fn repeats<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let mut all: Vec<&str> = cells.collect();
    let total = all.len();
    all.sort_unstable();
    all.dedup();
    total >= 4 && all.len() * 2 <= total
}

const RESPONSES: [&str; 6] = [
    "response",
    "open-ended response",
    "réponse",
    "réponse ouverte",
    "other (please specify)",
    "autre (veuillez préciser)",
];

/// Options below questions (`SurveyMonkey`), or codes below texts (`LimeSurvey` VV).
fn is_second_header(grid: &Grid, first: usize, width: usize) -> bool {
    let second = first + 1;
    let cells = || (0..width).map(|column| grid.cell(second, column).trim());
    if cells().any(is_value) {
        return false;
    }
    if cells().any(|cell| RESPONSES.contains(&fold_label(cell).as_str())) {
        return true;
    }
    // Blank headers right of a question are filled below with different options.
    let mut under_blanks: Vec<&str> = Vec::new();
    let mut blanks = 0;
    for column in 1..width {
        if grid.cell(first, column).trim().is_empty() {
            blanks += 1;
            let below = grid.cell(second, column).trim();
            if !below.is_empty() {
                under_blanks.push(below);
            }
        }
    }
    let filled_below = under_blanks.len();
    under_blanks.sort_unstable();
    under_blanks.dedup();
    let options =
        blanks >= 1 && filled_below == blanks && under_blanks.len() * 5 >= filled_below * 4;
    options && !repeats_below(grid, second, width)
}

/// Whether the row is one of many alike: its plain columns repeat their values below.
fn repeats_below(grid: &Grid, second: usize, width: usize) -> bool {
    let first = second - 1;
    (0..width).any(|column| {
        let named = !grid.cell(first, column).trim().is_empty();
        let option_follows = grid.cell(first, column + 1).trim().is_empty();
        let cell = grid.cell(second, column).trim();
        named
            && !option_follows
            && !cell.is_empty()
            && (second + 1..grid.len())
                .take(200)
                .any(|row| grid.cell(row, column).trim() == cell)
    })
}

/// Trailing rows with one cell where the table has many: totals, sources, "exported by".
fn footer(grid: &Grid, body: usize, width: usize) -> usize {
    if width < 3 {
        return 0;
    }
    let mut footer = 0;
    while grid.len() > body + 1 + footer && footer < 20 {
        let row = grid.len() - 1 - footer;
        let text = filled(grid, row) == 1
            && !grid.cell(row, 0).trim().is_empty()
            && !is_value(grid.cell(row, 0));
        if !text {
            break;
        }
        footer += 1;
    }
    // Many such rows are answers that stop early, not a footer.
    if footer > 5 { 0 } else { footer }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Dialect, read_grid};

    fn found(text: &str) -> (usize, usize, usize) {
        let (grid, _) = read_grid(text, &Dialect::default()).unwrap();
        let layout = layout(&grid);
        (layout.preamble, layout.header, layout.footer)
    }

    #[test]
    fn a_plain_table_has_one_header_row() {
        assert_eq!(found("id,age,town\n1,30,Lille\n2,41,Paris\n"), (0, 1, 0));
    }

    #[test]
    fn a_table_of_values_alone_has_no_header() {
        assert_eq!(found("1,30,Lille\n2,41,Paris\n3,22,Lille\n"), (0, 0, 0));
    }

    #[test]
    fn titles_above_and_sources_below_are_no_rows() {
        let text = "Survey of June\n\nid,age,town\n1,30,Lille\n2,41,Paris\nSource: us\n";
        assert_eq!(found(text), (1, 1, 1));
    }

    #[test]
    fn options_below_questions_are_a_second_header_row() {
        let text = "id,Which films?,,Gender\n,One,Two,Response\n1,One,,Male\n2,,Two,Female\n";
        assert_eq!(found(text), (0, 2, 0));
        let merged = "id,Which films?,,town\n,One,Two,\n1,1,,Lille\n2,,1,Lille\n";
        assert_eq!(found(merged), (0, 2, 0));
    }

    #[test]
    fn the_ids_of_qualtrics_make_three_header_rows() {
        let text = "Q1,Q2\nYour age?,Town?\n\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID2\"\"}\"\n30,Lille\n";
        assert_eq!(found(text), (0, 3, 0));
    }
}
