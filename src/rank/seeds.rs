//! Where trust starts when the project names nobody.

use std::collections::BTreeSet;

use crate::interaction::{NO_TIME, NONE};
use crate::network::{Interactions, Network};

const WEEK: i64 = 7 * 86_400;

/// The most constant members: active in half of the log's weeks, with reciprocated ties in two
/// communities or more. Weak evidence, because patience can be bought. Ascending; empty without times.
///
/// Degree, cores and density say nothing here: a farm that is a clique is the innermost core.
/// `weeks` are counted from the earliest ordinary time. O(events + ties).
pub fn constant_members(
    interactions: &Interactions<'_>,
    network: &Network,
    communities: &[u32],
) -> Vec<u32> {
    let clock = network.clock();
    let (Some(earliest), Some(as_of)) = (clock.earliest, clock.as_of) else {
        return Vec::new();
    };
    let needed = ((as_of - earliest).max(0) / WEEK + 1)
        .cast_unsigned()
        .div_ceil(2) as usize;
    let mut constant = Vec::new();
    for acts in interactions.events().chunk_by(|a, b| a.source == b.source) {
        let person = acts[0].source;
        let mut weeks: Vec<i64> = acts
            .iter()
            .filter(|e| e.time != NO_TIME && (earliest..=as_of).contains(&e.time))
            .map(|e| (e.time - earliest) / WEEK)
            .collect();
        weeks.sort_unstable();
        weeks.dedup();
        if weeks.len() >= needed && circles_returning(network, communities, person) >= 2 {
            constant.push(person);
        }
    }
    constant
}

/// Distinct communities of the people with whom attention goes both ways.
fn circles_returning(network: &Network, communities: &[u32], person: u32) -> usize {
    let (targets, _) = network.targets(person);
    let (endorsers, _) = network.endorsers(person);
    targets
        .iter()
        .filter(|target| endorsers.binary_search(target).is_ok())
        .map(|&target| communities[target as usize])
        .filter(|&community| community != NONE)
        .collect::<BTreeSet<u32>>()
        .len()
}
