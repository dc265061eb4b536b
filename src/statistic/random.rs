//! Random numbers that belong to what they are drawn for, not to the moment they are drawn.

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::SeedableRng;

/// One 64-bit hash of several numbers: `SplitMix64` steps (Steele, Lea & Flood 2014), one a part.
pub fn hash(parts: &[u64]) -> u64 {
    parts
        .iter()
        .fold(0x9e37_79b9_7f4a_7c15, |state, &part| mix(state ^ part))
}

/// A number in [0, 1) of several numbers: the same parts give the same number.
pub fn unit(parts: &[u64]) -> f64 {
    (hash(parts) >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
}

/// A generator of its own for one piece of work, named by numbers (seed, stage, replicate, …).
///
/// Pieces may then run in any order, on any thread, and draw the same numbers.
pub fn stream(parts: &[u64]) -> Xoshiro256PlusPlus {
    Xoshiro256PlusPlus::seed_from_u64(hash(parts))
}

fn mix(value: u64) -> u64 {
    let mut z = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_depends_on_every_part_and_on_their_order() {
        assert_ne!(hash(&[1, 2]), hash(&[2, 1]));
        assert_ne!(hash(&[1]), hash(&[1, 0]));
        assert_eq!(hash(&[7, 8, 9]), hash(&[7, 8, 9]));
    }

    #[test]
    fn units_fill_their_range_evenly() {
        let mean = (0..10_000).map(|i| unit(&[42, i])).sum::<f64>() / 10_000.0;
        assert!((mean - 0.5).abs() < 0.01, "{mean}");
    }
}
