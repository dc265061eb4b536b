//! Reach: each distinct endorser once, at its strongest act, faded.

use crate::interaction::{Event, Kind};
use crate::network::{Interactions, Kinds, Network, Ties, worth};

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
    let mut counts = [0; 7];
    for event in events {
        counts[event.kind as usize] += 1;
    }
    reach_kinds_of(counts)
}

/// The same from how many interactions there are of each kind, in the order of [`Kind::ALL`].
pub fn reach_kinds_of(counts: [u64; 7]) -> Kinds {
    let count = counts[Kind::Repost as usize] + counts[Kind::Quote as usize];
    if count >= 100 && count * 20 >= counts.iter().sum() {
        Kinds::of(&[Kind::Repost, Kind::Quote])
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
    let strength = move |kind: Kind, units: u128| {
        let counts = kinds.contains(kind) && params.kinds.contains(kind);
        counts.then(|| params.kind_weights.of(kind) * worth(units))
    };
    let of_events = interactions.pairs().map(move |pair| {
        let strengths = pair
            .iter()
            .filter_map(|event| strength(event.kind, clock.units(event)));
        let strongest = strengths.fold(0.0, f64::max);
        (pair[0].source, pair[0].target, strongest)
    });
    let rows = interactions.ties().into_iter();
    let of_rows = rows.flat_map(Ties::pairs).map(move |pair| {
        let strengths = pair
            .iter()
            .filter_map(|tie| strength(tie.kind, tie.strongest));
        let strongest = strengths.fold(0.0, f64::max);
        (pair[0].source, pair[0].target, strongest)
    });
    of_events
        .chain(of_rows)
        .filter(|&(_, _, strongest)| strongest > 0.0)
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
