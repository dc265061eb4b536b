//! Prediction strength: Tibshirani, R. & Walther, G. (2005), J. Comput. Graph. Stat. 14.

use super::{Clusterer, shuffled};
use crate::statistic::stream;
use rayon::prelude::*;

/// Random halvings that are averaged.
const SPLITS: usize = 5;

/// How well one half of the rows foretells who stands together in the other (0..1), for `k` segments.
///
/// Each half is clustered; in the worst of one half's segments, the share of weighted pairs that the
/// other half's solution puts together too; mean of five random halvings. `None` under four rows a
/// segment. A segment of one respondent counts 0.
pub fn prediction_strength(clusterer: &dyn Clusterer, k: usize, seed: u64) -> Option<f64> {
    let weights = clusterer.weights();
    let n = weights.len();
    if n < 4 * k {
        return None;
    }
    let split = |turn: usize| {
        let mut order = shuffled(n, &mut stream(&[seed, 0x9ed1, k as u64, turn as u64]));
        let mut second = order.split_off(n / 2);
        order.sort_unstable();
        second.sort_unstable();
        let fit = |rows: &[usize]| {
            let own: Vec<f64> = rows.iter().map(|&row| weights[row]).collect();
            clusterer.labels(k, rows, &own, seed ^ turn as u64)
        };
        weakest(k, &second, &fit(&order), &fit(&second), weights)
    };
    let strengths: Vec<f64> = (0..SPLITS).into_par_iter().map(split).collect();
    Some(strengths.iter().sum::<f64>() / SPLITS as f64)
}

/// The least share of pairs of a test segment that the training solution keeps together.
fn weakest(k: usize, rows: &[usize], train: &[u32], test: &[u32], weights: &[f64]) -> f64 {
    let mut cells = vec![(0.0_f64, 0.0_f64); k * k];
    for &row in rows {
        let cell = &mut cells[test[row] as usize * k + train[row] as usize];
        cell.0 += weights[row];
        cell.1 += weights[row] * weights[row];
    }
    let pairs = |(sum, squares): (f64, f64)| (sum * sum - squares).max(0.0);
    cells
        .chunks(k)
        .map(|segment| {
            let whole = segment
                .iter()
                .fold((0.0, 0.0), |t, c| (t.0 + c.0, t.1 + c.1));
            let together: f64 = segment.iter().map(|&cell| pairs(cell)).sum();
            let all = pairs(whole);
            if all > 1e-9 * whole.0 * whole.0 {
                together / all
            } else {
                0.0
            }
        })
        .fold(1.0, f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_segment_decides() {
        // Test segment 0 is kept whole; segment 1 is cut two and two: 2 of 6 pairs remain.
        let rows: Vec<usize> = (0..8).collect();
        let test = [0, 0, 0, 0, 1, 1, 1, 1];
        let train = [1, 1, 1, 1, 0, 0, 1, 1];
        let strength = weakest(2, &rows, &train, &test, &[1.0; 8]);
        assert!((strength - 1.0 / 3.0).abs() < 1e-12, "{strength}");
    }
}
