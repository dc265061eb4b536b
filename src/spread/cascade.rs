//! The weighted cascade, laid out for sampling against its direction.
//!
//! Geometric skipping over a row of equal probabilities and, for unequal ones, over the row sorted by
//! probability with a power of two as bound (Guo, Wang, Wei & Chen, "Influence Maximization Revisited:
//! Efficient Reverse Reachable Set Generation with Bound Tightened" (SUBSIM), SIGMOD 2020).
//!
//! p → `probability`; the bound 2^−e ≥ p → `bound`.

use rand::RngCore;

use super::error::SpreadError;

/// Rows up to this length are flipped entry by entry: cheaper than one logarithm a step.
const DIRECT: u32 = 8;
/// A row whose entries all have probability 1 / length.
const EQUAL: u32 = u32::MAX;
/// Smallest exponent of a bound: 2^−126 is the smallest normal `f32`.
const EXPONENTS: usize = 127;

/// Where a person's ties stand.
#[derive(Debug, Clone, Copy)]
struct Row {
    start: u32,
    len: u32,
    /// Start in `probabilities`, or [`EQUAL`].
    probabilities: u32,
}

/// Who may have moved whom: for each person, those whose influence it may pass on, and how likely.
#[derive(Debug, Clone)]
pub struct Cascade {
    rows: Vec<Row>,
    people: Vec<u32>,
    probabilities: Vec<f32>,
    /// 1 / ln(1 − 1/d) for the length d of an equal row.
    by_length: Vec<f64>,
    /// 1 / ln(1 − 2^−e) by exponent e; 0 for e = 0 (every entry is looked at).
    by_exponent: Vec<f64>,
}

impl Cascade {
    /// From the outgoing ties of each of `n` people: `ties(s)` gives whom s endorses and how much.
    ///
    /// Weights that are not above zero are left out. O(ties), and O(d log d) for rows of unequal weights over
    /// eight ties; 4 bytes a tie, 8 where weights differ, and 12 a person.
    pub fn new<'a>(
        n: usize,
        mut ties: impl FnMut(u32) -> (&'a [u32], &'a [f32]),
    ) -> Result<Self, SpreadError> {
        let mut cascade = Self {
            rows: Vec::with_capacity(n),
            people: Vec::new(),
            probabilities: Vec::new(),
            by_length: Vec::new(),
            by_exponent: (0..EXPONENTS).map(inverse_of_exponent).collect(),
        };
        let mut row: Vec<(f32, u32)> = Vec::new();
        let mut longest = 0;
        for person in 0..n as u32 {
            let (others, weights) = ties(person);
            if others.len() != weights.len() {
                return Err(SpreadError::Length {
                    what: "a row of weights",
                    given: weights.len(),
                    people: others.len(),
                });
            }
            row.clear();
            let known = others.iter().zip(weights);
            row.extend(
                known
                    .filter(|(_, weight)| weight.is_finite() && **weight > 0.0)
                    .map(|(&other, &weight)| (weight, other)),
            );
            if let Some(&(_, other)) = row.iter().find(|(_, other)| *other as usize >= n) {
                return Err(SpreadError::UnknownPerson {
                    person,
                    other,
                    people: n,
                });
            }
            cascade.push(&mut row);
            longest = longest.max(row.len());
            if cascade.people.len() >= EQUAL as usize {
                return Err(SpreadError::TooManyTies {
                    ties: cascade.people.len(),
                });
            }
        }
        cascade.by_length = (0..=longest)
            .map(|length| (-1.0 / length.max(1) as f64).ln_1p().recip())
            .collect();
        Ok(cascade)
    }

    fn push(&mut self, row: &mut [(f32, u32)]) {
        let start = self.people.len() as u32;
        let len = row.len() as u32;
        let equal = row.windows(2).all(|pair| pair[0].0 == pair[1].0);
        let probabilities = if equal {
            EQUAL
        } else {
            self.probabilities.len() as u32
        };
        if !equal {
            if len > DIRECT {
                row.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            }
            let total: f64 = row.iter().map(|tie| f64::from(tie.0)).sum();
            self.probabilities
                .extend(row.iter().map(|tie| (f64::from(tie.0) / total) as f32));
        }
        self.people.extend(row.iter().map(|tie| tie.1));
        self.rows.push(Row {
            start,
            len,
            probabilities,
        });
    }

    /// How many people there are.
    pub fn people(&self) -> usize {
        self.rows.len()
    }

    /// How many ties there are.
    pub fn ties(&self) -> usize {
        self.people.len()
    }

    /// Those who may move this person, with their probabilities; the order is not that of the input.
    pub fn movers(&self, person: u32) -> impl Iterator<Item = (u32, f64)> + '_ {
        let row = self.rows[person as usize];
        (0..row.len).map(move |i| {
            let probability = if row.probabilities == EQUAL {
                1.0 / f64::from(row.len)
            } else {
                f64::from(self.probabilities[(row.probabilities + i) as usize])
            };
            (self.people[(row.start + i) as usize], probability)
        })
    }

    /// Draws the people whose influence reaches this one, each with its own probability.
    ///
    /// Expected O(1 + log d) for a row of d ties.
    pub(super) fn draw(&self, person: u32, rng: &mut impl RngCore, mut found: impl FnMut(u32)) {
        let row = self.rows[person as usize];
        let people = &self.people[row.start as usize..(row.start + row.len) as usize];
        if row.probabilities == EQUAL {
            match row.len {
                0 => {}
                1 => found(people[0]),
                2..=DIRECT => {
                    let threshold = u64::from(u32::MAX / row.len);
                    flip(people, rng, &mut found, |_| threshold);
                }
                _ => {
                    let inverse = self.by_length[row.len as usize];
                    let mut next = skip(rng, inverse);
                    while next < people.len() {
                        found(people[next]);
                        next = next.saturating_add(1).saturating_add(skip(rng, inverse));
                    }
                }
            }
            return;
        }
        let start = row.probabilities as usize;
        let probabilities = &self.probabilities[start..start + people.len()];
        if row.len <= DIRECT {
            let threshold = |i: usize| (f64::from(probabilities[i]) * 4_294_967_296.0) as u64;
            flip(people, rng, &mut found, threshold);
            return;
        }
        let mut here = 0;
        while here < people.len() {
            let exponent = exponent(probabilities[here]);
            let next = here.saturating_add(skip(rng, self.by_exponent[exponent]));
            if next >= people.len() {
                return;
            }
            let bound = f32::from_bits(((127 - exponent) as u32) << 23);
            if unit_f32(rng) * bound < probabilities[next] {
                found(people[next]);
            }
            here = next + 1;
        }
    }
}

