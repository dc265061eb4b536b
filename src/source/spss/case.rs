//! One case: the values of all variables for one respondent.

use std::borrow::Cow;

use super::{SpssFile, SpssVariable};

/// A value of a case.
#[derive(Debug, Clone, PartialEq)]
pub enum SpssValue<'a> {
    /// What the system holds for missing.
    Nothing,
    /// A number.
    Number(f64),
    /// A text, without the blanks behind it.
    Text(Cow<'a, str>),
}

impl SpssValue<'_> {
    /// Whether there is nothing: missing to the system, or a blank text.
    pub fn is_nothing(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Number(_) => false,
            Self::Text(text) => text.is_empty(),
        }
    }
}

/// A case.
#[derive(Debug, Clone, Copy)]
pub struct SpssCase<'a> {
    /// Its number, from 1.
    pub number: u64,
    pub(super) file: &'a SpssFile<'a>,
    pub(super) bytes: &'a [u8],
}

/// The smallest finite number: missing, to the system.
pub(super) const SYSTEM_MISSING: f64 = f64::MIN;

impl SpssCase<'_> {
    /// The value of one of the file's variables.
    pub fn value(&self, variable: &SpssVariable) -> SpssValue<'_> {
        if !variable.is_text() {
            let mut bytes = [0; 8];
            bytes.copy_from_slice(&self.bytes[variable.at..variable.at + 8]);
            let number = self.file.header.order.f64(bytes);
            return if number.is_finite() && number > SYSTEM_MISSING {
                // Minus zero is zero.
                SpssValue::Number(number + 0.0)
            } else {
                SpssValue::Nothing
            };
        }
        let charset = self.file.charset;
        match variable.pieces.as_slice() {
            [(at, length)] => SpssValue::Text(charset.decode(&self.bytes[*at..at + length])),
            pieces => {
                let mut whole = Vec::with_capacity(variable.width);
                for (at, length) in pieces {
                    whole.extend_from_slice(&self.bytes[*at..at + length]);
                }
                whole.truncate(variable.width);
                SpssValue::Text(Cow::Owned(charset.decode(&whole).into_owned()))
            }
        }
    }
}
