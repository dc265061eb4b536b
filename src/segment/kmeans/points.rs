//! Points, weights and centroids laid out for the kernels.

use ndarray::ArrayView2;
use rayon::prelude::*;

use crate::statistic::CHUNK;

/// Centroids whose distances are computed side by side.
pub const LANES: usize = 8;

/// Rows of f32 features with their weights and squared norms.
#[derive(Debug, Clone)]
pub struct Points {
    /// Row-major, `width` values a row.
    pub rows: Vec<f32>,
    /// Features.
    pub width: usize,
    /// Weight of each row, 0 or more.
    pub weights: Vec<f64>,
    /// Squared norm of each row.
    pub norms: Vec<f32>,
    /// Σ w‖x‖², in f64.
    pub energy: f64,
}

impl Points {
    /// Copies rows and takes their weights; 1 each where there are none.
    pub fn new(rows: ArrayView2<f32>, weights: Option<&[f64]>) -> Self {
        let weights = weights.map_or_else(|| vec![1.0; rows.nrows()], <[f64]>::to_vec);
        let width = rows.ncols();
        Self::from_parts(rows.iter().copied().collect(), width, weights)
    }

    /// From row-major values.
    pub fn from_parts(rows: Vec<f32>, width: usize, weights: Vec<f64>) -> Self {
        let n = weights.len();
        let square = |row: usize| {
            let values = &rows[row * width..(row + 1) * width];
            values
                .iter()
                .map(|&v| f64::from(v) * f64::from(v))
                .sum::<f64>()
        };
        let squares: Vec<f64> = (0..n).into_par_iter().map(square).collect();
        let energy = crate::statistic::ordered_sum(n, |row| weights[row] * squares[row]);
        let norms = squares.iter().map(|&s| s as f32).collect();
        Self {
            rows,
            width,
            weights,
            norms,
            energy,
        }
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.weights.len()
    }

    /// One row.
    pub fn row(&self, row: usize) -> &[f32] {
        &self.rows[row * self.width..(row + 1) * self.width]
    }

    /// Some rows with new weights.
    pub fn select(&self, rows: &[usize], weights: Vec<f64>) -> Self {
        let mut values = Vec::with_capacity(rows.len() * self.width);
        for &row in rows {
            values.extend_from_slice(self.row(row));
        }
        Self::from_parts(values, self.width, weights)
    }

    /// Σ w‖x − mean‖²: the variation that segments may explain.
    pub fn variation(&self) -> f64 {
        let total = crate::statistic::ordered_sum(self.len(), |row| self.weights[row]);
        if total <= 0.0 {
            return 0.0;
        }
        let mut sums = vec![0.0; self.width];
        for row in 0..self.len() {
            for (sum, &value) in sums.iter_mut().zip(self.row(row)) {
                *sum += self.weights[row] * f64::from(value);
            }
        }
        (self.energy - sums.iter().map(|s| s * s).sum::<f64>() / total).max(0.0)
    }

    /// Rows cut into fixed chunks.
    pub fn chunks(&self) -> usize {
        self.len().div_ceil(CHUNK)
    }
}

/// Up to [`LANES`] centroids a block, feature by feature, with their squared norms.
#[derive(Debug, Clone)]
pub struct Centroids {
    /// Row-major, `width` values a centroid.
    pub rows: Vec<f32>,
    /// Features.
    pub width: usize,
    blocks: Vec<Vec<[f32; LANES]>>,
    norms: Vec<[f32; LANES]>,
}

/// The two nearest centroids of a row.
#[derive(Debug, Clone, Copy)]
pub struct Nearest {
    /// The nearest; ties go to the lower number.
    pub label: u32,
    /// Squared distance to it, not negative.
    pub first: f32,
    /// Squared distance to the second, not negative; infinite with one centroid.
    pub second: f32,
}

