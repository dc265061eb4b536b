//! The people wing in the words of the documents.

use super::super::audience::Audience;
use crate::brief::data;
use crate::persona::{Persona, Statement, StatementKind};
use crate::segment::{Candidate, Objection, Reason, Segmentation, Verdict, Why};
use crate::table::{Attribute, Facet, Role, Table};

/// Lines of the profile figure at most.
const PROFILES: usize = 30;
/// Respondents on the map at most.
const POINTS: usize = 2000;

/// The audience as the documents tell it.
pub(super) fn audience(wing: &Audience, french: bool) -> data::Audience {
    let segmentation = &wing.segmentation;
    let words = Words {
        table: &wing.table,
        french,
    };
    let weighted = wing.table.weights.is_some();
    data::Audience {
        respondents: wing.table.len() as u64,
        weighted,
        effective_n: weighted.then_some(wing.crosstab.effective_n),
        design_effect: weighted.then(|| wing.table.len() as f64 / wing.crosstab.effective_n),
        verdict: verdict(segmentation.verdict),
        reason: segmentation.reason.map(|reason| match reason {
            Reason::TooFew => data::VerdictReason::TooFew {
                more: segmentation.more_needed.unwrap_or(0) as u64,
            },
            Reason::NoStructure => data::VerdictReason::NoStructure,
        }),
        k: segmentation.chosen.unwrap_or(0),
        forced: segmentation.forced,
        gradient: segmentation.gradient,
        why: why(segmentation),
        criteria: segmentation
            .candidates
            .iter()
            .map(|one| criterion(segmentation, one))
            .collect(),
        criteria_sample: segmentation.sampled.map(|rows| rows as u64),
        method: wing.method.0.clone(),
        given_by: wing.method.1.clone(),
        personas: wing
            .faces
            .iter()
            .map(|face| persona(&words, wing, face))
            .collect(),
        runner_up: segmentation.runner_up.map(|k| data::RunnerUp {
            k,
            personas: wing
                .runner_up
                .iter()
                .map(|face| persona(&words, wing, face))
                .collect(),
        }),
        typical: wing.typical.as_ref().map(|profile| data::Typical {
            statements: profile
                .statements
                .iter()
                .map(|one| statement(&words, one, false))
                .collect(),
            compare_by: words.descriptors(),
        }),
        shared: shared(&words, wing),
        profiles: profiles(&words, wing),
        map: map(wing),
        typing: None,
        outcomes: Vec::new(),
        badly_represented: wing.badly_represented,
        screen: Some(data::Screen {
            straight_liners: wing.junk.straight_lines,
            refusers: wing.junk.refusers,
            duplicates: wing.junk.duplicates,
            speeders: wing.junk.speeders,
        })
        .filter(|screen| *screen != data::Screen::default()),
    }
}

fn verdict(verdict: Verdict) -> data::Verdict {
    match verdict {
        Verdict::Natural => data::Verdict::Natural,
        Verdict::Reproducible => data::Verdict::Reproducible,
        Verdict::Constructed => data::Verdict::Constructed,
        Verdict::None => data::Verdict::None,
        Verdict::Given => data::Verdict::Given,
    }
}

fn why(segmentation: &Segmentation) -> data::Why {
    let admissible = segmentation
        .candidates
        .iter()
        .filter(|one| one.admissible)
        .count();
    match segmentation.why {
        Why::BestSilhouette if admissible == 1 => data::Why::OnlyAdmissible,
        Why::BestSilhouette => data::Why::BestSilhouette,
        Why::MostStable => data::Why::MostStable,
        Why::Forced => data::Why::Forced,
        Why::Given => data::Why::Given,
        Why::TypicalProfile if segmentation.reason == Some(Reason::TooFew) => data::Why::TooFew,
        Why::TypicalProfile => data::Why::NothingBeatsNull,
    }
}

fn criterion(segmentation: &Segmentation, one: &Candidate) -> data::Criterion {
    let objection = |objection: &Objection| {
        match objection {
            Objection::LikeTheNull => "null",
            Objection::Unstable => "unstable",
            Objection::SmallSegment => "too_small",
        }
        .to_owned()
    };
    data::Criterion {
        k: one.k,
        explained: Some(one.explained),
        silhouette: one.silhouette,
        calinski_harabasz: one.calinski_harabasz,
        ari: one.ari.map(|ari| ari.mean),
        ari_se: one.ari.map(|ari| ari.standard_error),
        prediction_strength: one.prediction_strength,
        null_mean: Some(one.permuted.mean),
        null_sd: Some(one.permuted.sd),
        null_z: one.permuted.z,
        gaussian_z: one.gaussian.and_then(|null| null.z),
        bic: one.bic,
        icl: one.icl,
        smallest: Some(one.smallest as u64),
        admissible: one.admissible,
        objections: one.objections.iter().map(objection).collect(),
        chosen: segmentation.chosen == Some(one.k),
        runner_up: segmentation.runner_up == Some(one.k),
    }
}

