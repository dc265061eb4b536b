//! A shallow decision tree as a second key: Breiman, Friedman, Olshen & Stone (1984), Gini index.
//!
//! Ours, in f64 and with ties broken by question and box, so that the same data give the same tree
//! (linfa-trees adds f32 over a hash map: twenty runs gave twenty trees).

use serde::{Deserialize, Serialize};

use super::select::{Sample, largest};

/// Questions asked one after the other.
const DEPTH: usize = 3;
/// Respondents (weighted, mean 1) a branch needs.
const LEAST_BRANCH: f64 = 10.0;
/// A split must lower the impurity by this share of the whole to be worth a question.
const LEAST_GAIN: f64 = 0.005;

/// A step of the tree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TreeStep {
    /// Ask, and go on.
    Ask {
        /// Place among the golden questions.
        question: usize,
        /// The boxes that lead to `yes`: one, or for ordered answers and quantities all up to one.
        boxes: Vec<usize>,
        /// When one of these boxes is ticked.
        yes: Box<TreeStep>,
        /// When none is, and when the question is not answered.
        no: Box<TreeStep>,
    },
    /// Stop.
    Persona {
        /// The persona, from 0.
        persona: usize,
        /// Share of the respondents who come here that are of it, 0..1.
        share: f64,
    },
}

impl TreeStep {
    /// The persona at the end; `ticks`: the boxes ticked of a golden question.
    pub fn classify<'t>(&self, ticks: &impl Fn(usize) -> Option<&'t Vec<usize>>) -> usize {
        match self {
            Self::Persona { persona, .. } => *persona,
            Self::Ask {
                question,
                boxes,
                yes,
                no,
            } => {
                let hit = ticks(*question).is_some_and(|t| t.iter().any(|b| boxes.contains(b)));
                if hit { yes } else { no }.classify(ticks)
            }
        }
    }
}

/// Grows a tree on `rows` over the golden `questions`; `ordered[i]`: whether the boxes of question i
/// have an order.
pub(super) fn grow(
    sample: &Sample,
    rows: &[usize],
    questions: &[usize],
    ordered: &[bool],
) -> TreeStep {
    let total: f64 = rows.iter().map(|&r| sample.weights[r]).sum();
    branch(sample, rows, questions, ordered, DEPTH, total)
}

fn branch(
    sample: &Sample,
    rows: &[usize],
    questions: &[usize],
    ordered: &[bool],
    depth: usize,
    total: f64,
) -> TreeStep {
    let counts = counts(sample, rows);
    let weight: f64 = counts.iter().sum();
    let end = || {
        let persona = largest(&counts);
        TreeStep::Persona {
            persona,
            share: if weight > 0.0 {
                counts[persona] / weight
            } else {
                0.0
            },
        }
    };
    if depth == 0 || weight < 2.0 * LEAST_BRANCH {
        return end();
    }
    let mut best: Option<(f64, usize, Vec<usize>)> = None;
    for (place, &question) in questions.iter().enumerate() {
        for boxes in tests(sample.widths[question], ordered[place]) {
            let (yes, no) = split(sample, rows, question, &boxes);
            let (a, b) = (self::counts(sample, &yes), self::counts(sample, &no));
            let (wa, wb): (f64, f64) = (a.iter().sum(), b.iter().sum());
            if wa < LEAST_BRANCH || wb < LEAST_BRANCH {
                continue;
            }
            let gain = impurity(&counts) - impurity(&a) - impurity(&b);
            let better = best.as_ref().is_none_or(|(most, ..)| gain > *most);
            if gain > LEAST_GAIN * total && better {
                best = Some((gain, place, boxes));
            }
        }
    }
    let Some((_, place, boxes)) = best else {
        return end();
    };
    let (yes, no) = split(sample, rows, questions[place], &boxes);
    let grow =
        |rows: &[usize]| Box::new(branch(sample, rows, questions, ordered, depth - 1, total));
    let (yes, no) = (grow(&yes), grow(&no));
    match (&*yes, &*no) {
        // Both sides say the same: the question is not worth asking.
        (TreeStep::Persona { persona: a, .. }, TreeStep::Persona { persona: b, .. }) if a == b => {
            end()
        }
        _ => TreeStep::Ask {
            question: place,
            boxes,
            yes,
            no,
        },
    }
}

fn tests(width: usize, ordered: bool) -> Vec<Vec<usize>> {
    if ordered {
        (0..width.saturating_sub(1))
            .map(|end| (0..=end).collect())
            .collect()
    } else if width == 2 {
        // The second of two says the same as the first, and is the yes of "No, Yes".
        vec![vec![1]]
    } else {
        (0..width).map(|one| vec![one]).collect()
    }
}

fn split(
    sample: &Sample,
    rows: &[usize],
    question: usize,
    boxes: &[usize],
) -> (Vec<usize>, Vec<usize>) {
    rows.iter().partition(|&&row| {
        let ticks = sample.ticks[question][row].iter().flatten();
        { ticks }.any(|tick| boxes.contains(tick))
    })
}

fn counts(sample: &Sample, rows: &[usize]) -> Vec<f64> {
    let mut counts = vec![0.0; sample.groups];
    for &row in rows {
        counts[sample.labels[row]] += sample.weights[row];
    }
    counts
}

/// Gini's index times the weight.
fn impurity(counts: &[f64]) -> f64 {
    let total: f64 = counts.iter().sum();
    if total > 0.0 {
        total - counts.iter().map(|c| c * c).sum::<f64>() / total
    } else {
        0.0
    }
}
