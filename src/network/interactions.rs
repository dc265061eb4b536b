//! The events of a log as the network reads them: every target a person, in order.

use std::borrow::Cow;

use crate::interaction::{Event, Log, NONE};

/// Events ordered by source, target, time, kind and object, between different known people.
#[derive(Debug, Clone)]
pub struct Interactions<'a> {
    events: Cow<'a, [Event]>,
    people: usize,
    /// Events of someone with themselves, left out (beside those the log dropped already).
    pub self_ties: u64,
    /// Mentions of the brand as a whole that no account of the brand could take.
    pub without_target: u64,
}

impl<'a> Interactions<'a> {
    /// The events of a log; mentions of the brand as a whole go to its first account.
    pub fn of(log: &'a Log, brand: &[u32]) -> Self {
        Self::new(&log.events, log.people.len(), brand)
    }

    /// The events given, among `people` people. Copies only where something has to change.
    ///
    /// O(events), with one sort where they are not in order.
    pub fn new(events: &'a [Event], people: usize, brand: &[u32]) -> Self {
        let known = |person: u32| (person as usize) < people;
        let fits = |e: &Event| e.source != e.target && known(e.source) && known(e.target);
        let ordered = |events: &[Event]| events.is_sorted_by_key(order);
        if events.iter().all(fits) && ordered(events) {
            return Self {
                events: Cow::Borrowed(events),
                people,
                self_ties: 0,
                without_target: 0,
            };
        }
        let brand = brand.iter().copied().find(|&account| known(account));
        let (mut self_ties, mut without_target) = (0, 0);
        let mut kept = Vec::with_capacity(events.len());
        for &event in events {
            let mut event = event;
            if event.target == NONE {
                event.target = brand.unwrap_or(NONE);
            }
            if event.source == event.target {
                self_ties += 1;
            } else if fits(&event) {
                kept.push(event);
            } else {
                without_target += 1;
            }
        }
        if !ordered(&kept) {
            kept.sort_by_key(order);
        }
        Self {
            events: Cow::Owned(kept),
            people,
            self_ties,
            without_target,
        }
    }

    /// The events, in order.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// How many people the log knows (their numbers are under this).
    pub fn people(&self) -> usize {
        self.people
    }

    /// The events of each pair (source, target), one slice a pair, in order.
    pub fn pairs(&self) -> impl Iterator<Item = &[Event]> {
        self.events
            .chunk_by(|a, b| (a.source, a.target) == (b.source, b.target))
    }
}

/// The order of a log.
fn order(event: &Event) -> (u32, u32, i64, u8, u32) {
    (
        event.source,
        event.target,
        event.time,
        event.kind as u8,
        event.object,
    )
}
