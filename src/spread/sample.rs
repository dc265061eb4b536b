//! What a set of people touches, estimated on sets that took no part in choosing them.

use super::cascade::Cascade;
use super::roots::Roots;
use super::sets::ReverseSets;

/// Standard normal quantile of a two-sided 95 % interval.
const Z: f64 = 1.959_963_984_540_054;

/// An expectation with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Estimate {
    /// The expectation.
    pub value: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Estimate {
    /// `hits` of `draws` times `total`, with the score interval (Wilson 1927); everything is possible without draws.
    pub fn of_share(hits: u64, draws: u64, total: f64) -> Self {
        if draws == 0 {
            return Self {
                value: 0.0,
                low: 0.0,
                high: total,
            };
        }
        let (n, p) = (draws as f64, hits as f64 / draws as f64);
        let middle = p + Z * Z / (2.0 * n);
        let half = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
        let scale = 1.0 + Z * Z / n;
        Self {
            value: total * p,
            low: total * ((middle - half) / scale).clamp(0.0, p),
            high: total * ((middle + half) / scale).clamp(p, 1.0),
        }
    }

    /// Half the width of the interval over the value; infinite where the value is zero.
    pub fn relative_error(self) -> f64 {
        if self.value > 0.0 {
            (self.high - self.low) / (2.0 * self.value)
        } else {
            f64::INFINITY
        }
    }
}

/// Sets kept for measuring: estimates from them are unbiased for any choice made without them.
#[derive(Debug, Clone)]
pub struct Sample {
    sets: ReverseSets,
    total: f64,
    people: usize,
}

impl Sample {
    pub(super) fn new(sets: ReverseSets, total: f64, people: usize) -> Self {
        Self {
            sets,
            total,
            people,
        }
    }

    /// At least `wanted` fresh sets; `stage` tells samples of one seed apart.
    pub fn draw(cascade: &Cascade, roots: &Roots, wanted: usize, seed: u64, stage: u64) -> Self {
        let mut sets = ReverseSets::default();
        sets.extend_to(wanted, cascade, roots, (seed, stage));
        Self::new(sets, roots.total(), cascade.people())
    }

    pub(super) fn into_sets(self) -> ReverseSets {
        self.sets
    }

    /// How many sets there are.
    pub fn len(&self) -> usize {
        self.sets.len()
    }

    /// Whether there is no set.
    pub fn is_empty(&self) -> bool {
        self.sets.is_empty()
    }

    /// The benefit of reaching everybody.
    pub fn total(&self) -> f64 {
        self.total
    }

    /// What these people touch together, in units of benefit. O(members).
    pub fn spread(&self, people: &[u32]) -> Estimate {
        self.spread_after(&[], people)
    }

    /// What these people touch that `before` does not. O(members).
    pub fn spread_after(&self, before: &[u32], people: &[u32]) -> Estimate {
        let mut hits = 0;
        self.each(before, people, |first, _| {
            hits += u64::from(first.is_some());
        });
        Estimate::of_share(hits, self.len() as u64, self.total)
    }

    /// What each person adds to those before it in the list (and to `before`), in units of benefit. O(members).
    pub fn gains(&self, before: &[u32], ordered: &[u32]) -> Vec<f64> {
        let mut hits = vec![0u64; ordered.len()];
        self.each(before, ordered, |first, _| {
            if let Some(i) = first {
                hits[i as usize] += 1;
            }
        });
        let unit = self.total / self.len().max(1) as f64;
        hits.into_iter().map(|n| n as f64 * unit).collect()
    }

    /// These people in the order in which each adds the most, for its price, to those before it (and to `before`); the
    /// `first` of them stay where they are, ties keep the order given. What all touch together does not change.
    /// O(members + people²).
    pub fn in_order(
        &self,
        before: &[u32],
        first: usize,
        people: &[u32],
        price: impl Fn(u32) -> f64,
    ) -> Vec<u32> {
        let sets = self.among(before, people);
        let mut sets_of = vec![Vec::new(); people.len()];
        for (set, members) in (0u32..).zip(&sets) {
            for &member in members {
                sets_of[member as usize].push(set);
            }
        }
        let mut adds: Vec<usize> = sets_of.iter().map(Vec::len).collect();
        let mut met = vec![false; sets.len()];
        let mut left: Vec<usize> = (0..people.len()).collect();
        let mut ordered = Vec::with_capacity(people.len());
        while !left.is_empty() {
            let worth = |&place: &usize| adds[left[place]] as f64 / price(people[left[place]]);
            let best = (0..left.len()).max_by(|a, b| worth(a).total_cmp(&worth(b)).then(b.cmp(a)));
            let fixed = ordered.len() < first;
            let chosen = left.remove(best.filter(|_| !fixed).unwrap_or(0));
            for &set in &sets_of[chosen] {
                if !std::mem::replace(&mut met[set as usize], true) {
                    for &member in &sets[set as usize] {
                        adds[member as usize] -= 1;
                    }
                }
            }
            ordered.push(people[chosen]);
        }
        ordered
    }

