//! Returning trust: how much of a person's trust is its own coming back.
//!
//! A walk that stands on v comes back to it with chance f(v), so `PageRank` counts every first visit
//! 1 / (1 − f(v)) times, and v sets f(v) itself: by endorsing accounts that endorse it back, alone or in
//! a ring. The chance of a *first* visit cannot be raised by anything that v does (Hopcroft & Sheldon,
//! "Manipulation-resistant reputations using hitting time", 2008); it is trust × (1 − f(v)).
//!
//! f(v) is found by pushing the walk on from v until what is left on an account is under ε of its ties
//! (Andersen, Chung & Lang 2006): O(1 / (ε (1 − α))) a person, whatever the size of the network. What is
//! not pushed is not counted, so f is never too high.

use std::collections::VecDeque;

use rayon::prelude::*;

use crate::network::Network;

/// ε: the least mass a tie of an account must be handed for the account to be pushed.
const LEAST: f64 = 1e-4;

/// The share of each one's trust that is first visits, 1 − f(v): 1 where nothing returns, and never under
/// 1 − α², for a walk takes two steps at least to come back.
pub fn first_visits(network: &Network, people: &[u32], damping: f64) -> Vec<f64> {
    people
        .par_iter()
        .map_init(
            || Walk::over(network, damping),
            |walk, &person| 1.0 - walk.returns(person),
        )
        .collect()
}

/// The walks of one thread: what is left where, cleared after each.
struct Walk<'a> {
    network: &'a Network,
    damping: f64,
    left: Vec<f64>,
    touched: Vec<u32>,
    waiting: VecDeque<u32>,
}

impl<'a> Walk<'a> {
    fn over(network: &'a Network, damping: f64) -> Self {
        Self {
            network,
            damping,
            left: vec![0.0; network.people()],
            touched: Vec::new(),
            waiting: VecDeque::new(),
        }
    }

    /// f(v), in [0, 1).
    fn returns(&mut self, person: u32) -> f64 {
        let mut returned = self.push(person, person, 1.0);
        while let Some(next) = self.waiting.pop_front() {
            let mass = std::mem::take(&mut self.left[next as usize]);
            returned += self.push(next, person, mass);
        }
        for other in self.touched.drain(..) {
            self.left[other as usize] = 0.0;
        }
        returned
    }

    /// Hands the mass of an account to those it endorses; gives what came home.
    fn push(&mut self, from: u32, home: u32, mass: f64) -> f64 {
        let network = self.network;
        let own = network.vouching_of(from);
        let out_weight = match own {
            Some(ties) => ties.iter().map(|&(_, weight)| f64::from(weight)).sum(),
            None => network.out_weight()[from as usize],
        };
        let (targets, weights) = match own {
            Some(_) => (&[][..], &[][..]),
            None => network.targets(from),
        };
        let ties = targets.iter().copied().zip(weights.iter().copied());
        let mut returned = 0.0;
        for (to, weight) in ties.chain(own.into_iter().flatten().copied()) {
            let handed = mass * self.damping * f64::from(weight) / out_weight;
            if to == home {
                returned += handed;
                continue;
            }
            let before = self.left[to as usize];
            let after = before + handed;
            self.left[to as usize] = after;
            if before == 0.0 {
                self.touched.push(to);
            }
            let enough = LEAST * network.targets(to).0.len() as f64;
            if before < enough && after >= enough {
                self.waiting.push_back(to);
            }
        }
        returned
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interaction::Kind;
    use crate::network::testing::{event, log, network};
    use crate::network::{Interactions, NetworkParams};
    use crate::rank::trust;
    use crate::statistic::hash;

    fn of_all(network: &Network) -> Vec<f64> {
        let people: Vec<u32> = (0..network.people() as u32).collect();
        first_visits(network, &people, 0.85)
    }

    #[test]
    fn the_chance_of_return_is_that_of_short_walks_by_hand() {
        // 0 and 1 only endorse each other; 2 endorses 3 and 4, and 3 endorses it back.
        let network = network(
            5,
            &[
                (0, 1, 1.0),
                (1, 0, 2.0),
                (2, 3, 1.0),
                (2, 4, 3.0),
                (3, 2, 1.0),
            ],
        );
        let found = of_all(&network);
        let expected = [
            1.0 - 0.85 * 0.85,
            1.0 - 0.85 * 0.85,
            1.0 - 0.85 * 0.85 / 4.0,
            1.0 - 0.85 * 0.85 / 4.0,
            1.0,
        ];
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-12, "{found} {expected}");
        }
    }

    #[test]
    fn nothing_that_a_buyer_endorses_raises_its_first_visits() {
        let draw = |salt, i| (hash(&[salt, i]) % 300) as u32;
        let honest: Vec<_> = (0..3_000).map(|i| (draw(1, i), draw(2, i), 1.0)).collect();
        let seeds: Vec<u32> = (0..30).map(|i| i * 10).collect();
        let ranked = |ties: &[(u32, u32, f32)]| {
            let network = network(340, ties);
            let trust = trust(&network, &seeds, 0.85, 1).scores[7];
            (trust, trust * first_visits(&network, &[7], 0.85)[0])
        };
        let before = ranked(&honest);
        let ring = (300..340).flat_map(|fake| {
            let next = 300 + (fake + 1) % 40;
            [(7, fake, 5.0), (fake, next, 1.0), (fake, 7, 1.0)]
        });
        let after = ranked(&[honest.clone(), ring.collect()].concat());
        assert!(after.0 > 1.7 * before.0, "{before:?} {after:?}");
        assert!(
            (after.1 / before.1 - 1.0).abs() < 0.01,
            "{before:?} {after:?}"
        );
    }

    #[test]
    fn a_reply_of_the_brand_is_no_way_back() {
        let params = NetworkParams {
            brand: vec![0],
            ..NetworkParams::default()
        };
        let first = |events| {
            let log = log(3, events);
            let network = Network::build(&Interactions::of(&log, &[0]), &params).expect("settings");
            of_all(&network)
        };
        let asked = vec![event(1, 0, Kind::Mention, 0), event(0, 2, Kind::Mention, 0)];
        let mut answered = asked.clone();
        answered.push(event(0, 1, Kind::Reply, 0));
        assert_eq!(first(answered), first(asked));
    }

    #[test]
    fn no_more_returns_than_of_two_steps() {
        let draw = |salt, i| (hash(&[salt, i]) % 40) as u32;
        let ties: Vec<_> = (0..300).map(|i| (draw(1, i), draw(2, i), 1.0)).collect();
        let found = of_all(&network(40, &ties));
        let least = 1.0 - 0.85 * 0.85;
        assert!(
            found.iter().all(|share| (least..=1.0).contains(share)),
            "{found:?}"
        );
    }

    #[test]
    fn first_visits_are_bit_equal_for_any_number_of_threads() {
        let draw = |salt, i| (hash(&[salt, i]) % 2_000) as u32;
        let ties: Vec<_> = (0..10_000).map(|i| (draw(1, i), draw(2, i), 1.0)).collect();
        let network = network(2_000, &ties);
        let runs = [1, 2, 8].map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            pool.expect("a pool").install(|| of_all(&network))
        });
        assert!(runs[0] == runs[1] && runs[1] == runs[2]);
    }
}
