//! Between a project and its warehouse: the middle form written, and the queries printed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::options::BuildOptions;
use super::setting::Setting;
use super::stage::{Progress, Stage};
use crate::error::Error;
use crate::interaction::middle::{Entry, Form, MANIFEST};
use crate::interaction::{FileSpec, FixedTies, Format, Reading, Source};
use crate::network::{Clock, Interactions, summed};
use crate::output::write_file;
use crate::project::{self, HalfLife};
use crate::warehouse::{self, Engine, Job, LogQuery, Ranked, Relation};

const NO_HALF_LIFE: &str =
    "interactions.half_life: ties fade when they are added up; say how, such as 30d or none";

/// What was written of a project's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// The folder of the form.
    pub folder: PathBuf,
    /// Each table with its rows and bytes, the main one first.
    pub tables: Vec<(String, u64, u64)>,
}

/// Writes the log of a project as a middle form: tables first, the manifest last.
///
/// # Errors
/// A project without a log, a log that cannot be read, ties without a fixed half-life, or a folder
/// that cannot be written.
pub fn export(
    project: &Path,
    form: Form,
    folder: &Path,
    parquet: bool,
    progress: Progress<'_>,
) -> Result<Exported, Error> {
    let loaded = project::load(project)?;
    let options = BuildOptions::default();
    let mut stage = Stage::new(&loaded, &options, progress);
    super::suppression::apply(&mut stage, super::suppression::of(&loaded)?);
    super::suppression::make_key_for_mail(&loaded)?;
    let Some(reading) = super::log::read(&mut stage)? else {
        return Err(Error::usage("the project has no `interactions`"));
    };
    let Reading { log, findings, .. } = &reading;
    let added = match form {
        Form::Events => None,
        Form::Ties => Some(added_up(&mut stage, &reading)?),
    };
    let tables = match &added {
        None if log.ties.is_some() => {
            return Err(Error::usage(
                "the project's log is one of ties: single interactions cannot be had from it",
            ));
        }
        None => warehouse::events(log),
        Some(ties) => warehouse::ties(log, ties),
    };
    let mut entries = Vec::new();
    let mut written = Vec::new();
    for table in tables {
        let name = table.shape.name;
        let (bytes, entry) = if parquet {
            packed(table, form)?
        } else {
            table.csv(form)
        };
        let kind = if parquet { "parquet" } else { "csv" };
        write_file(&folder.join(format!("{name}.{kind}")), &bytes, true)?;
        written.push((name.to_owned(), entry.rows, bytes.len() as u64));
        entries.push(entry);
    }
    let manifest = warehouse::manifest(entries, log, findings, added.as_ref());
    write_file(&folder.join(MANIFEST), &manifest, true)?;
    Ok(Exported {
        folder: folder.to_owned(),
        tables: written,
    })
}

#[cfg(feature = "parquet")]
fn packed(table: warehouse::Table<'_>, form: Form) -> Result<(Vec<u8>, Entry), Error> {
    let name = table.shape.name;
    table
        .parquet(form)
        .map_err(|problem| Error::usage(format!("{name}: cannot be written as Parquet: {problem}")))
}

#[cfg(not(feature = "parquet"))]
fn packed(_: warehouse::Table<'_>, _: Form) -> Result<(Vec<u8>, Entry), Error> {
    Err(Error::usage(
        "--parquet: this build writes CSV only; build it with `--features parquet`",
    ))
}

/// The ties of a log under the project's half-life and "now".
fn added_up(stage: &mut Stage<'_>, reading: &Reading) -> Result<FixedTies, Error> {
    if let Some(ties) = &reading.log.ties {
        return Ok(ties.clone());
    }
    if stage.loaded.project.log_settings().half_life == HalfLife::Auto {
        return Err(Error::usage(NO_HALF_LIFE));
    }
    let log = &reading.log;
    let setting = Setting::of(stage, log, &[])?;
    let interactions = Interactions::of(log, &setting.brand);
    let params = &setting.network;
    let clock = Clock::of(&interactions, params.as_of, params.half_life);
    Ok(FixedTies {
        rows: summed(&log.events, &clock),
        earliest: clock.earliest,
        as_of: clock.as_of,
        half_life: clock.half_life,
        wild_times: clock.wild_times,
    })
}

/// What a query is printed for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryOptions {
    /// The engine that runs it.
    pub engine: Engine,
    /// The folder the form goes to, as the engine names it.
    pub folder: String,
    /// The relation that holds the log in the warehouse, with the columns of the project's files;
    /// `None`: the engine reads the files.
    pub relation: Option<String>,
}

