//! The network without directions: what communities and brokers are read from.

use super::Network;

/// Undirected ties: the weights of both directions added up, each tie in the row of both its people.
#[derive(Debug, Clone, PartialEq)]
pub struct Symmetric {
    /// First place of each person's row; one more at the end.
    pub offsets: Vec<usize>,
    /// The other person of each tie, ascending within a row.
    pub neighbours: Vec<u32>,
    /// Weight of each tie: W(s, t) + W(t, s).
    pub weights: Vec<f32>,
}

impl Symmetric {
    /// Merges the sorted rows of both directions. O(people + ties).
    pub fn of(network: &Network) -> Self {
        let people = network.people();
        let mut offsets = Vec::with_capacity(people + 1);
        let mut neighbours = Vec::with_capacity(2 * network.ties());
        let mut weights = Vec::with_capacity(2 * network.ties());
        offsets.push(0);
        for person in 0..people as u32 {
            let (to, to_weight) = network.targets(person);
            let (from, from_weight) = network.endorsers(person);
            let (mut i, mut j) = (0, 0);
            while i < to.len() && j < from.len() {
                let (a, b) = (to[i], from[j]);
                let take_to = a <= b;
                let take_from = b <= a;
                neighbours.push(a.min(b));
                let both = if take_to { to_weight[i] } else { 0.0 }
                    + if take_from { from_weight[j] } else { 0.0 };
                weights.push(both);
                i += usize::from(take_to);
                j += usize::from(take_from);
            }
            neighbours.extend_from_slice(&to[i..]);
            weights.extend_from_slice(&to_weight[i..]);
            neighbours.extend_from_slice(&from[j..]);
            weights.extend_from_slice(&from_weight[j..]);
            offsets.push(neighbours.len());
        }
        Self {
            offsets,
            neighbours,
            weights,
        }
    }

    /// Number of people.
    pub fn people(&self) -> usize {
        self.offsets.len().saturating_sub(1)
    }

    /// The people tied to one (ascending), and the weights.
    pub fn row(&self, person: u32) -> (&[u32], &[f32]) {
        let range = self.offsets[person as usize]..self.offsets[person as usize + 1];
        (&self.neighbours[range.clone()], &self.weights[range])
    }
}
