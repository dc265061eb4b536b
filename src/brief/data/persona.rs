//! A persona and the evidence behind each of its lines.

use serde::{Deserialize, Serialize};

/// A group of respondents given a face.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Persona {
    /// ASCII name that never changes; file names and anchors are made from it.
    pub slug: String,
    /// Fictional first name of the machine; `None` with `names: none`.
    pub name: Option<String>,
    /// Title made from the most distinctive statements.
    pub title: String,
    /// The drawn portrait, a whole SVG document; shown as an image, never as live markup.
    pub portrait: Option<String>,
    /// Weighted share of the audience, 0..1.
    pub share: f64,
    /// 95 % interval of the share.
    pub share_low: Option<f64>,
    /// 95 % interval of the share.
    pub share_high: Option<f64>,
    /// Respondents in it (unweighted; rounded at `public`).
    pub n: u64,
    /// Jaccard similarity under bootstrap (Hennig 2007), 0..1.
    pub stability: Option<f64>,
    /// How many real respondents match the card.
    pub coverage: Option<Match>,
    /// What the card says, best first; 12 are shown at most, those of `pinned` first.
    pub statements: Vec<Statement>,
    /// Quotes allowed by their authors, cleaned.
    pub quotes: Vec<Quote>,
    /// Which influencers reach it, best first. Not shown at `public`.
    pub reached_by: Vec<ReachedBy>,
    /// What the team wrote over it.
    pub edits: Option<Edits>,
}

/// How many real respondents match what a card says (Chapman & Milham 2006).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Match {
    /// Respondents who match every statement.
    pub all: u64,
    /// Respondents who match three quarters of them.
    pub three_quarters: u64,
    /// Respondents asked.
    pub of: u64,
}

/// A claim with its evidence.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Statement {
    /// Attribute name, as in the table.
    pub attribute: String,
    /// Level; `None` for a numeric attribute.
    pub level: Option<String>,
    /// The question in words (codebook label in the document's language, else the column's name).
    pub question: String,
    /// The codebook's short label.
    pub short_label: Option<String>,
    /// The level in words, translated where the codebook or a known scale allows.
    pub answer: Option<String>,
    /// The codebook's whole phrase for this level ("buys beans every week"), if it has one.
    pub phrase: Option<String>,
    /// Unit of a mean, if known.
    pub unit: Option<String>,
    /// What the attribute was for.
    pub role: AttributeRole,
    /// Where it stands on the card.
    pub facet: Facet,
    /// Why it is on the card.
    pub kind: StatementKind,
    /// Weighted share, 0..1; `None` for a mean or where only a bound may be shown.
    pub share: Option<f64>,
    /// Weighted mean of a numeric attribute.
    pub mean: Option<f64>,
    /// Upper bound shown instead of a small share ("fewer than 1 in 10").
    pub below: Option<f64>,
    /// 95 % interval of share or mean.
    pub low: Option<f64>,
    /// 95 % interval of share or mean.
    pub high: Option<f64>,
    /// The same outside the persona.
    pub elsewhere: Option<f64>,
    /// The same over the whole audience.
    pub overall: Option<f64>,
    /// Cohen's h or Hedges' g; its sign says more or less than elsewhere.
    pub effect: Option<f64>,
    /// Adjusted p (Benjamini-Hochberg); `None` for segmentation attributes, where a test is circular.
    pub p: Option<f64>,
    /// Respondents of the persona who gave it, unweighted.
    pub n: Option<u64>,
    /// Respondents of the persona who answered, unweighted.
    pub base: Option<u64>,
    /// Kept on the card by the team.
    pub pinned: bool,
    /// The answers' language, where it is not the document's.
    pub language: Option<String>,
}

/// What an attribute was for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttributeRole {
    /// Shaped the segments.
    #[default]
    Segmentation,
    /// Describes them only.
    Descriptor,
    /// Held back, tests them.
    Outcome,
}

/// Where a statement stands on a card.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Facet {
    /// What they want.
    Goal,
    /// What gets in their way.
    Frustration,
    /// What they do.
    Behaviour,
    /// What they think.
    #[default]
    Attitude,
    /// Where it happens.
    Environment,
    /// Where they can be met.
    Channel,
    /// Who they are.
    Demographic,
}

/// Why a statement is on a card.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatementKind {
    /// Sets the persona apart.
    #[default]
    Distinctive,
    /// True of half of it or more.
    Typical,
}

/// A respondent's own words, with consent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Quote {
    /// The words.
    pub text: String,
    /// Their language, if known.
    pub language: Option<String>,
}

/// An influencer who reaches a persona.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReachedBy {
    /// Person id.
    pub id: String,
    /// Name as shown.
    pub label: String,
    /// People of the persona reached.
    pub reach: f64,
    /// 95 % interval.
    pub low: Option<f64>,
    /// 95 % interval.
    pub high: Option<f64>,
}

/// The `people:` block of an adopted persona: marked "written by the team" where it is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Edits {
    /// Their name for it.
    pub name: Option<String>,
    /// Their title.
    pub title: Option<String>,
    /// Their story.
    pub story: Option<String>,
    /// Goals they wrote.
    pub goals: Vec<String>,
    /// Frustrations they wrote.
    pub frustrations: Vec<String>,
    /// Their picture, a `data:image/…;base64,…` address.
    pub image: Option<String>,
    /// What the picture shows, in words.
    pub image_alt: Option<String>,
    /// Notes.
    pub notes: Vec<String>,
    /// Slugs of segments merged into it.
    pub merged: Vec<String>,
    /// Statements hidden (counted, not shown).
    pub hidden: u64,
}
