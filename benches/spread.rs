//! How long a plan of 50 people takes on an R-MAT network of 1M people and 10M ties, in CPU seconds.
//!
//! `cargo bench --bench spread [-- SCALE TIES]` prints one line a stage. The peer is SUBSIM (Guo et al. 2020, C++), whose
//! figure on such a network is 0.42 CPU s (k 50, ε 0.1); a forward simulation checks the spread we report.
use entourage::spread::{Cascade, Limit, Rules, SpreadParams, simulate};
use entourage::statistic::hash;

fn main() {
    let numbers: Vec<u32> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    let scale = numbers.first().copied().unwrap_or(20);
    let count = numbers.get(1).copied().unwrap_or(10_000_000);
    for weighted in [false, true] {
        let rows = rmat(scale, count, weighted);
        let n = rows.starts.len() - 1;
        println!(
            "{n} people, {} ties, weights {weighted}",
            rows.targets.len()
        );
        let cascade = stage("cascade", || {
            Cascade::new(n, |person| rows.of(person)).expect("a network")
        });
        let benefit = vec![1.0; n];
        let rules = Rules::new(Limit::Size(50));
        for (name, precision) in [("guarantee only", 1.0), ("within 2 %, the default", 0.02)] {
            let params = SpreadParams::new(42).epsilon(0.1).delta(1.0 / n as f64);
            let params = params.precision(precision).check().expect("parameters");
            let plan = stage(name, || {
                params.select(&cascade, &benefit, &rules).expect("a plan")
            });
            println!(
                "  spread {:.0} ({:.0} to {:.0}), guarantee {:.3}, {} sets",
                plan.expected.value,
                plan.expected.low,
                plan.expected.high,
                plan.guarantee,
                plan.sets
            );
            let forward = simulate(&cascade, &plan.chosen, &benefit, 200, 7);
            println!(
                "  simulated {:.0} ({:.0} to {:.0})",
                forward.value, forward.low, forward.high
            );
        }
    }
}

/// Runs one stage and prints its CPU seconds (user and system, all threads).
fn stage<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let (before, clock) = (cpu_seconds(), std::time::Instant::now());
    let result = work();
    println!(
        "{name}: {:.2} CPU s, {:.2} s",
        cpu_seconds() - before,
        clock.elapsed().as_secs_f64()
    );
    result
}

fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks = |i: usize| -> f64 {
        let field = after.split_whitespace().nth(i);
        field.and_then(|f| f.parse().ok()).unwrap_or(0.0)
    };
    (ticks(11) + ticks(12)) / 100.0
}

/// Outgoing ties of everybody.
struct Rows {
    starts: Vec<usize>,
    targets: Vec<u32>,
    weights: Vec<f32>,
}

impl Rows {
    fn of(&self, person: u32) -> (&[u32], &[f32]) {
        let range = self.starts[person as usize]..self.starts[person as usize + 1];
        (&self.targets[range.clone()], &self.weights[range])
    }
}

/// R-MAT (Chakrabarti, Zhan & Faloutsos 2004) with a, b, c = 0.57, 0.19, 0.19; ties once each, of one weight or of
/// weights spread over two orders of magnitude.
fn rmat(scale: u32, count: u32, weighted: bool) -> Rows {
    let mut pairs: Vec<(u32, u32)> = (0..u64::from(count)).map(|i| rmat_pair(scale, i)).collect();
    pairs.retain(|(source, target)| source != target);
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
    Rows {
        starts,
        weights: pairs.iter().map(|&(s, t)| weight(s, t)).collect(),
        targets: pairs.iter().map(|&(_, target)| target).collect(),
    }
}

fn rmat_pair(scale: u32, i: u64) -> (u32, u32) {
    let (mut source, mut target) = (0, 0);
    let mut bits = 0;
    for level in 0..scale {
        if level % 4 == 0 {
            bits = hash(&[1, i, u64::from(level)]);
        }
        let draw = (bits >> (16 * (level % 4))) & 0xffff;
        let (s, t) = match draw * 100 / 65_536 {
            0..57 => (0, 0),
            57..76 => (0, 1),
            76..95 => (1, 0),
            _ => (1, 1),
        };
        source = source << 1 | s;
        target = target << 1 | t;
    }
    (source, target)
}
