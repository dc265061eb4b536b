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
    share_difference(
        (before.answered_share?, before.mentions? as f64),
        (now.answered_share?, now.mentions? as f64),
    )
}

/// The difference of two shares, each with its base.
pub(super) fn share_difference(before: (f64, f64), now: (f64, f64)) -> Option<Difference> {
    let interval = difference_of_shares(now.0, now.1, before.0, before.1)?;
    Some(Difference {
        difference: now.0 - before.0,
        low: interval.low,
        high: interval.high,
    })
}

/// `now / before − 1`; `None` of nothing.
pub(super) fn relative(before: f64, now: f64) -> Option<f64> {
    (before > 0.0).then(|| now / before - 1.0)
}
