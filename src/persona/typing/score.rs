//! Points for each box: multinomial logistic regression with a ridge, on the boxes ticked.
//!
//! Fitted by Newton's method, that is iteratively reweighted least squares (Krishnapuram, B. et al.
//! 2005, IEEE PAMI 27(6), section 2), with the step halved until the penalised likelihood rises: it is
//! concave, so this ends at its one maximum, within ten steps or so.

use std::collections::BTreeMap;

use super::select::{Sample, largest};

/// Ridge λ, in respondents.
const RIDGE: f64 = 0.5;
const MOST_STEPS: usize = 60;
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

/// Fits a key on `rows` of the sample. O(steps × (answer patterns × (questions × personas)² +
/// (boxes × personas)³)).
pub(super) fn fit(sample: &Sample, rows: &[usize], questions: &[usize]) -> Key {
    let groups = sample.groups;
    let mut first = vec![1];
    for &q in questions {
        first.push(first[first.len() - 1] + sample.widths[q]);
    }
    let size = first[first.len() - 1];
    let patterns = patterns(sample, rows, questions, &first);
    let mut beta = vec![0.0; groups * size];
    let mut now = likelihood(&patterns, &beta, groups, size);
    for _ in 0..MOST_STEPS {
        let (slope, curvature) = derivatives(&patterns, &beta, groups, size);
        let step = solve(&cholesky(curvature), slope);
        let Some((next, reached)) = uphill(&beta, &step, now, |beta| {
            likelihood(&patterns, beta, groups, size)
        }) else {
            break;
        };
        let largest = step.iter().fold(0.0_f64, |most, s| most.max(s.abs()));
        (beta, now) = (next, reached);
        if largest < TOLERANCE {
            break;
        }
    }
    let beta: Vec<Vec<f64>> = beta.chunks(size).map(<[f64]>::to_vec).collect();
    whole_points(&beta, questions, &first)
}

/// Features of a pattern of answers (0 is the constant), and the weight of each persona in it.
type Pattern = (Vec<usize>, Vec<f64>);

/// Probability of each persona for one pattern.
fn chances(features: &[usize], beta: &[f64], groups: usize, size: usize) -> Vec<f64> {
    let score = |group: usize| features.iter().map(|f| beta[group * size + f]).sum();
    softmax(&(0..groups).map(score).collect::<Vec<f64>>())
}

/// Log-likelihood less the ridge; the constants are free.
fn likelihood(patterns: &[Pattern], beta: &[f64], groups: usize, size: usize) -> f64 {
    let mut sum = 0.0;
    for (features, weights) in patterns {
        let chances = chances(features, beta, groups, size);
        for (weight, chance) in weights.iter().zip(chances) {
            sum += weight * chance.max(1e-300).ln();
        }
    }
    let free = |place: &usize| !place.is_multiple_of(size);
    let ridge: f64 = (0..beta.len())
        .filter(free)
        .map(|place| beta[place] * beta[place])
        .sum();
    sum - 0.5 * RIDGE * ridge
}

/// Slope of the penalised likelihood, and its negative second derivatives.
fn derivatives(
    patterns: &[Pattern],
    beta: &[f64],
    groups: usize,
    size: usize,
) -> (Vec<f64>, Vec<Vec<f64>>) {
    let mut slope = vec![0.0; groups * size];
    let mut curvature = vec![vec![0.0; groups * size]; groups * size];
    for (features, weights) in patterns {
        let weight: f64 = weights.iter().sum();
        let chances = chances(features, beta, groups, size);
        for group in 0..groups {
            let residual = weights[group] - weight * chances[group];
            for f in features {
                slope[group * size + f] += residual;
            }
            for other in 0..=group {
                let same = if other == group { 1.0 } else { 0.0 };
                let bend = weight * chances[group] * (same - chances[other]);
                for a in features {
                    let line = &mut curvature[group * size + a];
                    for b in features {
                        line[other * size + b] += bend;
                    }
                }
            }
        }
    }
    for place in 0..groups * size {
        // The constants may move together without changing anything: a hair of ridge holds them.
        let free = place.is_multiple_of(size);
        curvature[place][place] += if free { 1e-6 } else { RIDGE };
        if !free {
            slope[place] -= RIDGE * beta[place];
        }
    }
    (slope, curvature)
}

/// Where a step, halved as often as needed, ends no lower than `now`.
fn uphill(
    beta: &[f64],
    step: &[f64],
    now: f64,
    likelihood: impl Fn(&[f64]) -> f64,
) -> Option<(Vec<f64>, f64)> {
    let mut part = 1.0;
    for _ in 0..30 {
        let next: Vec<f64> = beta.iter().zip(step).map(|(b, s)| b + part * s).collect();
        let reached = likelihood(&next);
        if reached >= now {
            return Some((next, reached));
        }
        part *= 0.5;
    }
    None
}

/// Respondents with the same boxes ticked are one pattern.
fn patterns(sample: &Sample, rows: &[usize], questions: &[usize], first: &[usize]) -> Vec<Pattern> {
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
