//! One question as a block of features: learning its centre and scale, and applying them.

use super::encoding::{Block, Feature};
use crate::table::{Attribute, Kind, Table};

/// A variance or share below this does not vary: rounding, not answers.
const CONSTANT: f64 = 1e-12;

/// Learns how a question is encoded from some rows; `None` where it does not vary there.
pub(super) fn learn(
    table: &Table,
    attribute: &Attribute,
    rows: &[usize],
) -> Option<(Block, Vec<Feature>)> {
    let (bounds, features) = match attribute.kind {
        Kind::Numeric | Kind::Date => {
            let answers = answers(rows, table, |row| attribute.number(row));
            let bounds = winsor(&answers)?;
            let moved = answers
                .iter()
                .map(|&(v, w)| (v.clamp(bounds[0], bounds[1]), w));
            (Some(bounds), vec![quantity(attribute, moved)?])
        }
        Kind::Ordinal => {
            let answers = answers(rows, table, |row| attribute.level(row).map(|l| l as f64));
            (None, vec![quantity(attribute, answers.iter().copied())?])
        }
        Kind::Categorical | Kind::Multi => (None, indicators(table, attribute, rows)?),
        Kind::Text => return None,
    };
    let block = Block {
        attribute: attribute.name.clone(),
        kind: attribute.kind,
        levels: attribute.levels.clone(),
        bounds,
        features: features.len(),
    };
    Some((block, features))
}

fn answers(rows: &[usize], table: &Table, value: impl Fn(usize) -> Option<f64>) -> Vec<(f64, f64)> {
    let given = |&row: &usize| {
        let value = value(row).filter(|v| v.is_finite())?;
        Some((value, table.weight(row)))
    };
    rows.iter().filter_map(given).collect()
}

/// The weighted 1 % and 99 % points: the least answer with at least that share of the weight up to it.
fn winsor(answers: &[(f64, f64)]) -> Option<[f64; 2]> {
    let mut sorted = answers.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let total: f64 = sorted.iter().map(|answer| answer.1).sum();
    let point = |share: f64| {
        let mut cumulated = 0.0;
        for &(value, weight) in &sorted {
            cumulated += weight;
            if cumulated >= share * total {
                return Some(value);
            }
        }
        sorted.last().map(|answer| answer.0)
    };
    Some([point(0.01)?, point(0.99)?])
}

/// A numeric or ordinal question: centred, over two standard deviations.
fn quantity(
    attribute: &Attribute,
    answers: impl Iterator<Item = (f64, f64)> + Clone,
) -> Option<Feature> {
    let total: f64 = answers.clone().map(|(_, w)| w).sum();
    let centre = answers.clone().map(|(v, w)| v * w).sum::<f64>() / total;
    let variance = answers.map(|(v, w)| w * (v - centre).powi(2)).sum::<f64>() / total;
    let scale = 2.0 * variance.sqrt();
    // Against the centre too: (v − centre)² of huge equal numbers is not exactly 0.
    let varies = scale > CONSTANT && scale > CONSTANT * centre.abs();
    (varies && scale.is_finite()).then(|| Feature {
        attribute: attribute.name.clone(),
        level: None,
        centre,
        scale,
        block_scale: 1.0,
    })
}

/// A categorical or multi-select question: one centred indicator for each level that varies.
fn indicators(table: &Table, attribute: &Attribute, rows: &[usize]) -> Option<Vec<Feature>> {
    let mut sums = vec![0.0; attribute.levels.len()];
    let mut total = 0.0;
    for &row in rows {
        let weight = table.weight(row);
        for (level, sum) in sums.iter_mut().enumerate() {
            match attribute.has(row, level) {
                Some(true) => *sum += weight,
                Some(false) => {}
                None => break,
            }
        }
        if attribute.answers[row] == crate::table::Answer::Given {
            total += weight;
        }
    }
    let varies = |&share: &f64| share > CONSTANT && share < 1.0 - CONSTANT;
    let shares: Vec<f64> = sums.iter().map(|sum| sum / total).collect();
    let options = shares.iter().filter(|share| varies(share)).count();
    let block_scale = if attribute.kind == Kind::Multi {
        // One option alone is a yes/no: it has one voice too.
        (options as f64 / 2.0).sqrt().max(1.0)
    } else {
        std::f64::consts::SQRT_2
    };
    let feature = |(level, &share): (usize, &f64)| {
        varies(&share).then(|| Feature {
            attribute: attribute.name.clone(),
            level: Some(attribute.levels[level].clone()),
            centre: share,
            scale: 1.0,
            block_scale,
        })
    };
    let features: Vec<Feature> = shares.iter().enumerate().filter_map(feature).collect();
    (!features.is_empty()).then_some(features)
}

/// A block applied to the attribute of a table whose levels may stand in another order.
pub(super) struct Column<'a> {
    attribute: &'a Attribute,
    bounds: Option<[f64; 2]>,
    features: &'a [Feature],
    /// Ordinal: the score of each of the table's levels; `None` for an unseen one.
    scores: Vec<Option<f64>>,
    /// Categorical and multi: each feature's place among the table's levels.
    places: Vec<Option<usize>>,
    kind: Kind,
}

impl<'a> Column<'a> {
    pub fn new(block: &Block, features: &'a [Feature], attribute: &'a Attribute) -> Self {
        let score = |level: &String| block.levels.iter().position(|l| l == level);
        let place = |feature: &Feature| {
            let level = feature.level.as_ref()?;
            attribute.levels.iter().position(|l| l == level)
        };
        Self {
            attribute,
            bounds: block.bounds,
            features,
            scores: attribute
                .levels
                .iter()
                .map(|l| score(l).map(|s| s as f64))
                .collect(),
            places: features.iter().map(place).collect(),
            kind: block.kind,
        }
    }

    /// The encoded value of a row for one of the block's features; 0 where there is none.
    pub fn value(&self, row: usize, offset: usize) -> f32 {
        let feature = &self.features[offset];
        let raw = match self.kind {
            Kind::Numeric | Kind::Date => {
                let number = self.attribute.number(row).filter(|v| v.is_finite());
                number
                    .zip(self.bounds)
                    .map(|(v, [low, high])| v.clamp(low, high))
            }
            Kind::Ordinal => self
                .attribute
                .level(row)
                .and_then(|level| self.scores.get(level).copied().flatten()),
            Kind::Categorical => self.attribute.level(row).and_then(|level| {
                // An unseen level says nothing about the seen ones: the mean of the block.
                self.scores.get(level).copied().flatten()?;
                Some(f64::from(self.places[offset] == Some(level)))
            }),
            Kind::Multi => match self.places[offset] {
                Some(place) => self.attribute.has(row, place).map(f64::from),
                None => None,
            },
            Kind::Text => None,
        };
        raw.map_or(0.0, |v| {
            ((v - feature.centre) / (feature.scale * feature.block_scale)) as f32
        })
    }
}
