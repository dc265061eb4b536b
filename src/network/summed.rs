//! Events added up by pair and kind, in fixed point.

use super::Clock;
use crate::interaction::{Event, FixedTie, Kind, NO_TIME};

/// One row for each source, target and kind of some events that stand by source and target.
///
/// O(events), nothing kept beside the rows.
pub fn summed(events: &[Event], clock: &Clock) -> Vec<FixedTie> {
    let mut rows = Vec::new();
    for pair in events.chunk_by(|a, b| (a.source, a.target) == (b.source, b.target)) {
        let mut kinds: [Option<FixedTie>; 7] = [None; 7];
        for event in pair {
            let units = clock.units(event);
            let known = &mut kinds[event.kind as usize];
            *known = Some(match known {
                None => first(event, units),
                Some(tie) => more(*tie, event.time, units),
            });
        }
        rows.extend(Kind::ALL.iter().filter_map(|&kind| kinds[kind as usize]));
    }
    rows
}

fn first(event: &Event, units: u128) -> FixedTie {
    FixedTie {
        source: event.source,
        target: event.target,
        kind: event.kind,
        weight: units,
        strongest: units,
        first: event.time,
        last: event.time,
        count: 1,
    }
}

fn more(mut tie: FixedTie, time: i64, units: u128) -> FixedTie {
    tie.weight = tie.weight.saturating_add(units);
    tie.strongest = tie.strongest.max(units);
    // An unknown time is the smallest number: it is never the last, and must not be the first.
    tie.last = tie.last.max(time);
    if time != NO_TIME {
        tie.first = if tie.first == NO_TIME {
            time
        } else {
            tie.first.min(time)
        };
    }
    tie.count += 1;
    tie
}
