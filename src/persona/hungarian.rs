//! The best one-to-one assignment: Kuhn, H. W. (1955); shortest augmenting paths after Jonker, R. &
//! Volgenant, A. (1987).

/// For each row the column it is assigned to, so that the summed score is greatest; `None` where a
/// row stays alone because there are more rows than columns. Scores must be finite; ties go to the
/// lower column. O(max(rows, columns)³).
pub(super) fn best_assignment(score: &[Vec<f64>]) -> Vec<Option<usize>> {
    let rows = score.len();
    let columns = score.first().map_or(0, Vec::len);
    let n = rows.max(columns);
    let worst = score.iter().flatten().copied().fold(0.0_f64, f64::max) + 1.0;
    let cost = |row: usize, column: usize| {
        let value = score.get(row).and_then(|r| r.get(column));
        value.map_or(worst, |v| worst - v)
    };
    // Row and column potentials u, v; matched_row[j] is the row of column j (1-based, 0 none).
    let (mut u, mut v) = (vec![0.0; n + 1], vec![0.0; n + 1]);
    let mut matched_row = vec![0; n + 1];
    for row in 1..=n {
        let mut way = vec![0; n + 1];
        let mut least = vec![f64::INFINITY; n + 1];
        let mut used = vec![false; n + 1];
        matched_row[0] = row;
        let mut column = 0;
        while matched_row[column] != 0 {
            used[column] = true;
            let (current, mut delta, mut next) = (matched_row[column], f64::INFINITY, 0);
            for j in (1..=n).filter(|&j| !used[j]) {
                let reduced = cost(current - 1, j - 1) - u[current] - v[j];
                if reduced < least[j] {
                    least[j] = reduced;
                    way[j] = column;
                }
                if least[j] < delta {
                    delta = least[j];
                    next = j;
                }
            }
            for j in 0..=n {
                if used[j] {
                    u[matched_row[j]] += delta;
                    v[j] -= delta;
                } else {
                    least[j] -= delta;
                }
            }
            column = next;
        }
        while column != 0 {
            matched_row[column] = matched_row[way[column]];
            column = way[column];
        }
    }
    let mut assigned = vec![None; rows];
    for column in 1..=columns {
        if (1..=rows).contains(&matched_row[column]) {
            assigned[matched_row[column] - 1] = Some(column - 1);
        }
    }
    assigned
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total(score: &[Vec<f64>], assigned: &[Option<usize>]) -> f64 {
        assigned
            .iter()
            .enumerate()
            .filter_map(|(row, column)| column.map(|c| score[row][c]))
            .sum()
    }

    fn brute(score: &[Vec<f64>], row: usize, taken: &mut Vec<bool>) -> f64 {
        if row == score.len() {
            return 0.0;
        }
        let mut best = f64::NEG_INFINITY;
        for column in 0..taken.len() {
            if !taken[column] {
                taken[column] = true;
                best = best.max(score[row][column] + brute(score, row + 1, taken));
                taken[column] = false;
            }
        }
        best
    }

    proptest::proptest! {
        #[test]
        fn no_assignment_is_better(score in proptest::collection::vec(
            proptest::collection::vec(-1.0..1.0_f64, 5), 1..=5)) {
            let assigned = best_assignment(&score);
            let best = brute(&score, 0, &mut [false; 5].to_vec());
            proptest::prop_assert!((total(&score, &assigned) - best).abs() < 1e-9);
        }
    }

    #[test]
    fn rows_without_a_column_stay_alone() {
        let assigned = best_assignment(&[vec![0.2], vec![0.9], vec![0.5]]);
        assert_eq!(assigned, [None, Some(0), None]);
        assert_eq!(best_assignment(&[]), []);
        assert_eq!(best_assignment(&[vec![], vec![]]), [None, None]);
    }
}
