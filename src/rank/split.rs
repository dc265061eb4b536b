//! A log cut in time: what may be seen, and what came later.

use super::reach_kinds;
use crate::interaction::{Event, NO_TIME};
use crate::network::{Interactions, Kinds};

/// The first part of a log and what it is asked to predict.
#[derive(Debug, Clone, PartialEq)]
pub struct Split {
    /// The events before the cut, in order; those without a time are in no part.
    pub seen: Vec<Event>,
    /// Kinds that count as reach, chosen from the first part only.
    pub kinds: Kinds,
    /// Distinct people who endorse each person after the cut.
    pub later: Vec<u32>,
    /// Time of the cut.
    pub cut: i64,
}

impl Split {
    /// Cuts at the time before which `share` (0..1) of the timed events lie; `None` where one part would
    /// be empty. `kinds` as the project says, `None`: chosen. O(events).
    pub fn at(interactions: &Interactions<'_>, share: f64, kinds: Option<Kinds>) -> Option<Self> {
        let timed = |e: &&Event| e.time != NO_TIME;
        let events = interactions.events();
        let mut times: Vec<i64> = events.iter().filter(timed).map(|e| e.time).collect();
        let place = (share * times.len() as f64) as usize;
        if place == 0 || place >= times.len() {
            return None;
        }
        let cut = *times.select_nth_unstable(place).1;
        drop(times);
        let seen: Vec<Event> = events
            .iter()
            .filter(timed)
            .filter(|e| e.time < cut)
            .copied()
            .collect();
        if seen.is_empty() {
            return None;
        }
        let kinds = kinds.unwrap_or_else(|| reach_kinds(&seen));
        let mut later = vec![0; interactions.people()];
        for pair in interactions.pairs() {
            if pair.iter().any(|e| e.time >= cut && kinds.contains(e.kind)) {
                later[pair[0].target as usize] += 1;
            }
        }
        Some(Self {
            seen,
            kinds,
            later,
            cut,
        })
    }

    /// How well an order of people predicts what came later: NDCG@100, 0..1 (Järvelin & Kekäläinen 2002),
    /// gain ln(1 + later endorsers), ties by number; 0 where nothing came.
    pub fn score(&self, scores: &[f64]) -> f64 {
        let gain = |person: usize| f64::from(self.later[person]).ln_1p();
        let later: Vec<f64> = (0..self.later.len()).map(gain).collect();
        let best = discounted(&later, &later);
        if best > 0.0 {
            discounted(scores, &later) / best
        } else {
            0.0
        }
    }
}

/// How many places are judged.
const PLACES: usize = 100;

/// Σ gain / log2(place + 1) over the first places by score.
fn discounted(scores: &[f64], gains: &[f64]) -> f64 {
    leaders(scores, PLACES)
        .iter()
        .enumerate()
        .map(|(place, &person)| gains[person as usize] / (place as f64 + 2.0).log2())
        .sum()
}

/// The first people by a column, best first, ties by number. O(people + count log count).
pub fn leaders(column: &[f64], count: usize) -> Vec<u32> {
    let mut order: Vec<u32> = (0..column.len() as u32).collect();
    let better = |a: &u32, b: &u32| {
        let by_score = column[*b as usize].total_cmp(&column[*a as usize]);
        by_score.then(a.cmp(b))
    };
    if order.len() > count && count > 0 {
        order.select_nth_unstable_by(count - 1, better);
    }
    order.truncate(count);
    order.sort_unstable_by(better);
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interaction::Kind;
    use crate::network::testing::{event, log};

    #[test]
    fn the_first_part_ends_before_the_cut_and_later_people_count_once() {
        let mut events: Vec<Event> = (0..6).map(|i| event(0, 1, Kind::Mention, i)).collect();
        events.extend([
            event(2, 1, Kind::Mention, 6),
            event(2, 1, Kind::Mention, 7),
            event(0, 3, Kind::Mention, 8),
            event(0, 1, Kind::Mention, 9),
            event(0, 2, Kind::Mention, NO_TIME),
        ]);
        let log = log(4, events);
        let split = Split::at(&Interactions::of(&log, &[]), 0.6, None).expect("two parts");
        assert_eq!((split.seen.len(), split.cut), (6, 6));
        assert_eq!(split.later, [0, 2, 0, 1]);
        assert_eq!(split.score(&[0.0, 2.0, 0.0, 1.0]), 1.0);
        assert!(split.score(&[0.0, 1.0, 0.0, 2.0]) < 1.0);
    }

    #[test]
    fn logs_without_times_or_of_one_moment_cannot_be_cut() {
        let none = log(2, vec![event(0, 1, Kind::Reply, NO_TIME)]);
        assert_eq!(Split::at(&Interactions::of(&none, &[]), 0.6, None), None);
        let one = log(
            2,
            vec![event(0, 1, Kind::Reply, 5), event(1, 0, Kind::Reply, 5)],
        );
        assert_eq!(Split::at(&Interactions::of(&one, &[]), 0.6, None), None);
    }

    #[test]
    fn leaders_stand_best_first_and_equals_by_number() {
        assert_eq!(leaders(&[1.0, 3.0, 3.0, 0.0], 3), [1, 2, 0]);
        assert!(leaders(&[], 3).is_empty() && leaders(&[1.0], 0).is_empty());
    }
}
