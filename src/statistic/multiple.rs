//! Many tests at once: Benjamini, Y. & Hochberg, Y. (1995), JRSS B 57(1).

/// p-values adjusted to control the false discovery rate, in the order they came.
///
/// p₍ᵢ₎ · m / i, made monotone from the largest down, at most 1. O(m log m). A value that is not a
/// number stays where it is and counts as no test.
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).filter(|&i| !p[i].is_nan()).collect();
    order.sort_by(|&a, &b| p[a].total_cmp(&p[b]));
    let tests = order.len() as f64;
    let mut adjusted = p.to_vec();
    let mut least = 1.0_f64;
    for (rank, &i) in order.iter().enumerate().rev() {
        // Not under p itself: m / m may round to just below 1.
        least = least.min((p[i] * tests / (rank + 1) as f64).max(p[i]));
        adjusted[i] = least;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// R 4.3: `p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05, 0.5), "BH")`.
    #[test]
    fn adjusted_values_are_those_of_r() {
        let adjusted = benjamini_hochberg(&[0.5, 0.01, 0.02, 0.03, 0.04, 0.05]);
        for (got, expected) in adjusted.iter().zip([0.5, 0.06, 0.06, 0.06, 0.06, 0.06]) {
            assert!((got - expected).abs() < 1e-12, "{adjusted:?}");
        }
    }

    proptest! {
        #[test]
        fn an_adjusted_value_is_never_smaller_and_keeps_the_order(
            p in proptest::collection::vec(0.0..=1.0_f64, 1..40)
        ) {
            let adjusted = benjamini_hochberg(&p);
            for i in 0..p.len() {
                prop_assert!(adjusted[i] >= p[i] && adjusted[i] <= 1.0);
                for j in 0..p.len() {
                    prop_assert!(p[i] > p[j] || adjusted[i] <= adjusted[j]);
                }
            }
        }
    }
}
