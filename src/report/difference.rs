//! What moved between two reports: this quarter against last.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::change::{answered_difference, relative, share_difference};
use super::document::{Difference, Moment, Note, Period, Report, Window};
use super::objective::{INDICATORS, read};

/// What moved from one report to another.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ReportDifference {
    /// The last finished period of the former report.
    pub before: String,
    /// The last finished period of the latter.
    pub after: String,
    /// Whether the two periods are of one kind: counts of a month and of a quarter do not compare.
    pub comparable: bool,
    /// Indicators that both reports know.
    pub indicators: Vec<IndicatorDifference>,
    /// The answered share of the latter minus that of the former, with its interval.
    pub answered_share: Option<Difference>,
    /// How working hours, evenings, nights, weekends and holidays are answered, over each whole report.
    pub moments: Vec<MomentDifference>,
    /// Critical windows that were not there.
    pub opened: Vec<Window>,
    /// Critical windows that are no more.
    pub closed: Vec<Window>,
    /// Distinctive terms of the latter's period that the former's had not.
    pub subjects_gained: Vec<String>,
    /// Distinctive terms of the former's period that the latter's has not.
    pub subjects_lost: Vec<String>,
    /// Objectives whose state changed.
    pub objectives: Vec<ObjectiveDifference>,
    /// What could be told before and no longer can.
    pub notes_gained: Vec<Note>,
    /// What could not be told before and now can.
    pub notes_lost: Vec<Note>,
}

/// One kind of moment in two reports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MomentDifference {
    /// Its name, as in [`Moment`].
    pub moment: String,
    /// Share of mentions answered in the former.
    pub before: f64,
    /// In the latter.
    pub after: f64,
    /// The latter minus the former, with its interval.
    pub difference: Option<Difference>,
}

/// One indicator in two reports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IndicatorDifference {
    /// Its name.
    pub indicator: String,
    /// In the former.
    pub before: f64,
    /// In the latter.
    pub after: f64,
    /// after / before − 1; `null` where before is 0.
    pub change: Option<f64>,
}

/// One objective in two reports.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ObjectiveDifference {
    /// Its name.
    pub name: String,
    /// On track before; `null` where it could not be said.
    pub before: Option<bool>,
    /// On track now.
    pub after: Option<bool>,
}

/// Compares two reports by their last finished periods. O(their lengths).
pub fn difference(before: &Report, after: &Report) -> ReportDifference {
    let (Some(former), Some(latter)) = (last_finished(before), last_finished(after)) else {
        return ReportDifference::default();
    };
    let comparable = before.period_kind == after.period_kind;
    let indicators = INDICATORS
        .iter()
        .filter(|_| comparable)
        .filter_map(|&indicator| {
            let (before, _) = read(former, indicator)?;
            let (after, _) = read(latter, indicator)?;
            Some(IndicatorDifference {
                indicator: indicator.to_owned(),
                before,
                after,
                change: relative(before, after),
            })
        })
        .collect();
    let missing = |of: &Report, from: &Report| -> Vec<Window> {
        let known = |window: &&Window| !from.critical_windows.iter().any(|it| overlap(it, window));
        of.critical_windows.iter().filter(known).copied().collect()
    };
    let (old, new) = (terms(before, former), terms(after, latter));
    ReportDifference {
        before: former.period.clone(),
        after: latter.period.clone(),
        comparable,
        indicators,
        answered_share: answered_difference(former, latter),
        moments: moments(before, after),
        opened: missing(after, before),
        closed: missing(before, after),
        subjects_gained: new.difference(&old).map(|&term| term.to_owned()).collect(),
        subjects_lost: old.difference(&new).map(|&term| term.to_owned()).collect(),
        objectives: objectives(before, after),
        notes_gained: only_in(&after.notes, &before.notes),
        notes_lost: only_in(&before.notes, &after.notes),
    }
}

fn last_finished(report: &Report) -> Option<&Period> {
    let mut periods = report.periods.iter().rev();
    periods
        .clone()
        .find(|period| !period.unfinished)
        .or_else(|| periods.next())
}

/// Moments that both reports hold mentions of.
fn moments(before: &Report, after: &Report) -> Vec<MomentDifference> {
    let pair = |now: &Moment| {
        let then = before.moments.iter().find(|it| it.moment == now.moment)?;
        let (was, is) = (then.answered_share?, now.answered_share?);
        let (of_was, of_is) = (then.mentions as f64, now.mentions as f64);
        Some(MomentDifference {
            moment: now.moment.clone(),
            before: was,
            after: is,
            difference: share_difference((was, of_was), (is, of_is)),
        })
    };
    after.moments.iter().filter_map(pair).collect()
}

fn only_in(notes: &[Note], other: &[Note]) -> Vec<Note> {
    let alone = notes.iter().filter(|note| !other.contains(note));
    alone.copied().collect()
}

fn overlap(a: &Window, b: &Window) -> bool {
    a.weekday == b.weekday && a.from < b.to && b.from < a.to
}

fn terms<'a>(report: &'a Report, period: &Period) -> BTreeSet<&'a str> {
    report
        .subjects
        .iter()
        .filter(|subject| subject.of == "period" && subject.name == period.period)
        .flat_map(|subject| subject.terms.iter().map(|term| term.term.as_str()))
        .collect()
}

fn objectives(before: &Report, after: &Report) -> Vec<ObjectiveDifference> {
    after
        .objectives
        .iter()
        .filter_map(|now| {
            let then = before
                .objectives
                .iter()
                .find(|it| (&it.name, &it.indicator) == (&now.name, &now.indicator))?;
            (then.on_track != now.on_track).then(|| ObjectiveDifference {
                name: now.name.clone(),
                before: then.on_track,
                after: now.on_track,
            })
        })
        .collect()
}
