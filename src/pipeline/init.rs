//! `init`: from the files people have to a project file that builds as it is.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::candidate::{Taken, candidates};
use crate::error::Error;
use crate::interaction::{self, ColumnMap, FileSpec, Format, Log, NONE};
use crate::output;
use crate::project::{self, Project};
use crate::table::{self, Reading};

/// The project file.
const PROJECT: &str = "entourage.yaml";
/// The codebook people correct.
const CODEBOOK: &str = "questions.xlsx";
/// What the project file's first line points editors to.
const SCHEMA: &str = "entourage.schema.json";
/// Rows of each log looked at.
const LOOKED_AT: u64 = 200_000;
/// Accounts proposed for the brand's.
const PROPOSED: usize = 3;
/// What `init` made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Initialised {
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
    let text = project_file(&inputs, audience.as_ref(), log.as_ref());
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
    done.understood = inputs.understood();
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
struct Inputs {
    tables: Vec<TableInput>,
    logs: Vec<LogInput>,
}

struct TableInput {
    file: String,
    /// Names of its questions, in order.
    questions: Vec<String>,
    /// Whether it may be a text somebody laid there.
    thin: bool,
}

struct LogInput {
    file: String,
    /// The tool that wrote it; empty where it is read through a map.
    source: String,
    map: Option<ColumnMap>,
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

    fn understood(&self) -> Vec<(String, String)> {
        let tables = self
            .tables
            .iter()
            .map(|table| (table.file.clone(), "audience table".to_owned()));
        let logs = self.logs.iter().map(|log| {
            let how = if log.map.is_some() {
                "by a column map"
            } else {
                &log.source
            };
            (log.file.clone(), format!("interaction log ({how})"))
        });
        tables.chain(logs).collect()
    }
}

fn wave(file: &str) -> String {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.split('.').next().unwrap_or(name).to_owned()
}

/// The text of the project file.
fn project_file(inputs: &Inputs, audience: Option<&Reading>, log: Option<&Log>) -> String {
    let french = is_french(audience, log);
    let mut text = format!(
        "# yaml-language-server: $schema=./{SCHEMA}\n\
         # Written by `entourage init`, for you to edit. `entourage check` shows how each file is read,\n\
         # `entourage build` makes personas, rankings and briefs, `entourage schema` explains every key.\n\
         title: {}\n\
         language: {}                     # of the documents: fr | en\n",
        quoted(&title(inputs)),
        if french { "fr" } else { "en" },
    );
    text.push_str(if french {
        "time_zone: Europe/Paris\n"
    } else {
        "time_zone: UTC                   # such as Europe/London\n"
    });
    if let Some(reading) = audience {
        audience_block(&mut text, inputs, reading);
    }
    if let Some(log) = log {
        log_block(&mut text, inputs, log);
    }
    text.push_str(
        "privacy:\n  for: team                        # who may read the documents: public | team | private\n  \
         retention: 13 months\n  \
         # controller: \"\"                  # name and contact; the notice for people you write to needs it\n  \
         # purpose: \"\"\n  # basis: \"\"\n",
    );
    text
}

fn audience_block(text: &mut String, inputs: &Inputs, reading: &Reading) {
    text.push_str("audience:\n");
    match &inputs.tables[..] {
        [table] => text.push_str(&format!("  file: {}\n", quoted(&table.file))),
        waves => {
            text.push_str("  files:\n");
            for table in waves {
                text.push_str(&format!(
                    "    - {{ file: {}, wave: {} }}\n",
                    quoted(&table.file),
                    quoted(&wave(&table.file))
                ));
            }
        }
    }
    text.push_str(&format!(
        "  codebook: {CODEBOOK}         # kinds, roles, facets and labels of the questions: correct them there, in Excel\n"
    ));
    let report = &reading.report;
    let found = |name: &str, column: Option<&str>, what: &str| match column {
        Some(column) => format!("  # {name}: {}   # found by itself\n", quoted(column)),
        None => format!("  # {name}: COLUMN   # {what}\n"),
    };
    text.push_str(&found(
        "id",
        report.id.as_deref(),
        "what tells respondents apart",
    ));
    let weight = report.weight.as_ref().map(|weight| weight.column.as_str());
    text.push_str(&found("weight", weight, "survey weight"));
    text.push_str(
        "  # handle: COLUMN   # the respondent's account: joins the survey to the network\n",
    );
    text.push_str("  # quotes: { column: COLUMN, consent: COLUMN }   # sentences that may be quoted, with their authors' consent\n");
}

