//! When the community talks, hour by weekday, and when the brand is there.

use super::axis::{Tick, range};
use super::{Figure, Table};
use crate::brief::catalogue::Catalogue;
use crate::brief::data::{Community, Data};
use crate::brief::environment::value;
use crate::brief::number;
use crate::brief::view::director::when;
use serde::Serialize;

const LEFT: f64 = 88.0;
const TOP: f64 = 34.0;
const CELL: f64 = 27.5;
const ROW: f64 = 30.0;
const WIDTH: f64 = LEFT + 24.0 * CELL + 8.0;
const HEIGHT: f64 = TOP + 7.0 * ROW + 42.0;
/// Shades of the heat map.
const SHADES: f64 = 6.0;
/// Windows outlined on the drawing.
const MOST_WINDOWS: usize = 3;

#[derive(Serialize)]
struct Marks {
    cells: Vec<Cell>,
    days: Vec<Tick>,
    hours: Vec<Tick>,
    windows: Vec<Outline>,
    has_brand: bool,
    cell: f64,
    row: f64,
}

#[derive(Serialize)]
struct Cell {
    x: f64,
    y: f64,
    shade: usize,
    brand: f64,
}

#[derive(Serialize)]
struct Outline {
    x: f64,
    y: f64,
    width: f64,
    number: usize,
}

/// The figure; `None` without times.
pub fn figure(data: &Data, words: &Catalogue) -> Option<Figure> {
    let community = data.community.as_ref()?;
    let rhythm = community.rhythm.as_ref()?;
    let whole = |rows: &[Vec<f64>]| rows.len() == 7 && rows.iter().all(|row| row.len() == 24);
    if !whole(&rhythm.community) {
        return None;
    }
    let has_brand = whole(&rhythm.brand);
    let (_, most) = range(rhythm.community.iter().flatten().copied());
    let (_, most_brand) = range(rhythm.brand.iter().flatten().copied());
    if most <= 0.0 {
        return None;
    }
    let mut cells = Vec::with_capacity(168);
    for day in 0..7 {
        for hour in 0..24 {
            let part = (rhythm.community[day][hour].max(0.0) / most).sqrt();
            let brand = if has_brand && most_brand > 0.0 {
                (rhythm.brand[day][hour].max(0.0) / most_brand).sqrt()
            } else {
                0.0
            };
            cells.push(Cell {
                x: LEFT + hour as f64 * CELL,
                y: TOP + day as f64 * ROW,
                shade: (part * SHADES).ceil().min(SHADES) as usize,
                brand: 5.5 * brand,
            });
        }
    }
    let marks = Marks {
        cells,
        days: (0u8..7)
            .map(|day| Tick {
                at: TOP + (f64::from(day) + 0.5) * ROW,
                text: words.word(&format!("weekday.{day}")),
            })
            .collect(),
        hours: (0..24)
            .step_by(3)
            .map(|hour| Tick {
                at: LEFT + f64::from(hour) * CELL,
                text: words.text("hour", &[("hour", hour.to_string().into())]),
            })
            .collect(),
        windows: outlines(community),
        has_brand,
        cell: CELL,
        row: ROW,
    };
    Some(Figure {
        name: "rhythm",
        title: words.word("figure.rhythm.title"),
        insight: insight(community, words),
        note: words.word(if has_brand {
            "figure.rhythm.note"
        } else {
            "figure.rhythm.note_alone"
        }),
        width: WIDTH,
        height: HEIGHT,
        marks: value(&marks),
        table: table(community, words),
    })
}

fn outlines(community: &Community) -> Vec<Outline> {
    let windows = community.windows.as_deref().unwrap_or(&[]);
    windows
        .iter()
        .filter(|window| window.weekday < 7 && window.from < window.to && window.to <= 24)
        .take(MOST_WINDOWS)
        .enumerate()
        .map(|(i, window)| Outline {
            x: LEFT + f64::from(window.from) * CELL,
            y: TOP + f64::from(window.weekday) * ROW,
            width: f64::from(window.to - window.from) * CELL,
            number: i + 1,
        })
        .collect()
}

/// The busiest hour, and the worst window.
fn insight(community: &Community, words: &Catalogue) -> String {
    let Some(rhythm) = &community.rhythm else {
        return String::new();
    };
    let mut best = (0, 0, f64::NEG_INFINITY);
    for (day, row) in rhythm.community.iter().enumerate() {
        for (hour, &count) in row.iter().enumerate() {
            if count > best.2 {
                best = (day, hour, count);
            }
        }
    }
    let mut text = words.text(
        "figure.rhythm.insight",
        &[
            ("day", words.word(&format!("weekdays.{}", best.0)).into()),
            ("from", best.1.to_string().into()),
            ("to", (best.1 + 1).to_string().into()),
        ],
    );
    let worst = community
        .windows
        .as_ref()
        .and_then(|windows| windows.first());
    if let Some(window) = worst.filter(|window| window.unanswered > 0) {
        let share = number::percent(words.lang(), window.share, 0);
        let fills = [
            ("when", when(words, *window).into()),
            ("share", share.into()),
        ];
        text = format!("{text} {}", words.text("figure.rhythm.silent", &fills));
    }
    text
}

/// Counts by six-hour part of the day: what a person can read of 168 numbers.
fn table(community: &Community, words: &Catalogue) -> Table {
    let mut head = vec![words.word("table.day")];
    for part in 0..4 {
        let fills = [
            ("from", (6 * part).to_string().into()),
            ("to", (6 * part + 6).to_string().into()),
        ];
        head.push(words.text("hours", &fills));
    }
    let Some(rhythm) = &community.rhythm else {
        return Table::default();
    };
    let rows = rhythm
        .community
        .iter()
        .take(7)
        .enumerate()
        .map(|(day, row)| {
            let mut cells = vec![words.word(&format!("weekday.{day}"))];
            for part in row.chunks(6) {
                let count: f64 = part.iter().sum();
                cells.push(number::integer(words.lang(), count));
            }
            cells
        });
    Table {
        rows: rows.collect(),
        head,
        left_out: 0,
    }
}
