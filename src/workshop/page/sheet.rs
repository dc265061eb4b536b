//! The decision sheet: what was decided, by how many, on what evidence.

use serde::Serialize;

use super::who::kind;
use super::{Ready, Shown, Trouble, Truth, Visit, answer, kept, verdict};
use crate::brief::data::Criterion;
use crate::brief::{self, Card, Templates};
use crate::project::{SessionNote, Step};

/// What was decided, as the page and the exported sheets show it.
#[derive(Serialize)]
pub(super) struct Sheet {
    pub title: String,
    pub version: &'static str,
    pub session: SessionView,
    pub kind: &'static str,
    pub kept: Option<usize>,
    pub found: Option<usize>,
    pub decided: bool,
    pub headline: String,
    pub sure: String,
    pub respondents: u64,
    pub criterion: Option<Criterion>,
    pub cards: Vec<CardLine>,
    pub votes: Vec<VoteView>,
    pub notes: String,
    pub questions: Vec<String>,
    pub next: Vec<StepView>,
    pub settings: Vec<String>,
}

#[derive(Serialize)]
pub(super) struct SessionView {
    pub date: String,
    pub who: String,
    pub present: Option<u32>,
}

#[derive(Serialize)]
pub(super) struct StepView {
    what: String,
    who: String,
    when: String,
}

/// A persona with what the team made of it.
#[derive(Serialize)]
pub(super) struct CardLine {
    pub card: Card,
    /// Names of the groups the room merged into it.
    pub merged: Vec<String>,
    /// The machine's name, where the team gave another.
    pub was: Option<String>,
}

/// A vote with its hands added up.
#[derive(Serialize)]
pub(super) struct VoteView {
    pub question: String,
    pub options: Vec<OptionView>,
    pub decided: String,
    pub hands: u32,
    /// Those present who raised no hand, where it is known how many were.
    pub others: Option<u32>,
}

#[derive(Serialize)]
pub(super) struct OptionView {
    pub answer: String,
    pub hands: Option<u32>,
    /// Share of the hands raised.
    pub share: Option<f64>,
    /// Whether no other answer has more.
    pub most: bool,
}

/// Puts the sheet together.
pub(super) fn sheet(visit: &Visit<'_>, ready: &Ready, truth: &Truth) -> Result<Sheet, Trouble> {
    let k = kept(&ready.session, truth);
    let cast = ready.cast(k)?.ok_or(Trouble::NoSuchPage)?;
    let story = ready.story(k, visit.lang)?.ok_or(Trouble::NoSuchPage)?;
    let audience = story.audience.as_ref().ok_or(Trouble::NoSuchPage)?;
    let pages = visit.pages();
    let (headline, sure) = verdict(visit, &story);
    let workshop = &truth.workshop;
    let name = |slug: &String| {
        let own = truth.persona(slug);
        own.map_or(slug.clone(), |(_, one, _)| one.shown_name().to_owned())
    };
    let line = |card: Card| CardLine {
        merged: card.merged.iter().map(name).collect(),
        was: cast
            .persona(&card.slug)
            .filter(|one| one.people.name.is_some())
            .map(|one| one.name.clone()),
        card,
    };
    let present = workshop.session.present;
    Ok(Sheet {
        title: story.project.title.clone(),
        version: env!("CARGO_PKG_VERSION"),
        session: session(&workshop.session),
        kind: kind(&cast, &story),
        kept: k,
        found: ready.session.chosen(),
        decided: workshop.settings.count.is_some(),
        headline,
        sure,
        respondents: audience.respondents,
        criterion: audience
            .criteria
            .iter()
            .find(|one| Some(one.k) == k)
            .cloned(),
        cards: pages.cards(&story).into_iter().map(line).collect(),
        votes: workshop
            .votes
            .iter()
            .map(|one| vote(one, present))
            .collect(),
        notes: workshop.notes.clone(),
        questions: workshop.questions.clone(),
        next: workshop.next.iter().map(step).collect(),
        settings: settings(visit, ready, truth),
    })
}

fn session(note: &SessionNote) -> SessionView {
    SessionView {
        date: note.date.clone(),
        who: note.who.clone(),
        present: note.present,
    }
}

fn step(step: &Step) -> StepView {
    StepView {
        what: step.what.clone(),
        who: step.who.clone(),
        when: step.when.clone(),
    }
}

fn vote(vote: &crate::project::Vote, present: Option<u32>) -> VoteView {
    let counted = vote.options.iter().filter_map(|one| one.hands);
    let hands: u32 = counted.clone().fold(0, u32::saturating_add);
    let most = counted.max().unwrap_or(0);
    let option = |one: &crate::project::Hands| OptionView {
        answer: one.answer.clone(),
        hands: one.hands,
        share: one
            .hands
            .filter(|_| hands > 0)
            .map(|own| f64::from(own) / f64::from(hands)),
        most: most > 0 && one.hands == Some(most),
    };
    VoteView {
        question: vote.question.clone(),
        options: vote.options.iter().map(option).collect(),
        decided: vote.decided.clone(),
        hands,
        others: present
            .filter(|_| hands > 0)
            .and_then(|present| present.checked_sub(hands))
            .filter(|&others| others > 0),
    }
}

/// Settings the room put over the project file, in words.
fn settings(visit: &Visit<'_>, ready: &Ready, truth: &Truth) -> Vec<String> {
    use crate::table::Role;
    let settings = &truth.workshop.settings;
    let mut lines = Vec::new();
    if let Some(method) = settings.method {
        let key = match method {
            crate::project::Method::Kmeans => "workshop.method.kmeans",
            crate::project::Method::LatentClass => "workshop.method.latent",
            crate::project::Method::Given => "workshop.method.given",
        };
        lines.push(visit.text(key, &[]));
    }
    if settings.weights == Some(false) {
        lines.push(visit.text("workshop.settings.unweighted", &[]));
    }
    for (name, one) in &settings.attributes {
        let mut questions = ready.session.questions().iter();
        let label = questions.find(|own| own.name == *name);
        let label = label.map_or(name.as_str(), |own| own.label.as_str());
        let key = match one.role {
            Some(Role::Segmentation) => "workshop.settings.in",
            Some(Role::Ignore) => "workshop.settings.ignored",
            Some(_) => "workshop.settings.out",
            None => "workshop.settings.corrected",
        };
        lines.push(visit.text(key, &[("question", label.into())]));
    }
    lines
}

/// A file to keep: the sheet as Markdown or as a page, the cards as `build` writes them.
pub(super) fn export(visit: &Visit<'_>, ready: &Ready, truth: &Truth, name: &str) -> Shown {
    let pages = visit.pages();
    let kind = match name {
        "decisions.md" => "text/markdown; charset=utf-8",
        "decisions.html" | "cards.html" => "text/html; charset=utf-8",
        _ => return Err(Trouble::NoSuchPage),
    };
    let body = if name == "cards.html" {
        let k = kept(&ready.session, truth);
        let story = ready.story(k, visit.lang)?.ok_or(Trouble::NoSuchPage)?;
        let mut documents = brief::render(&story, &Templates::default(), visit.lang)?;
        documents.files.remove(name).ok_or(Trouble::NoSuchPage)?
    } else {
        let sheet = sheet(visit, ready, truth)?;
        pages.render(&format!("workshop/{name}"), sheet)?
    };
    Ok(answer::download(name, kind, body))
}