fn log_block(text: &mut String, inputs: &Inputs, log: &Log) {
    text.push_str("interactions:\n  files:\n");
    for input in &inputs.logs {
        match &input.map {
            None => text.push_str(&format!(
                "    - {}   # {}\n",
                quoted(&input.file),
                input.source
            )),
            Some(map) => {
                text.push_str("    # Proposed from the header; if this is a survey, move it to `audience: { file: … }`.\n");
                text.push_str(&format!(
                    "    - {{ file: {}, format: {{ {} }} }}\n",
                    quoted(&input.file),
                    columns(map)
                ));
            }
        }
    }
    let most = most_acted_on(log);
    if most.is_empty() {
        text.push_str("  # brand: [\"@account\"]   # the brand's accounts: ambassadors and answer times need them\n");
    } else {
        let names: Vec<String> = most.iter().map(|name| quoted(name)).collect();
        text.push_str(&format!(
            "  # The brand's accounts: ambassadors and answer times need them. Most acted on in this log: {}\n  # brand: [{}]\n",
            names.join(", "),
            names[0]
        ));
    }
    text.push_str("  # staff: []        # accounts of the house: never ambassadors\n");
    text.push_str("# outreach: { size: 20 }   # how many people to contact\n");
}

/// A column map in the words of the project file.
fn columns(map: &ColumnMap) -> String {
    let fields = [
        ("source", &map.source),
        ("target", &map.target),
        ("kind", &map.kind),
        ("time", &map.time),
        ("weight", &map.weight),
        ("text", &map.text),
        ("object", &map.object),
        ("id", &map.id),
        ("url", &map.url),
        ("language", &map.language),
        ("sentiment", &map.sentiment),
        ("labels", &map.labels),
        ("platform", &map.platform),
    ];
    let named = fields
        .iter()
        .filter_map(|(field, column)| Some(format!("{field}: {}", quoted(column.as_ref()?))));
    named.collect::<Vec<_>>().join(", ")
}

/// A YAML text in double quotes: JSON's escapes are YAML's.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_else(|_| "\"\"".to_owned())
}

fn title(inputs: &Inputs) -> String {
    let first = inputs
        .tables
        .first()
        .map(|table| &table.file)
        .or(inputs.logs.first().map(|log| &log.file));
    let name = first.map_or(String::new(), |file| wave(file));
    name.replace(['_', '-'], " ")
}

/// Whether most of what people wrote is French.
fn is_french(audience: Option<&Reading>, log: Option<&Log>) -> bool {
    let asked = audience.map_or(String::new(), |reading| {
        let texts = reading
            .table
            .attributes
            .iter()
            .flat_map(|one| std::iter::once(&one.question).chain(&one.levels));
        texts.map(String::as_str).collect::<Vec<_>>().join(". ")
    });
    if let Some(found) = whatlang::detect(&asked) {
        return found.lang() == whatlang::Lang::Fra;
    }
    let mut counts: BTreeMap<[u8; 2], u64> = BTreeMap::new();
    for post in log
        .iter()
        .flat_map(|log| &log.posts)
        .filter(|post| post.lang != [0, 0])
    {
        *counts.entry(post.lang).or_default() += 1;
    }
    counts
        .iter()
        .max_by_key(|(_, count)| **count)
        .is_some_and(|(lang, _)| lang == b"fr")
}

/// Labels of the accounts most people act on.
fn most_acted_on(log: &Log) -> Vec<String> {
    let mut endorsers = vec![0u64; log.people.len()];
    let mut last = (NONE, NONE);
    // Events are ordered by source and target: each pair counts once.
    for event in log.events.iter().filter(|event| event.target != NONE) {
        if (event.source, event.target) != last {
            last = (event.source, event.target);
            endorsers[event.target as usize] += 1;
        }
    }
    let mut people: Vec<u32> = (0..endorsers.len() as u32)
        .filter(|&person| endorsers[person as usize] > 1)
        .collect();
    people.sort_by_key(|&person| (std::cmp::Reverse(endorsers[person as usize]), person));
    people.truncate(PROPOSED);
    people
        .iter()
        .map(|&person| log.people.key(person).to_owned())
        .collect()
}
