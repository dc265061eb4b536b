//! Modularity of a partition (Newman & Girvan 2004; weighted: Newman 2004).
//!
//! Q = Σ over communities c of [ inside(c) / 2m − (strength(c) / 2m)² ], with 2m the total strength.

use crate::interaction::NONE;
use crate::network::Symmetric;

/// Modularity of labels on undirected ties, −0.5..1; 0 without ties. O(people + ties).
///
/// People labelled [`NONE`] must have no tie.
pub fn modularity(ties: &Symmetric, labels: &[u32]) -> f64 {
    let (inside, strength) = weights(ties, labels);
    let total: f64 = strength.iter().sum();
    if total <= 0.0 {
        return 0.0;
    }
    inside
        .iter()
        .zip(&strength)
        .map(|(inside, strength)| inside / total - (strength / total).powi(2))
        .sum()
}

/// Weight inside (both ways) and strength of each community, in the order of the labels.
pub(super) fn weights(ties: &Symmetric, labels: &[u32]) -> (Vec<f64>, Vec<f64>) {
    let communities = labels
        .iter()
        .filter(|&&label| label != NONE)
        .max()
        .map_or(0, |&label| label as usize + 1);
    let mut inside = vec![0.0; communities];
    let mut strength = vec![0.0; communities];
    for person in 0..ties.people() as u32 {
        let label = labels[person as usize];
        if label == NONE {
            continue;
        }
        let (neighbours, weights) = ties.row(person);
        for (&other, &weight) in neighbours.iter().zip(weights) {
            strength[label as usize] += f64::from(weight);
            if labels[other as usize] == label {
                inside[label as usize] += f64::from(weight);
            }
        }
    }
    (inside, strength)
}
