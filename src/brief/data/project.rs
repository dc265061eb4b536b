//! The project and its readers.

use serde::{Deserialize, Serialize};

/// The project: its title, its frame, its look.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Project {
    /// Title, as the project file says it.
    pub title: String,
    /// Name of the project file, without folders.
    pub file: String,
    /// Language the data are in (`fr`, `en`, …): texts from the data are marked with it where it
    /// is not the document's.
    pub data_language: Option<String>,
    /// The community work's frame.
    pub scope: Option<Scope>,
    /// Seed of the run.
    pub seed: u64,
    /// Version of the program.
    pub version: String,
    /// "Now" of the run, ISO 8601 date.
    pub as_of: Option<String>,
    /// The period reported on (`2026-01`, `2026-W05`, `2026-T1`), when one was picked.
    pub period: Option<String>,
    /// SHA-256 over all inputs, hexadecimal.
    pub data_hash: String,
    /// SHA-256 of the settings as resolved, hexadecimal.
    pub settings_hash: String,
    /// Logo as a `data:image/…;base64,…` address; anything else is not shown.
    pub logo: Option<String>,
    /// Accent colour `#rrggbb`; made darker or lighter where contrast asks for it.
    pub accent: Option<String>,
    /// The brand's name or accounts, as shown. Empty without a brand.
    pub brand: Vec<String>,
}

/// Where this community work stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Scope {
    /// The niche, in the team's words.
    pub niche: Option<String>,
    /// The challenge.
    pub challenge: Option<String>,
    /// The service or department.
    pub service: Option<String>,
    /// The place.
    pub locality: Option<String>,
    /// Whether the audience is inside the organisation.
    pub audience: Option<Standing>,
    /// Settings: `online`, `offline`.
    pub setting: Vec<String>,
}

/// Whether an audience is of the organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Employees, members: no names below `private`, no outreach.
    Internal,
    /// Customers, followers.
    External,
    /// Both.
    Both,
}

/// Who may read the documents, and what must be said about the data.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Privacy {
    /// Who may read.
    pub level: Level,
    /// Fewest people behind a number at this level; 0 at `private`.
    pub min_cell: u32,
    /// Who is responsible for the data: name and contact.
    pub controller: Option<String>,
    /// Why the data are processed.
    pub purpose: Option<String>,
    /// On what legal basis.
    pub basis: Option<String>,
    /// How long they are kept.
    pub retention: Option<String>,
}

/// Who may read a document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Anybody: no account, no small cell, no note of the team.
    Public,
    /// The team.
    #[default]
    Team,
    /// The analyst.
    Private,
}
