//! The criteria of every number of groups, as three small panels.

use super::axis::{Axis, Tick, range};
use super::{Figure, Table};
use crate::brief::catalogue::Catalogue;
use crate::brief::data::{Audience, Criterion, Data, Level};
use crate::brief::environment::value;
use crate::brief::number;
use serde::Serialize;

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 250.0;
const PANEL: f64 = 236.0;
const TOP: f64 = 40.0;
const BOTTOM: f64 = 208.0;

#[derive(Serialize)]
struct Panel {
    title: String,
    left: f64,
    right: f64,
    path: String,
    under: String,
    under_name: String,
    dots: Vec<Dot>,
    lines: Vec<Tick>,
    ticks: Vec<Tick>,
}

#[derive(Serialize)]
struct Dot {
    x: f64,
    y: f64,
    low: Option<f64>,
    high: Option<f64>,
    chosen: bool,
    admissible: bool,
    k: usize,
}

/// The figure; `None` without criteria.
pub fn figure(data: &Data, words: &Catalogue) -> Option<Figure> {
    let audience = data.audience.as_ref()?;
    if audience.criteria.len() < 2 || data.privacy.level == Level::Public && audience.k == 0 {
        return None;
    }
    let panels: Vec<Panel> = [
        stability(audience, words),
        silhouette(audience, words),
        explained(audience, words),
    ]
    .into_iter()
    .flatten()
    .enumerate()
    .map(|(column, make)| make(column))
    .collect();
    if panels.is_empty() {
        return None;
    }
    Some(Figure {
        name: "groups",
        title: words.word("figure.groups.title"),
        insight: insight(audience, words),
        note: words.word("figure.groups.note"),
        width: WIDTH,
        height: HEIGHT,
        marks: value(&panels),
        table: table(audience, words),
    })
}

fn insight(audience: &Audience, words: &Catalogue) -> String {
    let chosen = audience.criteria.iter().find(|row| row.chosen);
    let why = match audience.why {
        crate::brief::data::Why::BestSilhouette => "best_silhouette",
        crate::brief::data::Why::OnlyAdmissible => "only_admissible",
        crate::brief::data::Why::LowestBic => "lowest_bic",
        crate::brief::data::Why::MostStable => "most_stable",
        crate::brief::data::Why::Forced => "forced",
        crate::brief::data::Why::Given => "given",
        crate::brief::data::Why::NothingBeatsNull => "nothing_beats_null",
        crate::brief::data::Why::TooFew => "too_few",
    };
    let mut text = words.text(
        &format!("why.{why}"),
        &[("k", chosen.map_or(audience.k, |row| row.k).into())],
    );
    if let Some(ari) = chosen.and_then(|row| row.ari) {
        let ari = number::decimal(words.lang(), ari, 2);
        text = format!(
            "{text} {}",
            words.text("figure.groups.stability", &[("ari", ari.into())])
        );
    }
    text
}

type Make<'a> = Option<Box<dyn Fn(usize) -> Panel + 'a>>;

fn stability<'a>(audience: &'a Audience, words: &'a Catalogue) -> Make<'a> {
    audience
        .criteria
        .iter()
        .any(|row| row.ari.is_some())
        .then(|| {
            let make = move |column| {
                let limits = [(0.70, "0.70"), (0.90, "0.90")];
                let spread = |row: &Criterion| row.ari_se.map(|se| 2.0 * se);
                panel(
                    audience,
                    words,
                    column,
                    "ari",
                    &|row| row.ari,
                    &spread,
                    &limits,
                    &|_| None,
                )
            };
            Box::new(make) as Box<dyn Fn(usize) -> Panel>
        })
}

fn silhouette<'a>(audience: &'a Audience, words: &'a Catalogue) -> Make<'a> {
    audience
        .criteria
        .iter()
        .any(|row| row.silhouette.is_some())
        .then(|| {
            let make = move |column| {
                panel(
                    audience,
                    words,
                    column,
                    "silhouette",
                    &|row| row.silhouette,
                    &|_| None,
                    &[],
                    &|_| None,
                )
            };
            Box::new(make) as Box<dyn Fn(usize) -> Panel>
        })
}

fn explained<'a>(audience: &'a Audience, words: &'a Catalogue) -> Make<'a> {
    audience
        .criteria
        .iter()
        .any(|row| row.explained.is_some())
        .then(|| {
            let make = move |column| {
                panel(
                    audience,
                    words,
                    column,
                    "explained",
                    &|row| row.explained,
                    &|_| None,
                    &[],
                    &|row| row.null_mean,
                )
            };
            Box::new(make) as Box<dyn Fn(usize) -> Panel>
        })
}

