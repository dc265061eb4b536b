//! Why a person holds a role, as data; [`sentence`](super::sentence) says it in words.

use serde::{Deserialize, Serialize};

/// Why, one variant a role.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "role", rename_all = "lowercase")]
#[non_exhaustive]
pub enum Reason {
    /// Recent, distinct, trusted attention.
    Influencer {
        /// Distinct people who endorsed.
        endorsers: u64,
        /// Distinct communities they belong to, where known.
        communities: Option<u32>,
        /// Share of them who did so lately, 0..1, where times are known.
        recent_share: Option<f64>,
        /// Length of "lately" in days: 1, 7 or 30.
        recent_days: u32,
        /// Credible reach over reach, 0..1; `None` where there is no trust to measure.
        trust_cover: Option<f64>,
    },
    /// Long, recent, kind and useful presence.
    Ambassador {
        /// False without a brand: a constant member, not an ambassador.
        of_brand: bool,
        /// Distinct weeks with an act.
        weeks: u32,
        /// Days from the first act to the last.
        tenure_days: u32,
        /// Days since the last act.
        recency_days: u32,
        /// Distinct people answered.
        helped: u32,
        /// Distinct people who endorsed their posts.
        spread: u32,
        /// Positive share of their posts with a sentiment, 0..1, where known.
        positive_share: Option<f64>,
    },
    /// Joins communities that would hardly meet.
    Broker {
        /// Distinct communities among the people they are tied to.
        communities: u32,
        /// Distinct people they are tied to.
        contacts: u64,
    },
    /// Speaks ill of the brand, again and again.
    Critic {
        /// Negative posts about the brand.
        negative: u32,
        /// Posts about the brand with a sentiment.
        posts: u32,
        /// Distinct weeks with an act towards the brand.
        weeks: u32,
    },
}
