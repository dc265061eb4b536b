//! Confidence intervals of shares, means and their differences, on effective sample sizes.
//!
//! Wilson, E. B. (1927), JASA 22; Newcombe, R. G. (1998), Stat. Med. 17, method 10 (hybrid score);
//! Korn & Graubard (1998) for putting the effective n in place of n.

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::weight::Moments;

/// The 97.5 % point of the standard normal: two-sided 95 %.
pub const Z95: f64 = 1.959_963_984_540_054;

/// A 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Interval {
    /// Whether 0 lies outside the interval.
    pub fn excludes_zero(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// Wilson's 95 % score interval of a share (0..1) on an effective n; `None` where n is not positive.
pub fn wilson(share: f64, effective_n: f64) -> Option<Interval> {
    if !(effective_n > 0.0 && share.is_finite()) {
        return None;
    }
    let share = share.clamp(0.0, 1.0);
    let z2 = Z95 * Z95;
    let scale = 1.0 + z2 / effective_n;
    let centre = (share + z2 / (2.0 * effective_n)) / scale;
    let half = Z95 / scale
        * (share * (1.0 - share) / effective_n + z2 / (4.0 * effective_n * effective_n)).sqrt();
    Some(Interval {
        low: if share == 0.0 {
            0.0
        } else {
            (centre - half).max(0.0)
        },
        high: if share == 1.0 {
            1.0
        } else {
            (centre + half).min(1.0)
        },
    })
}

/// Newcombe's hybrid score 95 % interval of the difference of two independent shares, `a − b`.
///
/// `None` where an effective n is not positive.
pub fn difference_of_shares(a: f64, n_a: f64, b: f64, n_b: f64) -> Option<Interval> {
    let (wa, wb) = (wilson(a, n_a)?, wilson(b, n_b)?);
    let difference = a - b;
    Some(Interval {
        low: difference - ((a - wa.low).powi(2) + (wb.high - b).powi(2)).sqrt(),
        high: difference + ((wa.high - a).powi(2) + (b - wb.low).powi(2)).sqrt(),
    })
}

/// Student's 95 % interval of a mean; `None` where the effective n is 1 or less.
pub fn mean_interval(group: &Moments) -> Option<Interval> {
    let freedom = group.effective_n - 1.0;
    let half = t975(freedom)? * (group.variance / group.effective_n).sqrt();
    Some(Interval {
        low: group.mean - half,
        high: group.mean + half,
    })
}

/// Welch's 95 % interval of the difference of two means, `a − b`; `None` where one of the groups
/// is too small to have a variance.
pub fn difference_of_means(a: &Moments, b: &Moments) -> Option<Interval> {
    let (error, freedom) = welch_error(a, b)?;
    let half = if error == 0.0 {
        0.0
    } else {
        t975(freedom)? * error
    };
    let difference = a.mean - b.mean;
    Some(Interval {
        low: difference - half,
        high: difference + half,
    })
}

/// Standard error of the difference of two means and Welch–Satterthwaite degrees of freedom.
pub(super) fn welch_error(a: &Moments, b: &Moments) -> Option<(f64, f64)> {
    if a.effective_n <= 1.0 || b.effective_n <= 1.0 {
        return None;
    }
    let (va, vb) = (a.variance / a.effective_n, b.variance / b.effective_n);
    let sum = va + vb;
    if sum == 0.0 {
        return Some((0.0, a.effective_n + b.effective_n - 2.0));
    }
    let freedom = sum * sum / (va * va / (a.effective_n - 1.0) + vb * vb / (b.effective_n - 1.0));
    freedom.is_finite().then(|| (sum.sqrt(), freedom))
}

fn t975(freedom: f64) -> Option<f64> {
    if freedom > 1e6 {
        return Some(Z95);
    }
    let student = StudentsT::new(0.0, 1.0, freedom).ok()?;
    let quantile = student.inverse_cdf(0.975);
    quantile.is_finite().then_some(quantile)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(interval: Interval, low: f64, high: f64) {
        assert!((interval.low - low).abs() < 2e-4, "{interval:?}");
        assert!((interval.high - high).abs() < 2e-4, "{interval:?}");
    }

    /// Newcombe (1998), Stat. Med. 17:857-872, table I method 3: 81 of 263 and 0 of 20.
    #[test]
    fn wilson_gives_newcombes_published_intervals() {
        close(
            wilson(81.0 / 263.0, 263.0).expect("an interval"),
            0.2553,
            0.3662,
        );
        close(wilson(0.0, 20.0).expect("an interval"), 0.0, 0.1611);
        close(wilson(1.0, 29.0).expect("an interval"), 0.8830, 1.0);
    }

    /// Newcombe (1998), Stat. Med. 17:873-890, table II method 10: 56/70 − 48/80 and 10/10 − 0/20.
    #[test]
    fn a_difference_gives_newcombes_published_intervals() {
        let one = difference_of_shares(0.8, 70.0, 0.6, 80.0).expect("an interval");
        close(one, 0.0524, 0.3339);
        let two = difference_of_shares(1.0, 10.0, 0.0, 20.0).expect("an interval");
        close(two, 0.6791, 1.0);
    }

    #[test]
    fn an_interval_without_answers_is_absent() {
        assert_eq!(wilson(0.5, 0.0), None);
        assert_eq!(wilson(f64::NAN, 10.0), None);
    }

    #[test]
    fn a_mean_interval_uses_students_quantile() {
        let group = Moments {
            mean: 10.0,
            variance: 4.0,
            effective_n: 4.0,
        };
        // t(0.975, 3) = 3.18245
        close(
            mean_interval(&group).expect("an interval"),
            10.0 - 3.18245,
            10.0 + 3.18245,
        );
    }
}
