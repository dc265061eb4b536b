//! Weighted Lloyd iterations with distance bounds: Hamerly, G. (2010), "Making k-means even faster",
//! SDM 2010.
//!
//! u(i) bounds from above the distance of point i to its own centroid, l(i) from below that to every
//! other; while u(i) < max(l(i), s − u(i)), s the distance from its centroid to the nearest other one,
//! the label cannot change and no distance is computed. Centroids are f64 sums of f32 points, kept per
//! fixed chunk of rows and added in order, so that the result does not depend on threads.

use rayon::prelude::*;

use super::points::{Centroids, Points};
use crate::statistic::CHUNK;

/// When to stop.
#[derive(Debug, Clone, Copy)]
pub struct Stop {
    /// Most iterations.
    pub iterations: usize,
    /// Stop when the squared shift of all centroids is at most this.
    pub shift: f64,
}

/// Where the iterations ended.
#[derive(Debug, Clone)]
pub struct Run {
    /// Row-major centroids.
    pub centroids: Vec<f32>,
    /// The nearest centroid of each row.
    pub labels: Vec<u32>,
    /// Σ w‖x − c‖² to the mean of each row's segment.
    pub inertia: f64,
    /// Iterations made.
    pub iterations: usize,
}

/// Weighted sums of the rows of each segment.
#[derive(Clone)]
pub struct Sums {
    /// Row-major, one row a segment.
    pub points: Vec<f64>,
    /// Weight of each segment.
    pub weights: Vec<f64>,
}

impl Sums {
    pub fn zero(k: usize, width: usize) -> Self {
        Self {
            points: vec![0.0; k * width],
            weights: vec![0.0; k],
        }
    }

    pub fn add(&mut self, label: u32, row: &[f32], weight: f64) {
        let start = label as usize * row.len();
        for (sum, &value) in self.points[start..start + row.len()].iter_mut().zip(row) {
            *sum += weight * f64::from(value);
        }
        self.weights[label as usize] += weight;
    }

    pub fn merge(&mut self, other: &Self) {
        for (a, b) in self.points.iter_mut().zip(&other.points) {
            *a += b;
        }
        for (a, b) in self.weights.iter_mut().zip(&other.weights) {
            *a += b;
        }
    }
}

/// Bounds and label of a row.
#[derive(Clone, Copy)]
struct State {
    label: u32,
    upper: f32,
    lower: f32,
}

/// What the centroids did in the last update, for the bounds.
struct Motion {
    /// How far each centroid moved.
    moved: Vec<f32>,
    /// For each centroid, the farthest any other one moved.
    others: Vec<f32>,
    /// For each centroid, the distance to the nearest other one.
    apart: Vec<f32>,
    /// Added to squared distances before they are compared, above what rounding can do.
    slack: f32,
}

/// Lloyd's iterations from given centroids, with bounds. The same labels as [`lloyd`](super::lloyd),
/// O(rows · segments · features) an iteration at worst, mostly far less.
pub fn run(points: &Points, start: Vec<f32>, stop: Stop) -> Run {
    let width = points.width;
    let mut centroids = Centroids::new(start, width);
    let k = centroids.len();
    let mut states = vec![
        State {
            label: u32::MAX,
            upper: f32::INFINITY,
            lower: 0.0,
        };
        points.len()
    ];
    let mut partial: Vec<Sums> = vec![Sums::zero(k, width); points.chunks()];
    let mut motion = Motion {
        moved: vec![0.0; k],
        others: vec![0.0; k],
        apart: vec![0.0; k],
        slack: 0.0,
    };
    let mut iterations = 0;
    let mut last = false;
    let sums = loop {
        iterations += 1;
        let step = |(chunk, (states, partial)): (usize, (&mut [State], &mut Sums))| {
            assign_chunk(points, &centroids, &motion, chunk * CHUNK, states, partial)
        };
        let work = states.chunks_mut(CHUNK).zip(&mut partial).enumerate();
        let changed: usize = if points.chunks() < 8 {
            work.map(step).sum()
        } else {
            let work: Vec<_> = work.collect();
            work.into_par_iter().map(step).sum()
        };
        let mut sums = Sums::zero(k, width);
        for chunk in &partial {
            sums.merge(chunk);
        }
        if changed == 0 || last || iterations >= stop.iterations {
            break sums;
        }
        let labels = |row: usize| states[row].label;
        let next = update(points, &centroids, &sums, labels);
        let shift;
        (motion, shift) = motion_between(points, &centroids, &next);
        centroids = next;
        last = shift <= stop.shift;
    };
    let labels: Vec<u32> = states.iter().map(|state| state.label).collect();
    let next = update(points, &centroids, &sums, |row| labels[row]);
    Run {
        inertia: inertia(points, &sums, &next),
        centroids: next.rows,
        labels,
        iterations,
    }
}

/// Σ w‖x − mean‖² from the sums alone: Σ w‖x‖² − Σ ‖S‖²/W, exact to f64 rounding for centred data.
pub fn inertia(points: &Points, sums: &Sums, centroids: &Centroids) -> f64 {
    let mut explained = 0.0;
    for j in 0..centroids.len() {
        if sums.weights[j] > 0.0 {
            let row = &sums.points[j * points.width..(j + 1) * points.width];
            explained += row.iter().map(|s| s * s).sum::<f64>() / sums.weights[j];
        }
    }
    (points.energy - explained).max(0.0)
}

