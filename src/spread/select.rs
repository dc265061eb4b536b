//! Whom to choose: greedy over reverse reachable sets, stopped as soon as the choice is provably good enough.
//!
//! OPIM-C: Tang, Tang, Xiao & Yuan, "Online Processing Algorithms for Influence Maximization", SIGMOD 2018.
//! R₁ → `chosen_on`, R₂ → `measured_on`, θ → sets, η = ln(3 rounds / δ) → `doubt`; their bounds → `lower`, `upper`. With costs:
//! the better of greedy by gain and by gain per cost (Khuller, Moss & Naor 1999), its guarantee measured, not assumed.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::bound::most_gain;
use super::cascade::Cascade;
use super::coverage::Coverage;
use super::error::SpreadError;
use super::roots::Roots;
use super::rules::{Limit, Rules};
use super::sample::{Estimate, Sample};
use super::sets::ReverseSets;

/// Sets a half may hold for the sake of precision alone; the guarantee may ask for more.
const PRECISE: usize = 1 << 20;

/// How good and how sure the choice must be. Builder with the documented defaults; [`check`](Self::check) it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpreadParams {
    epsilon: f64,
    delta: f64,
    precision: f64,
    most_members: usize,
    seed: u64,
}

impl SpreadParams {
    /// ε 0.1, δ 0.001, estimates within 2 %, at most 2²⁷ members of sets in memory (half a gigabyte).
    pub fn new(seed: u64) -> Self {
        Self {
            epsilon: 0.1,
            delta: 0.001,
            precision: 0.02,
            most_members: 1 << 27,
            seed,
        }
    }

    /// How far under the greedy guarantee 1 − 1/e the choice may be, in (0, 0.6).
    #[must_use]
    pub fn epsilon(mut self, epsilon: f64) -> Self {
        self.epsilon = epsilon;
        self
    }

    /// The probability, in (0, 1), that the guarantee does not hold.
    #[must_use]
    pub fn delta(mut self, delta: f64) -> Self {
        self.delta = delta;
        self
    }

    /// Draw on until the interval of the spread is within this share of it, or a million sets are drawn; 1 and more: stop at
    /// the guarantee.
    #[must_use]
    pub fn precision(mut self, precision: f64) -> Self {
        self.precision = precision;
        self
    }

    /// Stop, with the guarantee reached so far, before sets hold more members than this.
    #[must_use]
    pub fn most_members(mut self, most_members: usize) -> Self {
        self.most_members = most_members;
        self
    }

    /// The parameters, if they are within their ranges.
    pub fn check(self) -> Result<SpreadValidParams, SpreadError> {
        let within = |name, value: f64, ok: bool, range| {
            if ok {
                Ok(())
            } else {
                Err(SpreadError::Parameter { name, value, range })
            }
        };
        let Self {
            epsilon,
            delta,
            precision,
            ..
        } = self;
        let ok = epsilon > 0.0 && epsilon < 0.6;
        within("epsilon", epsilon, ok, "between 0 and 0.6")?;
        let ok = delta > 0.0 && delta < 1.0;
        within("delta", delta, ok, "between 0 and 1")?;
        within("precision", precision, precision > 0.0, "above 0")?;
        Ok(SpreadValidParams(self))
    }
}

/// Checked parameters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpreadValidParams(SpreadParams);

/// Whom to choose, and how good that is.
#[derive(Debug, Clone)]
pub struct Selection {
    /// In the order of choice: those who must be, then by what each adds.
    pub chosen: Vec<u32>,
    /// What each adds to those before it (and to those already reached), in units of benefit.
    pub gains: Vec<f64>,
    /// What all touch beyond those already reached.
    pub expected: Estimate,
    /// Under this the spread is not, with probability 1 − δ.
    pub lower: f64,
    /// Above this no allowed choice is, with probability 1 − δ.
    pub upper: f64,
    /// `lower / upper`: the choice is at least this share of the best possible, with probability 1 − δ.
    pub guarantee: f64,
    /// Whether the guarantee wanted was reached (memory was enough).
    pub reached_target: bool,
    /// Reverse reachable sets drawn, both halves.
    pub sets: usize,
    /// The half that took no part in choosing.
    pub measured_on: Sample,
}

