//! What the project says about the table; all of it optional.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{Codebook, Facet, Kind, Role};

/// How a table is read. The default infers everything.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// Column that identifies a respondent.
    pub id: Option<String>,
    /// Column of survey weights.
    pub weight: Option<String>,
    /// Column that names the respondent's account in the network.
    pub handle: Option<String>,
    /// Column that tells the wave, where one file holds several.
    pub wave: Option<String>,
    /// Column of sentences that may be quoted, and the column of the consent to it.
    pub quotes: Option<QuoteColumns>,
    /// What happens to answers that were not finished.
    pub partial: Partial,
    /// Sensitive or personal columns that may be used all the same.
    pub allow_sensitive: Vec<String>,
    /// What is known better than guessed, by column name (or question, or code).
    pub attributes: BTreeMap<String, AttributeOverride>,
    /// The codebook; `attributes` goes before it.
    pub codebook: Option<Codebook>,
}

/// Columns of quotable sentences.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuoteColumns {
    /// The sentences.
    pub column: String,
    /// Yes or no to being quoted; without it nothing is quoted that the project did not vouch for.
    pub consent: Option<String>,
}

/// What happens to answers that were not finished.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Partial {
    /// They stay, and are counted.
    #[default]
    Keep,
    /// They go, and are counted.
    Drop,
}

/// What is known better than guessed about a column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AttributeOverride {
    /// What its answers are.
    pub kind: Option<Kind>,
    /// What it is used for.
    pub role: Option<Role>,
    /// Where it stands in a persona.
    pub facet: Option<Facet>,
    /// The short label.
    pub label: Option<String>,
    /// How a sentence about it reads.
    pub phrase: Option<String>,
    /// The levels, from low to high where they have an order.
    pub levels: Option<Vec<String>>,
    /// The levels in French, as many as `levels`.
    pub level_labels_fr: Vec<String>,
    /// The levels in English, as many as `levels`.
    pub level_labels_en: Vec<String>,
}

impl AttributeOverride {
    /// Takes over what `other` says.
    pub(super) fn go_before(&mut self, other: &Self) {
        let Self {
            kind,
            role,
            facet,
            label,
            phrase,
            levels,
            level_labels_fr,
            level_labels_en,
        } = other;
        self.kind = kind.or(self.kind);
        self.role = role.or(self.role);
        self.facet = facet.or(self.facet);
        for (mine, theirs) in [(&mut self.label, label), (&mut self.phrase, phrase)] {
            if theirs.is_some() {
                mine.clone_from(theirs);
            }
        }
        if levels.is_some() {
            self.levels.clone_from(levels);
        }
        for (mine, theirs) in [
            (&mut self.level_labels_fr, level_labels_fr),
            (&mut self.level_labels_en, level_labels_en),
        ] {
            if !theirs.is_empty() {
                mine.clone_from(theirs);
            }
        }
    }
}

/// A file of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// Where it is.
    pub path: PathBuf,
    /// The wave all its rows belong to.
    pub wave: Option<String>,
}
