//! **project**: the project file: what a person asks for.
//!
//! Floor 6. Every key is optional but a file; what is left out is `auto` or the default said here.
//! `entourage schema` prints the JSON Schema made from these structs.
mod audience;
mod interactions;
mod load;
mod outreach;
mod segments;
mod word;
mod workshop;

pub use audience::{AttributeSettings, AudienceSettings, Partial, QuoteSettings, WaveFile};
pub use interactions::{
    ColumnMap, FileEntry, FormatSetting, InteractionSettings, LabelSettings, LogFile,
};
pub use load::{Error, Loaded, file_of, load, load_as, schema};
pub use outreach::{OutreachSettings, Quota};
pub use segments::{Method, SegmentSettings};
pub use word::{Count, HalfLife, MinSize, Names, Reach};
pub use workshop::{Hands, SessionNote, Step, Vote, WORKSHOP, Workshop, WorkshopSettings};

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The project file `entourage.yaml`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Project {
    /// Title of the documents.
    pub title: String,
    /// Language of the documents.
    pub language: Language,
    /// Time zone of the reports (IANA name); logs without a zone take their file's, else this one.
    pub time_zone: String,
    /// "Now" for ageing, as a date or a moment; default: the latest time in the log.
    pub as_of: Option<String>,
    /// Length of a period of the community report.
    pub period: Period,
    /// OUT of an earlier run: gives the brief its "since last time".
    pub previous: Option<String>,
    /// Country whose public holidays count (ISO 3166-1 alpha-2).
    pub country: Option<String>,
    /// Seed of everything that draws random numbers.
    pub seed: Option<u64>,
    /// Where the project's own personas are, and how they are named.
    pub personas: PersonaSettings,
    /// Where this community work stands: frames the brief.
    pub scope: Scope,
    /// The audience table.
    pub audience: Option<AudienceSettings>,
    /// How segments are found.
    pub segments: SegmentSettings,
    /// The interaction log.
    pub interactions: Option<InteractionSettings>,
    /// Whom to contact.
    pub outreach: Option<OutreachSettings>,
    /// Table `date,platform,indicator,value` of followers and platform statistics.
    pub metrics: Option<String>,
    /// Objectives with their indicator and target.
    pub objectives: Vec<Objective>,
    /// Look of the documents.
    pub style: Style,
    /// Who may read, and the duties that come with personal data.
    pub privacy: Privacy,
}

/// Language of the documents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// French.
    Fr,
    /// English.
    #[default]
    En,
}

impl From<Language> for crate::brief::Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Fr => Self::Fr,
            Language::En => Self::En,
        }
    }
}

impl From<crate::brief::Lang> for Language {
    fn from(lang: crate::brief::Lang) -> Self {
        match lang {
            crate::brief::Lang::Fr => Self::Fr,
            crate::brief::Lang::En => Self::En,
        }
    }
}

impl Language {
    /// The two letters of files and templates.
    pub fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }
}

/// Length of a period of the community report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Period {
    /// One day.
    Day,
    /// One ISO week.
    Week,
    /// One month.
    #[default]
    Month,
    /// Three months.
    Quarter,
}

/// Where the project's own personas are, and how they are named.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PersonaSettings {
    /// Folder of the adopted personas, beside the project file.
    pub folder: String,
    /// How a persona gets its name.
    pub names: Names,
}

impl Default for PersonaSettings {
    fn default() -> Self {
        Self {
            folder: "personas".to_owned(),
            names: Names::FirstName,
        }
    }
}

/// Where this community work stands.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Scope {
    /// What it is about.
    pub niche: String,
    /// What is to be achieved.
    pub challenge: String,
    /// The service that owns it.
    pub service: String,
    /// Where.
    pub locality: String,
    /// Whose community: `internal` shows no names below private and makes no outreach.
    pub audience: ScopeAudience,
    /// Where people meet.
    pub setting: Vec<Setting>,
}

/// Whose community it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ScopeAudience {
    /// People of the house.
    Internal,
    /// People outside of it.
    #[default]
    External,
    /// Both.
    Both,
}

/// Where people meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Setting {
    /// On the network.
    Online,
    /// In a place.
    Offline,
}

/// An objective of the community work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Objective {
    /// What people call it.
    pub name: String,
    /// Indicator of the community report it is measured by.
    pub indicator: String,
    /// Value to reach.
    pub target: f64,
}

/// Look of the documents.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Style {
    /// Logo file (PNG, JPEG or SVG).
    pub logo: Option<String>,
    /// Accent colour, `#rrggbb`.
    pub accent: Option<String>,
}

/// Who may read the documents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Readers {
    /// Anybody: no account, no small cell.
    Public,
    /// The team: small cells as bounds.
    #[default]
    Team,
    /// Those who may see everything.
    Private,
}

/// Who may read, and the duties that come with personal data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Privacy {
    /// Who may read the documents.
    #[serde(rename = "for")]
    pub readers: Readers,
    /// Smallest cell shown: below it a bound stands in its place.
    pub min_cell: MinCell,
    /// Sensitive columns that may be used all the same.
    pub allow_sensitive: Vec<String>,
    /// Name and contact of the controller; no notice is written without it.
    pub controller: String,
    /// What the data are used for.
    pub purpose: String,
    /// Legal basis.
    pub basis: String,
    /// How long data are kept, such as `13 months`.
    pub retention: String,
}

impl Default for Privacy {
    fn default() -> Self {
        Self {
            readers: Readers::Team,
            min_cell: MinCell::default(),
            allow_sensitive: Vec::new(),
            controller: String::new(),
            purpose: String::new(),
            basis: String::new(),
            retention: "13 months".to_owned(),
        }
    }
}

/// Smallest cell shown, by who may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct MinCell {
    /// For the team.
    pub team: u32,
    /// For the public.
    pub public: u32,
}

impl Default for MinCell {
    fn default() -> Self {
        Self {
            team: 5,
            public: 10,
        }
    }
}

impl Project {
    /// The seed, 42 unless the file says otherwise.
    pub fn seed(&self) -> u64 {
        self.seed.unwrap_or(42)
    }

    /// How the log is read; as where nothing is said, for a project without one.
    pub fn log_settings(&self) -> InteractionSettings {
        self.interactions.clone().unwrap_or_default()
    }

    /// The time zone, UTC unless the file says otherwise.
    pub fn zone(&self) -> &str {
        if self.time_zone.is_empty() {
            "UTC"
        } else {
            &self.time_zone
        }
    }
}

/// Overrides and benefits by name.
pub type ByName<T> = BTreeMap<String, T>;
