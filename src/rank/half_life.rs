//! The half-life of attention, read off the log: the one that would have predicted best.

use super::Split;
use crate::interaction::Event;
use crate::network::{Clock, Interactions, Kinds, NetworkParams, fixed, worth};

const HOUR: f64 = 3_600.0;
const DAY: f64 = 24.0 * HOUR;

/// Half-lives tried, in seconds.
pub const CANDIDATES: [f64; 7] = [
    3.0 * HOUR,
    12.0 * HOUR,
    DAY,
    3.0 * DAY,
    7.0 * DAY,
    30.0 * DAY,
    90.0 * DAY,
];

/// Fewer later endorsements than this say nothing.
const FEWEST_ENDORSEMENTS: u64 = 200;

/// Nor do fewer people endorsed.
const FEWEST_TARGETS: usize = 20;

/// A shorter half-life has to score more than this better: below, the choice would follow chance.
const NOISE: f64 = 0.002;

/// Share of the events a half-life is fitted on; the rest judges it.
const SEEN: f64 = 0.6;

/// A half-life and what it was chosen among.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HalfLifeChoice {
    /// Seconds; `None`: attention does not fade.
    pub half_life: Option<f64>,
    /// Each half-life tried with its NDCG@100; empty where the log says too little to choose.
    pub tried: Vec<(Option<f64>, f64)>,
}

/// Chooses the half-life whose reach, on the first 60 % of the events, best predicts the endorsements of
/// the last 40 % (NDCG@100); scores within 0.002: the longer. Half-lives between a hundredth of the span and the
/// span are tried, and none. O(events × half-lives).
pub fn choose_half_life(
    interactions: &Interactions<'_>,
    params: &NetworkParams,
    kinds: Option<Kinds>,
) -> HalfLifeChoice {
    let Some(split) = Split::at(interactions, SEEN, kinds) else {
        return HalfLifeChoice::default();
    };
    let endorsements: u64 = split.later.iter().map(|&n| u64::from(n)).sum();
    let targets = split.later.iter().filter(|&&n| n > 0).count();
    if endorsements < FEWEST_ENDORSEMENTS || targets < FEWEST_TARGETS {
        return HalfLifeChoice::default();
    }
    let span = Clock::read(interactions.events(), None, None).span() as f64;
    let acts = strongest_acts(&split, interactions.people(), params);
    let clock = Clock::read(&split.seen, None, None);
    let mut tried = Vec::new();
    let mut best = (None, -1.0);
    let fitting = CANDIDATES.into_iter().rev();
    let fitting = fitting.filter(|&h| (span / 100.0..=span).contains(&h));
    for half_life in std::iter::once(None).chain(fitting.map(Some)) {
        let score = split.score(&reach(&acts, &split, Clock { half_life, ..clock }));
        tried.push((half_life, score));
        if score > best.1 + NOISE {
            best = (half_life, score);
        }
    }
    HalfLifeChoice {
        half_life: best.0,
        tried,
    }
}

/// An act that can be the strongest of its pair under some half-life.
struct Act {
    target: u32,
    /// Whether it opens a new pair.
    first: bool,
    /// Weights of its kind and of its row.
    kind: f64,
    row: f64,
    time: i64,
}

/// Drops acts that a later one of at least their weight outdoes under every half-life.
fn strongest_acts(split: &Split, people: usize, params: &NetworkParams) -> Vec<Act> {
    let seen = Interactions::new(&split.seen, people, &[]);
    let counts = |e: &&Event| split.kinds.contains(e.kind) && params.kinds.contains(e.kind);
    let mut acts = Vec::new();
    for pair in seen.pairs() {
        let start = acts.len();
        let mut outdone = 0.0;
        for event in pair.iter().rev().filter(counts) {
            let weight = params.kind_weights.of_event(event);
            if weight > outdone {
                outdone = weight;
                acts.push(Act {
                    target: event.target,
                    first: acts.len() == start,
                    kind: params.kind_weights.of(event.kind),
                    row: f64::from(event.weight),
                    time: event.time,
                });
            }
        }
    }
    acts
}

fn reach(acts: &[Act], split: &Split, clock: Clock) -> Vec<f64> {
    let mut reach = vec![0.0; split.later.len()];
    let mut rest = acts;
    while let Some(pair) = rest.first() {
        let others = rest[1..].iter().take_while(|act| !act.first).count();
        let faded = |act: &Act| act.kind * worth(fixed(act.row, clock.fade(act.time)));
        reach[pair.target as usize] += rest[..=others].iter().map(faded).fold(0.0, f64::max);
        rest = &rest[others + 1..];
    }
    reach
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interaction::Kind;
    use crate::network::testing::{event, log};
    use crate::rank::reach_of;
    use crate::statistic::hash;

    /// Attention moves on to the next ten people every `turn` seconds.
    fn fashion(turn: i64) -> Vec<Event> {
        (0..20_000u64)
            .map(|i| {
                let time = (hash(&[1, i]) % (60 * 86_400)) as i64;
                let target = 1_000 + (time / turn * 10) as u32 % 600 + (hash(&[2, i]) % 30) as u32;
                event((hash(&[3, i]) % 1_000) as u32, target, Kind::Repost, time)
            })
            .collect()
    }

    #[test]
    fn quick_fashions_give_a_short_half_life_and_lasting_ones_a_long_one() {
        let choose = |turn| {
            let log = log(1_700, fashion(turn));
            let params = NetworkParams::default();
            choose_half_life(&Interactions::of(&log, &[]), &params, None)
        };
        let quick = choose(86_400).half_life.expect("a half-life");
        assert!(quick <= 3.0 * DAY, "{quick}");
        let lasting = choose(10_000 * 86_400);
        assert!(
            lasting.half_life.is_none_or(|h| h >= 7.0 * DAY),
            "{lasting:?}"
        );
        assert_eq!(lasting.tried.len(), 5);
    }

    #[test]
    fn short_logs_do_not_choose() {
        let log = log(1_700, fashion(86_400).into_iter().take(200).collect());
        let params = NetworkParams::default();
        let choice = choose_half_life(&Interactions::of(&log, &[]), &params, None);
        assert_eq!(choice, HalfLifeChoice::default());
    }

    #[test]
    fn its_reach_is_the_reach_of_the_network() {
        let mut events = fashion(86_400);
        for (i, event) in events.iter_mut().enumerate() {
            event.kind = [Kind::Repost, Kind::Follow, Kind::Reaction][i % 3];
        }
        let log = log(1_700, events);
        let interactions = Interactions::of(&log, &[]);
        let split = Split::at(&interactions, 0.6, Some(Kinds::ALL)).expect("two parts");
        let half_life = Some(DAY);
        let params = NetworkParams {
            half_life,
            ..NetworkParams::default()
        };
        let seen = Interactions::new(&split.seen, 1_700, &[]);
        let network = crate::network::Network::build(&seen, &params).expect("settings");
        let acts = strongest_acts(&split, 1_700, &params);
        let found = reach(&acts, &split, *network.clock());
        assert_eq!(found, reach_of(&seen, &network, Kinds::ALL).reach);
    }
}
