//! Between a project and its warehouse: the middle form written, and the queries printed.

use std::path::{Path, PathBuf};

use super::options::BuildOptions;
use super::stage::{Progress, Stage};
use super::ties::Setting;
use crate::error::Error;
use crate::interaction::middle::{Entry, Form, MANIFEST};
use crate::interaction::{FixedTies, Reading};
use crate::network::{Clock, Interactions, summed};
use crate::output::write_file;
use crate::project::{self, HalfLife};
use crate::warehouse;

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
    let Some(reading) = super::log::read(&mut stage)? else {
        return Err(Error::usage("the project has no `interactions`"));
    };
    let Reading { log, findings } = &reading;
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
    let settings = stage
        .loaded
        .project
        .interactions
        .clone()
        .unwrap_or_default();
    if settings.half_life == HalfLife::Auto {
        return Err(Error::usage(
            "interactions.half_life: ties fade when they are added up; say how, such as 30d or none",
        ));
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
