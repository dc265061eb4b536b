//! Reach: each distinct endorser once, at its strongest act, faded.

use crate::interaction::{Event, Kind};
use crate::network::{Interactions, Kinds, Network};

/// Reach of all people.
#[derive(Debug, Clone, PartialEq)]
pub struct Reach {
    /// Σ over distinct endorsers of the largest kind weight × row weight × fade.
    pub reach: Vec<f64>,
    /// Number of distinct endorsers.
    pub endorsers: Vec<u32>,
}

/// The kinds that count as reach where the project does not say: reposts and quotes where they are at
/// least 5 % and 100 of the events, else all kinds. O(events).
pub fn reach_kinds(events: &[Event]) -> Kinds {
    let shares = Kinds::of(&[Kind::Repost, Kind::Quote]);
    let count = events.iter().filter(|e| shares.contains(e.kind)).count();
    if count >= 100 && count * 20 >= events.len() {
        shares
    } else {
        Kinds::ALL
    }
}

/// Distinct endorsements (source, target, largest weight × fade) by the kinds given, by source and target.
pub fn endorsements<'a>(
    interactions: &'a Interactions<'_>,
    network: &'a Network,
    kinds: Kinds,
) -> impl Iterator<Item = (u32, u32, f64)> + 'a {
    let (params, clock) = (network.params(), network.clock());
    interactions.pairs().filter_map(move |pair| {
        let strongest = pair
            .iter()
            .filter(|e| kinds.contains(e.kind) && params.kinds.contains(e.kind))
            .map(|e| params.kind_weights.of_event(e) * clock.fade(e.time))
            .fold(0.0, f64::max);
        (strongest > 0.0).then_some((pair[0].source, pair[0].target, strongest))
    })
}

/// Reach of all people, endorsers added up in the order of their numbers. O(events + people).
pub fn reach_of(interactions: &Interactions<'_>, network: &Network, kinds: Kinds) -> Reach {
    let mut reach = vec![0.0; interactions.people()];
    let mut endorsers = vec![0; interactions.people()];
    for (_, target, strongest) in endorsements(interactions, network, kinds) {
        reach[target as usize] += strongest;
        endorsers[target as usize] += 1;
    }
    Reach { reach, endorsers }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::testing::{event, log, of_log};

    #[test]
    fn each_endorser_counts_once_at_its_strongest_act() {
        let events = vec![
            event(0, 2, Kind::Reaction, 0),
            event(0, 2, Kind::Repost, 0),
            event(0, 2, Kind::Repost, 0),
            event(1, 2, Kind::Follow, 0),
        ];
        let log = log(3, events);
        let network = of_log(&log);
        let found = reach_of(&Interactions::of(&log, &[]), &network, Kinds::ALL);
        assert_eq!(
            (found.reach, found.endorsers),
            (vec![0.0, 0.0, 1.1], vec![0, 0, 2])
        );
    }

    #[test]
    fn shares_count_as_reach_where_the_log_has_enough_of_them() {
        let few: Vec<Event> = (0..99).map(|i| event(0, 1, Kind::Repost, i)).collect();
        assert_eq!(reach_kinds(&few), Kinds::ALL);
        let mut enough = few;
        enough.push(event(0, 1, Kind::Quote, 0));
        assert_eq!(
            reach_kinds(&enough),
            Kinds::of(&[Kind::Repost, Kind::Quote])
        );
        enough.extend((0..1_901).map(|i| event(0, 1, Kind::Mention, i)));
        assert_eq!(reach_kinds(&enough), Kinds::ALL);
    }
}
