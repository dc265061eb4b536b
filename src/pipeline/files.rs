//! Everything a run leaves in OUT, as names and bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::audience::{Audience, Face};
use super::contact::Contacts;
use super::outreach::Outreach;
use super::run_file::{Asked, Headline, OutputFile, PersonaLine, RunFile, sha256};
use super::stage::Stage;
use super::story::Found;
use super::ties::Ties;
use super::{name_of, people, privacy, story};
use crate::brief::Documents;
use crate::brief::data::Data;
use crate::community::Communities;
use crate::error::Error;
use crate::export::{self, Sheet};
use crate::output::{self, OutFile, Target};
use crate::outreach;
use crate::persona::{self, ProfileRow, Release, SmallestCells};
use crate::project::Readers;
use crate::report::Community;
use crate::role::Role;

/// Files of OUT that hold personal data.
const PERSONAL: [&str; 15] = [
    "brief.json",
    "rejects.csv",
    "segments.csv",
    "model.json",
    "solutions.json",
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
    /// Files of the former run that go.
    replaced: BTreeSet<String>,
    pub headline: Headline,
}

/// All files of a run; `run.json` is the last. For the public: the documents, in their own folder.
pub(super) fn all(
    stage: &Stage<'_>,
    found: Found<'_>,
    contacts: &Contacts,
    data: &Data,
    documents: Documents,
    printed: Vec<(String, Vec<u8>)>,
) -> Result<RunFiles, Error> {
    (stage.progress)("files", 0.0);
    let headline = headline(found.audience, found.ties);
    let mut files = Files::default();
    if stage.loaded.project.privacy.readers == Readers::Public {
        public(&mut files, stage, data, documents, printed)?;
        return Ok(RunFiles {
            files: files.0,
            headline,
            replaced: BTreeSet::new(),
        });
    }
    files.add("rejects.csv", rejects(stage));
    if let Some(wing) = found.audience {
        people_wing(&mut files, wing)?;
    }
    if let Some(wing) = found.ties {
        ties_wing(&mut files, stage, wing, found);
    }
    if let Some(report) = found.report {
        files.json("community.json", &report.report)?;
        files.add("unanswered.csv", unanswered(report));
    }
    if let Some((plan, wing)) = found.outreach.zip(found.ties) {
        outreach_files(&mut files, stage, plan, wing, contacts)?;
    }
    for (name, text) in privacy::files(stage, found.audience, found.ties, contacts) {
        files.add(name, text.into_bytes());
    }
    for (name, text) in documents.files {
        // The persona room's questionnaire has the tree too; a template of the project's own goes before.
        let own = stage.loaded.path("templates").join(&name).is_file();
        let text = match found.audience.and_then(|wing| wing.typing.as_ref()) {
            Some(typing) if name == "questionnaire.md" && !own => typing.questionnaire.clone(),
            _ => text,
        };
        files.add(&name, text.into_bytes());
    }
    // All that `--only briefs` needs.
    files.json("brief.json", data)?;
    for (name, pdf) in printed {
        files.add(&name, pdf);
    }
    let former = stage.out.as_deref().and_then(former);
    let carried = carried(stage, former.as_ref(), &files);
    let run = run_file(stage, &files, &carried, headline.clone())?;
    files.add("run.json", run);
    let replaced = former.map_or(BTreeSet::new(), |run| {
        let names = run.outputs.into_iter().map(|file| file.name);
        names
            .filter(|name| carried.iter().all(|kept| kept.name != *name))
            .collect()
    });
    Ok(RunFiles {
        files: files.0,
        headline,
        replaced,
    })
}

/// What anybody may read: the documents and their figures, nothing else.
fn public(
    files: &mut Files,
    stage: &Stage<'_>,
    data: &Data,
    documents: Documents,
    printed: Vec<(String, Vec<u8>)>,
) -> Result<(), Error> {
    for (name, text) in documents.files {
        files.add(&format!("public/{name}"), text.into_bytes());
    }
    for (name, pdf) in printed {
        files.add(&format!("public/{name}"), pdf);
    }
    if stage.options.data {
        files.json("public/brief.json", data)?;
    }
    Ok(())
}

/// Whether a file of OUT is made from `brief.json` alone.
pub(super) fn is_document(name: &str) -> bool {
    let documents = [
        "brief.md",
        "brief.html",
        "brief.pdf",
        "cards.html",
        "cards.pdf",
    ];
    documents.contains(&name) || name.starts_with("figures/")
}

