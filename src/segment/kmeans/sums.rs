//! Weighted sums of the rows of each segment, and the centroids they give.

use super::centroids::Centroids;
use super::points::Points;

/// Weighted sums of the rows of each segment, in f64.
#[derive(Clone)]
pub struct Sums {
    /// Row-major, one row a segment.
    points: Vec<f64>,
    /// Weight of each segment.
    weights: Vec<f64>,
    /// Rows of positive weight in each segment: tells an empty one from rounding.
    rows: Vec<i64>,
}

impl Sums {
    /// No rows yet.
    pub fn zero(k: usize, width: usize) -> Self {
        Self {
            points: vec![0.0; k * width],
            weights: vec![0.0; k],
            rows: vec![0; k],
        }
    }

    /// Adds a row to a segment, or takes it away with `sign` −1.
    pub fn add(&mut self, label: u32, points: &Points, row: usize, sign: f64) {
        let weight = sign * points.weights[row];
        let start = label as usize * points.width;
        let sums = &mut self.points[start..start + points.width];
        for (sum, value) in sums.iter_mut().zip(points.row(row)) {
            *sum += weight * f64::from(value);
        }
        self.weights[label as usize] += weight;
        if weight != 0.0 {
            self.rows[label as usize] += sign as i64;
        }
    }

    /// Adds the sums of other rows.
    pub fn merge(&mut self, other: &Self) {
        for (a, b) in self.points.iter_mut().zip(&other.points) {
            *a += b;
        }
        for (a, b) in self.weights.iter_mut().zip(&other.weights) {
            *a += b;
        }
        for (a, b) in self.rows.iter_mut().zip(&other.rows) {
            *a += b;
        }
    }

    fn in_use(&self, j: usize) -> bool {
        self.rows[j] > 0 && self.weights[j] > 0.0
    }

    /// Σ w‖x − mean of its segment‖² from the sums alone: Σ w‖x‖² − Σ ‖S‖²/W.
    pub fn inertia(&self, points: &Points) -> f64 {
        let explained: f64 = (0..self.weights.len())
            .filter(|&j| self.in_use(j))
            .map(|j| {
                let row = &self.points[j * points.width..(j + 1) * points.width];
                row.iter().map(|s| s * s).sum::<f64>() / self.weights[j]
            })
            .sum();
        (points.energy - explained).max(0.0)
    }
}

/// The means of the segments. A segment nobody is nearest to moves to the row farthest from its own
/// centroid (ties by row), as scikit-learn does.
pub fn update(
    points: &Points,
    centroids: &Centroids,
    sums: &Sums,
    label: impl Fn(usize) -> u32,
) -> Centroids {
    let width = points.width;
    let mut rows = centroids.rows.clone();
    let mut taken: Vec<usize> = Vec::new();
    for j in 0..centroids.len() {
        let target = &mut rows[j * width..(j + 1) * width];
        if sums.in_use(j) {
            for (value, sum) in target.iter_mut().zip(&sums.points[j * width..]) {
                *value = (sum / sums.weights[j]) as f32;
            }
        } else if let Some(row) = farthest(points, centroids, &label, &taken) {
            for (value, new) in target.iter_mut().zip(points.row(row)) {
                *value = new;
            }
            taken.push(row);
        }
    }
    Centroids::new(rows, width)
}

fn farthest(
    points: &Points,
    centroids: &Centroids,
    label: &impl Fn(usize) -> u32,
    taken: &[usize],
) -> Option<usize> {
    let mut best = (0.0, None);
    for row in (0..points.len()).filter(|row| points.weights[*row] > 0.0 && !taken.contains(row)) {
        let own = centroids.row(label(row) as usize);
        let square: f64 = points
            .row(row)
            .zip(own)
            .map(|(x, &c)| (f64::from(x) - f64::from(c)).powi(2))
            .sum();
        if square > best.0 {
            best = (square, Some(row));
        }
    }
    best.1
}
