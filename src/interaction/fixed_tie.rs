//! Interactions already added up: what a log of ties holds in the place of events.

use super::Kind;

/// All interactions of one kind from one person towards another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FixedTie {
    /// Who acts.
    pub source: u32,
    /// Who receives; [`NONE`](super::NONE) is the brand as a whole.
    pub target: u32,
    /// How.
    pub kind: Kind,
    /// Σ weight × fading, in units of 2⁻⁸⁴: sums do not depend on the order of rows.
    pub weight: u128,
    /// The largest weight × fading among them, in the same units.
    pub strongest: u128,
    /// Earliest time, seconds since 1970 UTC, [`NO_TIME`](super::NO_TIME) where none has one.
    pub first: i64,
    /// Latest time.
    pub last: i64,
    /// How many.
    pub count: u64,
}

/// A log of ties: their fading was settled when they were added up.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FixedTies {
    /// By source, target and kind, each once.
    pub rows: Vec<FixedTie>,
    /// Earliest ordinary time of the events.
    pub earliest: Option<i64>,
    /// The moment ages were counted from.
    pub as_of: Option<i64>,
    /// Seconds in which attention faded by half; `None`: it did not.
    pub half_life: Option<f64>,
    /// Events whose time stood apart from all others.
    pub wild_times: u64,
}

impl FixedTies {
    /// Interactions in all.
    pub fn interactions(&self) -> u64 {
        self.rows.iter().map(|tie| tie.count).sum()
    }
}
