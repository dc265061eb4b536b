//! Answers as small numbers: what a respondent ticks on a printed question.

use serde::{Deserialize, Serialize};

use super::super::error::PersonaError;
use crate::table::{Attribute, Kind, Table};

/// Most options a question may have to be asked.
const MOST_OPTIONS: usize = 15;
/// Bands a quantity is cut into.
const BANDS: usize = 4;

/// A box to tick.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionOption {
    /// Level or option as in the table; absent for a band of a quantity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// A band starts above this; absent for the first band.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above: Option<f64>,
    /// A band ends here, included; absent for the last band.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub up_to: Option<f64>,
}

/// The boxes of an attribute, and how its answers tick them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Coding {
    /// Place of the attribute in the table.
    pub column: usize,
    pub options: Vec<QuestionOption>,
    /// For each option its level in the table; unused for bands.
    levels: Vec<usize>,
}

impl Coding {
    /// The coding of an attribute; `None` where it cannot be asked on paper (too many options, or
    /// less than two).
    pub(super) fn of(table: &Table, column: usize) -> Option<Self> {
        let attribute = &table.attributes[column];
        let options: Vec<QuestionOption> = match attribute.kind {
            Kind::Ordinal | Kind::Categorical | Kind::Multi => attribute
                .levels
                .iter()
                .map(|level| QuestionOption {
                    level: Some(level.clone()),
                    above: None,
                    up_to: None,
                })
                .collect(),
            Kind::Numeric => bands(attribute),
            Kind::Date | Kind::Text => return None,
        };
        let least = if attribute.kind == Kind::Multi { 1 } else { 2 };
        (least..=MOST_OPTIONS)
            .contains(&options.len())
            .then(|| Self {
                column,
                levels: (0..options.len()).collect(),
                options,
            })
    }

    /// The coding of a question that was made elsewhere, in a new table.
    ///
    /// Errors name the attribute and what does not match: an attribute that is not there or of
    /// another kind, a level of the question the table does not know is passed over, a level of the
    /// table the question does not know is refused.
    pub(super) fn again(
        table: &Table,
        name: &str,
        kind: Kind,
        options: &[QuestionOption],
    ) -> Result<Self, PersonaError> {
        let wrong = |reason: String| PersonaError::Question {
            attribute: name.to_owned(),
            reason,
        };
        let column = table
            .attributes
            .iter()
            .position(|a| a.name == name)
            .ok_or_else(|| wrong("the new table has no such question".to_owned()))?;
        let attribute = &table.attributes[column];
        let leveled = |k: Kind| matches!(k, Kind::Ordinal | Kind::Categorical);
        if attribute.kind != kind && !(leveled(attribute.kind) && leveled(kind)) {
            return Err(wrong(
                format!(
                    "expected {kind:?} answers, the new table has {:?}",
                    attribute.kind
                )
                .to_lowercase(),
            ));
        }
        let known = |level: &String| options.iter().any(|o| o.level.as_ref() == Some(level));
        if let Some(new) = attribute.levels.iter().find(|l| !known(l)) {
            return Err(wrong(format!(
                "the new table has the level “{new}”, which the question does not offer"
            )));
        }
        let place = |option: &QuestionOption| {
            let level = option.level.as_ref()?;
            attribute.levels.iter().position(|l| l == level)
        };
        Ok(Self {
            column,
            levels: options
                .iter()
                .map(|o| place(o).unwrap_or(usize::MAX))
                .collect(),
            options: options.to_vec(),
        })
    }

    /// The boxes a respondent ticks; `None` where there is no answer.
    pub(super) fn ticks(&self, table: &Table, row: usize) -> Option<Vec<usize>> {
        let attribute = &table.attributes[self.column];
        match attribute.kind {
            Kind::Numeric => {
                let value = attribute.number(row).filter(|v| v.is_finite())?;
                let inside = |o: &QuestionOption| o.up_to.is_none_or(|end| value <= end);
                self.options.iter().position(inside).map(|band| vec![band])
            }
            Kind::Multi => {
                attribute.has(row, 0)?;
                let chosen = |&option: &usize| {
                    let level = self.levels[option];
                    level < attribute.levels.len() && attribute.has(row, level) == Some(true)
                };
                Some((0..self.options.len()).filter(chosen).collect())
            }
            _ => {
                let level = attribute.level(row)?;
                let option = self.levels.iter().position(|&l| l == level)?;
                Some(vec![option])
            }
        }
    }
}

/// A quantity cut at its quartiles; fewer bands where values repeat.
fn bands(attribute: &Attribute) -> Vec<QuestionOption> {
    let mut values: Vec<f64> = (0..attribute.answers.len())
        .filter_map(|row| attribute.number(row))
        .filter(|v| v.is_finite())
        .collect();
    values.sort_by(f64::total_cmp);
    let Some(&last) = values.last() else {
        return Vec::new();
    };
    let mut cuts: Vec<f64> = (1..BANDS)
        .map(|band| values[(values.len() * band / BANDS).min(values.len() - 1)])
        .filter(|&cut| cut < last)
        .collect();
    cuts.dedup();
    (0..=cuts.len())
        .map(|band| QuestionOption {
            level: None,
            above: band.checked_sub(1).map(|b| cuts[b]),
            up_to: cuts.get(band).copied(),
        })
        .collect()
}
