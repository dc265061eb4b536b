//! The events of a log as the network reads them: every target a person, in order.

use std::borrow::Cow;

use crate::interaction::{Event, FixedTie, FixedTies, Log, NONE};

/// Events ordered by source, target, time, kind and object, between different known people.
#[derive(Debug, Clone)]
pub struct Interactions<'a> {
    events: Cow<'a, [Event]>,
    ties: Option<Ties<'a>>,
    people: usize,
    /// Events of someone with themselves, left out (beside those the log dropped already).
    pub self_ties: u64,
    /// Mentions of the brand as a whole that no account of the brand could take.
    pub without_target: u64,
}

/// Ties that were added up before they came here, ordered by source, target and kind.
#[derive(Debug, Clone)]
pub struct Ties<'a> {
    rows: Cow<'a, [FixedTie]>,
    /// What their fading was settled by.
    pub(super) clock: &'a FixedTies,
}

impl Ties<'_> {
    /// The rows of each pair of people, which may hold a kind twice.
    pub fn pairs(&self) -> impl Iterator<Item = &[FixedTie]> {
        self.rows
            .chunk_by(|a, b| (a.source, a.target) == (b.source, b.target))
    }

    /// All rows.
    pub fn rows(&self) -> &[FixedTie] {
        &self.rows
    }
}

impl<'a> Interactions<'a> {
    /// The events of a log; mentions of the brand as a whole go to its first account.
    ///
    /// A log of ties gives no events but [`ties`](Self::ties).
    pub fn of(log: &'a Log, brand: &[u32]) -> Self {
        match &log.ties {
            Some(ties) => Self::summed(ties, log.people.len(), brand),
            None => Self::new(&log.events, log.people.len(), brand),
        }
    }

    fn summed(ties: &'a FixedTies, people: usize, brand: &[u32]) -> Self {
        let known = |person: u32| (person as usize) < people;
        let brand = brand.iter().copied().find(|&account| known(account));
        let (mut self_ties, mut without_target) = (0, 0);
        let fits = |tie: &FixedTie| tie.source != tie.target && known(tie.target);
        let rows = if ties.rows.iter().all(fits) {
            Cow::Borrowed(&ties.rows[..])
        } else {
            let mut rows = Vec::with_capacity(ties.rows.len());
            let mut given = Vec::new();
            for &(mut tie) in &ties.rows {
                let to = if tie.target == NONE {
                    tie.target = brand.unwrap_or(NONE);
                    &mut given
                } else {
                    &mut rows
                };
                if tie.source == tie.target {
                    self_ties += tie.count;
                } else if known(tie.target) {
                    to.push(tie);
                } else {
                    without_target += tie.count;
                }
            }
            Cow::Owned(with(rows, given, |tie| (tie.source, tie.target, tie.kind)))
        };
        Self {
            events: Cow::Borrowed(&[]),
            ties: Some(Ties { rows, clock: ties }),
            people,
            self_ties,
            without_target,
        }
    }

    /// The ties that stand in the place of events, where the log is one of ties.
    pub fn ties(&self) -> Option<&Ties<'a>> {
        self.ties.as_ref()
    }

    /// How many interactions there are of each kind, in the order of
    /// [`Kind::ALL`](crate::interaction::Kind::ALL).
    pub fn kind_counts(&self) -> [u64; 7] {
        let mut counts = [0; 7];
        for event in self.events.iter() {
            counts[event.kind as usize] += 1;
        }
        for tie in self.ties.iter().flat_map(Ties::rows) {
            counts[tie.kind as usize] += tie.count;
        }
        counts
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
                ties: None,
                people,
                self_ties: 0,
                without_target: 0,
            };
        }
        let brand = brand.iter().copied().find(|&account| known(account));
        let (mut self_ties, mut without_target) = (0, 0);
        let mut kept = Vec::with_capacity(events.len());
        let mut given = Vec::new();
        for &(mut event) in events {
            let to = if event.target == NONE {
                event.target = brand.unwrap_or(NONE);
                &mut given
            } else {
                &mut kept
            };
            if event.source == event.target {
                self_ties += 1;
            } else if fits(&event) {
                to.push(event);
            } else {
                without_target += 1;
            }
        }
        Self {
            events: Cow::Owned(with(kept, given, order)),
            ties: None,
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

/// Rows in order with those that were given to the brand. Mostly two runs to merge: the sort needs next to
/// no memory, where rows given in their places would take half as much again.
fn with<T, K: Ord>(mut rows: Vec<T>, given: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    rows.extend(given);
    rows.sort_by_key(key);
    rows
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
