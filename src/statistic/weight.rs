//! What survey weights cost: Kish's effective sample size and design effect, weighted moments.
//!
//! Kish, L. (1965), *Survey Sampling*; Kish (1992), "Weighting for unequal Pᵢ", J. Off. Stat. 8(2).

/// Kish's effective sample size, (Σw)² / Σw²: how many equally weighted answers are worth as much.
///
/// 0 where there is no positive weight; otherwise between 1 and the number of positive weights.
/// One pass, O(n).
pub fn effective_n(weights: impl IntoIterator<Item = f64>) -> f64 {
    let (mut sum, mut squares) = (0.0, 0.0);
    for weight in weights {
        sum += weight;
        squares += weight * weight;
    }
    if squares > 0.0 {
        sum * sum / squares
    } else {
        0.0
    }
}

/// Kish's design effect of weighting, n Σw² / (Σw)²: 1 for equal weights, 2 when they cost half the
/// sample. `None` where there is no positive weight. O(n).
pub fn design_effect(weights: &[f64]) -> Option<f64> {
    let effective = effective_n(weights.iter().copied());
    (effective > 0.0).then(|| weights.len() as f64 / effective)
}

/// Weighted mean and variance of a group, and how much they rest on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moments {
    /// Σwx / Σw.
    pub mean: f64,
    /// Weighted variance with Bessel's correction at the effective n; 0 where that is 1 or less.
    pub variance: f64,
    /// Kish's effective n of the weights, more than 0.
    pub effective_n: f64,
}

impl Moments {
    /// The moments of `(value, weight)` pairs; `None` where no weight is positive. O(n), two passes.
    pub fn of(pairs: impl Iterator<Item = (f64, f64)> + Clone) -> Option<Self> {
        let (mut sum, mut total) = (0.0, 0.0);
        for (value, weight) in pairs.clone() {
            sum += value * weight;
            total += weight;
        }
        if total <= 0.0 {
            return None;
        }
        let mean = sum / total;
        let spread: f64 = pairs.clone().map(|(v, w)| w * (v - mean).powi(2)).sum();
        let effective = effective_n(pairs.map(|(_, weight)| weight));
        let variance = if effective > 1.0 {
            spread / total * effective / (effective - 1.0)
        } else {
            0.0
        };
        Some(Self {
            mean,
            variance,
            effective_n: effective,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_weights_cost_nothing_and_one_heavy_weight_costs_most() {
        assert_eq!(effective_n([2.0; 50]), 50.0);
        assert_eq!(design_effect(&[3.0; 7]), Some(1.0));
        let heavy = effective_n([1000.0, 1.0, 1.0, 1.0]);
        assert!((1.0..1.01).contains(&heavy), "{heavy}");
    }

    #[test]
    fn effective_n_does_not_know_the_unit_of_the_weights() {
        let weights = [0.3, 1.7, 2.2, 0.9];
        let scaled = weights.map(|w| w * 1e6);
        assert!((effective_n(weights) - effective_n(scaled)).abs() < 1e-9);
    }

    #[test]
    fn no_weight_gives_nothing_rather_than_nan() {
        assert_eq!(effective_n([]), 0.0);
        assert_eq!(design_effect(&[]), None);
        assert_eq!(Moments::of([(1.0, 0.0)].into_iter()), None);
    }

    #[test]
    fn unweighted_moments_are_the_textbook_ones() {
        let values = [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0];
        let moments = Moments::of(values.iter().map(|&v| (v, 1.0))).expect("moments");
        assert_eq!(moments.mean, 5.0);
        assert!((moments.variance - 32.0 / 7.0).abs() < 1e-12);
    }
}
