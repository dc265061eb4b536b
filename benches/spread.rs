//! How long a plan of 50 people takes on an R-MAT network of 1M people and 10M ties, in CPU seconds.
//!
//! `cargo bench --bench spread [-- SCALE TIES]`. The peer is SUBSIM (Guo et al. 2020, C++), which no package registry
//! has: its figure on such a network is 0.42 CPU s (k 50, ε 0.1). A forward simulation checks the spread we report.
// A bench is a program: nobody calls what is in it, and each uses a part of the sitting.
#![allow(missing_docs, dead_code)]

use entourage::spread::{Cascade, Limit, Rules, Selection, SpreadParams, simulate};
use entourage::statistic::hash;

mod sitting;

use sitting::{Sitting, rmat};

fn main() {
    let sitting = Sitting::begin("");
    let [scale, count] = sitting::numbers([20, 10_000_000]);
    for weighted in [false, true] {
        let rows = Rows::of(scale, count, weighted);
        let n = rows.starts.len() - 1;
        let ties = rows.targets.len();
        println!("{n} people, {ties} ties, weights {weighted}");
        let (cascade, _) = sitting.ours(
            "cascade",
            |_| String::new(),
            || Cascade::new(n, |person| rows.from(person)).expect("a network"),
        );
        let benefit = vec![1.0; n];
        let rules = Rules::new(Limit::Size(50));
        for (name, precision) in [("guarantee only", 1.0), ("within 2 %, the default", 0.02)] {
            let params = SpreadParams::new(42).epsilon(0.1).delta(1.0 / n as f64);
            let params = params.precision(precision).check().expect("parameters");
            let (plan, _) = sitting.ours(name, said, || {
                params.select(&cascade, &benefit, &rules).expect("a plan")
            });
            let forward = simulate(&cascade, &plan.chosen, &benefit, 200, 7);
            println!(
                "  simulated {:.0} ({:.0} to {:.0})",
                forward.value, forward.low, forward.high
            );
        }
    }
}

fn said(plan: &Selection) -> String {
    let spread = plan.expected;
    format!(
        "spread {:.0} ({:.0} to {:.0}), guarantee {:.3}, {} sets",
        spread.value, spread.low, spread.high, plan.guarantee, plan.sets
    )
}

/// Outgoing ties of everybody, once each, of one weight or of weights spread over two orders of magnitude.
struct Rows {
    starts: Vec<usize>,
    targets: Vec<u32>,
    weights: Vec<f32>,
}

impl Rows {
    fn of(scale: u32, count: u32, weighted: bool) -> Self {
        let mut pairs = rmat::pairs(scale, count);
        pairs.sort_unstable();
        pairs.dedup();
        let mut starts = vec![0; (1 << scale) + 1];
        for &(source, _) in &pairs {
            starts[source as usize + 1] += 1;
        }
        for i in 0..1 << scale {
            starts[i + 1] += starts[i];
        }
        let weight = |source: u32, target: u32| {
            let unit = hash(&[5, u64::from(source), u64::from(target)]) >> 40;
            if weighted {
                0.01_f32.powf(unit as f32 / (1u32 << 24) as f32)
            } else {
                1.0
            }
        };
        Self {
            starts,
            weights: pairs.iter().map(|&(s, t)| weight(s, t)).collect(),
            targets: pairs.iter().map(|&(_, target)| target).collect(),
        }
    }

    fn from(&self, person: u32) -> (&[u32], &[f32]) {
        let range = self.starts[person as usize]..self.starts[person as usize + 1];
        (&self.targets[range.clone()], &self.weights[range])
    }
}
