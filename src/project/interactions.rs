//! The interaction log.

use std::fmt;

use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize};

use super::ByName;
use super::word::{HalfLife, Reach};

/// The log's files and how they are counted.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct InteractionSettings {
    /// One file (short for `files` with one entry).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Names, globs, or entries with their platform, zone and format.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<FileEntry>,
    /// For files that name none: `auto`, a name of formats.md, or a column map.
    pub format: FormatSetting,
    /// The brand's accounts.
    pub brand: Vec<String>,
    /// Accounts of the house: never ambassadors.
    pub staff: Vec<String>,
    /// Seeds of trust; customers with a handle are added.
    pub trusted: Vec<String>,
    /// Table `person,platform,account` of the accounts of one person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identities: Option<String>,
    /// Table `platform,account,why` of accounts left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exclude: Option<String>,
    /// What the source's labels mean.
    pub labels: LabelSettings,
    /// Weight of each kind of interaction.
    #[serde(skip_serializing_if = "ByName::is_empty")]
    pub kinds: ByName<f64>,
    /// Kinds that count as reach.
    pub reach: Reach,
    /// Half-life of an interaction.
    pub half_life: HalfLife,
}

impl InteractionSettings {
    /// All entries, `file` first.
    pub fn entries(&self) -> Vec<LogFile> {
        let single = self.file.iter().map(|file| LogFile::named(file));
        let several = self.files.iter().map(|entry| entry.0.clone());
        single.chain(several).collect()
    }
}

/// An entry of `files`: a name or glob, or a file with its settings.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct FileEntry(pub LogFile);

/// One file of the log with its settings.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LogFile {
    /// Name or glob.
    pub file: String,
    /// Platform of its accounts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub platform: Option<String>,
    /// Zone of its times where they carry none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// Its format where it is not found by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<FormatSetting>,
}

impl LogFile {
    /// A file known by its name alone.
    pub fn named(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            ..Self::default()
        }
    }
}

impl<'de> Deserialize<'de> for FileEntry {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct NameOrEntry;
        impl<'de> Visitor<'de> for NameOrEntry {
            type Value = FileEntry;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a file name, a glob, or an entry with `file:`")
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<FileEntry, E> {
                Ok(FileEntry(LogFile::named(name)))
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<FileEntry, A::Error> {
                LogFile::deserialize(MapAccessDeserializer::new(map)).map(FileEntry)
            }
        }
        from.deserialize_any(NameOrEntry)
    }
}

impl JsonSchema for FileEntry {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "FileEntry".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let entry = generator.subschema_for::<LogFile>();
        schemars::json_schema!({ "anyOf": [{ "type": "string" }, entry] })
    }
}

/// How a log file is read.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum FormatSetting {
    /// Found from its fields.
    #[default]
    Auto,
    /// A source named in formats.md.
    Named(String),
    /// A table read through a column map.
    Columns(Box<ColumnMap>),
}

/// Which column holds what.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ColumnMap {
    /// Who acts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Stable id of who acts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_id: Option<String>,
    /// Stable id of who receives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target_id: Option<String>,
    /// Followers of who acts, for comparison only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub followers: Option<String>,
    /// Who receives; without it a row goes to the brand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// How.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// Weight of the row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<String>,
    /// The text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The post acted on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// The row's own message id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Sentiment as the source says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentiment: Option<String>,
    /// Public address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Labels or tags.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub labels: Option<String>,
    /// Platform.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub platform: Option<String>,
    /// The file's words for kinds.
    #[serde(skip_serializing_if = "ByName::is_empty")]
    pub kinds: ByName<String>,
}

impl<'de> Deserialize<'de> for FormatSetting {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct NameOrMap;
        impl<'de> Visitor<'de> for NameOrMap {
            type Value = FormatSetting;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("`auto`, the name of a format, or a column map")
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<FormatSetting, E> {
                Ok(match name {
                    "auto" => FormatSetting::Auto,
                    other => FormatSetting::Named(other.to_owned()),
                })
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<FormatSetting, A::Error> {
                let columns = ColumnMap::deserialize(MapAccessDeserializer::new(map))?;
                Ok(FormatSetting::Columns(Box::new(columns)))
            }
        }
        from.deserialize_any(NameOrMap)
    }
}

impl Serialize for FormatSetting {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Auto => to.serialize_str("auto"),
            Self::Named(name) => to.serialize_str(name),
            Self::Columns(map) => map.serialize(to),
        }
    }
}

impl JsonSchema for FormatSetting {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Format".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let map = generator.subschema_for::<ColumnMap>();
        schemars::json_schema!({ "anyOf": [{ "type": "string" }, map] })
    }
}

/// What the source's labels mean.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LabelSettings {
    /// Labels that say a post is a complaint.
    pub complaint: Vec<String>,
    /// Labels that say a post is a question.
    pub question: Vec<String>,
}