/// The table's own words for questions and answers, in the language of the documents.
pub(super) struct Words<'a> {
    pub table: &'a Table,
    pub french: bool,
}

impl Words<'_> {
    fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.table.attribute(name)
    }

    /// The short label of a question.
    pub fn question(&self, name: &str) -> String {
        self.attribute(name)
            .map_or_else(|| name.to_owned(), |one| one.label.clone())
    }

    /// A level as people read it.
    pub fn answer(&self, name: &str, level: &str) -> String {
        let translated = self.attribute(name).and_then(|one| {
            let place = one.levels.iter().position(|own| own == level)?;
            let label = one.level_labels.get(place)?;
            let text = if self.french { &label.fr } else { &label.en };
            Some(text.clone()).filter(|text| !text.is_empty())
        });
        translated.unwrap_or_else(|| level.to_owned())
    }

    fn phrase(&self, name: &str) -> Option<String> {
        self.attribute(name)
            .map(|one| one.phrase.clone())
            .filter(|phrase| !phrase.is_empty())
    }

    fn descriptors(&self) -> Vec<String> {
        let known = self
            .table
            .with_role(Role::Descriptor)
            .filter(|one| !one.levels.is_empty());
        known.map(|one| one.label.clone()).take(8).collect()
    }
}

fn persona(
    words: &Words<'_>,
    wing: &Audience,
    face: &super::super::audience::Face,
) -> data::Persona {
    let card: &Persona = &face.persona;
    let pinned = |one: &Statement| card.people.pinned.iter().any(|reference| one.is(reference));
    data::Persona {
        slug: card.slug.clone(),
        name: Some(card.name.clone()).filter(|name| !name.is_empty()),
        title: card.title.clone(),
        portrait: Some(face.portrait.clone()).filter(|svg| !svg.is_empty()),
        share: card.share,
        share_low: Some(face.size.low),
        share_high: Some(face.size.high),
        n: card.n,
        stability: card.stability,
        coverage: Some(data::Match {
            all: card.coverage.all,
            three_quarters: card.coverage.three_quarters,
            of: card.coverage.base,
        }),
        statements: card
            .shown_statements()
            .into_iter()
            .map(|one| statement(words, one, pinned(one)))
            .collect(),
        quotes: face
            .quotes
            .iter()
            .map(|text| data::Quote {
                text: text.clone(),
                language: None,
            })
            .collect(),
        reached_by: wing.reached_by.get(&card.slug).cloned().unwrap_or_default(),
        edits: edits(face),
    }
}

fn edits(face: &super::super::audience::Face) -> Option<data::Edits> {
    let people = &face.persona.people;
    if people.is_empty() {
        return None;
    }
    let hidden = face.persona.statements.len() - face.persona.shown_statements().len();
    Some(data::Edits {
        name: people.name.clone(),
        title: people.title.clone(),
        story: people.story.clone(),
        goals: people.goals.clone(),
        frustrations: Vec::new(),
        image: face.image.clone(),
        image_alt: None,
        notes: people.notes.clone().into_iter().collect(),
        merged: people.merged.clone(),
        hidden: hidden as u64,
    })
}

/// A statement as the documents show it.
pub(super) fn statement(words: &Words<'_>, one: &Statement, pinned: bool) -> data::Statement {
    data::Statement {
        attribute: one.attribute.clone(),
        level: one.level.clone(),
        question: words.question(&one.attribute),
        short_label: None,
        answer: one
            .level
            .as_ref()
            .map(|level| words.answer(&one.attribute, level)),
        phrase: words.phrase(&one.attribute),
        unit: None,
        role: match one.role {
            Role::Descriptor => data::AttributeRole::Descriptor,
            Role::Outcome => data::AttributeRole::Outcome,
            _ => data::AttributeRole::Segmentation,
        },
        facet: facet(one.facet),
        kind: match one.kind {
            StatementKind::Distinctive => data::StatementKind::Distinctive,
            StatementKind::Typical => data::StatementKind::Typical,
        },
        share: one.share,
        mean: one.mean,
        below: None,
        low: one.low,
        high: one.high,
        elsewhere: one.elsewhere,
        overall: one.overall,
        effect: one.effect,
        p: one.p,
        n: Some(one.n),
        base: Some(one.base),
        pinned,
        language: None,
    }
}

