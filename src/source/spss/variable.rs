//! A variable, its labels and what counts as missing in it.

use std::cmp::Ordering;
use std::sync::Arc;

use super::case::SpssValue;
use super::moment::Moment;

/// A value as the dictionary names it.
#[derive(Debug, Clone)]
pub enum SpssCode {
    /// Of a numeric variable.
    Number(f64),
    /// Of a text variable, without the blanks behind it.
    Text(String),
}

/// Numbers by value, before texts by text.
impl Ord for SpssCode {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.total_cmp(b),
            (Self::Number(_), Self::Text(_)) => Ordering::Less,
            (Self::Text(_), Self::Number(_)) => Ordering::Greater,
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
        }
    }
}

impl PartialOrd for SpssCode {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for SpssCode {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for SpssCode {}

impl SpssCode {
    /// The value as a case holds it.
    pub fn value(&self) -> SpssValue<'_> {
        match self {
            Self::Number(number) => SpssValue::Number(*number),
            Self::Text(text) => SpssValue::Text(text.as_str().into()),
        }
    }

    /// How it stands to a value of a case.
    fn against(&self, value: &SpssValue<'_>) -> Ordering {
        match (self, value) {
            (Self::Number(a), SpssValue::Number(b)) => a.total_cmp(b),
            (Self::Text(a), SpssValue::Text(b)) => a.as_str().cmp(b),
            (Self::Number(_), _) | (_, SpssValue::Nothing) => Ordering::Less,
            (Self::Text(_), _) => Ordering::Greater,
        }
    }
}

/// Labels of values, ordered by value.
pub(super) type Labels = Vec<(SpssCode, String)>;

/// What the people who made the file say a variable measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpssMeasure {
    /// Categories.
    Nominal,
    /// Categories with an order.
    Ordinal,
    /// A quantity.
    Scale,
}

/// The values that are no answers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SpssMissing {
    /// All numbers from the first to the second.
    pub range: Option<(f64, f64)>,
    /// Single values.
    pub codes: Vec<SpssCode>,
}

/// A variable of the dictionary.
#[derive(Debug, Clone)]
pub struct SpssVariable {
    /// Its name.
    pub name: String,
    /// Its label: the question; may be empty.
    pub label: String,
    /// Labels of its values, ordered by value; shared by variables that have the same.
    pub labels: Arc<Vec<(SpssCode, String)>>,
    /// The values that are no answers.
    pub missing: SpssMissing,
    /// What it measures, where the file says so.
    pub measure: Option<SpssMeasure>,
    /// The name it has in the records: eight letters.
    pub(super) short: String,
    /// What its numbers stand for, by its print format.
    pub(super) moment: Option<Moment>,
    /// Where its text stands in a case: first byte and length of each piece; none for a number.
    pub(super) pieces: Vec<(usize, usize)>,
    /// Its first byte in a case.
    pub(super) at: usize,
    /// Bytes of its text; 0 for a number.
    pub(super) width: usize,
}

impl SpssVariable {
    /// Whether its values are texts.
    pub fn is_text(&self) -> bool {
        self.width > 0
    }

    /// Whether its numbers are days or moments.
    pub fn is_moment(&self) -> bool {
        self.moment.is_some()
    }

    /// The place of a value in the labels. O(log labels).
    pub fn place_of(&self, value: &SpssValue<'_>) -> Option<usize> {
        self.labels
            .binary_search_by(|(code, _)| code.against(value))
            .ok()
    }

    /// The label of a value. O(log labels).
    pub fn label_of(&self, value: &SpssValue<'_>) -> Option<&str> {
        self.place_of(value)
            .map(|place| self.labels[place].1.as_str())
    }

    /// Whether the people who made the file declared a value to be no answer.
    pub fn is_missing(&self, value: &SpssValue<'_>) -> bool {
        let within = match (self.missing.range, value) {
            (Some((low, high)), SpssValue::Number(number)) => (low..=high).contains(number),
            _ => false,
        };
        let codes = &self.missing.codes;
        within || codes.iter().any(|code| code.against(value).is_eq())
    }

    /// A value as text: numbers with a decimal point, dates as `2026-01-31` or
    /// `2026-01-31 14:05:00`, what the system holds for missing as nothing.
    pub fn text_of(&self, value: &SpssValue<'_>) -> String {
        match (value, self.moment) {
            (SpssValue::Nothing, _) => String::new(),
            (SpssValue::Text(text), _) => text.to_string(),
            (SpssValue::Number(number), None) => number.to_string(),
            (SpssValue::Number(number), Some(moment)) => {
                super::moment::text(*number, moment).unwrap_or_else(|| number.to_string())
            }
        }
    }
}
