//! The rule that chooses a number of segments, or refuses.

use super::criterion::{NATURAL, REPRODUCIBLE};
use super::segmentation::{Candidate, Objection, Reason, Verdict, Why};

/// With fewer respondents than this, finding nothing means "too few to tell".
const ENOUGH: usize = 150;

/// What the rule says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decision {
    pub chosen: Option<usize>,
    pub runner_up: Option<usize>,
    pub why: Why,
    /// Whether anything beats the null.
    pub structure: bool,
}

/// Why a candidate is not admissible; empty where it is.
pub(super) fn objections(candidate: &Candidate, min_size: usize) -> Vec<Objection> {
    let stable = candidate.ari.is_some_and(|ari| ari.mean >= REPRODUCIBLE);
    let beaten = candidate.permuted.beaten;
    [
        (!beaten, Objection::LikeTheNull),
        // Not drawn where the null was not beaten: nothing is known, and nothing is said.
        (candidate.ari.is_some() && !stable, Objection::Unstable),
        (candidate.smallest < min_size, Objection::SmallSegment),
    ]
    .into_iter()
    .filter_map(|(holds, objection)| holds.then_some(objection))
    .collect()
}

/// Among the admissible the best silhouette wins and the second is the runner-up; if none is
/// admissible, the most stable that beats the null (one without a small segment if there is one).
pub(super) fn decide(candidates: &[Candidate], forced: Option<usize>) -> Decision {
    let structure = candidates.iter().any(|c| c.permuted.beaten);
    let mut admissible: Vec<&Candidate> = candidates.iter().filter(|c| c.admissible).collect();
    let silhouette = |c: &Candidate| c.silhouette.unwrap_or(-1.0);
    // A stable sort: at equal silhouette the smaller number stays first.
    admissible.sort_by(|a, b| silhouette(b).total_cmp(&silhouette(a)));
    if let Some(k) = forced {
        let runner_up = admissible.iter().map(|c| c.k).find(|&other| other != k);
        return Decision {
            chosen: Some(k),
            runner_up,
            why: Why::Forced,
            structure,
        };
    }
    if let Some(winner) = admissible.first() {
        return Decision {
            chosen: Some(winner.k),
            runner_up: admissible.get(1).map(|c| c.k),
            why: Why::BestSilhouette,
            structure,
        };
    }
    let most_stable = most_stable(candidates);
    Decision {
        chosen: most_stable,
        runner_up: None,
        why: most_stable.map_or(Why::TypicalProfile, |_| Why::MostStable),
        structure,
    }
}

fn most_stable(candidates: &[Candidate]) -> Option<usize> {
    let beats = candidates.iter().filter(|c| c.permuted.beaten);
    let large = |c: &Candidate| !c.objections.contains(&Objection::SmallSegment);
    let mean = |c: &Candidate| c.ari.map_or(-1.0, |ari| ari.mean);
    let mut order: Vec<&Candidate> = beats.collect();
    order.sort_by(|a, b| large(b).cmp(&large(a)).then(mean(b).total_cmp(&mean(a))));
    order.first().map(|c| c.k)
}

/// The verdict on a chosen candidate, and whether it is a gradient cut into pieces.
pub(super) fn verdict(structure: bool, chosen: Option<&Candidate>) -> (Verdict, bool) {
    let Some(candidate) = chosen.filter(|_| structure) else {
        return (Verdict::None, false);
    };
    let clustered = candidate.gaussian.is_some_and(|null| null.beaten);
    let ari = candidate.ari.map_or(0.0, |ari| ari.mean);
    let verdict = if !candidate.admissible {
        Verdict::Constructed
    } else if ari >= NATURAL && clustered {
        Verdict::Natural
    } else {
        Verdict::Reproducible
    };
    (verdict, !clustered)
}

/// Why there are no groups among `respondents`, and how many more are needed to tell.
pub(super) fn reason(respondents: usize, min_size: usize) -> (Reason, Option<usize>) {
    let needed = ENOUGH.max(2 * min_size);
    if respondents < needed {
        (Reason::TooFew, Some(needed - respondents))
    } else {
        (Reason::NoStructure, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::{Null, Stability};

    fn candidate(k: usize, beaten: bool, ari: f64, silhouette: f64, smallest: usize) -> Candidate {
        let null = |beaten| Null {
            mean: 0.1,
            sd: 0.01,
            max: 0.12,
            z: Some(if beaten { 9.0 } else { 1.0 }),
            beaten,
        };
        let mut candidate = Candidate {
            k,
            explained: 0.3,
            silhouette: Some(silhouette),
            calinski_harabasz: None,
            ari: beaten.then_some(Stability {
                mean: ari,
                standard_error: 0.01,
                pairs: 10,
            }),
            prediction_strength: None,
            permuted: null(beaten),
            gaussian: Some(null(true)),
            bic: None,
            icl: None,
            smallest,
            admissible: false,
            objections: Vec::new(),
        };
        candidate.objections = objections(&candidate, 20);
        candidate.admissible = candidate.objections.is_empty();
        candidate
    }

    #[test]
    fn the_best_silhouette_among_the_admissible_wins_and_the_second_is_named() {
        let decision = decide(
            &[
                candidate(2, true, 0.95, 0.20, 100),
                candidate(3, true, 0.80, 0.30, 100),
                candidate(4, true, 0.60, 0.50, 100),
                candidate(5, true, 0.95, 0.40, 10),
                candidate(6, false, 0.95, 0.60, 50),
            ],
            None,
        );
        assert_eq!((decision.chosen, decision.runner_up), (Some(3), Some(2)));
        assert_eq!(decision.why, Why::BestSilhouette);
    }

    #[test]
    fn without_an_admissible_number_the_most_stable_is_constructed() {
        let candidates = [
            candidate(2, true, 0.5, 0.2, 100),
            candidate(3, true, 0.6, 0.1, 100),
        ];
        let decision = decide(&candidates, None);
        assert_eq!((decision.chosen, decision.why), (Some(3), Why::MostStable));
        assert_eq!(verdict(true, Some(&candidates[1])).0, Verdict::Constructed);
    }

    #[test]
    fn nothing_beyond_the_null_is_no_group_even_when_a_count_is_forced() {
        let candidates = [candidate(2, false, 0.9, 0.2, 100)];
        assert_eq!(decide(&candidates, None).chosen, None);
        let forced = decide(&candidates, Some(2));
        assert_eq!(forced.chosen, Some(2));
        assert_eq!(
            verdict(forced.structure, Some(&candidates[0])).0,
            Verdict::None
        );
    }

    #[test]
    fn natural_needs_both_stability_and_more_than_a_gradient() {
        let mut one = candidate(3, true, 0.95, 0.2, 100);
        assert_eq!(verdict(true, Some(&one)), (Verdict::Natural, false));
        one.gaussian = one.gaussian.map(|null| Null {
            beaten: false,
            ..null
        });
        assert_eq!(verdict(true, Some(&one)), (Verdict::Reproducible, true));
        let less = candidate(3, true, 0.8, 0.2, 100);
        assert_eq!(verdict(true, Some(&less)), (Verdict::Reproducible, false));
    }

    #[test]
    fn a_small_table_without_groups_is_told_how_many_more_would_tell() {
        assert_eq!(reason(40, 15), (Reason::TooFew, Some(110)));
        assert_eq!(reason(577, 29), (Reason::NoStructure, None));
        assert_eq!(reason(100, 80), (Reason::TooFew, Some(60)));
    }
}
