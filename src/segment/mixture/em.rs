//! Expectation-maximisation in log space: Dempster, A. P., Laird, N. M. & Rubin, D. B. (1977), JRSS B 39;
//! missing answers by full-information likelihood (Rubin 1976), weights as pseudo-likelihood
//! (Skinner 1989).

use rand_xoshiro::rand_core::RngCore;
use rayon::prelude::*;

use super::items::{Answers, Item};
use super::{bernoulli, gaussian, multinomial};
use crate::statistic::stream;

/// The answers of some respondents to every item, with weights.
#[derive(Debug, Clone)]
pub struct Data {
    /// One entry an item.
    pub answers: Vec<Answers>,
    /// Weight of each respondent.
    pub weights: Vec<f64>,
}

impl Data {
    /// Some rows with new weights.
    pub fn select(&self, rows: &[usize], weights: Vec<f64>) -> Self {
        let pick = |answers: &Answers| match answers {
            Answers::Levels(levels) => Answers::Levels(rows.iter().map(|&r| levels[r]).collect()),
            Answers::Numbers(numbers) => {
                Answers::Numbers(rows.iter().map(|&r| numbers[r]).collect())
            }
            Answers::Flags(flags, options) => {
                let own = |&row: &usize| &flags[row * options..(row + 1) * options];
                Answers::Flags(rows.iter().flat_map(own).copied().collect(), *options)
            }
        };
        Self {
            answers: self.answers.iter().map(pick).collect(),
            weights,
        }
    }
}

/// What EM ends with.
#[derive(Debug, Clone)]
pub struct Estimate {
    /// Share of each class.
    pub shares: Vec<f64>,
    /// Parameters of each item: shares of levels, probabilities of options, mean and variance.
    pub parameters: Vec<Vec<f64>>,
    /// Σ w·log-likelihood.
    pub log_likelihood: f64,
    /// Posterior of each class, row-major.
    pub posterior: Vec<f64>,
}

/// How EM is run.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// Number of classes.
    pub classes: usize,
    /// Random starts beside the one from given labels.
    pub restarts: usize,
    /// Most iterations.
    pub iterations: usize,
    /// Stop when the log-likelihood per unit of weight rises by less.
    pub tolerance: f64,
    /// Seed.
    pub seed: u64,
}

/// Iterations that each start gets before only the best goes on (Biernacki, Celeux & Govaert 2003).
const SHORT: usize = 30;
/// Starts that go on.
const FINALISTS: usize = 3;

/// The estimate of greatest likelihood over the starts; ties go to the earlier one.
///
/// The first start is from `labels` (a k-means solution), the others are random responsibilities.
/// O(starts · iterations · rows · items · classes).
pub fn fit(items: &[Item], data: &Data, labels: Option<&[u32]>, run: &Run) -> Estimate {
    let start = |number: usize| -> Vec<f64> {
        match labels.filter(|_| number == 0) {
            Some(labels) => from_labels(labels, run.classes),
            None => random(data.weights.len(), run, number),
        }
    };
    let starts = run.restarts + usize::from(labels.is_some());
    let short = run.iterations.min(SHORT);
    let mut ends: Vec<Estimate> = (0..starts.max(1))
        .into_par_iter()
        .map(|number| iterate(items, data, start(number), run, short))
        .collect();
    ends.sort_by(|a, b| b.log_likelihood.total_cmp(&a.log_likelihood));
    ends.truncate(FINALISTS);
    let long: Vec<Estimate> = ends
        .into_par_iter()
        .map(|end| iterate(items, data, end.posterior, run, run.iterations))
        .collect();
    // min_by keeps the first of equals.
    long.into_iter()
        .min_by(|a, b| b.log_likelihood.total_cmp(&a.log_likelihood))
        .expect("at least one start")
}

