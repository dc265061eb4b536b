//! Points laid out for the kernels: eight rows side by side, feature by feature.

use ndarray::ArrayView2;
use rayon::prelude::*;

use crate::statistic::{CHUNK, ordered_sum};

/// Rows of a block.
pub const LANES: usize = 8;

/// One number of each of a block's eight rows.
pub type Lanes = [f32; LANES];

/// Rows of f32 features with their weights and squared norms.
#[derive(Debug, Clone)]
pub struct Points {
    /// `width` entries a block of eight rows; rows beyond the last are 0.
    blocks: Vec<Lanes>,
    /// Squared norm of each row, by block.
    pub norms: Vec<Lanes>,
    /// Features.
    pub width: usize,
    /// Weight of each row, 0 or more.
    pub weights: Vec<f64>,
    /// Σ w‖x‖², in f64.
    pub energy: f64,
}

impl Points {
    /// Copies rows and takes their weights; 1 each where there are none.
    pub fn new(rows: ArrayView2<f32>, weights: Option<&[f64]>) -> Self {
        let weights = weights.map_or_else(|| vec![1.0; rows.nrows()], <[f64]>::to_vec);
        Self::from_values(rows.ncols(), weights, |row, feature| rows[[row, feature]])
    }

    /// From the value of each row and feature.
    pub fn from_values(
        width: usize,
        weights: Vec<f64>,
        value: impl Fn(usize, usize) -> f32 + Sync,
    ) -> Self {
        let n = weights.len();
        let mut blocks = vec![[0.0; LANES]; n.div_ceil(LANES) * width];
        let fill = |(block, lanes): (usize, &mut [Lanes])| {
            for lane in 0..LANES.min(n - block * LANES) {
                for (feature, values) in lanes.iter_mut().enumerate() {
                    values[lane] = value(block * LANES + lane, feature);
                }
            }
        };
        if n >= 8 * CHUNK {
            blocks
                .par_chunks_mut(width.max(1))
                .enumerate()
                .for_each(fill);
        } else {
            blocks.chunks_mut(width.max(1)).enumerate().for_each(fill);
        }
        Self::from_blocks(blocks, width, weights)
    }

    fn from_blocks(blocks: Vec<Lanes>, width: usize, weights: Vec<f64>) -> Self {
        let n = weights.len();
        let square = |block: usize| {
            let mut squares = [0.0_f64; LANES];
            for values in &blocks[block * width..(block + 1) * width] {
                for (sum, &value) in squares.iter_mut().zip(values) {
                    *sum += f64::from(value) * f64::from(value);
                }
            }
            squares
        };
        let squares: Vec<[f64; LANES]> = (0..n.div_ceil(LANES)).map(square).collect();
        let energy = ordered_sum(n, |row| weights[row] * squares[row / LANES][row % LANES]);
        let norms = squares.iter().map(|s| s.map(|v| v as f32)).collect();
        Self {
            blocks,
            norms,
            width,
            weights,
            energy,
        }
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.weights.len()
    }

    /// Number of blocks of eight rows, the last of which may be short.
    pub fn blocks(&self) -> usize {
        self.norms.len()
    }

    /// The features of a block.
    pub fn block(&self, block: usize) -> &[Lanes] {
        &self.blocks[block * self.width..(block + 1) * self.width]
    }

    /// One feature of a row.
    pub fn value(&self, row: usize, feature: usize) -> f32 {
        self.blocks[row / LANES * self.width + feature][row % LANES]
    }

    /// The features of a row.
    pub fn row(&self, row: usize) -> impl Iterator<Item = f32> + '_ {
        let lane = row % LANES;
        self.block(row / LANES)
            .iter()
            .map(move |values| values[lane])
    }

    /// Some rows with new weights.
    pub fn select(&self, rows: &[usize], weights: Vec<f64>) -> Self {
        Self::from_values(self.width, weights, |place, feature| {
            self.value(rows[place], feature)
        })
    }

    /// The same rows with new weights.
    pub fn reweigh(&self, weights: Vec<f64>) -> Self {
        Self::from_blocks(self.blocks.clone(), self.width, weights)
    }

    /// Weighted mean of each feature; 0 where there is no weight.
    pub fn mean(&self) -> Vec<f64> {
        let total = ordered_sum(self.len(), |row| self.weights[row]);
        let mut mean = vec![0.0; self.width];
        if total > 0.0 {
            for row in 0..self.len() {
                for (sum, value) in mean.iter_mut().zip(self.row(row)) {
                    *sum += self.weights[row] * f64::from(value);
                }
            }
            for sum in &mut mean {
                *sum /= total;
            }
        }
        mean
    }

    /// Σ w‖x − mean‖²: the variation that segments may explain.
    pub fn variation(&self) -> f64 {
        let total = ordered_sum(self.len(), |row| self.weights[row]);
        let centre: f64 = self.mean().iter().map(|m| m * m).sum();
        (self.energy - total * centre).max(0.0)
    }

    /// Rows cut into fixed chunks.
    pub fn chunks(&self) -> usize {
        self.len().div_ceil(CHUNK)
    }
}
