//! What grouping gives: plain structs, everything `segmentation.json` and the documents need.

use serde::Serialize;

use super::model::Model;
use super::settings::Method;

/// How sure it is that there are groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Found again in nearly every resample, and more clustered than any continuous gradient.
    Natural,
    /// Found again in most resamples.
    Reproducible,
    /// There is some structure, and no number of groups stands out: a convenient cut.
    Constructed,
    /// No groups: the run gives a typical profile (or working groups, when a count is forced).
    None,
    /// The groups come from elsewhere.
    Given,
}

/// Why there are no groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Too few respondents to tell; see [`Segmentation::more_needed`].
    TooFew,
    /// The answers hang together no more than independent answers would.
    NoStructure,
}

/// Why this number of segments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The best silhouette among the admissible numbers.
    BestSilhouette,
    /// Nothing was admissible: the most stable among those that beat the null.
    MostStable,
    /// The count was forced.
    Forced,
    /// The groups were given.
    Given,
    /// Nothing beats the null, or there are too few respondents: one typical profile.
    TypicalProfile,
}

/// Why a number of segments is not admissible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Objection {
    /// The explained share is not above all nulls and 3 standard deviations above their mean.
    LikeTheNull,
    /// The mean bootstrap ARI is under 0.70.
    Unstable,
    /// A segment is under `min_size`.
    SmallSegment,
}

/// How far a segment may be trusted, by its mean Jaccard under bootstrap (Hennig 2007).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trust {
    /// Under 0.60: do not trust.
    DoNotTrust,
    /// Under 0.75: a pattern, whose members are not sure.
    Pattern,
    /// Under 0.85.
    Stable,
    /// 0.85 and more.
    HighlyStable,
}

impl Trust {
    /// The word for a mean Jaccard (0..1).
    pub fn of(jaccard: f64) -> Self {
        match jaccard {
            j if j < 0.60 => Self::DoNotTrust,
            j if j < 0.75 => Self::Pattern,
            j if j < 0.85 => Self::Stable,
            _ => Self::HighlyStable,
        }
    }
}

/// Mean and spread of 20 data sets that have no groups by construction.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, serde::Deserialize)]
pub struct Null {
    /// Mean explained share (0..1).
    pub mean: f64,
    /// Standard deviation.
    pub sd: f64,
    /// The largest explained share among them.
    pub max: f64,
    /// (observed − mean) / sd; `None` where the nulls do not vary.
    pub z: Option<f64>,
    /// Whether the observed share is above all of them and more than 3 sd above their mean.
    pub beaten: bool,
}

/// Bootstrap agreement between pairs of resampled solutions.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, serde::Deserialize)]
pub struct Stability {
    /// Mean adjusted Rand index (1 the same groups, 0 as chance would).
    pub mean: f64,
    /// Standard error of the mean.
    pub standard_error: f64,
    /// Pairs drawn: 10 to 50.
    pub pairs: usize,
}

/// One number of segments and how it did on each criterion.
#[derive(Debug, Clone, PartialEq, Serialize, serde::Deserialize)]
pub struct Candidate {
    /// Number of segments.
    pub k: usize,
    /// Explained share of variance (0..1), on the rows and restarts the nulls use.
    pub explained: f64,
    /// Mean silhouette (−1..1).
    pub silhouette: Option<f64>,
    /// Calinski–Harabasz index.
    pub calinski_harabasz: Option<f64>,
    /// Bootstrap ARI; absent where the null was not beaten (unless the count was forced).
    pub ari: Option<Stability>,
    /// Prediction strength (0..1).
    pub prediction_strength: Option<f64>,
    /// Against each attribute permuted on its own.
    pub permuted: Null,
    /// Against Gaussian data of the same covariance; at the chosen k only.
    pub gaussian: Option<Null>,
    /// Bayesian information criterion, lower is better; latent classes only.
    pub bic: Option<f64>,
    /// Integrated completed likelihood criterion, lower is better; latent classes only.
    pub icl: Option<f64>,
    /// Respondents of the smallest segment.
    pub smallest: usize,
    /// Whether this number may be chosen.
    pub admissible: bool,
    /// Why not.
    pub objections: Vec<Objection>,
}

/// One segment. Segments are numbered from the largest weight share down, ties by centroid.
#[derive(Debug, Clone, PartialEq, Serialize, serde::Deserialize)]
pub struct Segment {
    /// Respondents assigned to it, those left out of the fit included.
    pub size: usize,
    /// Its share of the weight (0..1).
    pub share: f64,
    /// Mean Jaccard under bootstrap (0..1); absent for given groups and the typical profile.
    pub jaccard: Option<f64>,
    /// The word for the Jaccard.
    pub trust: Option<Trust>,
    /// The column's level, for given groups.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
}

