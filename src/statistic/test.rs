//! Whether a group differs from the rest: p-values on effective sample sizes.
//!
//! Two-proportion z with pooled variance; Welch, B. L. (1947), Biometrika 34. The effective n in place
//! of n is the usual correction for weights (Kish 1965).

use statrs::distribution::{ContinuousCDF, StudentsT};
use statrs::function::erf::erfc;

use super::interval::welch_error;
use super::weight::Moments;

/// Two-sided p of a z score under the standard normal.
pub fn two_sided(z: f64) -> f64 {
    erfc(z.abs() / std::f64::consts::SQRT_2).clamp(0.0, 1.0)
}

/// Two-sided p that two shares (0..1) on effective n's are the same, pooled variance.
///
/// 1 where nobody or everybody has it on both sides; `None` where a group is empty.
pub fn two_proportion(a: f64, n_a: f64, b: f64, n_b: f64) -> Option<f64> {
    if !(n_a > 0.0 && n_b > 0.0) {
        return None;
    }
    let pooled = (a * n_a + b * n_b) / (n_a + n_b);
    let variance = pooled * (1.0 - pooled) * (1.0 / n_a + 1.0 / n_b);
    if variance <= 0.0 {
        return Some(1.0);
    }
    let p = two_sided((a - b) / variance.sqrt());
    p.is_finite().then_some(p)
}

/// Two-sided p that two means are the same (Welch's unequal variances).
///
/// Where neither group varies: 1 if the means are equal, else 0. `None` where a group's effective n
/// is 1 or less.
pub fn welch(a: &Moments, b: &Moments) -> Option<f64> {
    let (error, freedom) = welch_error(a, b)?;
    if error == 0.0 {
        return Some(if a.mean == b.mean { 1.0 } else { 0.0 });
    }
    let t = (a.mean - b.mean) / error;
    if freedom > 1e6 {
        return Some(two_sided(t));
    }
    let student = StudentsT::new(0.0, 1.0, freedom).ok()?;
    let p = 2.0 * student.sf(t.abs());
    p.is_finite().then_some(p.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `statsmodels.stats.proportion.proportions_ztest([45, 30], [100, 100])` gives p 0.02846.
    #[test]
    fn two_proportions_agree_with_the_textbook_z() {
        let p = two_proportion(0.45, 100.0, 0.30, 100.0).expect("a test");
        assert!((p - 0.02846).abs() < 1e-4, "{p}");
    }

    /// `scipy.stats.ttest_ind_from_stats(5, 2, 10, 3, 1, 20, equal_var=False)`:
    /// p 0.012147369943879181.
    #[test]
    fn welch_agrees_with_scipy() {
        let a = Moments {
            mean: 5.0,
            variance: 4.0,
            effective_n: 10.0,
        };
        let b = Moments {
            mean: 3.0,
            variance: 1.0,
            effective_n: 20.0,
        };
        let p = welch(&a, &b).expect("a test");
        assert!((p - 0.012_147_369_943_879).abs() < 1e-12, "{p}");
    }

    #[test]
    fn a_share_nobody_has_is_no_difference_and_an_empty_group_no_test() {
        assert_eq!(two_proportion(0.0, 10.0, 0.0, 10.0), Some(1.0));
        assert_eq!(two_proportion(0.5, 0.0, 0.5, 10.0), None);
        let still = Moments {
            mean: 1.0,
            variance: 0.0,
            effective_n: 5.0,
        };
        assert_eq!(welch(&still, &still), Some(1.0));
    }
}
