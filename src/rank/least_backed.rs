//! The least backed, found without walking for everybody.
//!
//! What backs a person is its trust × the share of it that is [first visits](super::first_visits), and a
//! walk for that share is dear; but the share is never under 1 − α². So whoever would stand over the value
//! looked for with that least share stands over it with any, and needs no walk: the threshold algorithm of
//! Fagin, Lotem & Naor (2001), exact. On ten million interactions one in six is walked for.

/// The value with one person in this many below it is looked for.
const ONE_IN: usize = 150;

/// Fewest people that may stand under it: fewer could be bought.
const FEWEST: usize = 5;

/// Shares of first visits, each walked for when first asked for, and once.
pub(super) struct Shares<F> {
    walk: F,
    /// The least that a share can be.
    pub least: f64,
    /// By person; NaN where nobody walked yet.
    known: Vec<f64>,
}

impl<F: Fn(&[u32]) -> Vec<f64>> Shares<F> {
    /// Of so many people, none walked for yet; no share that `walk` finds is under `least`.
    pub fn of(people: usize, least: f64, walk: F) -> Self {
        Self {
            walk,
            least,
            known: vec![f64::NAN; people],
        }
    }

    /// The shares of these people.
    pub fn get(&mut self, people: &[u32]) -> Vec<f64> {
        let unknown = |person: &u32| self.known[*person as usize].is_nan();
        let unknown: Vec<u32> = people.iter().copied().filter(unknown).collect();
        for (&person, share) in unknown.iter().zip((self.walk)(&unknown)) {
            self.known[person as usize] = share;
        }
        let known = |&person: &u32| self.known[person as usize];
        people.iter().map(known).collect()
    }

    /// The value with one person in [`ONE_IN`] below it, or [`FEWEST`] of them; `None` of nobody.
    ///
    /// `value` (person, share) must not fall as the share grows. O(n log n), beside the walks.
    pub fn low(&mut self, people: &[u32], value: impl Fn(u32, f64) -> f64) -> Option<f64> {
        let below = (people.len() / ONE_IN).max((people.len() / 2).min(FEWEST));
        let floor = |person: u32| value(person, self.least);
        let mut by_floor: Vec<(f64, u32)> = people.iter().map(|&p| (floor(p), p)).collect();
        by_floor.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut found: Vec<f64> = Vec::new();
        let mut lowest = None;
        while found.len() < by_floor.len() {
            let rest = &by_floor[found.len()..];
            // What is found falls with every round, and fewer are left under it.
            let under = match lowest {
                Some(lowest) => rest.partition_point(|&(floor, _)| floor < lowest),
                None => below + 1,
            };
            if under == 0 {
                break;
            }
            let round: Vec<u32> = rest[..under.min(found.len().max(below + 1))]
                .iter()
                .map(|&(_, person)| person)
                .collect();
            let shares = self.get(&round);
            found.extend(round.iter().zip(shares).map(|(&p, share)| value(p, share)));
            lowest = Some(*found.select_nth_unstable_by(below, f64::total_cmp).1);
        }
        lowest
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_value_is_that_of_walking_for_everybody(
            people in proptest::collection::vec((0.0..10.0f64, 0.25..1.0f64), 0..600),
            ties in any::<bool>(),
        ) {
            let backed = |person: u32, share: f64| {
                let whole = people[person as usize].0;
                share * if ties { whole.floor() } else { whole }
            };
            let all: Vec<u32> = (0..people.len() as u32).collect();
            let walk = |asked: &[u32]| asked.iter().map(|&p| people[p as usize].1).collect();
            let found = Shares::of(people.len(), 0.25, walk).low(&all, backed);
            let mut every: Vec<f64> =
                all.iter().map(|&p| backed(p, people[p as usize].1)).collect();
            every.sort_unstable_by(f64::total_cmp);
            let below = (every.len() / 150).max((every.len() / 2).min(5));
            prop_assert_eq!(found, every.get(below).copied());
        }
    }

    #[test]
    fn few_are_walked_for_and_nobody_twice() {
        let walked = RefCell::new(Vec::new());
        let walk = |asked: &[u32]| {
            walked.borrow_mut().extend(asked.to_vec());
            vec![0.9; asked.len()]
        };
        let mut shares = Shares::of(3_000, 0.25, walk);
        let all: Vec<u32> = (0..3_000).collect();
        let value = |person: u32, share: f64| f64::from(person) * share;
        assert_eq!(shares.low(&all, value), Some(20.0 * 0.9));
        // 0.25 × 72 = 0.9 × 20.
        assert_eq!(walked.borrow().len(), 72);
        let cube = |person: u32, share: f64| (f64::from(person) * share).powi(3);
        shares.low(&all, cube);
        shares.get(&[7, 2_999, 7]);
        let mut walked = walked.into_inner();
        let asked = walked.len();
        walked.sort_unstable();
        walked.dedup();
        assert_eq!(walked.len(), asked);
    }
}
