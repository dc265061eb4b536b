//! What stands behind a person's reach, for the sentence that explains it.

use crate::interaction::{Log, NONE};

use super::activity::Window;

/// Who endorses one person.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Endorsement {
    /// Distinct people who endorsed.
    pub endorsers: u64,
    /// Distinct communities they belong to; `None` where communities are unknown.
    pub communities: Option<u32>,
    /// Share of these people who did so in the last [`recent_days`](Self::recent_days); `None` without times.
    pub recent_share: Option<f64>,
    /// Length of "lately" in days: 30, or 7 or 1 where the log is short.
    pub recent_days: u32,
}

/// The endorsement of some people (`of`, numbers of people), one entry each, in their order.
///
/// `communities` holds each person's community (`u32::MAX` where it has none), or is empty.
/// O(events + m log m) with m the events towards `of`.
pub fn endorsements(
    log: &Log,
    of: &[u32],
    communities: &[u32],
    window: Option<Window>,
) -> Vec<Endorsement> {
    const ABSENT: u32 = u32::MAX;
    let mut place = vec![ABSENT; log.people.len()];
    for (i, &person) in of.iter().enumerate() {
        place[person as usize] = i as u32;
    }
    let recent_days = window.map_or(30, recent_days);
    // Sorted by person, endorser, then latest first: the first of each pair tells whether it is recent.
    let mut pairs: Vec<(u32, u32, std::cmp::Reverse<i64>)> = Vec::new();
    for event in &log.events {
        if event.target == NONE || place[event.target as usize] == ABSENT {
            continue;
        }
        let time = if window.is_some_and(|window| window.holds(event.time)) {
            event.time
        } else {
            i64::MIN
        };
        let entry = (
            place[event.target as usize],
            event.source,
            std::cmp::Reverse(time),
        );
        pairs.push(entry);
    }
    pairs.sort_unstable();
    pairs.dedup_by_key(|pair| (pair.0, pair.1));
    let mut all: Vec<Endorsement> = Vec::with_capacity(of.len());
    let mut rest = pairs.as_slice();
    for i in 0..of.len() as u32 {
        let (mine, others) = rest.split_at(rest.partition_point(|pair| pair.0 <= i));
        rest = others;
        let since = window.map(|window| window.to - i64::from(recent_days) * 86_400);
        let recent = since.map(|since| mine.iter().filter(|pair| pair.2.0 > since).count());
        let mut circles: Vec<u32> = mine
            .iter()
            .filter_map(|pair| communities.get(pair.1 as usize).copied())
            .filter(|&community| community != NONE)
            .collect();
        circles.sort_unstable();
        circles.dedup();
        all.push(Endorsement {
            endorsers: mine.len() as u64,
            communities: (!communities.is_empty()).then_some(circles.len() as u32),
            recent_share: recent
                .filter(|_| !mine.is_empty())
                .map(|recent| recent as f64 / mine.len() as f64),
            recent_days,
        });
    }
    // The same person asked twice keeps its numbers only at the last place; copy them to the others.
    for (i, &person) in of.iter().enumerate() {
        all[i] = all[place[person as usize] as usize];
    }
    all
}

/// "The last month" means something only in a log that is longer than two of them.
fn recent_days(window: Window) -> u32 {
    match (window.to - window.from) / 86_400 {
        60.. => 30,
        14.. => 7,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interaction::{Event, Kind};

    #[test]
    fn an_endorser_counts_once_and_is_recent_by_the_last_time() {
        let mut log = Log::default();
        for name in ["a", "b", "c", "d"] {
            log.people.intern(name);
        }
        let day = 86_400;
        let act = |source, target, time| Event {
            source,
            target,
            kind: Kind::Repost,
            platform: 0,
            weight: 1.0,
            time,
            object: NONE,
            post: NONE,
        };
        log.events = vec![
            act(0, 3, 0),
            act(0, 3, 99 * day),
            act(1, 3, 10 * day),
            act(2, 3, 12 * day),
            act(2, 0, 100 * day),
        ];
        let window = Window::of(&log);
        let of = endorsements(&log, &[3, 1, 0], &[0, 0, 5, u32::MAX], window);
        assert_eq!(of[0].endorsers, 3);
        assert_eq!(of[0].communities, Some(2));
        assert_eq!(of[0].recent_days, 30);
        assert!((of[0].recent_share.unwrap_or_default() - 1.0 / 3.0).abs() < 1e-12);
        assert_eq!((of[1].endorsers, of[1].recent_share), (0, None));
        assert_eq!(of[2].endorsers, 1);
        assert_eq!(endorsements(&log, &[3], &[], None)[0].recent_share, None);
    }
}
