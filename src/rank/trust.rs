//! Trust: personalised `PageRank` from seeds, made safe against bad seeds by a trimmed mean over groups.
//!
//! `TrustRank` (Gyöngyi, Garcia-Molina & Pedersen 2004) believes every seed: five bought seeds of 500 let
//! a farm through. Here the S seeds are dealt into G = min(20, ⌊S/2⌋) groups, each group has a `PageRank`
//! of its own (all in one pass over the ties), and a person's trust is the mean after its ⌊0.3 G⌋ highest
//! groups are dropped: median-of-means made robust from above (Lugosi & Mendelson 2019), because a bad
//! seed can only add.

use rayon::prelude::*;

use crate::network::Network;
use crate::statistic::{CHUNK, hash};

/// L1 change of every group under which the passes stop.
const TOLERANCE: f64 = 1e-6;

const MAX_ITERATIONS: usize = 300;

/// Trust of all people.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trust {
    /// Trimmed mean mass of each person, ≥ 0.
    pub scores: Vec<f64>,
    /// Groups the seeds were dealt into.
    pub groups: usize,
    /// Highest groups dropped for each person.
    pub dropped: usize,
    /// Passes over the ties.
    pub iterations: usize,
}

/// Trust from seeds (people, each once) with damping α in (0, 1). No seeds: all 0.
///
/// Ties of brand and staff carry trust only where they [vouch](Network::vouching). O(groups × ties) an
/// iteration, 8 bytes a person and group.
pub fn trust(network: &Network, seeds: &[u32], damping: f64, seed: u64) -> Trust {
    let mut dealt = seeds.to_vec();
    dealt.sort_unstable();
    dealt.dedup();
    dealt.retain(|&person| (person as usize) < network.people());
    if dealt.is_empty() {
        return Trust {
            scores: vec![0.0; network.people()],
            ..Trust::default()
        };
    }
    dealt.sort_by_key(|&person| (hash(&[seed, 0x7259, u64::from(person)]), person));
    let groups = (dealt.len() / 2).clamp(1, 20);
    match groups {
        1 => spread::<1>(network, &dealt, groups, damping),
        2..=4 => spread::<4>(network, &dealt, groups, damping),
        5..=8 => spread::<8>(network, &dealt, groups, damping),
        9..=12 => spread::<12>(network, &dealt, groups, damping),
        13..=16 => spread::<16>(network, &dealt, groups, damping),
        _ => spread::<20>(network, &dealt, groups, damping),
    }
}

/// All groups at once, `LANES` of them side by side (those beyond `groups` stay 0).
fn spread<const LANES: usize>(
    network: &Network,
    dealt: &[u32],
    groups: usize,
    damping: f64,
) -> Trust {
    let people = network.people();
    let mut size = [0.0f64; LANES];
    for i in 0..dealt.len() {
        size[i % groups] += 1.0;
    }
    let mut out_weight = network.out_weight().to_vec();
    for (person, ties) in network.vouching() {
        out_weight[*person as usize] = ties.iter().map(|&(_, w)| f64::from(w)).sum();
    }
    let mut mass = vec![[0.0f32; LANES]; people];
    for (i, &person) in dealt.iter().enumerate() {
        mass[person as usize][i % groups] = (1.0 / size[i % groups]) as f32;
    }
    let mut shares = vec![[0.0f32; LANES]; people];
    let mut iterations = 0;
    while iterations < MAX_ITERATIONS {
        iterations += 1;
        let dangling = split(&out_weight, &mass, &mut shares);
        let vouched = vouched_shares(network, &mut shares);
        let mut arrivals = Arrivals::default();
        for (i, &person) in dealt.iter().enumerate() {
            let group = i % groups;
            let restart = (1.0 - damping + damping * dangling[group]) / size[group];
            arrivals.add(person, group, restart);
        }
        for ((_, ties), shares) in network.vouching().iter().zip(&vouched) {
            for &(target, weight) in ties {
                for (group, &share) in shares.iter().enumerate().filter(|(_, s)| **s > 0.0) {
                    let received = damping * f64::from(weight) * f64::from(share);
                    arrivals.add(target, group, received);
                }
            }
        }
        arrivals.settle();
        if step(network, damping, &shares, &arrivals, &mut mass) < TOLERANCE {
            break;
        }
    }
    let dropped = groups * 3 / 10;
    Trust {
        scores: mass
            .par_iter()
            .map(|lanes| trimmed_mean(lanes, groups, dropped))
            .collect(),
        groups,
        dropped,
        iterations,
    }
}

