//! The best of several k-means runs.
//!
//! On large tables the restarts converge on one uniform sample and only the distinct ones that end
//! near the best go on with every row: Bradley, P. S. & Fayyad, U. M. (1998), "Refining initial points
//! for k-means clustering", ICML.

use rayon::prelude::*;

use super::hamerly::{Run, Stop, run};
use super::points::Points;
use super::seeding::plus_plus;
use crate::statistic::{ordered_sum, stream, unit};

/// How the best solution is looked for.
#[derive(Debug, Clone, Copy)]
pub struct Search {
    /// Number of segments.
    pub k: usize,
    /// k-means++ starts.
    pub restarts: usize,
    /// Most iterations of a run.
    pub iterations: usize,
    /// A restart stops when the squared shift of the centroids is at most this part of the mean
    /// variance of a feature.
    pub tolerance: f64,
    /// Whether the best run goes on until no label changes.
    pub polish: bool,
    /// Rows of the sample on which restarts converge when there are over four times as many;
    /// 0 uses every row.
    pub coarse: usize,
    /// Seed.
    pub seed: u64,
}

/// Solutions that go on from the sample to every row.
const FINALISTS: usize = 3;
/// They end within this part of the best inertia there.
const NEAR: f64 = 0.01;
/// Inertias nearer than this are the same solution.
const SAME: f64 = 1e-6;

/// The run of least inertia; ties go to the earlier restart.
pub fn best(points: &Points, search: &Search) -> Run {
    let shift = search.tolerance * feature_variance(points);
    let stop = Stop {
        iterations: search.iterations,
        shift,
    };
    let coarse = search.coarse > 0 && points.len() > 4 * search.coarse;
    let starts = if coarse {
        let sample = sample(points, search.coarse, search.seed);
        finalists(restarts(&sample, search, stop))
    } else {
        vec![least(restarts(points, search, stop))]
    };
    let last = Stop {
        iterations: search.iterations,
        shift: if search.polish { 0.0 } else { shift },
    };
    if !coarse && !search.polish {
        return starts.into_iter().next().expect("one run");
    }
    let ends = starts
        .into_iter()
        .map(|start| run(points, start.centroids, last))
        .collect();
    least(ends)
}

fn restarts(points: &Points, search: &Search, stop: Stop) -> Vec<Run> {
    let one = |restart: usize| {
        let mut rng = stream(&[search.seed, search.k as u64, restart as u64]);
        run(points, plus_plus(points, search.k, &mut rng), stop)
    };
    let times = search.restarts.max(1);
    (0..times).into_par_iter().map(one).collect()
}

fn least(runs: Vec<Run>) -> Run {
    let by_inertia = |a: &Run, b: &Run| a.inertia.total_cmp(&b.inertia);
    // min_by keeps the first of equals.
    runs.into_iter()
        .min_by(by_inertia)
        .expect("at least one run")
}

fn finalists(mut runs: Vec<Run>) -> Vec<Run> {
    runs.sort_by(|a, b| a.inertia.total_cmp(&b.inertia));
    let limit = runs[0].inertia * (1.0 + NEAR);
    runs.dedup_by(|b, a| b.inertia - a.inertia <= SAME * a.inertia);
    runs.retain(|run| run.inertia <= limit);
    runs.truncate(FINALISTS);
    runs
}

/// A uniform sample of rows of positive weight, each kept with its weight, in the order of the rows.
fn sample(points: &Points, size: usize, seed: u64) -> Points {
    let keep = size as f64 / points.len() as f64;
    let rows: Vec<usize> = (0..points.len())
        .filter(|&row| points.weights[row] > 0.0 && unit(&[seed, 0xc0a5, row as u64]) < keep)
        .collect();
    let weights = rows.iter().map(|&row| points.weights[row]).collect();
    points.select(&rows, weights)
}

/// Mean weighted variance of a feature.
fn feature_variance(points: &Points) -> f64 {
    let total = ordered_sum(points.len(), |row| points.weights[row]);
    if total <= 0.0 {
        return 0.0;
    }
    points.variation() / total / points.width.max(1) as f64
}
