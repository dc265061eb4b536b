//! Respondents to their nearest centroid, and how clearly.

use ndarray::ArrayView2;
use rayon::prelude::*;

use super::model::Assignment;

/// The nearest of some centroids for each row and the confidence 1 − 2d₁/(d₁+d₂), which is 0 half-way
/// between the two nearest and 1 at a centroid. Ties go to the first. 1 with a single centroid.
///
/// O(rows · features · centroids), f64.
pub(super) fn assign(points: ArrayView2<f32>, centroids: &[Vec<f32>]) -> Assignment {
    (0..points.nrows())
        .into_par_iter()
        .map(|row| {
            let mut nearest = (0, f64::INFINITY);
            let mut second = f64::INFINITY;
            for (segment, centroid) in centroids.iter().enumerate() {
                let square: f64 = points
                    .row(row)
                    .iter()
                    .zip(centroid)
                    .map(|(&x, &c)| f64::from(x - c).powi(2))
                    .sum();
                let distance = square.sqrt();
                if distance < nearest.1 {
                    second = nearest.1;
                    nearest = (segment as u32, distance);
                } else if distance < second {
                    second = distance;
                }
            }
            (nearest.0, confidence(nearest.1, second))
        })
        .unzip()
}

fn confidence(first: f64, second: f64) -> f64 {
    if second.is_infinite() {
        return 1.0;
    }
    let sum = first + second;
    if sum > 0.0 {
        1.0 - 2.0 * first / sum
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn confidence_is_one_at_a_centroid_and_zero_half_way() {
        let points = array![[0.0_f32, 0.0], [1.0, 0.0], [0.5, 0.0]];
        let (labels, confidence) = assign(points.view(), &[vec![0.0, 0.0], vec![2.0, 0.0]]);
        assert_eq!(labels, [0, 0, 0]);
        assert_eq!(confidence, [1.0, 0.0, 0.5]);
    }

    #[test]
    fn one_centroid_takes_everybody_for_sure() {
        let points = array![[3.0_f32], [4.0]];
        assert_eq!(
            assign(points.view(), &[vec![0.0]]),
            (vec![0, 0], vec![1.0, 1.0])
        );
    }
}
