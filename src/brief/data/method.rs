//! Where the numbers come from, what is left out, what moved since.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where the numbers come from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Method {
    /// Files read, row by row accounted for.
    pub inputs: Vec<Input>,
    /// Warnings of the run, most important first.
    pub warnings: Vec<Note>,
    /// Measures left out, each with its reason.
    pub left_out: Vec<Note>,
    /// Settings as resolved, as text, for the front matter and the method page.
    pub settings: BTreeMap<String, String>,
    /// Attributes by role, for the method page: role key (`segmentation`, …) to labels.
    pub attributes: BTreeMap<String, Vec<String>>,
}

/// A file read: `read = kept + repaired + rejected`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Input {
    /// File name, without folders.
    pub name: String,
    /// What it is, as recognised (`audience`, a format's name).
    pub format: String,
    /// SHA-256, hexadecimal.
    pub sha256: String,
    /// Rows read.
    pub read: u64,
    /// Kept as they are.
    pub kept: u64,
    /// Repaired and kept.
    pub repaired: u64,
    /// Rejected.
    pub rejected: u64,
}

/// Something to be said, by key: `code` picks the sentence `note.<code>` in the catalogues, `values`
/// fill its `{holes}`. A code the catalogues do not know is shown as `text`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Note {
    /// Key of the sentence.
    pub code: String,
    /// What fills its holes; numbers as machine text (`1234.5`) are written the language's way.
    pub values: BTreeMap<String, String>,
    /// The sentence itself, where there is no key.
    pub text: Option<String>,
}

impl Note {
    /// A note by key, without holes.
    pub fn new(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            ..Self::default()
        }
    }

    /// The same note with one hole filled.
    #[must_use]
    #[allow(clippy::needless_pass_by_value)] // numbers and texts are handed in as they come
    pub fn with(mut self, hole: &str, value: impl std::fmt::Display) -> Self {
        self.values.insert(hole.to_owned(), value.to_string());
        self
    }
}

/// What moved since the former run.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Since {
    /// The former run's period or date.
    pub previous: String,
    /// Respondents then.
    pub respondents: Option<u64>,
    /// Persona shares, then and now.
    pub personas: Vec<Moved>,
    /// Ranks of people, then and now (1 is first). Not shown at `public`.
    pub people: Vec<Moved>,
    /// `keep` or `refit`.
    pub verdict: Option<String>,
}

/// One thing then and now.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Moved {
    /// Persona slug or person id.
    pub id: String,
    /// Name as shown.
    pub label: String,
    /// Then; `None` when new.
    pub before: Option<f64>,
    /// Now; `None` when gone.
    pub after: Option<f64>,
    /// Whether the intervals stand apart.
    pub clear: bool,
}