impl SpreadValidParams {
    /// 1 − δ: how sure the guarantee is.
    pub fn confidence(&self) -> f64 {
        1.0 - self.0.delta
    }

    /// Chooses people for the benefit of reaching others (one entry a person, ≥ 0).
    ///
    /// Near-linear in the members of the sets drawn. The same for any number of threads; ties go to the lower number.
    pub fn select(
        &self,
        cascade: &Cascade,
        benefit: &[f64],
        rules: &Rules<'_>,
    ) -> Result<Selection, SpreadError> {
        let people = cascade.people();
        if benefit.len() != people {
            return Err(SpreadError::Length {
                what: "the list of benefits",
                given: benefit.len(),
                people,
            });
        }
        rules.check(people)?;
        let roots = Roots::new(benefit)?;
        let candidate = rules.candidates(people);
        let plan = Stopping::new(&self.0, people, &candidate, rules);
        let mut chosen_on = ReverseSets::default();
        let mut measured_on = ReverseSets::default();
        let mut wanted = plan.first;
        loop {
            chosen_on.extend_to(wanted, cascade, &roots, (self.0.seed, 1));
            measured_on.extend_to(wanted, cascade, &roots, (self.0.seed, 2));
            let choice = Choice::best(&chosen_on, &candidate, rules);
            let sample = Sample::new(measured_on, roots.total(), people);
            let selection = plan.judge(choice, &chosen_on, sample, rules);
            let members = chosen_on.members() * 4;
            let last = chosen_on.len() >= plan.last || members > self.0.most_members;
            let precise = selection.expected.relative_error() <= self.0.precision
                || chosen_on.len() >= PRECISE;
            if last || (selection.reached_target && precise) {
                return Ok(selection);
            }
            measured_on = selection.measured_on.into_sets();
            wanted = chosen_on.len() * 2;
        }
    }
}

/// When to stop drawing.
struct Stopping {
    first: usize,
    last: usize,
    /// η of the head of this file.
    doubt: f64,
    target: f64,
}

impl Stopping {
    fn new(params: &SpreadParams, people: usize, candidate: &[bool], rules: &Rules<'_>) -> Self {
        let n = people as f64;
        let k = choices(candidate, rules) as f64;
        let greedy = 1.0 - (-1.0_f64).exp();
        let theorem = match (rules.limit, rules.quota) {
            (Limit::Budget { .. }, _) => 1.0 - (-0.5_f64).exp(),
            (Limit::Size(_), Some(_)) => 0.5,
            (Limit::Size(_), None) => greedy,
        };
        let tail = (6.0 / params.delta).ln();
        // ln C(n, k) ≤ k (1 + ln(n / k)).
        let ways = k * (1.0 + (n / k).ln());
        let root = greedy * tail.sqrt() + (greedy * (ways + tail)).sqrt();
        let first = 2.0 * root * root;
        let last = first * n / (params.epsilon * params.epsilon * k);
        let doublings = (last / first).log2().ceil().max(1.0);
        Self {
            first: (first as usize).max(4096),
            // Finer than this no document can show; memory ends earlier on large networks.
            last: (last.max(first) as usize).clamp(4096, 1 << 24),
            doubt: (3.0 * doublings / params.delta).ln(),
            target: theorem - params.epsilon,
        }
    }

    fn judge(
        &self,
        choice: Choice,
        chosen_on: &ReverseSets,
        sample: Sample,
        rules: &Rules<'_>,
    ) -> Selection {
        let gains = sample.gains(rules.reached, &choice.people);
        let expected = sample.spread_after(rules.reached, &choice.people);
        let total = sample.total();
        let theta = sample.len() as f64;
        let hits = expected.value / total * theta;
        let half = (self.doubt / 2.0).sqrt();
        let root = ((hits + 2.0 * self.doubt / 9.0).sqrt() - half).max(0.0);
        let lower = ((root * root - self.doubt / 18.0).max(0.0) * total / theta).min(total);
        let most = (choice.most + self.doubt / 2.0).sqrt() + half;
        let upper = (most * most * total / chosen_on.len() as f64).min(total);
        let guarantee = if upper > 0.0 { lower / upper } else { 0.0 };
        Selection {
            chosen: choice.people,
            gains,
            expected,
            lower,
            upper,
            guarantee,
            reached_target: guarantee >= self.target,
            sets: chosen_on.len() + sample.len(),
            measured_on: sample,
        }
    }
}

