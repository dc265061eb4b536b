//! Credible reach: reach, capped by the trust that backs it, never replaced by it.
//!
//! A hard gate on trust fails as soon as an account has one trusted endorser, and ranking by trust alone
//! predicts badly; a cap leaves honest accounts their reach and lets bought attention count only as far
//! as trust backs it in an account that is itself backed little. Five parts of the rule answer five
//! facts of the Higgs log, where every row of `stress` was tried:
//!
//! - the trust that backs is that of [first visits](super::first_visits): what an account sends round a
//!   ring of fakes and gets back counts for nothing;
//! - one cap grows with trust, one with its *cube*. A little trust is noise that reaches everybody near
//!   a seed: it vouches for less than its share, and a farm that trebles it gains little in rank. In
//!   proportion to trust alone, no cap kept both the prediction (NDCG@100 near that of reach) and a ring
//!   of fakes under twice its rank; by the cube alone, a log where trust is even has hardly a cap;
//! - both are set by the least backed few among those who hold nearly all trust: a low quantile follows
//!   the spread of the log, where a multiple of the median is loose where trust is even and tight where it
//!   is not;
//! - trust is that of the [lower half](super::Trust::lower) of its groups: in all but the highest, five bad
//!   seeds of 500 lifted the middle account tenfold in some draws of accounts, and now less than twofold;
//! - fakes of a ring have a little reach from each other and next to no trust, and would move any middle
//!   taken over everybody; they are not among those who hold trust.

use super::least_backed::Shares;
use super::{RankParams, Trust, first_visits};
use crate::network::Network;

/// Share of all trust that the accounts compared hold, those with most trust first.
const HELD: f64 = 0.9995;

/// Credible reach of all people.
#[derive(Debug, Clone, PartialEq)]
pub struct Credible {
    /// min(reach, credit × trust / usual backing, credit × trust³ / the same quantile of trust³ / reach).
    pub scores: Vec<f64>,
    /// Trust / reach of the account that sets the cap.
    pub usual_backing: f64,
}

/// Caps reach (≥ 0) by the lower half of trust, what returns left out, at `params.credit` times the reach
/// that its trust would back in the accounts that set the caps; `None` where nobody has both. O(n log n),
/// beside the walks of those whose reach may be more than their trust backs.
pub fn credible_reach(
    network: &Network,
    reach: &[f64],
    trust: &Trust,
    params: &RankParams,
) -> Option<Credible> {
    let first = |people: &[u32]| first_visits(network, people, params.damping);
    capped(reach, &trust.lower, first, params)
}

fn capped(
    reach: &[f64],
    trust: &[f64],
    first: impl Fn(&[u32]) -> Vec<f64>,
    params: &RankParams,
) -> Option<Credible> {
    let held = most_trusted(reach, trust);
    let mut shares = Shares::of(reach.len(), 1.0 - params.damping * params.damping, first);
    let backing = |person: u32, share: f64| trust[person as usize] * share;
    let by_reach = |person: u32, backs: f64| backs / reach[person as usize];
    let cube = |trust: f64| trust * trust * trust;
    let usual_backing = shares.low(&held, |p, share| by_reach(p, backing(p, share)))?;
    let usual_cube = shares.low(&held, |p, share| by_reach(p, cube(backing(p, share))))?;
    let cap = |trust: f64| {
        let backs = (trust / usual_backing).min(cube(trust) / usual_cube);
        params.credit * backs
    };
    let trusted = reach.iter().zip(trust);
    let mut scores: Vec<f64> = trusted
        .map(|(&reach, &trust)| if trust > 0.0 { reach } else { 0.0 })
        .collect();
    // Whose reach is backed even if as much returns as can needs no walk.
    let doubted: Vec<u32> = (0..scores.len() as u32)
        .filter(|&person| scores[person as usize] > cap(backing(person, shares.least)))
        .collect();
    for (&person, share) in doubted.iter().zip(shares.get(&doubted)) {
        let score = &mut scores[person as usize];
        *score = score.min(cap(backing(person, share)));
    }
    Some(Credible {
        scores,
        usual_backing,
    })
}

