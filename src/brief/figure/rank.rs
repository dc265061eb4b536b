//! The most supported people, with the intervals of their support.

use super::axis::{Axis, Tick, range};
use super::{Figure, Table, fitted};
use crate::brief::catalogue::Catalogue;
use crate::brief::data::{Data, Person, Role};
use crate::brief::environment::value;
use crate::brief::number;
use crate::brief::view;
use crate::brief::view::people::shown;
use serde::Serialize;

const MOST: usize = 15;
const WIDTH: f64 = 760.0;
const LEFT: f64 = 210.0;
const RIGHT: f64 = 650.0;
const ROW: f64 = 28.0;
const TOP: f64 = 40.0;

#[derive(Serialize)]
struct Marks {
    rows: Vec<Row>,
    ticks: Vec<Tick>,
    top: f64,
    bottom: f64,
    has_credible: bool,
    has_ranks: bool,
    end: f64,
}

#[derive(Serialize)]
struct Row {
    y: f64,
    label: String,
    reach: f64,
    low: Option<f64>,
    high: Option<f64>,
    credible: Option<f64>,
    flagged: bool,
    rank: String,
    start: f64,
}

/// The figure; `None` without people, and where nobody may be named.
pub fn figure(data: &Data, words: &Catalogue) -> Option<Figure> {
    let network = data.network.as_ref().filter(|_| view::shows_people(data))?;
    let mut people: Vec<&Person> = network
        .rows
        .iter()
        .filter(|p| !p.roles.contains(&Role::Brand) && !p.roles.contains(&Role::Staff))
        .collect();
    people.sort_by(|a, b| b.reach.total_cmp(&a.reach).then_with(|| a.id.cmp(&b.id)));
    people.truncate(MOST);
    if people.len() < 2 {
        return None;
    }
    let top = |person: &&Person| person.reach_high.unwrap_or(person.reach);
    let (_, most) = range(people.iter().map(top));
    let axis = Axis::new(0.0, most.max(1.0) * 1.02, LEFT, RIGHT);
    let bottom = TOP + people.len() as f64 * ROW;
    let rows = people.iter().enumerate().map(|(i, person)| Row {
        y: TOP + (i as f64 + 0.5) * ROW,
        label: fitted(&shown(&person.label, &person.id), 13.0, LEFT - 30.0),
        reach: axis.at(person.reach),
        low: person.reach_low.map(|low| axis.at(low)),
        high: person.reach_high.map(|high| axis.at(high)),
        credible: person.credible_reach.map(|credible| axis.at(credible)),
        flagged: !person.flags.is_empty(),
        rank: view::people::tier(person, words),
        start: LEFT,
    });
    let marks = Marks {
        rows: rows.collect(),
        ticks: axis.ticks(5, |value, digits| {
            number::decimal(words.lang(), value, digits)
        }),
        top: TOP,
        bottom,
        has_ranks: people.iter().any(|person| person.ranks.is_some()),
        end: WIDTH - 8.0,
        has_credible: people.iter().any(|person| person.credible_reach.is_some()),
    };
    Some(Figure {
        name: "rank",
        title: words.word("figure.rank.title"),
        insight: insight(&people, words),
        note: words.word("figure.rank.note"),
        width: WIDTH,
        height: bottom + 34.0,
        marks: value(&marks),
        table: table(&people, words),
    })
}

/// Whose support is least backed by trust, or who leads.
fn insight(people: &[&Person], words: &Catalogue) -> String {
    let backed = |person: &Person| {
        person
            .credible_reach
            .filter(|_| person.reach > 0.0)
            .map(|credible| credible / person.reach)
    };
    let first = people[0];
    let name = shown(&first.label, &first.id);
    let fills = [("name", name.into()), ("reach", first.reach.round().into())];
    let mut text = words.text("figure.rank.insight", &fills);
    // How far down the order is a draw: the places the first may hold.
    let first = people
        .iter()
        .filter_map(|person| Some((person, person.ranks?)));
    if let Some((person, (1, worst))) = first.min_by_key(|(_, ranks)| ranks.1) {
        let name = shown(&person.label, &person.id);
        let fills = [("name", name.into()), ("n", worst.into())];
        text = format!("{text} {}", words.text("figure.rank.places", &fills));
    }
    let bought = people
        .iter()
        .filter_map(|person| backed(person).map(|share| (person, share)))
        .filter(|(_, share)| *share < 0.5)
        .min_by(|a, b| a.1.total_cmp(&b.1));
    if let Some((person, share)) = bought {
        let name = shown(&person.label, &person.id);
        let share = number::percent(words.lang(), share, 0);
        let fills = [("name", name.into()), ("share", share.into())];
        text = format!("{text} {}", words.text("figure.rank.unbacked", &fills));
    }
    text
}

fn table(people: &[&Person], words: &Catalogue) -> Table {
    let write = |value: Option<f64>| {
        value.map_or_else(
            || number::ABSENT.to_owned(),
            |v| number::amount(words.lang(), v),
        )
    };
    let rows = people.iter().map(|person| {
        let row = view::people::row(person, words);
        let interval = match (person.reach_low, person.reach_high) {
            (Some(low), Some(high)) => words.text(
                "between",
                &[
                    ("low", write(Some(low)).into()),
                    ("high", write(Some(high)).into()),
                ],
            ),
            _ => number::ABSENT.to_owned(),
        };
        vec![
            row.label,
            write(Some(person.reach)),
            interval,
            write(person.credible_reach),
            if row.tier.is_empty() {
                number::ABSENT.to_owned()
            } else {
                row.tier
            },
            row.flag_line,
        ]
    });
    let keys = [
        "table.person",
        "table.reach",
        "table.interval",
        "table.credible_reach",
        "table.rank_head",
        "table.flags",
    ];
    Table {
        rows: rows.collect(),
        head: keys.iter().map(|key| words.word(key)).collect(),
        left_out: 0,
    }
}
