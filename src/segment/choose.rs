//! The one entry: groups respondents, chooses how many groups there are, or refuses.

use super::criterion::{adjusted_rand, explained_by, gaussian};
use super::decide::{decide, reason, verdict};
use super::error::Error;
use super::latent::LatentSolver;
use super::measure::{Measured, measure};
use super::model::Model;
use super::prepared::Prepared;
use super::segmentation::{Segment, Segmentation, Solution, Trust, Verdict, Weighting, Why};
use super::settings::{Method, Settings};
use super::solver::{Fitted, KmeansSolver, Solver, light};
use super::{given, map};
use crate::statistic::{design_effect, effective_n};
use crate::table::Table;

/// The largest number of segments that is tried.
const MOST: usize = 30;
/// Agreement of weighted and unweighted segments under which weights change the answer.
const SAME_ANSWER: f64 = 0.80;

/// Groups the respondents of a table by its segmentation attributes, as design.md section 5 says.
///
/// `left_out` marks rows that do not shape the segments (junk screen) and are still assigned. The result
/// does not depend on the number of threads. Criteria are computed on at most 5,000 rows; the final
/// fits use every row: O(numbers tried · restarts · iterations · rows · features · k) at worst.
///
/// Fails where nobody is left to group, where a forced count or the range cannot be had, and where
/// `method: given` names no usable column. An audience without structure is no failure: its verdict is
/// [`Verdict::None`].
pub fn choose(
    table: &Table,
    left_out: Option<&[bool]>,
    settings: &Settings,
) -> Result<Segmentation, Error> {
    let kept = kept(table, left_out)?;
    check_range(settings)?;
    if let Method::Given { by } = &settings.method {
        return given::segmentation(table, by, &kept, settings);
    }
    let prepared = Prepared::new(table, &kept, settings);
    let respondents = prepared.rows.len();
    let min_size = settings.min_size(respondents);
    let ks = numbers(&prepared, settings, min_size)?;
    let solver: Box<dyn Solver> = match settings.method {
        Method::LatentClass => Box::new(LatentSolver::new(&prepared)),
        _ => Box::new(KmeansSolver {
            prepared: &prepared,
        }),
    };
    let solver = solver.as_ref();
    let fits: Vec<Fitted> = ks.iter().map(|&k| solver.solve(k)).collect();
    let mut measured = measure(&prepared, solver, &ks, &fits, settings.count, min_size);
    let candidates: Vec<_> = measured.iter().map(|m| m.candidate.clone()).collect();
    let decision = decide(&candidates, settings.count);
    for number in [decision.chosen, decision.runner_up].into_iter().flatten() {
        test_gradient(&prepared, &mut measured, number);
    }
    let at = |k: usize| measured.iter().position(|m| m.candidate.k == k);
    let chosen = decision.chosen.and_then(at);
    let (verdict, gradient) = verdict(decision.structure, chosen.map(|i| &measured[i].candidate));
    let (reason, more_needed) = if verdict == Verdict::None {
        let (reason, more) = reason(respondents, min_size);
        (Some(reason), more)
    } else {
        (None, None)
    };
    let weighting = chosen.and_then(|i| weighting(&prepared, solver, ks[i], &fits[i].labels));
    let solutions: Vec<Solution> = fits
        .into_iter()
        .zip(&measured)
        .map(|(fit, measured)| solution(table, fit, measured))
        .collect();
    let shown = chosen.map_or_else(|| everybody(table), |i| solutions[i].clone());
    Ok(Segmentation {
        method: settings.method.clone(),
        verdict,
        reason,
        more_needed,
        chosen: decision.chosen,
        runner_up: decision.runner_up,
        why: decision.why,
        forced: decision.why == Why::Forced,
        gradient,
        fitted: respondents,
        left_out: table.len() - respondents,
        sampled: (prepared.sample_rows.len() < respondents).then_some(prepared.sample_rows.len()),
        min_size,
        attributes: prepared.encoding.attributes().map(str::to_owned).collect(),
        dropped: prepared.encoding.dropped().to_vec(),
        candidates: measured.into_iter().map(|m| m.candidate).collect(),
        segments: shown.segments,
        weighting,
        labels: shown.labels,
        confidence: shown.confidence,
        model: shown.model,
        solutions,
        map: map::map(&prepared),
    })
}

