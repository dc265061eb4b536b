//! Percentiles among people of similar size: a small account is compared with small ones.

use super::assemble::percentiles;

/// Mid-rank percentile (0..1) of each score among people whose number of endorsers has the same power of
/// two (1, 2–3, 4–7, …); `None` without endorsers. O(people log people).
pub fn size_percentiles(scores: &[f64], endorsers: &[u32]) -> Vec<Option<f64>> {
    let mut found = vec![None; scores.len()];
    for class in 0..32 {
        let same = |i: usize| endorsers[i].checked_ilog2() == Some(class);
        if !(0..scores.len()).any(same) {
            continue;
        }
        for (i, percentile) in percentiles(scores, same).into_iter().enumerate() {
            found[i] = percentile.or(found[i]);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_compared_with_people_of_their_size() {
        let found = size_percentiles(&[1.0, 3.0, 3.0, 2.0, 90.0], &[2, 3, 2, 0, 100]);
        let sixth = 1.0 / 6.0;
        assert_eq!(
            found,
            [
                Some(sixth),
                Some(4.0 * sixth),
                Some(4.0 * sixth),
                None,
                Some(0.5)
            ]
        );
    }
}
