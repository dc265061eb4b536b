//! `init`: from the files people have to a project file that builds as it is.

use std::path::{Path, PathBuf};

use super::candidate::{Taken, candidates};
use super::init_file::{project_file, spoken};
use crate::brief::{Catalogue, Lang};
use crate::error::Error;
use crate::interaction::{self, ColumnMap, FileSpec, Format, Log};
use crate::output;
use crate::project::{self, Project};
use crate::table::{self, Reading};

/// The project file.
const PROJECT: &str = "entourage.yaml";
/// The codebook people correct.
pub(super) const CODEBOOK: &str = "questions.xlsx";
/// What the project file's first line points editors to.
pub(super) const SCHEMA: &str = "entourage.schema.json";
/// Rows of each log looked at.
const LOOKED_AT: u64 = 200_000;

/// Which language `init` speaks and writes into the project file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spoken {
    /// The one asked for, whatever the files say.
    pub asked: Option<Lang>,
    /// The one where the files do not say.
    pub otherwise: Lang,
}

/// What `init` made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Initialised {
    /// The language of the project file.
    pub lang: Lang,
    /// Files written, as named.
    pub written: Vec<String>,
    /// Each input with what it was taken for.
    pub understood: Vec<(String, String)>,
    /// Files looked at that are neither a table nor a log.
    pub skipped: Vec<String>,
}

/// Looks at files and writes `entourage.yaml` into a folder, with `questions.xlsx` for a table and
/// the schema editors read; without files, looks at those of the folder. Nothing is ever overwritten.
///
/// # Errors
/// A file that cannot be read; tables that are not waves of one; a file that is there already.
pub fn init(files: &[PathBuf], folder: &Path) -> Result<Initialised, Error> {
    let spoken = Spoken {
        asked: None,
        otherwise: Lang::En,
    };
    init_in(files, folder, spoken)
}

/// As [`init`], in a language: the one asked for, else that of the files, else another.
///
/// # Errors
/// As of [`init`].
pub fn init_in(files: &[PathBuf], folder: &Path, lang: Spoken) -> Result<Initialised, Error> {
    let mut done = Initialised::default();
    let mut inputs = Inputs::default();
    if files.is_empty() {
        for path in candidates(folder)? {
            if inputs.look(&path, folder).is_err() {
                done.skipped.push(shown(&path, folder));
            }
        }
        done.skipped.extend(inputs.without_notes());
    }
    for path in files {
        inputs.look(path, folder)?;
    }
    if inputs.tables.is_empty() && inputs.logs.is_empty() {
        return Err(Error::usage(
            "there is no audience table and no interaction log here; name the files: `entourage init FILE…`",
        ));
    }
    let audience = inputs.audience(folder)?;
    let log = inputs.log(folder)?;
    done.lang = spoken(lang, audience.as_ref(), log.as_ref());
    let words = Catalogue::load(done.lang)?;
    let text = project_file(&inputs, audience.as_ref(), log.as_ref(), &words);
    check(&text)?;
    let mut files = vec![(SCHEMA, project::schema().into_bytes())];
    if let Some(reading) = &audience {
        files.push((CODEBOOK, table::write_codebook(reading)?));
    }
    files.push((PROJECT, text.into_bytes()));
    for (name, bytes) in &files {
        let path = folder.join(name);
        let same = *name == SCHEMA && std::fs::read(&path).is_ok_and(|there| there == *bytes);
        if path.exists() && !same {
            let path = path.display().to_string();
            return Err(output::Error::Exists { path }.into());
        }
    }
    for (name, bytes) in files {
        let path = folder.join(name);
        if !path.exists() {
            output::write_new(&path, &bytes, false)?;
            done.written.push(name.to_owned());
        }
    }
    done.understood = inputs.understood(&words);
    Ok(done)
}

/// The project file must be one: what it names came from other people's files.
fn check(text: &str) -> Result<(), Error> {
    let read: Result<Project, _> = crate::yaml::read(text);
    read.map(|_| ()).map_err(|source| {
        let path = PROJECT.to_owned();
        project::Error::Content { path, source }.into()
    })
}

