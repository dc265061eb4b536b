//! The audience made ready for grouping: encoded, without the rows left out, and sampled.

use std::collections::BTreeSet;

use ndarray::Array2;

use super::kmeans::Points;
use super::settings::Settings;
use crate::encode::Encoding;
use crate::statistic::hash;
use crate::table::Table;

/// Rows on which criteria are computed at most.
const SAMPLE: usize = 5_000;

/// What every method and criterion works on.
pub(super) struct Prepared<'a> {
    pub table: &'a Table,
    pub encoding: Encoding,
    /// Every respondent, those left out of the fit included.
    pub matrix: Array2<f32>,
    /// Rows of the table in the fit.
    pub rows: Vec<usize>,
    /// Those rows, with their weights.
    pub points: Points,
    /// Rows of the table in the uniform sample, which keep their weights.
    pub sample_rows: Vec<usize>,
    /// The sample; all rows of the fit where there are no more than 5,000.
    pub sample: Points,
    pub seed: u64,
}

impl<'a> Prepared<'a> {
    pub fn new(table: &'a Table, kept: &[bool], settings: &Settings) -> Self {
        let names = Encoding::segmentation_names(table);
        let encoding = Encoding::fit_rows(table, &names, kept);
        let matrix = encoding.encode(table);
        let rows: Vec<usize> = (0..table.len()).filter(|&row| kept[row]).collect();
        let sample_rows = sample(&rows, settings.seed);
        let all = Points::new(matrix.view(), None);
        let pick =
            |rows: &[usize]| all.select(rows, rows.iter().map(|&row| table.weight(row)).collect());
        let (points, sample) = (pick(&rows), pick(&sample_rows));
        Self {
            table,
            encoding,
            matrix,
            rows,
            points,
            sample_rows,
            sample,
            seed: settings.seed,
        }
    }

    /// Distinct encoded respondents in the fit, counted no further than `most`.
    pub fn distinct(&self, most: usize) -> usize {
        let mut seen = BTreeSet::new();
        for row in 0..self.points.len() {
            let bits: Vec<u32> = self.points.row(row).map(f32::to_bits).collect();
            seen.insert(bits);
            if seen.len() >= most {
                break;
            }
        }
        seen.len()
    }
}

/// A uniform sample in the order of the rows: those of least keyed hash.
fn sample(rows: &[usize], seed: u64) -> Vec<usize> {
    if rows.len() <= SAMPLE {
        return rows.to_vec();
    }
    let mut keyed: Vec<(u64, usize)> = rows
        .iter()
        .map(|&row| (hash(&[seed, 0x5a3f, row as u64]), row))
        .collect();
    keyed.sort_unstable();
    let mut sample: Vec<usize> = keyed[..SAMPLE].iter().map(|&(_, row)| row).collect();
    sample.sort_unstable();
    sample
}
