//! Latent classes as a method of grouping.

use super::criterion::Clusterer;
use super::kmeans::best;
use super::mixture::{self, Data, Item, Mixture, Run};
use super::model::Model;
use super::prepared::Prepared;
use super::solver::{Fitted, Solver, light, order, restarts};

/// A mixture on the answers themselves.
pub(super) struct LatentSolver<'a> {
    prepared: &'a Prepared<'a>,
    items: Vec<Item>,
    /// The answers of the sample.
    sample: Data,
}

impl<'a> LatentSolver<'a> {
    pub fn new(prepared: &'a Prepared<'a>) -> Self {
        let names = prepared.encoding.attributes();
        let items = mixture::items(prepared.table, names, &prepared.rows);
        let weights = prepared.sample.weights.clone();
        let sample = mixture::data(&items, prepared.table, &prepared.sample_rows, weights);
        Self {
            prepared,
            items,
            sample,
        }
    }

    /// The best of many starts on every row of the fit.
    fn thorough(&self, k: usize, weights: Vec<f64>) -> (Mixture, mixture::Estimate, Data) {
        let prepared = self.prepared;
        let data = mixture::data(&self.items, prepared.table, &prepared.rows, weights);
        let points = prepared.points.reweigh(data.weights.clone());
        let near = best(&points, &light(k, prepared.seed));
        let run = Run {
            classes: k,
            restarts: restarts(data.weights.len()).min(20),
            iterations: 2_000,
            tolerance: 1e-9,
            seed: prepared.seed,
        };
        let estimate = mixture::fit(&self.items, &data, Some(&near.labels), &run);
        (Mixture::new(self.items.clone(), &estimate), estimate, data)
    }
}

impl Clusterer for LatentSolver<'_> {
    fn weights(&self) -> &[f64] {
        &self.sample.weights
    }

    /// EM from a k-means solution and one random start.
    fn labels(&self, k: usize, rows: &[usize], weights: &[f64], seed: u64) -> Vec<u32> {
        let near = best(
            &self.prepared.sample.select(rows, weights.to_vec()),
            &light(k, seed),
        );
        let run = Run {
            classes: k,
            restarts: 1,
            iterations: 200,
            tolerance: 1e-6,
            seed,
        };
        let data = self.sample.select(rows, weights.to_vec());
        let estimate = mixture::fit(&self.items, &data, Some(&near.labels), &run);
        Mixture::new(self.items.clone(), &estimate)
            .modal(&self.sample)
            .0
    }
}

impl Solver for LatentSolver<'_> {
    fn solve(&self, k: usize) -> Fitted {
        let weights = self.prepared.points.weights.clone();
        let (mixture, estimate, data) = self.thorough(k, weights);
        let (bic, icl) = mixture::criteria(&mixture, &estimate, &data.weights);
        let (unordered, _) = mixture.assign(self.prepared.table);
        let order = order(&unordered, self.prepared, &mixture.descriptions());
        let mixture = mixture.reordered(&order);
        // Assigned again: in another order of the classes a posterior may differ in its last bit.
        let (labels, confidence) = mixture.assign(self.prepared.table);
        Fitted {
            model: Model::LatentClass { mixture },
            labels,
            confidence,
            bic: Some(bic),
            icl: Some(icl),
        }
    }

    fn unweighted(&self, k: usize) -> Vec<u32> {
        let (mixture, _, data) = self.thorough(k, vec![1.0; self.prepared.rows.len()]);
        mixture.modal(&data).0
    }
}
