//! What stands in the variables of a survey file, and what is declared of them where it makes sense.

use std::collections::BTreeSet;

use super::Kind;
use super::dictionary::Declared;
use crate::source::{
    MAX_UNPACKED, SourceError, SpssCode, SpssFile, SpssMeasure, SpssValue, SpssVariable,
};

/// More values than this are no categories unless they have labels.
const MOST_CODES: usize = 40;
/// Levels of an answer scale at most.
const MOST_STEPS: usize = 11;

/// Bytes that a cell and a case take beside their text.
const CELL: usize = 8;
const CASE: usize = 64;
/// Bytes that the account of an empty case takes.
const REJECT: u64 = 256;
/// More values than this must be filled by a thousandth at least.
const SPARSE: u64 = 10_000_000;

/// The values of a variable that are answers.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Places of those in its value labels.
    labelled: BTreeSet<usize>,
    /// Numbers without a label, one more than [`MOST_CODES`] at most.
    others: BTreeSet<SpssCode>,
    answers: u64,
}

/// Looks at all cases once. Refuses what would take more memory than any file may, and what is
/// far larger than what it holds, before any of it is kept.
pub(super) fn seen(file: &SpssFile<'_>) -> Result<Vec<Seen>, SourceError> {
    let mut all: Vec<Seen> = file.variables.iter().map(|_| Seen::default()).collect();
    let (mut left, mut cells, mut filled) = (MAX_UNPACKED, 0, 0);
    let each = (all.len() * CELL + CASE) as u64;
    file.cases(|case| {
        cells += all.len() as u64;
        let before = filled;
        for (variable, seen) in file.variables.iter().zip(&mut all) {
            let value = case.value(variable);
            if value.is_nothing() {
                continue;
            }
            filled += 1;
            if variable.is_text() && variable.labels.is_empty() || variable.is_missing(&value) {
                continue;
            }
            seen.answers += 1;
            match (variable.place_of(&value), value) {
                (Some(place), _) => {
                    seen.labelled.insert(place);
                }
                (None, SpssValue::Number(number)) if seen.others.len() <= MOST_CODES => {
                    seen.others.insert(SpssCode::Number(number));
                }
                _ => {}
            }
        }
        let taken = if filled == before {
            each + REJECT
        } else {
            each
        };
        left = left.checked_sub(taken).ok_or(SourceError::TooLarge {
            limit: MAX_UNPACKED,
        })?;
        Ok(())
    })?;
    if cells > SPARSE && filled < cells / 1000 {
        return Err(SourceError::Spss {
            reason: format!("of its {cells} values only {filled} hold anything"),
        });
    }
    Ok(all)
}

impl Seen {
    /// Whether the values are shown by their labels: not where the labels only name the ends of a
    /// quantity, or its odd values.
    pub fn by_label(&self, variable: &SpssVariable) -> bool {
        if variable.is_text() || variable.is_moment() {
            return variable.is_text();
        }
        let (labelled, others) = (self.labelled.len(), self.others.len());
        match variable.measure {
            Some(SpssMeasure::Scale) => labelled > 0 && others == 0,
            _ => labelled > 0 && labelled >= others,
        }
    }

    /// What the dictionary says of a variable, where it makes sense of what stands in it.
    pub fn declared(&self, variable: &SpssVariable, by_label: bool) -> Declared {
        let of = |kind: Option<Kind>, levels| Declared {
            kind,
            levels,
            is_weight: false,
        };
        if variable.is_moment() {
            return of(Some(Kind::Date), Vec::new());
        }
        if !by_label {
            return match variable.measure {
                _ if variable.is_text() => Declared::default(),
                // Two numbers are a yes and a no, whatever they are said to measure.
                Some(SpssMeasure::Scale) if self.labelled.len() + self.others.len() > 2 => {
                    of(Some(Kind::Numeric), Vec::new())
                }
                Some(SpssMeasure::Ordinal) if self.are_codes() => {
                    of(Some(Kind::Ordinal), self.levels(variable, by_label))
                }
                Some(SpssMeasure::Nominal) if self.are_codes() => {
                    of(Some(Kind::Categorical), self.levels(variable, by_label))
                }
                _ => Declared::default(),
            };
        }
        if self.labelled.is_empty() {
            return Declared::default();
        }
        let kind = match variable.measure {
            Some(SpssMeasure::Ordinal) => Kind::Ordinal,
            // A quantity with a name for each value: a rating.
            Some(SpssMeasure::Scale) if self.labelled.len() <= MOST_STEPS => Kind::Ordinal,
            _ => Kind::Categorical,
        };
        of(Some(kind), self.levels(variable, by_label))
    }

    /// Whether the numbers may be codes: whole, few, and given more than once.
    fn are_codes(&self) -> bool {
        let whole = |code: &SpssCode| matches!(code, SpssCode::Number(n) if n.fract() == 0.0);
        let kinds = self.others.len() + self.labelled.len();
        (3..=MOST_CODES).contains(&kinds)
            && self.answers >= 2 * kinds as u64
            && self.others.iter().all(whole)
    }

    /// The values as they are shown, in the order of the values.
    fn levels(&self, variable: &SpssVariable, by_label: bool) -> Vec<(SpssCode, String)> {
        let labels = self.labelled.iter().map(|place| &variable.labels[*place]);
        let number = |code: &SpssCode| match code {
            SpssCode::Number(number) => variable.text_of(&SpssValue::Number(*number)),
            SpssCode::Text(text) => text.clone(),
        };
        let labelled = labels.map(|(code, label)| {
            let shown = if by_label {
                label.clone()
            } else {
                number(code)
            };
            (code.clone(), shown)
        });
        let others = self.others.iter().map(|code| (code.clone(), number(code)));
        let mut levels: Vec<_> = labelled.chain(others).collect();
        levels.sort();
        levels
    }
}
