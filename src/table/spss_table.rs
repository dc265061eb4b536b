//! Survey files of SPSS as a table: labels for values, nothing for what is declared missing, and
//! what the dictionary says of each variable.

use super::Answer;
use super::dictionary::{Declared, Dictionary, DictionaryReport, Member, Set};
use super::label::answer_of;
use super::spss_seen::seen;
use crate::source::{
    Grid, MAX_UNPACKED, SourceError, SpssCode, SpssFile, SpssSet, SpssTicks, SpssValue,
    SpssVariable,
};

/// Cells of a survey file; the first row holds the names of the variables.
pub(super) struct SpssTable {
    pub grid: Grid,
    pub dictionary: Dictionary,
    pub encoding: &'static str,
    /// The encoding is one the house does not know.
    pub unknown_encoding: bool,
    /// Places that could not be decoded.
    pub replaced: u64,
}

/// Reads a survey file. Linear in its cells, which are gone through twice: what stands in a
/// variable decides how its values are shown.
pub(super) fn spss_table(bytes: &[u8]) -> Result<SpssTable, SourceError> {
    let file = SpssFile::open(bytes)?;
    let seen = seen(&file)?;
    let shown: Vec<bool> = file
        .variables
        .iter()
        .zip(&seen)
        .enumerate()
        .map(|(place, (variable, seen))| file.weight != Some(place) && seen.by_label(variable))
        .collect();
    let (grid, replaced) = grid(&file, &shown)?;
    let columns = file
        .variables
        .iter()
        .zip(&seen)
        .enumerate()
        .map(|(place, (variable, seen))| {
            let declared = if file.weight == Some(place) {
                Declared {
                    is_weight: true,
                    ..Declared::default()
                }
            } else {
                seen.declared(variable, shown[place])
            };
            (variable.label.clone(), declared)
        })
        .collect();
    let count = |test: &dyn Fn(&SpssVariable) -> bool| {
        file.variables.iter().filter(|one| test(one)).count()
    };
    let report = DictionaryReport {
        variables: file.variables.len(),
        labelled: count(&|variable| !variable.labels.is_empty()),
        with_missing: count(&|variable| {
            variable.missing.range.is_some() || !variable.missing.codes.is_empty()
        }),
        sets: file.sets.len(),
    };
    Ok(SpssTable {
        dictionary: Dictionary {
            columns,
            sets: sets(&file, &shown),
            report,
        },
        grid,
        encoding: file.encoding,
        unknown_encoding: file.unknown_encoding.is_some(),
        replaced,
    })
}

/// A value as a cell. What is declared missing keeps the words that tell a refusal from a question
/// that was not asked; any other words for it are no answer either.
fn cell(variable: &SpssVariable, by_label: bool, value: &SpssValue<'_>) -> String {
    if value.is_nothing() {
        return String::new();
    }
    let label = variable.label_of(value);
    if variable.is_missing(value) {
        let told = label.filter(|label| answer_of(label) != Answer::Given);
        return told.unwrap_or("").to_owned();
    }
    match label.filter(|_| by_label) {
        Some(label) => label.to_owned(),
        None => variable.text_of(value),
    }
}

/// The names of the variables and the cells of all cases, with the places that were not decoded.
fn grid(file: &SpssFile<'_>, shown: &[bool]) -> Result<(Grid, u64), SourceError> {
    let mut grid = Grid::default();
    grid.push(0, file.variables.iter().map(|one| one.name.as_str()));
    let mut replaced = 0;
    let mut left = MAX_UNPACKED;
    let mut row: Vec<String> = Vec::with_capacity(file.variables.len());
    file.cases(|case| {
        row.clear();
        for (variable, &by_label) in file.variables.iter().zip(shown) {
            let value = case.value(variable);
            if let SpssValue::Text(text) = &value {
                replaced += text.matches('\u{fffd}').count() as u64;
            }
            row.push(cell(variable, by_label, &value));
        }
        // A short code may stand for a long label.
        let bytes: usize = row.iter().map(String::len).sum();
        left = left
            .checked_sub(bytes as u64)
            .ok_or(SourceError::TooLarge {
                limit: MAX_UNPACKED,
            })?;
        grid.push(case.number, row.iter().map(String::as_str));
        Ok(())
    })?;
    Ok((grid, replaced))
}

/// The multiple-response sets in the words of the table. A variable may stand in several: its
/// answers count in the first.
fn sets(file: &SpssFile<'_>, shown: &[bool]) -> Vec<Set> {
    let mut taken = vec![false; file.variables.len()];
    let mut first = |column: usize| !std::mem::replace(&mut taken[column], true);
    file.sets
        .iter()
        .map(|set| {
            let own = set.variables.iter().copied().filter(|one| first(*one));
            let members = own.map(|column| member(set, column, &file.variables[column], shown));
            Set {
                name: set.name.clone(),
                question: match set.label.as_str() {
                    "" => set.name.clone(),
                    label => label.to_owned(),
                },
                members: members.collect(),
                are_choices: set.ticks == SpssTicks::Choices,
            }
        })
        .collect()
}

fn member(set: &SpssSet, column: usize, variable: &SpssVariable, shown: &[bool]) -> Member {
    let code = set.ticks.code(variable);
    let counted = code.as_ref().map(SpssCode::value);
    let chosen = counted
        .as_ref()
        .map(|value| cell(variable, shown[column], value));
    let by_value = matches!(set.ticks, SpssTicks::Options { by_value: true, .. });
    let named = counted.as_ref().filter(|_| by_value);
    // Often the label repeats the question before the option.
    let label = variable.label.as_str();
    let label = label.strip_prefix(&set.label).map_or(label, |own| {
        own.trim_start_matches([' ', '-', '–', ':', '/', '.', '?'])
    });
    let label = if label.is_empty() {
        &variable.name
    } else {
        label
    };
    Member {
        column,
        option: named
            .and_then(|value| variable.label_of(value))
            .unwrap_or(label)
            .to_owned(),
        chosen: chosen.unwrap_or_default(),
    }
}
