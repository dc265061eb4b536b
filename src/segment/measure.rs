//! Every criterion for every number of segments tried.

use super::criterion::{
    bootstrap, calinski_harabasz, explained_by, permuted, prediction_strength, silhouettes,
};
use super::decide::objections;
use super::prepared::Prepared;
use super::segmentation::Candidate;
use super::solver::{Fitted, Solver, light};

/// One number of segments, measured.
pub(super) struct Measured {
    pub candidate: Candidate,
    /// Mean Jaccard of each segment, where the bootstrap was run.
    pub jaccard: Option<Vec<f64>>,
}

/// The criteria of each number of `ks`, whose final fits are given.
pub(super) fn measure(
    prepared: &Prepared,
    solver: &dyn Solver,
    ks: &[usize],
    fits: &[Fitted],
    forced: Option<usize>,
    min_size: usize,
) -> Vec<Measured> {
    let seed = prepared.seed;
    let searches: Vec<_> = ks.iter().map(|&k| light(k, seed)).collect();
    let observed: Vec<f64> = searches
        .iter()
        .map(|search| explained_by(&prepared.sample, search))
        .collect();
    let ranges = prepared.encoding.ranges();
    let nulls = permuted(&prepared.sample, &ranges, &searches, &observed, seed);
    let on_sample: Vec<Vec<u32>> = fits
        .iter()
        .map(|fit| {
            prepared
                .sample_rows
                .iter()
                .map(|&row| fit.labels[row])
                .collect()
        })
        .collect();
    let silhouettes = silhouettes(&prepared.sample, &on_sample);
    (0..ks.len())
        .map(|i| {
            let k = ks[i];
            let wanted = nulls[i].beaten || forced == Some(k);
            let resampled = wanted.then(|| bootstrap(solver, k, &on_sample[i], seed));
            let (ari, jaccard) = resampled.unzip();
            let mut candidate = Candidate {
                k,
                // The best final fit may beat three restarts; both sides of the null get the same.
                explained: observed[i],
                silhouette: silhouettes[i],
                calinski_harabasz: calinski_harabasz(&prepared.sample, &on_sample[i]),
                ari,
                prediction_strength: prediction_strength(solver, k, seed),
                permuted: nulls[i],
                gaussian: None,
                bic: fits[i].bic,
                icl: fits[i].icl,
                smallest: smallest(k, prepared, &fits[i].labels),
                admissible: false,
                objections: Vec::new(),
            };
            candidate.objections = objections(&candidate, min_size);
            candidate.admissible = candidate.objections.is_empty();
            Measured { candidate, jaccard }
        })
        .collect()
}

/// Respondents of the fit in the smallest segment.
fn smallest(k: usize, prepared: &Prepared, labels: &[u32]) -> usize {
    let mut sizes = vec![0; k];
    for &row in &prepared.rows {
        sizes[labels[row] as usize] += 1;
    }
    sizes.into_iter().min().unwrap_or(0)
}
