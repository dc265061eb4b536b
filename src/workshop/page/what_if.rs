//! *What if?*: questions in or out, another method, with or without weights; what moves; keep or throw
//! away.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::{Frame, Ready, Shown, Trouble, Truth, Visit, answer, kept};
use crate::brief::Card;
use crate::pipeline::Session;
use crate::project::{Method, WorkshopSettings};
use crate::table::{Kind, Role};
use crate::workshop::desk::Trial;
use crate::workshop::truth::version;

/// Its name as work in the background.
const WORK: &str = "trial";

#[derive(Serialize)]
struct Page {
    frame: Frame,
    questions: Vec<Question>,
    latent: bool,
    given: bool,
    weights: Option<bool>,
    waiting: bool,
    failed: Vec<String>,
    trial: Option<Found>,
    text: String,
}

#[derive(Serialize)]
struct Question {
    name: String,
    label: String,
    shapes: bool,
}

/// What the trial found, held against what stands.
#[derive(Serialize)]
struct Found {
    headline: String,
    sure: String,
    seen: String,
    /// The settings, for the button that keeps them.
    value: String,
    now: Vec<Card>,
    then: Vec<Card>,
    /// For each group of now: how many go where.
    moves: Vec<Vec<Move>>,
    /// Share of respondents who stay with those they are with now.
    stay: Option<f64>,
    lines: String,
}

#[derive(Serialize)]
struct Move {
    n: u64,
    share: f64,
}

pub(super) fn page(visit: &Visit<'_>, ready: &Ready, truth: &Truth) -> Shown {
    let body = visit
        .pages()
        .render("workshop/what_if.html", find(visit, ready, truth)?)?;
    Ok(answer::html(body))
}

/// Tries settings out, or throws them away; the part of the page that says so.
pub(super) fn ask(visit: &Visit<'_>, ready: &Ready, truth: &Truth, body: &[u8]) -> Shown {
    let sent: BTreeMap<String, Vec<String>> =
        serde_json::from_slice(body).map_err(|_| Trouble::NoSuchPage)?;
    if sent.contains_key("away") {
        visit.desk.try_out(None);
    } else {
        let settings = settings(ready, truth, &sent);
        visit.desk.try_out(None);
        visit.desk.work(WORK, move |desk| {
            let session = Session::open(&desk.project, settings.clone(), &|_, _| ())?;
            let ready = Ready::new(session);
            ready.cast(ready.session.chosen())?;
            desk.try_out(Some(Arc::new(Trial { settings, ready })));
            Ok(())
        });
    }
    let body = visit
        .pages()
        .render("workshop/trial.html", find(visit, ready, truth)?)?;
    Ok(answer::html(body))
}

/// The settings a form asks for: what differs from the table as it is read now.
fn settings(
    ready: &Ready,
    truth: &Truth,
    sent: &BTreeMap<String, Vec<String>>,
) -> WorkshopSettings {
    let mut settings = truth.workshop.settings.clone();
    settings.count = None;
    let none = Vec::new();
    let shaping = sent.get("shapes").unwrap_or(&none);
    for question in questions(ready) {
        let shapes = shaping.contains(&question.name);
        if shapes != question.shapes {
            let role = if shapes {
                Role::Segmentation
            } else {
                Role::Descriptor
            };
            let own = settings.attributes.entry(question.name).or_default();
            own.role = Some(role);
        }
    }
    match sent
        .get("method")
        .and_then(|all| all.first())
        .map(String::as_str)
    {
        Some("kmeans") if ready.session.project().segments.method != Method::Kmeans => {
            settings.method = Some(Method::Kmeans);
        }
        Some("latent") => settings.method = Some(Method::LatentClass),
        _ => {}
    }
    if weighted(ready, truth).is_some() {
        let on = sent.contains_key("weights");
        settings.weights = if on { None } else { Some(false) };
    }
    settings
}

/// Questions that shape the groups, or could.
fn questions(ready: &Ready) -> Vec<Question> {
    let attributes = ready.session.questions().iter();
    attributes
        .filter(|one| matches!(one.role, Role::Segmentation | Role::Descriptor))
        .filter(|one| !matches!(one.kind, Kind::Text | Kind::Date))
        .map(|one| Question {
            name: one.name.clone(),
            label: one.label.clone(),
            shapes: one.role == Role::Segmentation,
        })
        .collect()
}

/// Whether weights count; `None` where the project names none.
fn weighted(ready: &Ready, truth: &Truth) -> Option<bool> {
    let audience = ready.session.project().audience.as_ref()?;
    match truth.workshop.settings.weights {
        Some(on) => Some(on),
        None => audience.weight.as_ref().map(|_| true),
    }
}

fn find(visit: &Visit<'_>, ready: &Ready, truth: &Truth) -> Result<Page, Trouble> {
    let trial = match visit.desk.trial() {
        Some(trial) => Some(found(visit, ready, truth, &trial)?),
        None => None,
    };
    let waiting = visit.desk.works(WORK);
    let method = ready.session.project().segments.method;
    Ok(Page {
        frame: visit.frame("what_if", Some(ready), truth),
        questions: questions(ready),
        latent: method == Method::LatentClass,
        given: method == Method::Given,
        weights: weighted(ready, truth),
        waiting,
        failed: visit.desk.failure(WORK).unwrap_or_default(),
        text: match &trial {
            Some(found) => found.headline.clone(),
            None if waiting => visit.text("workshop.what_if.waiting", &[]),
            None => String::new(),
        },
        trial,
    })
}

fn found(visit: &Visit<'_>, ready: &Ready, truth: &Truth, trial: &Trial) -> Result<Found, Trouble> {
    let pages = visit.pages();
    let k = kept(&ready.session, truth);
    let now = ready.cast(k)?.ok_or(Trouble::NoSuchPage)?;
    let own = trial.ready.session.chosen();
    let then = trial.ready.cast(own)?.ok_or(Trouble::NoSuchPage)?;
    let story_now = ready.story(k, visit.lang)?.ok_or(Trouble::NoSuchPage)?;
    let story = trial
        .ready
        .story(own, visit.lang)?
        .ok_or(Trouble::NoSuchPage)?;
    let (headline, sure) = pages.verdict(&story);
    let moved = Session::moves(&now, &then).unwrap_or_default();
    let least = u64::from(story.privacy.min_cell);
    let stay = share_that_stays(&moved);
    let moves = moved.iter().map(|row| {
        let all: u64 = row.iter().sum();
        let one = |&n: &u64| Move {
            n: if n < least { 0 } else { n },
            share: if n < least {
                0.0
            } else {
                n as f64 / all.max(1) as f64
            },
        };
        row.iter().map(one).collect()
    });
    Ok(Found {
        headline,
        sure,
        seen: version(&truth.workshop.settings),
        value: serde_json::to_string(&trial.settings).unwrap_or_default(),
        moves: moves.collect(),
        stay,
        now: pages.cards(&story_now),
        then: pages.cards(&story),
        lines: crate::yaml::write(&trial.settings).unwrap_or_default(),
    })
}

/// Those who stay: for each group the largest part that goes the same way.
fn share_that_stays(moved: &[Vec<u64>]) -> Option<f64> {
    let all: u64 = moved.iter().flatten().sum();
    let stay: u64 = moved.iter().filter_map(|row| row.iter().max()).sum();
    (all > 0).then(|| stay as f64 / all as f64)
}
