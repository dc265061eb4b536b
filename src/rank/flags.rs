//! Audience flags: what is worth a look about an account's audience, never "fake".
//!
//! A share is called high against the same share of the log's other accounts, not against a fixed number:
//! in a log of one news event most endorsers act once, in a club's chat none does. A flag is raised where
//! the share is at least a half, at least a quarter above the median account, and beyond three standard
//! errors of it.

use super::credible::median;
use super::{Coordination, endorsements};
use crate::interaction::{NO_TIME, NONE};
use crate::network::{Interactions, Kinds, Network};

/// Fewest endorsers of an account whose audience is judged.
pub const FEWEST_ENDORSERS: u32 = 20;

/// Fewest people an account pays attention to before it is a mass-follower.
const MASS: usize = 100;

const HOUR: i64 = 3_600;

/// What is worth a look about an account, with the numbers behind it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct AudienceFlags {
    /// Share of its reach from accounts that endorse nobody else.
    pub single_target: Option<f64>,
    /// Share of its reach from accounts that trust does not reach.
    pub untrusted: Option<f64>,
    /// Share of its endorsers who first arrived within one short window.
    pub burst: Option<f64>,
    /// Number of accounts it repeatedly reposts the same posts with, within a minute.
    pub coordinated: Option<u32>,
    /// Share of its reach from accounts that pay attention to very many.
    pub mass_followers: Option<f64>,
}

impl AudienceFlags {
    /// The names of the flags raised, in a fixed order.
    pub fn names(&self) -> Vec<&'static str> {
        [
            (self.single_target.is_some(), "single_target"),
            (self.untrusted.is_some(), "untrusted"),
            (self.burst.is_some(), "burst"),
            (self.coordinated.is_some(), "coordinated"),
            (self.mass_followers.is_some(), "mass_followers"),
        ]
        .into_iter()
        .filter_map(|(raised, name)| raised.then_some(name))
        .collect()
    }

    /// Whether any flag is raised.
    pub fn any(&self) -> bool {
        *self != Self::default()
    }
}

/// The flags of all people. `endorsers` and `kinds` are those of reach; without trust no share is
/// untrusted. O(events log events).
pub fn audience_flags(
    interactions: &Interactions<'_>,
    network: &Network,
    kinds: Kinds,
    endorsers: &[u32],
    trust: Option<&[f64]>,
    coordination: &Coordination,
) -> Vec<AudienceFlags> {
    let people = network.people();
    let degree = |person: u32| network.targets(person).0.len();
    let mass = mass_threshold(network);
    let mut shares = vec![Shares::default(); people];
    for (source, target, weight) in endorsements(interactions, network, kinds) {
        let share = &mut shares[target as usize];
        share.reach += weight;
        share.single += if degree(source) == 1 { weight } else { 0.0 };
        share.mass += if degree(source) >= mass { weight } else { 0.0 };
        if trust.is_some_and(|trust| trust[source as usize] <= 0.0) {
            share.untrusted += weight;
        }
    }
    let high = |part: fn(&Shares) -> f64| raised(&shares, endorsers, part);
    let single = high(|share| share.single);
    let untrusted = high(|share| share.untrusted);
    let mass = high(|share| share.mass);
    let burst = bursts(interactions, network, kinds, endorsers);
    (0..people)
        .map(|i| AudienceFlags {
            single_target: single[i],
            untrusted: untrusted[i],
            burst: burst[i],
            coordinated: Some(coordination.partners[i]).filter(|&partners| partners > 0),
            mass_followers: mass[i],
        })
        .collect()
}

/// Parts of the reach of one account.
#[derive(Clone, Copy, Default)]
struct Shares {
    reach: f64,
    single: f64,
    untrusted: f64,
    mass: f64,
}

/// Out-degree that only one in a hundred of those who act passes, [`MASS`] at least.
fn mass_threshold(network: &Network) -> usize {
    let mut degrees: Vec<usize> = (0..network.people() as u32)
        .map(|person| network.targets(person).0.len())
        .filter(|&degree| degree > 0)
        .collect();
    if degrees.is_empty() {
        return MASS;
    }
    let place = (degrees.len() - 1) * 99 / 100;
    (*degrees.select_nth_unstable(place).1).max(MASS)
}

/// The share of each account where it is high against the accounts that are judged.
fn raised(shares: &[Shares], endorsers: &[u32], part: fn(&Shares) -> f64) -> Vec<Option<f64>> {
    let share = |i: usize| {
        let judged = endorsers[i] >= FEWEST_ENDORSERS && shares[i].reach > 0.0;
        judged.then(|| (part(&shares[i]) / shares[i].reach).min(1.0))
    };
    let all: Vec<Option<f64>> = (0..shares.len()).map(share).collect();
    let mut known: Vec<f64> = all.iter().flatten().copied().collect();
    let Some(usual) = median(&mut known) else {
        return all;
    };
    let high = |i: usize, share: f64| {
        let error = (usual * (1.0 - usual) / f64::from(endorsers[i])).sqrt();
        share >= 0.5 && share >= usual + (3.0 * error).max(0.25)
    };
    let flag = |(i, share): (usize, Option<f64>)| share.filter(|&share| high(i, share));
    all.into_iter().enumerate().map(flag).collect()
}

