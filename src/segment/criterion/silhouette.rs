//! Silhouette: Rousseeuw, P. J. (1987), J. Comput. Appl. Math. 20.

use rayon::prelude::*;

use crate::segment::kmeans::{Centroids, GROUP, LANES, Points};

/// Mean silhouette (−1..1) of several solutions of the same rows, in one pass over all pairs.
///
/// a is the weighted mean distance of a row to the others of its segment, b to the nearest other
/// segment; (b − a)/max(a, b), 0 for a segment of one; rows count by weight. `None` for a solution
/// with fewer than two segments in use. O(rows² · (features + solutions)).
pub fn silhouettes(points: &Points, solutions: &[Vec<u32>]) -> Vec<Option<f64>> {
    let sizes: Vec<Vec<f64>> = solutions
        .iter()
        .map(|labels| segment_weights(labels, &points.weights))
        .collect();
    let groups: Vec<Centroids> = (0..points.len())
        .step_by(GROUP)
        .map(|first| {
            let rows = first..(first + GROUP).min(points.len());
            Centroids::new(rows.flat_map(|row| points.row(row)).collect(), points.width)
        })
        .collect();
    let sums: Vec<Vec<f64>> = (0..points.blocks())
        .into_par_iter()
        .map(|number| block(points, &groups, solutions, &sizes, number))
        .collect();
    let total: f64 = points.weights.iter().sum();
    (0..solutions.len())
        .map(|s| {
            let used = sizes[s].iter().filter(|&&weight| weight > 0.0).count();
            let sum: f64 = sums.iter().map(|block| block[s]).sum();
            (used >= 2 && total > 0.0).then(|| sum / total)
        })
        .collect()
}

fn segment_weights(labels: &[u32], weights: &[f64]) -> Vec<f64> {
    let k = labels.iter().max().map_or(0, |&most| most as usize + 1);
    let mut sums = vec![0.0; k];
    for (&label, &weight) in labels.iter().zip(weights) {
        sums[label as usize] += weight;
    }
    sums
}

/// Σ w·silhouette over the rows of a block, for each solution.
fn block(
    points: &Points,
    groups: &[Centroids],
    solutions: &[Vec<u32>],
    sizes: &[Vec<f64>],
    block: usize,
) -> Vec<f64> {
    let n = points.len();
    let start = block * LANES;
    let own: Vec<usize> = (start..(start + LANES).min(n)).collect();
    let mut to: Vec<Vec<[f64; LANES]>> = sizes
        .iter()
        .map(|size| vec![[0.0; LANES]; size.len()])
        .collect();
    for (g, others) in groups.iter().enumerate() {
        let j = g * GROUP;
        let squares = others.squares(points.block(block), &points.norms[block]);
        for (r, square) in squares.iter().enumerate().take(n - j) {
            let row = j + r;
            let mut weighted = square.map(|s| points.weights[row] * f64::from(s.sqrt()));
            if row / LANES == block {
                weighted[row % LANES] = 0.0;
            }
            for (sums, labels) in to.iter_mut().zip(solutions) {
                let segment = &mut sums[labels[row] as usize];
                for (sum, value) in segment.iter_mut().zip(weighted) {
                    *sum += value;
                }
            }
        }
    }
    (0..solutions.len())
        .map(|s| {
            own.iter()
                .enumerate()
                .map(|(lane, &row)| {
                    let label = solutions[s][row] as usize;
                    let distances = |segment: usize| to[s][segment][lane];
                    points.weights[row] * width(label, points.weights[row], &sizes[s], distances)
                })
                .sum()
        })
        .collect()
}

fn width(label: usize, weight: f64, sizes: &[f64], distance: impl Fn(usize) -> f64) -> f64 {
    let others = sizes[label] - weight;
    if others <= 1e-9 * sizes[label] {
        return 0.0;
    }
    let a = distance(label) / others;
    let b = (0..sizes.len())
        .filter(|&segment| segment != label && sizes[segment] > 0.0)
        .map(|segment| distance(segment) / sizes[segment])
        .fold(f64::INFINITY, f64::min);
    let larger = a.max(b);
    if b.is_finite() && larger > 0.0 {
        (b - a) / larger
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    /// `sklearn.metrics.silhouette_score([[0,0],[1,0],[0,2],[5,5],[6,5],[5,8]], labels)` is
    /// 0.7222027387778475 for `[0,0,0,1,1,1]` and −0.0986899721374281 for `[0,1,0,1,0,1]`.
    #[test]
    fn it_agrees_with_scikit_learn() {
        let rows = array![
            [0.0_f32, 0.0],
            [1.0, 0.0],
            [0.0, 2.0],
            [5.0, 5.0],
            [6.0, 5.0],
            [5.0, 8.0]
        ];
        let points = Points::new(rows.view(), None);
        let found = silhouettes(&points, &[vec![0, 0, 0, 1, 1, 1], vec![0, 1, 0, 1, 0, 1]]);
        let expected = [0.722_202_738_777_847_5, -0.098_689_972_137_428_1];
        for (value, expected) in found.iter().zip(expected) {
            assert!(
                (value.expect("two segments") - expected).abs() < 1e-5,
                "{found:?}"
            );
        }
    }

    #[test]
    fn one_segment_has_no_silhouette() {
        let points = Points::new(array![[0.0_f32], [1.0]].view(), None);
        assert_eq!(silhouettes(&points, &[vec![0, 0]]), [None]);
    }
}
