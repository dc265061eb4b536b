//! The order of events, what counts once, and ties of sharers.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::builder::ONCE;
use super::{Event, Kind, Log, NONE};

/// Drops events that a message seen twice made twice, and mentions of those the same post answers.
pub(super) fn drop_doubles(events: &mut Vec<Event>, row_is_act: &[bool], duplicates: &mut u64) {
    if events.iter().all(|event| event.post == NONE) {
        return;
    }
    // The strongest kind of a post towards somebody comes first, a mention last.
    let key = |event: &Event| {
        (
            event.source,
            event.target,
            event.post,
            std::cmp::Reverse(event.kind),
            event.object,
        )
    };
    events.par_sort_unstable_by(|a, b| key(a).cmp(&key(b)).then_with(|| final_order(a, b)));
    events.dedup_by(|event, kept| {
        let same =
            (event.source, event.target, event.post) == (kept.source, kept.target, kept.post);
        if !same || event.post == NONE {
            return false;
        }
        let sign = event.post == ONCE;
        if (event.kind, event.object) == (kept.kind, kept.object) {
            // Two follows are one; a reaction to a post nobody can name may be another one.
            let once = !sign
                || event.object != NONE
                || event.kind == Kind::Follow
                || event.time == kept.time;
            *duplicates += u64::from(once && (sign || row_is_act[event.post as usize]));
            return once;
        }
        !sign && event.kind == Kind::Mention
    });
    for event in events.iter_mut().filter(|event| event.post == ONCE) {
        event.post = NONE;
    }
}

fn final_order(a: &Event, b: &Event) -> Ordering {
    let key = |event: &Event| {
        (
            event.source,
            event.target,
            event.time,
            event.kind,
            event.object,
            event.platform,
            event.weight.to_bits(),
            event.post,
        )
    };
    key(a).cmp(&key(b))
}

/// Sorts by source, target, time, kind and object: first into runs of neighbouring sources, in place
/// (`McIlroy`, Bostic & `McIlroy` 1993, "American flag sort"), then each run while it is in cache.
///
/// O(n) moves and O(n log r) comparisons for runs of r events.
pub(super) fn sort_events(events: &mut [Event]) {
    const RUNS: usize = 1 << 12;
    if events.len() < 1 << 16 {
        events.sort_unstable_by(final_order);
        return;
    }
    let highest = events.iter().map(|event| event.source).max().unwrap_or(0) as usize;
    let shift = (usize::BITS - highest.leading_zeros()).saturating_sub(RUNS.trailing_zeros());
    let run = |event: &Event| event.source as usize >> shift;
    let mut starts = vec![0usize; RUNS + 1];
    for event in events.iter() {
        starts[run(event) + 1] += 1;
    }
    for place in 0..RUNS {
        starts[place + 1] += starts[place];
    }
    let mut next = starts.clone();
    for bucket in 0..RUNS {
        while next[bucket] < starts[bucket + 1] {
            let belongs = run(&events[next[bucket]]);
            if belongs == bucket {
                next[bucket] += 1;
            } else {
                events.swap(next[bucket], next[belongs]);
                next[belongs] += 1;
            }
        }
    }
    let mut runs = Vec::with_capacity(RUNS);
    let mut rest = events;
    for pair in starts.windows(2) {
        let (run, behind) = rest.split_at_mut(pair[1] - pair[0]);
        runs.push(run);
        rest = behind;
    }
    runs.into_par_iter()
        .for_each(|run| run.sort_unstable_by(quick_order));
}

/// [`final_order`] with source, target and time compared first, as numbers.
fn quick_order(a: &Event, b: &Event) -> Ordering {
    let ends = |event: &Event| u64::from(event.source) << 32 | u64::from(event.target);
    ends(a)
        .cmp(&ends(b))
        .then(a.time.cmp(&b.time))
        .then_with(|| final_order(a, b))
}

/// Two people who share one object within a minute are tied both ways (Righetti & Balluff 2023,
/// CooRTweet): only where nothing else ties anybody.
pub(super) fn tie_sharers(log: &mut Log) {
    const WINDOW: i64 = 60;
    /// Sharers of one object tied to each: a viral one would tie everybody.
    const NEXT: usize = 50;
    let mut shares = log.shares.clone();
    shares.sort_unstable_by_key(|share| (share.object, share.time, share.person));
    for (place, one) in shares.iter().enumerate() {
        let close = shares[place + 1..]
            .iter()
            .take(NEXT)
            .take_while(|other| {
                other.object == one.object && other.time.saturating_sub(one.time) <= WINDOW
            })
            .filter(|other| other.person != one.person);
        for other in close {
            for (source, target) in [(one, other), (other, one)] {
                log.events.push(Event {
                    source: source.person,
                    target: target.person,
                    kind: Kind::Mention,
                    platform: 0,
                    weight: 1.0,
                    time: source.time,
                    object: source.object,
                    post: NONE,
                });
            }
        }
    }
    sort_events(&mut log.events);
    log.events.dedup();
}
