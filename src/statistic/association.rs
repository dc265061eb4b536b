//! How much belonging to a group says about an answer.
//!
//! Cramér, H. (1946), *Mathematical Methods of Statistics*, ch. 21 (V); Fisher (1925) for eta squared,
//! the share of variance between groups.

/// Cramér's V (0..1) of a weighted table of counts, one inner vector a group, one cell a level.
///
/// Empty groups and levels are left out; `None` where fewer than two of either remain.
pub fn cramers_v(counts: &[Vec<f64>]) -> Option<f64> {
    let levels = counts.iter().map(Vec::len).max()?;
    let row: Vec<f64> = counts.iter().map(|group| group.iter().sum()).collect();
    let column: Vec<f64> = (0..levels)
        .map(|l| counts.iter().filter_map(|group| group.get(l)).sum())
        .collect();
    let total: f64 = row.iter().sum();
    let present = |sums: &[f64]| sums.iter().filter(|&&sum| sum > 0.0).count();
    let smaller = present(&row).min(present(&column));
    if smaller < 2 {
        return None;
    }
    let mut chi = 0.0;
    for (group, &in_group) in counts.iter().zip(&row) {
        for (level, &at_level) in column.iter().enumerate() {
            let expected = in_group * at_level / total;
            if expected > 0.0 {
                let seen = group.get(level).copied().unwrap_or(0.0);
                chi += (seen - expected).powi(2) / expected;
            }
        }
    }
    Some((chi / (total * (smaller - 1) as f64)).sqrt().min(1.0))
}

/// Eta squared (0..1): the share of the weighted variance of a quantity that lies between groups.
///
/// `items` are (group, value, weight), groups numbered below `groups`. `None` where nothing varies.
pub fn eta_squared(groups: usize, items: &[(usize, f64, f64)]) -> Option<f64> {
    let mut sums = vec![(0.0, 0.0); groups];
    for &(group, value, weight) in items {
        sums[group].0 += value * weight;
        sums[group].1 += weight;
    }
    let weight: f64 = sums.iter().map(|sum| sum.1).sum();
    if weight <= 0.0 {
        return None;
    }
    let mean = sums.iter().map(|sum| sum.0).sum::<f64>() / weight;
    let total: f64 = items.iter().map(|&(_, v, w)| w * (v - mean).powi(2)).sum();
    if total <= 0.0 {
        return None;
    }
    let between: f64 = sums
        .iter()
        .filter(|sum| sum.1 > 0.0)
        .map(|&(sum, weight)| weight * (sum / weight - mean).powi(2))
        .sum();
    Some((between / total).clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `scipy.stats.contingency.association([[10, 20, 30], [30, 20, 10]])`: 0.40824829.
    #[test]
    fn v_agrees_with_scipy() {
        let v = cramers_v(&[vec![10.0, 20.0, 30.0], vec![30.0, 20.0, 10.0]]).expect("a measure");
        assert!((v - 0.408_248_29).abs() < 1e-8, "{v}");
    }

    #[test]
    fn v_is_one_for_a_perfect_table_and_absent_for_one_level() {
        assert_eq!(cramers_v(&[vec![5.0, 0.0], vec![0.0, 9.0]]), Some(1.0));
        assert_eq!(cramers_v(&[vec![5.0], vec![9.0]]), None);
        assert_eq!(cramers_v(&[]), None);
    }

    #[test]
    fn eta_is_one_when_groups_do_not_vary_inside_and_zero_when_they_do_not_differ() {
        assert_eq!(eta_squared(2, &[(0, 1.0, 1.0), (1, 3.0, 2.0)]), Some(1.0));
        let same = [(0, 1.0, 1.0), (0, 3.0, 1.0), (1, 1.0, 1.0), (1, 3.0, 1.0)];
        assert_eq!(eta_squared(2, &same), Some(0.0));
        assert_eq!(eta_squared(2, &[(0, 1.0, 1.0), (1, 1.0, 1.0)]), None);
    }
}
