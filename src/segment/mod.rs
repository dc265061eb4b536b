//! **segment**: groups of respondents, how many there are, and whether there are any.
//!
//! Floor 3, people wing: imports encode, table.
mod choose;
mod criterion;
mod cut;
mod decide;
mod error;
mod given;
mod kmeans;
mod latent;
mod map;
mod measure;
mod mixture;
mod model;
mod nearest;
#[cfg(test)]
mod planted;
mod prepared;
#[cfg(all(test, feature = "long-tests"))]
mod real;
mod refit;
mod restore;
mod segmentation;
mod settings;
mod solver;
#[cfg(test)]
mod tests;

pub use choose::choose;
pub use criterion::adjusted_rand;
pub use error::Error;
pub use kmeans::{KMeans, KMeansParams, KMeansValidParams};
pub use mixture::{Item, Mixture};
pub use model::{Assignment, Model};
pub use refit::refit;
pub use restore::KeptSolution;
pub use segmentation::{
    Candidate, Map, Null, Objection, Reason, Segment, Segmentation, Solution, Stability, Trust,
    Verdict, Weighting, Why,
};
pub use settings::{Method, Settings};
