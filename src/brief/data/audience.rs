//! Groups found in the audience: how sure, how chosen, how many.

use super::persona::{Persona, Statement};
use serde::{Deserialize, Serialize};

/// The people wing of a run.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Audience {
    /// Respondents in the analysis, unweighted.
    pub respondents: u64,
    /// Whether the table carries survey weights.
    pub weighted: bool,
    /// Kish's effective number, with weights.
    pub effective_n: Option<f64>,
    /// Design effect n / effective n, with weights.
    pub design_effect: Option<f64>,
    /// How sure the groups are.
    pub verdict: Verdict,
    /// Why there are none.
    pub reason: Option<VerdictReason>,
    /// Groups in the solution shown; 0 with `none` unless forced.
    pub k: usize,
    /// `count` was forced: with verdict `none` the groups are working groups, never personas.
    pub forced: bool,
    /// A gradient cut into k: reproducible, but one continuous factor would look the same.
    pub gradient: bool,
    /// Why this k.
    pub why: Why,
    /// All criteria, one row a k.
    pub criteria: Vec<Criterion>,
    /// Rows the criteria were computed on, when a sample.
    pub criteria_sample: Option<u64>,
    /// Method: `kmeans`, `latent-class`, `given`.
    pub method: String,
    /// The column the segments come from, with `given`.
    pub given_by: Option<String>,
    /// The personas (or working groups, or given groups), largest first.
    pub personas: Vec<Persona>,
    /// A second solution shown beside the first.
    pub runner_up: Option<RunnerUp>,
    /// The audience as one, with verdict `none`.
    pub typical: Option<Typical>,
    /// What all personas share, most common first.
    pub shared: Vec<Statement>,
    /// Attributes × personas for the profile figure, most telling first (30 at most are drawn).
    pub profiles: Vec<Profile>,
    /// Respondents on their first two principal components.
    pub map: Option<RespondentMap>,
    /// The golden questions.
    pub typing: Option<Typing>,
    /// Outcomes held back from the segmentation, on held-out rows.
    pub outcomes: Vec<Outcome>,
    /// Share of respondents whom no persona represents well.
    pub badly_represented: Option<f64>,
    /// The junk screen.
    pub screen: Option<Screen>,
}

/// How sure the groups are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Groups that stand apart by themselves.
    Natural,
    /// Groups found again in new samples.
    Reproducible,
    /// Structure without groups that come back: a cut made for use.
    Constructed,
    /// No groups.
    #[default]
    None,
    /// Groups that come from elsewhere.
    Given,
}

/// Why there are no groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum VerdictReason {
    /// Too few respondents.
    TooFew {
        /// How many more are needed.
        more: u64,
    },
    /// Enough respondents, no structure.
    NoStructure,
}

/// Why this number of groups.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The best silhouette among several admissible numbers.
    BestSilhouette,
    /// The only admissible number.
    OnlyAdmissible,
    /// Lowest information criterion (latent class).
    LowestBic,
    /// Nothing admissible: the most stable one.
    MostStable,
    /// Asked for.
    Forced,
    /// Groups from elsewhere.
    Given,
    /// Nothing beats the null.
    #[default]
    NothingBeatsNull,
    /// Too few respondents to try.
    TooFew,
}

/// The criteria of one number of groups.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Criterion {
    /// Number of groups.
    pub k: usize,
    /// Share of variance explained, 0..1.
    pub explained: Option<f64>,
    /// Silhouette (Rousseeuw 1987), −1..1.
    pub silhouette: Option<f64>,
    /// Calinski-Harabasz.
    pub calinski_harabasz: Option<f64>,
    /// Mean bootstrap adjusted Rand index.
    pub ari: Option<f64>,
    /// Its standard error.
    pub ari_se: Option<f64>,
    /// Prediction strength (Tibshirani & Walther 2005), 0..1.
    pub prediction_strength: Option<f64>,
    /// Mean explained share of the permuted nulls.
    pub null_mean: Option<f64>,
    /// Their standard deviation.
    pub null_sd: Option<f64>,
    /// Standard deviations above the permuted nulls.
    pub null_z: Option<f64>,
    /// Standard deviations above the Gaussian nulls (at the chosen k).
    pub gaussian_z: Option<f64>,
    /// BIC, latent class.
    pub bic: Option<f64>,
    /// ICL, latent class.
    pub icl: Option<f64>,
    /// Smallest segment, in respondents.
    pub smallest: Option<u64>,
    /// May be chosen.
    pub admissible: bool,
    /// Why not: `null`, `unstable`, `too_small`.
    pub objections: Vec<String>,
    /// The one chosen.
    pub chosen: bool,
    /// The one after it.
    pub runner_up: bool,
}

