//! Are the same segments found again? Pairs of bootstrap samples: Dolnicar, S. & Leisch, F. (2010),
//! "Evaluation of structure and reproducibility of cluster solutions using the bootstrap", Mark. Lett. 21.

use rayon::prelude::*;

use super::agreement::adjusted_rand;
use super::jaccard::jaccard;
use super::{Clusterer, draw};
use crate::segment::Stability;
use crate::statistic::stream;

/// Pairs in a batch, and batches at most.
const BATCH: usize = 10;
const BATCHES: usize = 5;
/// Mean ARI from which a solution is reproducible, and natural.
pub const REPRODUCIBLE: f64 = 0.70;
/// See [`REPRODUCIBLE`].
pub const NATURAL: f64 = 0.90;

/// ARI of pairs of resampled solutions, and each segment's mean Jaccard with `labels`.
///
/// Batches of 10 pairs are drawn until the mean ± 2 standard errors is clear of 0.70 and 0.90, at most
/// 50. Each pair's solutions are compared on all rows.
pub fn bootstrap(
    clusterer: &dyn Clusterer,
    k: usize,
    labels: &[u32],
    seed: u64,
) -> (Stability, Vec<f64>) {
    let weights = clusterer.weights();
    let mut aris: Vec<f64> = Vec::new();
    let mut overlaps = vec![0.0; k];
    let one = |replicate: usize| {
        let (rows, resampled) = resample(weights, seed, k, replicate);
        let found = clusterer.labels(k, &rows, &resampled, seed ^ replicate as u64);
        let at = |labels: &[u32]| rows.iter().map(|&row| labels[row]).collect::<Vec<u32>>();
        let own: Vec<f64> = rows.iter().map(|&row| weights[row]).collect();
        let overlap = jaccard(k, &at(labels), &at(&found), &own);
        (found, overlap)
    };
    loop {
        let from = aris.len() * 2;
        let batch: Vec<(Vec<u32>, Vec<f64>)> =
            (from..from + 2 * BATCH).into_par_iter().map(one).collect();
        for pair in batch.chunks(2) {
            aris.push(adjusted_rand(&pair[0].0, &pair[1].0, weights));
        }
        for (_, overlap) in &batch {
            for (sum, value) in overlaps.iter_mut().zip(overlap) {
                *sum += value;
            }
        }
        let stability = summary(&aris);
        if clear(&stability) || aris.len() >= BATCH * BATCHES {
            let solutions = (2 * aris.len()) as f64;
            return (
                stability,
                overlaps.iter().map(|sum| sum / solutions).collect(),
            );
        }
    }
}

fn summary(aris: &[f64]) -> Stability {
    let (mean, sd) = super::mean_and_sd(aris);
    Stability {
        mean,
        standard_error: sd / (aris.len() as f64).sqrt(),
        pairs: aris.len(),
    }
}

fn clear(stability: &Stability) -> bool {
    [REPRODUCIBLE, NATURAL]
        .iter()
        .all(|bound| (stability.mean - bound).abs() > 2.0 * stability.standard_error)
}

/// As many rows drawn with replacement as there are: the distinct ones, and weight × times drawn.
fn resample(weights: &[f64], seed: u64, k: usize, replicate: usize) -> (Vec<usize>, Vec<f64>) {
    let n = weights.len();
    let mut rng = stream(&[seed, 0xb007, k as u64, replicate as u64]);
    let mut times = vec![0_u32; n];
    for _ in 0..n {
        times[draw(&mut rng, n)] += 1;
    }
    (0..n)
        .filter(|&row| times[row] > 0)
        .map(|row| (row, f64::from(times[row]) * weights[row]))
        .unzip()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resample_has_as_many_draws_as_rows() {
        let (rows, times) = resample(&[1.0; 1_000], 1, 2, 3);
        assert_eq!(times.iter().sum::<f64>(), 1_000.0);
        // 1 − 1/e of the rows are drawn.
        assert!((590..680).contains(&rows.len()), "{}", rows.len());
    }

    #[test]
    fn drawing_stops_when_the_mean_is_clear_of_both_bounds() {
        let stability = |mean, standard_error| Stability {
            mean,
            standard_error,
            pairs: 10,
        };
        assert!(clear(&stability(0.8, 0.04)));
        assert!(!clear(&stability(0.8, 0.06)));
        assert!(!clear(&stability(0.89, 0.02)));
        assert!(clear(&stability(0.3, 0.1)));
    }
}
