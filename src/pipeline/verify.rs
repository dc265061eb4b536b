//! Everything a run says, made anew from its inputs and compared: a receipt is worth its check.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::adopted::{self, Adopted};
use super::compare;
use super::contact;
use super::finished::Finished;
use super::run_file::Warning;
use super::run_file::{RunFile, sha256};
use super::stage::{Progress, Stage};
use crate::error::Error;
use crate::output::{OutFile, names_below};
use crate::persona::{Difference, Verification, verify_part, verify_personas};

/// Warnings about what people typed into the workbook since, and about printing: they are of one build,
/// not of the data.
const OF_THE_MOMENT: [&str; 5] = [
    "absorbed",
    "contact_conflicts",
    "refusals",
    "no_browser",
    "not_printed",
];

/// What `verify` found.
#[derive(Debug, Clone, Default)]
pub struct Verified {
    /// Values compared, those that do not hold, and what cannot be checked.
    pub verification: Verification,
    /// Files compared.
    pub files: usize,
    /// What a person should know.
    pub notes: Vec<Warning>,
}

impl Verified {
    /// Whether everything that can be checked holds.
    pub fn holds(&self) -> bool {
        self.verification.holds()
    }
}

/// Makes a finished run anew in memory, with its own settings, and compares every file of it. Writes
/// nothing.
///
/// # Errors
/// A folder that is no run, a project that cannot be found, or inputs that can no longer be read.
pub fn verify(
    project: Option<&Path>,
    run: &Path,
    threads: Option<usize>,
    progress: Progress<'_>,
) -> Result<Verified, Error> {
    let finished = Finished::open(run, project)?;
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads.unwrap_or(0))
        .build()
        .map_err(|error| Error::usage(format!("--threads: {error}")))?;
    pool.install(|| check(&finished, progress))
}

fn check(finished: &Finished, progress: Progress<'_>) -> Result<Verified, Error> {
    let options = finished.options();
    let mut stage = Stage::new(&finished.loaded, &options, progress);
    // What a room had decided stands in the run's own settings; that it had is said as it was.
    let decided = finished.file.warnings.iter();
    for warning in decided.filter(|warning| warning.code == "decided") {
        stage.warn(warning.clone());
    }
    let contacts = contact::read(&stage, &finished.folder)?;
    let adopted = adopted(&stage, finished)?;
    let made = super::make(&mut stage, &adopted, &contacts)?;
    let mut verified = Verified {
        files: made.files.all().len(),
        ..Verified::default()
    };
    if finished.file.version != env!("CARGO_PKG_VERSION") {
        let versions = Warning::new("version").with("then", &finished.file.version);
        let now = versions.with("now", env!("CARGO_PKG_VERSION"));
        verified.notes.push(now);
    }
    if !finished.same_project {
        verified.notes.push(Warning::new("verified_changed"));
    }
    let result = &mut verified.verification;
    account(finished, made.files.all(), result)?;
    personas(finished, made.files.all(), result)?;
    for file in made.files.all() {
        if file.name != "run.json" && !is_persona(&file.name) {
            compare::file(&finished.folder, file, result)?;
        }
    }
    strangers(finished, made.files.all(), result);
    Ok(verified)
}

/// The project's own personas as they were lent to the run. What people wrote is the run's: it is
/// listed, not checked, and a story told since makes no document wrong.
fn adopted(stage: &Stage<'_>, finished: &Finished) -> Result<Adopted, Error> {
    let mut adopted = adopted::read(stage, &finished.folder)?;
    let stored = adopted::read_folder(&finished.folder.join("personas")).unwrap_or_default();
    for persona in &mut adopted.personas {
        if let Some(then) = stored.iter().find(|one| one.slug == persona.slug) {
            persona.people = then.people.clone();
        }
    }
    Ok(adopted)
}

fn is_persona(name: &str) -> bool {
    name.strip_prefix("personas/")
        .is_some_and(|name| name.ends_with(".yaml"))
}

