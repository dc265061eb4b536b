//! A quantity inside a class: a mean and a variance of its own (diagonal Gaussian).

/// Least variance of a standardised quantity: a class cannot shrink onto one answer.
const LEAST: f64 = 1e-3;

/// Adds each row's log density to `log`, row-major with one number a class. `parameters` are mean and
/// variance of each class. A gap (NaN) adds nothing.
pub fn add_log(parameters: &[f64], numbers: &[f64], log: &mut [f64], classes: usize) {
    let line: Vec<(f64, f64, f64)> = parameters
        .chunks(2)
        .map(|pair| {
            let constant = -0.5 * (std::f64::consts::TAU * pair[1]).ln();
            (pair[0], -0.5 / pair[1], constant)
        })
        .collect();
    for (row, &number) in log.chunks_mut(classes).zip(numbers) {
        if !number.is_nan() {
            for (sum, &(mean, factor, constant)) in row.iter_mut().zip(&line) {
                *sum += constant + factor * (number - mean) * (number - mean);
            }
        }
    }
}

/// Mean and variance of each class that fit the responsibilities best; 0 and 1 for a class to which
/// nobody who answered belongs.
pub fn maximise(numbers: &[f64], responsibility: &[f64], classes: usize) -> Vec<f64> {
    let mut weight = vec![0.0; classes];
    let mut sum = vec![0.0; classes];
    for (row, &number) in responsibility.chunks(classes).zip(numbers) {
        if !number.is_nan() {
            for (class, value) in row.iter().enumerate() {
                weight[class] += value;
                sum[class] += value * number;
            }
        }
    }
    let mean: Vec<f64> = sum
        .iter()
        .zip(&weight)
        .map(|(s, w)| if *w > 1e-9 { s / w } else { 0.0 })
        .collect();
    let mut squares = vec![0.0; classes];
    for (row, &number) in responsibility.chunks(classes).zip(numbers) {
        if !number.is_nan() {
            for (class, value) in row.iter().enumerate() {
                squares[class] += value * (number - mean[class]) * (number - mean[class]);
            }
        }
    }
    (0..classes)
        .flat_map(|class| {
            let known = weight[class] > 1e-9;
            let variance = if known {
                squares[class] / weight[class]
            } else {
                1.0
            };
            [mean[class], variance.max(LEAST)]
        })
        .collect()
}
