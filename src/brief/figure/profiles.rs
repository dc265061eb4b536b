//! Profile lines: each question across the groups, with intervals.

use super::axis::{Axis, Tick};
use super::{Figure, Table, fitted};
use crate::brief::catalogue::Catalogue;
use crate::brief::data::{Data, Profile};
use crate::brief::environment::value;
use crate::brief::number;
use crate::brief::view::card::Card;
use serde::Serialize;

/// Lines drawn at most; the table has up to [`MOST_ROWS`].
const MOST: usize = 16;
const MOST_ROWS: usize = 60;
const WIDTH: f64 = 760.0;
const LEFT: f64 = 292.0;
const RIGHT: f64 = 736.0;
const ROW: f64 = 34.0;
const TOP: f64 = 58.0;

#[derive(Serialize)]
struct Row {
    y: f64,
    label: String,
    sub: String,
    overall: Option<f64>,
    marks: Vec<Mark>,
}

#[derive(Serialize)]
struct Mark {
    x: f64,
    y: f64,
    low: Option<f64>,
    high: Option<f64>,
    colour: usize,
    number: usize,
}

#[derive(Serialize)]
struct Key {
    x: f64,
    text: String,
    colour: usize,
    number: usize,
}

#[derive(Serialize)]
struct Marks {
    rows: Vec<Row>,
    ticks: Vec<Tick>,
    keys: Vec<Key>,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    overall: String,
}

/// The figure; `None` without groups or profiles.
pub fn figure(data: &Data, words: &Catalogue, cards: &[Card]) -> Option<Figure> {
    let audience = data.audience.as_ref()?;
    let shown: Vec<&Profile> = audience
        .profiles
        .iter()
        .filter(|profile| profile.values.iter().any(|value| value.value.is_some()))
        .take(MOST)
        .collect();
    if shown.is_empty() || cards.is_empty() {
        return None;
    }
    let bottom = TOP + shown.len() as f64 * ROW;
    let rows = shown
        .iter()
        .enumerate()
        .map(|(i, profile)| row(words, profile, TOP + (i as f64 + 0.5) * ROW))
        .collect();
    let shares = Axis::new(0.0, 1.0, LEFT, RIGHT);
    let marks = Marks {
        rows,
        ticks: shares.ticks(4, |share, _| number::percent(words.lang(), share, 0)),
        keys: keys(cards),
        left: LEFT,
        right: RIGHT,
        top: TOP,
        bottom,
        overall: words.word("figure.profiles.overall"),
    };
    Some(Figure {
        name: "profiles",
        title: words.word("figure.profiles.title"),
        insight: insight(words, &shown, cards),
        note: words.word("figure.profiles.note"),
        width: WIDTH,
        height: bottom + 34.0,
        marks: value(&marks),
        table: table(&audience.profiles, words, cards),
    })
}

fn row(words: &Catalogue, profile: &Profile, y: f64) -> Row {
    let (low, high) = profile
        .scale
        .filter(|_| profile.answer.is_none())
        .unwrap_or((0.0, 1.0));
    let axis = Axis::new(low, high, LEFT, RIGHT);
    let count = profile.values.len().max(1) as f64;
    let marks = profile.values.iter().enumerate().filter_map(|(i, value)| {
        let offset = (i as f64 - (count - 1.0) / 2.0) * (ROW - 14.0) / count;
        Some(Mark {
            x: axis.at(value.value?),
            y: y + offset,
            low: value.low.map(|low| axis.at(low)),
            high: value.high.map(|high| axis.at(high)),
            colour: crate::brief::view::colour(i),
            number: i + 1,
        })
    });
    let ends = [("low", low.into()), ("high", high.into())];
    let (label, sub) = profile.answer.as_ref().map_or_else(
        || {
            (
                &profile.question,
                words.text("figure.profiles.range", &ends),
            )
        },
        |answer| (answer, profile.question.clone()),
    );
    Row {
        y,
        label: fitted(label, 13.0, LEFT - 24.0),
        sub: fitted(&sub, 11.0, LEFT - 24.0),
        overall: profile.overall.map(|overall| axis.at(overall)),
        marks: marks.collect(),
    }
}

/// The key on top: as many names as fit.
fn keys(cards: &[Card]) -> Vec<Key> {
    let each = ((WIDTH - 20.0) / cards.len().max(1) as f64).min(170.0);
    cards
        .iter()
        .enumerate()
        .map(|(i, card)| Key {
            x: 16.0 + i as f64 * each,
            text: fitted(&card.called, 12.0, each - 30.0),
            colour: card.colour,
            number: card.number,
        })
        .collect()
}

/// The widest gap between two groups, in words.
fn insight(words: &Catalogue, shown: &[&Profile], cards: &[Card]) -> String {
    let gap = |profile: &&&Profile| {
        let values = profile.values.iter().enumerate();
        let known: Vec<(usize, f64)> = values.filter_map(|(i, v)| Some((i, v.value?))).collect();
        let high = known
            .iter()
            .copied()
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
        let low = known
            .iter()
            .copied()
            .min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)))?;
        Some((high, low))
    };
    let widest = shown
        .iter()
        .filter(|profile| profile.answer.is_some())
        .filter_map(|profile| gap(&profile).map(|gap| (profile, gap)))
        .max_by(|a, b| (a.1.0.1 - a.1.1.1).total_cmp(&(b.1.0.1 - b.1.1.1)));
    let called = |i: usize| {
        cards
            .get(i)
            .map_or_else(String::new, |card| card.called.clone())
    };
    match widest {
        Some((profile, (high, low))) if high.0 != low.0 => {
            let answer = profile.answer.clone().unwrap_or_default();
            let percent = |share| number::percent(words.lang(), share, 0);
            words.text(
                "figure.profiles.insight",
                &[
                    ("question", profile.question.clone().into()),
                    ("answer", answer.into()),
                    ("most", called(high.0).into()),
                    ("high", percent(high.1).into()),
                    ("least", called(low.0).into()),
                    ("low", percent(low.1).into()),
                ],
            )
        }
        _ => words.word("figure.profiles.flat"),
    }
}

fn table(profiles: &[Profile], words: &Catalogue, cards: &[Card]) -> Table {
    let mut head = vec![words.word("table.question"), words.word("table.overall")];
    head.extend(cards.iter().map(|card| card.called.clone()));
    let write = |profile: &Profile, value: Option<f64>| match value {
        Some(value) if profile.answer.is_some() => number::percent(words.lang(), value, 0),
        Some(value) => number::amount(words.lang(), value),
        None => number::ABSENT.to_owned(),
    };
    let rows = profiles.iter().take(MOST_ROWS).map(|profile| {
        let name = match &profile.answer {
            Some(answer) => format!("{} – {answer}", profile.question),
            None => profile.question.clone(),
        };
        let mut cells = vec![name, write(profile, profile.overall)];
        for i in 0..cards.len() {
            let Some(value) = profile.values.get(i) else {
                cells.push(number::ABSENT.to_owned());
                continue;
            };
            let mut text = write(profile, value.value);
            if let (Some(_), Some(low), Some(high)) = (value.value, value.low, value.high) {
                text = words.text(
                    "value.interval",
                    &[
                        ("value", text.into()),
                        ("low", write(profile, Some(low)).into()),
                        ("high", write(profile, Some(high)).into()),
                    ],
                );
            }
            cells.push(text);
        }
        cells
    });
    Table {
        head,
        rows: rows.collect(),
        left_out: profiles.len().saturating_sub(MOST_ROWS),
    }
}
