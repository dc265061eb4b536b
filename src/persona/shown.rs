//! What may be shown of a persona to an audience: the types that documents are made from.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::card::{Coverage, PeopleBlock};
use super::statement::StatementKind;
use crate::table::{Facet, Role};

/// Who may read the documents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// Anybody: small cells are protected against an attacker.
    Public,
    /// Those who work with the personas: small shares become bounds.
    #[default]
    Team,
    /// Those who hold the data: everything.
    Private,
}

/// The smallest counts shown (`privacy.min_cell`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SmallestCells {
    /// In team documents: a share whose numerator is under it becomes a bound.
    pub team: u64,
    /// In public documents: counts and complements are 0 or at least this.
    pub public: u64,
}

impl Default for SmallestCells {
    fn default() -> Self {
        Self {
            team: 5,
            public: 10,
        }
    }
}

/// What is kept back of a number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Withheld {
    /// Nothing.
    #[default]
    Nothing,
    /// The share: fewer than one in this many.
    FewerThanOneIn(u32),
    /// All of it.
    All,
}

impl fmt::Display for Withheld {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => Ok(()),
            Self::FewerThanOneIn(many) => write!(f, "fewer than 1 in {many}"),
            Self::All => f.write_str("withheld"),
        }
    }
}

impl Serialize for Withheld {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Withheld {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match text.as_str() {
            "" => Ok(Self::Nothing),
            "withheld" => Ok(Self::All),
            bound => bound
                .strip_prefix("fewer than 1 in ")
                .and_then(|many| many.parse().ok())
                .map(Self::FewerThanOneIn)
                .ok_or_else(|| {
                    serde::de::Error::custom(
                        "expected nothing, withheld, or fewer than 1 in a number",
                    )
                }),
        }
    }
}

/// A statement as it may be shown; what is `None` may not be.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShownStatement {
    /// Machine name of the attribute.
    pub attribute: String,
    /// Level or option; `None` for a numeric attribute.
    pub level: Option<String>,
    /// Role of the attribute.
    pub role: Role,
    /// Facet.
    pub facet: Facet,
    /// Why it stands on the card.
    pub kind: StatementKind,
    /// Weighted share, 0..1.
    pub share: Option<f64>,
    /// Weighted mean.
    pub mean: Option<f64>,
    /// Lower end of the 95 % interval.
    pub low: Option<f64>,
    /// Upper end of the 95 % interval.
    pub high: Option<f64>,
    /// Share or mean among everybody else.
    pub elsewhere: Option<f64>,
    /// The bound shown instead of `elsewhere`: fewer than one in this many.
    pub elsewhere_fewer_than_one_in: Option<u32>,
    /// Share or mean among everybody.
    pub overall: Option<f64>,
    /// Cohen's h or Hedges' g.
    pub effect: Option<f64>,
    /// Adjusted p.
    pub p: Option<f64>,
    /// Respondents of the persona who gave it.
    pub n: Option<u64>,
    /// Respondents of the persona who answered.
    pub base: Option<u64>,
    /// What is kept back; a bound where the share is small.
    pub withheld: Withheld,
}

/// A persona as it may be shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShownPersona {
    /// Slug.
    pub slug: String,
    /// Name shown.
    pub name: String,
    /// Title shown.
    pub title: String,
    /// File name of the portrait.
    pub portrait: String,
    /// Share of the audience, 0..1.
    pub share: Option<f64>,
    /// Respondents.
    pub n: Option<u64>,
    /// Jaccard stability.
    pub stability: Option<f64>,
    /// Coverage.
    pub coverage: Option<Coverage>,
    /// Statements in the order of the card: pinned first, hidden ones left out.
    pub statements: Vec<ShownStatement>,
    /// Statements of the card that this audience may not see.
    pub left_out: usize,
    /// What the team wrote; never its notes in public.
    pub people: PeopleBlock,
}

/// A row of `profiles.csv` as it may be shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProfileRow {
    /// Machine name of the attribute.
    pub attribute: String,
    /// Level or option; empty for a numeric attribute, whose `share` is a mean.
    pub level: String,
    /// Role of the attribute.
    pub role: Role,
    /// Facet.
    pub facet: Facet,
    /// Slug of the persona.
    pub persona: String,
    /// Weighted share (0..1) or mean.
    pub share: Option<f64>,
    /// Lower end of the 95 % interval.
    pub low: Option<f64>,
    /// Upper end of the 95 % interval.
    pub high: Option<f64>,
    /// Respondents of the persona who gave it.
    pub n: Option<u64>,
    /// Respondents of the persona who answered.
    pub base: Option<u64>,
    /// Share or mean among everybody.
    pub overall: Option<f64>,
    /// Cohen's h or Hedges' g.
    pub effect: Option<f64>,
    /// Adjusted p.
    pub p: Option<f64>,
    /// Letters of the personas that are significantly lower.
    pub letters: String,
    /// What is kept back.
    pub withheld: Withheld,
}
