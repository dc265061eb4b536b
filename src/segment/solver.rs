//! A method of grouping, as the choice of k sees it.

use super::criterion::Clusterer;
use super::kmeans::{Centroids, Points, Search, best};
use super::model::Model;
use super::nearest;
use super::prepared::Prepared;

/// The final fit for one number of segments, on every row of the fit, numbered by the rule.
pub(super) struct Fitted {
    pub model: Model,
    /// Every respondent of the table.
    pub labels: Vec<u32>,
    pub confidence: Vec<f64>,
    pub bic: Option<f64>,
    pub icl: Option<f64>,
}

/// A method that can be resampled and fitted for good.
pub(super) trait Solver: Clusterer {
    /// The final fit of `k` segments.
    fn solve(&self, k: usize) -> Fitted;

    /// Labels of the rows of the fit when every weight is 1.
    fn unweighted(&self, k: usize) -> Vec<u32>;
}

/// Restarts of fits that are compared with each other (bootstrap, nulls, observed).
pub(super) const RESAMPLE_RESTARTS: usize = 3;

/// Restarts of final fits: ten often end just beside the best, and small tables can afford more.
pub(super) fn restarts(rows: usize) -> usize {
    if rows <= 5_000 { 50 } else { 10 }
}

/// The search that resamples, nulls and the value compared with them share.
pub(super) fn light(k: usize, seed: u64) -> Search {
    Search {
        k,
        restarts: RESAMPLE_RESTARTS,
        iterations: 50,
        tolerance: 1e-3,
        polish: false,
        coarse: 0,
        seed,
    }
}

/// k-means on the encoded table.
pub(super) struct KmeansSolver<'a> {
    pub prepared: &'a Prepared<'a>,
}

impl Clusterer for KmeansSolver<'_> {
    fn weights(&self) -> &[f64] {
        &self.prepared.sample.weights
    }

    fn labels(&self, k: usize, rows: &[usize], weights: &[f64], seed: u64) -> Vec<u32> {
        let sample = &self.prepared.sample;
        let found = best(&sample.select(rows, weights.to_vec()), &light(k, seed));
        Centroids::new(found.centroids, sample.width).labels(sample)
    }
}

impl Solver for KmeansSolver<'_> {
    fn solve(&self, k: usize) -> Fitted {
        let prepared = self.prepared;
        let found = best(
            &prepared.points,
            &thorough(k, &prepared.points, prepared.seed),
        );
        let width = prepared.points.width;
        let centroids: Vec<Vec<f32>> = found.centroids.chunks(width).map(<[f32]>::to_vec).collect();
        let (mut labels, confidence) = nearest::assign(prepared.matrix.view(), &centroids);
        let order = order(&labels, prepared, &centroids);
        renumber(&mut labels, &order);
        Fitted {
            model: Model::Kmeans {
                encoding: prepared.encoding.clone(),
                centroids: order.iter().map(|&old| centroids[old].clone()).collect(),
            },
            labels,
            confidence,
            bic: None,
            icl: None,
        }
    }

    fn unweighted(&self, k: usize) -> Vec<u32> {
        let points = &self.prepared.points;
        let ones = points.reweigh(vec![1.0; points.len()]);
        best(&ones, &thorough(k, &ones, self.prepared.seed)).labels
    }
}

fn thorough(k: usize, points: &Points, seed: u64) -> Search {
    Search {
        k,
        restarts: restarts(points.len()),
        iterations: 300,
        tolerance: 1e-4,
        polish: true,
        coarse: 16_384,
        seed,
    }
}

/// Segments from the largest weight share down, ties by their description (centroid or profile).
pub(super) fn order<T: PartialOrd>(
    labels: &[u32],
    prepared: &Prepared,
    descriptions: &[Vec<T>],
) -> Vec<usize> {
    let mut share = vec![0.0; descriptions.len()];
    for (row, &label) in labels.iter().enumerate() {
        share[label as usize] += prepared.table.weight(row);
    }
    let mut order: Vec<usize> = (0..descriptions.len()).collect();
    let by_description = |a: usize, b: usize| {
        let compared = descriptions[a].partial_cmp(&descriptions[b]);
        compared.unwrap_or(std::cmp::Ordering::Equal)
    };
    order.sort_by(|&a, &b| share[b].total_cmp(&share[a]).then(by_description(a, b)));
    order
}

/// Labels in the new order: `order[new] = old`.
pub(super) fn renumber(labels: &mut [u32], order: &[usize]) {
    let mut new = vec![0; order.len()];
    for (place, &old) in order.iter().enumerate() {
        new[old] = place as u32;
    }
    for label in labels {
        *label = new[*label as usize];
    }
}
