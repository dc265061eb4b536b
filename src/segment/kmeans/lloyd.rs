//! Plain Lloyd iterations: Lloyd, S. P. (1982), IEEE Trans. Inf. Theory 28. Every distance, every
//! time: what the bounded version is held against.

use super::centroids::Centroids;
use super::hamerly::{Run, Stop};
use super::points::Points;
use super::sums::{Sums, update};
use crate::statistic::CHUNK;

/// Iterations from given centroids until no label changes or `stop` says so.
pub fn lloyd(points: &Points, start: Vec<f32>, stop: Stop) -> Run {
    let mut centroids = Centroids::new(start, points.width);
    let mut labels: Vec<u32> = Vec::new();
    let mut iterations = 0;
    let mut last = false;
    loop {
        iterations += 1;
        let next = centroids.labels(points);
        let changed = labels != next;
        labels = next;
        let sums = sums(points, &labels, centroids.len());
        let means = update(points, &centroids, &sums, |row| labels[row]);
        if !changed || last || iterations >= stop.iterations {
            return Run {
                inertia: sums.inertia(points),
                centroids: means.rows,
                labels,
                iterations,
            };
        }
        let shift: f64 = means
            .rows
            .iter()
            .zip(&centroids.rows)
            .map(|(&a, &b)| (f64::from(a) - f64::from(b)).powi(2))
            .sum();
        last = shift <= stop.shift;
        centroids = means;
    }
}

fn sums(points: &Points, labels: &[u32], k: usize) -> Sums {
    let mut total = Sums::zero(k, points.width);
    for chunk in 0..points.chunks() {
        let mut partial = Sums::zero(k, points.width);
        let start = chunk * CHUNK;
        for (i, &label) in labels[start..].iter().take(CHUNK).enumerate() {
            partial.add(label, points, start + i, 1.0);
        }
        total.merge(&partial);
    }
    total
}