/// `run.json`: inputs, headline, warnings, and the hash of each output as it stands in the folder.
fn account(finished: &Finished, made: &[OutFile], result: &mut Verification) -> Result<(), Error> {
    let stored = &finished.file;
    let again: RunFile = made
        .iter()
        .find(|file| file.name == "run.json")
        .and_then(|file| serde_json::from_slice(&file.bytes).ok())
        .ok_or_else(|| Error::usage("run.json cannot be made anew".to_owned()))?;
    inputs(stored, &again, result);
    let lasting = |run: &RunFile| -> Vec<super::Warning> {
        let kept = run
            .warnings
            .iter()
            .filter(|one| !OF_THE_MOMENT.contains(&one.code.as_str()));
        kept.cloned().collect()
    };
    result.extend(verify_part(
        "run.json: warnings",
        &lasting(stored),
        &lasting(&again),
    )?);
    result.extend(verify_part(
        "run.json: headline",
        &stored.headline,
        &again.headline,
    )?);
    result.extend(verify_part("run.json: seed", &stored.seed, &again.seed)?);
    result.extend(verify_part("run.json: asked", &stored.asked, &again.asked)?);
    for output in &stored.outputs {
        result.checked += 1;
        let found = std::fs::read(finished.folder.join(&output.name))
            .ok()
            .map(|bytes| sha256(&bytes));
        // People type into the workbook; its cells are compared below.
        let typed_into = output.name == "outreach.xlsx" && found.is_some();
        if found.as_ref() != Some(&output.sha256) && !typed_into {
            result.differences.push(Difference {
                path: output.name.clone(),
                stored: match found {
                    Some(_) => "another hash than run.json has".to_owned(),
                    None => "nothing: the file is gone".to_owned(),
                },
                recomputed: "the file as the run wrote it".to_owned(),
            });
        }
    }
    let names = |run: &RunFile| -> BTreeSet<String> {
        run.outputs
            .iter()
            .map(|output| output.name.clone())
            .collect()
    };
    result.extend(verify_part(
        "run.json: outputs",
        &names(stored),
        &names(&again),
    )?);
    Ok(())
}

/// Inputs by name: hash and rows.
fn inputs(stored: &RunFile, again: &RunFile, result: &mut Verification) {
    let by_name = |run: &RunFile| -> BTreeMap<String, super::InputFile> {
        run.inputs
            .iter()
            .map(|input| (input.name.clone(), input.clone()))
            .collect()
    };
    let (then, now) = (by_name(stored), by_name(again));
    let names: BTreeSet<&String> = then.keys().chain(now.keys()).collect();
    for name in names {
        result.checked += 1;
        let told = |input: Option<&super::InputFile>| match input {
            Some(input) => format!("{} rows, sha256 {}", input.read, input.sha256),
            None => "(absent)".to_owned(),
        };
        if then.get(name) != now.get(name) {
            result.differences.push(Difference {
                path: format!("run.json: input {name}"),
                stored: told(then.get(name)),
                recomputed: told(now.get(name)),
            });
        }
    }
}

/// The persona files, statement by statement.
fn personas(finished: &Finished, made: &[OutFile], result: &mut Verification) -> Result<(), Error> {
    let mut again = Vec::new();
    let mut stored = Vec::new();
    for file in made.iter().filter(|file| is_persona(&file.name)) {
        let text = String::from_utf8_lossy(&file.bytes);
        again.push(crate::persona::Persona::from_yaml(&text, &file.name)?);
    }
    let names: Vec<String> = names_below(&finished.folder)
        .into_iter()
        .filter(|name| is_persona(name))
        .collect();
    for name in names {
        let text = std::fs::read_to_string(finished.folder.join(&name)).unwrap_or_default();
        match crate::persona::Persona::from_yaml(&text, &name) {
            Ok(persona) => stored.push(persona),
            Err(error) => result.differences.push(Difference {
                path: name,
                stored: error.to_string(),
                recomputed: "a persona".to_owned(),
            }),
        }
    }
    result.extend(verify_personas(&stored, &again)?);
    Ok(())
}

/// Files of the folder that the run did not write.
fn strangers(finished: &Finished, made: &[OutFile], result: &mut Verification) {
    let ours: BTreeSet<&str> = made.iter().map(|file| file.name.as_str()).collect();
    for name in names_below(&finished.folder) {
        // A persona file too many is a difference already.
        if !ours.contains(name.as_str()) && !is_persona(&name) {
            result
                .not_verifiable
                .push(format!("{name}: not a file of this run"));
        }
    }
}
