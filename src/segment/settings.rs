//! How respondents are to be grouped.

use serde::{Deserialize, Serialize};

/// How segments are found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Weighted k-means on the encoded table.
    Kmeans,
    /// A mixture for mixed data (latent classes) on the answers themselves.
    LatentClass,
    /// Segments that come from elsewhere: the levels of a column.
    Given {
        /// The column's name.
        by: String,
    },
}

/// Settings of [`choose`](crate::segment::choose).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// How segments are found.
    pub method: Method,
    /// A forced number of segments, obeyed and labelled; `None` lets the data decide.
    pub count: Option<usize>,
    /// Least and most segments tried (both included).
    pub range: (usize, usize),
    /// Least respondents a segment may have; `None` is max(5 %, 15).
    pub min_size: Option<usize>,
    /// Seed of everything drawn.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            method: Method::Kmeans,
            count: None,
            range: (2, 8),
            min_size: None,
            seed: 42,
        }
    }
}

impl Settings {
    /// The least respondents a segment may have among `respondents`: as set, else max(5 %, 15).
    pub fn min_size(&self, respondents: usize) -> usize {
        self.min_size
            .unwrap_or_else(|| respondents.div_ceil(20).max(15))
    }
}
