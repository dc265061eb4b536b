//! **spread**: whom a set of people is expected to touch, by the weighted cascade.
//!
//! Floor 3, ties wing: works on rows of ties given as slices.
//!
//! Influence runs against endorsement: who endorses t may be moved by t, with probability
//! p(t→s) = W(s,t) / ΣW(s,·) (weighted cascade, Kempe, Kleinberg & Tardos 2003). Everything here is an
//! expectation of that model, not a promise.
mod bound;
mod cascade;
mod coverage;
mod error;
mod forward;
mod roots;
mod rules;
mod sample;
mod select;
mod sets;

pub use cascade::Cascade;
pub use error::SpreadError;
pub use forward::simulate;
pub use roots::Roots;
pub use rules::{Limit, Rules};
pub use sample::{Estimate, Sample};
pub use select::{Selection, SpreadParams, SpreadValidParams};
pub use sets::ReverseSets;

#[cfg(test)]
pub(crate) mod testing;

#[cfg(all(test, feature = "long-tests"))]
mod higgs_tests;
