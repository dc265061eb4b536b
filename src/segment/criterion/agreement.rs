//! Adjusted Rand index: Hubert, L. & Arabie, P. (1985), J. Classif. 2.

/// Chance-corrected agreement of two groupings of the same weighted rows: 1 the same, about 0 by chance.
///
/// A pair of rows weighs w·w'; with unit weights this is the usual index. 1 where both put everybody
/// together or both put everybody apart. O(rows + groups²).
pub fn adjusted_rand(a: &[u32], b: &[u32], weights: &[f64]) -> f64 {
    let groups = |labels: &[u32]| labels.iter().max().map_or(0, |&most| most as usize + 1);
    let (ka, kb) = (groups(a), groups(b));
    let mut cells = vec![(0.0_f64, 0.0_f64); ka * kb];
    for ((&x, &y), &w) in a.iter().zip(b).zip(weights) {
        let cell = &mut cells[x as usize * kb + y as usize];
        cell.0 += w;
        cell.1 += w * w;
    }
    let together = |(sum, squares): (f64, f64)| ((sum * sum - squares) / 2.0).max(0.0);
    let add = |x: (f64, f64), y: &(f64, f64)| (x.0 + y.0, x.1 + y.1);
    let both: f64 = cells.iter().map(|&cell| together(cell)).sum();
    let in_a: f64 = cells
        .chunks(kb.max(1))
        .map(|row| together(row.iter().fold((0.0, 0.0), add)))
        .sum();
    let in_b: f64 = (0..kb)
        .map(|y| together(cells.iter().skip(y).step_by(kb).fold((0.0, 0.0), add)))
        .sum();
    let all = together(cells.iter().fold((0.0, 0.0), add));
    if all <= 0.0 {
        return 1.0;
    }
    let expected = in_a * in_b / all;
    let most = f64::midpoint(in_a, in_b);
    if most - expected <= 1e-12 * most {
        return 1.0;
    }
    (both - expected) / (most - expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `sklearn.metrics.adjusted_rand_score([0,0,1,1], [0,0,1,2])` is 0.5714285714285714,
    /// `([0,0,0,1,1,1,2,2], [0,0,1,1,2,2,2,0])` is 0.047619047619047616.
    #[test]
    fn it_agrees_with_scikit_learn() {
        let one = adjusted_rand(&[0, 0, 1, 1], &[0, 0, 1, 2], &[1.0; 4]);
        assert!((one - 0.571_428_571_428_571_4).abs() < 1e-12, "{one}");
        let two = adjusted_rand(
            &[0, 0, 0, 1, 1, 1, 2, 2],
            &[0, 0, 1, 1, 2, 2, 2, 0],
            &[1.0; 8],
        );
        assert!((two - 0.047_619_047_619_047_616).abs() < 1e-12, "{two}");
    }

    #[test]
    fn names_of_groups_do_not_matter() {
        assert_eq!(
            adjusted_rand(&[0, 1, 1, 2], &[2, 0, 0, 1], &[1.0, 2.0, 3.0, 4.0]),
            1.0
        );
        assert_eq!(adjusted_rand(&[0, 0], &[0, 0], &[1.0, 1.0]), 1.0);
        assert_eq!(adjusted_rand(&[], &[], &[]), 1.0);
    }
}
