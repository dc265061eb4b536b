//! The people wing: from the table to personas with their evidence.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Warning;
use super::adopted::Adopted;
use super::stage::Stage;
use crate::brief::data::ReachedBy;
use crate::error::Error;
use crate::persona::{
    self, Crosstab, GroupSize, Junk, Language, NameSource, Notice, Persona, Request, TypicalProfile,
};
use crate::project::{Count, MinSize, Names};
use crate::segment::{self, Segmentation, Verdict};
use crate::table::Table;

/// Quotes of a persona at most.
const QUOTES: usize = 2;

/// The audience as segments with faces.
#[derive(Clone)]
pub(super) struct Audience {
    pub table: Arc<Table>,
    pub junk: Arc<Junk>,
    pub segmentation: Segmentation,
    /// The group of each respondent after the team's merges.
    pub labels: Vec<u32>,
    /// The crosstab over the groups shown.
    pub crosstab: Crosstab,
    /// One a group; empty for a typical profile.
    pub faces: Vec<Face>,
    /// The runner-up's, when 2 won.
    pub runner_up: Option<RunnerUp>,
    /// The audience as one, with the verdict `none`.
    pub typical: Option<TypicalProfile>,
    /// Method, and the column of given groups.
    pub method: (String, Option<String>),
    /// Share of respondents whom no persona represents well.
    pub badly_represented: Option<f64>,
    /// The golden questions, with personas.
    pub typing: Option<super::typing::Typing>,
    /// How well the segments predict outcomes they have not seen.
    pub outcomes: Vec<persona::OutcomeValidity>,
    /// Who reaches each persona, by slug; filled where the wings meet.
    pub reached_by: BTreeMap<String, Vec<ReachedBy>>,
}

/// The finer solution's faces, with what they are told from.
#[derive(Clone)]
pub(super) struct RunnerUp {
    pub faces: Vec<Face>,
    pub crosstab: Crosstab,
}

/// A persona with what is drawn and quoted for it.
#[derive(Clone)]
pub(super) struct Face {
    pub persona: Persona,
    pub size: GroupSize,
    /// The drawn portrait, a whole SVG.
    pub portrait: String,
    pub quotes: Vec<String>,
    /// The team's own picture as a `data:` address.
    pub image: Option<String>,
}

/// The people wing of a build; `None` without an audience table, or when it was not asked for.
pub(super) fn build(stage: &mut Stage<'_>, adopted: &Adopted) -> Result<Option<Audience>, Error> {
    if !stage.options.wants_personas() {
        return Ok(None);
    }
    match super::table::read(stage)? {
        Some(reading) => segment(stage, reading, adopted).map(Some),
        None => Ok(None),
    }
}

/// Finds the segments of a table and gives them faces.
fn segment(
    stage: &mut Stage<'_>,
    reading: crate::table::Reading,
    adopted: &Adopted,
) -> Result<Audience, Error> {
    let groups = groups(stage, reading)?;
    let mut audience = cut(stage, groups, adopted)?;
    audience.typing = super::typing::typing(stage, &audience)?;
    audience.outcomes = super::typing::outcomes(stage, &audience)?;
    Ok(audience)
}

/// Respondents in groups, before anything is said of them.
#[derive(Clone)]
pub(super) struct Groups {
    pub table: Arc<Table>,
    pub junk: Arc<Junk>,
    pub segmentation: Segmentation,
}

/// Screens a table and finds its segments, for every number of them that is tried.
pub(super) fn groups(
    stage: &mut Stage<'_>,
    reading: crate::table::Reading,
) -> Result<Groups, Error> {
    let table = reading.table;
    (stage.progress)("segments", 0.0);
    let junk = persona::screen(&table);
    let left_out: Vec<bool> = junk.flags.iter().map(|flags| flags.any()).collect();
    let settings = settings(stage);
    let segmentation = match super::finished::segmentation(stage, &table, settings.count) {
        Some(found) => found,
        None => segment::choose(&table, Some(&left_out), &settings)?,
    };
    warn(stage, &table, &segmentation);
    Ok(Groups {
        table: Arc::new(table),
        junk: Arc::new(junk),
        segmentation,
    })
}

/// Gives groups their faces: crosstab, statements, names, portraits. Golden questions and outcomes
/// are not asked here.
pub(super) fn cut(
    stage: &mut Stage<'_>,
    groups: Groups,
    adopted: &Adopted,
) -> Result<Audience, Error> {
    let Groups {
        table,
        junk,
        segmentation,
    } = groups;
    let count = segmentation.segments.len();
    let crosstab = persona::crosstab(&table, &segmentation.labels, count)?;
    (stage.progress)("personas", 0.0);
    let mut audience = Audience {
        labels: segmentation.labels.clone(),
        typical: (segmentation.chosen.is_none()).then(|| persona::typical_profile(&crosstab)),
        method: method(stage),
        faces: Vec::new(),
        runner_up: None,
        badly_represented: None,
        typing: None,
        outcomes: Vec::new(),
        reached_by: BTreeMap::new(),
        crosstab,
        table,
        junk,
        segmentation,
    };
    if audience.segmentation.chosen.is_some() {
        faces(stage, &mut audience, adopted)?;
    }
    Ok(audience)
}

/// The project's word on segments.
pub(super) fn settings(stage: &Stage<'_>) -> segment::Settings {
    use crate::project::Method;
    let project = &stage.loaded.project;
    let settings = &project.segments;
    segment::Settings {
        method: match settings.method {
            Method::Kmeans => segment::Method::Kmeans,
            Method::LatentClass => segment::Method::LatentClass,
            Method::Given => segment::Method::Given {
                by: settings.by.clone().unwrap_or_default(),
            },
        },
        count: match settings.count {
            Count::Auto => None,
            Count::Fixed(count) => Some(count),
        },
        range: settings.range,
        min_size: match settings.min_size {
            MinSize::Auto => None,
            MinSize::Fixed(size) => Some(size),
        },
        seed: project.seed(),
    }
}

