//! Personas whose every line has a receipt, rankings of influencers and ambassadors that cannot be
//! bought, outreach plans with a guarantee, and the briefs that bring them together.
//!
//! The rooms stand on floors; imports go down, never up, never across the wings
//! (see `ARCHITECTURE.md`).

// Floor 0
pub mod person;
pub mod source;
pub mod statistic;
pub mod yaml;
// Floor 1
pub mod interaction;
pub mod table;
// Floor 2
pub mod encode;
pub mod network;
// Floor 3
pub mod community;
pub mod rank;
pub mod role;
pub mod segment;
pub mod spread;
// Floor 4
pub mod outreach;
pub mod persona;
pub mod report;
// Floor 5
pub mod brief;
pub mod export;
pub mod warehouse;
// Floor 6
mod error;
pub mod output;
pub mod pipeline;
pub mod project;
#[cfg(feature = "workshop")]
pub mod workshop;

pub use error::Error;
