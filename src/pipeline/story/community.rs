//! The community report in the words of the documents.

use super::super::name_of;
use crate::brief::data;
use crate::report::{
    Change, Community, Content, Count, Length, Moment, Motion, MotionKind, Period, Unanswered,
};

/// People who wait, named in the documents at most.
const WAITING: usize = 20;

/// The report as the documents tell it.
pub(super) fn community(found: &Community) -> data::Community {
    let report = &found.report;
    let last = report.periods.iter().rposition(|period| !period.unfinished);
    let window = |one: &crate::report::Window| data::Window {
        weekday: one.weekday,
        from: one.from,
        to: one.to,
        unanswered: one.unanswered,
        share: one.share,
    };
    data::Community {
        time_zone: report.time_zone.clone(),
        period_kind: length(report.period_kind).to_owned(),
        periods: report.periods.iter().map(period).collect(),
        total: Some(period(&report.total)),
        rhythm: report.rhythm.as_ref().map(|rhythm| data::Rhythm {
            community: floats(&rhythm.community),
            brand: floats(&rhythm.brand),
        }),
        windows: report
            .has_brand
            .then(|| report.critical_windows.iter().map(window).collect()),
        waiting: latest(&found.unanswered).into_iter().map(waiting).collect(),
        waiting_recent: (report.has_brand)
            .then(|| found.unanswered.iter().filter(|one| is_recent(one)).count() as u64),
        waiting_total: report.has_brand.then_some(found.unanswered.len() as u64),
        subjects: report.subjects.iter().map(subject).collect(),
        platforms: report.platforms.iter().map(platform).collect(),
        labels: last.map_or(Vec::new(), |place| labels(&report.periods, place)),
        sentiment: sentiment(&report.total),
        metrics: metrics(found),
        objectives: report.objectives.iter().map(objective).collect(),
        motion: report.motion.iter().map(motion).collect(),
        content: report
            .content
            .iter()
            .filter(|one| one.by != "post")
            .map(content)
            .collect(),
        has_brand: report.has_brand,
        moments: report.moments.iter().map(moment).collect(),
        notes: report.notes.iter().map(name_of).collect(),
    }
}

fn length(length: Length) -> &'static str {
    match length {
        Length::Day => "day",
        Length::Week => "week",
        Length::Month => "month",
        Length::Quarter => "quarter",
    }
}

fn floats(counts: &[Vec<u64>]) -> Vec<Vec<f64>> {
    let day = |day: &Vec<u64>| day.iter().map(|&count| count as f64).collect();
    counts.iter().map(day).collect()
}

fn period(one: &Period) -> data::Period {
    data::Period {
        period: one.period.clone(),
        unfinished: one.unfinished,
        posts: one.posts.unwrap_or(one.interactions),
        active_people: one.active_people,
        new_people: one.new_people,
        returning_people: one.returning_people,
        conversations_started: one.conversations_started,
        brand_replies: one.brand_replies,
        mentions: one.mentions,
        answered: one.answered,
        answered_share: one.answered_share,
        answered_low: one.answered_low,
        answered_high: one.answered_high,
        response_median: one.response_minutes.map(|minutes| minutes.median),
        response_p90: one.response_minutes.map(|minutes| minutes.p90),
        complaints: one.complaints.map(|share| share.n),
        change: one.change.as_ref().map(change),
    }
}

fn change(one: &Change) -> data::Change {
    data::Change {
        posts: one.posts,
        active_people: one.active_people,
        new_people: one.new_people,
        conversations_started: one.conversations_started,
        brand_replies: one.brand_replies,
        mentions: one.mentions,
        complaints: one.complaints,
        answered_share: one.answered_share.map(|share| data::Difference {
            difference: share.difference,
            low: share.low,
            high: share.high,
        }),
        response_median: one.response_median,
    }
}

fn moment(one: &Moment) -> data::Moment {
    data::Moment {
        moment: one.moment.clone(),
        mentions: one.mentions,
        unanswered: one.unanswered,
        answered_share: one.answered_share,
        answered_low: one.answered_low,
        answered_high: one.answered_high,
    }
}

/// Whether a message that waits is of the last seven days.
fn is_recent(one: &Unanswered) -> bool {
    let week = 7.0 * 24.0;
    one.age_hours.is_some_and(|age| age <= week)
}

