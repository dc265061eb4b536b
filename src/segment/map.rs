//! Respondents on a plane: principal components (Pearson 1901) by linfa-reduction.

use linfa::DatasetBase;
use linfa::traits::Fit;
use linfa_reduction::Pca;
use ndarray::Array2;

use super::prepared::Prepared;
use super::segmentation::Map;

/// Features named for each axis.
const NAMED: usize = 3;

/// The weighted principal plane of the sample, with every respondent on it.
///
/// `None` where there are fewer than two features or the plane cannot be had. Axes are turned so that
/// the largest loading is positive; an axis along which nothing varies is 0.
pub(super) fn map(prepared: &Prepared) -> Option<Map> {
    let sample = &prepared.sample;
    let width = sample.width;
    let total: f64 = sample.weights.iter().sum();
    let variance = sample.variation() / total;
    if width < 2 || sample.len() < 3 || variance <= 0.0 {
        return None;
    }
    let mean = sample.mean();
    // linfa's PCA knows no weights and centres by the plain mean: rows scaled by the root of their
    // weight, and their mirror images, have the weighted covariance and the mean 0.
    let n = sample.len();
    let mut mirrored = Array2::zeros((2 * n, width));
    for row in 0..n {
        let scale = (sample.weights[row] / total / 2.0).sqrt();
        for (feature, value) in sample.row(row).enumerate() {
            let scaled = scale * (f64::from(value) - mean[feature]);
            mirrored[[row, feature]] = scaled;
            mirrored[[n + row, feature]] = -scaled;
        }
    }
    let plane = Pca::params(2).fit(&DatasetBase::from(mirrored)).ok()?;
    let mut axes: Vec<Vec<f64>> = plane
        .components()
        .rows()
        .into_iter()
        .map(|r| r.to_vec())
        .collect();
    axes.resize(2, vec![0.0; width]);
    for axis in &mut axes {
        turn(axis);
    }
    if axes.iter().flatten().any(|v| !v.is_finite()) {
        return None;
    }
    let along = |axis: usize| {
        let sigma = plane.singular_values().get(axis).copied().unwrap_or(0.0);
        (sigma * sigma / variance).clamp(0.0, 1.0)
    };
    let place = |row: usize| {
        let at = |axis: &[f64]| {
            let values = prepared.matrix.row(row);
            let terms = values.iter().zip(axis).zip(&mean);
            terms
                .map(|((&x, a), m)| (f64::from(x) - m) * a)
                .sum::<f64>() as f32
        };
        [at(&axes[0]), at(&axes[1])]
    };
    Some(Map {
        points: (0..prepared.table.len()).map(place).collect(),
        explained: [along(0), along(1)],
        axes: [named(prepared, &axes[0]), named(prepared, &axes[1])],
    })
}

/// The sign of an axis means nothing: the largest loading is made positive.
fn turn(axis: &mut [f64]) {
    let largest = axis.iter().fold(0.0_f64, |most, &v| {
        if v.abs() > most.abs() + 1e-12 {
            v
        } else {
            most
        }
    });
    if largest < 0.0 {
        for value in axis {
            *value = -*value;
        }
    }
}

fn named(prepared: &Prepared, axis: &[f64]) -> Vec<(String, Option<String>, f64)> {
    let mut order: Vec<usize> = (0..axis.len()).filter(|&i| axis[i] != 0.0).collect();
    order.sort_by(|&a, &b| axis[b].abs().total_cmp(&axis[a].abs()));
    order
        .into_iter()
        .take(NAMED)
        .map(|i| {
            let feature = &prepared.encoding.features()[i];
            (feature.attribute.clone(), feature.level.clone(), axis[i])
        })
        .collect()
}