fn kept(table: &Table, left_out: Option<&[bool]>) -> Result<Vec<bool>, Error> {
    let kept = match left_out {
        None => vec![true; table.len()],
        Some(mask) if mask.len() != table.len() => {
            return Err(Error::Length {
                what: "the list of rows to leave out",
                found: mask.len(),
                expected: table.len(),
            });
        }
        Some(mask) => mask.iter().map(|out| !out).collect(),
    };
    if kept.iter().any(|&kept| kept) {
        Ok(kept)
    } else {
        Err(Error::NoRespondents)
    }
}

fn check_range(settings: &Settings) -> Result<(), Error> {
    let (low, high) = settings.range;
    if low < 2 || high < low || high > MOST {
        return Err(Error::Range {
            low,
            high,
            most: MOST,
        });
    }
    Ok(())
}

/// The numbers of segments that are tried: the range and the forced count, no more than there are
/// distinct respondents; only the forced count where there are too few to choose.
fn numbers(prepared: &Prepared, settings: &Settings, min_size: usize) -> Result<Vec<usize>, Error> {
    let respondents = prepared.rows.len();
    let (low, high) = settings.range;
    let wanted = settings.count.unwrap_or(0);
    let distinct = prepared.distinct(high.max(wanted).max(1));
    if let Some(count) = settings.count
        && !(2..=MOST.min(distinct)).contains(&count)
    {
        return Err(Error::Count {
            count,
            respondents,
            most: distinct.min(MOST),
        });
    }
    let mut numbers: Vec<usize> = if respondents < 2 * min_size {
        Vec::new()
    } else {
        (low..=high.min(distinct)).collect()
    };
    numbers.extend(settings.count);
    numbers.sort_unstable();
    numbers.dedup();
    Ok(numbers)
}

/// The explained share at one number against Gaussian data of the same covariance.
fn test_gradient(prepared: &Prepared, measured: &mut [Measured], k: usize) {
    let search = light(k, prepared.seed);
    let found = measured.iter_mut().find(|m| m.candidate.k == k);
    if let Some(measured) = found {
        let observed = explained_by(&prepared.sample, &search);
        let null = gaussian(
            &prepared.sample,
            &prepared.encoding.scales(),
            &search,
            observed,
            prepared.seed,
        );
        measured.candidate.gaussian = Some(null);
    }
}

fn weighting(
    prepared: &Prepared,
    solver: &dyn Solver,
    k: usize,
    labels: &[u32],
) -> Option<Weighting> {
    let weights = prepared.table.weights.as_ref()?;
    let weighted: Vec<u32> = prepared.rows.iter().map(|&row| labels[row]).collect();
    let agreement = adjusted_rand(&weighted, &solver.unweighted(k), &prepared.points.weights);
    Some(Weighting {
        effective_n: effective_n(weights.iter().copied()),
        design_effect: design_effect(weights)?,
        agreement,
        changes_answer: agreement < SAME_ANSWER,
    })
}

/// Sizes and shares of segments; Jaccard is added by [`solution`].
pub(super) fn segments(table: &Table, labels: &[u32], k: usize) -> Vec<Segment> {
    let mut sizes = vec![(0, 0.0); k];
    for (row, &label) in labels.iter().enumerate() {
        sizes[label as usize].0 += 1;
        sizes[label as usize].1 += table.weight(row);
    }
    let total: f64 = sizes.iter().map(|size| size.1).sum();
    sizes
        .into_iter()
        .map(|(size, weight)| Segment {
            size,
            share: if total > 0.0 { weight / total } else { 0.0 },
            jaccard: None,
            trust: None,
            level: None,
        })
        .collect()
}

fn solution(table: &Table, fit: Fitted, measured: &Measured) -> Solution {
    let k = measured.candidate.k;
    let mut segments = segments(table, &fit.labels, k);
    for (segment, &jaccard) in segments.iter_mut().zip(measured.jaccard.iter().flatten()) {
        segment.jaccard = Some(jaccard);
        segment.trust = Some(Trust::of(jaccard));
    }
    Solution {
        k,
        segments,
        labels: fit.labels,
        confidence: fit.confidence,
        model: fit.model,
    }
}

/// The typical profile: one segment, everybody.
pub(super) fn everybody(table: &Table) -> Solution {
    let labels = vec![0; table.len()];
    Solution {
        k: 1,
        segments: segments(table, &labels, 1),
        labels,
        confidence: vec![1.0; table.len()],
        model: Model::Everybody,
    }
}
