//! `run.json`: what a run was made of, so that it can be repeated and verified.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::brief::{self, Catalogue};
use crate::project::{Language, Project};

/// What a run was made of and what it left; written last.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RunFile {
    /// Version of the program.
    pub version: String,
    /// SHA-256 of the project file: `verify` and `assign` find the project by it.
    pub project_sha256: String,
    /// Seed.
    pub seed: u64,
    /// Settings as resolved: file, then environment, then flags.
    pub settings: Project,
    /// Flags that are not settings: the part of the work, measures, kinds.
    pub asked: Asked,
    /// Files read.
    pub inputs: Vec<InputFile>,
    /// What a person should know.
    pub warnings: Vec<Warning>,
    /// The main numbers.
    pub headline: Headline,
    /// Files written.
    pub outputs: Vec<OutputFile>,
}

/// Flags that are not settings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Part of the work.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub only: Option<String>,
    /// Measures of people, empty for all.
    pub measures: Vec<String>,
    /// Kinds of interactions kept, empty for all.
    pub edges: Vec<String>,
    /// The period reported on.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub period: Option<String>,
}

/// A file read: `read = kept + repaired + rejected`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputFile {
    /// Name as the project file writes it.
    pub name: String,
    /// What it is.
    pub format: String,
    /// SHA-256 of its rows whatever their order (see `pipeline/digest.rs`).
    pub sha256: String,
    /// Rows read.
    pub read: u64,
    /// Kept as they are.
    pub kept: u64,
    /// Kept with a cell mended or missing.
    pub repaired: u64,
    /// Not understood.
    pub rejected: u64,
}

/// The language of a finished run, by its `run.json`; `None` where that cannot be read.
pub fn run_language(run: &Path) -> Option<Language> {
    let file = std::fs::read(run.join("run.json")).ok()?;
    let file: RunFile = serde_json::from_slice(&file).ok()?;
    Some(file.settings.language)
}

/// A row of `rejects.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// File as the project writes it.
    pub file: String,
    /// Line from 1.
    pub line: u64,
    /// Column; empty for a whole row.
    pub column: String,
    /// Why, without the content.
    pub reason: String,
}

/// Something a person should know: a code for the catalogues, and what fills its holes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Key of the sentence.
    pub code: String,
    /// What fills its holes.
    pub values: BTreeMap<String, String>,
}

impl Warning {
    /// A warning by key.
    pub fn new(code: &str) -> Self {
        Self {
            code: code.to_owned(),
            values: BTreeMap::new(),
        }
    }

    /// The same with one hole filled.
    #[must_use]
    pub fn with(mut self, hole: &str, value: impl ToString) -> Self {
        self.values.insert(hole.to_owned(), value.to_string());
        self
    }

    /// The same in words.
    pub fn text(&self, words: &Catalogue) -> String {
        let note = brief::data::Note {
            code: self.code.clone(),
            values: self.values.clone(),
            text: None,
        };
        brief::note_text(words, &note)
    }
}

/// The main numbers of a run, for the terminal and for scripts.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Headline {
    /// Respondents.
    pub respondents: Option<u64>,
    /// Verdict.
    pub verdict: Option<String>,
    /// Number of segments.
    pub segments: Option<u64>,
    /// Personas: slug, title, share.
    pub personas: Vec<PersonaLine>,
    /// People of the network.
    pub people: Option<u64>,
    /// Interactions that count.
    pub interactions: Option<u64>,
    /// First people of each role, as labels.
    pub roles: BTreeMap<String, Vec<String>>,
    /// People left out because they asked not to be contacted.
    #[serde(default)]
    pub suppressed: u64,
}

/// A persona in one line.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PersonaLine {
    /// Slug.
    pub slug: String,
    /// Name and title as shown.
    pub title: String,
    /// Weighted share, 0..1.
    pub share: f64,
}

impl Headline {
    /// Whether there are no groups, or only constructed ones (`--strict`).
    pub fn is_weak(&self) -> bool {
        matches!(self.verdict.as_deref(), Some("none" | "constructed"))
    }
}

/// A file written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutputFile {
    /// Name inside OUT.
    pub name: String,
    /// SHA-256.
    pub sha256: String,
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_the_published_one() {
        // FIPS 180-2, appendix B.1.
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256(b"abc"), expected);
    }
}
