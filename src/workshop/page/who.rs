//! *Who are they?*: one persona large, everything about it to be named, doubted, hidden, merged.

use serde::Serialize;

use super::{Frame, Ready, Shown, Trouble, Truth, Visit, answer, kept};
use crate::brief::data::{Data, Persona, Statement};
use crate::brief::{Card, FACETS, Line, facet_key};
use crate::persona::{PeopleBlock, StatementRef};
use crate::pipeline::Cast;
use crate::workshop::truth::version;

#[derive(Serialize)]
struct Page {
    frame: Frame,
    cards: Vec<Card>,
    card: Option<Card>,
    machine: Machine,
    people: Written,
    seen: String,
    facets: Vec<FacetView>,
    hidden: Vec<Claim>,
    merged: Vec<Part>,
    kind: &'static str,
}

/// What people wrote, as fields show it.
#[derive(Serialize)]
struct Written {
    name: String,
    title: String,
    story: String,
    goals: String,
    notes: String,
}

/// What the machine called it.
#[derive(Serialize, Default)]
struct Machine {
    name: String,
    title: String,
}

#[derive(Serialize)]
struct Part {
    slug: String,
    name: String,
}

#[derive(Serialize)]
struct FacetView {
    key: &'static str,
    claims: Vec<Claim>,
}

/// A statement with what can be done to it.
#[derive(Serialize)]
struct Claim {
    id: String,
    line: Line,
    pinned: bool,
    /// The reference, for the script.
    reference: String,
    /// How many people that is, in words.
    people: String,
    /// Of a hundred, how many.
    dots: Option<u32>,
}

pub(super) fn page(visit: &Visit<'_>, ready: &Ready, truth: &Truth) -> Shown {
    let k = kept(&ready.session, truth);
    let cast = ready.cast(k)?.ok_or(Trouble::NoSuchPage)?;
    let story = ready.story(k, visit.lang)?.ok_or(Trouble::NoSuchPage)?;
    let pages = visit.pages();
    let cards = pages.cards(&story);
    let asked = visit.asked("p").unwrap_or_default();
    let card = cards.iter().find(|card| card.slug == asked);
    let card = card.or(cards.first()).cloned();
    let slug = card.as_ref().map_or("", |card| &card.slug).to_owned();
    let people = truth.people(&slug);
    let whole = unhidden(visit, ready, &cast, &slug, &people);
    let (facets, hidden) = claims(visit, &cast, &whole, &slug, &people);
    let own = cast.persona(&slug);
    let page = Page {
        frame: visit.frame("who", Some(ready), truth),
        machine: own.map_or(Machine::default(), |own| Machine {
            name: own.name.clone(),
            title: machine_title(&story, &slug),
        }),
        seen: version(&people),
        merged: merged(truth, &people),
        kind: kind(&cast, &story),
        cards,
        card,
        people: written(people),
        facets,
        hidden,
    };
    let body = pages.render("workshop/who.html", page)?;
    Ok(answer::html(body))
}

fn written(people: PeopleBlock) -> Written {
    Written {
        name: people.name.unwrap_or_default(),
        title: people.title.unwrap_or_default(),
        story: people.story.unwrap_or_default(),
        goals: people.goals.join("\n"),
        notes: people.notes.unwrap_or_default(),
    }
}

/// What the groups are to be called.
pub(super) fn kind(cast: &Cast, story: &Data) -> &'static str {
    use crate::brief::data::Verdict;
    match story.audience.as_ref().map(|one| one.verdict) {
        Some(Verdict::Given) => "given",
        _ if cast.has_personas() => "persona",
        Some(_) if cast.k().is_some() => "working",
        _ => "none",
    }
}

fn persona<'a>(story: &'a Data, slug: &str) -> Option<&'a Persona> {
    let audience = story.audience.as_ref()?;
    audience.personas.iter().find(|one| one.slug == slug)
}

