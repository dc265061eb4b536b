//! How many people the plan is expected to touch, one contact after another.

use super::axis::{Axis, Tick, range};
use super::{Figure, Table};
use crate::brief::catalogue::Catalogue;
use crate::brief::data::{Data, Outreach, Strategy};
use crate::brief::environment::value;
use crate::brief::{number, view};
use serde::Serialize;

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 340.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = 560.0;
const TOP: f64 = 24.0;
const BOTTOM: f64 = 292.0;

#[derive(Serialize)]
struct Marks {
    path: String,
    area: String,
    dots: Vec<(f64, f64)>,
    others: Vec<Other>,
    ticks_x: Vec<Tick>,
    ticks_y: Vec<Tick>,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    axis_x: String,
    axis_y: String,
}

#[derive(Serialize)]
struct Other {
    x: f64,
    y: f64,
    text_y: f64,
    text: String,
    ours: bool,
}

/// The figure; `None` without a plan of two people or more.
pub fn figure(data: &Data, words: &Catalogue) -> Option<Figure> {
    let outreach = data
        .outreach
        .as_ref()
        .filter(|_| !view::is_internal(data))?;
    if outreach.curve.len() < 2 {
        return None;
    }
    let last = outreach.curve[outreach.curve.len() - 1];
    let others = outreach.comparison.iter().map(|other| other.spread);
    let (_, most) = range(
        outreach
            .curve
            .iter()
            .map(|point| point.spread)
            .chain(others),
    );
    let x = Axis::new(0.0, f64::from(last.contacted), LEFT, RIGHT);
    let y = Axis::new(0.0, most.max(1.0) * 1.05, BOTTOM, TOP);
    let mut points = vec![(x.at(0.0), y.at(0.0))];
    let drawn = outreach.curve.iter();
    points.extend(drawn.map(|point| (x.at(f64::from(point.contacted)), y.at(point.spread))));
    let marks = Marks {
        path: super::path(&points),
        area: format!("{}L{RIGHT} {BOTTOM}L{LEFT} {BOTTOM}Z", super::path(&points)),
        dots: points[1..].to_vec(),
        others: ends(outreach, words, &y),
        ticks_x: x.ticks(5, |value, digits| {
            number::decimal(words.lang(), value, digits)
        }),
        ticks_y: y.ticks(5, |value, digits| {
            number::decimal(words.lang(), value, digits)
        }),
        left: LEFT,
        right: RIGHT,
        top: TOP,
        bottom: BOTTOM,
        axis_x: words.word("figure.reach.axis_x"),
        axis_y: words.word("figure.reach.axis_y"),
    };
    Some(Figure {
        name: "reach",
        title: words.word("figure.reach.title"),
        insight: insight(outreach, words),
        note: words.word("figure.reach.note"),
        width: WIDTH,
        height: HEIGHT,
        marks: value(&marks),
        table: table(outreach, words),
    })
}

/// What each way of choosing ends with, at the right, labels kept apart.
fn ends(outreach: &Outreach, words: &Catalogue, y: &Axis) -> Vec<Other> {
    let mut ends: Vec<Other> = outreach
        .comparison
        .iter()
        .map(|other| Other {
            x: RIGHT,
            y: y.at(other.spread),
            text_y: y.at(other.spread),
            text: words.text(
                "figure.reach.end",
                &[
                    ("how", words.word(strategy(other.strategy)).into()),
                    ("spread", other.spread.round().into()),
                ],
            ),
            ours: other.strategy == Strategy::Plan,
        })
        .collect();
    ends.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut above = f64::NEG_INFINITY;
    for end in &mut ends {
        end.text_y = end.text_y.max(above + 17.0);
        above = end.text_y;
    }
    ends
}

fn strategy(strategy: Strategy) -> &'static str {
    match strategy {
        Strategy::Plan => "strategy.plan",
        Strategy::TopReach => "strategy.top_reach",
        Strategy::TopPagerank => "strategy.top_pagerank",
        Strategy::TopDegree => "strategy.top_degree",
        Strategy::Random => "strategy.random",
    }
}

/// How many contacts give half of what all give, and what the plan adds over the usual list.
fn insight(outreach: &Outreach, words: &Catalogue) -> String {
    let all = outreach.curve.last().map_or(0.0, |point| point.spread);
    let half = outreach
        .curve
        .iter()
        .find(|point| point.spread >= all / 2.0);
    let mut text = words.text(
        "figure.reach.insight",
        &[
            ("n", half.map_or(0, |point| point.contacted).into()),
            ("spread", all.round().into()),
        ],
    );
    let usual = outreach
        .comparison
        .iter()
        .filter(|other| other.strategy != Strategy::Plan && other.spread > 0.0)
        .max_by(|a, b| a.spread.total_cmp(&b.spread));
    if let Some(usual) = usual {
        let gain = all / usual.spread - 1.0;
        let key = if gain > 0.01 {
            "figure.reach.gain"
        } else {
            "figure.reach.same"
        };
        let gain = number::percent(words.lang(), gain, 0);
        let how = words.word(strategy(usual.strategy));
        let fills = [("gain", gain.into()), ("how", how.into())];
        text = format!("{text} {}", words.text(key, &fills));
    }
    text
}

fn table(outreach: &Outreach, words: &Catalogue) -> Table {
    let mut rows: Vec<Vec<String>> = outreach
        .comparison
        .iter()
        .map(|other| {
            vec![
                words.word(strategy(other.strategy)),
                number::integer(words.lang(), f64::from(other.contacted)),
                number::amount(words.lang(), other.spread),
            ]
        })
        .collect();
    rows.extend(outreach.curve.iter().map(|point| {
        vec![
            words.word("strategy.plan"),
            number::integer(words.lang(), f64::from(point.contacted)),
            number::amount(words.lang(), point.spread),
        ]
    }));
    let keys = ["table.strategy", "table.contacted", "table.spread"];
    Table {
        rows,
        head: keys.iter().map(|key| words.word(key)).collect(),
        left_out: 0,
    }
}
