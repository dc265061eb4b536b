//! Backtest: how well each ranking of the first part of the log predicts who is endorsed later.

use super::snapshot::Snapshot;
use super::{HalfLifeChoice, LeftOut, RankError, RankParams, Split, choose_half_life};
use crate::network::{Interactions, Kinds, Network, NetworkParams};

/// A ranking that is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ranking {
    /// Reach capped by trust.
    CredibleReach,
    /// Faded distinct endorsers.
    Reach,
    /// Distinct endorsers by the kinds that count as reach, unfaded.
    Endorsers,
    /// Weighted `PageRank` on faded ties.
    PageRank,
    /// Distinct endorsers by any kind, unfaded.
    InDegree,
    /// Trust alone.
    Trust,
}

impl Ranking {
    /// All rankings, in their order.
    pub const ALL: [Self; 6] = [
        Self::CredibleReach,
        Self::Reach,
        Self::Endorsers,
        Self::PageRank,
        Self::InDegree,
        Self::Trust,
    ];

    /// The word of files.
    pub fn name(self) -> &'static str {
        match self {
            Self::CredibleReach => "credible_reach",
            Self::Reach => "reach",
            Self::Endorsers => "endorsers",
            Self::PageRank => "pagerank",
            Self::InDegree => "in_degree",
            Self::Trust => "trust",
        }
    }
}

/// How the half-life is found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum HalfLife {
    /// Read off what may be seen.
    Auto,
    /// Seconds; `None`: attention does not fade.
    Fixed(Option<f64>),
}

/// How well the rankings of the first part predict the rest.
#[derive(Debug, Clone, PartialEq)]
pub struct Backtest {
    /// Share of the timed events that was seen.
    pub seen: f64,
    /// Time of the cut.
    pub cut: i64,
    /// The half-life used, and what it was chosen among.
    pub half_life: HalfLifeChoice,
    /// The kinds that counted as reach.
    pub kinds: Kinds,
    /// Endorsements after the cut: pairs of people.
    pub later_endorsements: u64,
    /// NDCG@100 of each ranking, 0..1.
    pub scores: Vec<(Ranking, f64)>,
    /// Why trust and credible reach are missing.
    pub without_trust: Option<LeftOut>,
}

/// Ranks on the first `share` (0..1) of the timed events and scores the ranking on the rest.
///
/// Kinds, half-life, seeds and the median are found from the first part alone; "now" is its end.
/// `communities` finds circles where seeds have to be looked for. `None` where the log cannot be cut.
pub fn backtest(
    interactions: &Interactions<'_>,
    network: &NetworkParams,
    half_life: HalfLife,
    params: &RankParams,
    communities: &dyn Fn(&Network) -> Vec<u32>,
    share: f64,
) -> Result<Option<Backtest>, RankError> {
    params.check()?;
    let Some(split) = Split::at(interactions, share, params.reach) else {
        return Ok(None);
    };
    let seen = Interactions::new(&split.seen, interactions.people(), &[]);
    let half_life = match half_life {
        HalfLife::Auto => choose_half_life(&seen, network, params.reach),
        HalfLife::Fixed(half_life) => HalfLifeChoice {
            half_life,
            tried: Vec::new(),
        },
    };
    let settings = NetworkParams {
        half_life: half_life.half_life,
        as_of: None,
        ..network.clone()
    };
    let found = Snapshot::take(
        &seen,
        &settings,
        params,
        split.kinds,
        communities,
        &Ranking::ALL,
    )?;
    let scored = |ranking| Some((ranking, split.score(found.column(ranking)?)));
    Ok(Some(Backtest {
        seen: share,
        cut: split.cut,
        half_life,
        kinds: split.kinds,
        later_endorsements: split.later.iter().map(|&n| u64::from(n)).sum(),
        scores: Ranking::ALL.into_iter().filter_map(scored).collect(),
        without_trust: found.without_trust,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interaction::{Event, Kind, NO_TIME};
    use crate::network::testing::{event, log};
    use crate::statistic::hash;

    /// A year in which the popular stay popular.
    fn steady() -> Vec<Event> {
        (0..8_000u64)
            .map(|i| {
                let draw = |salt, below: u64| hash(&[salt, i]) % below;
                let target = draw(1, 500).min(draw(2, 500)).min(draw(3, 500)) as u32;
                let time = draw(4, 300 * 86_400) as i64;
                event(draw(5, 500) as u32, target, Kind::Repost, time)
            })
            .filter(|event| event.source != event.target)
            .collect()
    }

    #[test]
    fn rankings_of_a_steady_year_predict_its_rest_and_chance_does_not() {
        let log = log(500, steady());
        let interactions = Interactions::of(&log, &[]);
        let trusted = (0..40).collect();
        let params = RankParams {
            trusted,
            ..RankParams::default()
        };
        let none = |_: &Network| Vec::new();
        let network = NetworkParams::default();
        let found = backtest(&interactions, &network, HalfLife::Auto, &params, &none, 0.6);
        let found = found.expect("settings").expect("two parts");
        assert_eq!(found.scores.len(), 6);
        assert!(
            found.scores.iter().all(|&(_, score)| score > 0.85),
            "{found:?}"
        );
        let split = Split::at(&interactions, 0.6, None).expect("two parts");
        let chance: Vec<f64> = (0..500).map(|i| crate::statistic::unit(&[i])).collect();
        let lowest = found.scores.iter().map(|row| row.1).fold(1.0, f64::min);
        assert!(split.score(&chance) < lowest - 0.2);
    }

    #[test]
    fn the_later_part_does_not_change_what_is_seen() {
        let mut events = steady();
        let seen = (events.len() as f64 * 0.6) as usize;
        let params = RankParams {
            trusted: (0..40).collect(),
            ..RankParams::default()
        };
        let none = |_: &Network| Vec::new();
        let network = NetworkParams::default();
        let tried = |events: Vec<Event>| {
            let log = log(500, events);
            let interactions = Interactions::of(&log, &[]);
            let found = backtest(&interactions, &network, HalfLife::Auto, &params, &none, 0.6);
            found.expect("settings").expect("two parts").half_life
        };
        let before = tried(events.clone());
        let mut times: Vec<i64> = events.iter().map(|e| e.time).collect();
        times.sort_unstable();
        for event in events.iter_mut().filter(|e| e.time >= times[seen]) {
            event.target = if event.source == 300 { 301 } else { 300 };
        }
        assert_eq!(tried(events), before);
    }

    #[test]
    fn without_times_there_is_no_backtest_and_without_seeds_no_trust_in_it() {
        let run = |events| {
            let log = log(500, events);
            let interactions = Interactions::of(&log, &[]);
            let none = |_: &Network| vec![0; 500];
            let (network, params) = (NetworkParams::default(), RankParams::default());
            let half_life = HalfLife::Fixed(None);
            backtest(&interactions, &network, half_life, &params, &none, 0.6).expect("settings")
        };
        assert_eq!(run(vec![event(0, 1, Kind::Reply, NO_TIME)]), None);
        let found = run(steady()).expect("two parts");
        assert_eq!(
            (found.scores.len(), found.without_trust),
            (4, Some(LeftOut::NoSeeds))
        );
    }
}
