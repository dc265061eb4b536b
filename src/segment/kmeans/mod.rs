//! Weighted k-means.
mod algorithm;
mod hamerly;
#[cfg(test)]
mod lloyd;
mod params;
mod points;
mod restarts;
mod seeding;
#[cfg(test)]
mod tests;

pub use algorithm::KMeans;
pub use params::{KMeansParams, KMeansValidParams};
pub(super) use points::{Centroids, LANES, Points};
pub(super) use restarts::{Search, best};