impl Centroids {
    /// Lays out row-major centroids.
    pub fn new(rows: Vec<f32>, width: usize) -> Self {
        let k = rows.len().checked_div(width).unwrap_or(1);
        let mut blocks = Vec::new();
        let mut norms = Vec::new();
        for start in (0..k).step_by(LANES) {
            let mut block = vec![[0.0; LANES]; width];
            // Lanes without a centroid are infinitely far.
            let mut norm = [f32::INFINITY; LANES];
            for lane in 0..LANES.min(k - start) {
                let centroid = &rows[(start + lane) * width..(start + lane + 1) * width];
                let mut square = 0.0_f64;
                for (feature, &value) in centroid.iter().enumerate() {
                    block[feature][lane] = value;
                    square += f64::from(value) * f64::from(value);
                }
                norm[lane] = square as f32;
            }
            blocks.push(block);
            norms.push(norm);
        }
        Self {
            rows,
            width,
            blocks,
            norms,
        }
    }

    /// Number of centroids.
    pub fn len(&self) -> usize {
        self.rows.len().checked_div(self.width).unwrap_or(1)
    }

    /// One centroid.
    pub fn row(&self, j: usize) -> &[f32] {
        &self.rows[j * self.width..(j + 1) * self.width]
    }

    /// The largest squared norm.
    pub fn largest_norm(&self) -> f32 {
        let finite = self.norms.iter().flatten().filter(|n| n.is_finite());
        finite.fold(0.0, |most, &n| most.max(n))
    }

    /// The nearest two centroids of four rows at once: four rows keep the adders busy.
    pub fn nearest4(&self, rows: [&[f32]; 4], norms: [f32; 4]) -> [Nearest; 4] {
        let mut found = [Nearest {
            label: 0,
            first: f32::INFINITY,
            second: f32::INFINITY,
        }; 4];
        for (b, (block, block_norms)) in self.blocks.iter().zip(&self.norms).enumerate() {
            let dots = dots4(block, rows);
            for r in 0..4 {
                for lane in 0..LANES {
                    let score = block_norms[lane] - 2.0 * dots[r][lane];
                    let nearest = &mut found[r];
                    if score < nearest.first {
                        nearest.second = nearest.first;
                        nearest.first = score;
                        nearest.label = (b * LANES + lane) as u32;
                    } else if score < nearest.second {
                        nearest.second = score;
                    }
                }
            }
        }
        for (nearest, norm) in found.iter_mut().zip(norms) {
            nearest.first = (nearest.first + norm).max(0.0);
            nearest.second = (nearest.second + norm).max(0.0);
        }
        found
    }

    /// Squared distances of four rows to the first [`LANES`] centroids.
    pub fn squares4(&self, rows: [&[f32]; 4], norms: [f32; 4]) -> [[f32; LANES]; 4] {
        let mut squares = dots4(&self.blocks[0], rows);
        for (row, norm) in squares.iter_mut().zip(norms) {
            for (value, centroid) in row.iter_mut().zip(&self.norms[0]) {
                *value = (centroid - 2.0 * *value + norm).max(0.0);
            }
        }
        squares
    }
}

#[inline]
fn dots4(block: &[[f32; LANES]], rows: [&[f32]; 4]) -> [[f32; LANES]; 4] {
    let mut sums = [[0.0_f32; LANES]; 4];
    let width = block.len();
    let [a, b, c, d] = rows.map(|row| &row[..width]);
    for feature in 0..width {
        let lanes = &block[feature];
        let values = [a[feature], b[feature], c[feature], d[feature]];
        for r in 0..4 {
            for lane in 0..LANES {
                sums[r][lane] += values[r] * lanes[lane];
            }
        }
    }
    sums
}

impl Centroids {
    /// The nearest centroid of each row.
    pub fn labels(&self, points: &Points) -> Vec<u32> {
        let n = points.len();
        let mut labels = Vec::with_capacity(n);
        for start in (0..n).step_by(4) {
            let at = |r: usize| (start + r).min(n - 1);
            let four = [at(0), at(1), at(2), at(3)];
            let nearest = self.nearest4(four.map(|r| points.row(r)), four.map(|r| points.norms[r]));
            labels.extend(nearest.iter().take(n - start).map(|near| near.label));
        }
        labels
    }
}
