//! Stress: buys follower farms for honest accounts inside a copy of the log, and measures how far each
//! ranking is fooled.

use rayon::prelude::*;

use super::farm::{Ground, plant};
use super::snapshot::Snapshot;
use super::{Farm, LeftOut, RankError, RankParams, Ranking, leaders, reach_kinds};
use crate::interaction::{Event, Kind};
use crate::network::{Interactions, Kinds, Network, NetworkParams};
use crate::statistic::hash;

/// Settings of a stress test.
#[derive(Debug, Clone, PartialEq)]
pub struct StressParams {
    /// Kinds of farm.
    pub farms: Vec<Farm>,
    /// Numbers of fakes.
    pub sizes: Vec<u32>,
    /// Honest accounts of middle rank that buy, each on its own.
    pub accounts: usize,
    /// Honest people fooled by an attack-edge farm.
    pub fooled: usize,
    /// Shares of the seeds of trust that are the farm's: 0 is clean.
    pub bad_seeds: Vec<f64>,
    /// Rankings that are shown; the fewer, the sooner.
    pub rankings: Vec<Ranking>,
    /// Seed of the draws.
    pub seed: u64,
}

impl Default for StressParams {
    fn default() -> Self {
        Self {
            farms: Farm::ALL.to_vec(),
            sizes: vec![100, 1_000],
            accounts: 12,
            fooled: 20,
            bad_seeds: vec![0.0, 0.01],
            rankings: Ranking::ALL.to_vec(),
            seed: 42,
        }
    }
}

/// How far one farm moves its buyers in one ranking.
#[derive(Debug, Clone, PartialEq)]
pub struct Displacement {
    /// The farm.
    pub farm: Farm,
    /// Number of fakes.
    pub size: u32,
    /// Share of the seeds that are the farm's.
    pub bad_seeds: f64,
    /// The ranking.
    pub ranking: Ranking,
    /// Rank of each buyer before, from 1, in the order of the buyers.
    pub before: Vec<u32>,
    /// Its rank after.
    pub after: Vec<u32>,
}

impl Displacement {
    /// Factor by which buyer `i` rises: rank before / rank after.
    pub fn factor(&self, i: usize) -> f64 {
        f64::from(self.before[i]) / f64::from(self.after[i])
    }

    /// Lowest, lower quartile, median, upper quartile and highest factor; `None` without buyers.
    pub fn factors(&self) -> Option<[f64; 5]> {
        let mut factors: Vec<f64> = (0..self.before.len()).map(|i| self.factor(i)).collect();
        factors.sort_by(f64::total_cmp);
        let last = factors.len().checked_sub(1)?;
        let quantile = |share: f64| {
            let place = share * last as f64;
            let (low, high) = (factors[place as usize], factors[place.ceil() as usize]);
            low + (high - low) * place.fract()
        };
        Some([0.0, 0.25, 0.5, 0.75, 1.0].map(quantile))
    }
}

/// The outcome of a stress test.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Stress {
    /// The buyers: drawn from the middle half, by credible reach, of the people with reach and trust
    /// (by reach of all with reach, without trust).
    pub buyers: Vec<u32>,
    /// One row a farm, size, share of bad seeds and ranking.
    pub rows: Vec<Displacement>,
    /// Why trust and credible reach are missing.
    pub without_trust: Option<LeftOut>,
}

/// Plants each farm for each buyer in a copy of the interactions and ranks again.
///
/// Seeds found (not named) are kept as they were before the farm. One network a buyer, farm, size and
/// share: `accounts × farms × sizes × shares` full rankings, in parallel.
pub fn stress(
    interactions: &Interactions<'_>,
    network: &NetworkParams,
    params: &RankParams,
    communities: &dyn Fn(&Network) -> Vec<u32>,
    stress: &StressParams,
) -> Result<Stress, RankError> {
    params.check()?;
    let kinds = params
        .reach
        .unwrap_or_else(|| reach_kinds(interactions.events()));
    let rankings = &stress.rankings;
    let before = Snapshot::take(interactions, network, params, kinds, communities, rankings)?;
    let buyers = buyers(&before, params, stress);
    let settled = RankParams {
        brand: params.brand.clone(),
        trusted: before.seeds.clone(),
        ..params.clone()
    };
    let town = Town::of(interactions, network, &settled, kinds, &before, stress);
    let mut rows = Vec::new();
    for &farm in &stress.farms {
        for &size in &stress.sizes {
            for &bad_seeds in &stress.bad_seeds {
                let after: Vec<Ranks> = buyers
                    .par_iter()
                    .map(|&buyer| town.after(farm, size, bad_seeds, buyer))
                    .collect::<Result<_, _>>()?;
                rows.extend(rankings.iter().filter_map(|&ranking| {
                    let of = |ranks: &Ranks| ranks.iter().find(|(r, _)| *r == ranking).map(|r| r.1);
                    let column = before.column(ranking)?;
                    Some(Displacement {
                        farm,
                        size,
                        bad_seeds,
                        ranking,
                        before: buyers.iter().map(|&buyer| rank(column, buyer)).collect(),
                        after: after.iter().map(of).collect::<Option<_>>()?,
                    })
                }));
            }
        }
    }
    Ok(Stress {
        buyers,
        rows,
        without_trust: before.without_trust,
    })
}

