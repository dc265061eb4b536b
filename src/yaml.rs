//! **yaml**: the one door to `serde_yaml`, which is frozen: size capped, errors with their place.
//!
//! Floor 0: imports nothing of the house.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The largest YAML text read: an alias bomb needs room to unfold.
pub const LIMIT: usize = 1 << 20;

/// Why a YAML text could not be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Over the limit.
    #[error("the file has {size} bytes; at most {limit} are read")]
    TooLarge {
        /// Size found, in bytes.
        size: usize,
        /// The most that is read.
        limit: usize,
    },
    /// Not YAML, or not what was expected at that place.
    #[error("line {line}, column {column}: {message}")]
    Content {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What was expected.
        message: String,
    },
    /// A value that YAML cannot hold.
    #[error("cannot be written as YAML: {0}")]
    Unwritable(String),
}

/// Reads a value from YAML text.
///
/// # Errors
/// Over the limit, not YAML, or not of the expected form; with line and column.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    read_within(text, LIMIT)
}

/// As [`read`], for files of ours that may grow larger.
///
/// # Errors
/// As [`read`].
pub fn read_within<T: DeserializeOwned>(text: &str, limit: usize) -> Result<T, Error> {
    if text.len() > limit {
        return Err(Error::TooLarge {
            size: text.len(),
            limit,
        });
    }
    serde_yaml::from_str(text).map_err(|error| {
        let place = error.location();
        let (line, column) = place.map_or((1, 1), |at| (at.line(), at.column()));
        let whole = error.to_string();
        let message = whole
            .split(&format!(" at line {line} column {column}"))
            .next()
            .unwrap_or_default()
            .to_owned();
        Error::Content {
            line,
            column,
            message,
        }
    })
}

/// Writes a value as YAML text: fields in the order of the struct, so the bytes repeat.
///
/// # Errors
/// When the value holds what YAML cannot.
pub fn write<T: Serialize>(value: &T) -> Result<String, Error> {
    serde_yaml::to_string(value).map_err(|error| Error::Unwritable(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Small {
        #[allow(dead_code, reason = "read by serde only: the test looks at the error")]
        seed: u64,
    }

    #[test]
    fn an_error_names_its_line_and_what_was_expected() {
        let error = read::<Small>("seed: 1\nsede: 2\n").expect_err("an unknown key");
        let text = error.to_string();
        assert!(text.starts_with("line 2, column 1"), "{text}");
        assert!(text.contains("unknown field `sede`"), "{text}");
    }

    #[test]
    fn a_text_over_the_limit_is_refused_before_it_is_parsed() {
        let long = format!("seed: 1 #{}", "x".repeat(LIMIT));
        assert!(matches!(
            read::<Small>(&long),
            Err(Error::TooLarge { size, .. }) if size > LIMIT
        ));
    }
}
