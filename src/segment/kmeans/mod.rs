//! Weighted k-means.
mod algorithm;
mod centroids;
mod hamerly;
#[cfg(test)]
mod lloyd;
mod params;
mod points;
mod restarts;
mod seeding;
mod sums;
#[cfg(test)]
mod tests;

pub use algorithm::KMeans;
pub(super) use centroids::{Centroids, GROUP};
pub use params::{KMeansParams, KMeansValidParams};
pub(super) use points::{LANES, Points};
pub(super) use restarts::{Search, best};
