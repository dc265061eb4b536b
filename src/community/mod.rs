//! **community**: people tied more to each other than to the rest.
//!
//! Floor 3, ties wing: imports network.
mod leiden;
mod level;
mod modularity;
mod terms;

pub use leiden::{leiden, leiden_of};
pub use modularity::modularity;
pub use terms::{DistinctiveTerm, distinctive_terms};

/// The communities of a network.
#[derive(Debug, Clone, PartialEq)]
pub struct Communities {
    /// Community of each person, 0 the largest (ties: the one with the smallest person);
    /// [`NONE`](crate::interaction::NONE) for people without a tie.
    pub labels: Vec<u32>,
    /// People in each community.
    pub sizes: Vec<u32>,
    /// Newman's modularity of the partition, −0.5..1.
    pub modularity: f64,
    /// Share of the weight of each community's ties that stays inside, 0..1.
    pub cohesion: Vec<f64>,
}
