//! The cascade run forwards: slow, simple, and independent of reverse sets. The check on every figure of this room.
//!
//! Independent cascade, Kempe, Kleinberg & Tardos 2003; probabilities as in [`Cascade`].

use rand::Rng;
use rayon::prelude::*;

use crate::statistic::stream;

use super::cascade::Cascade;
use super::sample::Estimate;

/// The mean benefit touched over `runs` simulations, with its 95 % interval.
///
/// O(ties) to turn the ties around, then O(ties seen) a run; the same for any number of threads.
pub fn simulate(
    cascade: &Cascade,
    people: &[u32],
    benefit: &[f64],
    runs: usize,
    seed: u64,
) -> Estimate {
    let moved = Moved::new(cascade);
    let sums: Vec<f64> = (0..runs)
        .into_par_iter()
        .map_init(
            || vec![false; cascade.people()],
            |seen, run| moved.run(people, benefit, &[seed, run as u64], seen),
        )
        .collect();
    let n = runs.max(1) as f64;
    let mean = sums.iter().sum::<f64>() / n;
    let squares: f64 = sums.iter().map(|sum| (sum - mean).powi(2)).sum();
    let half = 1.96 * (squares / (n - 1.0).max(1.0) / n).sqrt();
    Estimate {
        value: mean,
        low: mean - half,
        high: mean + half,
    }
}

/// For each person, whom it may move and how likely.
struct Moved {
    ends: Vec<usize>,
    ties: Vec<(u32, f32)>,
}

impl Moved {
    fn new(cascade: &Cascade) -> Self {
        let n = cascade.people();
        let mut starts = vec![0usize; n + 1];
        for person in 0..n as u32 {
            for (mover, _) in cascade.movers(person) {
                starts[mover as usize + 1] += 1;
            }
        }
        for i in 0..n {
            starts[i + 1] += starts[i];
        }
        let mut ties = vec![(0, 0.0); cascade.ties()];
        for person in 0..n as u32 {
            for (mover, probability) in cascade.movers(person) {
                ties[starts[mover as usize]] = (person, probability as f32);
                starts[mover as usize] += 1;
            }
        }
        // Each start has moved to its end.
        starts.truncate(n);
        Self { ends: starts, ties }
    }

    fn run(&self, people: &[u32], benefit: &[f64], name: &[u64], seen: &mut [bool]) -> f64 {
        let mut rng = stream(name);
        let mut touched: Vec<u32> = Vec::new();
        for &person in people {
            if !std::mem::replace(&mut seen[person as usize], true) {
                touched.push(person);
            }
        }
        let mut head = 0;
        while head < touched.len() {
            let person = touched[head] as usize;
            head += 1;
            let start = if person == 0 {
                0
            } else {
                self.ends[person - 1]
            };
            for &(other, probability) in &self.ties[start..self.ends[person]] {
                if !seen[other as usize] && rng.r#gen::<f32>() < probability {
                    seen[other as usize] = true;
                    touched.push(other);
                }
            }
        }
        let mut sum = 0.0;
        for person in touched {
            seen[person as usize] = false;
            sum += benefit[person as usize];
        }
        sum
    }
}