/// The segments for one number of them, for the runner-up's cards and the workshop's slider.
#[derive(Debug, Clone, PartialEq)]
pub struct Solution {
    /// Number of segments.
    pub k: usize,
    /// The segments.
    pub segments: Vec<Segment>,
    /// The segment of each respondent of the table.
    pub labels: Vec<u32>,
    /// How clearly each respondent belongs there (0..1).
    pub confidence: Vec<f64>,
    /// What assigns new respondents to these segments.
    pub model: Model,
}

/// What survey weights cost and whether they matter.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, serde::Deserialize)]
pub struct Weighting {
    /// Kish's effective n of the whole table.
    pub effective_n: f64,
    /// Kish's design effect: 1 costs nothing.
    pub design_effect: f64,
    /// ARI between the segments found with and without weights (same k).
    pub agreement: f64,
    /// Whether the weights change the answer: agreement under 0.80.
    pub changes_answer: bool,
}

/// The respondents on a plane: the two principal components of the encoded answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// Coordinates of each respondent.
    pub points: Vec<[f32; 2]>,
    /// Share of the total variance along each axis (0..1).
    pub explained: [f64; 2],
    /// The features with the largest loadings along each axis: (attribute, level, loading), at most 3.
    pub axes: [Vec<(String, Option<String>, f64)>; 2],
}

/// The segments of an audience, how they were chosen, and how far they may be trusted.
///
/// Serialised, this is `segmentation.json`: what concerns single respondents is skipped; read again, it
/// has to be [restored](Segmentation::restore).
#[derive(Debug, Clone, PartialEq, Serialize, serde::Deserialize)]
pub struct Segmentation {
    /// How the segments were found.
    pub method: Method,
    /// How sure it is that there are groups.
    pub verdict: Verdict,
    /// Why there are none, with [`Verdict::None`].
    pub reason: Option<Reason>,
    /// How many more respondents are needed, with [`Reason::TooFew`].
    pub more_needed: Option<usize>,
    /// Number of segments; `None` for the typical profile.
    pub chosen: Option<usize>,
    /// The second-best admissible number.
    pub runner_up: Option<usize>,
    /// Why this number.
    pub why: Why,
    /// Whether the number was forced. With [`Verdict::None`] these are working groups, not personas.
    pub forced: bool,
    /// Whether one continuous gradient explains as much: worded "a gradient cut into k".
    pub gradient: bool,
    /// Respondents in the fit.
    pub fitted: usize,
    /// Respondents left out of the fit (junk screen), still assigned.
    pub left_out: usize,
    /// Rows of the uniform sample the criteria were computed on, where it was not all of them.
    pub sampled: Option<usize>,
    /// Least respondents a segment was allowed.
    pub min_size: usize,
    /// Segmentation attributes that were used.
    pub attributes: Vec<String>,
    /// Segmentation attributes dropped because they do not vary or nobody answered.
    pub dropped: Vec<String>,
    /// Every number tried.
    pub candidates: Vec<Candidate>,
    /// The segments; one, everybody, for the typical profile.
    pub segments: Vec<Segment>,
    /// What the weights do, where the table has weights and segments were found.
    pub weighting: Option<Weighting>,
    /// The segment of each respondent of the table, in its order; all 0 for the typical profile.
    #[serde(skip)]
    pub labels: Vec<u32>,
    /// How clearly each respondent belongs there: 1 − 2d₁/(d₁+d₂) of the two nearest centroids, or
    /// the posterior; 1 for given groups and the typical profile.
    #[serde(skip)]
    pub confidence: Vec<f64>,
    /// What assigns new respondents.
    #[serde(skip, default = "everybody")]
    pub model: Model,
    /// The solutions of all numbers tried, by k.
    #[serde(skip)]
    pub solutions: Vec<Solution>,
    /// The respondents on a plane; `None` where the encoded table has fewer than two features.
    #[serde(skip)]
    pub map: Option<Map>,
}

/// The model of what was not restored yet.
fn everybody() -> Model {
    Model::Everybody
}

impl Segmentation {
    /// The solution of one number of segments, where it was tried.
    pub fn solution(&self, k: usize) -> Option<&Solution> {
        self.solutions.iter().find(|solution| solution.k == k)
    }

    /// Whether these are working groups: forced although there are no groups. Never called personas.
    pub fn working_groups(&self) -> bool {
        self.verdict == Verdict::None && self.chosen.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_trust_change_where_hennig_says() {
        assert_eq!(Trust::of(0.599), Trust::DoNotTrust);
        assert_eq!(Trust::of(0.60), Trust::Pattern);
        assert_eq!(Trust::of(0.75), Trust::Stable);
        assert_eq!(Trust::of(0.85), Trust::HighlyStable);
    }
}
