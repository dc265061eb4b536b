//! Greedy k-means++: Arthur, D. & Vassilvitskii, S. (2007), SODA, with several candidates a step of
//! which the best is kept, as scikit-learn does.

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::RngCore;
use rayon::prelude::*;

use super::points::{Centroids, LANES, Points};
use crate::statistic::CHUNK;

/// `k` rows far apart, drawn by weighted squared distance, as row-major centroids.
///
/// O(rows · features · k): 2 + ⌊ln k⌋ candidates a step share one pass.
pub fn plus_plus(points: &Points, k: usize, rng: &mut Xoshiro256PlusPlus) -> Vec<f32> {
    let candidates = (2 + (k as f64).ln() as usize).min(LANES);
    let first = draw(&points.weights, rng);
    let mut chosen = points.row(first).to_vec();
    let mut square = vec![f32::INFINITY; points.len()];
    lower(
        points,
        &Centroids::new(chosen.clone(), points.width),
        0,
        &mut square,
    );
    while chosen.len() < k * points.width {
        let mass: Vec<f64> = square
            .iter()
            .zip(&points.weights)
            .map(|(&s, &w)| f64::from(s) * w)
            .collect();
        let drawn: Vec<usize> = (0..candidates).map(|_| draw(&mass, rng)).collect();
        let rows: Vec<f32> = drawn
            .iter()
            .flat_map(|&row| points.row(row))
            .copied()
            .collect();
        let tried = Centroids::new(rows, points.width);
        let potential = potentials(points, &tried, &square);
        let best = (0..candidates)
            .min_by(|&a, &b| potential[a].total_cmp(&potential[b]).then(a.cmp(&b)))
            .unwrap_or(0);
        lower(points, &tried, best, &mut square);
        chosen.extend_from_slice(points.row(drawn[best]));
    }
    chosen
}

/// A place drawn with probability proportional to its mass; the last with any where rounding runs out.
fn draw(mass: &[f64], rng: &mut Xoshiro256PlusPlus) -> usize {
    let total: f64 = mass.iter().sum();
    let unit = (rng.next_u64() >> 11) as f64 * (1.0 / (1u64 << 53) as f64);
    let target = unit * total;
    let mut cumulated = 0.0;
    let mut last = 0;
    for (place, &m) in mass.iter().enumerate() {
        if m > 0.0 {
            cumulated += m;
            last = place;
            if cumulated > target {
                return place;
            }
        }
    }
    last
}

/// Σ w·min(current, distance to the candidate) for each candidate, chunks added in order.
fn potentials(points: &Points, tried: &Centroids, square: &[f32]) -> [f64; LANES] {
    let partial = |chunk: usize| {
        let mut sums = [0.0_f64; LANES];
        let end = ((chunk + 1) * CHUNK).min(points.len());
        each_four(points, tried, chunk * CHUNK..end, |row, to| {
            for lane in 0..LANES {
                sums[lane] += points.weights[row] * f64::from(to[lane].min(square[row]));
            }
        });
        sums
    };
    let partials: Vec<[f64; LANES]> = if points.chunks() < 8 {
        (0..points.chunks()).map(partial).collect()
    } else {
        (0..points.chunks()).into_par_iter().map(partial).collect()
    };
    let mut total = [0.0; LANES];
    for sums in partials {
        for (t, s) in total.iter_mut().zip(sums) {
            *t += s;
        }
    }
    total
}

/// Lowers each row's squared distance to the nearest chosen centroid by one more centroid.
fn lower(points: &Points, tried: &Centroids, lane: usize, square: &mut [f32]) {
    let n = points.len();
    each_four(points, tried, 0..n, |row, to| {
        square[row] = square[row].min(to[lane]);
    });
}

fn each_four(
    points: &Points,
    tried: &Centroids,
    rows: std::ops::Range<usize>,
    mut each: impl FnMut(usize, &[f32; LANES]),
) {
    let mut row = rows.start;
    while row < rows.end {
        let at = |r: usize| (row + r).min(rows.end - 1);
        let four = [at(0), at(1), at(2), at(3)];
        let squares = tried.squares4(four.map(|r| points.row(r)), four.map(|r| points.norms[r]));
        for (r, to) in squares.iter().enumerate().take(rows.end - row) {
            each(row + r, to);
        }
        row += 4;
    }
}
