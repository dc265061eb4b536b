//! Multiple-response sets (subtypes 7 and 19): variables that hold the answers to one question.
//!
//! One set a line: `$name=D1 1 10 What drinks tea milk`, where each number is the length of the
//! text behind it. A line that is written otherwise is left out: its variables stay by themselves.

use super::charset::Charset;
use super::{SpssCode, SpssVariable};

/// A multiple-response set.
#[derive(Debug, Clone)]
pub struct SpssSet {
    /// Its name, without the dollar.
    pub name: String,
    /// Its label: the question; may be empty.
    pub label: String,
    /// Its variables, by number.
    pub variables: Vec<usize>,
    /// How its variables hold the answers.
    pub ticks: SpssTicks,
}

/// How the variables of a set hold the answers.
#[derive(Debug, Clone, PartialEq)]
pub enum SpssTicks {
    /// Each variable is an option, chosen where it has this value (multiple dichotomies).
    Options {
        /// The value that is counted.
        counted: String,
        /// The option is called by the label of that value, not of the variable.
        by_value: bool,
    },
    /// Each variable holds one of the options chosen (multiple categories).
    Choices,
}

/// The sets of a record; `place` finds a variable by its name.
pub(super) fn sets(
    record: &[u8],
    charset: Charset,
    place: impl Fn(&str) -> Option<usize>,
) -> Vec<SpssSet> {
    let lines = record.split(|byte| *byte == b'\n');
    lines
        .filter_map(|line| set(line, charset, &place))
        .collect()
}

fn set(line: &[u8], charset: Charset, place: &impl Fn(&str) -> Option<usize>) -> Option<SpssSet> {
    let equals = line.iter().position(|byte| *byte == b'=')?;
    let name = charset
        .decode(line[..equals].strip_prefix(b"$")?)
        .into_owned();
    let (kind, rest) = line[equals + 1..].split_first()?;
    let (ticks, rest) = match kind {
        b'C' => (SpssTicks::Choices, rest),
        b'D' => {
            let (counted, rest) = measured(rest)?;
            let counted = charset.decode(counted).into_owned();
            let by_value = false;
            (SpssTicks::Options { counted, by_value }, rest)
        }
        b'E' => {
            // `1`, or `11` where the label of the set is that of its first variable.
            let rest = rest.strip_prefix(b" 1")?;
            let rest = rest.strip_prefix(b"1").unwrap_or(rest);
            let (counted, rest) = measured(rest.strip_prefix(b" ")?)?;
            let counted = charset.decode(counted).into_owned();
            let by_value = true;
            (SpssTicks::Options { counted, by_value }, rest)
        }
        _ => return None,
    };
    let (label, rest) = measured(rest.strip_prefix(b" ")?)?;
    let names = charset.decode(rest);
    let variables: Vec<usize> = names.split_ascii_whitespace().filter_map(place).collect();
    (!variables.is_empty()).then(|| SpssSet {
        name,
        label: charset.decode(label).trim().to_owned(),
        variables,
        ticks,
    })
}

/// A text behind its length and a blank: `4 What rest`.
fn measured(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let blank = bytes.iter().position(|byte| *byte == b' ')?;
    let length = std::str::from_utf8(&bytes[..blank]).ok()?;
    let length: usize = length.parse().ok()?;
    bytes[blank + 1..].split_at_checked(length)
}

impl SpssTicks {
    /// The value that is counted in a variable, as the variable holds it.
    pub fn code(&self, variable: &SpssVariable) -> Option<SpssCode> {
        let Self::Options { counted, .. } = self else {
            return None;
        };
        if variable.is_text() {
            return Some(SpssCode::Text(counted.trim_end().to_owned()));
        }
        counted.trim().parse().ok().map(SpssCode::Number)
    }
}