/// Arrival bursts: half of an account's endorsers, or more, first came within a hundredth of the span
/// (an hour at least), and at least five times as many as the whole log's arrivals then would make.
fn bursts(
    interactions: &Interactions<'_>,
    network: &Network,
    kinds: Kinds,
    endorsers: &[u32],
) -> Vec<Option<f64>> {
    let mut found = vec![None; endorsers.len()];
    let window = (network.clock().span() / 100).max(HOUR);
    let counted = network.params().kinds;
    let mut arrivals: Vec<(u32, i64)> = interactions
        .pairs()
        .filter_map(|pair| {
            let mut acts = pair
                .iter()
                .filter(|e| kinds.contains(e.kind) && counted.contains(e.kind));
            let first = acts.find(|e| e.time != NO_TIME)?;
            Some((first.target, first.time))
        })
        .collect();
    // Events of a pair stand by time, unknown times first.
    let mut all: Vec<i64> = arrivals.iter().map(|&(_, time)| time).collect();
    all.sort_unstable();
    arrivals
        .retain(|&(target, _)| target != NONE && endorsers[target as usize] >= FEWEST_ENDORSERS);
    arrivals.sort_unstable();
    for arrivals in arrivals.chunk_by(|a, b| a.0 == b.0) {
        let (most, start) = densest(arrivals, window);
        let share = most as f64 / arrivals.len() as f64;
        let from = all.partition_point(|&time| time < start);
        let to = all.partition_point(|&time| time <= start.saturating_add(window));
        let everybody = (to - from) as f64 / all.len() as f64;
        if share >= 0.5 && share >= 5.0 * everybody {
            found[arrivals[0].0 as usize] = Some(share);
        }
    }
    found
}

/// Most arrivals within one window, and where it starts.
fn densest(arrivals: &[(u32, i64)], window: i64) -> (usize, i64) {
    let (mut most, mut start, mut end) = (0, 0, 0);
    for (i, &(_, time)) in arrivals.iter().enumerate() {
        while end < arrivals.len() && arrivals[end].1.saturating_sub(time) <= window {
            end += 1;
        }
        if end - i > most {
            (most, start) = (end - i, time);
        }
    }
    (most, start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interaction::{Event, Kind};
    use crate::network::testing::{event, log, of_log};
    use crate::rank::{coordinated, reach_of};
    use crate::statistic::hash;

    /// 400 honest people over a year; 400 buys 60 followers in one afternoon; 399 is honest.
    fn bought() -> Vec<Event> {
        let mut events: Vec<Event> = (0..20_000u64)
            .map(|i| {
                let draw = |salt| hash(&[salt, i]);
                // Half of the attention goes to the first ten.
                let to = if draw(1) % 2 == 0 {
                    draw(2) % 10
                } else {
                    draw(3) % 400
                };
                let time = (draw(4) % (365 * 86_400)) as i64;
                event((draw(5) % 400) as u32, to as u32, Kind::Repost, time)
            })
            .filter(|e| e.source != e.target)
            .collect();
        events.extend(
            (401..461)
                .map(|fake| event(fake, 400, Kind::Repost, 200 * 86_400 + i64::from(fake) * 60)),
        );
        events
    }

    #[test]
    fn bought_followers_are_worth_a_look_and_honest_ones_are_not() {
        let log = log(461, bought());
        let network = of_log(&log);
        let interactions = Interactions::of(&log, &[]);
        let reach = reach_of(&interactions, &network, Kinds::ALL);
        let trust: Vec<f64> = (0..461).map(|i| if i < 400 { 0.1 } else { 0.0 }).collect();
        let together = coordinated(&log.events, 461);
        let flags = audience_flags(
            &interactions,
            &network,
            Kinds::ALL,
            &reach.endorsers,
            Some(&trust),
            &together,
        );
        assert_eq!(flags[400].names(), ["single_target", "untrusted", "burst"]);
        assert!(flags[..400].iter().all(|flags| !flags.any()));
    }

    #[test]
    fn followers_of_everybody_are_a_kind_of_audience() {
        let mut events = bought();
        // 30 accounts that act on everybody, and are all that 460 has.
        events.extend((0..30).flat_map(|mass| {
            (31..350).map(move |to| event(410 + mass, to, Kind::Repost, i64::from(to) * 90_000))
        }));
        events
            .extend((410..440).map(|mass| event(mass, 460, Kind::Repost, i64::from(mass) * 9_000)));
        let log = log(461, events);
        let network = of_log(&log);
        let interactions = Interactions::of(&log, &[]);
        let reach = reach_of(&interactions, &network, Kinds::ALL);
        let none = coordinated(&[], 461);
        let flags = audience_flags(
            &interactions,
            &network,
            Kinds::ALL,
            &reach.endorsers,
            None,
            &none,
        );
        assert!(flags[460].mass_followers == Some(1.0) && flags[460].untrusted.is_none());
        assert!(flags[5].mass_followers.is_none());
    }

    #[test]
    fn an_empty_log_raises_nothing() {
        let log = log(0, vec![]);
        let network = of_log(&log);
        let interactions = Interactions::of(&log, &[]);
        let none = coordinated(&[], 0);
        assert!(audience_flags(&interactions, &network, Kinds::ALL, &[], None, &none).is_empty());
    }
}
