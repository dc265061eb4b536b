//! The documents again, from what a finished run left: its `brief.json`, today's templates, style, title,
//! frame and language. Nothing is read of the inputs and nothing is computed anew.

use std::collections::BTreeSet;
use std::path::Path;

use super::files::{Files, RunFiles, is_document};
use super::finished;
use super::options::BuildOptions;
use super::run_file::{RunFile, sha256};
use super::stage::{Progress, Stage};
use super::{Run, Warning, files, paper, story};
use crate::brief::data::Data;
use crate::error::Error;
use crate::output::Target;
use crate::project::{Loaded, Project, Readers};

/// The golden questions as people print them: the run's own unless a template takes their place.
const QUESTIONNAIRE: &str = "questionnaire.md";

/// Renders the documents of a finished run anew and exchanges OUT.
///
/// # Errors
/// There is no finished run in OUT, or it was made for other readers.
pub(super) fn render(
    loaded: &Loaded,
    options: &BuildOptions,
    out: &Path,
    target: &Target,
    progress: Progress<'_>,
) -> Result<Run, Error> {
    if options.period.is_some() || !options.measures.is_empty() || !options.edges.is_empty() {
        return Err(Error::usage(
            "--only briefs renders what a run has found: --period, --measures and --edges need a build \
             without --only",
        ));
    }
    let (mut run, mut data) = read(loaded, target.path())?;
    let settings = presented(&run.settings, &loaded.project);
    let same = settings == loaded.project;
    let translated = settings.language != run.settings.language;
    let then = Loaded {
        project: settings,
        folder: loaded.folder.clone(),
        file: loaded.file.clone(),
        decided: loaded.decided.clone(),
    };
    let mut stage = Stage::new(&then, options, progress);
    data.privacy = story::privacy(&stage);
    data.project = story::presented(&stage, data.project);
    let documents = story::documents(&stage, &data)?;
    let printed = paper::print(&mut stage, &data, &documents);
    if !same {
        stage.warn(Warning::new("former_settings"));
    }
    if translated {
        stage.warn(Warning::new("answers_untranslated"));
    }

    let mut files = Files::default();
    let own = loaded.path("templates").join(QUESTIONNAIRE).is_file();
    for (name, text) in documents.files {
        if is_document(&name) || name == QUESTIONNAIRE && (own || translated) {
            files.add(&name, text.into_bytes());
        }
    }
    files.json("brief.json", &data)?;
    for (name, pdf) in printed {
        files.add(&name, pdf);
    }
    let made: BTreeSet<String> = files.outputs().map(|file| file.name).collect();
    let goes = |name: &str| is_document(name) || made.contains(name);
    let former = std::mem::take(&mut run.outputs);
    let (replaced, kept): (Vec<_>, Vec<_>) = former.into_iter().partition(|file| goes(&file.name));
    run.outputs = files.outputs().chain(kept).collect();
    // In the order of a whole build, so that nothing changes where nothing was changed.
    run.outputs.sort_by(|a, b| a.name.cmp(&b.name));
    if same {
        run.project_sha256 = sha256(&std::fs::read(&loaded.file).unwrap_or_default());
    }
    run.settings = then.project.clone();
    files.add("run.json", files::pretty(&run)?);
    let replaced = replaced.into_iter().map(|file| file.name).collect();
    let warnings = story::warnings(&stage)?;
    RunFiles::in_place_of(files, replaced, run.headline.clone()).publish(target)?;
    Ok(Run {
        out: out.to_owned(),
        headline: run.headline,
        warnings,
    })
}

/// The finished run, for the same readers.
fn read(loaded: &Loaded, folder: &Path) -> Result<(RunFile, Data), Error> {
    for name in ["run.json", "brief.json"] {
        if !folder.join(name).is_file() {
            return Err(Error::usage(format!(
                "--only briefs: {} holds no {name} to render from; build once without --only",
                folder.display()
            )));
        }
    }
    let run: RunFile = finished::json(folder, "run.json")?;
    let readers = loaded.project.privacy.readers;
    if readers != run.settings.privacy.readers || readers == Readers::Public {
        return Err(Error::usage(
            "--only briefs: what the run holds was made for other readers; build without --only",
        ));
    }
    Ok((run, finished::json(folder, "brief.json")?))
}

/// The settings of a run with today's look and language.
fn presented(then: &Project, now: &Project) -> Project {
    Project {
        title: now.title.clone(),
        language: now.language,
        style: now.style.clone(),
        scope: now.scope.clone(),
        ..then.clone()
    }
}
