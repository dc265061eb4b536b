//! Everything a run leaves in OUT, as names and bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::json;

use super::audience::{Audience, Face};
use super::meeting::Meeting;
use super::run_file::{Asked, Headline, OutputFile, PersonaLine, RunFile, sha256};
use super::stage::Stage;
use super::ties::Ties;
use super::people;
use crate::brief::Documents;
use crate::error::Error;
use crate::export::{self, Sheet};
use crate::output::{self, OutFile, Target};
use crate::role::Role;

/// Files of OUT that hold personal data.
const PERSONAL: [&str; 12] = [
    "rejects.csv",
    "segments.csv",
    "people.csv",
    "communities.csv",
    "coverage.csv",
    "unanswered.csv",
    "outreach.csv",
    "outreach.xlsx",
    "network.gexf",
    "network.graphml",
    "nodes.csv",
    "edges.csv",
];

/// The files of a run, and the numbers for the terminal.
pub(super) struct RunFiles {
    files: Vec<OutFile>,
    pub headline: Headline,
}

/// All files of a run; `run.json` is the last.
pub(super) fn all(
    stage: &Stage<'_>,
    audience: Option<&Audience>,
    ties: Option<&Ties>,
    meeting: &Meeting,
    documents: Documents,
) -> Result<RunFiles, Error> {
    (stage.progress)("files", 0.0);
    let mut files = Files::default();
    files.add("rejects.csv", rejects(stage));
    if let Some(wing) = audience {
        people_wing(&mut files, wing)?;
    }
    if let Some(wing) = ties {
        ties_wing(&mut files, stage, wing, meeting);
    }
    for (name, text) in documents.files {
        files.add(&name, text.into_bytes());
    }
    let headline = headline(audience, ties);
    let run = run_file(stage, &files, headline.clone())?;
    files.add("run.json", run);
    Ok(RunFiles {
        files: files.0,
        headline,
    })
}

impl RunFiles {
    /// Exchanges OUT with these files.
    pub fn publish(&self, target: &Target) -> Result<(), Error> {
        let listed = listed(target.path());
        Ok(target.publish(&self.files, &listed)?)
    }
}

#[derive(Default)]
struct Files(Vec<OutFile>);

impl Files {
    fn add(&mut self, name: &str, bytes: Vec<u8>) {
        self.0.push(OutFile {
            name: name.to_owned(),
            bytes,
            personal: PERSONAL.contains(&name),
        });
    }

    fn json(&mut self, name: &str, value: &impl serde::Serialize) -> Result<(), Error> {
        self.add(name, pretty(value)?);
        Ok(())
    }
}

fn pretty(value: &impl serde::Serialize) -> Result<Vec<u8>, Error> {
    let mut text = serde_json::to_vec_pretty(value)
        .map_err(|error| Error::usage(format!("a result cannot be written as JSON: {error}")))?;
    text.push(b'\n');
    Ok(text)
}

fn rejects(stage: &Stage<'_>) -> Vec<u8> {
    let mut sheet = Sheet::new(&["file", "line", "column", "reason"]);
    for reject in &stage.rejects {
        sheet
            .text(&reject.file)
            .count(reject.line)
            .text(&reject.column)
            .text(&reject.reason)
            .end_row();
    }
    sheet.into_bytes()
}

fn people_wing(files: &mut Files, wing: &Audience) -> Result<(), Error> {
    files.json("segmentation.json", &wing.segmentation)?;
    files.add("segments.csv", segments(wing));
    let slugs: Vec<&str> = wing
        .faces
        .iter()
        .map(|face| face.persona.slug.as_str())
        .collect();
    files.json(
        "model.json",
        &json!({ "model": wing.segmentation.model, "slugs": slugs }),
    )?;
    for face in &wing.faces {
        for (name, bytes) in persona_files(face)? {
            files.add(&format!("personas/{name}"), bytes);
        }
    }
    Ok(())
}

/// The files of one persona: its data, and its portrait.
pub(super) fn persona_files(face: &Face) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let slug = &face.persona.slug;
    Ok(vec![
        (format!("{slug}.yaml"), face.persona.to_yaml()?.into_bytes()),
        (format!("{slug}.svg"), face.portrait.clone().into_bytes()),
    ])
}