/// The run that stands in OUT.
fn former(out: &Path) -> Option<RunFile> {
    serde_json::from_slice(&std::fs::read(out.join("run.json")).ok()?).ok()
}

/// Files of the former run that a part of the work leaves as they are: those of the same settings
/// and the same inputs.
fn carried(stage: &Stage<'_>, former: Option<&RunFile>, files: &Files) -> Vec<OutputFile> {
    let Some(run) = former.filter(|_| stage.options.is_partial()) else {
        return Vec::new();
    };
    let same_input = |input: &super::InputFile| {
        let path = stage.loaded.path(&input.name);
        super::digest::of_file(&path).is_ok_and(|sha256| sha256 == input.sha256)
    };
    if run.settings != stage.loaded.project || !run.inputs.iter().all(same_input) {
        return Vec::new();
    }
    let made = |name: &str| files.0.iter().any(|file| file.name == name);
    let others = run.outputs.iter().filter(|file| !made(&file.name));
    // Documents tell of both wings: one that was not made now tells of another run.
    others
        .filter(|file| !file.name.starts_with("figures/") && !file.name.ends_with(".pdf"))
        .cloned()
        .collect()
}

impl RunFiles {
    /// Files that take the place of some of the former run's.
    pub fn in_place_of(files: Files, replaced: BTreeSet<String>, headline: Headline) -> Self {
        Self {
            files: files.0,
            replaced,
            headline,
        }
    }

    /// The files, `run.json` last.
    pub fn all(&self) -> &[OutFile] {
        &self.files
    }

    /// Exchanges OUT with these files.
    pub fn publish(&self, target: &Target) -> Result<(), Error> {
        Ok(target.publish(&self.files, &self.replaced)?)
    }
}

/// Files of a run, being put together.
#[derive(Default)]
pub(super) struct Files(Vec<OutFile>);

impl Files {
    /// Names and hashes.
    pub fn outputs(&self) -> impl Iterator<Item = OutputFile> + '_ {
        self.0.iter().map(|file| OutputFile {
            name: file.name.clone(),
            sha256: sha256(&file.bytes),
        })
    }

    /// A file of a run, for its owner alone where it holds personal data.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) {
        self.0.push(OutFile {
            name: name.to_owned(),
            bytes,
            personal: PERSONAL.contains(&name),
        });
    }

    /// A result as JSON.
    pub fn json(&mut self, name: &str, value: &impl serde::Serialize) -> Result<(), Error> {
        self.add(name, pretty(value)?);
        Ok(())
    }
}

/// JSON as people read it.
pub(super) fn pretty(value: &impl serde::Serialize) -> Result<Vec<u8>, Error> {
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
    files.json("model.json", &super::typing::model_file(wing))?;
    if !wing.segmentation.solutions.is_empty() {
        files.json("solutions.json", &wing.segmentation.kept())?;
    }
    if let Some(typing) = &wing.typing {
        files.json("typing.json", &typing.tool)?;
    }
    let rows = profiles(wing);
    files.add("profiles.csv", export::profiles_csv(&rows));
    files.add("profiles.xlsx", export::profiles_xlsx(&rows)?);
    for face in &wing.faces {
        for (name, bytes) in persona_files(face)? {
            files.add(&format!("personas/{name}"), bytes);
        }
    }
    Ok(())
}

fn profiles(wing: &Audience) -> Vec<ProfileRow> {
    let faces = wing.faces.iter();
    let mut slugs: Vec<String> = faces.map(|face| face.persona.slug.clone()).collect();
    if slugs.is_empty() {
        slugs.push("typical".to_owned());
    }
    let smallest = SmallestCells::default();
    Release::new(&wing.crosstab, persona::Audience::Private, smallest).rows(&slugs)
}

fn unanswered(found: &Community) -> Vec<u8> {
    let mut sheet = Sheet::new(&["id", "time", "age", "object", "url", "text"]);
    for one in &found.unanswered {
        sheet
            .text(&one.id)
            .text(&one.time)
            .number(one.age_hours)
            .text(&one.object)
            .text(one.url.as_deref().unwrap_or_default())
            .text(one.text.as_deref().unwrap_or_default())
            .end_row();
    }
    sheet.into_bytes()
}

