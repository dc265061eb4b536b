//! *How many?*: a slider over the number of groups, with the cards and the criteria of each.

use serde::Serialize;

use super::{Frame, Ready, Shown, Trouble, Truth, Visit, answer, kept, verdict};
use crate::brief::data::Criterion;
use crate::brief::{Card, Line};
use crate::workshop::truth::version;

#[derive(Serialize)]
struct Page {
    frame: Frame,
    steps: Vec<usize>,
    respondents: u64,
    #[serde(flatten)]
    number: Number,
}

#[derive(Serialize)]
struct Number {
    /// The number shown, the one found, and the one the room stands by.
    shown: Option<usize>,
    found: Option<usize>,
    kept: Option<usize>,
    decided: bool,
    /// How many numbers there are to choose from.
    numbers: usize,
    seen: String,
    headline: String,
    sure: String,
    /// The same in one line, for those who hear the page.
    text: String,
    cards: Vec<Card>,
    typical: Vec<Line>,
    criteria: Vec<Criterion>,
}

pub(super) fn page(visit: &Visit<'_>, ready: &Ready, truth: &Truth) -> Shown {
    let number = find(visit, ready, truth)?;
    let session = &ready.session;
    let story = ready.story(number.shown, visit.lang)?;
    let audience = story.as_ref().and_then(|story| story.audience.as_ref());
    let page = Page {
        frame: visit.frame("how_many", Some(ready), truth),
        steps: session.numbers(),
        respondents: audience.map_or(0, |one| one.respondents),
        number,
    };
    let body = visit.pages().render("workshop/how_many.html", page)?;
    Ok(answer::html(body))
}

pub(super) fn part(visit: &Visit<'_>, ready: &Ready, truth: &Truth) -> Shown {
    let number = find(visit, ready, truth)?;
    let body = visit.pages().render("workshop/number.html", number)?;
    Ok(answer::html(body))
}

fn find(visit: &Visit<'_>, ready: &Ready, truth: &Truth) -> Result<Number, Trouble> {
    let session = &ready.session;
    let kept = kept(&ready.session, truth);
    let asked = visit.asked("k").and_then(|k| k.parse::<usize>().ok());
    let shown = asked.filter(|k| session.numbers().contains(k)).or(kept);
    let story = ready.story(shown, visit.lang)?.ok_or(Trouble::NoSuchPage)?;
    let pages = visit.pages();
    let (headline, sure) = verdict(visit, &story);
    let audience = story.audience.as_ref().ok_or(Trouble::NoSuchPage)?;
    let typical = audience.typical.as_ref();
    Ok(Number {
        shown,
        found: session.chosen(),
        kept,
        decided: truth.workshop.settings.count.is_some(),
        numbers: session.numbers().len(),
        seen: version(&truth.workshop.settings),
        text: headline.clone(),
        headline,
        sure,
        cards: pages.cards(&story),
        typical: typical.map_or(Vec::new(), |one| pages.lines(&story, &one.statements)),
        criteria: audience.criteria.clone(),
    })
}
