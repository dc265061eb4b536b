//! Burt's constraint (Burt 1992): how far a person's ties lead back to the same people.
//!
//! c(i) = Σ over neighbours j of (p(i, j) + Σ over shared neighbours q of p(i, q) p(q, j))², with p(i, j)
//! the share of i's ties (both directions) that goes to j. Low: a broker, whose people do not know each
//! other. The same sum as networkx' `constraint`, which is `None` here where it is nan.

use rayon::prelude::*;

use crate::network::Symmetric;

/// Constraint of the people asked for; `None` for the others and for people without a tie.
///
/// O(Σ over ties of the smaller degree · log), in parallel; each person is summed by one thread in order.
pub fn constraint(ties: &Symmetric, who: &[u32]) -> Vec<Option<f64>> {
    let strength: Vec<f64> = (0..ties.people() as u32)
        .map(|person| ties.row(person).1.iter().map(|&w| f64::from(w)).sum())
        .collect();
    let of_each: Vec<Option<f64>> = who
        .par_iter()
        .map_init(
            || vec![ABSENT; ties.people()],
            |place, &person| of_one(ties, &strength, person, place),
        )
        .collect();
    let mut all = vec![None; ties.people()];
    for (&person, constraint) in who.iter().zip(of_each) {
        all[person as usize] = constraint;
    }
    all
}

const ABSENT: u32 = u32::MAX;

/// `place` is all [`ABSENT`] before and after.
fn of_one(ties: &Symmetric, strength: &[f64], person: u32, place: &mut [u32]) -> Option<f64> {
    let (neighbours, weights) = ties.row(person);
    let own = strength[person as usize];
    if neighbours.is_empty() || own <= 0.0 {
        return None;
    }
    for (at, &neighbour) in neighbours.iter().enumerate() {
        place[neighbour as usize] = at as u32;
    }
    let mut invested: Vec<f64> = weights.iter().map(|&w| f64::from(w) / own).collect();
    for (&between, &weight) in neighbours.iter().zip(weights) {
        let through = f64::from(weight) / own / strength[between as usize];
        let (further, further_weights) = ties.row(between);
        if further.len() / 16 <= neighbours.len() {
            for (&other, &w) in further.iter().zip(further_weights) {
                let at = place[other as usize];
                if at != ABSENT {
                    invested[at as usize] += through * f64::from(w);
                }
            }
        } else {
            // The neighbour knows far more people: look ours up among them.
            for (at, other) in neighbours.iter().enumerate() {
                if let Ok(found) = further.binary_search(other) {
                    invested[at] += through * f64::from(further_weights[found]);
                }
            }
        }
    }
    for &neighbour in neighbours {
        place[neighbour as usize] = ABSENT;
    }
    Some(invested.into_iter().map(|p| p * p).sum())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::testing::{KARATE, network};

    fn agrees(found: &[Option<f64>], expected: &[(usize, f64)]) {
        for &(person, expected) in expected {
            let found = found[person].expect("a tie");
            assert!((found - expected).abs() < 1e-9, "{person}: {found}");
        }
    }

    // networkx 3.6.1: nx.constraint(g) of the karate club without weights; nx.constraint(w, weight="weight")
    // of the small weighted graph.
    #[test]
    fn constraint_agrees_with_networkx() {
        let ties: Vec<(u32, u32, f32)> = KARATE.iter().map(|&(a, b)| (a, b, 1.0)).collect();
        let who: Vec<u32> = (0..35).collect();
        let found = constraint(&network(35, &ties).symmetric(), &who);
        let expected = [
            (0, 0.155_423_297_647),
            (1, 0.279_535_108_025),
            (11, 1.0),
            (33, 0.156_418_685_121),
        ];
        agrees(&found, &expected);
        assert_eq!(found[34], None);
        let weighted = [
            (0, 1, 1.0),
            (0, 2, 2.0),
            (1, 2, 0.5),
            (2, 3, 4.0),
            (3, 4, 1.0),
            (1, 4, 0.25),
        ];
        let found = constraint(&network(5, &weighted).symmetric(), &[0, 1, 2, 3]);
        let expected = [
            (0, 0.728_427_860_295_992),
            (1, 0.899_582_712_769_526),
            (2, 0.534_570_435_669_336_8),
            (3, 0.68),
        ];
        agrees(&found, &expected);
        assert_eq!(found[4], None);
    }
}
