//! Sums that come out the same, bit for bit, for any number of threads.

use rayon::prelude::*;

/// Rows in a chunk. Fixed: it decides where partial sums are cut, so it decides their last bits.
pub const CHUNK: usize = 4096;

/// The sum of `term(i)` for `i` in `0..n`: chunks of [`CHUNK`] in parallel, then added in order.
///
/// O(n) work; the result does not depend on the number of threads.
pub fn ordered_sum(n: usize, term: impl Fn(usize) -> f64 + Sync) -> f64 {
    let chunks = n.div_ceil(CHUNK);
    let partial = |chunk: usize| {
        let end = ((chunk + 1) * CHUNK).min(n);
        (chunk * CHUNK..end).map(&term).sum::<f64>()
    };
    if chunks < 4 {
        return (0..chunks).map(partial).sum();
    }
    let partials: Vec<f64> = (0..chunks).into_par_iter().map(partial).collect();
    partials.into_iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_bit_equal_for_any_number_of_threads() {
        let term = |i: usize| 1.0 / (i as f64 + 1.0);
        let sums: Vec<u64> = [1, 2, 8]
            .map(|threads| {
                let pool = rayon::ThreadPoolBuilder::new()
                    .num_threads(threads)
                    .build()
                    .expect("a pool");
                pool.install(|| ordered_sum(100_003, term)).to_bits()
            })
            .to_vec();
        assert!(sums.windows(2).all(|pair| pair[0] == pair[1]));
    }
}