/// The accounts with reach and trust that hold [`HELD`] of the trust, those with most first.
fn most_trusted(reach: &[f64], trust: &[f64]) -> Vec<u32> {
    let has_both = |person: &u32| reach[*person as usize] > 0.0 && trust[*person as usize] > 0.0;
    let mut both: Vec<u32> = (0..trust.len() as u32).filter(has_both).collect();
    let of = |person: u32| trust[person as usize];
    both.sort_unstable_by(|&a, &b| of(b).total_cmp(&of(a)).then(a.cmp(&b)));
    let enough = HELD * both.iter().map(|&person| of(person)).sum::<f64>();
    let mut held = 0.0;
    let before = |&person: &u32| {
        let before = held;
        held += of(person);
        before < enough
    };
    both.into_iter().take_while(before).collect()
}

/// The middle value, the mean of the two middle ones for an even count; `None` of nothing.
pub(super) fn median(values: &mut [f64]) -> Option<f64> {
    if values.is_empty() {
        return None;
    }
    let (count, upper) = (values.len(), values.len() / 2);
    let (below, &mut high, _) = values.select_nth_unstable_by(upper, f64::total_cmp);
    if count % 2 == 1 {
        return Some(high);
    }
    let low = below.iter().copied().fold(f64::MIN, f64::max);
    Some(low + (high - low) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 100 honest accounts, evenly backed.
    fn town() -> (Vec<f64>, Vec<f64>) {
        let reach: Vec<f64> = (1..=100).map(f64::from).collect();
        let trust = reach.iter().map(|reach| reach / 1_024.0).collect();
        (reach, trust)
    }

    /// Capped where no trust returns.
    fn all_first(reach: &[f64], trust: &[f64]) -> Option<Credible> {
        let first = |people: &[u32]| vec![1.0; people.len()];
        capped(reach, trust, first, &RankParams::default())
    }

    fn close(found: &[f64], expected: &[f64]) {
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(expected) {
            assert!(
                (found - expected).abs() <= 1e-9 * expected.abs(),
                "{found} {expected}"
            );
        }
    }

    #[test]
    fn trust_caps_reach_and_never_replaces_it() {
        let (mut reach, mut trust) = town();
        reach.extend([1_000.0, 0.0, 5.0]);
        trust.extend([10.0 / 1_024.0, 0.5, 0.0]);
        let found = all_first(&reach, &trust).expect("people with both");
        close(&found.scores[6..100], &reach[6..100]);
        // The least of all are vouched for by little more than noise.
        assert!(
            found.scores[..6]
                .iter()
                .zip(&reach)
                .all(|(score, reach)| score <= reach)
        );
        close(&found.scores[100..], &[10.0, 0.0, 0.0]);
    }

    #[test]
    fn trust_that_returns_backs_nothing() {
        let (reach, trust) = town();
        let half = |people: &[u32]| {
            let share = |&person: &u32| if person == 50 { 0.5 } else { 1.0 };
            people.iter().map(share).collect()
        };
        let params = RankParams::default();
        let found = capped(&reach, &trust, half, &params).expect("people with both");
        assert!(
            found.scores[50] <= 0.5 * reach[50] * 1.05,
            "{:?}",
            found.scores[50]
        );
        close(&found.scores[51..], &reach[51..]);
    }

    #[test]
    fn a_ring_of_barely_trusted_fakes_does_not_raise_the_cap() {
        let (reach, trust) = town();
        let before = all_first(&reach, &trust).expect("people with both");
        let with_ring = |value, column: &[f64]| [column, &[value; 1_000]].concat();
        let (reach, trust) = (with_ring(2.0, &reach), with_ring(1e-9, &trust));
        let after = all_first(&reach, &trust).expect("people with both");
        assert_eq!(after.usual_backing, before.usual_backing);
    }

    #[test]
    fn a_few_bought_accounts_do_not_set_their_own_cap() {
        let (reach, trust) = town();
        let (mut reach, trust) = (reach[..20].to_vec(), trust[..20].to_vec());
        reach[3..8].fill(5_000.0);
        let found = all_first(&reach, &trust).expect("people with both");
        assert!(
            found.scores[3..8].iter().all(|&score| score < 10.0),
            "{found:?}"
        );
    }

    #[test]
    fn without_anybody_trusted_nothing_is_credible() {
        assert_eq!(all_first(&[1.0, 2.0], &[0.0, 0.0]), None);
        assert_eq!(all_first(&[], &[]), None);
    }

    #[test]
    fn the_median_of_an_even_count_lies_between_the_middle_two() {
        assert_eq!(median(&mut [4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median(&mut [3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&mut [7.0]), Some(7.0));
    }
}
