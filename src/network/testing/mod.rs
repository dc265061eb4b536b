//! Small logs and networks for the tests of the ties wing.

#[cfg(feature = "long-tests")]
pub(crate) mod real;

use super::{Interactions, Network, NetworkParams};
use crate::interaction::{Event, Kind, Log, NO_TIME, NONE};

/// One event of weight 1.
pub(crate) fn event(source: u32, target: u32, kind: Kind, time: i64) -> Event {
    Event {
        source,
        target,
        kind,
        platform: 0,
        weight: 1.0,
        time,
        object: NONE,
        post: NONE,
    }
}

/// A log of `people` people named by their number, with these events in their order.
pub(crate) fn log(people: u32, mut events: Vec<Event>) -> Log {
    let mut log = Log::default();
    for person in 0..people {
        log.people.intern(&format!("{person:08}"));
    }
    events.sort_by_key(|e| (e.source, e.target, e.time, e.kind as u8, e.object));
    log.events = events;
    log
}

/// A network of weighted ties without times.
pub(crate) fn network(people: u32, ties: &[(u32, u32, f32)]) -> Network {
    let weighted = |&(source, target, weight): &(u32, u32, f32)| Event {
        weight,
        ..event(source, target, Kind::Mention, NO_TIME)
    };
    of_log(&log(people, ties.iter().map(weighted).collect()))
}

/// The network of a log under default settings.
pub(crate) fn of_log(log: &Log) -> Network {
    Network::build(&Interactions::of(log, &[]), &NetworkParams::default())
        .expect("default settings")
}

/// Zachary's karate club (1977), its 78 friendships.
#[rustfmt::skip]
pub(crate) const KARATE: [(u32, u32); 78] = [
(0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (0, 6), (0, 7), (0, 8), (0, 10), (0, 11), (0, 12), (0, 13), (0, 17), (0, 19), (0, 21), (0, 31), (1, 2), (1, 3), (1, 7), (1, 13), (1, 17), (1, 19), (1, 21), (1, 30), (2, 3), (2, 7), (2, 8), (2, 9), (2, 13), (2, 27), (2, 28), (2, 32), (3, 7), (3, 12), (3, 13), (4, 6), (4, 10), (5, 6), (5, 10), (5, 16), (6, 16), (8, 30), (8, 32), (8, 33), (9, 33), (13, 33), (14, 32), (14, 33), (15, 32), (15, 33), (18, 32), (18, 33), (19, 33), (20, 32), (20, 33), (22, 32), (22, 33), (23, 25), (23, 27), (23, 29), (23, 32), (23, 33), (24, 25), (24, 27), (24, 31), (25, 31), (26, 29), (26, 33), (27, 33), (28, 31), (28, 33), (29, 32), (29, 33), (30, 32), (30, 33), (31, 32), (31, 33), (32, 33)
];