/// A second solution shown beside the first, labelled.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RunnerUp {
    /// Number of groups.
    pub k: usize,
    /// Its personas; may be empty when it is only named.
    pub personas: Vec<Persona>,
}

/// The audience as one, when it has no groups.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typical {
    /// What most answered, most common first.
    pub statements: Vec<Statement>,
    /// Known questions worth comparing by, as shown.
    pub compare_by: Vec<String>,
}

/// One line of the profile figure: an attribute's level (or mean) across personas.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// Attribute name.
    pub attribute: String,
    /// The question in words, short.
    pub question: String,
    /// The level in words; `None` for a mean.
    pub answer: Option<String>,
    /// Range of the axis for a mean; 0..1 for shares.
    pub scale: Option<(f64, f64)>,
    /// The whole audience.
    pub overall: Option<f64>,
    /// One a persona, in the order of `personas`.
    pub values: Vec<ProfileValue>,
}

/// A persona's value on one profile line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProfileValue {
    /// Share or mean; `None` when withheld or nobody answered.
    pub value: Option<f64>,
    /// 95 % interval.
    pub low: Option<f64>,
    /// 95 % interval.
    pub high: Option<f64>,
}

/// Respondents on their first two principal components.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RespondentMap {
    /// Share of variance of the two axes, 0..1.
    pub explained: (f64, f64),
    /// Points (a seeded sample of 2,000 at most is drawn). Not shown at `public`.
    pub points: Vec<MapPoint>,
    /// Respondents the points were drawn from.
    pub of: u64,
}

/// One respondent on the map, without identity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MapPoint {
    /// First axis.
    pub x: f64,
    /// Second axis.
    pub y: f64,
    /// Index into `personas`; `None` without groups.
    pub persona: Option<usize>,
}

/// The typing tool: a few questions that place a new respondent.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typing {
    /// The questions, in order.
    pub questions: Vec<Golden>,
    /// Nested cross-validated accuracy by number of questions.
    pub accuracy: Vec<Accuracy>,
    /// Points a persona starts with, in the order of `personas`.
    pub start: Vec<f64>,
}

/// One golden question.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Golden {
    /// Attribute name.
    pub attribute: String,
    /// The question in words.
    pub question: String,
    /// Whether several answers may be ticked.
    pub multi: bool,
    /// The answers, with the points each gives to each persona.
    pub answers: Vec<AnswerScore>,
}

/// An answer's points.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerScore {
    /// The answer in words.
    pub answer: String,
    /// Points for each persona, in the order of `personas`; may be empty when unknown.
    pub points: Vec<f64>,
}

/// How often a number of golden questions places a respondent rightly.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Accuracy {
    /// Questions asked.
    pub questions: usize,
    /// Share placed rightly, 0..1.
    pub accuracy: f64,
    /// 95 % interval.
    pub low: Option<f64>,
    /// 95 % interval.
    pub high: Option<f64>,
}

/// An outcome the personas were tested on.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Outcome {
    /// The question in words.
    pub question: String,
    /// `cramers_v` or `eta_squared`.
    pub measure: String,
    /// On held-out rows, 0..1.
    pub value: f64,
    /// Held-out respondents.
    pub n: Option<u64>,
}

/// What the junk screen left out of the fit; all are still assigned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Screen {
    /// The same answer everywhere.
    pub straight_liners: u64,
    /// Almost no answer.
    pub refusers: u64,
    /// The same row twice.
    pub duplicates: u64,
    /// Too fast.
    pub speeders: u64,
}
