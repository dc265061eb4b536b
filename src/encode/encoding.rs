//! Block-balanced encoding of mixed answers.
//!
//! Numeric and ordinal answers are centred and divided by two standard deviations (Gelman, A. (2008),
//! Stat. Med. 27), which makes them comparable with a balanced yes/no; categorical ones become centred
//! indicators over √2, a multi-select of m options centred indicators over √(m/2). Indicators are *not*
//! divided by the root of their share: that lets rare answers make the segments.

use ndarray::Array2;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::block::{self, Column};
use super::mismatch::Mismatch;
use crate::table::{Attribute, Kind, Role, Table};

/// One number of an encoded respondent: (answer − centre) / (scale · block scale), 0 where missing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feature {
    /// The question.
    pub attribute: String,
    /// The level or option it stands for; `None` for numeric and ordinal questions.
    pub level: Option<String>,
    /// Weighted mean of the answers (of the indicator: the share of the level).
    pub centre: f64,
    /// Two weighted standard deviations for numeric and ordinal questions, else 1.
    pub scale: f64,
    /// 1, √2 (categorical) or √(m/2) (multi-select of m options).
    pub block_scale: f64,
}

/// How one question is encoded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// The question.
    pub attribute: String,
    /// Its kind at the time of the fit.
    pub kind: Kind,
    /// Levels at the time of the fit: for ordinal questions their place is their score.
    pub levels: Vec<String>,
    /// 1 % and 99 % of the answers, for numeric questions: what lies beyond is moved there.
    pub bounds: Option<[f64; 2]>,
    /// How many features, from where the last block ended.
    pub features: usize,
}

/// What turns answers into numbers, learned from one table, usable on others.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Encoding {
    pub(super) blocks: Vec<Block>,
    features: Vec<Feature>,
    dropped: Vec<String>,
}

impl Encoding {
    /// Learns centres and scales from the named attributes, weighted, on all rows.
    ///
    /// Names that are not in the table, do not vary or that nobody answered are in
    /// [`dropped`](Self::dropped). O(rows · features), and a sort for each numeric attribute.
    pub fn fit<S: AsRef<str>>(table: &Table, names: &[S]) -> Self {
        Self::fit_rows(table, names, &vec![true; table.len()])
    }

    /// As [`fit`](Self::fit), learning from the rows where `kept` is true.
    ///
    /// # Panics
    /// When `kept` is shorter than the table.
    pub fn fit_rows<S: AsRef<str>>(table: &Table, names: &[S], kept: &[bool]) -> Self {
        let rows: Vec<usize> = (0..table.len()).filter(|&row| kept[row]).collect();
        let mut encoding = Self::default();
        for name in names {
            let name = name.as_ref();
            let learned = table
                .attribute(name)
                .and_then(|attribute| block::learn(table, attribute, &rows));
            match learned {
                Some((block, features)) => {
                    encoding.blocks.push(block);
                    encoding.features.extend(features);
                }
                None => encoding.dropped.push(name.to_owned()),
            }
        }
        encoding
    }

    /// The names of a table's segmentation attributes, in its order.
    pub fn segmentation_names(table: &Table) -> Vec<String> {
        table
            .with_role(Role::Segmentation)
            .map(|attribute| attribute.name.clone())
            .collect()
    }

    /// The features in their order: the columns of [`encode`](Self::encode).
    pub fn features(&self) -> &[Feature] {
        &self.features
    }

    /// How each question is encoded, in order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The attributes that are encoded, in order.
    pub fn attributes(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().map(|block| block.attribute.as_str())
    }

    /// The attributes asked for that are not encoded: absent, constant, or never answered.
    pub fn dropped(&self) -> &[String] {
        &self.dropped
    }

    /// The columns of each attribute: attribute i has features `ranges[i]`.
    pub fn ranges(&self) -> Vec<std::ops::Range<usize>> {
        let mut start = 0;
        let mut range = |block: &Block| {
            let range = start..start + block.features;
            start = range.end;
            range
        };
        self.blocks.iter().map(&mut range).collect()
    }

    /// For each feature, whether it is the score of an answer scale (an ordinal question).
    pub fn scales(&self) -> Vec<bool> {
        self.blocks
            .iter()
            .flat_map(|block| vec![block.kind == Kind::Ordinal; block.features])
            .collect()
    }

    /// The table as numbers: one row a respondent, one column a feature, f32, always finite.
    ///
    /// Missing answers, levels that were not there at the fit and absent questions are the mean of
    /// their block: 0. O(rows · features).
    pub fn encode(&self, table: &Table) -> Array2<f32> {
        let blocks = self.blocks.iter().zip(self.ranges());
        let columns: Vec<(Column<'_>, std::ops::Range<usize>)> = blocks
            .filter_map(|(block, range)| {
                let attribute = table.attribute(&block.attribute)?;
                let column = Column::new(block, &self.features[range.clone()], attribute);
                Some((column, range))
            })
            .collect();
        let width = self.features.len();
        let mut values = vec![0.0; table.len() * width];
        // Without features there are no chunks to fill.
        let rows = values.par_chunks_mut(width.max(1)).enumerate();
        rows.for_each(|(row, values)| {
            for (column, range) in &columns {
                for (offset, feature) in range.clone().enumerate() {
                    values[feature] = column.value(row, offset);
                }
            }
        });
        Array2::from_shape_vec((table.len(), width), values)
            .unwrap_or_else(|_| Array2::zeros((table.len(), width)))
    }

    /// How a table differs from the one the encoding was made for; empty where it fits.
    pub fn mismatches(&self, table: &Table) -> Vec<Mismatch> {
        let differs = |block: &Block| match table.attribute(&block.attribute) {
            None => Some(Mismatch::Missing {
                attribute: block.attribute.clone(),
            }),
            Some(attribute) if attribute.kind != block.kind => Some(Mismatch::Kind {
                attribute: block.attribute.clone(),
                expected: block.kind,
                found: attribute.kind,
            }),
            Some(attribute) => unknown_levels(block, attribute),
        };
        self.blocks.iter().filter_map(differs).collect()
    }
}

fn unknown_levels(block: &Block, attribute: &Attribute) -> Option<Mismatch> {
    let unknown: Vec<String> = attribute
        .levels
        .iter()
        .filter(|level| !block.levels.contains(level))
        .cloned()
        .collect();
    (!unknown.is_empty()).then(|| Mismatch::Levels {
        attribute: block.attribute.clone(),
        unknown,
    })
}
