//! `PageRank` (Page, Brin, Motwani & Winograd 1999), weighted and personalisable.
//!
//! x ← α (Wᵀ D⁻¹ x + d v) + (1 − α) v, with W(s, t) the ties, D their row sums, v the teleport and d the
//! mass of people without an outgoing tie, which starts again at the teleport (Langville & Meyer 2004;
//! the same convention as networkx). Pulled along incoming ties: each score is summed by one thread in
//! the order of its row, so the result is bit-equal for any number of threads.

use rayon::prelude::*;

use crate::network::Network;
use crate::statistic::CHUNK;

/// The scores are within this of the fixed point, in L1.
pub const TOLERANCE: f64 = 1e-9;

/// A bound that α^i < tolerance meets long before, for any α up to 0.98.
const MAX_ITERATIONS: usize = 1_000;

/// Scores and how they were reached.
#[derive(Debug, Clone, PartialEq)]
pub struct PageRank {
    /// One score a person, summing to 1; empty without people.
    pub scores: Vec<f64>,
    /// Passes over the ties.
    pub iterations: usize,
}

/// `PageRank` with damping α in (0, 1) and a teleport (≥ 0, one a person, summing to 1; `None`: even).
///
/// Stops when the change bounds the L1 error by `TOLERANCE`. O(ties) an iteration, 40 bytes a person.
pub fn page_rank(network: &Network, damping: f64, teleport: Option<&[f64]>) -> PageRank {
    let people = network.people();
    if people == 0 {
        return PageRank {
            scores: Vec::new(),
            iterations: 0,
        };
    }
    let even = 1.0 / people as f64;
    let start_at = |person: usize| teleport.map_or(even, |v| v[person]);
    let mut scores: Vec<f64> = (0..people).map(start_at).collect();
    let mut next = vec![0.0; people];
    let mut shares = vec![0.0; people];
    for iteration in 1..=MAX_ITERATIONS {
        let dangling = split(network.out_weight(), &scores, &mut shares);
        let restart = 1.0 - damping + damping * dangling;
        let pull = |(chunk, (new, old)): (usize, (&mut [f64], &[f64]))| {
            let mut change = 0.0;
            for (i, (new, old)) in new.iter_mut().zip(old).enumerate() {
                let person = chunk * CHUNK + i;
                let received = gather(network, person as u32, &shares);
                *new = damping * received + restart * start_at(person);
                change += (*new - old).abs();
            }
            change
        };
        let changes: Vec<f64> = next
            .par_chunks_mut(CHUNK)
            .zip(scores.par_chunks(CHUNK))
            .enumerate()
            .map(pull)
            .collect();
        std::mem::swap(&mut scores, &mut next);
        let change: f64 = changes.into_iter().sum();
        if change * damping <= TOLERANCE * (1.0 - damping) {
            return PageRank {
                scores,
                iterations: iteration,
            };
        }
    }
    PageRank {
        scores,
        iterations: MAX_ITERATIONS,
    }
}

/// Splits each score over its outgoing weight; gives the mass of those who have none.
fn split(out_weight: &[f64], scores: &[f64], shares: &mut [f64]) -> f64 {
    let partials: Vec<f64> = shares
        .par_chunks_mut(CHUNK)
        .enumerate()
        .map(|(chunk, shares)| {
            let start = chunk * CHUNK;
            let mut dangling = 0.0;
            for (i, share) in shares.iter_mut().enumerate() {
                let (score, out) = (scores[start + i], out_weight[start + i]);
                *share = if out > 0.0 { score / out } else { 0.0 };
                dangling += if out > 0.0 { 0.0 } else { score };
            }
            dangling
        })
        .collect();
    partials.into_iter().sum()
}

/// Σ W(s, person) · share(s), in four interleaved sums so that additions do not wait for each other.
fn gather(network: &Network, person: u32, shares: &[f64]) -> f64 {
    let (sources, weights) = network.endorsers(person);
    let term = |s: u32, w: f32| f64::from(w) * shares[s as usize];
    let mut sums = [0.0; 4];
    // As arrays: setting up an iterator over slices of four costs more than a person with few endorsers does.
    let ((fours, rest), (four_weights, rest_weights)) =
        (sources.as_chunks::<4>(), weights.as_chunks::<4>());
    for (s, w) in fours.iter().zip(four_weights) {
        for lane in 0..4 {
            sums[lane] += term(s[lane], w[lane]);
        }
    }
    for (lane, (&s, &w)) in rest.iter().zip(rest_weights).enumerate() {
        sums[lane] += term(s, w);
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::testing::network;

    /// Dangling (8, 9), unreached (3, 6), isolated (9).
    const TIES: [(u32, u32, f32); 11] = [
        (0, 1, 1.0),
        (0, 2, 2.5),
        (1, 2, 0.5),
        (2, 0, 1.0),
        (3, 2, 4.0),
        (3, 4, 0.25),
        (4, 5, 1.0),
        (5, 4, 3.0),
        (6, 0, 0.125),
        (2, 7, 2.0),
        (7, 8, 1.0),
    ];

    fn agrees(found: &[f64], expected: &[f64]) {
        for (person, (found, expected)) in found.iter().zip(expected).enumerate() {
            assert!(
                (found - expected).abs() < 1e-9,
                "{person}: {found} {expected}"
            );
        }
        assert_eq!(found.len(), expected.len());
    }

    // networkx 3.6.1: nx.pagerank(g, alpha=.85, tol=1e-15, max_iter=10000[, personalization={0: .75, 4: .25}])
    #[test]
    fn scores_agree_with_networkx() {
        let network = network(10, &TIES);
        agrees(
            &page_rank(&network, 0.85, None).scores,
            &[
                0.094_469_815_675_560_95,
                0.050_892_710_606_121_994,
                0.150_925_551_771_068_64,
                0.027_950_041_084_914_334,
                0.191_369_650_671_487_78,
                0.190_614_244_155_674_8,
                0.027_950_041_084_914_334,
                0.113_474_520_421_853_23,
                0.124_403_383_443_489_58,
                0.027_950_041_084_914_334,
            ],
        );
        let mut teleport = [0.0; 10];
        (teleport[0], teleport[4]) = (0.75, 0.25);
        agrees(
            &page_rank(&network, 0.85, Some(&teleport)).scores,
            &[
                0.216_483_196_680_224_42,
                0.052_574_490_622_340_216,
                0.176_124_543_584_839_7,
                0.0,
                0.200_097_588_786_207_84,
                0.170_082_950_468_280_65,
                0.0,
                0.099_803_908_031_409_15,
                0.084_833_321_826_697_77,
                0.0,
            ],
        );
    }

    #[test]
    fn scores_are_bit_equal_for_any_number_of_threads() {
        let ties: Vec<(u32, u32, f32)> = (0..60_000u64)
            .map(|i| {
                let draw = |salt| (crate::statistic::hash(&[salt, i]) % 20_000) as u32;
                (draw(1), draw(2), 1.0 + (i % 7) as f32)
            })
            .collect();
        let network = network(20_000, &ties);
        let runs = [1, 2, 8].map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            pool.expect("a pool")
                .install(|| page_rank(&network, 0.85, None))
        });
        assert!(runs[0] == runs[1] && runs[1] == runs[2]);
        assert!((runs[0].scores.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn nobody_one_person_and_no_tie_have_scores() {
        assert!(page_rank(&network(0, &[]), 0.85, None).scores.is_empty());
        assert_eq!(page_rank(&network(1, &[]), 0.85, None).scores, [1.0]);
        assert_eq!(page_rank(&network(4, &[]), 0.85, None).scores, [0.25; 4]);
    }
}
