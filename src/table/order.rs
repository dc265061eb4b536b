//! Who is who, and in which order: by id, else by content, never by the file's order.

use std::cmp::Ordering;

use super::assemble::named;
use super::column::Column;
use super::role::is_id_header;
use super::{ReadOptions, Role, TableError};

/// The column of ids: as named, else by header, else a first column without header that numbers
/// the rows.
pub(super) fn find_id(
    columns: &[Column],
    options: &ReadOptions,
) -> Result<Option<usize>, TableError> {
    if let Some(name) = &options.id {
        return named(columns, "audience.id", name).map(Some);
    }
    if let Some(place) = columns.iter().position(|column| {
        options
            .attributes
            .get(&column.name)
            .is_some_and(|said| said.role == Some(Role::Id))
    }) {
        return Ok(Some(place));
    }
    let guessed = (0..columns.len())
        .find(|&place| is_id_header(&columns[place].name) && nearly_unique(&columns[place]));
    let numbered = || {
        let first = columns.first()?;
        (first.name == "column 1" && columns.len() > 1 && nearly_unique(first) && counts(first))
            .then_some(0)
    };
    Ok(guessed.or_else(numbered))
}

/// Four in five rows have an id of their own (duplicates are reported, not a reason to give up).
fn nearly_unique(column: &Column) -> bool {
    let filled = column.given();
    !column.codes.is_empty() && filled.len() * 5 >= column.codes.len() * 4
}

/// Whole numbers only.
fn counts(column: &Column) -> bool {
    column
        .given()
        .iter()
        .all(|(cell, _, _)| cell.bytes().all(|b| b.is_ascii_digit()))
}

/// The fixed order of the rows. O(n log n) comparisons.
pub(super) fn row_order(columns: &[Column], id: Option<usize>) -> Vec<usize> {
    let rows = columns.first().map_or(0, |column| column.codes.len());
    let mut order: Vec<usize> = (0..rows).collect();
    // Columns in the order of their names, so that moved columns change nothing either.
    let mut by_name: Vec<&Column> = columns.iter().collect();
    by_name.sort_by(|a, b| a.name.cmp(&b.name));
    order.sort_by(|&a, &b| {
        let by_id = id.map_or(Ordering::Equal, |id| {
            natural(columns[id].cell(a), columns[id].cell(b))
        });
        by_id.then_with(|| {
            by_name
                .iter()
                .map(|column| {
                    if column.codes[a] == column.codes[b] {
                        Ordering::Equal
                    } else {
                        column.cell(a).cmp(column.cell(b))
                    }
                })
                .find(|ordering| ordering.is_ne())
                .unwrap_or(Ordering::Equal)
        })
    });
    order
}

/// Numbers by value, before texts; texts by text.
fn natural(a: &str, b: &str) -> Ordering {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match (digits(a), digits(b)) {
        (true, true) => {
            let (x, y) = (a.trim_start_matches('0'), b.trim_start_matches('0'));
            x.len()
                .cmp(&y.len())
                .then_with(|| x.cmp(y))
                .then_with(|| a.cmp(b))
        }
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (false, false) => a.cmp(b),
    }
}
