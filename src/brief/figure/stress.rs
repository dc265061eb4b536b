//! How far bought followers fool each ranking.

use super::axis::{Axis, Tick, range};
use super::{Figure, Table, fitted};
use crate::brief::catalogue::Catalogue;
use crate::brief::data::{Data, Stress};
use crate::brief::environment::value;
use crate::brief::number;
use serde::Serialize;

const WIDTH: f64 = 760.0;
const LEFT: f64 = 210.0;
const RIGHT: f64 = 570.0;
const ROW: f64 = 40.0;
const TOP: f64 = 36.0;

#[derive(Serialize)]
struct Marks {
    rows: Vec<Row>,
    ticks: Vec<Tick>,
    start: f64,
    top: f64,
    bottom: f64,
}

#[derive(Serialize)]
struct Row {
    y: f64,
    label: String,
    end: f64,
    text: String,
    ours: bool,
}

/// The figure; `None` without a stress test.
pub fn figure(data: &Data, words: &Catalogue) -> Option<Figure> {
    let rows: Vec<&Stress> = data
        .network
        .as_ref()?
        .stress
        .iter()
        .filter(|row| {
            row.median_factor
                .is_some_and(|factor| factor.is_finite() && factor > 0.0)
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let factor = |row: &&Stress| row.median_factor.unwrap_or(1.0);
    let (_, most) = range(rows.iter().map(factor));
    // Factors go from 1 to thousands: a logarithmic axis, said so in the note.
    let axis = Axis::new(0.0, most.max(2.0).ln(), LEFT, RIGHT);
    let bottom = TOP + rows.len() as f64 * ROW;
    let times = |value: f64| {
        let value = number::amount(words.lang(), value);
        words.text("times", &[("value", value.into())])
    };
    let marks = Marks {
        rows: rows
            .iter()
            .enumerate()
            .map(|(i, row)| Row {
                y: TOP + (i as f64 + 0.5) * ROW,
                label: fitted(&measure(words, &row.measure), 13.0, LEFT - 24.0),
                end: axis.at(factor(row).max(1.0).ln()),
                text: moved(words, row).unwrap_or_else(|| times(factor(row))),
                ours: row.measure == "credible_reach",
            })
            .collect(),
        ticks: [1.0f64, 2.0, 5.0, 10.0, 100.0, 1000.0]
            .into_iter()
            .filter(|value| *value <= most.max(2.0))
            .map(|value| Tick {
                at: axis.at(value.ln()),
                text: times(value),
            })
            .collect(),
        start: LEFT,
        top: TOP,
        bottom,
    };
    Some(Figure {
        name: "stress",
        title: words.word("figure.stress.title"),
        insight: insight(&rows, words),
        note: words.word("figure.stress.note"),
        width: WIDTH,
        height: bottom + 34.0,
        marks: value(&marks),
        table: table(&rows, words),
    })
}

/// "rank 640 → 12".
fn moved(words: &Catalogue, row: &Stress) -> Option<String> {
    let write = |rank: f64| number::integer(words.lang(), rank);
    let fills = [
        ("before", write(row.rank_before?).into()),
        ("after", write(row.rank_after?).into()),
    ];
    Some(words.text("figure.stress.moved", &fills))
}

/// A measure in words.
fn measure(words: &Catalogue, key: &str) -> String {
    words
        .find(&format!("measure.{key}"), &[])
        .unwrap_or_else(|| key.to_owned())
}

fn insight(rows: &[&Stress], words: &Catalogue) -> String {
    let factor = |row: &&Stress| row.median_factor.unwrap_or(1.0);
    let by = |a: &&&Stress, b: &&&Stress| factor(a).total_cmp(&factor(b));
    let (Some(least), Some(most)) = (rows.iter().min_by(by), rows.iter().max_by(by)) else {
        return String::new();
    };
    let rank = |rank: Option<f64>| {
        rank.map_or_else(
            || number::ABSENT.to_owned(),
            |rank| number::integer(words.lang(), rank),
        )
    };
    // What we rank by, where it stands up; else whatever stands up best.
    let ours = rows.iter().find(|row| row.measure == "credible_reach");
    let best = ours.unwrap_or(least);
    words.text(
        "figure.stress.insight",
        &[
            ("n", most.followers.into()),
            ("worst", measure(words, &most.measure).into()),
            ("from_worst", rank(most.rank_before).into()),
            ("to_worst", rank(most.rank_after).into()),
            ("best", measure(words, &best.measure).into()),
            ("from_best", rank(best.rank_before).into()),
            ("to_best", rank(best.rank_after).into()),
        ],
    )
}

fn table(rows: &[&Stress], words: &Catalogue) -> Table {
    let write = |value: Option<f64>| {
        value.map_or_else(
            || number::ABSENT.to_owned(),
            |v| number::amount(words.lang(), v),
        )
    };
    let keys = [
        "table.measure",
        "table.followers",
        "table.factor",
        "table.rank_before",
        "table.rank_after",
    ];
    Table {
        rows: rows
            .iter()
            .map(|row| {
                vec![
                    measure(words, &row.measure),
                    number::integer(words.lang(), row.followers as f64),
                    write(row.median_factor),
                    write(row.rank_before),
                    write(row.rank_after),
                ]
            })
            .collect(),
        head: keys.iter().map(|key| words.word(key)).collect(),
        left_out: 0,
    }
}
