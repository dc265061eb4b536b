//! *Who reaches them?*: the network, its people and why, the plan with its size and costs.

use serde::Serialize;

use super::{Frame, Ready, Shown, Trouble, Truth, Visit, answer, kept};
use crate::brief::data::{Data, PlanRow};
use crate::brief::{Card, Drawn, Row};

/// People of the plan at least, so that its size can be looked at.
const SIZE: usize = 40;
/// People shown at once.
const SHOWN: usize = 25;

#[derive(Serialize)]
struct Page {
    frame: Frame,
    log: bool,
    waiting: bool,
    failed: Vec<String>,
    figure: Option<Drawn>,
    coverage: Vec<Covered>,
    plan: Vec<PlanLine>,
    of: u64,
    size: usize,
    people: People,
}

#[derive(Serialize, Default)]
struct People {
    rows: Vec<Row>,
    found: usize,
    text: String,
}

/// A persona with those who reach it.
#[derive(Serialize)]
struct Covered {
    card: Card,
    by: Vec<By>,
}

#[derive(Serialize)]
struct By {
    label: String,
    reach: f64,
}

#[derive(Serialize)]
struct PlanLine {
    rank: u32,
    label: String,
    platform: String,
    adds: f64,
    cumulative: f64,
    cost: Option<f64>,
    why: String,
    /// What a plan that ends here does, in words.
    said: String,
}

pub(super) fn page(visit: &Visit<'_>, ready: &Ready, truth: &Truth) -> Shown {
    let k = kept(&ready.session, truth);
    let log = ready.session.has_log();
    let name = format!("reach {}", k.unwrap_or(0));
    let whole = ready.whole(k, visit.lang);
    if log && whole.is_none() && visit.desk.failure(&name).is_none() {
        visit.desk.work(&name, move |desk| {
            let Some(ready) = desk.ready() else {
                return Ok(());
            };
            let begun = ready.edition();
            let cast = ready.cast(k)?;
            let session = &ready.session;
            let around = session.surroundings(cast.as_ref(), SIZE, &|_, _| ())?;
            ready.put_around(k, around, begun);
            Ok(())
        });
    }
    let pages = visit.pages();
    let figure = match &whole {
        Some(whole) => pages.figure(whole, "network")?,
        None => None,
    };
    let asked = ready.session.project().outreach.as_ref();
    let story = whole.as_deref();
    let page = Page {
        frame: visit.frame("reach", Some(ready), truth),
        log,
        waiting: visit.desk.works(&name),
        failed: visit.desk.failure(&name).unwrap_or_default(),
        figure,
        coverage: story.map_or(Ok(Vec::new()), |story| covered(visit, ready, k, story))?,
        plan: story.map_or(Vec::new(), |story| plan(visit, story)),
        of: story
            .and_then(|story| story.outreach.as_ref())
            .map_or(0, |plan| plan.of),
        size: asked.map_or(20, |asked| asked.size),
        people: story.map_or(People::default(), |story| people(visit, story)),
    };
    let body = pages.render("workshop/reach.html", page)?;
    Ok(answer::html(body))
}

/// The people found by a name.
pub(super) fn part(visit: &Visit<'_>, ready: &Ready, k: Option<usize>) -> Shown {
    #[derive(Serialize)]
    struct Part {
        people: People,
    }
    let story = ready.whole(k, visit.lang).ok_or(Trouble::NoSuchPage)?;
    let people = people(visit, &story);
    let body = visit
        .pages()
        .render("workshop/people.html", Part { people })?;
    Ok(answer::html(body))
}

fn people(visit: &Visit<'_>, story: &Data) -> People {
    let asked = visit.asked("q").unwrap_or_default().trim().to_lowercase();
    let asked = asked.trim_start_matches('@');
    let mut rows = visit.pages().people(story);
    rows.retain(|row| {
        asked.is_empty()
            || row.label.to_lowercase().contains(asked)
            || row.id.to_lowercase().contains(asked)
    });
    let found = rows.len();
    rows.truncate(SHOWN);
    let text = if found > SHOWN {
        let fills = [("n", found.into()), ("shown", SHOWN.into())];
        visit.text("workshop.people.first", &fills)
    } else {
        visit.text("workshop.people.found", &[("n", found.into())])
    };
    People { rows, found, text }
}

fn covered(
    visit: &Visit<'_>,
    ready: &Ready,
    k: Option<usize>,
    whole: &Data,
) -> Result<Vec<Covered>, Trouble> {
    // Names as they are now: those of the plan are as they were when it was made.
    let Some(story) = ready.story(k, visit.lang)? else {
        return Ok(Vec::new());
    };
    let cards = visit.pages().cards(&story);
    let reached = whole.audience.iter().flat_map(|one| &one.personas);
    let by = |slug: &str| -> Vec<By> {
        reached
            .clone()
            .filter(|one| one.slug == slug)
            .flat_map(|one| &one.reached_by)
            .map(|one| By {
                label: one.label.clone(),
                reach: one.reach,
            })
            .collect()
    };
    let covered = cards.into_iter().map(|card| Covered {
        by: by(&card.slug),
        card,
    });
    Ok(covered.filter(|one| !one.by.is_empty()).collect())
}

fn plan(visit: &Visit<'_>, story: &Data) -> Vec<PlanLine> {
    let Some(plan) = story.outreach.as_ref() else {
        return Vec::new();
    };
    let mut cost = 0.0;
    let mut lines = Vec::new();
    for (place, row) in plan.plan.iter().enumerate() {
        cost += row.cost.unwrap_or(0.0);
        lines.push(PlanLine {
            rank: row.rank,
            label: row.label.clone(),
            platform: row.platform.clone().unwrap_or_default(),
            adds: row.marginal_reach,
            cumulative: row.cumulative_reach,
            cost: row.cost,
            why: visit.pages().why(&row.reasons),
            said: said(visit, place + 1, row, plan.of, row.cost.map(|_| cost)),
        });
    }
    lines
}

fn said(visit: &Visit<'_>, size: usize, row: &PlanRow, of: u64, cost: Option<f64>) -> String {
    let fills = [
        ("n", size.into()),
        ("spread", row.cumulative_reach.round().into()),
        ("of", of.into()),
    ];
    let text = visit.text("workshop.plan.said", &fills);
    match cost {
        Some(cost) => {
            let cost = visit.text("workshop.plan.cost", &[("cost", cost.into())]);
            format!("{text} {cost}")
        }
        None => text,
    }
}
