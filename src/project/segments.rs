//! How segments are found.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::word::{Count, MinSize};

/// How segments are found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SegmentSettings {
    /// The method.
    pub method: Method,
    /// The column that holds the segments, with `method: given`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// How many: `auto` or a number.
    pub count: Count,
    /// The smallest and the largest number tried.
    pub range: (usize, usize),
    /// The smallest segment: `auto` (5 %, 15 respondents at least) or a number of respondents.
    pub min_size: MinSize,
}

impl Default for SegmentSettings {
    fn default() -> Self {
        Self {
            method: Method::Kmeans,
            by: None,
            count: Count::Auto,
            range: (2, 8),
            min_size: MinSize::Auto,
        }
    }
}

/// The method that finds segments.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Weighted k-means on block-balanced features.
    #[default]
    Kmeans,
    /// A mixture for mixed data.
    LatentClass,
    /// Segments that come from elsewhere, in the column `by`.
    Given,
}
