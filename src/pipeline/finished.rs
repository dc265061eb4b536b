//! A finished run: what its folder says it was made of, and where its project is.

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use super::options::{BuildOptions, Only};
use super::run_file::{InputFile, RunFile, sha256};
use super::stage::Stage;
use crate::error::Error;
use crate::project::{self, Count, Loaded, SegmentSettings, WorkshopSettings};
use crate::segment::{KeptSolution, Segmentation};
use crate::table::Table;

/// A project file is no larger (the reader of YAML refuses more).
const LARGEST_PROJECT: u64 = 1 << 20;

/// A finished run with its project: settings are the run's, files are looked up beside the project.
pub(super) struct Finished {
    pub folder: PathBuf,
    pub file: RunFile,
    pub loaded: Loaded,
    /// Whether the project file is the one the run was made with, to the byte.
    pub same_project: bool,
}

impl Finished {
    /// Reads `run.json` and finds the project: as named, else beside or above the run, by its hash.
    pub fn open(run: &Path, project: Option<&Path>) -> Result<Self, Error> {
        let folder = run.canonicalize().map_err(|source| Error::Input {
            path: run.display().to_string(),
            source,
        })?;
        let file: RunFile = json(&folder, "run.json")?;
        let project_file = match project {
            Some(named) => project::load(named)?.file,
            None => find(&folder, &file.project_sha256).ok_or_else(|| {
                Error::usage(format!(
                    "{}: the project this run was made from is neither beside nor above it, or has \
                     changed since; name it with --project",
                    run.display()
                ))
            })?,
        };
        let same_project = hash_of(&project_file).is_some_and(|hash| hash == file.project_sha256);
        let loaded = Loaded {
            project: file.settings.clone(),
            folder: project_file
                .parent()
                .map(Path::to_owned)
                .unwrap_or_default(),
            file: project_file,
            // The settings of the run hold what was decided then.
            decided: WorkshopSettings::default(),
        };
        Ok(Self {
            folder,
            file,
            loaded,
            same_project,
        })
    }

    /// What the run was asked for beside its settings.
    pub fn options(&self) -> BuildOptions {
        let wrote = |name: &str| self.file.outputs.iter().any(|output| output.name == name);
        BuildOptions {
            period: self.file.asked.period.clone(),
            only: match self.file.asked.only.as_deref() {
                Some("personas") => Some(Only::Personas),
                Some("people") => Some(Only::People),
                Some("outreach") => Some(Only::Outreach),
                _ => None,
            },
            measures: self.file.asked.measures.clone(),
            edges: self.file.asked.edges.clone(),
            french_sheets: wrote("outreach.fr.csv"),
            ..BuildOptions::default()
        }
    }
}

/// The segmentation of a finished run, where nothing it depends on has changed since: the program, the
/// settings of table and segments, the files. `None` sends the search on its way.
pub(super) fn segmentation(
    stage: &Stage<'_>,
    table: &Table,
    count: Option<usize>,
) -> Option<Segmentation> {
    let folder = stage.finished.as_deref()?;
    let run: RunFile = json(folder, "run.json").ok()?;
    let (then, now) = (&run.settings, &stage.loaded.project);
    let apart_from_count = |segments: &SegmentSettings| SegmentSettings {
        count: Count::Auto,
        ..segments.clone()
    };
    let same_settings = run.version == env!("CARGO_PKG_VERSION")
        && then.audience == now.audience
        && apart_from_count(&then.segments) == apart_from_count(&now.segments)
        && then.seed() == now.seed()
        && then.privacy.allow_sensitive == now.privacy.allow_sensitive;
    let known = |input: &InputFile| run.inputs.iter().any(|one| one == input);
    if !same_settings || !stage.inputs.iter().all(known) {
        return None;
    }
    let found: Segmentation = json(folder, "segmentation.json").ok()?;
    let kept: Vec<KeptSolution> = json(folder, "solutions.json").ok()?;
    found.restore(table, kept, count)
}

/// A JSON file of a run's folder.
pub(super) fn json<T: DeserializeOwned>(folder: &Path, name: &str) -> Result<T, Error> {
    let path = folder.join(name);
    let bytes = std::fs::read(&path).map_err(|source| Error::Input {
        path: path.display().to_string(),
        source,
    })?;
    serde_json::from_slice(&bytes).map_err(|error| Error::Run {
        path: path.display().to_string(),
        what: format!(
            "line {}, column {}: is not what a run writes there",
            error.line(),
            error.column()
        ),
    })
}

/// The project file with this hash in the run's folder or one above it.
fn find(run: &Path, hash: &str) -> Option<PathBuf> {
    run.ancestors().find_map(|folder| {
        let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| {
                path.extension()
                    .is_some_and(|kind| kind == "yaml" || kind == "yml")
            })
            .collect();
        files.sort();
        files
            .into_iter()
            .find(|path| hash_of(path).is_some_and(|found| found == hash))
    })
}

fn hash_of(path: &Path) -> Option<String> {
    let small =
        std::fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() <= LARGEST_PROJECT);
    small
        .then(|| std::fs::read(path).ok().map(|bytes| sha256(&bytes)))
        .flatten()
}