type Ranks = Vec<(Ranking, u32)>;

/// The log a farm is planted in.
struct Town<'a> {
    interactions: &'a Interactions<'a>,
    network: &'a NetworkParams,
    params: &'a RankParams,
    kinds: Kinds,
    popular: Vec<u32>,
    honest: Vec<u32>,
    span: (i64, i64),
    stress: &'a StressParams,
}

impl<'a> Town<'a> {
    fn of(
        interactions: &'a Interactions<'a>,
        network: &'a NetworkParams,
        params: &'a RankParams,
        kinds: Kinds,
        before: &Snapshot,
        stress: &'a StressParams,
    ) -> Self {
        let clock = crate::network::Clock::read(interactions.events(), network.as_of, None);
        let reach = before.column(Ranking::Reach).unwrap_or_default();
        let mut honest: Vec<u32> = interactions.events().iter().map(|e| e.source).collect();
        honest.dedup();
        Self {
            interactions,
            network,
            params,
            kinds,
            popular: leaders(reach, 100),
            honest,
            span: (clock.earliest.unwrap_or(0), clock.as_of.unwrap_or(0)),
            stress,
        }
    }

    fn after(&self, farm: Farm, size: u32, bad: f64, buyer: u32) -> Result<Ranks, RankError> {
        let people = self.interactions.people();
        let ground = Ground {
            span: self.span,
            kind: self
                .kinds
                .iter()
                .find(|&k| k == Kind::Repost)
                .or(self.kinds.iter().next())
                .unwrap_or(Kind::Mention),
            popular: &self.popular,
            honest: &self.honest,
            fooled: self.stress.fooled,
            seed: self.stress.seed,
        };
        let mut planted = plant(farm, &ground, buyer, people as u32, size);
        planted.sort_by_key(|e| (e.source, e.target, e.time));
        let events = merged(self.interactions.events(), planted);
        let with_farm = Interactions::new(&events, people + size as usize, &[]);
        let params = RankParams {
            trusted: self.seeds(bad, people as u32, size),
            ..self.params.clone()
        };
        let none = |_: &Network| Vec::new();
        let rankings = &self.stress.rankings;
        let (network, kinds) = (self.network, self.kinds);
        let found = Snapshot::take(&with_farm, network, &params, kinds, &none, rankings)?;
        let ranked = |&ranking| Some((ranking, rank(found.column(ranking)?, buyer)));
        Ok(rankings.iter().filter_map(ranked).collect())
    }

    /// The seeds, with this share of them exchanged for fakes.
    fn seeds(&self, bad: f64, first: u32, size: u32) -> Vec<u32> {
        let mut seeds = self.params.trusted.clone();
        let count = ((bad * seeds.len() as f64).ceil() as usize).min(size as usize);
        seeds.sort_by_key(|&person| hash(&[self.stress.seed, 0xbad, u64::from(person)]));
        for (seed, fake) in seeds.iter_mut().zip(first..first + size).take(count) {
            *seed = fake;
        }
        seeds
    }
}

/// Two ordered lists of events as one.
fn merged(events: &[Event], planted: Vec<Event>) -> Vec<Event> {
    let key = |e: &Event| (e.source, e.target, e.time, e.kind as u8, e.object);
    let mut all = Vec::with_capacity(events.len() + planted.len());
    let mut rest = events;
    for event in planted {
        let before = rest.partition_point(|e| key(e) <= key(&event));
        all.extend_from_slice(&rest[..before]);
        all.push(event);
        rest = &rest[before..];
    }
    all.extend_from_slice(rest);
    all
}

/// Draws accounts of middle rank.
fn buyers(before: &Snapshot, params: &RankParams, stress: &StressParams) -> Vec<u32> {
    let column = before
        .column(Ranking::CredibleReach)
        .or(before.column(Ranking::Reach))
        .unwrap_or_default();
    let ranked: Vec<u32> = leaders(column, column.len())
        .into_iter()
        .filter(|&person| column[person as usize] > 0.0)
        .filter(|&person| !params.is_ours(person) && !before.seeds.contains(&person))
        .collect();
    let mut middle = ranked[ranked.len() / 4..ranked.len() - ranked.len() / 4].to_vec();
    middle.sort_by_key(|&person| (hash(&[stress.seed, 0xb5e5, u64::from(person)]), person));
    middle.truncate(stress.accounts);
    middle
}

