//! Objectives of the project: on track or not, with the interval where there is one.

use super::document::{MetricInPeriod, ObjectiveState, Period};
use super::error::ReportError;
use super::indicator::share;
use super::settings::Objective;
use crate::statistic::wilson;

/// Indicators of a period that an objective may name.
pub const INDICATORS: [&str; 16] = [
    "posts",
    "brand_posts",
    "interactions",
    "active_people",
    "new_people",
    "returning_people",
    "conversations_started",
    "brand_replies",
    "first_replies",
    "mentions",
    "answered",
    "answered_share",
    "complaints",
    "complaints_answered_share",
    "response_median",
    "response_p90",
];

/// Indicators of which less is better.
const LESS_IS_BETTER: [&str; 3] = ["complaints", "response_median", "response_p90"];

/// A value, and how many a share rests on.
type Value = (f64, Option<u64>);

/// Where each objective stands in a period (the last finished one).
///
/// An indicator of the metrics table is the sum over platforms of its last value of the period. An
/// indicator nobody measures is an error that names those that exist.
pub(super) fn objectives(
    objectives: &[Objective],
    period: &Period,
    metrics: &[MetricInPeriod],
) -> Result<Vec<ObjectiveState>, ReportError> {
    objectives
        .iter()
        .map(|objective| state(objective, period, metrics))
        .collect()
}

fn state(
    objective: &Objective,
    period: &Period,
    metrics: &[MetricInPeriod],
) -> Result<ObjectiveState, ReportError> {
    let name = objective.name.clone();
    if !objective.target.is_finite() {
        return Err(ReportError::Target { name });
    }
    let indicator = objective.indicator.as_str();
    let value = if INDICATORS.contains(&indicator) {
        read(period, indicator)
    } else {
        of_table(objective, period, metrics)?
    };
    let interval = value.and_then(|(share, n)| wilson(share, n? as f64));
    let target = objective.target;
    let less = LESS_IS_BETTER.contains(&indicator);
    let on_track = match (value, interval) {
        (Some(_), Some(interval)) if interval.low >= target => Some(true),
        (Some(_), Some(interval)) if interval.high < target => Some(false),
        (Some(_), Some(_)) | (None, _) => None,
        (Some((value, _)), None) => Some(if less {
            value <= target
        } else {
            value >= target
        }),
    };
    Ok(ObjectiveState {
        name,
        indicator: indicator.to_owned(),
        target,
        period: period.period.clone(),
        value: value.map(|it| it.0),
        low: interval.map(|it| it.low),
        high: interval.map(|it| it.high),
        n: value.and_then(|it| it.1),
        on_track,
    })
}

fn of_table(
    objective: &Objective,
    period: &Period,
    metrics: &[MetricInPeriod],
) -> Result<Option<Value>, ReportError> {
    let same = |metric: &&MetricInPeriod| metric.indicator == objective.indicator;
    if !metrics.iter().any(|metric| same(&metric)) {
        let mut known: Vec<&str> = INDICATORS.to_vec();
        let mut of_table: Vec<&str> = metrics.iter().map(|it| it.indicator.as_str()).collect();
        of_table.sort_unstable();
        of_table.dedup();
        known.extend(of_table);
        return Err(ReportError::Indicator {
            name: objective.name.clone(),
            indicator: objective.indicator.clone(),
            known: known.join(", "),
        });
    }
    let mut values = metrics
        .iter()
        .filter(same)
        .filter(|metric| metric.period == period.period)
        .map(|metric| metric.last)
        .peekable();
    Ok(values.peek().is_some().then(|| (values.sum(), None)))
}

/// The value of one of [`INDICATORS`] in a period.
pub(super) fn read(period: &Period, indicator: &str) -> Option<Value> {
    let count = |value: Option<u64>| value.map(|value| (value as f64, None));
    match indicator {
        "posts" => count(period.posts),
        "brand_posts" => count(period.brand_posts),
        "interactions" => count(Some(period.interactions)),
        "active_people" => count(Some(period.active_people)),
        "new_people" => count(Some(period.new_people)),
        "returning_people" => count(Some(period.returning_people)),
        "conversations_started" => count(period.conversations_started),
        "brand_replies" => count(period.brand_replies),
        "first_replies" => count(period.first_replies),
        "mentions" => count(period.mentions),
        "answered" => count(period.answered),
        "answered_share" => period.answered_share.map(|share| (share, period.mentions)),
        "complaints" => count(period.complaints.map(|complaints| complaints.n)),
        "complaints_answered_share" => {
            let complaints = period.complaints?;
            let share = share(complaints.answered, complaints.n)?;
            Some((share, Some(complaints.n)))
        }
        "response_median" => period.response_minutes.map(|it| (it.median, None)),
        "response_p90" => period.response_minutes.map(|it| (it.p90, None)),
        _ => None,
    }
}