/// What reaches a person beside ordinary ties: its part of the restart, and what brand and staff vouch.
#[derive(Default)]
struct Arrivals {
    /// (person, group, mass), sorted once settled.
    list: Vec<(u32, usize, f64)>,
}

impl Arrivals {
    fn add(&mut self, person: u32, group: usize, mass: f64) {
        self.list.push((person, group, mass));
    }

    fn settle(&mut self) {
        // Stable: masses of one person and group are added in the order they were named.
        self.list.sort_by_key(|&(person, group, _)| (person, group));
    }

    fn of(&self, people: std::ops::Range<usize>) -> &[(u32, usize, f64)] {
        let place = |person: usize| self.list.partition_point(|a| (a.0 as usize) < person);
        &self.list[place(people.start)..place(people.end)]
    }
}

/// Splits each mass over its outgoing weight; gives the mass of those who have none, by group.
fn split<const LANES: usize>(
    out_weight: &[f64],
    mass: &[[f32; LANES]],
    shares: &mut [[f32; LANES]],
) -> [f64; LANES] {
    let partials: Vec<[f64; LANES]> = shares
        .par_chunks_mut(CHUNK)
        .zip(mass.par_chunks(CHUNK))
        .zip(out_weight.par_chunks(CHUNK))
        .map(|((shares, mass), out_weight)| {
            let mut dangling = [0.0; LANES];
            for ((share, mass), &out) in shares.iter_mut().zip(mass).zip(out_weight) {
                let part = if out > 0.0 { 1.0 / out } else { 0.0 };
                for lane in 0..LANES {
                    share[lane] = (f64::from(mass[lane]) * part) as f32;
                    dangling[lane] += if out > 0.0 {
                        0.0
                    } else {
                        f64::from(mass[lane])
                    };
                }
            }
            dangling
        })
        .collect();
    let mut total = [0.0; LANES];
    for partial in partials {
        for lane in 0..LANES {
            total[lane] += partial[lane];
        }
    }
    total
}

/// Takes brand and staff out of the ordinary shares: theirs travel only along vouching ties.
fn vouched_shares<const LANES: usize>(
    network: &Network,
    shares: &mut [[f32; LANES]],
) -> Vec<[f32; LANES]> {
    network
        .vouching()
        .iter()
        .map(|(person, _)| std::mem::replace(&mut shares[*person as usize], [0.0; LANES]))
        .collect()
}

/// One pass over the ties, in place; gives the largest L1 change of a group.
fn step<const LANES: usize>(
    network: &Network,
    damping: f64,
    shares: &[[f32; LANES]],
    arrivals: &Arrivals,
    mass: &mut [[f32; LANES]],
) -> f64 {
    let pull = |(chunk, mass): (usize, &mut [[f32; LANES]])| {
        let start = chunk * CHUNK;
        let mut coming = arrivals.of(start..start + mass.len());
        let mut change = [0.0f64; LANES];
        for (i, mass) in mass.iter_mut().enumerate() {
            let person = (start + i) as u32;
            let (sources, weights) = network.endorsers(person);
            let mut received = [0.0f64; LANES];
            for (&source, &weight) in sources.iter().zip(weights) {
                let share = &shares[source as usize];
                for lane in 0..LANES {
                    received[lane] += f64::from(weight * share[lane]);
                }
            }
            for lane in &mut received {
                *lane *= damping;
            }
            while let Some((&(to, group, mass), rest)) = coming.split_first()
                && to == person
            {
                received[group] += mass;
                coming = rest;
            }
            for lane in 0..LANES {
                let new = received[lane] as f32;
                change[lane] += f64::from((new - mass[lane]).abs());
                mass[lane] = new;
            }
        }
        change
    };
    let changes: Vec<[f64; LANES]> = mass.par_chunks_mut(CHUNK).enumerate().map(pull).collect();
    let total = |lane: usize| changes.iter().map(|change| change[lane]).sum::<f64>();
    (0..LANES).map(total).fold(0.0, f64::max)
}

