//! The answers of a table as the mixture reads them: one item a question, gaps kept.

use serde::{Deserialize, Serialize};

use crate::encode::Mismatch;
use crate::table::{Kind, Table};

/// What a question is to the mixture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The question.
    pub attribute: String,
    /// Its kind at the time of the fit.
    pub kind: Kind,
    /// Its levels or options at the time of the fit; empty for quantities.
    pub levels: Vec<String>,
    /// Weighted mean and standard deviation of a quantity, in which it is measured; 0 and 1 else.
    pub centre: f64,
    /// See `centre`.
    pub scale: f64,
}

/// The answers to one item, for some respondents.
#[derive(Debug, Clone)]
pub enum Answers {
    /// The level; [`GAP`] where there is none.
    Levels(Vec<u32>),
    /// One flag an option, row-major: 1, 0, or [`NO_FLAG`] where the question was not answered.
    Flags(Vec<u8>, usize),
    /// The standardised quantity; NaN where there is none.
    Numbers(Vec<f64>),
}

/// No level.
pub const GAP: u32 = u32::MAX;
/// No flag.
pub const NO_FLAG: u8 = 2;

impl Item {
    /// What a question of a table is, learned from some rows. `None` where it does not vary there.
    pub fn learn(table: &Table, name: &str, rows: &[usize]) -> Option<Self> {
        let attribute = table.attribute(name)?;
        let mut item = Self {
            attribute: name.to_owned(),
            kind: attribute.kind,
            levels: attribute.levels.clone(),
            centre: 0.0,
            scale: 1.0,
        };
        if matches!(attribute.kind, Kind::Numeric | Kind::Date) {
            let given = rows.iter().filter_map(|&row| {
                let number = attribute.number(row).filter(|v| v.is_finite())?;
                Some((number, table.weight(row)))
            });
            let moments = crate::statistic::Moments::of(given)?;
            item.centre = moments.mean;
            item.scale = moments.variance.sqrt();
            let varies = item.scale > 1e-12 && item.scale > 1e-12 * item.centre.abs();
            return (varies && item.scale.is_finite()).then_some(item);
        }
        Some(item)
    }

    /// The answers of some rows of a table, whose levels may stand in another order. Unseen levels,
    /// absent questions and missing answers are gaps.
    pub fn answers(&self, table: &Table, rows: &[usize]) -> Answers {
        let attribute = table.attribute(&self.attribute);
        let place = |level: usize| {
            let name = attribute?.levels.get(level)?;
            self.levels.iter().position(|own| own == name)
        };
        match self.kind {
            Kind::Numeric | Kind::Date => Answers::Numbers(
                rows.iter()
                    .map(|&row| {
                        let number = attribute.and_then(|a| a.number(row));
                        number.map_or(f64::NAN, |v| (v - self.centre) / self.scale)
                    })
                    .collect(),
            ),
            Kind::Multi => {
                let places: Vec<Option<usize>> = self
                    .levels
                    .iter()
                    .map(|own| attribute?.levels.iter().position(|level| level == own))
                    .collect();
                let flag = |row: usize, option: usize| {
                    let has = attribute.and_then(|a| a.has(row, places[option]?));
                    has.map_or(NO_FLAG, u8::from)
                };
                let options = self.levels.len();
                let flags = rows
                    .iter()
                    .flat_map(|&row| (0..options).map(move |option| (row, option)))
                    .map(|(row, option)| flag(row, option))
                    .collect();
                Answers::Flags(flags, options)
            }
            _ => {
                let known = attribute.map_or(0, |a| a.levels.len());
                let places: Vec<Option<usize>> = (0..known).map(place).collect();
                let level = |&row: &usize| {
                    let level = attribute.and_then(|a| a.level(row));
                    level.and_then(|l| places[l]).map_or(GAP, |p| p as u32)
                };
                Answers::Levels(rows.iter().map(level).collect())
            }
        }
    }

    /// How a table's question differs from the item.
    pub fn mismatch(&self, table: &Table) -> Option<Mismatch> {
        let attribute = self.attribute.clone();
        let Some(found) = table.attribute(&self.attribute) else {
            return Some(Mismatch::Missing { attribute });
        };
        if found.kind != self.kind {
            return Some(Mismatch::Kind {
                attribute,
                expected: self.kind,
                found: found.kind,
            });
        }
        let new = |level: &&String| !self.levels.contains(level);
        let unknown: Vec<String> = found.levels.iter().filter(new).cloned().collect();
        (!unknown.is_empty()).then_some(Mismatch::Levels { attribute, unknown })
    }
}