fn assign_chunk(
    points: &Points,
    centroids: &Centroids,
    motion: &Motion,
    start: usize,
    states: &mut [State],
    partial: &mut Sums,
) -> usize {
    let mut open = [0_u32; CHUNK];
    let mut count = 0;
    for (i, state) in states.iter_mut().enumerate() {
        open[count] = i as u32;
        if state.label == u32::MAX {
            count += 1;
            continue;
        }
        let own = state.label as usize;
        state.upper += motion.moved[own];
        state.lower -= motion.others[own];
        let bound = state.lower.max(motion.apart[own] - state.upper);
        let sure = bound > 0.0 && state.upper * state.upper + motion.slack < bound * bound;
        count += usize::from(!sure);
    }
    let mut changed = 0;
    for four in open[..count].chunks(4) {
        // A short last group repeats its first row.
        let at = |r: usize| start + four.get(r).copied().unwrap_or(four[0]) as usize;
        let rows = [at(0), at(1), at(2), at(3)];
        let nearest = centroids.nearest4(
            rows.map(|row| points.row(row)),
            rows.map(|row| points.norms[row]),
        );
        for (&i, near) in four.iter().zip(nearest) {
            let state = &mut states[i as usize];
            if near.label != state.label {
                changed += 1;
            }
            *state = State {
                label: near.label,
                upper: near.first.sqrt(),
                lower: near.second.sqrt(),
            };
        }
    }
    if changed > 0 {
        *partial = Sums::zero(centroids.len(), points.width);
        for (i, state) in states.iter().enumerate() {
            let row = start + i;
            partial.add(state.label, points.row(row), points.weights[row]);
        }
    }
    changed
}

/// The means of the segments. A segment nobody is nearest to moves to the row farthest from its own
/// centroid (ties by row), as scikit-learn does.
pub fn update(
    points: &Points,
    centroids: &Centroids,
    sums: &Sums,
    label: impl Fn(usize) -> u32,
) -> Centroids {
    let width = points.width;
    let mut rows = centroids.rows.clone();
    let mut taken: Vec<usize> = Vec::new();
    for j in 0..centroids.len() {
        let target = &mut rows[j * width..(j + 1) * width];
        if sums.weights[j] > 0.0 {
            for (value, sum) in target.iter_mut().zip(&sums.points[j * width..]) {
                *value = (sum / sums.weights[j]) as f32;
            }
        } else if let Some(row) = farthest(points, centroids, &label, &taken) {
            target.copy_from_slice(points.row(row));
            taken.push(row);
        }
    }
    Centroids::new(rows, width)
}

fn farthest(
    points: &Points,
    centroids: &Centroids,
    label: &impl Fn(usize) -> u32,
    taken: &[usize],
) -> Option<usize> {
    let mut best = (0.0, None);
    for row in (0..points.len()).filter(|row| points.weights[*row] > 0.0 && !taken.contains(row)) {
        let own = centroids.row(label(row) as usize);
        let square = distance2(points.row(row), own);
        if square > best.0 {
            best = (square, Some(row));
        }
    }
    best.1
}

fn distance2(a: &[f32], b: &[f32]) -> f64 {
    a.iter()
        .zip(b)
        .map(|(&x, &y)| (f64::from(x) - f64::from(y)).powi(2))
        .sum()
}

fn motion_between(points: &Points, before: &Centroids, after: &Centroids) -> (Motion, f64) {
    let k = after.len();
    // Rounded up, so that bounds stay bounds.
    let up = |distance: f64| (distance * (1.0 + 1e-6)) as f32;
    let squares: Vec<f64> = (0..k)
        .map(|j| distance2(before.row(j), after.row(j)))
        .collect();
    let moved: Vec<f32> = squares.iter().map(|s| up(s.sqrt())).collect();
    let others = (0..k)
        .map(|j| {
            (0..k)
                .filter(|&o| o != j)
                .map(|o| moved[o])
                .fold(0.0, f32::max)
        })
        .collect();
    let apart = (0..k)
        .map(|j| {
            let nearest = (0..k)
                .filter(|&o| o != j)
                .map(|o| distance2(after.row(j), after.row(o)))
                .fold(f64::INFINITY, f64::min);
            (nearest.sqrt() * (1.0 - 1e-6)).min(f64::from(f32::MAX)) as f32
        })
        .collect();
    let motion = Motion {
        moved,
        others,
        apart,
        slack: slack(points, after),
    };
    (motion, squares.iter().sum())
}

/// More than rounding can change a squared distance computed as ‖x‖² − 2x·c + ‖c‖² in f32, and than
/// a hundred iterations can wear off the bounds.
fn slack(points: &Points, centroids: &Centroids) -> f32 {
    let largest = points.norms.iter().fold(0.0_f32, |most, &n| most.max(n));
    let reach = largest.sqrt() + centroids.largest_norm().sqrt();
    (points.width as f32 + 40.0) * 4.0 * f32::EPSILON * reach * reach
}