fn facet(facet: Facet) -> data::Facet {
    match facet {
        Facet::Demographic => data::Facet::Demographic,
        Facet::Goal => data::Facet::Goal,
        Facet::Frustration => data::Facet::Frustration,
        Facet::Behaviour => data::Facet::Behaviour,
        Facet::Attitude => data::Facet::Attitude,
        Facet::Environment => data::Facet::Environment,
        Facet::Channel => data::Facet::Channel,
    }
}

/// What at least half of every persona says, commonest first.
fn shared(words: &Words<'_>, wing: &Audience) -> Vec<data::Statement> {
    let groups = wing.crosstab.groups();
    if groups < 2 || wing.faces.is_empty() {
        return Vec::new();
    }
    let everywhere = wing.crosstab.cells.chunks(groups).filter(|line| {
        line[0].level.is_some()
            && line
                .iter()
                .all(|cell| cell.share.is_some_and(|share| share >= 0.5))
    });
    let mut found: Vec<Statement> = everywhere
        .map(|line| {
            let mut one = crate::persona::statement(&line[0], StatementKind::Typical);
            one.share = line[0].overall;
            (one.low, one.high, one.effect, one.p, one.elsewhere) = (None, None, None, None, None);
            one.n = line.iter().map(|cell| cell.n).sum();
            one.base = line.iter().map(|cell| cell.base).sum();
            one
        })
        .collect();
    found.sort_by(|a, b| b.share.unwrap_or(0.0).total_cmp(&a.share.unwrap_or(0.0)));
    found.truncate(12);
    found
        .iter()
        .map(|one| statement(words, one, false))
        .collect()
}

/// The lines of the crosstab that tell personas apart best.
fn profiles(words: &Words<'_>, wing: &Audience) -> Vec<data::Profile> {
    let groups = wing.crosstab.groups();
    if groups < 2 || wing.faces.is_empty() {
        return Vec::new();
    }
    let telling = |line: &[crate::persona::Cell]| {
        line.iter()
            .filter_map(|cell| cell.effect)
            .map(f64::abs)
            .fold(0.0, f64::max)
    };
    let mut lines: Vec<&[crate::persona::Cell]> = wing
        .crosstab
        .cells
        .chunks(groups)
        .filter(|line| line[0].role != Role::Outcome && telling(line) > 0.0)
        .collect();
    lines.sort_by(|a, b| telling(b).total_cmp(&telling(a)));
    lines.truncate(PROFILES);
    lines
        .into_iter()
        .map(|line| data::Profile {
            attribute: line[0].attribute.clone(),
            question: words.question(&line[0].attribute),
            answer: line[0]
                .level
                .as_ref()
                .map(|level| words.answer(&line[0].attribute, level)),
            scale: line[0].level.is_none().then(|| range(line)),
            overall: line[0].overall,
            values: line
                .iter()
                .map(|cell| data::ProfileValue {
                    value: cell.share,
                    low: cell.low,
                    high: cell.high,
                })
                .collect(),
        })
        .collect()
}

/// The range that holds all intervals of a line of means.
fn range(line: &[crate::persona::Cell]) -> (f64, f64) {
    let low = line
        .iter()
        .filter_map(|cell| cell.low)
        .fold(f64::INFINITY, f64::min);
    let high = line
        .iter()
        .filter_map(|cell| cell.high)
        .fold(f64::NEG_INFINITY, f64::max);
    if low < high { (low, high) } else { (0.0, 1.0) }
}

/// An even sample of the respondents on their plane.
fn map(wing: &Audience) -> Option<data::RespondentMap> {
    let map = wing.segmentation.map.as_ref()?;
    let step = map.points.len().div_ceil(POINTS).max(1);
    let grouped = !wing.faces.is_empty();
    let point = |row: usize| data::MapPoint {
        x: f64::from(map.points[row][0]),
        y: f64::from(map.points[row][1]),
        persona: Some(wing.labels[row] as usize).filter(|_| grouped),
    };
    Some(data::RespondentMap {
        explained: (map.explained[0], map.explained[1]),
        points: (0..map.points.len()).step_by(step).map(point).collect(),
        of: map.points.len() as u64,
    })
}
