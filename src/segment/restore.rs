//! A finished segmentation read again: its models assign the same table, and nothing is searched.

use serde::{Deserialize, Serialize};

use super::choose::everybody;
use super::decide::{decide, verdict};
use super::model::{Assignment, Encoded, Model};
use super::segmentation::{Segment, Segmentation, Solution, Verdict, Why};
use crate::table::Table;

/// What a run keeps of one number of segments that was tried.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptSolution {
    /// Number of segments.
    pub k: usize,
    /// The segments.
    pub segments: Vec<Segment>,
    /// What assigns respondents to them.
    pub model: Model,
}

impl Segmentation {
    /// What a run keeps of every number that was tried.
    pub fn kept(&self) -> Vec<KeptSolution> {
        let kept = |solution: &Solution| KeptSolution {
            k: solution.k,
            segments: solution.segments.clone(),
            model: solution.model.clone(),
        };
        self.solutions.iter().map(kept).collect()
    }

    /// A segmentation as a run reported it, with its solutions, over the table it was made from; `count`
    /// is the forced number, if any. `None` where the table does not give the same segments, or where
    /// what decides this count was not measured then: the search has to be made anew.
    ///
    /// The plane of the respondents is not drawn again, and the table is encoded once.
    /// O(numbers tried · rows · features · k).
    #[must_use]
    pub fn restore(
        self,
        table: &Table,
        kept: Vec<KeptSolution>,
        count: Option<usize>,
    ) -> Option<Self> {
        if self.verdict == Verdict::Given || kept.len() != self.candidates.len() {
            return None;
        }
        let mut encoded = Encoded::default();
        let assigned: Option<Vec<Assignment>> = kept
            .iter()
            .map(|one| one.model.assign_with(table, &mut encoded).ok())
            .collect();
        drop(encoded);
        let solutions = kept.into_iter().zip(assigned?).map(solution);
        let solutions = solutions.collect::<Option<Vec<Solution>>>()?;
        let decision = decide(&self.candidates, count);
        let candidate = self
            .candidates
            .iter()
            .find(|one| Some(one.k) == decision.chosen);
        if candidate.is_some_and(|one| one.gaussian.is_none()) {
            return None;
        }
        let (verdict, gradient) = verdict(decision.structure, candidate);
        if (verdict == Verdict::None) != (self.verdict == Verdict::None) {
            return None;
        }
        let shown = match decision.chosen {
            Some(k) => solutions.iter().find(|one| one.k == k)?.clone(),
            None => everybody(table),
        };
        Some(Self {
            verdict,
            gradient,
            weighting: self.weighting.filter(|_| self.chosen == decision.chosen),
            chosen: decision.chosen,
            runner_up: decision.runner_up,
            why: decision.why,
            forced: decision.why == Why::Forced,
            segments: shown.segments,
            labels: shown.labels,
            confidence: shown.confidence,
            model: shown.model,
            solutions,
            ..self
        })
    }
}

fn solution((kept, (labels, confidence)): (KeptSolution, Assignment)) -> Option<Solution> {
    let mut sizes = vec![0; kept.k];
    for &label in &labels {
        *sizes.get_mut(label as usize)? += 1;
    }
    let same = sizes.iter().eq(kept.segments.iter().map(|one| &one.size));
    same.then_some(Solution {
        k: kept.k,
        segments: kept.segments,
        labels,
        confidence,
        model: kept.model,
    })
}

#[cfg(test)]
mod tests {
    use super::super::planted::five;
    use super::super::{Segmentation, Settings, choose};

    #[test]
    fn what_a_run_keeps_gives_the_same_segments_over_the_same_table_and_none_over_another() {
        let (table, _) = five(300, 12);
        let settings = Settings {
            range: (2, 4),
            ..Settings::default()
        };
        let found = choose(&table, None, &settings).expect("segments");
        let text = serde_json::to_string(&found).expect("JSON");
        let read: Segmentation = serde_json::from_str(&text).expect("a segmentation");
        let again = read
            .clone()
            .restore(&table, found.kept(), None)
            .expect("the same table");
        let without = Segmentation {
            map: None,
            ..found.clone()
        };
        assert_eq!(again, without);
        let (other, _) = five(300, 13);
        assert!(read.restore(&other, found.kept(), None).is_none());
    }
}
