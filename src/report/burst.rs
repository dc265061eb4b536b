//! Rising subjects: terms that more people use now than their past explains.
//!
//! Przyborowski & Wilenski (1940), *Biometrika* 31: of x₁ + x₀ uses, those of now are binomial with
//! the share of the writers there are now; Benjamini-Hochberg over the terms of a period.

use statrs::distribution::{Binomial, DiscreteCDF};

use super::subject::Usage;
use crate::statistic::benjamini_hochberg;

/// False discovery rate.
const RATE: f64 = 0.01;
/// How many times as many people as before, at least.
const TIMES: f64 = 2.0;

/// A term that rises in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Burst {
    pub group: u32,
    pub term: u32,
}

/// Whether a use is among the rising ones, which are ordered by period and term. O(log n).
pub(super) fn is_rising(rising: &[Burst], usage: &Usage) -> bool {
    rising
        .binary_search_by_key(&(usage.group, usage.term), |burst| {
            (burst.group, burst.term)
        })
        .is_ok()
}

/// Rising terms of each period but the first: against all the periods before it.
///
/// `usages` are ordered by period and term, `writers` by period. O(uses).
pub(super) fn bursts(usages: &[Usage], writers: &[u64], min_cell: u64) -> Vec<Burst> {
    let terms = usages.iter().map(|usage| usage.term).max();
    let mut past = vec![0_u64; terms.map_or(0, |term| term as usize + 1)];
    let mut before = 0;
    let mut found = Vec::new();
    for period in usages.chunk_by(|a, b| a.group == b.group) {
        let now = writers
            .get(period[0].group as usize)
            .copied()
            .unwrap_or_default();
        if before > 0 {
            found.extend(rising(period, &past, now, before, min_cell));
        }
        for usage in period {
            past[usage.term as usize] += usage.people;
        }
        before += now;
    }
    found
}

fn rising(period: &[Usage], past: &[u64], now: u64, before: u64, min_cell: u64) -> Vec<Burst> {
    let tried: Vec<(&Usage, f64)> = period
        .iter()
        .filter(|usage| usage.people >= min_cell.max(1))
        .map(|usage| {
            (
                usage,
                chance(usage.people, now, past[usage.term as usize], before),
            )
        })
        .collect();
    let p: Vec<f64> = tried.iter().map(|&(_, p)| p).collect();
    tried
        .iter()
        .zip(benjamini_hochberg(&p))
        .filter(|&(&(usage, _), p)| {
            let expected = past[usage.term as usize] as f64 / before as f64 * now as f64;
            p < RATE && usage.people as f64 >= TIMES * expected
        })
        .map(|(&(usage, _), _)| Burst {
            group: usage.group,
            term: usage.term,
        })
        .collect()
}

/// How likely `x1` or more of `x1 + x0` fall among the writers of now.
pub(super) fn chance(x1: u64, n1: u64, x0: u64, n0: u64) -> f64 {
    let (Some(below), total) = (x1.checked_sub(1), n1 + n0) else {
        return 1.0;
    };
    if total == 0 {
        return 1.0;
    }
    Binomial::new(n1 as f64 / total as f64, x1 + x0).map_or(1.0, |it| it.sf(below))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `scipy.stats.binom.sf(19, 30, 0.25)` is 1.8206433618304235e-06.
    #[test]
    fn a_chance_is_the_binomial_tail() {
        let p = chance(20, 100, 10, 300);
        assert!((p - 1.820_643_361_830_4e-6).abs() < 1e-15, "{p}");
        assert_eq!(chance(0, 10, 5, 10), 1.0);
    }

    #[test]
    fn a_word_of_this_month_rises_and_a_word_of_every_month_does_not() {
        let usage = |group, term, people| Usage {
            group,
            term,
            people,
        };
        let usages = [
            usage(0, 0, 30),
            usage(1, 0, 31),
            usage(2, 0, 33),
            usage(2, 1, 25),
        ];
        let found = bursts(&usages, &[100, 100, 100], 5);
        assert_eq!(found, [Burst { group: 2, term: 1 }]);
    }
}
