//! How good a number of segments is: one criterion a file.
mod agreement;
mod bootstrap;
mod calinski;
mod gaussian;
mod jaccard;
mod permuted;
mod prediction;
mod silhouette;

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::RngCore;

use super::segmentation::Null;

pub use agreement::adjusted_rand;
pub(super) use bootstrap::{NATURAL, REPRODUCIBLE, bootstrap};
pub(super) use calinski::calinski_harabasz;
pub(super) use gaussian::gaussian;
pub(super) use permuted::{explained_by, permuted};
pub(super) use prediction::prediction_strength;
pub(super) use silhouette::silhouettes;

/// Data sets of a null model.
const NULLS: usize = 20;

/// Standard deviations by which a null must be beaten.
const BEATEN: f64 = 3.0;

/// What resamples and splits are clustered with.
pub(super) trait Clusterer: Sync {
    /// Weight of each row.
    fn weights(&self) -> &[f64];

    /// The segment of every row, found from some of them with the weights given.
    fn labels(&self, k: usize, rows: &[usize], weights: &[f64], seed: u64) -> Vec<u32>;
}

/// Null shares summed up against the observed one.
fn null(shares: &[f64], observed: f64) -> Null {
    let (mean, sd) = mean_and_sd(shares);
    let max = shares.iter().copied().fold(0.0, f64::max);
    let z = (sd > 0.0).then(|| (observed - mean) / sd);
    Null {
        mean,
        sd,
        max,
        z,
        beaten: observed > max && z.is_none_or(|z| z > BEATEN),
    }
}

/// Mean and standard deviation (n − 1); the latter 0 for one value.
fn mean_and_sd(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|v| (v - mean).powi(2)).sum();
    (mean, (squares / (n - 1.0).max(1.0)).sqrt())
}

/// A number in [0, 1).
fn uniform(rng: &mut Xoshiro256PlusPlus) -> f64 {
    (rng.next_u64() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
}

/// A whole number below `n`: the high half of a product (Lemire 2019, without rejection: the bias is
/// under n/2⁶⁴).
fn draw(rng: &mut Xoshiro256PlusPlus, n: usize) -> usize {
    ((u128::from(rng.next_u64()) * n as u128) >> 64) as usize
}

/// 0..n in random order (Fisher & Yates; Durstenfeld 1964).
fn shuffled(n: usize, rng: &mut Xoshiro256PlusPlus) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    for last in (1..n).rev() {
        order.swap(last, draw(rng, last + 1));
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_null_is_beaten_above_all_of_it_and_by_three_deviations() {
        let shares = [0.10, 0.11, 0.12, 0.13];
        assert!(null(&shares, 0.20).beaten);
        assert!(
            !null(&shares, 0.14).beaten,
            "above all, not by 3 deviations"
        );
        assert!(!null(&[0.5; 4], 0.5).beaten, "no spread, not above");
        assert!(null(&[0.5; 4], 0.6).beaten);
        assert_eq!(null(&[0.5; 4], 0.6).z, None);
    }
}
