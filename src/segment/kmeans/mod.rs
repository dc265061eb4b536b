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
pub(super) use hamerly::Run;
pub use params::{KMeansParams, KMeansValidParams};
pub(super) use points::{Centroids, Points};
pub(super) use restarts::{Search, best};