/// Whom an answer still helps: of the last seven days those who ask or complain, then the others, then older
/// ones; the latest first.
fn latest(all: &[Unanswered]) -> Vec<&Unanswered> {
    let mut order: Vec<&Unanswered> = all.iter().rev().collect();
    order.sort_by_key(|one| {
        let recent = is_recent(one);
        (!recent, !(recent && one.asks), one.age_hours.is_none())
    });
    order.truncate(WAITING);
    order
}

fn waiting(one: &Unanswered) -> data::Waiting {
    data::Waiting {
        id: one.id.clone(),
        label: one.label.clone(),
        time: one.time.clone(),
        age_hours: one.age_hours.unwrap_or(0.0),
        url: one.url.clone(),
        text: one.text.clone(),
        asks: one.asks,
    }
}

fn subject(one: &crate::report::Subject) -> data::Subject {
    let term = |term: &crate::report::Term| data::Term {
        term: term.term.clone(),
        people: term.people,
        rising: term.rising,
    };
    data::Subject {
        of: one.of.clone(),
        name: one.name.clone(),
        terms: one.terms.iter().map(term).collect(),
    }
}

fn platform(one: &crate::report::Platform) -> data::PlatformActivity {
    data::PlatformActivity {
        platform: one.platform.clone(),
        posts: one.acts,
        people: one.people,
        answered_share: one.answered_share,
    }
}

fn objective(one: &crate::report::ObjectiveState) -> data::Objective {
    data::Objective {
        name: one.name.clone(),
        indicator: one.indicator.clone(),
        target: one.target,
        value: one.value,
        low: one.low,
        high: one.high,
        on_track: one.on_track,
    }
}

/// Posts by label of a period, beside those of the period before.
fn labels(periods: &[Period], place: usize) -> Vec<data::Tally> {
    let before = place.checked_sub(1).map(|place| &periods[place].labels);
    let of_before = |name: &str| {
        let same = before?.iter().find(|one| one.name == name)?;
        Some(same.n)
    };
    let tally = |one: &Count| data::Tally {
        label: one.name.clone(),
        count: one.n,
        before: of_before(&one.name),
    };
    periods[place].labels.iter().map(tally).collect()
}

fn sentiment(total: &Period) -> Vec<data::Tally> {
    let Some(found) = total.sentiment else {
        return Vec::new();
    };
    let tally = |(label, count): (&str, u64)| data::Tally {
        label: label.to_owned(),
        count,
        before: None,
    };
    [
        ("positive", found.positive),
        ("neutral", found.neutral),
        ("negative", found.negative),
    ]
    .map(tally)
    .to_vec()
}

/// The last value of each statistic of the project's own table.
fn metrics(found: &Community) -> Vec<data::Metric> {
    let mut last: Vec<data::Metric> = Vec::new();
    for one in &found.report.metrics {
        let metric = data::Metric {
            platform: one.platform.clone(),
            indicator: one.indicator.clone(),
            date: one.date.clone(),
            value: one.last,
            before: one.before,
        };
        let same = |other: &&mut data::Metric| {
            other.platform == metric.platform && other.indicator == metric.indicator
        };
        match last.iter_mut().find(same) {
            Some(other) if other.date <= metric.date => *other = metric,
            Some(_) => {}
            None => last.push(metric),
        }
    }
    last
}

fn motion(one: &Motion) -> data::Motion {
    data::Motion {
        id: one.id.clone(),
        label: one.label.clone(),
        kind: match one.kind {
            MotionKind::Arrived => data::MotionKind::Arrived,
            MotionKind::BecomingAmbassador => data::MotionKind::BecomingAmbassador,
            MotionKind::GoneQuiet => data::MotionKind::GoneQuiet,
            MotionKind::CriticGaining => data::MotionKind::CriticGaining,
        },
        // The documents tell a critic's gain as a fraction of what was before.
        value: match (one.kind, one.before) {
            (MotionKind::CriticGaining, Some(before)) if before > 0.0 => {
                Some(one.value / before - 1.0)
            }
            (MotionKind::CriticGaining, _) => None,
            _ => Some(one.value),
        },
    }
}

fn content(one: &Content) -> data::Content {
    data::Content {
        by: one.by.clone(),
        value: one.value.clone(),
        posts: one.posts,
        responders: one.responders,
    }
}
