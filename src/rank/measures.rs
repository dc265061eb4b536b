//! The columns of people's measures.

use super::{AudienceFlags, LeftOut, Measure};
use crate::network::Kinds;

/// Where the seeds of trust come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeedSource {
    /// Brand, `trusted`, customers.
    Given,
    /// People active in half of the weeks with reciprocated ties in two communities or more: weak evidence.
    Constant,
}

/// What stands behind the measures as a whole.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RankFacts {
    /// Kinds that counted as reach.
    pub reach_kinds: Option<Kinds>,
    /// Number of seeds of trust used.
    pub seeds: usize,
    /// Seeds given that are not among the people of the log.
    pub unknown_seeds: usize,
    /// Where they come from.
    pub seed_source: Option<SeedSource>,
    /// Groups the seeds were dealt into.
    pub trust_groups: usize,
    /// Highest groups dropped from each mean; 0 means that bad seeds cannot be told: weak evidence.
    pub trust_dropped: usize,
    /// People that trust reaches.
    pub trusted_people: usize,
    /// Trust / reach of the account that sets the cap of credible reach.
    pub usual_backing: Option<f64>,
    /// Iterations of `PageRank`.
    pub pagerank_iterations: Option<usize>,
    /// Pivots of betweenness used.
    pub pivots: Option<usize>,
    /// Accounts found to repost together.
    pub coordinated_people: usize,
}

/// One column a measure, one row a person (by number); `None` where it was not asked for or left out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Measures {
    /// Number of people.
    pub people: usize,
    /// Distinct endorsers of each person by the kinds that count as reach, unfaded (with reach).
    pub endorsers: Option<Vec<u32>>,
    /// Faded distinct endorsers, ≥ 0.
    pub reach: Option<Vec<f64>>,
    /// Lower end of the 95 % interval of reach, where one was made.
    pub reach_low: Option<Vec<Option<f64>>>,
    /// Upper end.
    pub reach_high: Option<Vec<Option<f64>>>,
    /// Best and worst rank by credible reach (else reach) of the first people, brand and staff aside: (person,
    /// best, worst), by person.
    pub ranks: Vec<(u32, u32, u32)>,
    /// Trust as a mass: sums to at most 1.
    pub trust: Option<Vec<f64>>,
    /// Trust as documents show it: mid-rank percentile among people with reach, 0..1; `None` for others.
    pub trust_percentile: Option<Vec<Option<f64>>>,
    /// Reach, capped by the trust that backs it.
    pub credible_reach: Option<Vec<f64>>,
    /// `PageRank`, sums to 1.
    pub pagerank: Option<Vec<f64>>,
    /// Share of shortest paths that pass here, 0..1, estimated from pivots.
    pub betweenness: Option<Vec<f64>>,
    /// Burt's constraint; `None` without ties.
    pub constraint: Option<Vec<Option<f64>>>,
    /// Participation, 0..1; `None` without ties.
    pub participation: Option<Vec<Option<f64>>>,
    /// Distinct endorsers per post; `None` without posts.
    pub resonance: Option<Vec<Option<f64>>>,
    /// What is worth a look.
    pub flags: Option<Vec<AudienceFlags>>,
    /// Group of accounts that repost together (its smallest person's number), with the flags;
    /// [`NONE`](crate::interaction::NONE) for people in none.
    pub coordinated_group: Option<Vec<u32>>,
    /// Mid-rank percentile of credible reach (else reach) among people of similar size, 0..1.
    pub size_percentile: Option<Vec<Option<f64>>>,
    /// Measures asked for but left out, and why.
    pub left_out: Vec<(Measure, LeftOut)>,
    /// What stands behind them.
    pub facts: RankFacts,
}
