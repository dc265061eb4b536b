//! Stability of single segments: Hennig, C. (2007), "Cluster-wise assessment of cluster stability",
//! Comput. Stat. Data Anal. 52.

/// For each of `k` segments, its Jaccard overlap (0..1) with the most similar group of a resampled
/// solution, over the rows that were resampled.
///
/// A segment none of whose rows were drawn overlaps nothing: 0. O(rows + groups²).
pub fn jaccard(k: usize, labels: &[u32], resampled: &[u32], weights: &[f64]) -> Vec<f64> {
    let groups = resampled.iter().max().map_or(0, |&most| most as usize + 1);
    let mut cells = vec![0.0; k * groups];
    let mut original = vec![0.0; k];
    let mut found = vec![0.0; groups];
    for ((&a, &b), &w) in labels.iter().zip(resampled).zip(weights) {
        cells[a as usize * groups + b as usize] += w;
        original[a as usize] += w;
        found[b as usize] += w;
    }
    (0..k)
        .map(|segment| {
            (0..groups)
                .map(|group| {
                    let shared = cells[segment * groups + group];
                    let union = original[segment] + found[group] - shared;
                    if union > 0.0 { shared / union } else { 0.0 }
                })
                .fold(0.0, f64::max)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_found_whole_overlaps_fully_and_a_split_one_by_half() {
        let overlaps = jaccard(2, &[0, 0, 1, 1, 1, 1], &[5, 5, 0, 0, 1, 1], &[1.0; 6]);
        assert_eq!(overlaps, [1.0, 0.5]);
    }

    #[test]
    fn a_segment_that_was_not_drawn_overlaps_nothing() {
        assert_eq!(jaccard(2, &[0, 0], &[0, 0], &[1.0; 2]), [1.0, 0.0]);
    }
}
