//! Files that may be inputs: those of a folder, what each is, and which of them belong together.

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::interaction::{self, ColumnMap};
use crate::table;

/// Endings of files that may be inputs.
pub(crate) const ENDINGS: [&str; 17] = [
    "csv", "tsv", "txt", "xlsx", "xls", "ods", "sav", "zsav", "json", "ndjson", "jsonl", "gexf",
    "graphml", "mbox", "gz", "zst", "zip",
];
/// Tables that stand beside a project and are no input by themselves.
const OWN: [&str; 7] = [
    "questions.xlsx",
    "contacts.csv",
    "identities.csv",
    "exclude.csv",
    "costs.csv",
    "metrics.csv",
    "entourage.schema.json",
];
/// A table of fewer rows, or of one column, is more likely a text somebody laid there.
const FEWEST_ROWS: u64 = 5;

/// What a file is.
#[derive(Debug, Clone)]
pub(crate) enum Taken {
    /// An audience table.
    Table {
        /// Rows below the header.
        rows: u64,
        /// Names of its questions, in order.
        questions: Vec<String>,
    },
    /// A log of interactions: the tool that wrote it, else a proposed map of its columns.
    Log {
        source: Option<&'static str>,
        map: Option<Box<ColumnMap>>,
    },
}

impl Taken {
    /// Reads what a file is: a log where its fields are those of one; else a table.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let recognised = match interaction::recognise(path) {
            Ok(recognised) => recognised,
            // What is damaged as a log may still be a table; if not, the first word on it stands.
            Err(error) => return Self::table(path).map_err(|_| error.into()),
        };
        if let Some(source) = recognised.source {
            let source = Some(source.name());
            return Ok(Self::Log { source, map: None });
        }
        match recognised.proposal.filter(is_log) {
            Some(map) => Ok(Self::Log {
                source: None,
                map: Some(Box::new(map)),
            }),
            None => Self::table(path),
        }
    }

    fn table(path: &Path) -> Result<Self, Error> {
        let report = table::read(path, &table::ReadOptions::default())?.report;
        let columns = report.columns.into_iter();
        let mut questions: Vec<String> = columns.map(|column| column.name).collect();
        questions.sort();
        Ok(Self::Table {
            rows: report.rows.read,
            questions,
        })
    }

    /// Whether it is a table only because every text can be read as one.
    pub fn is_thin(&self) -> bool {
        match self {
            Self::Table { rows, questions } => *rows < FEWEST_ROWS || questions.len() < 2,
            Self::Log { .. } => false,
        }
    }
}

/// Whether a proposed map is that of a log: a survey has an account, a date and words too, but
/// neither whom one speaks to nor an address for each row.
fn is_log(map: &ColumnMap) -> bool {
    map.target.is_some() || map.time.is_some() && map.text.is_some() && map.url.is_some()
}

/// Files of a folder that may be inputs, by name.
pub(crate) fn candidates(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let unreadable = |source| Error::Input {
        path: folder.display().to_string(),
        source,
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = name.to_lowercase();
        let ending = name.rsplit('.').next().unwrap_or_default();
        if path.is_file()
            && ENDINGS.contains(&ending)
            && !OWN.contains(&&*name)
            && !name.starts_with('.')
        {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// Which of a folder's files to take together: every log, and of the tables those that ask the same,
/// the most answered ones.
#[cfg(feature = "workshop")]
pub(crate) fn proposed<'a>(taken: impl Iterator<Item = Option<&'a Taken>>) -> Vec<bool> {
    let taken: Vec<_> = taken.collect();
    let mut answered: std::collections::BTreeMap<(bool, &[String]), u64> = <_>::default();
    for one in taken.iter().flatten() {
        if let Taken::Table { rows, questions } = one {
            *answered.entry((!one.is_thin(), questions)).or_default() += rows;
        }
    }
    let most = answered
        .iter()
        .max_by_key(|((sound, _), rows)| (*sound, **rows));
    let asked = most.map(|((_, questions), _)| *questions);
    let take = |one: Option<&Taken>| match one {
        Some(Taken::Table { questions, .. }) => Some(questions.as_slice()) == asked,
        Some(Taken::Log { .. }) => true,
        None => false,
    };
    taken.into_iter().map(take).collect()
}

#[cfg(all(test, feature = "workshop"))]
mod tests {
    use super::*;

    fn table(rows: u64, questions: &[&str]) -> Taken {
        Taken::Table {
            rows,
            questions: questions.iter().map(|&one| one.to_owned()).collect(),
        }
    }

    #[test]
    fn waves_of_one_survey_and_every_log_are_taken_together_and_a_note_is_not() {
        let log = Taken::Log {
            source: Some("4cat"),
            map: None,
        };
        let files = [
            Some(table(40, &["a", "b"])),
            Some(table(60, &["a", "b"])),
            Some(table(90, &["x", "y"])),
            Some(table(900, &["words"])),
            Some(log),
            None,
        ];
        let found = proposed(files.iter().map(Option::as_ref));
        assert_eq!(found, [true, true, false, false, true, false]);
    }

    #[test]
    fn a_thin_table_alone_is_still_proposed() {
        let alone = [Some(table(3, &["a", "b"]))];
        assert_eq!(proposed(alone.iter().map(Option::as_ref)), [true]);
        assert!(proposed(std::iter::empty()).is_empty());
    }
}
