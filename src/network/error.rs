//! What can be wrong with the settings of a network.

/// Settings no network can be built with.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum NetworkError {
    /// A kind's weight is negative or no number.
    #[error("kinds.{kind} is {weight}: expected a number that is 0 or more")]
    KindWeight {
        /// The kind.
        kind: &'static str,
        /// Its weight as given.
        weight: f64,
    },
    /// The half-life is not positive.
    #[error("half_life is {seconds} seconds: expected more than 0, or `none`")]
    HalfLife {
        /// As given.
        seconds: f64,
    },
}
