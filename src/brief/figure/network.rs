//! The network, laid out, coloured by circle, with roles marked.

use super::axis::{Axis, range};
use super::{Figure, Table, fitted};
use crate::brief::catalogue::Catalogue;
use crate::brief::data::{Data, Drawing, DrawnPerson, Person, Role};
use crate::brief::environment::value;
use crate::brief::number;
use crate::brief::view;
use crate::brief::view::people::{role_key, role_name, shown};
use serde::Serialize;
use std::collections::BTreeMap;

const SIDE: f64 = 900.0;
const EDGE: f64 = 40.0;
/// Names written on the drawing.
const MOST_NAMES: usize = 14;
/// Rows of the table beside it.
const MOST_ROWS: usize = 60;

#[derive(Serialize)]
struct Marks {
    ties: Vec<TieMark>,
    people: Vec<PersonMark>,
    names: Vec<NameMark>,
    circles: Vec<Key>,
    roles: Vec<&'static str>,
    flagged: bool,
}

#[derive(Serialize)]
struct TieMark {
    path: String,
    colour: usize,
    width: f64,
    source: u32,
    target: u32,
}

#[derive(Serialize)]
struct PersonMark {
    x: f64,
    y: f64,
    r: f64,
    colour: usize,
    circle: Option<u32>,
    role: &'static str,
    flagged: bool,
    label: String,
    reasons: String,
}

#[derive(Serialize)]
struct NameMark {
    x: f64,
    y: f64,
    text: String,
}

#[derive(Serialize)]
struct Key {
    number: u32,
    colour: usize,
    text: String,
}

/// The figure; `None` without a drawing, and where nobody may be named.
pub fn figure(data: &Data, words: &Catalogue) -> Option<Figure> {
    let network = data.network.as_ref()?;
    let drawing = network.drawing.as_ref()?;
    if drawing.people.len() < 2 || !view::shows_people(data) {
        return None;
    }
    let reasons: BTreeMap<&str, String> = network
        .rows
        .iter()
        .map(|row| (row.id.as_str(), why(words, row)))
        .collect();
    let (left, right) = range(drawing.people.iter().map(|person| person.x));
    let (low, high) = range(drawing.people.iter().map(|person| person.y));
    let side = (right - left).max(high - low);
    let x = Axis::new(left, left + side, EDGE, SIDE - EDGE);
    let height = SIDE
        .min(2.0 * EDGE + (high - low) / side.max(1e-9) * (SIDE - 2.0 * EDGE))
        .max(320.0);
    let y = Axis::new(low, low + (high - low).max(1e-9), EDGE, height - EDGE);
    let most = drawing.people.iter().map(|p| p.reach).fold(1.0, f64::max);
    // Without a brand nobody is anybody's ambassador.
    let called = |role: &'static str| match role {
        "ambassador" if data.project.brand.is_empty() => "member",
        role => role,
    };
    let people: Vec<PersonMark> = drawing
        .people
        .iter()
        .map(|person| PersonMark {
            role: called(main_role(&person.roles)),
            ..mark(person, &x, &y, most, &reasons)
        })
        .collect();
    let marks = Marks {
        ties: ties(drawing, &people),
        names: names(drawing, &people),
        circles: circles(data, words),
        roles: roles(drawing).into_iter().map(called).collect(),
        flagged: people.iter().any(|person| person.flagged),
        people,
    };
    Some(Figure {
        name: "network",
        title: words.word("figure.network.title"),
        insight: insight(data, words, drawing),
        note: words.word("figure.network.note"),
        width: SIDE,
        height,
        marks: value(&marks),
        table: table(data, drawing, words, &reasons),
    })
}

/// Why somebody is named, then what is worth a look.
fn why(words: &Catalogue, person: &Person) -> String {
    let row = view::people::row(person, words);
    match (row.reasons.is_empty(), row.flag_line.is_empty()) {
        (_, true) => row.reasons,
        (true, false) => row.flag_line,
        (false, false) => {
            let fills = [("a", row.reasons.into()), ("b", row.flag_line.into())];
            words.text("sentence", &fills)
        }
    }
}

fn mark(
    person: &DrawnPerson,
    x: &Axis,
    y: &Axis,
    most: f64,
    reasons: &BTreeMap<&str, String>,
) -> PersonMark {
    let part = (person.reach.max(0.0) / most).sqrt();
    PersonMark {
        x: x.at(person.x),
        y: y.at(person.y),
        r: 3.0 + 15.0 * part.clamp(0.0, 1.0),
        colour: colour(person),
        circle: person.community.map(|circle| circle + 1),
        role: main_role(&person.roles),
        flagged: person.flagged,
        label: shown(&person.label, &person.id),
        reasons: reasons.get(person.id.as_str()).cloned().unwrap_or_default(),
    }
}

fn colour(person: &DrawnPerson) -> usize {
    let circle = person.community.map(|circle| circle as usize);
    circle.map_or(view::COLOURS, view::colour)
}

/// The role that decides the mark.
fn main_role(roles: &[Role]) -> &'static str {
    let order = [
        Role::Brand,
        Role::Staff,
        Role::Influencer,
        Role::Ambassador,
        Role::Broker,
    ];
    let found = order.into_iter().find(|role| roles.contains(role));
    found.map_or("", role_key)
}

