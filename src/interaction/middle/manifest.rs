//! The manifest: one line of JSON a table.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::super::InteractionError;
use super::table::parts;

/// The version written and read.
pub const VERSION: u32 = 1;
/// Name of the manifest, and of the folder an engine writes it into.
pub const MANIFEST: &str = "manifest.jsonl";

/// Which form a folder holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// Single interactions.
    Events,
    /// Interactions added up.
    Ties,
}

impl Form {
    /// The word of files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Ties => "ties",
        }
    }
}

/// What the manifest says of one table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Version of the form.
    pub version: u32,
    /// Which form.
    pub form: Form,
    /// The table.
    pub table: String,
    /// Its columns, joined with `,`.
    pub columns: String,
    /// Its rows.
    pub rows: u64,
    /// Σ of its fixed-point weights, in decimal; 0 where it has none.
    pub sum: String,
    /// Σ of the hashes of its rows, in decimal.
    pub hash: String,
    /// Ties: the moment ages are counted from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<i64>,
    /// Ties: the earliest ordinary time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earliest: Option<i64>,
    /// Ties: seconds in which attention fades by half.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub half_life: Option<f64>,
    /// Ties: events whose time stands apart from all others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wild_times: Option<u64>,
    /// Interactions of people with themselves, dropped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub self_ties: Option<u64>,
    /// Interactions seen twice, counted once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duplicates: Option<u64>,
    /// Accounts left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_out: Option<u64>,
    /// Replies to messages that no file held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unresolved: Option<u64>,
    /// Identities and exclusions of the project that matched nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unmatched: Option<u64>,
}

impl Entry {
    /// The line of a table whose rows were counted.
    pub fn of(form: Form, shape: &super::Shape, count: &super::Count) -> Self {
        Self {
            version: VERSION,
            form,
            table: shape.name.to_owned(),
            columns: shape.columns.join(","),
            rows: count.rows,
            sum: count.sum.to_string(),
            hash: count.hash.to_string(),
            as_of: None,
            earliest: None,
            half_life: None,
            wild_times: None,
            self_ties: None,
            duplicates: None,
            left_out: None,
            unresolved: None,
            unmatched: None,
        }
    }
}

/// A manifest as read: the form and the tables by name.
pub(super) struct Manifest {
    pub form: Form,
    pub tables: BTreeMap<String, Entry>,
}

impl Manifest {
    pub fn read(folder: &Path, name: &str) -> Result<Self, InteractionError> {
        let file = format!("{name}/{MANIFEST}");
        let wrong = |problem: String| InteractionError::form(&file, problem);
        let mut tables = BTreeMap::new();
        let mut form = None;
        for part in parts(&folder.join(MANIFEST), &file, "json")? {
            let text = std::fs::read_to_string(&part).map_err(|source| InteractionError::Io {
                file: file.clone(),
                source,
            })?;
            for (line, text) in text.lines().enumerate() {
                if text.trim().is_empty() {
                    continue;
                }
                let entry = entry(text)
                    .map_err(|problem| wrong(format!("line {}: {problem}", line + 1)))?;
                if *form.get_or_insert(entry.form) != entry.form {
                    return Err(wrong("the lines are of two forms".to_owned()));
                }
                if let Some(twice) = tables.insert(entry.table.clone(), entry) {
                    return Err(wrong(format!("the table `{}` stands twice", twice.table)));
                }
            }
        }
        let form =
            form.ok_or_else(|| wrong("is empty: the form was not written to its end".to_owned()))?;
        Ok(Self { form, tables })
    }
}

fn entry(text: &str) -> Result<Entry, String> {
    // The version first: another one may have other fields.
    #[derive(Deserialize)]
    struct Versioned {
        version: u32,
    }
    let Versioned { version } =
        serde_json::from_str(text).map_err(|_| "is no line of a manifest".to_owned())?;
    if version != VERSION {
        return Err(format!(
            "written by version {version} of the form; this one reads version {VERSION}: write it anew"
        ));
    }
    serde_json::from_str(text).map_err(|error| format!("is no line of a manifest: {error}"))
}
