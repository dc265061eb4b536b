//! Credible reach: reach, capped by the trust that backs it, never replaced by it.
//!
//! A hard gate on trust fails as soon as an account has one trusted endorser, and ranking by trust alone
//! predicts badly; a cap leaves honest accounts their reach and lets bought attention count only as far
//! as trust backs it in an account that is itself backed little. Four parts of the rule answer four
//! facts of the Higgs log, where every row of `stress` was tried:
//!
//! - the trust that backs is that of [first visits](super::first_visits): what an account sends round a
//!   ring of fakes and gets back counts for nothing;
//! - one cap grows with trust, one with its *square*. A little trust is noise that reaches everybody near
//!   a seed: it vouches for less than its share, and a farm that trebles it gains little in rank. In
//!   proportion to trust alone, no cap kept both the prediction (NDCG@100 near that of reach) and a ring
//!   of fakes under twice its rank; by the square alone, a log where trust is even has hardly a cap;
//! - both are set by the least backed in fifty among those who hold nearly all trust: a low quantile
//!   follows the spread of the log, where a multiple of the median is loose where trust is even and tight
//!   where it is not;
//! - fakes of a ring have a little reach from each other and next to no trust, and would move any middle
//!   taken over everybody; they are not among those who hold trust.

use super::{RankParams, first_visits};
use crate::network::Network;

/// Share of all trust that the accounts compared hold, those with most trust first.
const HELD: f64 = 0.9995;

/// The least backed in this many of them sets the cap.
const ONE_IN: usize = 50;

/// Fewest accounts that may be less backed than the one that sets the cap: fewer could be bought.
const FEWEST: usize = 5;

/// Credible reach of all people.
#[derive(Debug, Clone, PartialEq)]
pub struct Credible {
    /// min(reach, credit × trust / usual backing, credit × trust² / the same quantile of trust² / reach).
    pub scores: Vec<f64>,
    /// Trust / reach of the account that sets the cap.
    pub usual_backing: f64,
}

/// Caps reach (≥ 0) by trust (≥ 0), what returns left out, at `params.credit` times the reach that its trust
/// would back in the accounts that set the caps; `None` where nobody has both. O(n log n) at most, beside
/// [`first_visits`].
pub fn credible_reach(
    network: &Network,
    reach: &[f64],
    trust: &[f64],
    params: &RankParams,
) -> Option<Credible> {
    let backing = first_visits(network, trust, reach, params.damping);
    capped(reach, &backing, params.credit)
}

/// The same by a trust that is earned already.
fn capped(reach: &[f64], trust: &[f64], credit: f64) -> Option<Credible> {
    let trusted = most_trusted(reach, trust);
    let usual_backing = low(&trusted, |reach, trust| trust / reach)?;
    let usual_square = low(&trusted, |reach, trust| trust * trust / reach)?;
    let cap = |trust: f64| credit * (trust / usual_backing).min(trust * trust / usual_square);
    let scores = reach.iter().zip(trust);
    Some(Credible {
        scores: scores
            .map(|(&reach, &trust)| reach.min(cap(trust)))
            .collect(),
        usual_backing,
    })
}

/// The value with one account in [`ONE_IN`] below it, or [`FEWEST`] of them; `None` of no account.
fn low(trusted: &[(f64, f64)], backing: impl Fn(f64, f64) -> f64) -> Option<f64> {
    let mut backing: Vec<f64> = trusted.iter().map(|&(r, t)| backing(r, t)).collect();
    let count = backing.len();
    let place = (count / ONE_IN).max((count / 2).min(FEWEST));
    (count > 0).then(|| *backing.select_nth_unstable_by(place, f64::total_cmp).1)
}

/// Reach and trust of the accounts with both that hold [`HELD`] of the trust.
fn most_trusted(reach: &[f64], trust: &[f64]) -> Vec<(f64, f64)> {
    let mut both: Vec<(f64, f64)> = reach
        .iter()
        .zip(trust)
        .filter(|&(&reach, &trust)| reach > 0.0 && trust > 0.0)
        .map(|(&reach, &trust)| (reach, trust))
        .collect();
    both.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.total_cmp(&b.0)));
    let enough = HELD * both.iter().map(|(_, trust)| trust).sum::<f64>();
    let mut held = 0.0;
    let before = |&(_, trust): &(f64, f64)| {
        let before = held;
        held += trust;
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
        let found = capped(&reach, &trust, 1.0).expect("people with both");
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
    fn a_ring_of_barely_trusted_fakes_does_not_raise_the_cap() {
        let (reach, trust) = town();
        let before = capped(&reach, &trust, 1.0).expect("people with both");
        let with_ring = |value, column: &[f64]| [column, &[value; 1_000]].concat();
        let (reach, trust) = (with_ring(2.0, &reach), with_ring(1e-9, &trust));
        let after = capped(&reach, &trust, 1.0).expect("people with both");
        assert_eq!(after.usual_backing, before.usual_backing);
    }

    #[test]
    fn a_few_bought_accounts_do_not_set_their_own_cap() {
        let (reach, trust) = town();
        let (mut reach, trust) = (reach[..20].to_vec(), trust[..20].to_vec());
        reach[3..8].fill(5_000.0);
        let found = capped(&reach, &trust, 1.0).expect("people with both");
        assert!(
            found.scores[3..8].iter().all(|&score| score < 10.0),
            "{found:?}"
        );
    }

    #[test]
    fn without_anybody_trusted_there_is_no_capped() {
        assert_eq!(capped(&[1.0, 2.0], &[0.0, 0.0], 1.0), None);
        assert_eq!(capped(&[], &[], 1.0), None);
    }

    #[test]
    fn the_median_of_an_even_count_lies_between_the_middle_two() {
        assert_eq!(median(&mut [4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median(&mut [3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&mut [7.0]), Some(7.0));
    }
}
