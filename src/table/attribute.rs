//! One question or column of the audience table, typed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the answers of an attribute are.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A quantity.
    Numeric,
    /// Levels with an order (answer scales, bands).
    Ordinal,
    /// Levels without an order.
    Categorical,
    /// Several options may be chosen.
    Multi,
    /// A day or a moment.
    Date,
    /// Free text: never shapes or describes a segment.
    Text,
}

/// What an attribute is used for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Shapes the segments.
    Segmentation,
    /// Describes the segments only.
    Descriptor,
    /// Held back, tests the segments.
    Outcome,
    /// Survey weight.
    Weight,
    /// Respondent id.
    Id,
    /// Account in the network.
    Handle,
    /// A sentence that may be quoted.
    Quote,
    /// Not used.
    Ignore,
}

/// Where an attribute stands in a persona.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Facet {
    /// Who they are: age, place, work.
    Demographic,
    /// What they want.
    Goal,
    /// What bothers them.
    Frustration,
    /// What they do.
    Behaviour,
    /// What they think.
    Attitude,
    /// Where and with what they live.
    Environment,
    /// How they are reached.
    Channel,
}

/// Whether a respondent answered a question, and if not, why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// There is a value.
    Given,
    /// Nothing, or nothing that can be read.
    Missing,
    /// "Prefer not to say" and its like.
    Refused,
    /// Skip logic did not ask.
    NotAsked,
}

/// The values of an attribute, one a row; what stands where `answers[row]` is not
/// [`Answer::Given`] has no meaning (NaN, 0 or empty).
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// Numeric: the quantity. Date: seconds since 1970 UTC as a number.
    Number(Vec<f64>),
    /// Ordinal and categorical: place in [`Attribute::levels`].
    Level(Vec<u32>),
    /// Multi: row-major, `levels.len()` flags a row.
    Flags(Vec<bool>),
    /// Text.
    Text(Vec<String>),
}

/// One question of the table with its answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribute {
    /// The machine name: the column header (question and option joined for sibling columns).
    pub name: String,
    /// The short label people read (60 characters at most); the name where none was given.
    pub label: String,
    /// The whole question as asked.
    pub question: String,
    /// How a sentence about it reads, from the codebook ("… drinks coffee at home"); may be empty.
    pub phrase: String,
    /// What its answers are.
    pub kind: Kind,
    /// What it is used for.
    pub role: Role,
    /// Where it stands in a persona.
    pub facet: Facet,
    /// Levels (ordinal: from low to high; categorical and multi: as in the codebook, else by text).
    /// Empty for numeric, date and text.
    pub levels: Vec<String>,
    /// What people read for each level in French and English, where a codebook or scale gives it.
    pub level_labels: Vec<LevelLabel>,
    /// Whether each respondent answered.
    pub answers: Vec<Answer>,
    /// The values.
    pub values: Values,
}

/// A level in the two languages of the documents; empty where it is not known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelLabel {
    /// French.
    pub fr: String,
    /// English.
    pub en: String,
}

impl Attribute {
    /// The quantity of a row, if it was given.
    pub fn number(&self, row: usize) -> Option<f64> {
        match &self.values {
            Values::Number(numbers) if self.answers[row] == Answer::Given => Some(numbers[row]),
            _ => None,
        }
    }

    /// The level of a row, if it was given.
    pub fn level(&self, row: usize) -> Option<usize> {
        match &self.values {
            Values::Level(levels) if self.answers[row] == Answer::Given => {
                Some(levels[row] as usize)
            }
            _ => None,
        }
    }

    /// Whether a row has a level or option; `None` where it did not answer.
    pub fn has(&self, row: usize, level: usize) -> Option<bool> {
        if self.answers[row] != Answer::Given {
            return None;
        }
        match &self.values {
            Values::Level(levels) => Some(levels[row] as usize == level),
            Values::Flags(flags) => Some(flags[row * self.levels.len() + level]),
            _ => None,
        }
    }
}