/// How many people a choice can hold at most.
fn choices(candidate: &[bool], rules: &Rules<'_>) -> usize {
    let people = candidate.iter().filter(|may| **may).count() + rules.always.len();
    let most = match rules.limit {
        Limit::Size(size) => size,
        Limit::Budget { budget, costs } => {
            let mut costs: Vec<f64> = (0..costs.len())
                .filter(|&p| candidate[p])
                .map(|p| costs[p])
                .collect();
            costs.sort_unstable_by(f64::total_cmp);
            let mut left = budget;
            let affordable = costs.iter().take_while(|cost| {
                left -= **cost;
                left >= 0.0
            });
            affordable.count() + rules.always.len()
        }
    };
    most.min(people).max(1)
}

/// One greedy run on the choosing half.
struct Choice {
    people: Vec<u32>,
    met: u32,
    /// Upper bound on the sets that any allowed choice meets.
    most: f64,
}

impl Choice {
    fn best(sets: &ReverseSets, candidate: &[bool], rules: &Rules<'_>) -> Self {
        let by_gain = Self::greedy(sets, candidate, rules, |_| 1.0);
        let Limit::Budget { costs, .. } = rules.limit else {
            return by_gain;
        };
        let by_value = Self::greedy(sets, candidate, rules, |p| costs[p as usize]);
        let most = by_gain.most.min(by_value.most);
        let better = if by_value.met > by_gain.met {
            by_value
        } else {
            by_gain
        };
        Self { most, ..better }
    }

    /// Takes the largest gain / `price` first while it fits. Gains only fall, so a stale one is put back (Minoux 1978).
    fn greedy(
        sets: &ReverseSets,
        candidate: &[bool],
        rules: &Rules<'_>,
        price: impl Fn(u32) -> f64,
    ) -> Self {
        let places = choices(candidate, rules);
        let mut coverage = Coverage::new(sets, candidate.len(), rules.reached, places);
        let mut people = rules.always.to_vec();
        for &person in rules.always {
            coverage.choose(person);
        }
        let mut quotas = rules.quotas();
        let spent: f64 = rules.always.iter().map(|&p| rules.cost(p)).sum();
        let mut left = rules.available() - spent;
        let entry = |person: u32, gain: u32| {
            // Positive floats keep their order as bits.
            let key = (f64::from(gain) / price(person)).to_bits();
            (key, Reverse(person), gain)
        };
        let mut heap: BinaryHeap<(u64, Reverse<u32>, u32)> = (0..candidate.len() as u32)
            .filter(|&p| candidate[p as usize] && coverage.gains[p as usize] > 0)
            .map(|p| entry(p, coverage.gains[p as usize]))
            .collect();
        let bound = |coverage: &Coverage<'_>| {
            f64::from(coverage.chosen_sets) + most_gain(&coverage.gains, candidate, rules)
        };
        let mut most = bound(&coverage);
        let mut next_bound = 1;
        while left > 0.0
            && let Some((_, Reverse(person), gain)) = heap.pop()
        {
            let now = coverage.gains[person as usize];
            if now != gain {
                if now > 0 {
                    heap.push(entry(person, now));
                }
                continue;
            }
            let cost = rules.cost(person);
            if cost > left || !quotas.take(person) {
                continue;
            }
            left -= cost;
            coverage.choose(person);
            people.push(person);
            if people.len() >= next_bound {
                most = most.min(bound(&coverage));
                next_bound = people.len() * 2;
            }
        }
        most = most.min(bound(&coverage));
        Self {
            people,
            met: coverage.chosen_sets,
            most,
        }
    }
}

#[cfg(test)]
#[path = "select_tests.rs"]
mod tests;
