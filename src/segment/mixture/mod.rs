//! Latent classes: a mixture for mixed data (Lazarsfeld & Henry 1968; Vermunt & Magidson 2002).
//!
//! Inside a class answers are independent: levels multinomial, options Bernoulli, quantities Gaussian
//! with a variance of their own.
mod bernoulli;
mod em;
mod gaussian;
mod items;
mod multinomial;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::model::Assignment;
use crate::encode::Mismatch;
use crate::table::{Kind, Table};

pub(super) use em::{Data, Estimate, Run, fit};
pub use items::Item;

/// A fitted mixture as data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mixture {
    items: Vec<Item>,
    /// Share of each class.
    shares: Vec<f64>,
    /// For each item: each class's shares of the levels, probabilities of the options, or mean and
    /// variance of the standardised quantity.
    parameters: Vec<Vec<f64>>,
}

impl Mixture {
    /// Its items, the shares of its classes, and the parameters of each item.
    pub fn parts(&self) -> (&[Item], &[f64], &[Vec<f64>]) {
        (&self.items, &self.shares, &self.parameters)
    }

    /// From items and an estimate.
    pub(super) fn new(items: Vec<Item>, estimate: &Estimate) -> Self {
        Self {
            items,
            shares: estimate.shares.clone(),
            parameters: estimate.parameters.clone(),
        }
    }

    /// Number of classes.
    pub fn classes(&self) -> usize {
        self.shares.len()
    }

    /// The items.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Share of each class (0..1).
    pub fn shares(&self) -> &[f64] {
        &self.shares
    }

    /// How a table differs from the one the mixture was fitted on.
    pub fn mismatches(&self, table: &Table) -> Vec<Mismatch> {
        self.items
            .iter()
            .filter_map(|item| item.mismatch(table))
            .collect()
    }

    /// The most probable class of each respondent and its posterior; ties go to the first class.
    ///
    /// Whoever answered nothing is in the largest class, with its share as posterior.
    pub fn assign(&self, table: &Table) -> Assignment {
        let rows: Vec<usize> = (0..table.len()).collect();
        let data = data(&self.items, table, &rows, vec![1.0; rows.len()]);
        self.modal(&data)
    }

    pub(super) fn modal(&self, data: &Data) -> Assignment {
        let (posterior, _) = em::expect(&self.items, data, &self.shares, &self.parameters);
        posterior
            .chunks(self.classes())
            .map(|row| {
                let mut best = 0;
                for (class, value) in row.iter().enumerate() {
                    if *value > row[best] {
                        best = class;
                    }
                }
                (best as u32, row[best])
            })
            .unzip()
    }

    /// The same mixture with its classes in another order: `order[new] = old`.
    pub(super) fn reordered(&self, order: &[usize]) -> Self {
        let classes = self.classes();
        let pick = |own: &Vec<f64>| -> Vec<f64> {
            let width = own.len() / classes;
            order
                .iter()
                .flat_map(|&old| &own[old * width..(old + 1) * width])
                .copied()
                .collect()
        };
        Self {
            items: self.items.clone(),
            shares: order.iter().map(|&old| self.shares[old]).collect(),
            parameters: self.parameters.iter().map(pick).collect(),
        }
    }

    /// Each class described by all its parameters, for breaking ties.
    pub(super) fn descriptions(&self) -> Vec<Vec<f64>> {
        let classes = self.classes();
        let one = |class: usize| {
            let own = |p: &Vec<f64>| {
                let width = p.len() / classes;
                p[class * width..(class + 1) * width].to_vec()
            };
            self.parameters.iter().flat_map(own).collect()
        };
        (0..classes).map(one).collect()
    }

    /// Free parameters.
    pub(super) fn freedom(&self) -> usize {
        let classes = self.classes();
        let of = |item: &Item| match item.kind {
            Kind::Numeric | Kind::Date => 2,
            Kind::Multi => item.levels.len(),
            _ => item.levels.len().saturating_sub(1),
        };
        classes - 1 + classes * self.items.iter().map(of).sum::<usize>()
    }
}

/// The items that a table's questions become, learned from some rows.
pub(super) fn items<'n>(
    table: &Table,
    names: impl Iterator<Item = &'n str>,
    rows: &[usize],
) -> Vec<Item> {
    names
        .filter_map(|name| Item::learn(table, name, rows))
        .collect()
}

/// The answers of some rows.
pub(super) fn data(items: &[Item], table: &Table, rows: &[usize], weights: Vec<f64>) -> Data {
    Data {
        answers: items.iter().map(|item| item.answers(table, rows)).collect(),
        weights,
    }
}

/// Bayesian information criterion (Schwarz 1978) and integrated completed likelihood (Biernacki,
/// Celeux & Govaert 2000), lower is better; weights are scaled to sum to the number of rows.
pub(super) fn criteria(mixture: &Mixture, estimate: &Estimate, weights: &[f64]) -> (f64, f64) {
    let n = weights.len() as f64;
    let scale = n / weights.iter().sum::<f64>();
    let penalty = mixture.freedom() as f64 * n.ln();
    let bic = -2.0 * estimate.log_likelihood * scale + penalty;
    let entropy: f64 = estimate
        .posterior
        .chunks(mixture.classes())
        .zip(weights)
        .map(|(row, weight)| {
            let one = |p: &f64| if *p > 0.0 { -p * p.ln() } else { 0.0 };
            weight * scale * row.iter().map(one).sum::<f64>()
        })
        .sum();
    (bic, bic + 2.0 * entropy)
}