/// Ties as slight arcs, the strongest last.
fn ties(drawing: &Drawing, people: &[PersonMark]) -> Vec<TieMark> {
    let most = drawing
        .ties
        .iter()
        .map(|tie| tie.weight)
        .fold(1e-9, f64::max);
    let mut order: Vec<_> = drawing
        .ties
        .iter()
        .filter(|tie| (tie.source.max(tie.target) as usize) < people.len())
        .collect();
    order.sort_by(|a, b| {
        a.weight
            .total_cmp(&b.weight)
            .then((a.source, a.target).cmp(&(b.source, b.target)))
    });
    order
        .into_iter()
        .map(|tie| {
            let (a, b) = (&people[tie.source as usize], &people[tie.target as usize]);
            let (dx, dy) = (b.x - a.x, b.y - a.y);
            let bend = (
                f64::midpoint(a.x, b.x) - 0.12 * dy,
                f64::midpoint(a.y, b.y) + 0.12 * dx,
            );
            let text = crate::brief::environment::coordinate;
            TieMark {
                path: format!(
                    "M{} {}Q{} {} {} {}",
                    text(a.x),
                    text(a.y),
                    text(bend.0),
                    text(bend.1),
                    text(b.x),
                    text(b.y)
                ),
                colour: if a.colour == b.colour {
                    a.colour
                } else {
                    view::COLOURS
                },
                width: 0.5 + 2.2 * (tie.weight / most).max(0.0).sqrt(),
                source: tie.source,
                target: tie.target,
            }
        })
        .collect()
}

/// Names of the people with roles, the largest first, where they do not cover one another.
fn names(drawing: &Drawing, people: &[PersonMark]) -> Vec<NameMark> {
    let mut order: Vec<usize> = (0..people.len()).collect();
    order.sort_by(|&a, &b| {
        (people[a].role.is_empty().cmp(&people[b].role.is_empty()))
            .then(people[b].r.total_cmp(&people[a].r))
            .then_with(|| drawing.people[a].id.cmp(&drawing.people[b].id))
    });
    let mut placed: Vec<(NameMark, f64)> = Vec::new();
    for i in order {
        if placed.len() == MOST_NAMES {
            break;
        }
        let text = fitted(&people[i].label, 15.0, 190.0);
        let width = super::text_width(&text, 16.0);
        let name = NameMark {
            x: people[i]
                .x
                .clamp(width / 2.0 + 2.0, SIDE - width / 2.0 - 2.0),
            y: (people[i].y - people[i].r - 7.0).max(16.0),
            text,
        };
        let free = placed.iter().all(|(other, other_width)| {
            (other.x - name.x).abs() > (other_width + width) / 2.0 + 4.0
                || (other.y - name.y).abs() > 18.0
        });
        if free {
            placed.push((name, width));
        }
    }
    placed.into_iter().map(|(name, _)| name).collect()
}

fn circles(data: &Data, words: &Catalogue) -> Vec<Key> {
    let Some(network) = &data.network else {
        return Vec::new();
    };
    network
        .circles
        .iter()
        .take(view::COLOURS)
        .map(|circle| Key {
            number: circle.community + 1,
            colour: view::colour(circle.community as usize),
            text: if circle.terms.is_empty() {
                words.text("circle.people", &[("n", circle.size.into())])
            } else {
                circle
                    .terms
                    .iter()
                    .take(3)
                    .cloned()
                    .collect::<Vec<_>>()
                    .join(", ")
            },
        })
        .collect()
}

fn roles(drawing: &Drawing) -> Vec<&'static str> {
    let all = [
        Role::Brand,
        Role::Influencer,
        Role::Ambassador,
        Role::Broker,
    ];
    all.into_iter()
        .filter(|&role| {
            drawing
                .people
                .iter()
                .any(|p| main_role(&p.roles) == role_key(role))
        })
        .map(role_key)
        .collect()
}

fn insight(data: &Data, words: &Catalogue, drawing: &Drawing) -> String {
    let circles = data.network.as_ref().map_or(0, |network| {
        network.circles_total.max(network.circles.len() as u64)
    });
    let mut text = words.text(
        "figure.network.insight",
        &[
            ("n", circles.into()),
            ("people", drawing.people_total.into()),
        ],
    );
    if (drawing.people.len() as u64) < drawing.people_total {
        let fills = [
            ("people", drawing.people.len().into()),
            ("total", drawing.people_total.into()),
            ("ties", drawing.ties.len().into()),
            ("ties_total", drawing.ties_total.into()),
        ];
        text = format!("{text} {}", words.text("figure.network.backbone", &fills));
    }
    text
}

fn table(
    data: &Data,
    drawing: &Drawing,
    words: &Catalogue,
    reasons: &BTreeMap<&str, String>,
) -> Table {
    let mut order: Vec<&DrawnPerson> = drawing.people.iter().collect();
    order.sort_by(|a, b| {
        (a.roles.is_empty().cmp(&b.roles.is_empty()))
            .then(b.reach.total_cmp(&a.reach))
            .then_with(|| a.id.cmp(&b.id))
    });
    let rows = order.iter().take(MOST_ROWS).map(|person| {
        let roles: Vec<String> = person
            .roles
            .iter()
            .map(|&role| role_name(data, words, role))
            .collect();
        vec![
            shown(&person.label, &person.id),
            person
                .community
                .map_or_else(String::new, |circle| (circle + 1).to_string()),
            words.list(&roles),
            number::amount(words.lang(), person.reach),
            reasons.get(person.id.as_str()).cloned().unwrap_or_default(),
        ]
    });
    let keys = [
        "table.person",
        "table.circle",
        "table.roles",
        "table.reach",
        "table.reasons",
    ];
    Table {
        rows: rows.collect(),
        head: keys.iter().map(|key| words.word(key)).collect(),
        left_out: order.len().saturating_sub(MOST_ROWS),
    }
}
