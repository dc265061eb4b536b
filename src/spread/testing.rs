//! Random networks for the tests of this room.

use rand::Rng;

use super::cascade::Cascade;
use crate::statistic::stream;

/// A network whose popularity is skewed: people of low number are endorsed more.
pub(crate) fn random_cascade(n: usize, ties: usize, seed: u64, weighted: bool) -> Cascade {
    let mut rng = stream(&[seed]);
    let mut rows: Vec<Vec<u32>> = vec![Vec::new(); n];
    for _ in 0..ties {
        let source = rng.gen_range(0..n);
        let skewed = rng.r#gen::<f64>().powi(3);
        let target = ((skewed * n as f64) as usize).min(n - 1);
        if source != target {
            rows[source].push(target as u32);
        }
    }
    let mut weights: Vec<Vec<f32>> = Vec::new();
    for row in &mut rows {
        row.sort_unstable();
        row.dedup();
        let weight = |_: &u32| {
            if weighted {
                rng.gen_range(0.1..4.0)
            } else {
                1.0
            }
        };
        weights.push(row.iter().map(weight).collect());
    }
    Cascade::new(n, |p| (&rows[p as usize][..], &weights[p as usize][..])).expect("a network")
}
