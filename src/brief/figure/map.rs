//! The map of respondents: their first two principal components.

use super::axis::{Axis, range};
use super::{Figure, Table, fitted};
use crate::brief::catalogue::Catalogue;
use crate::brief::data::{Data, Level, MapPoint};
use crate::brief::environment::value;
use crate::brief::number;
use crate::brief::view::card::Card;
use serde::Serialize;

const MOST: usize = 2_000;
const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 520.0;

#[derive(Serialize)]
struct Marks {
    groups: Vec<Group>,
    dots: Vec<Dot>,
    axis_x: String,
    axis_y: String,
}

#[derive(Serialize)]
struct Group {
    x: f64,
    y: f64,
    text: String,
    width: f64,
    colour: usize,
    number: usize,
}

#[derive(Serialize)]
struct Dot {
    x: f64,
    y: f64,
    colour: usize,
    shape: usize,
}

/// The figure; `None` without points, and at `public`: a point is a respondent.
pub fn figure(data: &Data, words: &Catalogue, cards: &[Card]) -> Option<Figure> {
    let map = data.audience.as_ref()?.map.as_ref()?;
    if data.privacy.level == Level::Public {
        return None;
    }
    let sound = |point: &&MapPoint| point.x.is_finite() && point.y.is_finite();
    let points: Vec<&MapPoint> = map.points.iter().filter(sound).take(MOST).collect();
    if points.len() < 3 {
        return None;
    }
    let (left, right) = range(points.iter().map(|point| point.x));
    let (low, high) = range(points.iter().map(|point| point.y));
    let x = Axis::new(left, right, 30.0, WIDTH - 30.0);
    let y = Axis::new(low, high, HEIGHT - 44.0, 26.0);
    let dots = points.iter().map(|point| Dot {
        x: x.at(point.x),
        y: y.at(point.y),
        colour: point
            .persona
            .map_or(crate::brief::view::COLOURS, crate::brief::view::colour),
        shape: point.persona.unwrap_or(0) % 4,
    });
    let percent = |share| number::percent(words.lang(), share, 0);
    let mut groups: Vec<Group> = cards
        .iter()
        .enumerate()
        .filter_map(|(i, card)| group(&points, i, card, &x, &y))
        .collect();
    part_labels(&mut groups);
    let total = map.explained.0 + map.explained.1;
    Some(Figure {
        name: "map",
        title: words.word("figure.map.title"),
        insight: words.text(
            "figure.map.insight",
            &[("share", percent(total).into()), ("n", points.len().into())],
        ),
        note: words.word("figure.map.note"),
        width: WIDTH,
        height: HEIGHT,
        marks: value(Marks {
            dots: dots.collect(),
            groups,
            axis_x: words.text(
                "figure.map.axis.1",
                &[("share", percent(map.explained.0).into())],
            ),
            axis_y: words.text(
                "figure.map.axis.2",
                &[("share", percent(map.explained.1).into())],
            ),
        }),
        table: table(&points, words, cards),
    })
}

fn middle(points: &[&MapPoint], persona: usize) -> Option<(f64, f64, usize)> {
    let own: Vec<_> = points
        .iter()
        .filter(|p| p.persona == Some(persona))
        .collect();
    let n = own.len() as f64;
    let mean = |axis: fn(&MapPoint) -> f64| own.iter().map(|p| axis(p)).sum::<f64>() / n;
    (!own.is_empty()).then(|| (mean(|p| p.x), mean(|p| p.y), own.len()))
}

fn group(points: &[&MapPoint], i: usize, card: &Card, x: &Axis, y: &Axis) -> Option<Group> {
    let (mx, my, _) = middle(points, i)?;
    let text = fitted(&card.called, 14.0, 180.0);
    let width = super::text_width(&text, 14.0) + 40.0;
    Some(Group {
        x: x.at(mx).clamp(width / 2.0 + 4.0, WIDTH - width / 2.0 - 4.0),
        y: y.at(my),
        width,
        text,
        colour: card.colour,
        number: card.number,
    })
}

/// Moves labels down until none covers another.
fn part_labels(groups: &mut [Group]) {
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by(|&a, &b| groups[a].y.total_cmp(&groups[b].y).then(a.cmp(&b)));
    for (place, &i) in order.iter().enumerate() {
        for _ in 0..order.len() {
            let clash = order[..place].iter().find(|&&j| {
                (groups[i].x - groups[j].x).abs() < f64::midpoint(groups[i].width, groups[j].width)
                    && (groups[i].y - groups[j].y).abs() < 30.0
            });
            match clash {
                Some(&j) => groups[i].y = (groups[j].y + 31.0).min(HEIGHT - 50.0),
                None => break,
            }
        }
    }
}

fn table(points: &[&MapPoint], words: &Catalogue, cards: &[Card]) -> Table {
    let keys = [
        "table.persona",
        "table.respondents_drawn",
        "table.axis.1",
        "table.axis.2",
    ];
    let rows = cards.iter().enumerate().filter_map(|(i, card)| {
        let (x, y, n) = middle(points, i)?;
        Some(vec![
            card.called.clone(),
            number::integer(words.lang(), n as f64),
            number::decimal(words.lang(), x, 2),
            number::decimal(words.lang(), y, 2),
        ])
    });
    Table {
        rows: rows.collect(),
        head: keys.iter().map(|key| words.word(key)).collect(),
        left_out: 0,
    }
}
