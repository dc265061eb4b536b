//! Are there clusters, or one cloud? Gaussian data sets of the data's covariance (Liu, Y. et al. 2008,
//! "Statistical significance of clustering", JASA 103, for the idea).

use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;

use super::permuted::explained_by;
use super::{NULLS, null, uniform};
use crate::segment::Null;
use crate::segment::kmeans::{Points, Search};
use crate::statistic::stream;

/// The observed explained share against 20 Gaussian data sets with the weighted covariance of the rows.
///
/// O(rows · features²) for the covariance and each data set, features³ once.
pub fn gaussian(points: &Points, search: &Search, observed: f64, seed: u64) -> Null {
    let factor = cholesky(covariance(points), points.width);
    let one = |replicate: usize| {
        let mut rng = stream(&[seed, 0x6a55, replicate as u64]);
        explained_by(&draw(points, &factor, &mut rng), search)
    };
    let shares: Vec<f64> = (0..NULLS).into_par_iter().map(one).collect();
    null(&shares, observed)
}

fn covariance(points: &Points) -> Vec<f64> {
    let width = points.width;
    let total: f64 = points.weights.iter().sum();
    let mean = points.mean();
    let mut covariance = vec![0.0; width * width];
    for row in 0..points.len() {
        let centred: Vec<f64> = points
            .row(row)
            .zip(&mean)
            .map(|(value, m)| f64::from(value) - m)
            .collect();
        for (i, a) in centred.iter().enumerate() {
            let scaled = points.weights[row] / total * a;
            // The lower triangle is all that is read.
            for (cell, b) in covariance[i * width..=i * width + i]
                .iter_mut()
                .zip(&centred)
            {
                *cell += scaled * b;
            }
        }
    }
    covariance
}

/// L with L Lᵀ the covariance, lower triangle row-major. A direction without variance left (the
/// indicators of one question sum to a constant) gets a zero column.
fn cholesky(mut a: Vec<f64>, width: usize) -> Vec<f64> {
    let largest = (0..width).map(|i| a[i * width + i]).fold(0.0, f64::max);
    for j in 0..width {
        let mut pivot = a[j * width + j];
        for p in 0..j {
            pivot -= a[j * width + p] * a[j * width + p];
        }
        let diagonal = if pivot > 1e-10 * largest {
            pivot.sqrt()
        } else {
            0.0
        };
        a[j * width + j] = diagonal;
        for i in j + 1..width {
            let mut sum = a[i * width + j];
            for p in 0..j {
                sum -= a[i * width + p] * a[j * width + p];
            }
            a[i * width + j] = if diagonal > 0.0 { sum / diagonal } else { 0.0 };
        }
    }
    a
}

fn draw(points: &Points, factor: &[f64], rng: &mut Xoshiro256PlusPlus) -> Points {
    let width = points.width;
    let mut rows = Vec::with_capacity(points.len() * width);
    let mut normal = vec![0.0; width + 1];
    for _ in 0..points.len() {
        for pair in normal.chunks_exact_mut(2) {
            // Box & Muller (1958).
            let radius = (-2.0 * (1.0 - uniform(rng)).ln()).sqrt();
            let (sin, cos) = (std::f64::consts::TAU * uniform(rng)).sin_cos();
            pair[0] = radius * cos;
            pair[1] = radius * sin;
        }
        for i in 0..width {
            let row = &factor[i * width..=i * width + i];
            rows.push(row.iter().zip(&normal).map(|(l, z)| l * z).sum::<f64>() as f32);
        }
    }
    Points::from_values(width, points.weights.clone(), |row, feature| {
        rows[row * width + feature]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::Array2;

    #[test]
    fn drawn_data_have_the_covariance_of_the_data() {
        let mut rng = stream(&[8]);
        let rows = Array2::from_shape_fn((20_000, 1), |_| (uniform(&mut rng) - 0.5) as f32);
        // x, 2x + noise of its own, and a feature that is the sum of both: no variance of its own.
        let mut other = stream(&[9]);
        let mixed = Array2::from_shape_fn((20_000, 3), |(row, feature)| {
            let x = rows[[row, 0]];
            let y = 2.0 * x + ((row * 7_919) % 101) as f32 / 101.0;
            [x, y, x + y][feature]
        });
        let points = Points::new(mixed.view(), None);
        let expected = covariance(&points);
        let factor = cholesky(expected.clone(), 3);
        let found = covariance(&draw(&points, &factor, &mut other));
        for (a, b) in expected.iter().zip(&found) {
            assert!((a - b).abs() < 0.03, "{expected:?} {found:?}");
        }
        assert_eq!(factor[8], 0.0, "the third feature is the sum of the others");
    }
}