    /// Places in the list of the people of each set that `before` does not meet; sets of none are left out.
    fn among(&self, before: &[u32], people: &[u32]) -> Vec<Vec<u32>> {
        const BEFORE: u32 = u32::MAX - 1;
        let mut place = vec![u32::MAX; self.people];
        for (i, &person) in people.iter().enumerate() {
            place[person as usize] = i as u32;
        }
        for &person in before {
            place[person as usize] = BEFORE;
        }
        let listed = self.sets.iter().map(|set| -> Vec<u32> {
            let places = set.iter().map(|&member| place[member as usize]);
            places.filter(|&place| place != u32::MAX).collect()
        });
        listed
            .filter(|places| !places.is_empty() && !places.contains(&BEFORE))
            .collect()
    }

    /// The same spread split by the group of who is touched.
    ///
    /// `groups` holds each person's group, `u32::MAX` for none; `sizes` the benefit of reaching each whole group. Each is
    /// estimated on the sets that start in it, so that it stays within its size. O(members).
    pub fn by_group(
        &self,
        before: &[u32],
        people: &[u32],
        groups: &[u32],
        sizes: &[f64],
    ) -> Vec<Estimate> {
        let mut hits = vec![(0, 0); sizes.len()];
        self.each(before, people, |first, root| {
            let group = groups.get(root as usize);
            if let Some(count) = group.and_then(|&group| hits.get_mut(group as usize)) {
                count.0 += u64::from(first.is_some());
                count.1 += 1;
            }
        });
        let split = hits.into_iter().zip(sizes);
        split
            .map(|((hits, draws), &size)| Estimate::of_share(hits, draws, size))
            .collect()
    }

    /// What each of these people touches alone, split by group: `result[person][group]`. O(members + people × groups).
    pub fn each_by_group(
        &self,
        people: &[u32],
        groups: &[u32],
        sizes: &[f64],
    ) -> Vec<Vec<Estimate>> {
        let mut place = vec![u32::MAX; self.people];
        for (i, &person) in people.iter().enumerate() {
            place[person as usize] = i as u32;
        }
        let mut draws = vec![0; sizes.len()];
        let mut hits = vec![vec![0u64; sizes.len()]; people.len()];
        for set in self.sets.iter() {
            let group = groups.get(set[0] as usize).map_or(u32::MAX, |&g| g) as usize;
            if group >= sizes.len() {
                continue;
            }
            draws[group] += 1;
            for &member in set {
                let i = place[member as usize];
                if i != u32::MAX {
                    hits[i as usize][group] += 1;
                }
            }
        }
        let estimates = |hits: &Vec<u64>| -> Vec<Estimate> {
            let split = hits.iter().zip(&draws).zip(sizes);
            split
                .map(|((&hits, &draws), &size)| Estimate::of_share(hits, draws, size))
                .collect()
        };
        people
            .iter()
            .map(|&person| estimates(&hits[place[person as usize] as usize]))
            .collect()
    }

    /// Calls `tell(place in the list of the first who meets the set, root)` for each set; nobody's where `before` meets it.
    fn each(&self, before: &[u32], ordered: &[u32], mut tell: impl FnMut(Option<u32>, u32)) {
        // A set that `before` meets counts for nobody in the list.
        const BEFORE: u32 = 0;
        let mut place = vec![u32::MAX; self.people];
        for (i, &person) in ordered.iter().enumerate().rev() {
            place[person as usize] = i as u32 + 1;
        }
        for &person in before {
            place[person as usize] = BEFORE;
        }
        for set in self.sets.iter() {
            let members = set.iter().map(|&member| place[member as usize]);
            match members.min().unwrap_or(u32::MAX) {
                BEFORE | u32::MAX => tell(None, set[0]),
                first => tell(Some(first - 1), set[0]),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_holds_its_value_and_stays_within_the_whole() {
        for (hits, draws) in [(0, 10), (10, 10), (3, 1000), (1, 1), (0, 0)] {
            let estimate = Estimate::of_share(hits, draws, 50.0);
            assert!(0.0 <= estimate.low && estimate.low <= estimate.value);
            assert!(estimate.value <= estimate.high && estimate.high <= 50.0);
        }
        assert_eq!(Estimate::of_share(0, 0, 50.0).high, 50.0);
    }
}
