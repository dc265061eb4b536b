//! Where trust starts.

use std::collections::BTreeSet;

use super::{LeftOut, RankParams, SeedSource};
use crate::interaction::{NO_TIME, NONE};
use crate::network::{Interactions, Network};

const WEEK: i64 = 7 * 86_400;

/// Seeds of trust and where they come from.
#[derive(Debug, Clone, PartialEq)]
pub struct Seeds {
    /// People, ascending, each once.
    pub people: Vec<u32>,
    /// Named, or found.
    pub source: SeedSource,
    /// Seeds named that are not among the people of the log.
    pub unknown: usize,
}

/// The seeds the project names, else the most constant members; why not, where there are neither.
///
/// `communities` are asked for only in the second case.
pub fn seeds(
    interactions: &Interactions<'_>,
    network: &Network,
    params: &RankParams,
    communities: impl FnOnce() -> Option<Vec<u32>>,
) -> Result<Seeds, LeftOut> {
    let mut people = params.named_seeds();
    let named = people.len();
    people.retain(|&person| (person as usize) < network.people());
    let unknown = named - people.len();
    if !people.is_empty() {
        return Ok(Seeds {
            people,
            source: SeedSource::Given,
            unknown,
        });
    }
    if interactions.ties().is_some() {
        return Err(LeftOut::NoEvents);
    }
    if network.clock().as_of.is_none() {
        return Err(LeftOut::NoTimes);
    }
    let communities = communities().ok_or(LeftOut::NoSeeds)?;
    let people = constant_members(interactions, network, &communities);
    if people.is_empty() {
        return Err(LeftOut::NoSeeds);
    }
    Ok(Seeds {
        people,
        source: SeedSource::Constant,
        unknown,
    })
}

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