/// Rank of a person from 1; people with the same score by number.
fn rank(scores: &[f64], person: u32) -> u32 {
    let own = scores[person as usize];
    let before = |(other, score): &(usize, &f64)| {
        **score > own || (**score == own && (*other as u32) < person)
    };
    1 + scores.iter().enumerate().filter(before).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interaction::NO_TIME;
    use crate::network::testing::{event, log};

    /// A year of a town of 500, where the popular stay popular.
    fn town() -> Vec<Event> {
        (0..8_000u64)
            .map(|i| {
                let draw = |salt, below: u64| hash(&[salt, i]) % below;
                let target = draw(1, 500).min(draw(2, 500)) as u32;
                let time = draw(4, 300 * 86_400) as i64;
                event(draw(5, 500) as u32, target, Kind::Repost, time)
            })
            .collect()
    }

    fn params() -> RankParams {
        RankParams {
            trusted: (0..60).map(|i| i * 8).collect(),
            ..RankParams::default()
        }
    }

    #[test]
    fn a_follower_farm_moves_counts_far_and_credible_reach_little() {
        let log = log(500, town());
        let interactions = Interactions::of(&log, &[]);
        let none = |_: &Network| Vec::new();
        let farms = StressParams {
            sizes: vec![300],
            accounts: 5,
            ..StressParams::default()
        };
        let settings = NetworkParams::default();
        let found = stress(&interactions, &settings, &params(), &none, &farms).expect("settings");
        assert_eq!((found.buyers.len(), found.rows.len()), (5, 6 * 2 * 6));
        for row in &found.rows {
            assert!(row.after.iter().chain(&row.before).all(|&rank| rank >= 1));
            let [_, _, median, _, _] = row.factors().expect("buyers");
            match row.ranking {
                Ranking::InDegree => assert!(median > 20.0, "{row:?}"),
                // Nobody honest pays attention to these farms, and their seeds are clean.
                Ranking::Trust
                    if row.bad_seeds == 0.0
                        && !matches!(row.farm, Farm::Ring | Farm::AttackEdge) =>
                {
                    assert!(median < 1.5, "{row:?}");
                }
                _ => {}
            }
        }
        let median = |ranking| {
            let rows = found.rows.iter().filter(|row| {
                row.ranking == ranking && !matches!(row.farm, Farm::Ring | Farm::AttackEdge)
            });
            let medians: Vec<f64> = rows.filter_map(|row| Some(row.factors()?[2])).collect();
            medians.iter().sum::<f64>() / medians.len() as f64
        };
        let (credible, reach) = (median(Ranking::CredibleReach), median(Ranking::Reach));
        assert!(credible * 2.0 < reach, "{credible} {reach}");
        let again = stress(&interactions, &settings, &params(), &none, &farms).expect("settings");
        assert_eq!(found, again);
    }

    #[test]
    fn logs_without_times_and_without_people_are_answered() {
        let none = |_: &Network| Vec::new();
        let settings = NetworkParams::default();
        let run = |log: &crate::interaction::Log, params: &RankParams| {
            let farms = StressParams {
                sizes: vec![10],
                accounts: 2,
                ..StressParams::default()
            };
            let interactions = Interactions::of(log, &[]);
            stress(&interactions, &settings, params, &none, &farms).expect("settings")
        };
        let empty = run(&log(0, vec![]), &params());
        assert!(empty.buyers.is_empty() && empty.rows.iter().all(|row| row.factors().is_none()));
        let mut events = town();
        for event in &mut events {
            event.time = NO_TIME;
        }
        let found = run(&log(500, events), &RankParams::default());
        assert_eq!(found.without_trust, Some(LeftOut::NoTimes));
        assert!(found.rows.iter().all(|row| row.before.len() == 2));
    }

    #[test]
    fn planted_events_stand_in_order_among_the_others() {
        let all = merged(
            &log(
                9,
                vec![event(0, 1, Kind::Reply, 1), event(4, 1, Kind::Reply, 1)],
            )
            .events,
            vec![event(2, 1, Kind::Reply, 5), event(8, 1, Kind::Reply, 0)],
        );
        let sources: Vec<u32> = all.iter().map(|e| e.source).collect();
        assert_eq!(sources, [0, 2, 4, 8]);
    }
}
