//! Where reverse reachable sets start: people drawn by what reaching them is worth.

use rand::RngCore;

use super::error::SpreadError;

/// People to draw from, each as often as its benefit says.
#[derive(Debug, Clone)]
pub struct Roots {
    total: f64,
    draw: Draw,
}

#[derive(Debug, Clone)]
enum Draw {
    /// Everybody from 0 alike.
    All(u32),
    /// These alike.
    Some(Vec<u32>),
    /// By running sums of benefit; people without any have no width.
    Weighted(Vec<f64>),
}

impl Roots {
    /// From the benefit of reaching each person (finite, ≥ 0). O(people).
    pub fn new(benefit: &[f64]) -> Result<Self, SpreadError> {
        if let Some(person) = benefit.iter().position(|b| !b.is_finite() || *b < 0.0) {
            return Err(SpreadError::Benefit {
                person: person as u32,
            });
        }
        let people: Vec<u32> = (0..benefit.len() as u32)
            .filter(|&person| benefit[person as usize] > 0.0)
            .collect();
        let Some(&first) = people.first() else {
            return Err(SpreadError::NoBenefit);
        };
        let unit = benefit[first as usize];
        if people.iter().all(|&p| benefit[p as usize] == unit) {
            let total = unit * people.len() as f64;
            let draw = if people.len() == benefit.len() {
                Draw::All(people.len() as u32)
            } else {
                Draw::Some(people)
            };
            return Ok(Self { total, draw });
        }
        let mut sum = 0.0;
        let sums: Vec<f64> = benefit
            .iter()
            .map(|b| {
                sum += b;
                sum
            })
            .collect();
        Ok(Self {
            total: sum,
            draw: Draw::Weighted(sums),
        })
    }

    /// The sum of all benefits: what reaching everybody is worth.
    pub fn total(&self) -> f64 {
        self.total
    }

    /// One person, as often as its benefit says. O(1), O(log people) where benefits differ.
    pub(super) fn draw(&self, rng: &mut impl RngCore) -> u32 {
        // Multiply-shift (Lemire 2019); the bias of 2^−32 × people is far under any error here.
        let below = |n: u32, bits: u64| ((u64::from(n) * (bits >> 32)) >> 32) as u32;
        let bits = rng.next_u64();
        match &self.draw {
            Draw::All(n) => below(*n, bits),
            Draw::Some(people) => people[below(people.len() as u32, bits) as usize],
            Draw::Weighted(sums) => {
                let at = (bits >> 11) as f64 * (1.0 / (1u64 << 53) as f64) * self.total;
                let last = sums.len() - 1;
                sums.partition_point(|&sum| sum <= at).min(last) as u32
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistic::stream;

    #[test]
    fn people_are_drawn_as_often_as_their_benefit_says() {
        for benefit in [
            vec![1.0, 1.0, 1.0, 1.0],
            vec![0.0, 2.0, 0.0, 2.0],
            vec![0.5, 0.0, 3.0, 1.0, 0.0],
        ] {
            let roots = Roots::new(&benefit).expect("benefits");
            let total: f64 = benefit.iter().sum();
            assert_eq!(roots.total(), total);
            let mut hits = vec![0.0; benefit.len()];
            let mut rng = stream(&[3]);
            for _ in 0..20_000 {
                hits[roots.draw(&mut rng) as usize] += 1.0 / 20_000.0;
            }
            for (hit, b) in hits.iter().zip(&benefit) {
                assert!((hit - b / total).abs() < 0.02);
                assert_eq!(*hit == 0.0, *b == 0.0);
            }
        }
    }

    #[test]
    fn benefits_that_cannot_be_are_refused() {
        assert_eq!(Roots::new(&[0.0, 0.0]).err(), Some(SpreadError::NoBenefit));
        assert_eq!(Roots::new(&[]).err(), Some(SpreadError::NoBenefit));
        let wrong = Roots::new(&[1.0, -1.0]).err();
        assert_eq!(wrong, Some(SpreadError::Benefit { person: 1 }));
    }
}
