//! What can go wrong when personas are made or read.

/// An error of the persona room. Messages name places and the way out, never a respondent's answer.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum PersonaError {
    /// A list that should have one entry a respondent has another length.
    #[error("{what} has {got} entries, expected one for each of the {expected} respondents")]
    Length {
        /// The list.
        what: &'static str,
        /// Its length.
        got: usize,
        /// The number of respondents.
        expected: usize,
    },
    /// A segment number outside the run.
    #[error("row {row} is in segment {label}, but the run has {count} segments")]
    Label {
        /// Row, from 0.
        row: usize,
        /// Its label.
        label: u32,
        /// Number of segments.
        count: usize,
    },
    /// Two respondents with the same id.
    #[error("two respondents have the same id (rows {first} and {second}); ids must be unique")]
    IdTwice {
        /// Row of the first, from 0.
        first: usize,
        /// Row of the second, from 0.
        second: usize,
    },
    /// A persona file that cannot be read.
    #[error("{file}{}: {reason}", .line.map(|l| format!(", line {l}")).unwrap_or_default())]
    File {
        /// The file's name.
        file: String,
        /// The line, where the reader knows it, from 1.
        line: Option<usize>,
        /// What is wrong and what was expected.
        reason: String,
    },
    /// Two persona files of one folder with the same slug.
    #[error("two persona files have the slug {slug}; a slug names one persona")]
    SlugTwice {
        /// The slug.
        slug: String,
    },
    /// New rows that the typing tool or the golden questions cannot take.
    #[error("{attribute}: {reason}")]
    Question {
        /// The question.
        attribute: String,
        /// What does not match.
        reason: String,
    },
}
