//! How a table differs from the one an encoding was made for.

use std::fmt;

use crate::table::Kind;

/// One way in which a table no longer fits. Says the question and levels, never an answer's owner.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mismatch {
    /// A question is not in the table.
    Missing {
        /// Its machine name.
        attribute: String,
    },
    /// A question is there with another kind of answer.
    Kind {
        /// Its machine name.
        attribute: String,
        /// The kind it had.
        expected: Kind,
        /// The kind it has now.
        found: Kind,
    },
    /// A question has answers that were not there.
    Levels {
        /// Its machine name.
        attribute: String,
        /// The new levels.
        unknown: Vec<String>,
    },
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { attribute } => write!(f, "`{attribute}` is not in the table"),
            Self::Kind {
                attribute,
                expected,
                found,
            } => write!(f, "`{attribute}` was {expected:?} and is {found:?}"),
            Self::Levels { attribute, unknown } => {
                write!(
                    f,
                    "`{attribute}` has levels the model never saw: {}",
                    unknown.join(", ")
                )
            }
        }
    }
}
