//! **network**: the log as weighted ties, outgoing and incoming, in petgraph `Csr`.
//!
//! Floor 2, ties wing: imports interaction.
