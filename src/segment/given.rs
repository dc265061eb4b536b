//! Segments that come from elsewhere: one group for each level of a column.

use super::error::Error;
use super::model::Assignment;
use crate::encode::Mismatch;
use crate::table::{Attribute, Kind, Table};

/// The column of given groups, if it can be one.
pub(super) fn column<'a>(table: &'a Table, by: &str) -> Result<&'a Attribute, Error> {
    let refuse = |problem| Error::Given {
        by: by.to_owned(),
        problem,
    };
    let attribute = table
        .attribute(by)
        .ok_or_else(|| refuse("not a column of the table"))?;
    match attribute.kind {
        Kind::Categorical | Kind::Ordinal => Ok(attribute),
        _ => Err(refuse("neither categorical nor ordinal")),
    }
}

/// How a table's column differs from the groups of a model.
pub(super) fn mismatch(by: &str, levels: &[String], table: &Table) -> Vec<Mismatch> {
    let Ok(attribute) = column(table, by) else {
        return vec![Mismatch::Missing {
            attribute: by.to_owned(),
        }];
    };
    // A level that nobody has is no new group.
    let used = |place: usize| (0..table.len()).any(|row| attribute.level(row) == Some(place));
    let unknown: Vec<String> = attribute
        .levels
        .iter()
        .enumerate()
        .filter(|(place, level)| !levels.contains(level) && used(*place))
        .map(|(_, level)| level.clone())
        .collect();
    if unknown.is_empty() {
        return Vec::new();
    }
    vec![Mismatch::Levels {
        attribute: by.to_owned(),
        unknown,
    }]
}

/// Each respondent's group. Those who have none get the number after the last group, confidence 0:
/// putting them anywhere else would falsify that group.
pub(super) fn assign(by: &str, levels: &[String], table: &Table) -> Result<Assignment, Error> {
    let attribute = column(table, by)?;
    let places: Vec<Option<usize>> = attribute
        .levels
        .iter()
        .map(|level| levels.iter().position(|l| l == level))
        .collect();
    let group = |row| attribute.level(row).and_then(|level| places[level]);
    Ok((0..table.len())
        .map(|row| match group(row) {
            Some(group) => (group as u32, 1.0),
            None => (levels.len() as u32, 0.0),
        })
        .unzip())
}
