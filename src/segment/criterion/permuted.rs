//! Is there any dependence between answers? Data sets with each attribute permuted on its own
//! (Buja & Eyuboglu 1992 for the idea; here the explained share of k-means is what is compared).

use rayon::prelude::*;

use super::{NULLS, null, shuffled};
use crate::segment::Null;
use crate::segment::kmeans::{Points, Search, best};
use crate::statistic::stream;

/// The null for each number of segments of `ks`, against the observed explained shares.
///
/// 20 data sets in which each attribute (`ranges` of features) is permuted on its own, clustered as the
/// data were. O(20 · fits).
pub fn permuted(
    points: &Points,
    ranges: &[std::ops::Range<usize>],
    searches: &[Search],
    observed: &[f64],
    seed: u64,
) -> Vec<Null> {
    let one = |replicate: usize| -> Vec<f64> {
        let shuffled = permute(points, ranges, seed, replicate);
        let share = |search: &Search| explained_by(&shuffled, search);
        searches.iter().map(share).collect()
    };
    let shares: Vec<Vec<f64>> = (0..NULLS).into_par_iter().map(one).collect();
    (0..searches.len())
        .map(|k| {
            let at_k: Vec<f64> = shares.iter().map(|replicate| replicate[k]).collect();
            null(&at_k, observed[k])
        })
        .collect()
}

/// The explained share (0..1) of the best solution of a search; 0 where nothing varies.
pub fn explained_by(points: &Points, search: &Search) -> f64 {
    let total = points.variation();
    if total <= 0.0 {
        return 0.0;
    }
    (1.0 - best(points, search).inertia / total).clamp(0.0, 1.0)
}

fn permute(
    points: &Points,
    ranges: &[std::ops::Range<usize>],
    seed: u64,
    replicate: usize,
) -> Points {
    let n = points.len();
    let mut from: Vec<Vec<usize>> = Vec::with_capacity(points.width);
    for (attribute, range) in ranges.iter().enumerate() {
        let mut rng = stream(&[seed, 0x9e7, replicate as u64, attribute as u64]);
        let order = shuffled(n, &mut rng);
        from.extend(range.clone().map(|_| order.clone()));
    }
    Points::from_values(points.width, points.weights.clone(), |row, feature| {
        points.value(from[feature][row], feature)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::Array2;

    #[test]
    fn permuting_keeps_each_answer_whole_and_each_column_the_same() {
        let rows = Array2::from_shape_fn((50, 3), |(row, feature)| (row * 10 + feature) as f32);
        let points = Points::new(rows.view(), None);
        let shuffled = permute(&points, &[0..2, 2..3], 1, 0);
        let mut firsts: Vec<f32> = (0..50).map(|row| shuffled.value(row, 0)).collect();
        firsts.sort_by(f32::total_cmp);
        let expected: Vec<f32> = (0..50).map(|row| (row * 10) as f32).collect();
        assert_eq!(firsts, expected);
        let whole = (0..50).all(|row| shuffled.value(row, 1) == shuffled.value(row, 0) + 1.0);
        assert!(whole, "features of one attribute move together");
        let apart = (0..50).any(|row| shuffled.value(row, 2) != shuffled.value(row, 0) + 2.0);
        assert!(apart, "attributes move on their own");
    }
}
