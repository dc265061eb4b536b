//! From values to places.

use serde::Serialize;

/// A linear axis.
#[derive(Debug, Clone, Copy)]
pub struct Axis {
    low: f64,
    high: f64,
    start: f64,
    end: f64,
}

/// A mark on an axis.
#[derive(Debug, Clone, Serialize)]
pub struct Tick {
    /// Place.
    pub at: f64,
    /// Words.
    pub text: String,
}

impl Axis {
    /// Values `low..high` on places `start..end`. An empty range is widened.
    pub fn new(low: f64, high: f64, start: f64, end: f64) -> Self {
        let (low, high) = if low.is_finite() && high.is_finite() && high - low > 1e-12 {
            (low, high)
        } else {
            let low = if low.is_finite() { low } else { 0.0 };
            (low, low + 1.0)
        };
        Self {
            low,
            high,
            start,
            end,
        }
    }

    /// Place of a value, held inside the axis; what is not a number stands at the start.
    pub fn at(&self, value: f64) -> f64 {
        let value = if value.is_finite() { value } else { self.low };
        let part = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        self.start + part * (self.end - self.start)
    }

    /// Round values across the axis, about `wanted` of them, worded by `write` with the digits that tell
    /// them apart.
    pub fn ticks(&self, wanted: usize, write: impl Fn(f64, usize) -> String) -> Vec<Tick> {
        let rough = (self.high - self.low) / wanted.max(1) as f64;
        let power = 10f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 2.5, 5.0, 10.0]
            .into_iter()
            .map(|factor| factor * power)
            .find(|step| *step >= rough)
            .unwrap_or(rough);
        let digits = (0..=6)
            .find(|&digits| {
                let scaled = step * 10f64.powi(digits);
                (scaled - scaled.round()).abs() < 1e-6 * scaled
            })
            .unwrap_or(6) as usize;
        let first = (self.low / step).ceil() as i64;
        let last = (self.high / step + 1e-9).floor() as i64;
        (first..=last)
            .take(50)
            .map(|i| {
                let value = i as f64 * step;
                Tick {
                    at: self.at(value),
                    text: write(value, digits),
                }
            })
            .collect()
    }
}

/// The lowest and highest of some values; 0..1 without any.
pub fn range(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (low, high) = values
        .filter(|value| value.is_finite())
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(value), high.max(value))
        });
    if low <= high { (low, high) } else { (0.0, 1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_stay_inside_and_finite_for_any_value() {
        for (low, high) in [
            (0.0, 1.0),
            (5.0, 5.0),
            (f64::NAN, 1.0),
            (0.0, f64::INFINITY),
        ] {
            let axis = Axis::new(low, high, 10.0, 20.0);
            for value in [f64::NAN, -1e300, 0.5, 1e300, f64::INFINITY] {
                let at = axis.at(value);
                assert!((10.0..=20.0).contains(&at), "{at}");
            }
            assert!(axis.ticks(5, |v, _| v.to_string()).len() <= 50);
        }
    }

    #[test]
    fn ticks_are_round() {
        let texts: Vec<String> = Axis::new(0.0, 1.0, 0.0, 100.0)
            .ticks(4, |v, digits| format!("{v:.digits$}"))
            .into_iter()
            .map(|tick| tick.text)
            .collect();
        assert_eq!(texts, ["0.00", "0.25", "0.50", "0.75", "1.00"]);
        let few = Axis::new(0.0, 0.3, 0.0, 100.0).ticks(3, |v, digits| format!("{v:.digits$}"));
        let texts: Vec<String> = few.into_iter().map(|tick| tick.text).collect();
        assert_eq!(texts, ["0.0", "0.1", "0.2", "0.3"]);
    }
}
