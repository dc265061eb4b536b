//! The list of ties, as files and drawings show them.

use super::fixed::KindSums;
use super::{Interactions, Kinds, Network};
use crate::interaction::{Kind, NO_TIME};

/// One directed tie with what it is made of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tie {
    /// Who pays attention.
    pub source: u32,
    /// To whom.
    pub target: u32,
    /// The kinds of interaction it is made of.
    pub kinds: Kinds,
    /// W(source, target).
    pub weight: f64,
    /// Number of interactions.
    pub count: u32,
    /// Time of the first, `None` where no time is known.
    pub first: Option<i64>,
    /// Time of the last, `None` where no time is known.
    pub last: Option<i64>,
}

/// The ties of a network, by source and target, read off the interactions it was built from.
///
/// Lazy: one pass over the events or the rows of ties, nothing kept.
pub fn ties<'a>(
    interactions: &'a Interactions<'_>,
    network: &'a Network,
) -> impl Iterator<Item = Tie> + 'a {
    let of_events = interactions.pairs().map(move |pair| {
        let mut tie = Growing::between(pair[0].source, pair[0].target);
        for event in pair {
            let units = network.clock().units(event);
            let time = Some(event.time).filter(|&time| time != NO_TIME);
            tie.add(network, event.kind, units, 1, (time, time));
        }
        tie
    });
    let rows = interactions.ties().into_iter();
    let of_rows = rows.flat_map(super::Ties::pairs).map(move |pair| {
        let mut tie = Growing::between(pair[0].source, pair[0].target);
        for row in pair {
            let known = |time: i64| Some(time).filter(|&time| time != NO_TIME);
            let times = (known(row.first), known(row.last));
            tie.add(network, row.kind, row.weight, row.count, times);
        }
        tie
    });
    of_events
        .chain(of_rows)
        .filter_map(move |tie| tie.done(network))
}

/// A tie while its interactions are added up.
struct Growing {
    tie: Tie,
    sums: KindSums,
}

impl Growing {
    fn between(source: u32, target: u32) -> Self {
        Self {
            tie: Tie {
                source,
                target,
                kinds: Kinds::NONE,
                weight: 0.0,
                count: 0,
                first: None,
                last: None,
            },
            sums: KindSums::default(),
        }
    }

    fn add(
        &mut self,
        network: &Network,
        kind: Kind,
        units: u128,
        count: u64,
        (first, last): (Option<i64>, Option<i64>),
    ) {
        if !network.params().kinds.contains(kind) {
            return;
        }
        let tie = &mut self.tie;
        self.sums.add(kind, units);
        tie.kinds = tie.kinds.with(kind);
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        tie.count = tie.count.saturating_add(count);
        tie.first = tie.first.into_iter().chain(first).min();
        tie.last = tie.last.max(last);
    }

    fn done(mut self, network: &Network) -> Option<Tie> {
        self.tie.weight = self.sums.weight(&network.params().kind_weights);
        (self.tie.weight > 0.0).then_some(self.tie)
    }
}