/// Fields that a query reads, and those it leaves aside because no tie depends on them.
const READ: [&str; 6] = ["source", "target", "kind", "time", "weight", "object"];
const ASIDE: [&str; 5] = ["text", "language", "sentiment", "labels", "followers"];

/// The query that makes a middle form from the project's own log, for one engine.
///
/// # Errors
/// A log whose files no query can read the way this machine does (they are named, with what stands in
/// the way), or ties without a fixed half-life and "now".
pub fn log_query(project: &Path, form: Form, options: &QueryOptions) -> Result<String, Error> {
    let loaded = project::load(project)?;
    let build = BuildOptions::default();
    let mut stage = Stage::new(&loaded, &build, &|_, _| ());
    let settings = loaded.project.log_settings();
    let (half_life, as_of) = match (form, settings.half_life) {
        (Form::Events, _) | (Form::Ties, HalfLife::None) => (None, super::setting::as_of(&stage)?),
        (Form::Ties, HalfLife::Seconds(seconds)) => (Some(seconds), super::setting::as_of(&stage)?),
        (Form::Ties, HalfLife::Auto) => return Err(Error::usage(NO_HALF_LIFE)),
    };
    if half_life.is_some() && as_of.is_none() {
        return Err(Error::usage(
            "as_of: ties fade when they are added up; say from when, such as 2026-02-01",
        ));
    }
    let head = super::log::options(&mut stage, &settings)?;
    let files = super::log::specs(&settings)?;
    let mut query = LogQuery {
        platforms: vec![String::new()],
        zone: loaded.project.zone().to_owned(),
        half_life,
        as_of,
        folder: options.folder.clone(),
        ..LogQuery::default()
    };
    for spec in &files {
        let found = crate::interaction::read(
            std::slice::from_ref(spec),
            &crate::interaction::ReadOptions {
                row_limit: Some(50),
                folder: loaded.folder.clone(),
                ..crate::interaction::ReadOptions::default()
            },
        )?;
        for report in &found.findings.files {
            relation(&mut query, &loaded.folder, spec, report, options)?;
        }
    }
    lists(&mut query, &head);
    warehouse::log_query(options.engine, form, &query)
        .map_err(|error| Error::usage(format!("the query cannot be written: {error}")))
}

/// One file of the log in the words of the query; refused where it is read in a way no query has.
fn relation(
    query: &mut LogQuery,
    folder: &Path,
    spec: &FileSpec,
    report: &crate::interaction::FileReport,
    options: &QueryOptions,
) -> Result<(), Error> {
    let refuse = |what: String| {
        Err(Error::usage(format!(
            "{}: {what}; write the form here with `entourage query export`",
            report.file
        )))
    };
    if !matches!(report.source, Source::Plain | Source::Map) {
        let name = report.source.name();
        return refuse(format!("no query reads the format `{name}`"));
    }
    let column = |field: &str| {
        let found = report.mapping.iter().find(|(name, _)| *name == field);
        found.map(|(_, column)| column.clone())
    };
    let foreign = report
        .mapping
        .iter()
        .find(|(field, _)| !READ.contains(field) && !ASIDE.contains(field));
    if let Some((field, column)) = foreign {
        return refuse(format!(
            "the column `{column}` (`{field}`) tells accounts or messages apart in a way no query has"
        ));
    }
    let (Some(source), Some(target)) = (column("source"), column("target")) else {
        return refuse("a query needs a column of who acts and one of who receives".to_owned());
    };
    if let Some((field, _)) = report
        .mapping
        .iter()
        .find(|(field, _)| ASIDE.contains(field))
    {
        query.notes.push(format!(
            "{}: `{field}` and what is read from posts (subjects, terms, answers, posts of people) is not in the form",
            report.file
        ));
    }
    let own = match &spec.format {
        Format::Map(map) => map.kinds.clone(),
        _ => BTreeMap::new(),
    };
    let words = crate::interaction::words_of_kinds(&own)?;
    query
        .kinds
        .extend(words.into_iter().map(|(word, kind)| (word, kind as u8)));
    let zone = spec.time_zone.as_deref().unwrap_or(&query.zone);
    if zone != query.zone {
        return refuse("its time zone is not the project's, and a query has one".to_owned());
    }
    let platform = crate::person::fold(spec.platform.as_deref().unwrap_or_default()).into_owned();
    let place = query.platforms.iter().position(|name| *name == platform);
    let platform = place.unwrap_or_else(|| {
        query.platforms.push(platform);
        query.platforms.len() - 1
    });
    let delimiter = match report.dialect.rsplit(", ").next() {
        Some("semicolon") => ';',
        Some("tab") => '\t',
        Some("pipe") => '|',
        _ => ',',
    };
    let file = folder.join(&report.file).to_string_lossy().into_owned();
    query.relations.push(Relation {
        is_file: options.relation.is_none(),
        name: options.relation.clone().unwrap_or(file),
        delimiter,
        platform,
        source,
        target,
        kind: column("kind"),
        time: column("time"),
        weight: column("weight"),
        object: column("object"),
    });
    Ok(())
}