/// The largest e ≤ 126 with 2^−e ≥ p, for 0 < p ≤ 1.
fn exponent(p: f32) -> usize {
    // 2^(b−127) ≤ p < 2^(b−126) for the biased exponent b.
    let biased = (p.to_bits() >> 23) as usize;
    126_usize.saturating_sub(biased)
}

fn inverse_of_exponent(e: usize) -> f64 {
    if e == 0 {
        return 0.0;
    }
    (-(0.5_f64.powi(e as i32))).ln_1p().recip()
}

/// How many entries fail before the next succeeds: ⌊ln u / ln(1 − p)⌋ for u in (0, 1].
fn skip(rng: &mut impl RngCore, inverse: f64) -> usize {
    let u = ((rng.next_u64() >> 11) + 1) as f64 * (1.0 / (1u64 << 53) as f64);
    (u.ln() * inverse) as usize
}

fn unit_f32(rng: &mut impl RngCore) -> f32 {
    (rng.next_u64() >> 40) as f32 * (1.0 / (1u32 << 24) as f32)
}

/// Entry by entry, two 32-bit draws from each number.
fn flip(
    people: &[u32],
    rng: &mut impl RngCore,
    found: &mut impl FnMut(u32),
    threshold: impl Fn(usize) -> u64,
) {
    let mut bits = 0;
    for (i, &person) in people.iter().enumerate() {
        if i % 2 == 0 {
            bits = rng.next_u64();
        } else {
            bits >>= 32;
        }
        if (bits & 0xffff_ffff) < threshold(i) {
            found(person);
        }
    }
}

#[cfg(test)]
#[path = "cascade_tests.rs"]
mod tests;
