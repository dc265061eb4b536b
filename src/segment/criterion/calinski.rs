//! Variance ratio: Caliński, T. & Harabasz, J. (1974), Commun. Stat. 3.

use crate::segment::kmeans::Points;

/// (between / (k − 1)) / (within / (n − k)), weights scaled to sum to the number of rows.
///
/// `None` where it is not defined: fewer than two segments in use, no more rows than segments, or
/// nothing varies within. O(rows · features).
pub fn calinski_harabasz(points: &Points, labels: &[u32]) -> Option<f64> {
    let (within, used) = within(points, labels);
    let total = points.variation();
    let n = points.len();
    if used < 2 || n <= used || within <= 1e-9 * total {
        return None;
    }
    let between = (total - within).max(0.0);
    Some(between / (used - 1) as f64 / (within / (n - used) as f64))
}

/// Σ w‖x − mean of its segment‖², and how many segments are in use.
fn within(points: &Points, labels: &[u32]) -> (f64, usize) {
    let k = labels.iter().max().map_or(0, |&most| most as usize + 1);
    let width = points.width;
    let mut sums = vec![0.0; k * width];
    let mut weights = vec![0.0; k];
    for (row, &label) in labels.iter().enumerate() {
        let label = label as usize;
        weights[label] += points.weights[row];
        for (sum, value) in sums[label * width..].iter_mut().zip(points.row(row)) {
            *sum += points.weights[row] * f64::from(value);
        }
    }
    let explained: f64 = (0..k)
        .filter(|&j| weights[j] > 0.0)
        .map(|j| {
            let sum = &sums[j * width..(j + 1) * width];
            sum.iter().map(|s| s * s).sum::<f64>() / weights[j]
        })
        .sum();
    let used = weights.iter().filter(|&&weight| weight > 0.0).count();
    ((points.energy - explained).max(0.0), used)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn it_is_the_ratio_of_variances() {
        // Means 1 and 11, within 2·(1+1) = 4, between 4·25 = 100: (100/1)/(4/2) = 50.
        let points = Points::new(array![[0.0_f32], [2.0], [10.0], [12.0]].view(), None);
        let ratio = calinski_harabasz(&points, &[0, 0, 1, 1]).expect("a ratio");
        assert!((ratio - 50.0).abs() < 1e-9, "{ratio}");
    }

    #[test]
    fn it_is_absent_where_nothing_varies_within() {
        let points = Points::new(array![[0.0_f32], [0.0], [10.0]].view(), None);
        assert_eq!(calinski_harabasz(&points, &[0, 0, 1]), None);
        assert_eq!(calinski_harabasz(&points, &[0, 0, 0]), None);
    }
}
