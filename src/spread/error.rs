//! What can go wrong when a plan is computed.

use thiserror::Error;

/// Why no selection could be made.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum SpreadError {
    /// A row names somebody who is not in the network.
    #[error("the ties of person {person} name person {other}, but there are only {people} people")]
    UnknownPerson {
        /// Whose row.
        person: u32,
        /// Who is named.
        other: u32,
        /// How many people there are.
        people: usize,
    },
    /// More ties than can be numbered.
    #[error("{ties} ties are more than this version can hold (4,294,967,295)")]
    TooManyTies {
        /// How many.
        ties: usize,
    },
    /// A slice has not one entry a person.
    #[error("{what} has {given} entries for {people} people")]
    Length {
        /// Which slice.
        what: &'static str,
        /// Its length.
        given: usize,
        /// The number of people.
        people: usize,
    },
    /// A parameter is out of its range.
    #[error("{name} is {value}; it must be {range}")]
    Parameter {
        /// Which.
        name: &'static str,
        /// As given.
        value: f64,
        /// What is allowed.
        range: &'static str,
    },
    /// Nobody's attention counts: all benefits are zero.
    #[error("nobody can be reached that counts: every benefit is zero")]
    NoBenefit,
    /// A benefit is negative or not a number.
    #[error("the benefit of person {person} is not a number of at least 0")]
    Benefit {
        /// Whose.
        person: u32,
    },
    /// A cost that is not above zero.
    #[error("the cost of person {person} is not a number above 0")]
    Cost {
        /// Whose.
        person: u32,
    },
    /// Those who must be listed do not fit.
    #[error("the people who must be listed need {needed}, more than the {available} available")]
    AlwaysDoesNotFit {
        /// Places or money they need.
        needed: f64,
        /// Places or money there are.
        available: f64,
    },
}
