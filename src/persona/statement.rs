//! A claim about a persona, with its evidence.

use serde::{Deserialize, Serialize};

use crate::table::{Facet, Role};

/// Why a statement stands on a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StatementKind {
    /// The persona differs from everybody else here.
    Distinctive,
    /// At least half of the persona says so.
    Typical,
}

/// A claim about a persona with its receipt: everything needed to recompute and to doubt it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Machine name of the attribute.
    pub attribute: String,
    /// Level or option, as in the table; absent for a numeric attribute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Role of the attribute.
    pub role: Role,
    /// Where it stands in the persona.
    pub facet: Facet,
    /// Why it stands on the card.
    pub kind: StatementKind,
    /// Weighted share of those of the persona who answered, 0..1; absent for a numeric attribute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<f64>,
    /// Weighted mean, for a numeric attribute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean: Option<f64>,
    /// Lower end of the 95 % interval (Wilson on Kish's effective n; Student for a mean).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// Upper end of the 95 % interval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// Share or mean among everybody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub elsewhere: Option<f64>,
    /// Share or mean among everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overall: Option<f64>,
    /// Cohen's h against everybody else (Hedges' g for a mean); above 0 where the persona has more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect: Option<f64>,
    /// p against everybody else, adjusted over all descriptor tests of the run; absent for
    /// segmentation attributes, which made the segments: a test there would be circular.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p: Option<f64>,
    /// Respondents of the persona who gave this answer (for a mean: who answered), unweighted.
    pub n: u64,
    /// Respondents of the persona who answered the question, unweighted.
    pub base: u64,
}

impl Statement {
    /// The share, or the mean of a numeric attribute.
    pub fn value(&self) -> Option<f64> {
        self.share.or(self.mean)
    }

    /// Whether this is the statement a person points at.
    pub fn is(&self, reference: &StatementRef) -> bool {
        self.attribute == reference.attribute
            && (reference.level.is_none() || self.level == reference.level)
    }
}

/// How a person points at a statement, to hide or to pin it: the attribute, and the level unless
/// all statements about the attribute are meant.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementRef {
    /// Machine name of the attribute.
    pub attribute: String,
    /// Level or option.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
}
