//! Fixed point: what an interaction is worth, in whole units of 2⁻⁸⁴.
//!
//! Sums of whole numbers do not depend on the order of rows, and the fading uses nothing but IEEE
//! additions and multiplications in a fixed order: a warehouse that runs the printed SQL adds up to the
//! very same numbers as this machine, to the last bit.

use crate::interaction::FixedTie;

use super::KindWeights;

/// Binary digits behind the point.
pub const FRACTION_BITS: u32 = 84;
/// 2⁸⁴.
pub const UNIT: f64 = 19_342_813_113_834_066_795_298_816.0;
/// Ages beyond this many half-lives fade no further.
pub const OLDEST: f64 = 60.0;
/// 1/13!, 1/12!, … 1/1!, 1: the series of eᵗ, exact to a unit of the last place for |t| ≤ ln 2 / 2.
pub const SERIES: [f64; 14] = [
    1.0 / 6_227_020_800.0,
    1.0 / 479_001_600.0,
    1.0 / 39_916_800.0,
    1.0 / 3_628_800.0,
    1.0 / 362_880.0,
    1.0 / 40_320.0,
    1.0 / 5_040.0,
    1.0 / 720.0,
    1.0 / 120.0,
    1.0 / 24.0,
    1.0 / 6.0,
    1.0 / 2.0,
    1.0,
    1.0,
];

/// 2^(−age), `age` in half-lives from 0 to 60: the whole part is a power of two, the rest a series
/// summed by Horner's rule. 1 at 0, exact at whole half-lives, else within two units of the last place.
pub fn decay(age: f64) -> f64 {
    let whole = (age + 0.5).floor();
    let t = (whole - age) * std::f64::consts::LN_2;
    let series = SERIES.into_iter().fold(0.0, |sum, term| sum * t + term);
    series * power_of_two(-(whole as i32))
}

/// 2ⁿ for n in −1022..=1023, from its bits.
fn power_of_two(n: i32) -> f64 {
    f64::from_bits(((1023 + n.clamp(-1022, 1023)) as u64) << 52)
}

/// Weight × fading in whole units of 2⁻⁸⁴, rounded down.
pub fn fixed(weight: f64, fade: f64) -> u128 {
    (weight * fade * UNIT).floor() as u128
}

/// The number that so many units stand for.
pub fn worth(units: u128) -> f64 {
    units as f64 / UNIT
}

/// Units of one pair of people by kind, added up.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct KindSums([u128; 7]);

impl KindSums {
    pub fn add(&mut self, kind: crate::interaction::Kind, units: u128) {
        let sum = &mut self.0[kind as usize];
        *sum = sum.saturating_add(units);
    }

    pub fn of(ties: &[FixedTie], counts: impl Fn(&FixedTie) -> bool) -> Self {
        let mut sums = Self::default();
        for tie in ties.iter().filter(|tie| counts(tie)) {
            sums.add(tie.kind, tie.weight);
        }
        sums
    }

    /// Σ kind weight × worth, in the order of the kinds.
    pub fn weight(&self, kinds: &KindWeights) -> f64 {
        let pairs = self.0.iter().zip(&kinds.0);
        pairs
            .filter(|&(&units, _)| units > 0)
            .map(|(&units, weight)| weight * worth(units))
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attention_fades_as_powers_of_two_do() {
        for step in 0..60_000 {
            let age = f64::from(step) / 1_000.0;
            let (found, expected) = (decay(age), (-age).exp2());
            assert!((found - expected).abs() <= 4e-16 * expected, "{age}");
        }
        for whole in 0..=60 {
            assert_eq!(decay(f64::from(whole)), 2f64.powi(-whole));
        }
    }

    #[test]
    fn sums_of_units_are_exact_in_any_order() {
        let ages = [0.3, 59.9, 0.0, 12.25, 60.0, 31.7];
        let forwards: u128 = ages.iter().map(|&age| fixed(1.0, decay(age))).sum();
        let backwards: u128 = ages.iter().rev().map(|&age| fixed(1.0, decay(age))).sum();
        assert_eq!(forwards, backwards);
        assert_eq!(worth(fixed(2.5, 1.0)), 2.5);
        assert_eq!(worth(fixed(1.0, decay(60.0))), 2f64.powi(-60));
        assert_eq!(fixed(f64::from(f32::MAX), 1.0), u128::MAX, "no overflow");
    }
}
