//! The typing tool: a few golden questions that tell which persona somebody is.
//!
//! Questions are chosen by forward selection, points by logistic regression, and how often both are
//! right is measured by nested cross-validation: choosing and fitting happen anew without the fold
//! they are judged on, and it is the whole points of the printed key that are judged.
mod coding;
mod questionnaire;
mod score;
mod select;
mod tree;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::crosstab::{UNASSIGNED, check_labels};
use super::error::PersonaError;
use super::outcome::{FOLDS, folds};
use crate::statistic::{effective_n, hash, wilson};
use crate::table::{Kind, Role, Table};

pub use coding::QuestionOption;
pub use questionnaire::questionnaire;
pub use tree::TreeStep;

use coding::Coding;
use score::{Key, fit, softmax};
use select::{Sample, largest, select};

/// Fewest and most golden questions.
pub const GOLDEN: std::ops::RangeInclusive<usize> = 3..=6;
/// Respondents the tool is made from; beyond, a sample drawn by seed and id.
pub const LARGEST_SAMPLE: usize = 5_000;
/// Accuracy a shorter questionnaire may lack against the best of the curve.
const WORTH_A_QUESTION: f64 = 0.02;

/// The typing tool of a run (`typing.json`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypingTool {
    /// Slugs of the personas, in the order of all points.
    pub personas: Vec<String>,
    /// The golden questions, in the order asked.
    pub questions: Vec<GoldenQuestion>,
    /// Points each persona starts with.
    pub start: Vec<i64>,
    /// Points in one unit of log-odds.
    pub scale: f64,
    /// How often the key is right, by number of questions.
    pub accuracy: Vec<Accuracy>,
    /// How often one is right who always says the largest persona, 0..1.
    pub chance: f64,
    /// A second key: a tree over the same questions.
    pub tree: TreeStep,
    /// How often the tree is right, in the same cross-validation.
    pub tree_accuracy: f64,
}

/// A question of the printed questionnaire.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldenQuestion {
    /// Machine name of the attribute.
    pub attribute: String,
    /// What its answers are (`multi`: several boxes may be ticked).
    pub kind: Kind,
    /// Boxes to tick.
    pub options: Vec<QuestionOption>,
    /// For each box the points of each persona.
    pub points: Vec<Vec<i64>>,
}

/// A point of the accuracy curve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accuracy {
    /// Number of questions.
    pub questions: usize,
    /// Weighted share of respondents put where they belong, in nested cross-validation.
    pub accuracy: f64,
    /// Lower end of its 95 % interval (Wilson on Kish's effective n).
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Makes the typing tool of a run: golden questions among the segmentation attributes.
///
/// `labels`: the persona of each respondent; `slugs`: of the personas, in order; `kept`: who takes
/// part (the junk screen). `None` where there is nothing to tell apart: under two personas, no
/// question that can be printed, or a persona with fewer respondents than folds.
/// O(folds × (questions² + steps) × sample × personas).
pub fn typing_tool(
    table: &Table,
    labels: &[u32],
    slugs: &[String],
    kept: Option<&[bool]>,
    seed: u64,
) -> Result<Option<TypingTool>, PersonaError> {
    let groups = slugs.len();
    check_labels(table, labels, groups)?;
    let rows = sample_rows(table, labels, kept, seed);
    let codings: Vec<Coding> = (0..table.attributes.len())
        .filter(|&c| table.attributes[c].role == Role::Segmentation)
        .filter_map(|c| Coding::of(table, c))
        .collect();
    let fewest = (0..groups)
        .map(|g| rows.iter().filter(|&&r| labels[r] as usize == g).count())
        .min();
    if groups < 2 || codings.is_empty() || fewest.unwrap_or(0) < FOLDS {
        return Ok(None);
    }
    let sample = Sample::of(table, &codings, &rows, labels, groups);
    let ids: Vec<String> = rows.iter().map(|&row| table.ids[row].clone()).collect();
    let outer = folds(&ids, seed);
    let inner = folds(&ids, hash(&[seed, 1]));
    let ordered: Vec<bool> = codings
        .iter()
        .map(|c| {
            matches!(
                table.attributes[c.column].kind,
                Kind::Ordinal | Kind::Numeric
            )
        })
        .collect();
    let all: Vec<usize> = (0..sample.len()).collect();
    let most = (*GOLDEN.end()).min(codings.len());
    let order = select(&sample, &all, &inner, most);
    let judged = cross_validate(&sample, &outer, &inner, &ordered, most);
    let accuracy = curve(&sample, &judged.right);
    let count = enough(&accuracy);
    let golden = &order[..count];
    let key = fit(&sample, &all, golden);
    let of_golden: Vec<bool> = golden.iter().map(|&q| ordered[q]).collect();
    Ok(Some(TypingTool {
        personas: slugs.to_vec(),
        start: key.start.clone(),
        scale: key.scale,
        questions: golden
            .iter()
            .zip(&key.points)
            .map(|(&q, points)| GoldenQuestion {
                attribute: table.attributes[codings[q].column].name.clone(),
                kind: table.attributes[codings[q].column].kind,
                options: codings[q].options.clone(),
                points: points.clone(),
            })
            .collect(),
        chance: chance(&sample),
        tree: tree::grow(&sample, &all, golden, &of_golden),
        tree_accuracy: weighted_share(&sample, &judged.tree_right[count - 1]),
        accuracy,
    }))
}