fn outreach_files(
    files: &mut Files,
    stage: &Stage<'_>,
    found: &Outreach,
    wing: &Ties,
    contacts: &Contacts,
) -> Result<(), Error> {
    files.add(
        "outreach.csv",
        outreach::machine_csv(&found.rows, export::safe_cell),
    );
    if stage.options.french_sheets {
        files.add(
            "outreach.fr.csv",
            outreach::french_csv(&found.rows, export::safe_cell),
        );
    }
    let mut sheet = Sheet::new(&["persona", "person", "reach", "low", "high"]);
    for row in story::coverage(found, wing) {
        sheet
            .text(&row.persona)
            .text(&row.person)
            .number(row.reach)
            .number(row.low)
            .number(row.high)
            .end_row();
    }
    files.add("coverage.csv", sheet.into_bytes());
    files.add(
        "outreach.xlsx",
        super::outreach::workbook(stage, found, wing, contacts)?,
    );
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

fn ties_wing(files: &mut Files, stage: &Stage<'_>, wing: &Ties, found: Found<'_>) {
    let meeting = found.meeting;
    let language = super::ties::language(stage.loaded.project.language);
    files.add(
        "people.csv",
        people::people_csv(wing, &meeting.personas, language),
    );
    if let Some(found) = &wing.communities {
        files.add("communities.csv", communities(wing, found));
    }
    // A build of a few measures is for a script that wants them: the drawings are not asked for.
    if let Some(drawing) = found.drawing {
        let nodes = people::nodes(wing, &meeting.personas, drawing);
        files.add("nodes.csv", export::nodes_csv(&nodes));
        files.add("edges.csv", people::edges_csv(wing, &nodes));
        let (nodes, edges) = people::drawn(&nodes, drawing);
        files.add("network.gexf", export::gexf(&nodes, &edges));
        files.add("network.graphml", export::graphml(&nodes, &edges));
    }
}

fn communities(wing: &Ties, found: &Communities) -> Vec<u8> {
    let header = [
        "community",
        "size",
        "share",
        "cohesion",
        "terms",
        "top_people",
        "brand_share",
    ];
    let mut sheet = Sheet::new(&header);
    let shares = wing.brand_shares();
    for (circle, &size) in found.sizes.iter().enumerate() {
        let top: Vec<&str> = wing
            .top_of(circle as u32, 5)
            .into_iter()
            .map(|person| wing.log.people.key(person))
            .collect();
        sheet
            .count(circle as u64)
            .count(u64::from(size))
            .number(f64::from(size) / wing.log.people.len() as f64)
            .number(found.cohesion[circle])
            .text(&wing.terms_of(circle).join("|"))
            .text(&top.join("|"))
            .number(shares.get(circle).copied())
            .end_row();
    }
    sheet.into_bytes()
}

fn run_file(
    stage: &Stage<'_>,
    files: &Files,
    carried: &[OutputFile],
    headline: Headline,
) -> Result<Vec<u8>, Error> {
    let options = stage.options;
    let mut outputs: Vec<OutputFile> = files.outputs().chain(carried.iter().cloned()).collect();
    outputs.sort_by(|a, b| a.name.cmp(&b.name));
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
        outputs,
    })
}

/// The main numbers, for the terminal and for scripts.
fn headline(audience: Option<&Audience>, ties: Option<&Ties>) -> Headline {
    let mut headline = Headline::default();
    if let Some(wing) = audience {
        headline.respondents = Some(wing.table.len() as u64);
        headline.segments = wing.segmentation.chosen.map(|k| k as u64);
        headline.verdict = Some(name_of(&wing.segmentation.verdict));
        let line = |face: &Face| PersonaLine {
            slug: face.persona.slug.clone(),
            title: [face.persona.shown_name(), face.persona.shown_title()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" · "),
            share: face.persona.share,
        };
        headline.personas = wing.faces.iter().map(line).collect();
    }
    if let Some(wing) = ties {
        headline.people = Some(wing.log.people.len() as u64);
        headline.interactions = Some(wing.log.kind_counts().iter().sum());
        headline.roles = first_of_roles(wing);
        headline.suppressed = wing.suppressed;
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

/// The files below a folder with their names, sorted; empty where there is no folder.
pub(super) fn below(folder: &Path) -> Vec<(String, PathBuf)> {
    output::names_below(folder)
        .into_iter()
        .map(|name| (name.clone(), folder.join(name)))
        .collect()
}
