//! Points for each box: multinomial logistic regression with a ridge, on the boxes ticked.
//!
//! Fitted by Böhning's lower bound (Böhning, D. 1992, Ann. Inst. Stat. Math. 44): one fixed matrix
//! `½ XᵀWX + λI` bounds the curvature, so each step is a solve and the likelihood never falls.

use std::collections::BTreeMap;

use super::select::{Sample, largest};

/// Ridge λ, in respondents.
const RIDGE: f64 = 0.5;
const MOST_STEPS: usize = 400;
/// The largest step, in log-odds, at which the fit stops: far under a point of the printed key.
const TOLERANCE: f64 = 2e-4;
/// The largest number of points a box gives.
const MOST_POINTS: f64 = 30.0;

/// Points as printed: whole, none below 0.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Key {
    /// Questions of the sample, in the order asked.
    pub questions: Vec<usize>,
    /// Points each persona starts with.
    pub start: Vec<i64>,
    /// For each question, each box, each persona.
    pub points: Vec<Vec<Vec<i64>>>,
    /// Points in one unit of log-odds.
    pub scale: f64,
}

impl Key {
    /// Points of each persona for the boxes ticked (`ticks[question]`).
    pub(super) fn total<'t>(&self, ticks: impl Fn(usize) -> Option<&'t Vec<usize>>) -> Vec<i64> {
        let mut total = self.start.clone();
        for (place, _) in self.questions.iter().enumerate() {
            for &tick in ticks(place).into_iter().flatten() {
                for (sum, points) in total.iter_mut().zip(&self.points[place][tick]) {
                    *sum += points;
                }
            }
        }
        total
    }

    /// The persona with most points; the first where equal.
    pub(super) fn classify(&self, sample: &Sample, row: usize) -> usize {
        let total = self.total(|place| sample.ticks[self.questions[place]][row].as_ref());
        largest(&total.iter().map(|&p| p as f64).collect::<Vec<_>>())
    }
}

/// Fits a key on `rows` of the sample. O(steps × answer patterns × questions × personas).
pub(super) fn fit(sample: &Sample, rows: &[usize], questions: &[usize]) -> Key {
    let groups = sample.groups;
    let mut first = vec![1];
    for &q in questions {
        first.push(first[first.len() - 1] + sample.widths[q]);
    }
    let size = first[first.len() - 1];
    let patterns = patterns(sample, rows, questions, &first);
    let mut curvature = vec![vec![0.0; size]; size];
    for (features, weights) in &patterns {
        let weight: f64 = weights.iter().sum();
        for &a in features {
            for &b in features {
                curvature[a][b] += 0.5 * weight;
            }
        }
    }
    for (place, line) in curvature.iter_mut().enumerate() {
        line[place] += if place == 0 { 1e-6 } else { RIDGE };
    }
    let factor = cholesky(curvature);
    let mut beta = vec![vec![0.0; size]; groups];
    for _ in 0..MOST_STEPS {
        let mut slope = vec![vec![0.0; size]; groups];
        for (features, weights) in &patterns {
            let weight: f64 = weights.iter().sum();
            let scores: Vec<f64> = beta
                .iter()
                .map(|b| features.iter().map(|&f| b[f]).sum())
                .collect();
            for (group, p) in softmax(&scores).into_iter().enumerate() {
                let residual = weights[group] - weight * p;
                for &f in features {
                    slope[group][f] += residual;
                }
            }
        }
        let mut largest_step = 0.0_f64;
        for (b, mut s) in beta.iter_mut().zip(slope) {
            for place in 1..size {
                s[place] -= RIDGE * b[place];
            }
            for (value, step) in b.iter_mut().zip(solve(&factor, s)) {
                *value += step;
                largest_step = largest_step.max(step.abs());
            }
        }
        if largest_step < TOLERANCE {
            break;
        }
    }
    whole_points(&beta, questions, &first)
}

/// Respondents with the same boxes ticked are one pattern: its features (0 is the constant) and the
/// weight of each persona in it.
fn patterns(
    sample: &Sample,
    rows: &[usize],
    questions: &[usize],
    first: &[usize],
) -> Vec<(Vec<usize>, Vec<f64>)> {
    let mut patterns: BTreeMap<Vec<usize>, Vec<f64>> = BTreeMap::new();
    for &row in rows {
        let mut features = vec![0];
        for (place, &q) in questions.iter().enumerate() {
            let ticks = sample.ticks[q][row].iter().flatten();
            features.extend(ticks.map(|tick| first[place] + tick));
        }
        let weights = patterns
            .entry(features)
            .or_insert_with(|| vec![0.0; sample.groups]);
        weights[sample.labels[row]] += sample.weights[row];
    }
    patterns.into_iter().collect()
}

/// Log-odds as whole points: each box's least persona gets 0, which moves no comparison.
fn whole_points(beta: &[Vec<f64>], questions: &[usize], first: &[usize]) -> Key {
    let lifted = |place: usize| -> Vec<f64> {
        let least = beta.iter().map(|b| b[place]).fold(f64::INFINITY, f64::min);
        beta.iter().map(|b| b[place] - least).collect()
    };
    let size = first[first.len() - 1];
    let most = (0..size).flat_map(lifted).fold(0.0_f64, f64::max).max(1e-9);
    let scale = MOST_POINTS / most;
    let points = |place: usize| -> Vec<i64> {
        lifted(place)
            .into_iter()
            .map(|v| (v * scale).round() as i64)
            .collect()
    };
    Key {
        questions: questions.to_vec(),
        start: points(0),
        points: first
            .windows(2)
            .map(|span| (span[0]..span[1]).map(points).collect())
            .collect(),
        scale,
    }
}

/// Probabilities of scores.
pub(super) fn softmax(scores: &[f64]) -> Vec<f64> {
    let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let raised: Vec<f64> = scores.iter().map(|s| (s - most).exp()).collect();
    let sum: f64 = raised.iter().sum();
    raised.into_iter().map(|v| v / sum).collect()
}

/// Lower factor L of a symmetric positive definite matrix, A = L Lᵀ.
fn cholesky(mut a: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
    for i in 0..a.len() {
        for j in 0..=i {
            let dot: f64 = (0..j).map(|k| a[i][k] * a[j][k]).sum();
            let value = a[i][j] - dot;
            a[i][j] = if i == j {
                value.max(1e-12).sqrt()
            } else {
                value / a[j][j]
            };
        }
    }
    a
}

fn solve(factor: &[Vec<f64>], mut right: Vec<f64>) -> Vec<f64> {
    let n = right.len();
    for i in 0..n {
        let dot: f64 = (0..i).map(|k| factor[i][k] * right[k]).sum();
        right[i] = (right[i] - dot) / factor[i][i];
    }
    for i in (0..n).rev() {
        let dot: f64 = (i + 1..n).map(|k| factor[k][i] * right[k]).sum();
        right[i] = (right[i] - dot) / factor[i][i];
    }
    right
}