/// The project's identities and exclusions as keys of accounts.
fn lists(query: &mut LogQuery, options: &crate::interaction::ReadOptions) {
    let keys = |platform: &str, account: &str| -> Vec<String> {
        let platform = platform.trim().to_lowercase();
        let handle = crate::person::fold(account);
        let names = query.platforms.iter();
        names
            .filter(|name| platform.is_empty() || **name == platform)
            .map(|name| crate::person::key(Some(name), &handle))
            .collect()
    };
    // Accounts of one person, across the names that share one.
    let mut merged: Vec<(usize, String)> = Vec::new();
    let mut people: BTreeMap<String, usize> = BTreeMap::new();
    let mut sorted: Vec<_> = options.identities.iter().collect();
    sorted.sort();
    for identity in sorted {
        let next = people.len();
        let person = *people
            .entry(identity.person.trim().to_owned())
            .or_insert(next);
        for key in keys(&identity.platform, &identity.account) {
            match merged
                .iter()
                .find(|(_, known)| *known == key)
                .map(|one| one.0)
            {
                Some(known) if known != person => {
                    for one in merged.iter_mut().filter(|one| one.0 == person) {
                        one.0 = known;
                    }
                    people.insert(identity.person.trim().to_owned(), known);
                }
                Some(_) => {}
                None => merged.push((person, key)),
            }
        }
    }
    let excluded = options.exclude.iter();
    let excluded = excluded.flat_map(|one| keys(&one.platform, &one.account));
    let excluded = excluded.collect();
    query.merged = merged;
    query.excluded = excluded;
}

/// The PySpark job that ranks the people of a middle form of ties, under the project's settings.
///
/// # Errors
/// A project that cannot be read, or kinds it does not know.
pub fn rank_job(
    project: &Path,
    ranked: Ranked,
    folder: &str,
    output: &str,
) -> Result<String, Error> {
    let loaded = project::load(project)?;
    let build = BuildOptions::default();
    let stage = Stage::new(&loaded, &build, &|_, _| ());
    let settings = loaded.project.log_settings();
    let network = super::setting::network_params(&stage, &settings, (&[], &[]))?;
    let kinds = network.kinds.iter();
    let kinds = kinds.map(|kind| (kind as u8, network.kind_weights.of(kind)));
    // A name may stand with its platform or without.
    let platforms: Vec<String> = settings
        .entries()
        .iter()
        .filter_map(|entry| {
            entry
                .platform
                .as_deref()
                .map(|name| crate::person::fold(name).into_owned())
        })
        .collect();
    let keys = |names: &[String]| -> Vec<String> {
        let each = names.iter().flat_map(|name| {
            let folded = crate::person::fold(name).into_owned();
            let on = platforms
                .iter()
                .map(|platform| crate::person::key(Some(platform), &folded));
            on.chain([folded.clone()]).collect::<Vec<_>>()
        });
        each.collect()
    };
    let (brand, staff) = (keys(&settings.brand), keys(&settings.staff));
    let mut notes = Vec::new();
    let handles = loaded
        .project
        .audience
        .as_ref()
        .is_some_and(|audience| audience.handle.is_some());
    if ranked == Ranked::Trust && handles {
        notes.push("Respondents with an account are seeds of a local build and not of this job: name them under `trusted`.".to_owned());
    }
    let job = Job {
        folder: folder.to_owned(),
        output: output.to_owned(),
        kinds: kinds.collect(),
        seed: loaded.project.seed(),
        seeds: brand
            .iter()
            .cloned()
            .chain(keys(&settings.trusted))
            .collect(),
        ours: brand.iter().cloned().chain(staff).collect(),
        brand,
        notes,
    };
    warehouse::rank_job(ranked, &job)
        .map_err(|error| Error::usage(format!("the job cannot be written: {error}")))
}
