//! **statistic**: the small formulas both wings stand on: ordered sums, keyed random numbers,
//! weights, intervals, tests.
//!
//! Floor 0: imports nothing of the house.
mod chunk;
mod random;

pub use chunk::{CHUNK, ordered_sum};
pub use random::{hash, stream, unit};
