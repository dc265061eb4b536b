//! Credible reach: reach, capped by the trust that backs it, never replaced by it.
//!
//! A hard gate on trust fails as soon as an account has one trusted endorser, and ranking by trust alone
//! predicts badly; a cap leaves honest accounts their reach and lets bought attention count only as far
//! as trust would back it in the median account.
//!
//! What it does not withstand: the median is taken over all people with both, and a ring of fakes whom
//! the buyer endorses back has a little of both. A thousand of them on the Higgs log (3,060 people with
//! both) lower the median and raise every cap; the stress test shows it.

/// Credible reach of all people.
#[derive(Debug, Clone, PartialEq)]
pub struct Credible {
    /// reach × min(1, credit × (trust / reach) / median).
    pub scores: Vec<f64>,
    /// Median of trust / reach over the people with both.
    pub median_backing: f64,
}

/// Caps reach (≥ 0) by trust (≥ 0); `None` where nobody has both. O(n log n) at most.
pub fn credible_reach(reach: &[f64], trust: &[f64], credit: f64) -> Option<Credible> {
    let mut backing: Vec<f64> = reach
        .iter()
        .zip(trust)
        .filter(|&(&reach, &trust)| reach > 0.0 && trust > 0.0)
        .map(|(reach, trust)| trust / reach)
        .collect();
    let median_backing = median(&mut backing)?;
    let cap = credit / median_backing;
    let scores = reach
        .iter()
        .zip(trust)
        .map(|(&reach, &trust)| reach.min(trust * cap))
        .collect();
    Some(Credible {
        scores,
        median_backing,
    })
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

    #[test]
    fn trust_caps_reach_and_never_replaces_it() {
        let reach = [10.0, 20.0, 1000.0, 0.0, 5.0];
        let trust = [0.01, 0.02, 0.01, 0.5, 0.0];
        let found = credible_reach(&reach, &trust, 3.0).expect("people with both");
        assert!((found.median_backing - 0.001).abs() < 1e-15);
        let expected = [10.0, 20.0, 30.0, 0.0, 0.0];
        for (score, expected) in found.scores.iter().zip(expected) {
            assert!((score - expected).abs() < 1e-9, "{:?}", found.scores);
        }
    }

    #[test]
    fn without_anybody_trusted_there_is_no_credible_reach() {
        assert_eq!(credible_reach(&[1.0, 2.0], &[0.0, 0.0], 3.0), None);
        assert_eq!(credible_reach(&[], &[], 3.0), None);
    }

    #[test]
    fn the_median_of_an_even_count_lies_between_the_middle_two() {
        assert_eq!(median(&mut [4.0, 1.0, 2.0, 3.0]), Some(2.5));
        assert_eq!(median(&mut [3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&mut [7.0]), Some(7.0));
    }
}
