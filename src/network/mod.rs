//! **network**: the log as weighted ties, outgoing and incoming, in petgraph `Csr`.
//!
//! Floor 2, ties wing: imports interaction.
mod clock;
mod error;
mod fixed;
mod graph;
mod interactions;
mod kinds;
mod summed;
mod symmetric;
#[cfg(test)]
pub(crate) mod testing;
mod tie;

pub use clock::Clock;
pub use error::NetworkError;
pub use fixed::{FRACTION_BITS, OLDEST, SERIES, UNIT, decay, fixed, worth};
pub use graph::{Network, NetworkParams};
pub use interactions::{Interactions, Ties};
pub use kinds::{KindWeights, Kinds};
pub use summed::summed;
pub use symmetric::Symmetric;
pub use tie::{Tie, ties};
