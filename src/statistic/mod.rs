//! **statistic**: the small formulas both wings stand on: ordered sums, keyed random numbers,
//! weights, intervals, tests.
//!
//! Floor 0: imports nothing of the house.
mod association;
mod chunk;
mod effect;
mod interval;
mod multiple;
mod random;
mod test;
mod weight;

pub use association::{cramers_v, eta_squared};
pub use chunk::{CHUNK, ordered_sum};
pub use effect::{cohens_h, hedges_g};
pub use interval::{
    Interval, Z95, difference_of_means, difference_of_shares, mean_interval, wilson,
};
pub use multiple::benjamini_hochberg;
pub use random::{hash, stream, unit};
pub use test::{two_proportion, two_sided, welch};
pub use weight::{Moments, design_effect, effective_n};
