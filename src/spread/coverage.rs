//! Which sets are met so far, and how many more each person would meet.

use super::sets::ReverseSets;

/// People whose sets are listed; the sets of others are looked for when they are chosen, which is rare.
const LISTED: usize = 1 << 16;
const UNLISTED: u32 = u32::MAX;

/// Exact marginal coverage of every person, kept up to date as people are chosen.
///
/// Building it is O(members of the sets + people); choosing everybody is O(members) in all.
pub(super) struct Coverage<'a> {
    sets: &'a ReverseSets,
    met: Vec<u64>,
    /// How many sets are met by people chosen with [`choose`](Self::choose).
    pub(super) chosen_sets: u32,
    /// For each person, how many sets not yet met it is in.
    pub(super) gains: Vec<u32>,
    /// Start of a person's sets in `listed`, or [`UNLISTED`].
    place: Vec<u32>,
    listed: Vec<u32>,
    /// How many sets each person was in at the start: the length of its list.
    lengths: Vec<u32>,
}

impl<'a> Coverage<'a> {
    /// `before` are people whose sets count as met from the start; `choices` is how many may be chosen.
    pub(super) fn new(
        sets: &'a ReverseSets,
        people: usize,
        before: &[u32],
        choices: usize,
    ) -> Self {
        let mut coverage = Self {
            sets,
            met: vec![0; sets.len().div_ceil(64)],
            chosen_sets: 0,
            gains: vec![0; people],
            place: Vec::new(),
            listed: Vec::new(),
            lengths: Vec::new(),
        };
        coverage.mark(before);
        coverage.count(before.is_empty());
        coverage.list(choices);
        coverage
    }

    fn mark(&mut self, before: &[u32]) {
        if before.is_empty() {
            return;
        }
        let mut reached = vec![false; self.gains.len()];
        for &person in before {
            reached[person as usize] = true;
        }
        for (i, set) in self.sets.iter().enumerate() {
            if set.iter().any(|&person| reached[person as usize]) {
                self.met[i / 64] |= 1 << (i % 64);
            }
        }
    }

    fn count(&mut self, all: bool) {
        if all {
            for &person in self.sets.all_members() {
                self.gains[person as usize] += 1;
            }
        } else {
            for (i, set) in self.sets.iter().enumerate() {
                if !is_met(&self.met, i) {
                    for &person in set {
                        self.gains[person as usize] += 1;
                    }
                }
            }
        }
        self.lengths.clone_from(&self.gains);
    }

    fn list(&mut self, choices: usize) {
        let room = LISTED.max(choices.saturating_mul(16));
        let mut counts: Vec<u32> = self.gains.iter().copied().filter(|&n| n > 0).collect();
        let least = if counts.len() > room {
            *counts.select_nth_unstable_by(room, |a, b| b.cmp(a)).1 + 1
        } else {
            1
        };
        let mut end = 0;
        self.place = self
            .gains
            .iter()
            .map(|&n| {
                if n < least {
                    return UNLISTED;
                }
                let start = end;
                end += n;
                start
            })
            .collect();
        self.listed = vec![0; end as usize];
        let mut next = self.place.clone();
        for (i, set) in self.sets.iter().enumerate() {
            if is_met(&self.met, i) {
                continue;
            }
            for &person in set {
                let at = &mut next[person as usize];
                if *at != UNLISTED {
                    self.listed[*at as usize] = i as u32;
                    *at += 1;
                }
            }
        }
    }

    /// Chooses a person: its sets are met, and everybody's gain is lowered by the sets they share.
    pub(super) fn choose(&mut self, person: u32) {
        if self.gains[person as usize] == 0 {
            return;
        }
        let start = self.place[person as usize];
        if start == UNLISTED {
            for i in 0..self.sets.len() {
                if !is_met(&self.met, i) && self.sets.set(i).contains(&person) {
                    self.meet(i);
                }
            }
            return;
        }
        let length = self.lengths[person as usize];
        for at in start..start + length {
            let i = self.listed[at as usize] as usize;
            if !is_met(&self.met, i) {
                self.meet(i);
            }
        }
    }

    fn meet(&mut self, i: usize) {
        self.met[i / 64] |= 1 << (i % 64);
        self.chosen_sets += 1;
        for &member in self.sets.set(i) {
            self.gains[member as usize] -= 1;
        }
    }
}

fn is_met(met: &[u64], i: usize) -> bool {
    met[i / 64] >> (i % 64) & 1 == 1
}
