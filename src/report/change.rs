//! Each indicator against the period before.

use crate::statistic::difference_of_shares;

use super::document::{Change, Difference, Period};

/// Puts the changes in: for every period but the first and an unfinished one.
pub(super) fn changes(periods: &mut [Period]) {
    for place in 1..periods.len() {
        if !periods[place].unfinished {
            periods[place].change = Some(change(&periods[place - 1], &periods[place]));
        }
    }
}

/// What changed between two periods.
pub(super) fn change(before: &Period, now: &Period) -> Change {
    let count = |read: fn(&Period) -> Option<u64>| {
        Some(relative(read(before)? as f64, read(now)? as f64)).flatten()
    };
    Change {
        posts: count(|period| period.posts),
        brand_posts: count(|period| period.brand_posts),
        active_people: count(|period| Some(period.active_people)),
        new_people: count(|period| Some(period.new_people)),
        conversations_started: count(|period| period.conversations_started),
        brand_replies: count(|period| period.brand_replies),
        mentions: count(|period| period.mentions),
        complaints: count(|period| period.complaints.map(|it| it.n)),
        answered_share: answered_difference(before, now),
        response_median: before
            .response_minutes
            .zip(now.response_minutes)
            .and_then(|(before, now)| relative(before.median, now.median)),
    }
}

/// The difference of the answered shares with its interval.
pub(super) fn answered_difference(before: &Period, now: &Period) -> Option<Difference> {
    let (a, b) = (now.answered_share?, before.answered_share?);
    let interval = difference_of_shares(a, now.mentions? as f64, b, before.mentions? as f64)?;
    Some(Difference {
        difference: a - b,
        low: interval.low,
        high: interval.high,
    })
}

/// `now / before − 1`; `None` of nothing.
pub(super) fn relative(before: f64, now: f64) -> Option<f64> {
    (before > 0.0).then(|| now / before - 1.0)
}
