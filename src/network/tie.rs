//! The list of ties, as files and drawings show them.

use super::{Interactions, Kinds, Network};
use crate::interaction::NO_TIME;

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
/// Lazy: one pass over the events, nothing kept.
pub fn ties<'a>(
    interactions: &'a Interactions<'_>,
    network: &'a Network,
) -> impl Iterator<Item = Tie> + 'a {
    let params = network.params();
    interactions.pairs().filter_map(move |pair| {
        let mut tie = Tie {
            source: pair[0].source,
            target: pair[0].target,
            kinds: Kinds::NONE,
            weight: 0.0,
            count: 0,
            first: None,
            last: None,
        };
        for event in pair.iter().filter(|e| params.kinds.contains(e.kind)) {
            let faded = network.clock().fade(event.time);
            tie.weight += params.kind_weights.of_event(event) * faded;
            tie.kinds = tie.kinds.with(event.kind);
            tie.count += 1;
            if event.time != NO_TIME {
                tie.first = Some(tie.first.map_or(event.time, |t| t.min(event.time)));
                tie.last = Some(tie.last.map_or(event.time, |t| t.max(event.time)));
            }
        }
        (tie.weight > 0.0).then_some(tie)
    })
}
