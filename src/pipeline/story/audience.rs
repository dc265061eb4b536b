//! The people wing in the words of the documents.

use std::collections::BTreeMap;

use super::super::audience::{Audience, Face};
use super::words::{Words, statement};
use crate::brief::data;
use crate::persona::{
    Audience as Readership, Cell, GoldenQuestion, Language, Measure, OutcomeValidity, Persona,
    ProfileRow, QuestionOption, Release, ShownStatement, SmallestCells, StatementKind, TypingTool,
    Withheld,
};
use crate::segment::{Candidate, Objection, Reason, Segmentation, Verdict, Why};
use crate::table::{Kind, Role};

/// Lines of the profile figure at most.
const PROFILES: usize = 30;
/// Respondents on the map at most.
const POINTS: usize = 2000;

/// Who reads, in which language, and the smallest cells they may see.
pub(super) struct Reading {
    pub french: bool,
    pub audience: Readership,
    pub smallest: SmallestCells,
}

/// The audience as the documents tell it to their readers.
pub(super) fn audience(wing: &Audience, readers: &Reading) -> data::Audience {
    let segmentation = &wing.segmentation;
    let words = Words {
        table: &wing.table,
        french: readers.french,
    };
    let public = readers.audience == Readership::Public;
    let release = Release::new(&wing.crosstab, readers.audience, readers.smallest);
    let weighted = wing.table.weights.is_some();
    let candidates = segmentation.candidates.iter();
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
        criteria: candidates.map(|one| criterion(segmentation, one)).collect(),
        criteria_sample: segmentation.sampled.map(|rows| rows as u64),
        method: wing.method.0.clone(),
        given_by: wing.method.1.clone(),
        personas: personas(&words, &wing.faces, &release, readers, &wing.reached_by),
        runner_up: segmentation.runner_up.map(|k| data::RunnerUp {
            k,
            personas: wing.runner_up.as_ref().map_or(Vec::new(), |second| {
                let release = Release::new(&second.crosstab, readers.audience, readers.smallest);
                personas(&words, &second.faces, &release, readers, &BTreeMap::new())
            }),
        }),
        typical: wing.typical.as_ref().map(|profile| {
            let shown = release.profile(profile);
            data::Typical {
                statements: shown
                    .iter()
                    .map(|one| statement(&words, one, false))
                    .collect(),
                compare_by: words.descriptors(),
            }
        }),
        shared: if public {
            Vec::new()
        } else {
            shared(&words, wing, &release)
        },
        profiles: profiles(&words, wing, &release),
        map: if public { None } else { map(wing) },
        typing: wing
            .typing
            .as_ref()
            .map(|typing| golden(&words, &typing.tool)),
        outcomes: outcomes(&words, wing, public),
        badly_represented: wing.badly_represented,
        screen: Some(data::Screen {
            straight_liners: wing.junk.straight_lines,
            refusers: wing.junk.refusers,
            duplicates: wing.junk.duplicates,
            speeders: wing.junk.speeders,
        })
        .filter(|screen| *screen != data::Screen::default() && !public),
    }
}

/// The golden questions in the words of the table.
fn golden(words: &Words<'_>, tool: &TypingTool) -> data::Typing {
    let points = |points: &[i64]| points.iter().map(|&one| one as f64).collect();
    let answer = |question: &GoldenQuestion, place: usize| data::AnswerScore {
        answer: match &question.options[place] {
            QuestionOption {
                level: Some(level), ..
            } => words.answer(&question.attribute, level),
            band => words.band(band),
        },
        points: points(&question.points[place]),
    };
    let ask = |question: &GoldenQuestion| data::Golden {
        attribute: question.attribute.clone(),
        question: words.question(&question.attribute),
        multi: question.kind == Kind::Multi,
        answers: (0..question.options.len())
            .map(|place| answer(question, place))
            .collect(),
    };
    data::Typing {
        questions: tool.questions.iter().map(ask).collect(),
        accuracy: tool
            .accuracy
            .iter()
            .map(|one| data::Accuracy {
                questions: one.questions,
                accuracy: one.accuracy,
                low: Some(one.low),
                high: Some(one.high),
            })
            .collect(),
        start: points(&tool.start),
    }
}