fn machine_title(story: &Data, slug: &str) -> String {
    persona(story, slug).map_or(String::new(), |one| one.title.clone())
}

/// The story with nothing hidden of one persona: whoever hides must be able to show again.
fn unhidden(
    visit: &Visit<'_>,
    ready: &Ready,
    cast: &Cast,
    slug: &str,
    people: &PeopleBlock,
) -> Data {
    let open = PeopleBlock {
        hidden: Vec::new(),
        ..people.clone()
    };
    let cast = cast.with_people(slug, &open);
    ready.session.data(&cast, visit.lang.into())
}

fn claims(
    visit: &Visit<'_>,
    cast: &Cast,
    story: &Data,
    slug: &str,
    people: &PeopleBlock,
) -> (Vec<FacetView>, Vec<Claim>) {
    let Some(persona) = persona(story, slug) else {
        return (Vec::new(), Vec::new());
    };
    let place = story
        .audience
        .iter()
        .flat_map(|audience| &audience.personas)
        .position(|one| one.slug == slug);
    let lines = visit.pages().lines(story, &persona.statements);
    let mut facets: Vec<FacetView> = FACETS
        .map(|facet| FacetView {
            key: facet_key(facet),
            claims: Vec::new(),
        })
        .into();
    let mut hidden = Vec::new();
    for (at, (statement, line)) in persona.statements.iter().zip(lines).enumerate() {
        let points = |list: &[StatementRef]| {
            list.iter().any(|one| {
                one.attribute == statement.attribute
                    && (one.level.is_none() || one.level == statement.level)
            })
        };
        let reference = StatementRef {
            attribute: statement.attribute.clone(),
            level: statement.level.clone(),
        };
        let facet = line.facet;
        let claim = Claim {
            id: format!("s{at}"),
            pinned: points(&people.pinned),
            reference: serde_json::to_string(&reference).unwrap_or_default(),
            people: how_many(visit, cast, statement, place.unwrap_or(0), story),
            dots: statement
                .share
                .map(|share| (share.clamp(0.0, 1.0) * 100.0).round() as u32),
            line,
        };
        if points(&people.hidden) && !claim.pinned {
            hidden.push(claim);
        } else if let Some(view) = facets.iter_mut().find(|view| view.key == facet) {
            view.claims.push(claim);
        }
    }
    facets.retain(|view| !view.claims.is_empty());
    (facets, hidden)
}

/// How many people a statement stands on, here and in the whole audience. What would tell of a few
/// people elsewhere is not said.
fn how_many(
    visit: &Visit<'_>,
    cast: &Cast,
    statement: &Statement,
    place: usize,
    story: &Data,
) -> String {
    let (Some(n), Some(base)) = (statement.n, statement.base) else {
        return visit.text("workshop.people.few", &[]);
    };
    if statement.mean.is_some() {
        return visit.text("workshop.people.mean", &[("n", base.into())]);
    }
    let fills = [("n", n.into()), ("base", base.into())];
    let mut text = visit.text("workshop.people.here", &fills);
    let least = u64::from(story.privacy.min_cell);
    let counts = cast.counts(&statement.attribute, statement.level.as_deref());
    let others = counts.iter().enumerate().filter(|(at, _)| *at != place);
    let others: u64 = others.map(|(_, count)| count.n).sum();
    if !counts.is_empty() && (others == 0 || others >= least) {
        let all: u64 = counts.iter().map(|count| count.base).sum();
        let fills = [("n", (n + others).into()), ("base", all.into())];
        text = format!("{text} {}", visit.text("workshop.people.all", &fills));
    }
    text
}

fn merged(truth: &Truth, people: &PeopleBlock) -> Vec<Part> {
    let part = |slug: &String| Part {
        slug: slug.clone(),
        name: truth
            .persona(slug)
            .map_or(slug.clone(), |(_, one, _)| one.shown_name().to_owned()),
    };
    people.merged.iter().map(part).collect()
}
