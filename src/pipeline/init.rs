//! `init`: from the files people have to a project file that builds as it is.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

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
/// Endings of files looked at where none is named.
const ENDINGS: [&str; 14] = [
    "csv", "tsv", "txt", "xlsx", "xls", "ods", "json", "ndjson", "jsonl", "gexf", "graphml", "gz",
    "zst", "zip",
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

/// Files of a folder that may be inputs, by name.
fn candidates(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let unreadable = |source| Error::Input {
        path: folder.display().to_string(),
        source,
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .to_lowercase();
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
    tables: Vec<(String, PathBuf)>,
    logs: Vec<LogInput>,
}

struct LogInput {
    file: String,
    /// The tool that wrote it; empty where it is read through a map.
    source: String,
    map: Option<ColumnMap>,
}

impl Inputs {
    /// A log where its fields are those of one; else a table.
    fn look(&mut self, path: &Path, folder: &Path) -> Result<(), Error> {
        let file = shown(path, folder);
        let recognised = match interaction::recognise(path) {
            Ok(recognised) => recognised,
            Err(error) => {
                // What is damaged as a log may still be a table; if not, the first word on it stands.
                table::read(path, &table::ReadOptions::default()).map_err(|_| error)?;
                self.tables.push((file, path.to_owned()));
                return Ok(());
            }
        };
        if let Some(source) = recognised.source {
            let source = source.name().to_owned();
            self.logs.push(LogInput {
                file,
                source,
                map: None,
            });
            return Ok(());
        }
        let map = recognised.proposal.filter(is_log);
        if map.is_some() {
            self.logs.push(LogInput {
                file,
                source: String::new(),
                map,
            });
            return Ok(());
        }
        table::read(path, &table::ReadOptions::default())?;
        self.tables.push((file, path.to_owned()));
        Ok(())
    }

    /// The table, all its waves together.
    fn audience(&self, folder: &Path) -> Result<Option<Reading>, Error> {
        let several = self.tables.len() > 1;
        let files: Vec<table::InputFile> = self
            .tables
            .iter()
            .map(|(file, _)| table::InputFile {
                path: folder.join(file),
                wave: several.then(|| wave(file)),
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
        let mut first: Option<Vec<String>> = None;
        for (_, path) in &self.tables {
            let report = table::read(path, &table::ReadOptions::default())?.report;
            let mut names: Vec<String> = report
                .columns
                .into_iter()
                .map(|column| column.name)
                .collect();
            names.sort();
            if first.get_or_insert_with(|| names.clone()) != &names {
                return Err(Error::usage(format!(
                    "{} tables with different questions: they are no waves of one audience; name the one that is the audience",
                    self.tables.len()
                )));
            }
        }
        Ok(())
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
            .map(|(file, _)| (file.clone(), "audience table".to_owned()));
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

/// Whether a proposed map is that of a log: a survey has an account, a date and words too, but
/// neither whom one speaks to nor an address for each row.
fn is_log(map: &ColumnMap) -> bool {
    map.target.is_some() || map.time.is_some() && map.text.is_some() && map.url.is_some()
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
        [(file, _)] => text.push_str(&format!("  file: {}\n", quoted(file))),
        waves => {
            text.push_str("  files:\n");
            for (file, _) in waves {
                text.push_str(&format!(
                    "    - {{ file: {}, wave: {} }}\n",
                    quoted(file),
                    quoted(&wave(file))
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
        .map(|(file, _)| file)
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
