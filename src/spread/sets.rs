//! Reverse reachable sets: who could have moved a person drawn at random (Borgs, Brautbar, Chayes & Lucier 2014).
//!
//! A set of people touches, in expectation, the share of the sets it meets times the total benefit.

use rayon::prelude::*;

use crate::statistic::stream;

use super::cascade::Cascade;
use super::roots::Roots;

/// Sets in a batch. Fixed: each batch has a generator of its own, so it decides what is drawn.
const BATCH: usize = 256;

/// Many sets, one after another in one arena; the root of each comes first.
#[derive(Debug, Clone, Default)]
pub struct ReverseSets {
    members: Vec<u32>,
    /// End of set i in `members`.
    ends: Vec<usize>,
}

impl ReverseSets {
    /// How many sets there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no set yet.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// How many members all sets have together.
    pub fn members(&self) -> usize {
        self.members.len()
    }

    /// Members of set i, its root first.
    ///
    /// # Panics
    /// When there are fewer sets.
    pub fn set(&self, i: usize) -> &[u32] {
        let start = if i == 0 { 0 } else { self.ends[i - 1] };
        &self.members[start..self.ends[i]]
    }

    /// All sets in order.
    pub fn iter(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.len()).map(|i| self.set(i))
    }

    /// All members of all sets, one after another.
    pub(super) fn all_members(&self) -> &[u32] {
        &self.members
    }

    /// Adds batches until there are at least `wanted` sets.
    ///
    /// Batch b is drawn from `stream(&[seed, stage, b])`: the sets are the same for any number of threads and for
    /// any sequence of calls that ends at the same number.
    pub fn extend_to(
        &mut self,
        wanted: usize,
        cascade: &Cascade,
        roots: &Roots,
        (seed, stage): (u64, u64),
    ) {
        let first = self.len() / BATCH;
        let last = wanted.div_ceil(BATCH);
        if first >= last {
            return;
        }
        let batches: Vec<Batch> = (first..last)
            .into_par_iter()
            .map_init(
                || vec![0u64; cascade.people().div_ceil(64)],
                |seen, b| Batch::draw(cascade, roots, &[seed, stage, b as u64], seen),
            )
            .collect();
        let more: usize = batches.iter().map(|batch| batch.members.len()).sum();
        self.members.reserve_exact(more);
        self.ends.reserve_exact(batches.len() * BATCH);
        for batch in batches {
            let start = self.members.len();
            self.members.extend_from_slice(&batch.members);
            let ends = batch.ends.iter().map(|&end| start + end as usize);
            self.ends.extend(ends);
        }
    }
}

struct Batch {
    members: Vec<u32>,
    ends: Vec<u32>,
}

impl Batch {
    /// `seen` is a bit a person, all zero before and after.
    fn draw(cascade: &Cascade, roots: &Roots, name: &[u64], seen: &mut [u64]) -> Self {
        let mut rng = stream(name);
        let mut members: Vec<u32> = Vec::with_capacity(BATCH * 8);
        let mut ends = Vec::with_capacity(BATCH);
        for _ in 0..BATCH {
            let start = members.len();
            let root = roots.draw(&mut rng);
            seen[root as usize / 64] |= 1 << (root % 64);
            members.push(root);
            let mut head = start;
            while head < members.len() {
                let person = members[head];
                head += 1;
                cascade.draw(person, &mut rng, |other| {
                    let (word, bit) = (other as usize / 64, 1 << (other % 64));
                    if seen[word] & bit == 0 {
                        seen[word] |= bit;
                        members.push(other);
                    }
                });
            }
            for &member in &members[start..] {
                seen[member as usize / 64] = 0;
            }
            ends.push(members.len() as u32);
        }
        Self { members, ends }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spread::testing::random_cascade;

    #[test]
    fn sets_are_the_same_for_any_number_of_threads_and_any_steps() {
        let cascade = random_cascade(500, 3000, 5, true);
        let roots = Roots::new(&vec![1.0; 500]).expect("benefits");
        let drawn: Vec<ReverseSets> = [1, 2, 8]
            .map(|threads| {
                let pool = rayon::ThreadPoolBuilder::new()
                    .num_threads(threads)
                    .build()
                    .expect("a pool");
                let mut sets = ReverseSets::default();
                if threads == 2 {
                    sets.extend_to(700, &cascade, &roots, (9, 1));
                }
                pool.install(|| sets.extend_to(5000, &cascade, &roots, (9, 1)));
                sets
            })
            .to_vec();
        assert_eq!(drawn[0].len(), 5120);
        for sets in &drawn[1..] {
            assert_eq!(sets.members, drawn[0].members);
            assert_eq!(sets.ends, drawn[0].ends);
        }
    }

    #[test]
    fn a_set_holds_each_person_once_and_only_who_can_reach_the_root() {
        // 0 endorses 1, 1 endorses 2: 2 moves 1 moves 0, each for certain.
        let rows: [&[u32]; 4] = [&[1], &[2], &[], &[0]];
        let weights = [1.0; 4];
        let cascade = Cascade::new(4, |p| {
            let row = rows[p as usize];
            (row, &weights[..row.len()])
        })
        .expect("a network");
        let roots = Roots::new(&[1.0, 0.0, 0.0, 0.0]).expect("benefits");
        let mut sets = ReverseSets::default();
        sets.extend_to(1, &cascade, &roots, (1, 1));
        assert!(sets.iter().all(|set| set == [0, 1, 2]));
    }
}