/// A panel: one criterion against the number of groups.
#[allow(clippy::too_many_arguments)] // each criterion is drawn by its own four
fn panel(
    audience: &Audience,
    words: &Catalogue,
    column: usize,
    key: &str,
    value: &dyn Fn(&Criterion) -> Option<f64>,
    spread: &dyn Fn(&Criterion) -> Option<f64>,
    limits: &[(f64, &str)],
    under: &dyn Fn(&Criterion) -> Option<f64>,
) -> Panel {
    let rows = &audience.criteria;
    let left = column as f64 * (PANEL + 26.0) + 44.0;
    let right = left + PANEL - 48.0;
    let (_, top) = range(
        rows.iter()
            .filter_map(value)
            .chain(limits.iter().map(|limit| limit.0)),
    );
    let (bottom, _) = range(
        rows.iter()
            .filter_map(value)
            .chain(rows.iter().filter_map(under)),
    );
    let y = Axis::new(bottom.min(0.0), top * 1.08, BOTTOM, TOP);
    let (first, last) = range(rows.iter().map(|row| row.k as f64));
    let x = Axis::new(first, last, left + 10.0, right - 10.0);
    let dots: Vec<Dot> = rows
        .iter()
        .filter_map(|row| {
            let at = value(row)?;
            let spread = spread(row);
            Some(Dot {
                x: x.at(row.k as f64),
                y: y.at(at),
                low: spread.map(|spread| y.at(at - spread)),
                high: spread.map(|spread| y.at(at + spread)),
                chosen: row.chosen,
                admissible: row.admissible,
                k: row.k,
            })
        })
        .collect();
    let line = |points: Vec<(f64, f64)>| super::path(&points);
    Panel {
        title: words.word(&format!("criterion.{key}")),
        left,
        right,
        path: line(dots.iter().map(|dot| (dot.x, dot.y)).collect()),
        under: line(
            rows.iter()
                .filter_map(|row| Some((x.at(row.k as f64), y.at(under(row)?))))
                .collect(),
        ),
        under_name: words.word("criterion.null"),
        lines: limits
            .iter()
            .map(|&(limit, _)| Tick {
                at: y.at(limit),
                text: number::decimal(words.lang(), limit, 2),
            })
            .collect(),
        ticks: y.ticks(4, |value, digits| {
            number::decimal(words.lang(), value, digits)
        }),
        dots,
    }
}

fn table(audience: &Audience, words: &Catalogue) -> Table {
    let lang = words.lang();
    let cell = |value: Option<f64>, digits| {
        value.map_or_else(
            || number::ABSENT.to_owned(),
            |v| number::decimal(lang, v, digits),
        )
    };
    let latent = audience.criteria.iter().any(|row| row.bic.is_some());
    let mut keys = vec![
        "k",
        "explained",
        "silhouette",
        "calinski_harabasz",
        "ari",
        "prediction_strength",
        "null_z",
        "gaussian_z",
        "admissible",
    ];
    if latent {
        keys.splice(7..7, ["bic", "icl"]);
    }
    let rows = audience.criteria.iter().map(|row| {
        let mut k = row.k.to_string();
        if row.chosen {
            k = words.text("k.chosen", &[("k", row.k.into())]);
        } else if row.runner_up {
            k = words.text("k.runner_up", &[("k", row.k.into())]);
        }
        let ari = match (row.ari, row.ari_se) {
            (Some(ari), Some(se)) => format!(
                "{} ± {}",
                number::decimal(lang, ari, 2),
                number::decimal(lang, 2.0 * se, 2)
            ),
            (ari, _) => cell(ari, 2),
        };
        let admissible = if row.admissible {
            words.word("yes")
        } else if row.objections.is_empty() {
            words.word("no")
        } else {
            let objections: Vec<String> = row
                .objections
                .iter()
                .map(|key| {
                    words
                        .find(&format!("objection.{key}"), &[])
                        .unwrap_or_else(|| key.clone())
                })
                .collect();
            words.text("no.because", &[("why", words.list(&objections).into())])
        };
        let mut cells = vec![
            k,
            cell(row.explained, 3),
            cell(row.silhouette, 3),
            cell(row.calinski_harabasz, 0),
            ari,
            cell(row.prediction_strength, 2),
            cell(row.null_z, 1),
        ];
        if latent {
            cells.push(cell(row.bic, 0));
            cells.push(cell(row.icl, 0));
        }
        cells.push(cell(row.gaussian_z, 1));
        cells.push(admissible);
        cells
    });
    Table {
        rows: rows.collect(),
        head: keys
            .iter()
            .map(|key| words.word(&format!("criterion.{key}")))
            .collect(),
        left_out: 0,
    }
}
