//! **network**: the log as weighted ties, outgoing and incoming, in petgraph `Csr`.
//!
//! Floor 2, ties wing: imports interaction.
mod clock;
mod error;
mod graph;
mod interactions;
mod kinds;
mod symmetric;
#[cfg(test)]
pub(crate) mod testing;
mod tie;

pub use clock::Clock;
pub use error::NetworkError;
pub use graph::{Network, NetworkParams};
pub use interactions::Interactions;
pub use kinds::{KindWeights, Kinds};
pub use symmetric::Symmetric;
pub use tie::{Tie, ties};
