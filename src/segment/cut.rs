//! The same audience cut into another number of segments, among those that were tried.

use super::decide::verdict;
use super::segmentation::{Segmentation, Verdict, Why};

impl Segmentation {
    /// The segmentation as it would stand had this number been forced; `None` for a number that was
    /// not tried. The number that was chosen stays as it was found.
    ///
    /// Fits are reused: nothing is computed but the verdict. The Gaussian test is drawn for the chosen
    /// number and its runner-up only; without it a cut is never called natural.
    pub fn cut(&self, k: usize) -> Option<Self> {
        if self.chosen == Some(k) {
            return Some(self.clone());
        }
        let solution = self.solution(k)?;
        let candidate = self.candidates.iter().find(|one| one.k == k)?;
        let structure = self.candidates.iter().any(|one| one.permuted.beaten);
        let (verdict, gradient) = verdict(structure, Some(candidate));
        let none = verdict == Verdict::None;
        Some(Self {
            method: self.method.clone(),
            verdict,
            reason: self.reason.filter(|_| none),
            more_needed: self.more_needed.filter(|_| none),
            chosen: Some(k),
            runner_up: self.chosen.or(self.runner_up).filter(|&other| other != k),
            why: Why::Forced,
            forced: true,
            gradient: gradient && candidate.gaussian.is_some(),
            attributes: self.attributes.clone(),
            dropped: self.dropped.clone(),
            candidates: self.candidates.clone(),
            segments: solution.segments.clone(),
            labels: solution.labels.clone(),
            confidence: solution.confidence.clone(),
            model: solution.model.clone(),
            solutions: Vec::new(),
            map: self.map.clone(),
            fitted: self.fitted,
            left_out: self.left_out,
            sampled: self.sampled,
            min_size: self.min_size,
            weighting: self.weighting,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::planted::five;
    use super::super::{Settings, choose};

    #[test]
    fn another_number_is_cut_from_the_fits_and_says_it_was_asked_for() {
        let (table, _) = five(400, 11);
        let settings = Settings {
            range: (2, 5),
            ..Settings::default()
        };
        let found = choose(&table, None, &settings).expect("segments");
        let chosen = found.chosen.expect("groups");
        let other = if chosen == 5 { 3 } else { 5 };
        let cut = found.cut(other).expect("a number that was tried");
        assert_eq!((cut.chosen, cut.forced), (Some(other), true));
        assert_eq!(cut.segments.len(), other);
        assert_eq!(
            cut.labels,
            found.solution(other).expect("a solution").labels
        );
        assert_eq!(found.cut(chosen).expect("the same"), found);
        assert!(found.cut(9).is_none());
    }
}
