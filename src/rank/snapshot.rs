//! The rankings of one moment, all from the same interactions: what backtest and stress compare.

use super::{
    LeftOut, RankError, RankParams, Ranking, credible_reach, page_rank, reach_of, seeds, trust,
};
use crate::network::{Interactions, Kinds, Network, NetworkParams};

pub(super) struct Snapshot {
    reach: Vec<f64>,
    endorsers: Vec<f64>,
    in_degree: Vec<f64>,
    page_rank: Option<Vec<f64>>,
    trust: Option<Vec<f64>>,
    credible_reach: Option<Vec<f64>>,
    pub without_trust: Option<LeftOut>,
    pub seeds: Vec<u32>,
}

impl Snapshot {
    pub fn take(
        interactions: &Interactions<'_>,
        settings: &NetworkParams,
        params: &RankParams,
        kinds: Kinds,
        communities: &dyn Fn(&Network) -> Vec<u32>,
        rankings: &[Ranking],
    ) -> Result<Self, RankError> {
        let network = Network::build(interactions, settings)?;
        let reach = reach_of(interactions, &network, kinds);
        let circles = || Some(communities(&network)).filter(|c| c.len() == network.people());
        let seeds = seeds(interactions, &network, params, circles);
        let trust = seeds
            .as_ref()
            .map(|s| trust(&network, &s.people, params.damping, params.seed));
        let credible = trust
            .as_ref()
            .ok()
            .and_then(|trust| credible_reach(&network, &reach.reach, trust, params));
        let in_degree = |person| network.endorsers(person).0.len() as f64;
        Ok(Self {
            endorsers: reach.endorsers.iter().map(|&n| f64::from(n)).collect(),
            reach: reach.reach,
            in_degree: (0..network.people() as u32).map(in_degree).collect(),
            page_rank: rankings
                .contains(&Ranking::PageRank)
                .then(|| page_rank(&network, params.damping, None).scores),
            without_trust: trust.as_ref().err().map(|&&why| why),
            trust: trust.ok().map(|trust| trust.scores),
            credible_reach: credible.map(|credible| credible.scores),
            seeds: seeds.map(|seeds| seeds.people).unwrap_or_default(),
        })
    }

    /// One score a person; `None` where trust is missing or it was not asked for.
    pub fn column(&self, ranking: Ranking) -> Option<&[f64]> {
        match ranking {
            Ranking::CredibleReach => self.credible_reach.as_deref(),
            Ranking::Reach => Some(&self.reach),
            Ranking::Endorsers => Some(&self.endorsers),
            Ranking::PageRank => self.page_rank.as_deref(),
            Ranking::InDegree => Some(&self.in_degree),
            Ranking::Trust => self.trust.as_deref(),
        }
    }
}
