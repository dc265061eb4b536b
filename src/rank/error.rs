//! What can be wrong with the settings of the measures.

/// Settings no measure can be taken with.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum RankError {
    /// The damping is not between 0 and 1.
    #[error("damping is {damping}: expected more than 0 and at most 0.98")]
    Damping {
        /// As given.
        damping: f64,
    },
    /// The credit of trust is not positive.
    #[error("credit is {credit}: expected more than 0")]
    Credit {
        /// As given.
        credit: f64,
    },
    /// Too few or too many replicates for an interval.
    #[error("{replicates} replicates: expected 40 to 10000")]
    Replicates {
        /// As given.
        replicates: u32,
    },
    /// The columns do not belong to one log.
    #[error("{what} has {found} rows, but the log has {expected} people: build both from one log")]
    Rows {
        /// What was given.
        what: &'static str,
        /// Its length.
        found: usize,
        /// People of the log.
        expected: usize,
    },
    /// The settings of the network.
    #[error(transparent)]
    Network(#[from] crate::network::NetworkError),
}
