//! The audience table.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ByName;
use crate::table::{Facet, Kind, Role};

/// The audience table and what its columns are.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AudienceSettings {
    /// The file: csv, tsv, xlsx, xls, ods, json, ndjson, sav, zsav.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Several files, each a wave.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<WaveFile>,
    /// The codebook, `questions.xlsx`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub codebook: Option<String>,
    /// Column of the respondent id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Column of the survey weight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<String>,
    /// Column of the account: joins a respondent to a person of the network.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handle: Option<String>,
    /// Column that names the wave, where one file holds several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wave: Option<String>,
    /// What becomes of answers that were not finished.
    pub partial: Partial,
    /// Sentences that may be quoted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quotes: Option<QuoteSettings>,
    /// What is said of single columns, before what was found.
    #[serde(skip_serializing_if = "ByName::is_empty")]
    pub attributes: ByName<AttributeSettings>,
}

/// One file of a table in waves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WaveFile {
    /// The file.
    pub file: String,
    /// What the wave is called.
    pub wave: String,
}

/// What becomes of answers that were not finished.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Partial {
    /// Kept, counted.
    #[default]
    Keep,
    /// Dropped, counted.
    Drop,
}

/// Where quotes come from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuoteSettings {
    /// Column of the sentence.
    pub column: String,
    /// Column of the consent: nothing is quoted without it.
    pub consent: String,
}

/// What is said of one column.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AttributeSettings {
    /// What its answers are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// What it is used for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Where it stands in a persona.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facet: Option<Facet>,
    /// The short label people read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Its levels, from low to high where they have an order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<String>,
}
