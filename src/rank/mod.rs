//! **rank**: measures of people in the network, one a file.
//!
//! Floor 3, ties wing: imports network.
mod assemble;
mod backtest;
mod betweenness;
mod constraint;
mod coordinated;
mod credible;
mod error;
mod farm;
mod flags;
mod half_life;
mod interval;
mod least_backed;
mod measure;
mod measures;
mod page_rank;
mod params;
mod participation;
mod rank_interval;
mod reach;
#[cfg(all(test, feature = "long-tests"))]
mod real_sets;
mod resonance;
mod returns;
mod seeds;
mod size;
mod snapshot;
mod split;
mod stress;
mod trust;

pub use assemble::measure;
pub use backtest::{Backtest, HalfLife, Ranking, backtest};
pub use betweenness::{Betweenness, betweenness};
pub use constraint::constraint;
pub use coordinated::{Coordination, coordinated};
pub use credible::{Credible, credible_reach};
pub use error::RankError;
pub use farm::Farm;
pub use flags::{AudienceFlags, FEWEST_ENDORSERS, audience_flags};
pub use half_life::{CANDIDATES, HalfLifeChoice, choose_half_life};
pub use interval::{reach_intervals, tiers};
pub use measure::{LeftOut, Measure, Selection};
pub use measures::{Measures, RankFacts, SeedSource};
pub use page_rank::{PageRank, TOLERANCE, page_rank};
pub use params::RankParams;
pub use participation::participation;
pub use rank_interval::rank_intervals;
pub use reach::{Reach, endorsements, reach_kinds, reach_kinds_of, reach_of};
pub use resonance::resonance;
pub use returns::first_visits;
pub use seeds::{Seeds, constant_members, seeds};
pub use size::size_percentiles;
pub use split::{Split, leaders};
pub use stress::{Displacement, Stress, StressParams, stress};
pub use trust::{TOLERANCE as TRUST_TOLERANCE, Trust, trust};
