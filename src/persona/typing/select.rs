//! Which questions tell the personas apart: forward selection by naive Bayes.
//!
//! Each question's log-likelihood of each persona is estimated on the other folds (Laplace's rule),
//! so a set of questions is scored by adding columns. The first two are chosen together: the best
//! single question is often not in the best pair. Ties go to the question first in the table.

use super::coding::Coding;
use crate::table::{Kind, Table};

/// Questions whose pairs are all tried; beyond, the best single ones only.
const PAIRED: usize = 60;

/// Everything selection and validation look at: ticks, persona, weight and fold of some respondents.
pub(super) struct Sample {
    /// For each question (outer) and respondent the boxes ticked.
    pub ticks: Vec<Vec<Option<Vec<usize>>>>,
    /// Options of each question.
    pub widths: Vec<usize>,
    /// Whether several boxes may be ticked.
    pub multi: Vec<bool>,
    pub labels: Vec<usize>,
    /// Mean 1.
    pub weights: Vec<f64>,
    pub groups: usize,
}

impl Sample {
    pub(super) fn of(
        table: &Table,
        codings: &[Coding],
        rows: &[usize],
        labels: &[u32],
        groups: usize,
    ) -> Self {
        let total: f64 = rows.iter().map(|&row| table.weight(row)).sum();
        let mean = if total > 0.0 {
            total / rows.len() as f64
        } else {
            1.0
        };
        Self {
            ticks: codings
                .iter()
                .map(|c| rows.iter().map(|&row| c.ticks(table, row)).collect())
                .collect(),
            widths: codings.iter().map(|c| c.options.len()).collect(),
            multi: codings
                .iter()
                .map(|c| table.attributes[c.column].kind == Kind::Multi)
                .collect(),
            labels: rows.iter().map(|&row| labels[row] as usize).collect(),
            weights: rows.iter().map(|&row| table.weight(row) / mean).collect(),
            groups,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.labels.len()
    }

    /// Log-likelihood of the personas for each answer to a question, learned from `rows`.
    fn likelihood(&self, question: usize, rows: &[usize]) -> Likelihood {
        let (width, groups) = (self.widths[question], self.groups);
        let mut counts = vec![vec![0.5; groups]; width];
        let mut bases = vec![
            if self.multi[question] {
                1.0
            } else {
                0.5 * width as f64
            };
            groups
        ];
        for &row in rows {
            if let Some(ticks) = &self.ticks[question][row] {
                bases[self.labels[row]] += self.weights[row];
                for &tick in ticks {
                    counts[tick][self.labels[row]] += self.weights[row];
                }
            }
        }
        let share =
            |tick: usize, group: usize| (counts[tick][group] / bases[group]).min(1.0 - 1e-9);
        let ticked = (0..width)
            .map(|t| (0..groups).map(|g| share(t, g).ln()).collect())
            .collect();
        let left = (0..width)
            .map(|t| {
                (0..groups)
                    .map(|g| {
                        if self.multi[question] {
                            (1.0 - share(t, g)).ln()
                        } else {
                            0.0
                        }
                    })
                    .collect()
            })
            .collect();
        Likelihood { ticked, left }
    }
}

struct Likelihood {
    ticked: Vec<Vec<f64>>,
    /// Of a box left empty; only a multi-select says something by it.
    left: Vec<Vec<f64>>,
}

impl Likelihood {
    fn add(&self, ticks: Option<&Vec<usize>>, scores: &mut [f64]) {
        let Some(ticks) = ticks else { return };
        for option in 0..self.ticked.len() {
            let from = if ticks.contains(&option) {
                &self.ticked[option]
            } else {
                &self.left[option]
            };
            for (score, value) in scores.iter_mut().zip(from) {
                *score += value;
            }
        }
    }
}

/// Up to `most` questions, best first, by accuracy on folds inside `rows` (`folds`: of each
/// respondent of the sample). O(questions² × rows × personas).
pub(super) fn select(sample: &Sample, rows: &[usize], folds: &[usize], most: usize) -> Vec<usize> {
    let questions = sample.widths.len();
    let count = folds.iter().max().map_or(1, |f| f + 1);
    let groups = sample.groups;
    // prior[row × groups], seen[question][row × groups]: learned on the other folds.
    let mut prior = vec![0.0; rows.len() * groups];
    let mut seen = vec![vec![0.0; rows.len() * groups]; questions];
    for fold in 0..count {
        let train: Vec<usize> = rows.iter().copied().filter(|&r| folds[r] != fold).collect();
        let mut weight = vec![1.0; groups];
        for &row in &train {
            weight[sample.labels[row]] += sample.weights[row];
        }
        let learned: Vec<Likelihood> = (0..questions)
            .map(|q| sample.likelihood(q, &train))
            .collect();
        for (place, &row) in rows.iter().enumerate().filter(|(_, r)| folds[**r] == fold) {
            let span = place * groups..(place + 1) * groups;
            for (slot, w) in prior[span.clone()].iter_mut().zip(&weight) {
                *slot = f64::ln(*w);
            }
            for q in 0..questions {
                learned[q].add(sample.ticks[q][row].as_ref(), &mut seen[q][span.clone()]);
            }
        }
    }
    let accuracy = |base: &[f64], extra: &[usize]| -> f64 {
        let mut right = 0.0;
        let mut scores = vec![0.0; groups];
        for (place, &row) in rows.iter().enumerate() {
            let span = place * groups..(place + 1) * groups;
            scores.copy_from_slice(&base[span.clone()]);
            for &q in extra {
                for (score, value) in scores.iter_mut().zip(&seen[q][span.clone()]) {
                    *score += value;
                }
            }
            if largest(&scores) == sample.labels[row] {
                right += sample.weights[row];
            }
        }
        right
    };
    let mut chosen: Vec<usize> = Vec::new();
    let mut base = prior;
    let mut singles: Vec<(f64, usize)> =
        (0..questions).map(|q| (accuracy(&base, &[q]), q)).collect();
    singles.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    while chosen.len() < most.min(questions) {
        let next: Vec<usize> = if chosen.is_empty() && most >= 2 && questions >= 2 {
            best_pair(&singles, |pair| accuracy(&base, pair))
        } else {
            let free = (0..questions).filter(|q| !chosen.contains(q));
            let scored = free.map(|q| (accuracy(&base, &[q]), q));
            let best = scored.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
            best.map(|(_, q)| vec![q]).unwrap_or_default()
        };
        for q in next {
            for (slot, value) in base.iter_mut().zip(&seen[q]) {
                *slot += value;
            }
            chosen.push(q);
        }
    }
    chosen
}

/// The best pair, its better single question first.
fn best_pair(singles: &[(f64, usize)], accuracy: impl Fn(&[usize]) -> f64) -> Vec<usize> {
    let tried = &singles[..singles.len().min(PAIRED)];
    let mut best: Option<(f64, [usize; 2])> = None;
    for (place, &(_, first)) in tried.iter().enumerate() {
        for &(_, second) in &tried[place + 1..] {
            let score = accuracy(&[first, second]);
            if best.as_ref().is_none_or(|(most, _)| score > *most) {
                best = Some((score, [first, second]));
            }
        }
    }
    best.map(|(_, pair)| pair.to_vec()).unwrap_or_default()
}

/// Place of the largest; the first where equal.
pub(super) fn largest(scores: &[f64]) -> usize {
    let mut best = 0;
    for (place, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = place;
        }
    }
    best
}
