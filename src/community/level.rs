//! One level of the Leiden method: ties between the aggregates of the level below.

use crate::network::Symmetric;

/// Undirected ties between nodes; the weight inside a node counts only in its strength.
pub(super) struct Level {
    pub ties: Symmetric,
    /// Σ of the weights of a node, what is inside it counted both ways.
    pub strength: Vec<f64>,
}

impl Level {
    /// The first level: people.
    pub fn of_people(ties: Symmetric) -> Self {
        let strength = (0..ties.people() as u32)
            .map(|person| ties.row(person).1.iter().map(|&w| f64::from(w)).sum())
            .collect();
        Self { ties, strength }
    }

    pub fn len(&self) -> usize {
        self.strength.len()
    }

    /// The level above: one node for each group (numbered from 0 without gaps). O(nodes + ties).
    pub fn aggregate(&self, group: &[u32], groups: usize) -> Self {
        let (starts, members) = members(group, groups);
        let mut strength = vec![0.0; groups];
        let mut offsets = Vec::with_capacity(groups + 1);
        let mut neighbours = Vec::new();
        let mut weights = Vec::new();
        let mut tally = Tally::new(groups);
        offsets.push(0);
        for this in 0..groups {
            for &node in &members[starts[this]..starts[this + 1]] {
                strength[this] += self.strength[node as usize];
                let (others, weights) = self.ties.row(node);
                for (&other, &weight) in others.iter().zip(weights) {
                    tally.add(group[other as usize], weight);
                }
            }
            tally.drain(|other, weight| {
                if other as usize != this {
                    neighbours.push(other);
                    weights.push(weight);
                }
            });
            offsets.push(neighbours.len());
        }
        Self {
            ties: Symmetric {
                offsets,
                neighbours,
                weights,
            },
            strength,
        }
    }
}

/// Nodes of each group, group after group: a counting sort.
pub(super) fn members(group: &[u32], groups: usize) -> (Vec<usize>, Vec<u32>) {
    let mut starts = vec![0usize; groups + 1];
    for &g in group {
        starts[g as usize + 1] += 1;
    }
    for g in 0..groups {
        starts[g + 1] += starts[g];
    }
    let mut next = starts.clone();
    let mut members = vec![0u32; group.len()];
    for (node, &g) in group.iter().enumerate() {
        members[next[g as usize]] = node as u32;
        next[g as usize] += 1;
    }
    (starts, members)
}

/// Weights by group, for one node at a time: a dense table and the list of places touched.
pub(super) struct Tally {
    weight: Vec<f32>,
    touched: Vec<u32>,
}

impl Tally {
    pub fn new(groups: usize) -> Self {
        Self {
            weight: vec![0.0; groups],
            touched: Vec::new(),
        }
    }

    /// Adds a weight > 0.
    #[inline]
    pub fn add(&mut self, group: u32, weight: f32) {
        let place = &mut self.weight[group as usize];
        if *place == 0.0 {
            self.touched.push(group);
        }
        *place += weight;
    }

    #[inline]
    pub fn of(&self, group: u32) -> f32 {
        self.weight[group as usize]
    }

    /// Hands out what was added, in the order of first arrival, and forgets it.
    #[inline]
    pub fn drain(&mut self, mut take: impl FnMut(u32, f32)) {
        for &group in &self.touched {
            take(group, self.weight[group as usize]);
            self.weight[group as usize] = 0.0;
        }
        self.touched.clear();
    }
}
