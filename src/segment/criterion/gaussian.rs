//! Are there clusters, or one cloud? Gaussian data sets of the data's covariance (Liu, Y. et al. 2008,
//! "Statistical significance of clustering", JASA 103, for the idea).
//!
//! Answer scales see such a cloud through a few levels with a floor and a ceiling, which alone explains
//! more than a Gaussian does. Their features are therefore drawn as latent Gaussians, correlated so much
//! more as the scale hides (Olsson 1979 for the attenuation), and given the levels the data have.

use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;
use statrs::distribution::{ContinuousCDF, Normal};

use super::permuted::explained_by;
use super::{NULLS, null, uniform};
use crate::segment::Null;
use crate::segment::kmeans::{Points, Search};
use crate::statistic::stream;

/// The observed explained share against 20 Gaussian data sets with the weighted covariance of the rows;
/// features of answer scales (`scales`) keep the levels they have.
///
/// O(rows · features²) for the covariance and each data set, features³ once.
pub fn gaussian(
    points: &Points,
    scales: &[bool],
    search: &Search,
    observed: f64,
    seed: u64,
) -> Null {
    let levels = levels(points, scales);
    let mut covariance = covariance(points);
    reveal(&mut covariance, &levels);
    let factor = cholesky(covariance, points.width);
    let one = |replicate: usize| {
        let mut rng = stream(&[seed, 0x6a55, replicate as u64]);
        explained_by(&draw(points, &factor, &levels, &mut rng), search)
    };
    let shares: Vec<f64> = (0..NULLS).into_par_iter().map(one).collect();
    null(&shares, observed)
}

/// The sorted values of each feature of an answer scale; empty for the others.
fn levels(points: &Points, scales: &[bool]) -> Vec<Vec<f32>> {
    let sorted = |(feature, &scale): (usize, &bool)| {
        let rows = if scale { points.len() } else { 0 };
        let mut values: Vec<f32> = (0..rows).map(|row| points.value(row, feature)).collect();
        values.sort_by(f32::total_cmp);
        values
    };
    scales.iter().enumerate().map(sorted).collect()
}

/// Divides covariances by what answer scales hide of them: the correlation of a scale's levels with the
/// normal scores they stand for, once for each of the two features.
fn reveal(covariance: &mut [f64], levels: &[Vec<f32>]) {
    let shown: Vec<f64> = levels.iter().map(|values| shown(values)).collect();
    let width = levels.len();
    for i in 0..width {
        for j in 0..i {
            // Never beyond what two perfectly correlated features have.
            let most = (covariance[i * width + i] * covariance[j * width + j]).sqrt();
            let cell = &mut covariance[i * width + j];
            *cell = (*cell / (shown[i] * shown[j])).clamp(-most, most);
        }
    }
}

/// Correlation of sorted values with normal scores; 1 where there are none or they do not vary.
fn shown(values: &[f32]) -> f64 {
    let n = values.len() as f64;
    let Ok(normal) = Normal::new(0.0, 1.0) else {
        return 1.0;
    };
    let (mean, sd) = super::mean_and_sd(&values.iter().map(|&v| f64::from(v)).collect::<Vec<_>>());
    if values.len() < 3 || sd <= 0.0 {
        return 1.0;
    }
    let score = |i: usize| normal.inverse_cdf((i as f64 + 0.5) / n);
    let products = values
        .iter()
        .enumerate()
        .map(|(i, &v)| score(i) * (f64::from(v) - mean) / sd);
    (products.sum::<f64>() / n).clamp(0.5, 1.0)
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

fn draw(
    points: &Points,
    factor: &[f64],
    levels: &[Vec<f32>],
    rng: &mut Xoshiro256PlusPlus,
) -> Points {
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
    for (feature, values) in levels.iter().enumerate() {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|&a, &b| {
            rows[a * width + feature]
                .total_cmp(&rows[b * width + feature])
                .then(a.cmp(&b))
        });
        for (&row, &value) in order.iter().zip(values) {
            rows[row * width + feature] = value;
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
        let found = covariance(&draw(
            &points,
            &factor,
            &[const { Vec::new() }; 3],
            &mut other,
        ));
        for (a, b) in expected.iter().zip(&found) {
            assert!((a - b).abs() < 0.03, "{expected:?} {found:?}");
        }
        assert_eq!(factor[8], 0.0, "the third feature is the sum of the others");
    }

    #[test]
    fn answer_scales_keep_their_levels_and_their_covariance() {
        let mut rng = stream(&[3]);
        let mut scores = Vec::new();
        for _ in 0..4_000 {
            let factor = uniform(&mut rng) + uniform(&mut rng) + uniform(&mut rng);
            scores.push([0; 2].map(|_| (factor + uniform(&mut rng)).floor().min(2.0) as f32));
        }
        let rows = Array2::from_shape_fn((4_000, 2), |(row, feature)| scores[row][feature]);
        let points = Points::new(rows.view(), None);
        let expected = covariance(&points);
        let levels = levels(&points, &[true, true]);
        let mut revealed = expected.clone();
        reveal(&mut revealed, &levels);
        assert!(revealed[2] > expected[2], "the scale hid some of it");
        let drawn = draw(&points, &cholesky(revealed, 2), &levels, &mut rng);
        assert!((0..4_000).all(|row| [0.0, 1.0, 2.0].contains(&drawn.value(row, 0))));
        let found = covariance(&drawn);
        for cell in [0, 2, 3] {
            assert!(
                (expected[cell] - found[cell]).abs() < 0.03,
                "{expected:?} {found:?}"
            );
        }
    }
}
