//! **warehouse**: beyond one machine, on engines that exist: the middle form of a log, and the queries
//! that make it, place respondents and rank people where the data are.
//!
//! Floor 5. Pure functions: plain data in, bytes and text out. Every query comes from one template an
//! engine, filled with the settings and constants that the local rooms use themselves.
mod assign;
mod engine;
mod form;
mod job;
mod log;
#[cfg(test)]
mod tests;

pub use assign::{Asked, AssignQuery, assign_query};
pub use engine::Engine;
pub use form::{Table, events, manifest, ties};
pub use job::{Job, Ranked, rank_job};
pub use log::{LogQuery, Relation, log_query};
