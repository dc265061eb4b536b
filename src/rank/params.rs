//! Settings of the measures.

use super::RankError;
use crate::network::Kinds;

/// Settings of [`measure`](super::measure).
#[derive(Debug, Clone, PartialEq)]
pub struct RankParams {
    /// Seed of everything drawn.
    pub seed: u64,
    /// Accounts of the brand.
    pub brand: Vec<u32>,
    /// Accounts of its staff.
    pub staff: Vec<u32>,
    /// Seeds of trust beside the brand: `trusted` of the project, customers with a handle.
    pub trusted: Vec<u32>,
    /// Kinds that count as reach; `None`: reposts and quotes where they are at least 5 % and 100 events
    /// of the log, else all kinds.
    pub reach: Option<Kinds>,
    /// Chance to follow a tie rather than to start again, in (0, 1).
    pub damping: f64,
    /// Credible reach lets reach stand up to this many times the reach that trust backs in the account
    /// that sets the cap (see [`credible_reach`](super::credible_reach)); > 0.
    pub credit: f64,
    /// Bootstrap replicates of an interval.
    pub replicates: u32,
    /// On networks over this many people intervals are made for the first `interval_people` only.
    pub interval_network: usize,
    /// See `interval_network`.
    pub interval_people: usize,
    /// People with a tie under which percentiles and betweenness say nothing.
    pub min_people: usize,
    /// Pivots of sampled betweenness.
    pub pivots: usize,
}

impl Default for RankParams {
    fn default() -> Self {
        Self {
            seed: 42,
            brand: Vec::new(),
            staff: Vec::new(),
            trusted: Vec::new(),
            reach: None,
            damping: 0.85,
            credit: 1.0,
            replicates: 200,
            interval_network: 100_000,
            interval_people: 1_000,
            min_people: 100,
            pivots: 256,
        }
    }
}

impl RankParams {
    /// Errors where a number is out of its range.
    pub fn check(&self) -> Result<(), RankError> {
        let Self {
            damping,
            credit,
            replicates,
            ..
        } = *self;
        if !(damping > 0.0 && damping <= 0.98) {
            return Err(RankError::Damping { damping });
        }
        if !(credit > 0.0 && credit.is_finite()) {
            return Err(RankError::Credit { credit });
        }
        if !(40..=10_000).contains(&replicates) {
            return Err(RankError::Replicates { replicates });
        }
        Ok(())
    }

    /// Whether a person is the brand's or of its staff.
    pub fn is_ours(&self, person: u32) -> bool {
        self.brand.contains(&person) || self.staff.contains(&person)
    }

    /// Seeds of trust the project names: brand and trusted, ascending, each once.
    pub fn named_seeds(&self) -> Vec<u32> {
        let mut seeds: Vec<u32> = self.brand.iter().chain(&self.trusted).copied().collect();
        seeds.sort_unstable();
        seeds.dedup();
        seeds
    }
}
