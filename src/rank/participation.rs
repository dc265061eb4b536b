//! Participation (Guimerà & Amaral 2005): how evenly a person's ties spread over communities.
//!
//! P(i) = 1 − Σ over communities c of (k(i, c) / k(i))², on ties without direction. 0: all ties in one
//! community; near 1: spread over many.

use rayon::prelude::*;

use crate::network::Symmetric;

/// Participation of all people, 0..1; `None` without a tie. O(ties log degree).
pub fn participation(ties: &Symmetric, communities: &[u32]) -> Vec<Option<f64>> {
    (0..ties.people() as u32)
        .into_par_iter()
        .map(|person| {
            let (neighbours, weights) = ties.row(person);
            let mut shares: Vec<(u32, f64)> = neighbours
                .iter()
                .zip(weights)
                .map(|(&other, &w)| (communities[other as usize], f64::from(w)))
                .collect();
            shares.sort_by_key(|&(community, _)| community);
            let total: f64 = shares.iter().map(|(_, w)| w).sum();
            let squares: f64 = shares
                .chunk_by(|a, b| a.0 == b.0)
                .map(|part| part.iter().map(|(_, w)| w).sum::<f64>() / total)
                .map(|share| share * share)
                .sum();
            (total > 0.0).then(|| (1.0 - squares).max(0.0))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::testing::network;

    #[test]
    fn ties_in_one_circle_are_no_participation_and_even_ties_the_most() {
        let ties = [(0, 1, 1.0), (0, 2, 3.0), (0, 3, 4.0), (4, 1, 2.0)];
        let found = participation(&network(6, &ties).symmetric(), &[0, 0, 0, 1, 1, 7]);
        assert_eq!(found[0], Some(0.5));
        assert_eq!(found[4], Some(0.0));
        assert_eq!(found[5], None);
    }
}