/// Mean of the lowest `groups − dropped` lanes.
fn trimmed_mean<const LANES: usize>(lanes: &[f32; LANES], groups: usize, dropped: usize) -> f64 {
    let mut sorted = *lanes;
    let sorted = &mut sorted[..groups];
    sorted.sort_unstable_by(f32::total_cmp);
    let kept = &sorted[..groups - dropped];
    kept.iter().map(|&mass| f64::from(mass)).sum::<f64>() / kept.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interaction::Kind;
    use crate::network::testing::{event, log, network};
    use crate::network::{Interactions, NetworkParams};
    use crate::rank::page_rank;
    use crate::statistic::hash;

    /// A village of `people` honest people who pay attention to each other at random.
    fn village(people: u32, ties: u64) -> Vec<(u32, u32, f32)> {
        let draw = |salt, i| (hash(&[salt, i]) % u64::from(people)) as u32;
        (0..ties).map(|i| (draw(1, i), draw(2, i), 1.0)).collect()
    }

    #[test]
    fn one_group_is_personalised_page_rank() {
        let network = network(300, &village(300, 2_000));
        let found = trust(&network, &[3, 9], 0.85, 1);
        let mut teleport = vec![0.0; 300];
        (teleport[3], teleport[9]) = (0.5, 0.5);
        let exact = page_rank(&network, 0.85, Some(&teleport));
        assert_eq!((found.groups, found.dropped), (1, 0));
        let apart: f64 = found
            .scores
            .iter()
            .zip(&exact.scores)
            .map(|(a, b)| (a - b).abs())
            .sum();
        assert!(apart < 2e-5, "{apart}");
    }

    #[test]
    fn a_bought_seed_among_many_is_dropped() {
        // People 500..520 are a farm for 500; seed 500 is bought, the others are honest.
        let mut ties = village(500, 4_000);
        ties.extend((501..520).flat_map(|fake| [(fake, 500, 1.0), (500, fake, 1.0)]));
        let network = network(520, &ties);
        let honest: Vec<u32> = (0..39).map(|i| i * 12).collect();
        let bought: Vec<u32> = honest.iter().copied().chain([500]).collect();
        assert_eq!(trust(&network, &honest, 0.85, 1).scores[500], 0.0);
        let found = trust(&network, &bought, 0.85, 1);
        assert_eq!((found.groups, found.dropped), (20, 6));
        assert_eq!(found.scores[500], 0.0);
        assert!(
            found.scores[..500]
                .iter()
                .filter(|&&score| score > 0.0)
                .count()
                > 450
        );
    }

    #[test]
    fn an_answer_of_the_brand_lifts_nobody() {
        let mut events = vec![event(0, 1, Kind::Mention, 0), event(1, 2, Kind::Reply, 0)];
        let params = NetworkParams {
            brand: vec![0],
            ..NetworkParams::default()
        };
        let scores = |events: Vec<crate::interaction::Event>| {
            let log = log(4, events);
            let network = Network::build(&Interactions::of(&log, &[0]), &params).expect("settings");
            trust(&network, &[0], 0.85, 1).scores
        };
        let before = scores(events.clone());
        events.push(event(0, 3, Kind::Reply, 0));
        assert_eq!(scores(events), before);
        assert!(before[2] > 0.0 && before[3] == 0.0);
    }

    #[test]
    fn trust_is_bit_equal_for_any_number_of_threads() {
        let network = network(9_000, &village(9_000, 40_000));
        let seeds: Vec<u32> = (0..60).map(|i| i * 7).collect();
        let runs = [1, 2, 8].map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            pool.expect("a pool")
                .install(|| trust(&network, &seeds, 0.85, 3))
        });
        assert!(runs[0] == runs[1] && runs[1] == runs[2]);
    }

    #[test]
    fn no_seed_and_unknown_seeds_trust_nobody() {
        let network = network(3, &[(0, 1, 1.0)]);
        assert_eq!(trust(&network, &[], 0.85, 1).scores, [0.0; 3]);
        assert_eq!(trust(&network, &[77], 0.85, 1).scores, [0.0; 3]);
        assert!(
            trust(&crate::network::testing::network(0, &[]), &[1], 0.85, 1)
                .scores
                .is_empty()
        );
    }
}