impl TypingTool {
    /// Puts respondents of a new table into personas by their answers to the golden questions, with
    /// the probability of the persona; `None` for one who answered none of them.
    ///
    /// A question that is missing or changed is an error that names it. O(respondents × questions).
    pub fn assign(&self, table: &Table) -> Result<Vec<Option<(usize, f64)>>, PersonaError> {
        let codings: Vec<Coding> = self
            .questions
            .iter()
            .map(|q| Coding::again(table, &q.attribute, q.kind, &q.options))
            .collect::<Result<_, _>>()?;
        let key = Key {
            questions: (0..codings.len()).collect(),
            start: self.start.clone(),
            points: self.questions.iter().map(|q| q.points.clone()).collect(),
            scale: self.scale,
        };
        let one = |row: usize| {
            let ticks: Vec<Option<Vec<usize>>> =
                codings.iter().map(|c| c.ticks(table, row)).collect();
            if ticks.iter().all(Option::is_none) {
                return None;
            }
            let total = key.total(|place| ticks[place].as_ref());
            let odds: Vec<f64> = total.iter().map(|&p| p as f64 / self.scale).collect();
            let persona = largest(&odds);
            Some((persona, softmax(&odds)[persona]))
        };
        Ok((0..table.len()).map(one).collect())
    }
}

/// Rows the tool is made from, in the order of the table.
fn sample_rows(table: &Table, labels: &[u32], kept: Option<&[bool]>, seed: u64) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..table.len())
        .filter(|&row| labels[row] != UNASSIGNED && kept.is_none_or(|k| k[row]))
        .collect();
    if rows.len() > LARGEST_SAMPLE {
        let draw = |row: usize| {
            let id = table.ids[row].bytes().map(u64::from);
            hash(&[seed, 2].into_iter().chain(id).collect::<Vec<_>>())
        };
        rows.sort_by_key(|&row| (draw(row), row));
        rows.truncate(LARGEST_SAMPLE);
        rows.sort_unstable();
    }
    rows
}

/// Whether each respondent of the sample was judged right, by number of questions.
struct Judged {
    right: Vec<Vec<bool>>,
    tree_right: Vec<Vec<bool>>,
}

fn cross_validate(
    sample: &Sample,
    outer: &[usize],
    inner: &[usize],
    ordered: &[bool],
    most: usize,
) -> Judged {
    let judged: Vec<Vec<(usize, usize, bool, bool)>> = (0..FOLDS)
        .into_par_iter()
        .map(|fold| judge(sample, fold, outer, inner, ordered, most))
        .collect();
    let mut right = vec![vec![false; sample.len()]; most];
    let mut tree_right = right.clone();
    for (count, row, key, tree) in judged.into_iter().flatten() {
        right[count - 1][row] = key;
        tree_right[count - 1][row] = tree;
    }
    Judged { right, tree_right }
}

/// Questions chosen and keys fitted without a fold, judged on it: number of questions, respondent,
/// whether the points are right, whether the tree is.
fn judge(
    sample: &Sample,
    fold: usize,
    outer: &[usize],
    inner: &[usize],
    ordered: &[bool],
    most: usize,
) -> Vec<(usize, usize, bool, bool)> {
    let (test, train): (Vec<usize>, Vec<usize>) =
        (0..sample.len()).partition(|&row| outer[row] == fold);
    let order = select(sample, &train, inner, most);
    let mut judged = Vec::with_capacity(order.len() * test.len());
    for count in 1..=order.len() {
        let golden = &order[..count];
        let key = fit(sample, &train, golden);
        let of_golden: Vec<bool> = golden.iter().map(|&q| ordered[q]).collect();
        let tree = tree::grow(sample, &train, golden, &of_golden);
        for &row in &test {
            let ticks = |place: usize| sample.ticks[golden[place]][row].as_ref();
            let by_key = key.classify(sample, row) == sample.labels[row];
            let by_tree = tree.classify(&ticks) == sample.labels[row];
            judged.push((count, row, by_key, by_tree));
        }
    }
    judged
}

fn weighted_share(sample: &Sample, right: &[bool]) -> f64 {
    let hit: f64 = (0..sample.len())
        .filter(|&row| right[row])
        .map(|row| sample.weights[row])
        .sum();
    hit / sample.weights.iter().sum::<f64>()
}

fn curve(sample: &Sample, right: &[Vec<bool>]) -> Vec<Accuracy> {
    let size = effective_n(sample.weights.iter().copied());
    right
        .iter()
        .enumerate()
        .map(|(place, right)| {
            let accuracy = weighted_share(sample, right);
            let interval = wilson(accuracy, size);
            Accuracy {
                questions: place + 1,
                accuracy,
                low: interval.map_or(0.0, |i| i.low),
                high: interval.map_or(1.0, |i| i.high),
            }
        })
        .collect()
}

/// The fewest golden questions that come within two points of the best.
fn enough(accuracy: &[Accuracy]) -> usize {
    let best = accuracy.iter().map(|a| a.accuracy).fold(0.0, f64::max);
    accuracy
        .iter()
        .filter(|a| a.questions >= *GOLDEN.start())
        .find(|a| a.accuracy >= best - WORTH_A_QUESTION)
        .map_or(accuracy.len(), |a| a.questions)
}

fn chance(sample: &Sample) -> f64 {
    let mut weight = vec![0.0; sample.groups];
    for (label, w) in sample.labels.iter().zip(&sample.weights) {
        weight[*label] += w;
    }
    let total: f64 = weight.iter().sum();
    weight.into_iter().fold(0.0, f64::max) / total
}

#[cfg(test)]
mod tests;
