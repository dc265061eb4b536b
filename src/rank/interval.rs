//! Intervals of reach by the Poisson bootstrap of endorsers (Hanley & `MacGibbon` 2006).
//!
//! In each replicate an endorser counts k times, k drawn from Poisson(1) and keyed by (seed, replicate,
//! endorser): the same person counts the same in all accounts, so differences between accounts are
//! resampled too, and nothing depends on threads.

use rayon::prelude::*;

use crate::statistic::hash;

/// 65,536 × the distribution function of Poisson(1) at 0, 1, 2, …
const POISSON: [u16; 7] = [24_109, 48_219, 60_273, 64_292, 65_296, 65_497, 65_531];

/// Ends of the 95 % interval of reach for the people asked for (`None` for the others).
///
/// `endorsements` are (source, target, weight) as [`endorsements`](super::endorsements) gives them.
/// O(replicates × endorsements of the people asked for).
pub fn reach_intervals(
    endorsements: impl Iterator<Item = (u32, u32, f64)>,
    people: usize,
    who: &[u32],
    replicates: u32,
    seed: u64,
) -> (Vec<Option<f64>>, Vec<Option<f64>>) {
    let mut asked = vec![false; people];
    for &person in who {
        asked[person as usize] = true;
    }
    let mut received: Vec<(u32, u32, f64)> = endorsements
        .filter(|&(_, target, _)| asked[target as usize])
        .map(|(source, target, weight)| (target, source, weight))
        .collect();
    received.par_sort_by_key(|&(target, source, _)| (target, source));
    let by_target: Vec<&[(u32, u32, f64)]> = received.chunk_by(|a, b| a.0 == b.0).collect();
    let ends: Vec<(u32, f64, f64)> = by_target
        .into_par_iter()
        .map(|endorsers| {
            let (low, high) = interval(endorsers, replicates, seed);
            (endorsers[0].0, low, high)
        })
        .collect();
    let mut low: Vec<Option<f64>> = asked.iter().map(|&asked| asked.then_some(0.0)).collect();
    let mut high = low.clone();
    for (person, from, to) in ends {
        (low[person as usize], high[person as usize]) = (Some(from), Some(to));
    }
    (low, high)
}

fn interval(endorsers: &[(u32, u32, f64)], replicates: u32, seed: u64) -> (f64, f64) {
    let mut sums = replicates_of(endorsers, replicates, seed);
    sums.sort_unstable_by(f64::total_cmp);
    let tail = sums.len() / 40;
    (sums[tail], sums[sums.len() - 1 - tail])
}

/// Reach of one person in each replicate, from its (target, source, weight).
pub(super) fn replicates_of(endorsers: &[(u32, u32, f64)], replicates: u32, seed: u64) -> Vec<f64> {
    let mut sums = vec![0.0; replicates.div_ceil(4) as usize * 4];
    for &(_, source, weight) in endorsers {
        for (block, sums) in sums.chunks_exact_mut(4).enumerate() {
            let draw = hash(&[seed, block as u64, u64::from(source)]);
            for (quarter, sum) in sums.iter_mut().enumerate() {
                *sum += weight * f64::from(poisson((draw >> (16 * quarter)) as u16));
            }
        }
    }
    sums.truncate(replicates as usize);
    sums
}

/// Poisson(1) of an even draw.
fn poisson(draw: u16) -> u8 {
    POISSON.iter().map(|&edge| u8::from(draw >= edge)).sum()
}

/// Tiers of a ranking: a person opens a new tier when its interval lies wholly below that of the tier's
/// first. One tier (from 0) for each person of `order`, best first; people without an interval have the
/// tier of their place in line with their value as both ends.
pub fn tiers(order: &[u32], values: &[f64], low: &[Option<f64>], high: &[Option<f64>]) -> Vec<u32> {
    let mut tier = 0;
    let mut floor = f64::NEG_INFINITY;
    order
        .iter()
        .enumerate()
        .map(|(place, &person)| {
            let p = person as usize;
            let (from, to) = (low[p].unwrap_or(values[p]), high[p].unwrap_or(values[p]));
            if place == 0 {
                floor = from;
            } else if to < floor {
                tier += 1;
                floor = from;
            }
            tier
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_of_a_count_is_that_of_a_poisson_count() {
        let hundred = (0..100).map(|source| (source, 200, 1.0));
        let (low, high) = reach_intervals(hundred, 202, &[200, 201], 2_000, 1);
        let (from, to) = (low[200].expect("asked for"), high[200].expect("asked for"));
        // 100 ± 1.96 × √100
        assert!(
            (from - 80.4).abs() < 3.0 && (to - 119.6).abs() < 3.0,
            "{from} {to}"
        );
        assert_eq!((low[201], high[201], low[0]), (Some(0.0), Some(0.0), None));
    }

    #[test]
    fn draws_follow_the_poisson_distribution() {
        let (mut sum, mut squares) = (0.0, 0.0);
        for draw in 0..=u16::MAX {
            let k = f64::from(poisson(draw));
            sum += k / 65_536.0;
            squares += k * k / 65_536.0;
        }
        assert!(
            (sum - 1.0).abs() < 1e-3 && (squares - 2.0).abs() < 3e-3,
            "{sum} {squares}"
        );
    }

    #[test]
    fn people_whose_intervals_overlap_share_a_tier() {
        let values = [10.0, 9.0, 5.0, 1.0];
        let low = [Some(8.0), Some(7.0), Some(4.0), None].map(|x: Option<f64>| x);
        let high = [Some(12.0), Some(11.0), Some(6.0), None].map(|x: Option<f64>| x);
        assert_eq!(tiers(&[0, 1, 2, 3], &values, &low, &high), [0, 0, 1, 2]);
        assert!(tiers(&[], &values, &low, &high).is_empty());
    }
}