/// A path as the project file names it.
fn shown(path: &Path, folder: &Path) -> String {
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let (path, folder) = (absolute(path), absolute(folder));
    path.strip_prefix(&folder)
        .unwrap_or(&path)
        .to_string_lossy()
        .replace('\\', "/")
}

/// What the files are.
#[derive(Default)]
pub(super) struct Inputs {
    pub tables: Vec<TableInput>,
    pub logs: Vec<LogInput>,
}

pub(super) struct TableInput {
    pub file: String,
    /// Names of its questions, in order.
    questions: Vec<String>,
    /// Whether it may be a text somebody laid there.
    thin: bool,
}

pub(super) struct LogInput {
    pub file: String,
    /// The tool that wrote it; empty where it is read through a map.
    pub source: String,
    pub map: Option<ColumnMap>,
}

impl Inputs {
    fn look(&mut self, path: &Path, folder: &Path) -> Result<(), Error> {
        let file = shown(path, folder);
        let taken = Taken::read(path)?;
        let thin = taken.is_thin();
        match taken {
            Taken::Table { questions, .. } => self.tables.push(TableInput {
                file,
                questions,
                thin,
            }),
            Taken::Log { source, map } => self.logs.push(LogInput {
                file,
                source: source.unwrap_or_default().to_owned(),
                map: map.map(|map| *map),
            }),
        }
        Ok(())
    }

    /// Leaves texts that read as tables aside where there is a table or a log; their names.
    fn without_notes(&mut self) -> Vec<String> {
        if self.logs.is_empty() && self.tables.iter().all(|table| table.thin) {
            return Vec::new();
        }
        let (notes, tables) = std::mem::take(&mut self.tables)
            .into_iter()
            .partition(|table| table.thin);
        self.tables = tables;
        notes
            .into_iter()
            .map(|table: TableInput| table.file)
            .collect()
    }

    /// The table, all its waves together.
    fn audience(&self, folder: &Path) -> Result<Option<Reading>, Error> {
        let several = self.tables.len() > 1;
        let files: Vec<table::InputFile> = self
            .tables
            .iter()
            .map(|table| table::InputFile {
                path: folder.join(&table.file),
                wave: several.then(|| wave(&table.file)),
            })
            .collect();
        if files.is_empty() {
            return Ok(None);
        }
        if several {
            self.same_questions()?;
        }
        Ok(Some(table::read_files(
            &files,
            &table::ReadOptions::default(),
        )?))
    }

    /// Several tables are waves of one only where they ask the same.
    fn same_questions(&self) -> Result<(), Error> {
        let same = |pair: &[TableInput]| pair[0].questions == pair[1].questions;
        if self.tables.windows(2).all(same) {
            return Ok(());
        }
        Err(Error::usage(format!(
            "{} tables with different questions: they are no waves of one audience; name the one that is the audience",
            self.tables.len()
        )))
    }

    /// The beginning of all logs.
    fn log(&self, folder: &Path) -> Result<Option<Log>, Error> {
        if self.logs.is_empty() {
            return Ok(None);
        }
        let spec = |log: &LogInput| FileSpec {
            format: log
                .map
                .clone()
                .map_or(Format::Auto, |map| Format::Map(Box::new(map))),
            ..FileSpec::new(&log.file)
        };
        let specs: Vec<FileSpec> = self.logs.iter().map(spec).collect();
        let options = interaction::ReadOptions {
            folder: folder.to_owned(),
            row_limit: Some(LOOKED_AT),
            ..interaction::ReadOptions::default()
        };
        Ok(Some(interaction::read(&specs, &options)?.log))
    }

    fn understood(&self, words: &Catalogue) -> Vec<(String, String)> {
        let tables = self
            .tables
            .iter()
            .map(|table| (table.file.clone(), words.word("init.table")));
        let logs = self.logs.iter().map(|log| {
            let what = if log.map.is_some() {
                words.word("init.log.map")
            } else {
                let how = words.named("source", &log.source);
                words.text("init.log", &[("how", how.into())])
            };
            (log.file.clone(), what)
        });
        tables.chain(logs).collect()
    }
}

pub(super) fn wave(file: &str) -> String {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.split('.').next().unwrap_or(name).to_owned()
}
