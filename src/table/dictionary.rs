//! What a file says itself about its columns: questions, kinds, levels, sets of columns, weight.
//!
//! The survey files of statistics programs do; project and codebook go before what they say, and
//! it goes before what is guessed from the cells.

use serde::Serialize;

use super::column::Column;
use super::joined::split_cells;
use super::json_table::LIST_MARK;
use super::kind::{Understood, read_as, understand};
use super::label::answer_of;
use super::number::Decimal;
use super::{Answer, Kind};
use crate::source::SpssCode;

/// What a file says about a column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Declared {
    /// What its answers are.
    pub kind: Option<Kind>,
    /// Its levels with the values they stand for, in the order of the values.
    pub levels: Vec<(SpssCode, String)>,
    /// It weights the respondents.
    pub is_weight: bool,
}

/// What a file says about all its columns; none stands in two sets.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    /// The question and what is declared, column by column.
    pub columns: Vec<(String, Declared)>,
    pub sets: Vec<Set>,
    pub report: DictionaryReport,
}

/// A question of several columns.
#[derive(Debug)]
pub(super) struct Set {
    pub name: String,
    pub question: String,
    pub members: Vec<Member>,
    /// Each column holds one of the options chosen; else it is an option itself.
    pub are_choices: bool,
}

/// A column of a set.
#[derive(Debug)]
pub(super) struct Member {
    pub column: usize,
    /// The option it is.
    pub option: String,
    /// The cell that says "chosen".
    pub chosen: String,
}

/// What a dictionary holds, for `check`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct DictionaryReport {
    /// Variables.
    pub variables: usize,
    /// Variables whose values have labels.
    pub labelled: usize,
    /// Variables with values declared missing.
    pub with_missing: usize,
    /// Multiple-response sets.
    pub sets: usize,
}

impl Declared {
    /// Takes over what the file of another wave says.
    pub fn join(&mut self, other: Self) {
        self.kind = self.kind.filter(|kind| other.kind == Some(*kind));
        self.is_weight |= other.is_weight;
        self.levels.extend(other.levels);
        self.levels.sort();
        self.levels.dedup();
    }
}

impl Dictionary {
    /// Puts what is declared to the columns; the columns of a set come to stand side by side.
    pub fn apply(self, columns: &mut Vec<Column>) {
        for (column, (question, declared)) in columns.iter_mut().zip(self.columns) {
            if !question.is_empty() {
                column.question = question;
            }
            column.declared = declared;
        }
        // The place of each column: its own, or the first of its set.
        let mut places: Vec<usize> = (0..columns.len()).collect();
        let mut choices = Vec::new();
        for set in &self.sets {
            let Some(first) = set.members.iter().map(|member| member.column).min() else {
                continue;
            };
            for member in &set.members {
                places[member.column] = first;
            }
            if set.are_choices {
                choices.push((first, chosen(set, columns)));
                for member in &set.members {
                    places[member.column] = usize::MAX;
                }
            } else {
                for member in &set.members {
                    tick(set, member, &mut columns[member.column]);
                }
            }
        }
        let all = std::mem::take(columns).into_iter().zip(places);
        let mut placed: Vec<(usize, Column)> = all
            .filter(|(_, place)| *place < usize::MAX)
            .map(|(column, place)| (place, column))
            .chain(choices)
            .collect();
        placed.sort_by_key(|(place, _)| *place);
        columns.extend(placed.into_iter().map(|(_, column)| column));
    }
}

/// Turns the cells of an option into yes and no.
fn tick(set: &Set, member: &Member, column: &mut Column) {
    column.set = Some(set.name.clone());
    column.question.clone_from(&set.question);
    column.option = Some(member.option.clone());
    column.declared = Declared::default();
    let said = |cell: &str| match answer_of(cell) {
        _ if cell == member.chosen => "Yes".to_owned(),
        Answer::Given => "No".to_owned(),
        _ => cell.to_owned(),
    };
    let texts: Vec<String> = column.values.iter().map(said).collect();
    let codes = std::mem::take(&mut column.codes);
    column.values = crate::person::Directory::default();
    let known: Vec<u32> = texts
        .iter()
        .map(|text| column.values.intern(text))
        .collect();
    column.extend(codes.into_iter().map(|code| known[code as usize]));
}

/// One column of the options chosen in any column of a set.
fn chosen(set: &Set, columns: &[Column]) -> Column {
    let members: Vec<&Column> = set
        .members
        .iter()
        .map(|member| &columns[member.column])
        .collect();
    let mut made = Column::new(&set.name, &set.question, None);
    made.declared.kind = Some(Kind::Multi);
    for member in &members {
        made.declared.join(Declared {
            kind: Some(Kind::Multi),
            ..member.declared.clone()
        });
    }
    let rows = members.first().map_or(0, |member| member.codes.len());
    for row in 0..rows {
        let cells = || members.iter().map(|member| member.cell(row));
        let mut given: Vec<&str> = cells()
            .filter(|cell| answer_of(cell) == Answer::Given)
            .collect();
        given.sort_unstable();
        given.dedup();
        // Without any answer, what the first filled cell says about that.
        let cell = if given.is_empty() {
            cells()
                .find(|cell| !cell.is_empty())
                .unwrap_or("")
                .to_owned()
        } else {
            given.join(LIST_MARK)
        };
        let code = made.values.intern(&cell);
        made.codes.push(code);
    }
    made
}

/// A column read as its file declares it; `None` where the file says nothing that holds.
pub(super) fn as_declared(column: &Column, decimal: Decimal) -> Option<Understood> {
    let kind = column.declared.kind?;
    let given = column.given();
    if given.is_empty() {
        return None;
    }
    let seen: std::collections::BTreeSet<&str> = given.iter().map(|(cell, _, _)| *cell).collect();
    let known = column.declared.levels.iter().map(|(_, level)| level);
    let mut levels: Vec<String> = Vec::new();
    for level in known {
        if (seen.contains(level.as_str()) || kind == Kind::Multi) && !levels.contains(level) {
            levels.push(level.clone());
        }
    }
    let because = |understood: Understood, why: &str| Understood {
        why: why.to_owned(),
        ..understood
    };
    match kind {
        Kind::Text => None,
        Kind::Numeric | Kind::Date => Some(because(
            read_as(column, kind, None, decimal),
            "as its file declares it",
        )),
        Kind::Multi => Some(because(
            split_cells(column, Some(&levels))?,
            "a multiple-response set of its file",
        )),
        // Cells of another wave that its dictionary does not know.
        Kind::Ordinal | Kind::Categorical if levels.len() < seen.len() => None,
        Kind::Ordinal | Kind::Categorical => {
            let guessed = understand(column, decimal);
            let turned = || levels.iter().rev().eq(&guessed.levels);
            // Numbers in a row look like steps, until their file says that they are names.
            let in_words = || levels.iter().any(|level| level.parse::<f64>().is_err());
            let agrees = match (guessed.kind, kind) {
                // Yes or no.
                (Kind::Multi, _) => true,
                (Kind::Ordinal, Kind::Categorical) => in_words(),
                // Codes often run from high to low: a scale that is known is read from its low end.
                (Kind::Ordinal, _) => levels == guessed.levels || turned(),
                _ => false,
            };
            if agrees {
                return Some(guessed);
            }
            let why = match kind {
                Kind::Ordinal => "ordered as its file orders the values",
                _ => "categories of its file",
            };
            Some(because(read_as(column, kind, Some(&levels), decimal), why))
        }
    }
}
