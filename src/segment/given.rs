//! Segments that come from elsewhere: one group for each level of a column.

use super::choose::segments;
use super::error::Error;
use super::map;
use super::model::{Assignment, Model};
use super::prepared::Prepared;
use super::segmentation::{Segmentation, Solution, Verdict, Why};
use super::settings::Settings;
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

/// The segmentation that describes the groups of a column, from the largest weight share down, ties
/// by the column's own order. Who has no group is a last segment without a level.
pub(super) fn segmentation(
    table: &Table,
    by: &str,
    kept: &[bool],
    settings: &Settings,
) -> Result<Segmentation, Error> {
    let attribute = column(table, by)?;
    let groups = attribute.levels.len();
    let mut shares = vec![0.0; groups];
    for row in 0..table.len() {
        if let Some(level) = attribute.level(row) {
            shares[level] += table.weight(row);
        }
    }
    let mut order: Vec<usize> = (0..groups).filter(|&level| shares[level] > 0.0).collect();
    order.sort_by(|&a, &b| shares[b].total_cmp(&shares[a]));
    let levels: Vec<String> = order
        .iter()
        .map(|&level| attribute.levels[level].clone())
        .collect();
    if levels.is_empty() {
        return Err(Error::Given {
            by: by.to_owned(),
            problem: "empty",
        });
    }
    let (labels, confidence) = assign(by, &levels, table)?;
    let without = labels.iter().any(|&label| label as usize == levels.len());
    let k = levels.len() + usize::from(without);
    let mut segments = segments(table, &labels, k);
    for (segment, level) in segments.iter_mut().zip(&levels) {
        segment.level = Some(level.clone());
    }
    let model = Model::Given {
        by: by.to_owned(),
        levels,
    };
    let solution = Solution {
        k,
        segments: segments.clone(),
        labels: labels.clone(),
        confidence: confidence.clone(),
        model: model.clone(),
    };
    let prepared = Prepared::new(table, kept, settings);
    Ok(Segmentation {
        method: settings.method.clone(),
        verdict: Verdict::Given,
        reason: None,
        more_needed: None,
        chosen: Some(k),
        runner_up: None,
        why: Why::Given,
        forced: false,
        gradient: false,
        fitted: prepared.rows.len(),
        left_out: table.len() - prepared.rows.len(),
        sampled: None,
        min_size: settings.min_size(prepared.rows.len()),
        attributes: vec![by.to_owned()],
        dropped: prepared.encoding.dropped().to_vec(),
        candidates: Vec::new(),
        segments,
        weighting: None,
        labels,
        confidence,
        model,
        solutions: vec![solution],
        map: map::map(&prepared),
    })
}