fn segments(wing: &Audience) -> Vec<u8> {
    let mut sheet = Sheet::new(&["id", "persona", "confidence"]);
    for (row, id) in wing.table.ids.iter().enumerate() {
        sheet
            .text(id)
            .text(wing.slug_of(row))
            .number(wing.segmentation.confidence[row])
            .end_row();
    }
    sheet.into_bytes()
}

fn ties_wing(files: &mut Files, stage: &Stage<'_>, wing: &Ties, meeting: &Meeting) {
    let language = super::ties::language(stage.loaded.project.language);
    files.add(
        "people.csv",
        people::people_csv(wing, &meeting.personas, language),
    );
    // A build of a few measures is for a script that wants them: the drawings are not asked for.
    if stage.options.measures.is_empty() {
        let nodes = people::nodes(wing, &meeting.personas);
        let edges = people::edges(wing);
        files.add("nodes.csv", export::nodes_csv(&nodes));
        files.add("edges.csv", export::edges_csv(&nodes, edges.iter()));
        files.add("network.gexf", export::gexf(&nodes, &edges));
        files.add("network.graphml", export::graphml(&nodes, &edges));
    }
}

fn run_file(stage: &Stage<'_>, files: &Files, headline: Headline) -> Result<Vec<u8>, Error> {
    let options = stage.options;
    let project = std::fs::read(&stage.loaded.file).unwrap_or_default();
    pretty(&RunFile {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        project_sha256: sha256(&project),
        seed: stage.loaded.project.seed(),
        settings: stage.loaded.project.clone(),
        asked: Asked {
            only: options.only.map(|only| format!("{only:?}").to_lowercase()),
            measures: options.measures.clone(),
            edges: options.edges.clone(),
            period: options.period.clone(),
        },
        inputs: stage.inputs.clone(),
        warnings: stage.warnings.clone(),
        headline,
        outputs: files
            .0
            .iter()
            .map(|file| OutputFile {
                name: file.name.clone(),
                sha256: sha256(&file.bytes),
            })
            .collect(),
    })
}

/// The main numbers, for the terminal and for scripts.
fn headline(audience: Option<&Audience>, ties: Option<&Ties>) -> Headline {
    let mut headline = Headline::default();
    if let Some(wing) = audience {
        headline.respondents = Some(wing.table.len() as u64);
        headline.segments = wing.segmentation.chosen.map(|k| k as u64);
        headline.verdict = serde_json::to_value(wing.segmentation.verdict)
            .ok()
            .and_then(|word| word.as_str().map(str::to_owned));
        let line = |face: &Face| PersonaLine {
            slug: face.persona.slug.clone(),
            title: [face.persona.shown_name(), face.persona.shown_title()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(": "),
            share: face.persona.share,
        };
        headline.personas = wing.faces.iter().map(line).collect();
    }
    if let Some(wing) = ties {
        headline.people = Some(wing.log.people.len() as u64);
        headline.interactions = Some(wing.log.events.len() as u64);
        headline.roles = first_of_roles(wing);
    }
    headline
}

/// The first five people of each role.
fn first_of_roles(wing: &Ties) -> BTreeMap<String, Vec<String>> {
    let mut roles: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for held in &wing.roles {
        let names = roles.entry(Role::name(held.role).to_owned()).or_default();
        if names.len() < 5 {
            names.push(wing.log.accounts[held.person as usize].label.clone());
        }
    }
    roles
}

/// Names of the files the former run in OUT wrote.
fn listed(out: &Path) -> BTreeSet<String> {
    let text = std::fs::read(out.join("run.json")).unwrap_or_default();
    let run: Option<RunFile> = serde_json::from_slice(&text).ok();
    run.map_or(BTreeSet::new(), |run| {
        run.outputs.into_iter().map(|file| file.name).collect()
    })
}

/// The files below a folder with their names, sorted; empty where there is no folder.
pub(super) fn below(folder: &Path) -> Vec<(String, PathBuf)> {
    output::names_below(folder)
        .into_iter()
        .map(|name| (name.clone(), folder.join(name)))
        .collect()
}