fn method(stage: &Stage<'_>) -> (String, Option<String>) {
    use crate::project::Method;
    let settings = &stage.loaded.project.segments;
    let name = match settings.method {
        Method::Kmeans => "kmeans",
        Method::LatentClass => "latent-class",
        Method::Given => "given",
    };
    (name.to_owned(), settings.by.clone())
}

fn warn(stage: &mut Stage<'_>, table: &Table, segmentation: &Segmentation) {
    if let Some(weighting) = segmentation
        .weighting
        .filter(|weighting| weighting.changes_answer)
    {
        stage.warn(
            Warning::new("weights_change")
                .with("effective", weighting.effective_n.round())
                .with("n", table.len())
                .with("agreement", format!("{:.2}", weighting.agreement)),
        );
    }
    if !segmentation.dropped.is_empty() {
        stage.warn(Warning::new("dropped").with("attributes", segmentation.dropped.join(", ")));
    }
    if segmentation.left_out > 0 {
        stage.warn(Warning::new("screened").with("n", segmentation.left_out));
    }
}

/// Names, titles, portraits and statements of all groups; the project's own personas lend theirs.
fn faces(stage: &mut Stage<'_>, audience: &mut Audience, adopted: &Adopted) -> Result<(), Error> {
    let project = &stage.loaded.project;
    let names = names_of(&project.personas.names);
    let stability: Vec<Option<f64>> = audience
        .segmentation
        .segments
        .iter()
        .map(|one| one.jaccard)
        .collect();
    let request = Request {
        table: &audience.table,
        labels: &audience.segmentation.labels,
        groups: audience.crosstab.groups(),
        stability: &stability,
        adopted: &adopted.personas,
        members: &adopted.members,
        names: &names,
        language: language(project.language),
        seed: project.seed(),
    };
    let assembled = persona::assemble(&request)?;
    let second = runner_up(&audience.segmentation);
    if let Some(solution) = second {
        let stability: Vec<Option<f64>> = solution.segments.iter().map(|one| one.jaccard).collect();
        let assembled = persona::assemble(&Request {
            labels: &solution.labels,
            groups: solution.k,
            stability: &stability,
            adopted: &[],
            ..request
        })?;
        audience.runner_up = Some(RunnerUp {
            faces: cast(&audience.table, &assembled, adopted),
            crosstab: assembled.crosstab,
        });
    }
    for notice in &assembled.notices {
        stage.warn(notice_warning(notice));
    }
    audience.faces = cast(&audience.table, &assembled, adopted);
    let badly =
        persona::badly_represented(&audience.table, &assembled.labels, &assembled.personas)?;
    audience.badly_represented = (badly.base > 0).then(|| badly.n as f64 / badly.base as f64);
    audience.labels = assembled.labels;
    audience.crosstab = assembled.crosstab;
    Ok(())
}

/// What people wrote that this run could not follow.
fn notice_warning(notice: &Notice) -> Warning {
    match notice {
        Notice::Gone { slug } => Warning::new("persona_gone").with("persona", slug),
        Notice::MergedGone { slug, names } => Warning::new("merged_gone")
            .with("persona", slug)
            .with("other", names),
        Notice::MergedInCircle { slug, names } => Warning::new("merged_circle")
            .with("persona", slug)
            .with("other", names),
        Notice::NoSuchStatement { slug, reference } => Warning::new("no_such_statement")
            .with("persona", slug)
            .with("attribute", &reference.attribute),
    }
}

/// The finer solution whose cards come along when 2 wins.
fn runner_up(segmentation: &Segmentation) -> Option<&segment::Solution> {
    let k = segmentation
        .runner_up
        .filter(|_| segmentation.chosen == Some(2))?;
    segmentation.solution(k)
}

/// Personas with what is drawn and quoted for them.
fn cast(table: &Table, assembled: &persona::Assembled, adopted: &Adopted) -> Vec<Face> {
    let all = assembled
        .personas
        .iter()
        .zip(&assembled.portraits)
        .enumerate();
    all.map(|(group, (persona, portrait))| Face {
        quotes: persona::quotes(table, &assembled.labels, group, &persona.statements, QUOTES),
        image: super::adopted::picture(&adopted.folder, &persona.people),
        size: assembled.crosstab.sizes[group],
        portrait: portrait.clone(),
        persona: persona.clone(),
    })
    .collect()
}

/// The persona room's word for the language of the documents.
pub(super) fn language(language: crate::project::Language) -> Language {
    match language {
        crate::project::Language::Fr => Language::French,
        crate::project::Language::En => Language::English,
    }
}

fn names_of(names: &Names) -> NameSource {
    match names {
        Names::FirstName => NameSource::FirstName,
        Names::None => NameSource::None,
        Names::List(own) => NameSource::List(own.clone()),
    }
}

impl Audience {
    /// Whether the groups may be called personas: not with a forced count on no structure.
    pub fn has_personas(&self) -> bool {
        !self.faces.is_empty() && self.segmentation.verdict != Verdict::None
    }

    /// Who shapes the segments: everybody but those the junk screen flags.
    pub fn kept(&self) -> Vec<bool> {
        self.junk.flags.iter().map(|flags| !flags.any()).collect()
    }

    /// The slug of the group of each respondent; empty for a typical profile.
    pub fn slug_of(&self, row: usize) -> &str {
        let face = self.faces.get(self.labels[row] as usize);
        face.map_or("", |face| face.persona.slug.as_str())
    }
}
