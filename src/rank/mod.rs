//! **rank**: measures of people in the network, one a file.
//!
//! Floor 3, ties wing: imports network.
mod assemble;
mod credible;
mod error;
mod flags;
mod measure;
mod measures;
mod page_rank;
mod params;
mod reach;
mod seeds;
mod trust;

pub use assemble::measure;
pub use credible::{Credible, credible_reach};
pub use error::RankError;
pub use flags::AudienceFlags;
pub use measure::{LeftOut, Measure, Selection};
pub use measures::{Measures, RankFacts, SeedSource};
pub use page_rank::{PageRank, page_rank};
pub use params::RankParams;
pub use reach::{Reach, endorsements, reach_kinds, reach_of};
pub use seeds::constant_members;
pub use trust::{Trust, trust};
