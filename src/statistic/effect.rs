//! How large a difference is, apart from how sure it is.
//!
//! Cohen, J. (1988), *Statistical Power Analysis*, ch. 6 (h); Hedges, L. V. (1981), J. Educ. Stat. 6 (g).

use super::weight::Moments;

/// Cohen's h of two shares, 2 asin √a − 2 asin √b: between −π and π; 0.2 small, 0.5 medium, 0.8 large.
pub fn cohens_h(a: f64, b: f64) -> f64 {
    let angle = |share: f64| 2.0 * share.clamp(0.0, 1.0).sqrt().asin();
    angle(a) - angle(b)
}

/// Hedges' g of two groups: the difference of means over the pooled standard deviation, with the
/// small-sample factor 1 − 3/(4 df − 1). `None` where nothing varies or a group has no variance.
pub fn hedges_g(a: &Moments, b: &Moments) -> Option<f64> {
    if a.effective_n <= 1.0 || b.effective_n <= 1.0 {
        return None;
    }
    let freedom = a.effective_n + b.effective_n - 2.0;
    let pooled =
        ((a.effective_n - 1.0) * a.variance + (b.effective_n - 1.0) * b.variance) / freedom;
    if pooled <= 0.0 {
        return None;
    }
    let correction = (1.0 - 3.0 / (4.0 * freedom - 1.0)).max(0.0);
    let g = (a.mean - b.mean) / pooled.sqrt() * correction;
    g.is_finite().then_some(g)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_shares_have_no_effect_and_opposite_ones_the_largest() {
        assert_eq!(cohens_h(0.4, 0.4), 0.0);
        assert!((cohens_h(1.0, 0.0) - std::f64::consts::PI).abs() < 1e-12);
        // Cohen (1988), table 6.2.2: phi(.50) = 1.571, phi(.25) = 1.047.
        assert!((cohens_h(0.5, 0.25) - 0.524).abs() < 1e-3);
    }

    #[test]
    fn g_is_the_corrected_standardised_difference() {
        let a = Moments {
            mean: 12.0,
            variance: 4.0,
            effective_n: 11.0,
        };
        let b = Moments {
            mean: 10.0,
            variance: 4.0,
            effective_n: 11.0,
        };
        // d = 1, df = 20, J = 1 − 3/79.
        let g = hedges_g(&a, &b).expect("an effect");
        assert!((g - (1.0 - 3.0 / 79.0)).abs() < 1e-12, "{g}");
    }

    #[test]
    fn groups_that_do_not_vary_have_no_g() {
        let a = Moments {
            mean: 1.0,
            variance: 0.0,
            effective_n: 9.0,
        };
        assert_eq!(hedges_g(&a, &a), None);
    }
}
