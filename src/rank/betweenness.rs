//! Betweenness by sampled pivots (Brandes 2001; Brandes & Pich 2007): who stands on the shortest ways.
//!
//! Ties without direction, every tie one hop. δ(s, v) = Σ over successors w of v on shortest ways from
//! the pivot s of σ(v)/σ(w) · (1 + δ(s, w)); a person's score is the mean of δ over the pivots, over the
//! number of pairs, so that with every person a pivot it is the exact, normalised betweenness.

use rayon::prelude::*;

use crate::network::Symmetric;
use crate::statistic::hash;

/// Visits of ties over all pivots stay near this.
const VISITS: usize = 200_000_000;

/// Fewest pivots on a large network.
const FEWEST: usize = 16;

/// Pivots are dealt into this many tasks, whose sums are added in order.
const TASKS: usize = 8;

/// Betweenness of all people.
#[derive(Debug, Clone, PartialEq)]
pub struct Betweenness {
    /// Share of the shortest ways between two others that pass here, 0..1.
    pub scores: Vec<f64>,
    /// Pivots used.
    pub pivots: usize,
}

/// Betweenness from at most `pivots` pivots drawn by `seed` among the people with ties.
///
/// O(pivots × ties); 24 bytes a person and task.
pub fn betweenness(ties: &Symmetric, pivots: usize, seed: u64) -> Betweenness {
    let people = ties.people();
    let mut active: Vec<u32> = (0..people as u32)
        .filter(|&person| !ties.row(person).0.is_empty())
        .collect();
    let n = active.len();
    let affordable = (VISITS / ties.neighbours.len().max(1)).max(FEWEST);
    let count = pivots.min(affordable).min(n);
    active.sort_by_key(|&person| (hash(&[seed, 0xb7ee, u64::from(person)]), person));
    active.truncate(count);
    let tasks: Vec<Vec<f64>> = (0..TASKS)
        .into_par_iter()
        .map(|task| {
            let mut walk = Walk::new(people);
            for &pivot in active.iter().skip(task).step_by(TASKS) {
                walk.from(ties, pivot);
            }
            walk.sum
        })
        .collect();
    let pairs = (n.max(3) - 1) as f64 * (n.max(3) - 2) as f64;
    let scale = n as f64 / count.max(1) as f64 / pairs;
    let scores = (0..people)
        .map(|person| tasks.iter().map(|sum| sum[person]).sum::<f64>() * scale)
        .collect();
    Betweenness {
        scores,
        pivots: count,
    }
}

/// Room for one breadth-first walk at a time.
struct Walk {
    sum: Vec<f64>,
    /// Hops from the pivot, `FAR` where not reached.
    hops: Vec<u32>,
    /// σ: number of shortest ways from the pivot.
    ways: Vec<f64>,
    /// δ: dependency of the pivot.
    dependency: Vec<f64>,
    order: Vec<u32>,
}

const FAR: u32 = u32::MAX;

impl Walk {
    fn new(people: usize) -> Self {
        Self {
            sum: vec![0.0; people],
            hops: vec![FAR; people],
            ways: vec![0.0; people],
            dependency: vec![0.0; people],
            order: Vec::new(),
        }
    }

    fn from(&mut self, ties: &Symmetric, pivot: u32) {
        self.hops[pivot as usize] = 0;
        self.ways[pivot as usize] = 1.0;
        self.order.push(pivot);
        let mut next = 0;
        while next < self.order.len() {
            let person = self.order[next];
            next += 1;
            let (hops, ways) = (self.hops[person as usize], self.ways[person as usize]);
            for &other in ties.row(person).0 {
                let o = other as usize;
                if self.hops[o] == FAR {
                    self.hops[o] = hops + 1;
                    self.order.push(other);
                }
                if self.hops[o] == hops + 1 {
                    self.ways[o] += ways;
                }
            }
        }
        for &person in self.order.iter().rev() {
            let p = person as usize;
            // Counts of ways can exceed f64 only on networks no log can have; the ratio stays finite.
            let part = (1.0 + self.dependency[p]) / self.ways[p];
            if self.hops[p] > 0 {
                self.sum[p] += self.dependency[p];
                for &other in ties.row(person).0 {
                    let o = other as usize;
                    if self.hops[o].wrapping_add(1) == self.hops[p] {
                        self.dependency[o] += self.ways[o] * part;
                    }
                }
            }
        }
        for person in self.order.drain(..) {
            let p = person as usize;
            (self.hops[p], self.ways[p], self.dependency[p]) = (FAR, 0.0, 0.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::testing::{KARATE, network};

    fn karate() -> Symmetric {
        let ties: Vec<(u32, u32, f32)> = KARATE.iter().map(|&(a, b)| (a, b, 1.0)).collect();
        network(36, &ties).symmetric()
    }

    // networkx 3.6.1: nx.betweenness_centrality(nx.karate_club_graph(), normalized=True)
    #[test]
    fn with_every_person_a_pivot_it_is_exact() {
        let found = betweenness(&karate(), 256, 1);
        assert_eq!(found.pivots, 34);
        for (person, expected) in [
            (0, 0.437_635_281_385_281_5),
            (1, 0.053_936_688_311_688_31),
            (2, 0.143_656_806_156_806_15),
            (31, 0.138_275_613_275_613_27),
            (33, 0.304_074_975_949_975_96),
            (35, 0.0),
        ] {
            let score = found.scores[person];
            assert!((score - expected).abs() < 1e-12, "{person}: {score}");
        }
    }

    #[test]
    fn half_of_the_pivots_find_the_same_first_two() {
        let found = betweenness(&karate(), 17, 3);
        let mut order: Vec<usize> = (0..34).collect();
        order.sort_by(|&a, &b| found.scores[b].total_cmp(&found.scores[a]));
        order.truncate(2);
        order.sort_unstable();
        assert_eq!((found.pivots, order), (17, vec![0, 33]));
    }

    #[test]
    fn nobody_and_a_pair_have_no_one_between() {
        assert!(
            betweenness(&network(0, &[]).symmetric(), 9, 1)
                .scores
                .is_empty()
        );
        let pair = betweenness(&network(3, &[(0, 1, 1.0)]).symmetric(), 9, 1);
        assert_eq!(pair.scores, [0.0; 3]);
    }
}
