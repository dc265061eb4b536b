//! **role**: who is an influencer, an ambassador, a broker, and the sentence that says why.
//!
//! Floor 3, ties wing: imports interaction. Measures come in as plain slices, one value a person.
mod activity;
mod ambassador;
mod assign;
mod critic;
mod evidence;
mod language;
mod percentile;
mod reason;
mod sentence;
mod sentence_en;
mod sentence_fr;

pub use activity::{Activity, Window, activity, week};
pub use ambassador::{AmbassadorScore, Ambassadors, Basis, Component, Dropped, ambassadors};
pub use assign::{Assigned, Measures, Role, SMALL_NETWORK, Thresholds, assign};
pub use evidence::{Endorsement, endorsements};
pub use language::{Language, count, decimal, percent};
pub use percentile::{mid_rank, tiers};
pub use reason::Reason;
pub use sentence::sentence;

#[cfg(test)]
mod testing;
