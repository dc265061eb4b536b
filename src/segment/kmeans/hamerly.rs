//! Weighted Lloyd iterations with distance bounds: Hamerly, G. (2010), "Making k-means even faster",
//! SDM 2010.
//!
//! u(i) bounds from above the distance of point i to its own centroid, l(i) from below that to every
//! other; while u(i) < max(l(i), s − u(i)), s the distance from its centroid to the nearest other one,
//! the label cannot change. A block of eight rows is measured when that fails for one of them.
//! Centroids are f64 sums of f32 points, kept per fixed chunk of rows and added in order, so that the
//! result does not depend on threads.

use rayon::prelude::*;

use super::centroids::Centroids;
use super::points::{LANES, Lanes, Points};
use super::sums::{Sums, update};
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

/// Labels and bounds of a block's rows.
#[derive(Clone, Copy)]
struct State {
    label: [u32; LANES],
    upper: Lanes,
    lower: Lanes,
}

/// No label yet.
const NONE: u32 = u32::MAX;

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

/// Lloyd's iterations from given centroids, with bounds: the labels of plain Lloyd.
///
/// O(rows · segments · features) an iteration at worst, mostly far less.
pub fn run(points: &Points, start: Vec<f32>, stop: Stop) -> Run {
    let width = points.width;
    let mut centroids = Centroids::new(start, width);
    let k = centroids.len();
    let unknown = State {
        label: [NONE; LANES],
        upper: [f32::INFINITY; LANES],
        lower: [0.0; LANES],
    };
    let mut states = vec![unknown; points.blocks()];
    let mut partial: Vec<Sums> = vec![Sums::zero(k, width); points.chunks()];
    let mut motion = None;
    let mut iterations = 0;
    let mut last = false;
    let largest = largest_norm(points);
    let sums = loop {
        iterations += 1;
        let step = |(chunk, (states, partial)): (usize, (&mut [State], &mut Sums))| {
            assign_chunk(points, &centroids, motion.as_ref(), chunk, states, partial)
        };
        let work = states
            .chunks_mut(CHUNK / LANES)
            .zip(&mut partial)
            .enumerate();
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
        let label = |row: usize| states[row / LANES].label[row % LANES];
        let next = update(points, &centroids, &sums, label);
        let (moves, shift) = motion_between(&centroids, &next, largest);
        motion = Some(moves);
        centroids = next;
        last = shift <= stop.shift;
    };
    let mut labels: Vec<u32> = states.iter().flat_map(|state| state.label).collect();
    labels.truncate(points.len());
    let next = update(points, &centroids, &sums, |row| labels[row]);
    Run {
        inertia: sums.inertia(points),
        centroids: next.rows,
        labels,
        iterations,
    }
}

/// Assigns the rows of a chunk and brings its sums up to date; how many labels changed.
fn assign_chunk(
    points: &Points,
    centroids: &Centroids,
    motion: Option<&Motion>,
    chunk: usize,
    states: &mut [State],
    partial: &mut Sums,
) -> usize {
    let first = chunk * (CHUNK / LANES);
    let mut open: Vec<u32> = Vec::with_capacity(states.len());
    for (i, state) in states.iter_mut().enumerate() {
        if !motion.is_some_and(|motion| sure(state, motion)) {
            open.push((first + i) as u32);
        }
    }
    // (row, former label) of each change.
    let mut changes: Vec<(u32, u32)> = Vec::new();
    for (&block, nearest) in open.iter().zip(centroids.nearest_of(points, &open)) {
        let block = block as usize;
        let i = block - first;
        let state = &mut states[i];
        if nearest.label != state.label {
            let rows = LANES.min(points.len() - block * LANES);
            for lane in 0..rows {
                if nearest.label[lane] != state.label[lane] {
                    changes.push(((i * LANES + lane) as u32, state.label[lane]));
                }
            }
        }
        *state = State {
            label: nearest.label,
            upper: nearest.first.map(f32::sqrt),
            lower: nearest.second.map(f32::sqrt),
        };
    }
    let start = chunk * CHUNK;
    let rows = CHUNK.min(points.len() - start);
    let label = |row: usize| states[row / LANES].label[row % LANES];
    if changes.len() * 4 > rows {
        *partial = Sums::zero(centroids.len(), points.width);
        for row in 0..rows {
            partial.add(label(row), points, start + row, 1.0);
        }
    } else {
        for &(row, former) in &changes {
            let row = row as usize;
            partial.add(former, points, start + row, -1.0);
            partial.add(label(row), points, start + row, 1.0);
        }
    }
    changes.len()
}

/// Moves the bounds of a block by what the centroids did; whether no label of it can have changed.
#[inline]
fn sure(state: &mut State, motion: &Motion) -> bool {
    let mut all = true;
    for lane in 0..LANES {
        let own = state.label[lane] as usize;
        let upper = state.upper[lane] + motion.moved[own];
        let lower = state.lower[lane] - motion.others[own];
        state.upper[lane] = upper;
        state.lower[lane] = lower;
        let apart = motion.apart[own] - upper;
        let bound = if lower > apart { lower } else { apart };
        all &= bound > 0.0 && upper * upper + motion.slack < bound * bound;
    }
    all
}

fn motion_between(before: &Centroids, after: &Centroids, largest: f32) -> (Motion, f64) {
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
    // More than rounding can change ‖x‖² − 2x·c + ‖c‖² in f32, and than a hundred iterations can wear
    // off the bounds.
    let reach = largest.sqrt() + after.largest_norm().sqrt();
    let motion = Motion {
        moved,
        others,
        apart,
        slack: (after.width as f32 + 40.0) * 4.0 * f32::EPSILON * reach * reach,
    };
    (motion, squares.iter().sum())
}

fn distance2(a: &[f32], b: &[f32]) -> f64 {
    a.iter()
        .zip(b)
        .map(|(&x, &y)| (f64::from(x) - f64::from(y)).powi(2))
        .sum()
}

fn largest_norm(points: &Points) -> f32 {
    points
        .norms
        .iter()
        .flatten()
        .fold(0.0_f32, |most, &n| most.max(n))
}
