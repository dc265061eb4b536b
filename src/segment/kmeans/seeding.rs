//! Greedy k-means++: Arthur, D. & Vassilvitskii, S. (2007), SODA, with several candidates a step of
//! which the best is kept, as scikit-learn does.

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::RngCore;
use rayon::prelude::*;

use super::centroids::{Centroids, GROUP};
use super::points::{LANES, Lanes, Points};
use crate::statistic::CHUNK;

/// `k` rows far apart, drawn by weighted squared distance, as row-major centroids.
///
/// O(rows · features · k): 2 + ⌊ln k⌋ candidates, at most four, share one pass a step.
pub fn plus_plus(points: &Points, k: usize, rng: &mut Xoshiro256PlusPlus) -> Vec<f32> {
    let candidates = (2 + (k as f64).ln() as usize).min(GROUP);
    let first = draw(points.weights.iter().copied(), rng);
    let mut chosen: Vec<f32> = points.row(first).collect();
    let mut nearest = vec![[f32::INFINITY; LANES]; points.blocks()];
    let mut tried = vec![[[0.0; LANES]; GROUP]; points.blocks()];
    let only = Centroids::new(chosen.clone(), points.width);
    measure(points, &only, &nearest, &mut tried);
    lower(&mut nearest, &tried, 0);
    while chosen.len() < k * points.width {
        let mass = |row: usize| f64::from(nearest[row / LANES][row % LANES]) * points.weights[row];
        let masses: Vec<f64> = (0..points.len()).map(mass).collect();
        let drawn: Vec<usize> = (0..candidates)
            .map(|_| draw(masses.iter().copied(), rng))
            .collect();
        let rows: Vec<f32> = drawn.iter().flat_map(|&row| points.row(row)).collect();
        let centroids = Centroids::new(rows, points.width);
        let potential = measure(points, &centroids, &nearest, &mut tried);
        let best = (0..candidates)
            .min_by(|&a, &b| potential[a].total_cmp(&potential[b]).then(a.cmp(&b)))
            .unwrap_or(0);
        lower(&mut nearest, &tried, best);
        chosen.extend(points.row(drawn[best]));
    }
    chosen
}

/// A place drawn with probability proportional to its mass; the last with any where rounding runs out.
fn draw(mass: impl Iterator<Item = f64> + Clone, rng: &mut Xoshiro256PlusPlus) -> usize {
    let total: f64 = mass.clone().sum();
    let unit = (rng.next_u64() >> 11) as f64 * (1.0 / (1u64 << 53) as f64);
    let target = unit * total;
    let mut cumulated = 0.0;
    let mut last = 0;
    for (place, m) in mass.enumerate() {
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

/// For up to four candidates: each row's squared distance to the nearest of those chosen and the
/// candidate (kept in `tried`), and Σ w of these, chunks added in order.
fn measure(
    points: &Points,
    candidates: &Centroids,
    nearest: &[Lanes],
    tried: &mut [[Lanes; GROUP]],
) -> [f64; GROUP] {
    let step = |(chunk, tried): (usize, &mut [[Lanes; GROUP]])| {
        let mut sums = [0.0_f64; GROUP];
        candidates.squares_of(points, chunk * (CHUNK / LANES), tried);
        for (i, kept) in tried.iter_mut().enumerate() {
            let block = chunk * (CHUNK / LANES) + i;
            let rows = LANES.min(points.len() - block * LANES);
            let weights = &points.weights[block * LANES..block * LANES + rows];
            for (sum, squares) in sums.iter_mut().zip(kept) {
                for (square, near) in squares.iter_mut().zip(&nearest[block]) {
                    *square = if near < square { *near } else { *square };
                }
                let weighted = weights.iter().zip(squares.iter());
                *sum += weighted.map(|(w, &s)| w * f64::from(s)).sum::<f64>();
            }
        }
        sums
    };
    let work = tried.chunks_mut(CHUNK / LANES).enumerate();
    let partials: Vec<[f64; GROUP]> = if points.chunks() < 8 {
        work.map(step).collect()
    } else {
        let work: Vec<_> = work.collect();
        work.into_par_iter().map(step).collect()
    };
    let mut total = [0.0; GROUP];
    for sums in partials {
        for (t, s) in total.iter_mut().zip(sums) {
            *t += s;
        }
    }
    total
}

/// Takes the chosen candidate's distances.
fn lower(nearest: &mut [Lanes], tried: &[[Lanes; GROUP]], candidate: usize) {
    for (near, kept) in nearest.iter_mut().zip(tried) {
        *near = kept[candidate];
    }
}