/// Outcomes the groups were tested on; how many answered is for the team.
fn outcomes(words: &Words<'_>, wing: &Audience, public: bool) -> Vec<data::Outcome> {
    let outcome = |one: &OutcomeValidity| data::Outcome {
        question: match &one.level {
            Some(level) => {
                let answer = words.answer(&one.attribute, level);
                format!("{}: {answer}", words.question(&one.attribute))
            }
            None => words.question(&one.attribute),
        },
        measure: match one.measure {
            Measure::CramersV => "cramers_v",
            Measure::EtaSquared => "eta_squared",
        }
        .to_owned(),
        value: one.held_out,
        n: Some(one.n).filter(|_| !public),
    };
    wing.outcomes.iter().map(outcome).collect()
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

/// Personas as their readers may see them. Where a persona is too small to be shown, none is:
/// what is left out could be told from the others.
fn personas(
    words: &Words<'_>,
    faces: &[Face],
    release: &Release<'_>,
    readers: &Reading,
    reached_by: &BTreeMap<String, Vec<data::ReachedBy>>,
) -> Vec<data::Persona> {
    let cards: Vec<Persona> = faces.iter().map(|face| face.persona.clone()).collect();
    let language = if readers.french {
        Language::French
    } else {
        Language::English
    };
    let shown = release.personas(words.table, &cards, language);
    if shown.iter().any(|one| one.share.is_none()) {
        return Vec::new();
    }
    let public = readers.audience == Readership::Public;
    let both = faces.iter().zip(shown);
    both.map(|(face, shown)| data::Persona {
        name: Some(face.persona.name.clone()).filter(|name| !name.is_empty()),
        // The team's own title stands in `edits`; this one is the machine's.
        title: if public {
            shown.title
        } else {
            face.persona.title.clone()
        },
        portrait: Some(face.portrait.clone()).filter(|svg| !svg.is_empty()),
        share: shown.share.unwrap_or(0.0),
        share_low: Some(face.size.low).filter(|_| !public),
        share_high: Some(face.size.high).filter(|_| !public),
        n: shown.n.unwrap_or(0),
        stability: shown.stability,
        coverage: shown.coverage.map(|coverage| data::Match {
            all: coverage.all,
            three_quarters: coverage.three_quarters,
            of: coverage.base,
        }),
        statements: shown
            .statements
            .iter()
            .map(|one| statement(words, one, pinned(&face.persona, one)))
            .collect(),
        quotes: if public { Vec::new() } else { quotes(face) },
        reached_by: reached_by.get(&shown.slug).cloned().unwrap_or_default(),
        edits: edits(face, public),
        slug: shown.slug,
    })
    .collect()
}

fn pinned(card: &Persona, one: &ShownStatement) -> bool {
    card.people.pinned.iter().any(|reference| {
        reference.attribute == one.attribute
            && (reference.level.is_none() || reference.level == one.level)
    })
}

fn quotes(face: &Face) -> Vec<data::Quote> {
    let quote = |text: &String| data::Quote {
        text: text.clone(),
        language: None,
    };
    face.quotes.iter().map(quote).collect()
}

fn edits(face: &Face, public: bool) -> Option<data::Edits> {
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
        notes: people
            .notes
            .clone()
            .into_iter()
            .filter(|_| !public)
            .collect(),
        merged: people.merged.clone(),
        hidden: hidden as u64,
    })
}

/// What at least half of every persona says, commonest first.
fn shared(words: &Words<'_>, wing: &Audience, release: &Release<'_>) -> Vec<data::Statement> {
    let groups = wing.crosstab.groups();
    if groups < 2 || wing.faces.is_empty() {
        return Vec::new();
    }
    let half = |cell: &Cell| cell.share.is_some_and(|share| share >= 0.5);
    let everywhere = wing
        .crosstab
        .cells
        .chunks(groups)
        .filter(|line| line[0].level.is_some() && line.iter().all(half));
    let mut found: Vec<ShownStatement> = everywhere
        .filter_map(|line| {
            let one = crate::persona::statement(&line[0], StatementKind::Typical);
            let mut one = release.statement(0, &one)?;
            one.share = line[0].overall;
            (one.low, one.high, one.effect, one.p, one.elsewhere) = (None, None, None, None, None);
            one.n = Some(line.iter().map(|cell| cell.n).sum());
            one.base = Some(line.iter().map(|cell| cell.base).sum());
            Some(one)
        })
        .collect();
    found.sort_by(|a, b| b.share.unwrap_or(0.0).total_cmp(&a.share.unwrap_or(0.0)));
    found.truncate(12);
    found
        .iter()
        .map(|one| statement(words, one, false))
        .collect()
}

/// The lines of the crosstab that tell personas apart best, as far as they may be shown.
fn profiles(words: &Words<'_>, wing: &Audience, release: &Release<'_>) -> Vec<data::Profile> {
    let groups = wing.crosstab.groups();
    if groups < 2 || wing.faces.is_empty() {
        return Vec::new();
    }
    let slugs: Vec<String> = wing
        .faces
        .iter()
        .map(|face| face.persona.slug.clone())
        .collect();
    let rows = release.rows(&slugs);
    let telling = |line: &[Cell]| {
        let effects = line.iter().filter_map(|cell| cell.effect);
        effects.map(f64::abs).fold(0.0, f64::max)
    };
    let shown = |line: &[ProfileRow]| line.iter().all(|row| row.withheld == Withheld::Nothing);
    let mut lines: Vec<(&[Cell], &[ProfileRow])> = wing
        .crosstab
        .cells
        .chunks(groups)
        .zip(rows.chunks(groups))
        .filter(|(line, row)| line[0].role != Role::Outcome && telling(line) > 0.0 && shown(row))
        .collect();
    lines.sort_by(|a, b| telling(b.0).total_cmp(&telling(a.0)));
    lines.truncate(PROFILES);
    let profile = |(line, rows): (&[Cell], &[ProfileRow])| data::Profile {
        attribute: line[0].attribute.clone(),
        question: words.question(&line[0].attribute),
        answer: line[0]
            .level
            .as_ref()
            .map(|level| words.answer(&line[0].attribute, level)),
        scale: line[0].level.is_none().then(|| range(line)),
        overall: rows[0].overall,
        values: rows
            .iter()
            .map(|row| data::ProfileValue {
                value: row.share,
                low: row.low,
                high: row.high,
            })
            .collect(),
    };
    lines.into_iter().map(profile).collect()
}

/// The range that holds all intervals of a line of means.
fn range(line: &[Cell]) -> (f64, f64) {
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
