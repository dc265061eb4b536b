//! What was found, put into the data of the documents: plain mapping, no computing.
mod audience;
mod method;
mod network;
mod project;

use super::audience::Audience;
use super::meeting::Meeting;
use super::stage::Stage;
use super::ties::Ties;
use crate::brief::{self, Catalogue, Documents, Lang, Templates, data::Data};
use crate::error::Error;
use crate::project::Language;

/// The whole story of a run.
pub(super) fn tell(
    stage: &Stage<'_>,
    people: Option<&Audience>,
    ties: Option<&Ties>,
    meeting: &Meeting,
) -> Data {
    let french = stage.loaded.project.language == Language::Fr;
    Data {
        project: project::project(stage, ties),
        privacy: project::privacy(stage),
        audience: people.map(|wing| audience::audience(wing, french)),
        network: ties.map(|wing| network::network(wing, &meeting.personas)),
        method: method::method(stage, people, ties),
        ..Data::default()
    }
}

/// The documents of a story, through the project's own templates where it has them.
pub(super) fn documents(stage: &Stage<'_>, data: &Data) -> Result<Documents, Error> {
    (stage.progress)("documents", 0.0);
    Ok(brief::render(data, &templates(stage)?, lang(stage))?)
}

fn lang(stage: &Stage<'_>) -> Lang {
    match stage.loaded.project.language {
        Language::Fr => Lang::Fr,
        Language::En => Lang::En,
    }
}

/// The built-in templates, and over them the files of `templates/` beside the project.
fn templates(stage: &Stage<'_>) -> Result<Templates, Error> {
    let folder = stage.loaded.path("templates");
    let mut templates = Templates::default();
    for (name, path) in super::files::below(&folder) {
        let text = std::fs::read_to_string(&path).map_err(|source| Error::Input {
            path: format!("templates/{name}"),
            source,
        })?;
        templates = templates.with(name, text);
    }
    Ok(templates)
}

/// The warnings of a run in the words of the documents.
pub(super) fn warnings(stage: &Stage<'_>) -> Result<Vec<String>, Error> {
    let words = Catalogue::load(lang(stage))?;
    Ok(method::notes(stage)
        .iter()
        .map(|note| words.note(note))
        .collect())
}
