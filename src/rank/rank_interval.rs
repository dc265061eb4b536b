//! Intervals of ranks (Goldstein & Spiegelhalter 1996): where a person stands when endorsers are drawn again.
//!
//! The replicates are those of [`reach_intervals`](super::reach_intervals): an endorser counts the same for
//! everybody it endorses, so that two people who share their endorsers rise and fall together, and their order
//! is surer than their two intervals of reach would tell.

use rayon::prelude::*;

use super::interval::replicates_of;

/// Best and worst rank (from 1) of each person of `order`, in its order: the ends of the 95 % interval over
/// the replicates.
///
/// `order` are the people ranked, best first; equal scores keep their order. `cap` is the most a person's
/// score may be in any replicate (the trust behind it), infinite without one. `endorsements` are (source,
/// target, weight) as [`endorsements`](super::endorsements) gives them.
/// O(replicates × (endorsements of the people ranked + n log n)), n people; 8 × n × replicates bytes.
pub fn rank_intervals(
    endorsements: impl Iterator<Item = (u32, u32, f64)>,
    order: &[u32],
    cap: impl Fn(u32) -> f64 + Sync,
    replicates: u32,
    seed: u64,
) -> Vec<(u32, u32)> {
    let mut place: Vec<(u32, u32)> = order.iter().copied().zip(0..).collect();
    place.sort_unstable();
    let mut received: Vec<Vec<(u32, u32, f64)>> = vec![Vec::new(); order.len()];
    for (source, target, weight) in endorsements {
        if let Ok(at) = place.binary_search_by_key(&target, |one| one.0) {
            received[place[at].1 as usize].push((target, source, weight));
        }
    }
    let scores: Vec<Vec<f64>> = received
        .into_par_iter()
        .zip(order)
        .map(|(mut endorsers, &person)| {
            // Sums are taken in the order of endorsers, whatever the order of the log.
            endorsers.sort_unstable_by_key(|one| one.1);
            let most = cap(person);
            let sums = replicates_of(&endorsers, replicates, seed);
            sums.into_iter().map(|sum| sum.min(most)).collect()
        })
        .collect();
    let mut ranks: Vec<Vec<u32>> = vec![Vec::with_capacity(replicates as usize); order.len()];
    let mut drawn: Vec<usize> = (0..order.len()).collect();
    let mut of_draw = vec![0.0; order.len()];
    for replicate in 0..replicates as usize {
        for (score, all) in of_draw.iter_mut().zip(&scores) {
            *score = all[replicate];
        }
        drawn.sort_unstable_by(|&a, &b| of_draw[b].total_cmp(&of_draw[a]).then(a.cmp(&b)));
        for (&person, rank) in drawn.iter().zip(1..) {
            ranks[person].push(rank);
        }
    }
    ranks.into_iter().map(ends).collect()
}

fn ends(mut ranks: Vec<u32>) -> (u32, u32) {
    ranks.sort_unstable();
    let tail = ranks.len() / 40;
    match ranks.len() {
        0 => (1, 1),
        n => (ranks[tail], ranks[n - 1 - tail]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Person `target` has these endorsers, each worth 1.
    fn support(target: u32, from: std::ops::Range<u32>) -> impl Iterator<Item = (u32, u32, f64)> {
        from.map(move |source| (source, target, 1.0))
    }

    #[test]
    fn people_far_apart_keep_their_place_and_near_ones_may_change() {
        let near = support(0, 100..200).chain(support(1, 200..297));
        let all = near.chain(support(2, 300..310));
        let ranks = rank_intervals(all, &[0, 1, 2], |_| f64::INFINITY, 200, 42);
        assert_eq!(ranks, [(1, 2), (1, 2), (3, 3)]);
    }

    #[test]
    fn those_who_share_their_endorsers_keep_their_order() {
        // 1 has all that 0 has but five: in no draw does it come before.
        let all = support(0, 100..200).chain(support(1, 100..195));
        let ranks = rank_intervals(all, &[0, 1], |_| f64::INFINITY, 200, 42);
        assert_eq!(ranks, [(1, 1), (2, 2)]);
    }

    #[test]
    fn trust_holds_down_whom_it_does_not_back_in_every_draw() {
        let all: Vec<_> = support(0, 100..140).chain(support(1, 200..400)).collect();
        let cap = |person| if person == 1 { 5.0 } else { f64::INFINITY };
        let ranks = rank_intervals(all.iter().copied(), &[0, 1], cap, 200, 42);
        assert_eq!(ranks, [(1, 1), (2, 2)]);
        let mut turned = all;
        turned.reverse();
        let again = rank_intervals(turned.into_iter(), &[0, 1], cap, 200, 42);
        assert_eq!(ranks, again);
        assert!(rank_intervals(std::iter::empty(), &[], cap, 200, 42).is_empty());
    }
}
