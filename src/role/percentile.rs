//! Mid-rank percentiles, and lists whose ties are shown as ties.

/// The mid-rank percentile of each value among all, in (0, 1): (those below + half of its equals) / all.
///
/// Values must not be NaN. O(n log n); equal values get equal percentiles, so that nothing depends on order.
///
/// ```
/// assert_eq!(entourage::role::mid_rank(&[3.0, 1.0, 1.0, 9.0]), [0.625, 0.25, 0.25, 0.875]);
/// ```
pub fn mid_rank(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_unstable_by(|&a, &b| values[a].total_cmp(&values[b]));
    let n = values.len() as f64;
    let mut percentile = vec![0.0; values.len()];
    let mut start = 0;
    while start < order.len() {
        let value = values[order[start]];
        let run = order[start..].iter().take_while(|&&i| values[i] == value);
        let equals = run.count().max(1);
        let place = (start as f64 + equals as f64 / 2.0) / n;
        for &i in &order[start..start + equals] {
            percentile[i] = place;
        }
        start += equals;
    }
    percentile
}

/// People grouped by equal count, highest first, people in each tier in the order of their numbers.
///
/// The list of a small network: a place shared is shown as shared. Zeros are left out. O(n log n).
pub fn tiers(counts: &[u64]) -> Vec<(u64, Vec<u32>)> {
    let mut people: Vec<u32> = (0..counts.len() as u32)
        .filter(|&person| counts[person as usize] > 0)
        .collect();
    people.sort_unstable_by_key(|&person| (std::cmp::Reverse(counts[person as usize]), person));
    let mut list: Vec<(u64, Vec<u32>)> = Vec::new();
    for person in people {
        let n = counts[person as usize];
        match list.last_mut() {
            Some((tier, members)) if *tier == n => members.push(person),
            _ => list.push((n, vec![person])),
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_shared_place_is_shown_as_shared() {
        let list = tiers(&[2, 5, 2, 0]);
        assert_eq!(list, [(5, vec![1]), (2, vec![0, 2])]);
    }

    proptest! {
        #[test]
        fn percentiles_keep_the_order_average_a_half_and_forget_positions(
            values in proptest::collection::vec(0u8..20, 1..60)
        ) {
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let percentile = mid_rank(&values);
            let mean = percentile.iter().sum::<f64>() / values.len() as f64;
            prop_assert!((mean - 0.5).abs() < 1e-12);
            let mut reversed = values.clone();
            reversed.reverse();
            let mut back = mid_rank(&reversed);
            back.reverse();
            prop_assert_eq!(&percentile, &back);
            for (a, &x) in values.iter().enumerate() {
                for (b, &y) in values.iter().enumerate() {
                    prop_assert_eq!(x < y, percentile[a] < percentile[b]);
                }
            }
        }
    }
}
