//! What the project says about its logs: files, formats, column maps, people to merge or leave out.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Source;
use crate::person::Secret;

/// One entry of `interactions.files`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FileSpec {
    /// A name or a glob (`*`, `?`, `[a-z]`, `**`), relative to [`ReadOptions::folder`]; a folder or
    /// `.zip` is read as a Slack export.
    pub file: String,
    /// Platform of its accounts; `None`: what the source says, else the empty name.
    pub platform: Option<String>,
    /// Zone of its times that carry none (`Europe/Paris`); `None`: [`ReadOptions::time_zone`].
    pub time_zone: Option<String>,
    /// How to read it.
    pub format: Format,
}

impl FileSpec {
    /// A file or glob read as it presents itself.
    pub fn new(file: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            ..Self::default()
        }
    }
}

/// How a file is to be read.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Format {
    /// Recognised by its fields.
    #[default]
    Auto,
    /// This source ([`Source::named`] gives it from the word of the project file).
    Named(Source),
    /// A table with this column map.
    Map(Box<ColumnMap>),
}

/// Which column of a table holds what. Columns are named as the header writes them (case and
/// accents aside), or by their place from 1 (`"1"`) where there is no header.
///
/// Without `target` each row is a mention of the brand ([`Event::target`](super::Event::target) is
/// [`NONE`](super::NONE)). With `target`, a row whose cell is empty is a post towards nobody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ColumnMap {
    /// Handle of who acts.
    pub source: Option<String>,
    /// Stable id of who acts, never folded.
    pub source_id: Option<String>,
    /// Handles of who receives; several may stand in one cell, parted by `,`, `;`, `|` or spaces.
    pub target: Option<String>,
    /// Stable id of who receives, never folded.
    pub target_id: Option<String>,
    /// Kind of interaction, in our words or in those of `kinds`.
    pub kind: Option<String>,
    /// Time: Unix seconds, milliseconds, microseconds, ISO 8601, `dd/mm/yyyy`.
    pub time: Option<String>,
    /// Number ≥ 0.
    pub weight: Option<String>,
    /// Words of the post; read, counted as terms, and forgotten.
    pub text: Option<String>,
    /// Id or address of the post acted on.
    pub object: Option<String>,
    /// Id of the row's own post: rows seen twice count once.
    pub id: Option<String>,
    /// Address of the row's own post; its key where there is no `id`.
    pub url: Option<String>,
    /// Language of the text (`fr`, `French`, `français`).
    pub language: Option<String>,
    /// −1, 0, 1 or words of French and English.
    pub sentiment: Option<String>,
    /// Labels and tags, parted by `,`, `;` or `|`.
    pub labels: Option<String>,
    /// Platform of the row; the file's where empty.
    pub platform: Option<String>,
    /// Followers of who acts, for comparison only.
    pub followers: Option<String>,
    /// Words of the kind column and what they mean: `{ RT: repost, MT: mention, RE: reply }`.
    pub kinds: BTreeMap<String, String>,
}

impl ColumnMap {
    /// The line of the project file that reads `file` with this map.
    pub fn describe(&self, file: &str) -> String {
        let fields = [
            ("source", &self.source),
            ("source_id", &self.source_id),
            ("target", &self.target),
            ("target_id", &self.target_id),
            ("kind", &self.kind),
            ("time", &self.time),
            ("weight", &self.weight),
            ("text", &self.text),
            ("object", &self.object),
            ("id", &self.id),
            ("url", &self.url),
            ("language", &self.language),
            ("sentiment", &self.sentiment),
            ("labels", &self.labels),
            ("platform", &self.platform),
            ("followers", &self.followers),
        ];
        let named: Vec<String> = fields
            .iter()
            .filter_map(|(field, column)| Some(format!("{field}: {:?}", column.as_ref()?)))
            .collect();
        format!("- {{ file: {file:?}, format: {{ {} }} }}", named.join(", "))
    }
}

/// One row of `identities.csv`: this account belongs to this person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identity {
    /// Any name; accounts with the same one are one person.
    pub person: String,
    /// Platform of the account, empty where the log names none.
    pub platform: String,
    /// Id or handle.
    pub account: String,
}

/// One row of `exclude.csv`: this account is out of the analysis.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exclusion {
    /// Platform of the account, empty for every platform.
    pub platform: String,
    /// Id or handle.
    pub account: String,
}

/// How far reading has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Place of the file among those that match, from 0.
    pub file: usize,
    /// Number of files that match.
    pub files: usize,
    /// Rows read, all files together.
    pub rows: u64,
    /// Bytes read (before decompression), all files together.
    pub bytes: u64,
    /// Bytes of all files.
    pub total_bytes: u64,
}

/// What the project says about reading, beside its files.
#[derive(Default)]
pub struct ReadOptions<'a> {
    /// Folder of the project file; names of files start there.
    pub folder: PathBuf,
    /// Zone of times that carry none; `None` is UTC.
    pub time_zone: Option<String>,
    /// Accounts of one person, merged.
    pub identities: Vec<Identity>,
    /// Accounts left out.
    pub exclude: Vec<Exclusion>,
    /// The project's labels: name and the words that sources write for it (`complaint: [SAV, plainte]`).
    /// The label `question` also marks posts as questions.
    pub labels: BTreeMap<String, Vec<String>>,
    /// Stop after this many rows of each file (`check` on a sample); `None` reads everything.
    pub row_limit: Option<u64>,
    /// Called now and then while reading.
    pub progress: Option<&'a (dyn Fn(Progress) + Sync)>,
    /// The memory that the log may take; `None` is as much as it needs.
    pub room: Option<super::Room>,
    /// The key that mail addresses are hashed with; `None`: one made of the first mbox itself, so that the
    /// accounts of other files differ.
    pub secret: Option<Secret>,
}