/// Posterior of each class for each row, and Σ w·log-likelihood.
pub fn expect(
    items: &[Item],
    data: &Data,
    shares: &[f64],
    parameters: &[Vec<f64>],
) -> (Vec<f64>, f64) {
    let classes = shares.len();
    let mut log: Vec<f64> = Vec::with_capacity(data.weights.len() * classes);
    for _ in 0..data.weights.len() {
        log.extend(shares.iter().map(|share| share.max(f64::MIN_POSITIVE).ln()));
    }
    for ((item, answers), own) in items.iter().zip(&data.answers).zip(parameters) {
        match answers {
            Answers::Levels(levels) => {
                multinomial::add_log(own, item.levels.len(), levels, &mut log, classes);
            }
            Answers::Flags(flags, options) => {
                bernoulli::add_log(own, *options, flags, &mut log, classes);
            }
            Answers::Numbers(numbers) => gaussian::add_log(own, numbers, &mut log, classes),
        }
    }
    let mut total = 0.0;
    for (row, &weight) in log.chunks_mut(classes).zip(&data.weights) {
        let most = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut sum = 0.0;
        for value in row.iter_mut() {
            *value = (*value - most).exp();
            sum += *value;
        }
        for value in row.iter_mut() {
            *value /= sum;
        }
        total += weight * (most + sum.ln());
    }
    (log, total)
}

/// Shares and parameters that fit the posteriors best.
fn maximise(
    items: &[Item],
    data: &Data,
    posterior: &[f64],
    classes: usize,
) -> (Vec<f64>, Vec<Vec<f64>>) {
    let mut weighted = posterior.to_vec();
    for (row, &weight) in weighted.chunks_mut(classes).zip(&data.weights) {
        for value in row {
            *value *= weight;
        }
    }
    let mut shares = vec![0.0; classes];
    for row in weighted.chunks(classes) {
        for (share, value) in shares.iter_mut().zip(row) {
            *share += value;
        }
    }
    let total: f64 = shares.iter().sum();
    for share in &mut shares {
        *share /= total;
    }
    let parameters = items
        .iter()
        .zip(&data.answers)
        .map(|(item, answers)| match answers {
            Answers::Levels(levels) => {
                multinomial::maximise(item.levels.len(), levels, &weighted, classes)
            }
            Answers::Flags(flags, options) => {
                bernoulli::maximise(*options, flags, &weighted, classes)
            }
            Answers::Numbers(numbers) => gaussian::maximise(numbers, &weighted, classes),
        })
        .collect();
    (shares, parameters)
}

fn iterate(
    items: &[Item],
    data: &Data,
    mut posterior: Vec<f64>,
    run: &Run,
    iterations: usize,
) -> Estimate {
    let weight: f64 = data.weights.iter().sum();
    let mut before = f64::NEG_INFINITY;
    let mut turn = 0;
    loop {
        turn += 1;
        let (shares, parameters) = maximise(items, data, &posterior, run.classes);
        let log_likelihood;
        (posterior, log_likelihood) = expect(items, data, &shares, &parameters);
        let settled = log_likelihood - before < run.tolerance * weight;
        if settled || turn >= iterations {
            return Estimate {
                shares,
                parameters,
                log_likelihood,
                posterior,
            };
        }
        before = log_likelihood;
    }
}

/// Nine parts of a respondent to its label's class, one part to all.
fn from_labels(labels: &[u32], classes: usize) -> Vec<f64> {
    let rest = 0.1 / classes as f64;
    labels
        .iter()
        .flat_map(|&label| {
            (0..classes).map(move |class| rest + if class == label as usize { 0.9 } else { 0.0 })
        })
        .collect()
}

fn random(rows: usize, run: &Run, start: usize) -> Vec<f64> {
    let mut rng = stream(&[run.seed, 0x1ca, run.classes as u64, start as u64]);
    let mut posterior: Vec<f64> = (0..rows * run.classes)
        .map(|_| ((rng.next_u64() >> 11) as f64 + 1.0) / (1u64 << 53) as f64)
        .collect();
    for row in posterior.chunks_mut(run.classes) {
        let sum: f64 = row.iter().sum();
        for value in row {
            *value /= sum;
        }
    }
    posterior
}
