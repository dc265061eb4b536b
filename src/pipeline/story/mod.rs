//! What was found, put into the data of the documents: plain mapping, no computing.
mod audience;
mod community;
mod method;
mod network;
mod outreach;
mod project;
mod words;

pub(super) use network::roles;
pub(super) use outreach::coverage;
pub(super) use project::{presented, privacy};

use std::collections::BTreeMap;

use super::audience::Audience;
use super::drawing::Drawing;
use super::meeting::Meeting;
use super::outreach::Outreach;
use super::stage::Stage;
use super::ties::Ties;
use crate::brief::{self, Catalogue, Documents, Lang, Templates, data, data::Data};
use crate::error::Error;
use crate::persona;
use crate::project::{Language, Readers};
use crate::report::Community;

/// What the wings found.
#[derive(Clone, Copy)]
pub(super) struct Found<'a> {
    pub audience: Option<&'a Audience>,
    pub ties: Option<&'a Ties>,
    pub meeting: &'a Meeting,
    pub report: Option<&'a Community>,
    pub outreach: Option<&'a Outreach>,
    pub drawing: Option<&'a Drawing>,
}

/// The whole story of a run, as its readers may see it.
pub(super) fn tell(stage: &Stage<'_>, found: Found<'_>) -> Data {
    let project = &stage.loaded.project;
    let readers = audience::Reading {
        french: project.language == Language::Fr,
        audience: match project.privacy.readers {
            Readers::Public => persona::Audience::Public,
            Readers::Team => persona::Audience::Team,
            Readers::Private => persona::Audience::Private,
        },
        smallest: persona::SmallestCells {
            team: u64::from(project.privacy.min_cell.team),
            public: u64::from(project.privacy.min_cell.public),
        },
    };
    let plan = found.outreach.zip(found.ties);
    let data = Data {
        project: project::project(stage, found.ties),
        privacy: project::privacy(stage),
        audience: found
            .audience
            .map(|wing| audience::audience(wing, &readers)),
        network: found.ties.map(|wing| data::Network {
            drawing: found.drawing.map(|drawing| drawing.figure(wing)),
            ..network::network(wing, &found.meeting.personas)
        }),
        outreach: plan.map(|(plan, wing)| outreach::outreach(plan, wing)),
        community: found.report.map(community::community),
        method: method::method(stage, found.audience, found.ties),
        ..Data::default()
    };
    if project.privacy.readers == Readers::Public {
        without_people(data)
    } else {
        data
    }
}

/// What anybody may read: nobody is named, nowhere in the data.
fn without_people(mut data: Data) -> Data {
    if let Some(network) = &mut data.network {
        network.rows.clear();
        network.drawing = None;
        for circle in &mut network.circles {
            circle.top_people.clear();
        }
    }
    if let Some(plan) = &mut data.outreach {
        plan.plan.clear();
        plan.coverage.clear();
    }
    if let Some(community) = &mut data.community {
        community.waiting.clear();
        community.motion.clear();
    }
    if let Some(audience) = &mut data.audience {
        for persona in &mut audience.personas {
            persona.reached_by.clear();
        }
    }
    data
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
    let mut own = BTreeMap::new();
    for (name, path) in super::files::below(&folder) {
        let text = std::fs::read_to_string(&path).map_err(|source| Error::Input {
            path: format!("templates/{name}"),
            source,
        })?;
        own.insert(name, text);
    }
    Ok(Templates::with(&own)?)
}

/// The warnings of a run in the words of the documents.
pub(super) fn warnings(stage: &Stage<'_>) -> Result<Vec<String>, Error> {
    let words = Catalogue::load(lang(stage))?;
    let notes = method::notes(stage);
    Ok(notes
        .iter()
        .map(|note| brief::note_text(&words, note))
        .collect())
}
