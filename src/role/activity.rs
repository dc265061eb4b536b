//! What each person did, and when.

use crate::interaction::{Log, NO_TIME, NONE};

/// The times that count: what stands apart in the log (1970, next year) is out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// First second that counts.
    pub from: i64,
    /// Last second that counts: "now".
    pub to: i64,
}

impl Window {
    /// From the first to the last time of the log, nothing ignored; `None` where the log has no times.
    pub fn of(log: &Log) -> Option<Self> {
        let events = log.events.iter().map(|event| event.time);
        let posts = log.posts.iter().map(|post| post.time);
        let mut times = events.chain(posts).filter(|&time| time != NO_TIME);
        let first = times.next()?;
        let (from, to) = times.fold((first, first), |(from, to), time| {
            (from.min(time), to.max(time))
        });
        Some(Self { from, to })
    }

    /// Whether a time is known and counts.
    pub fn holds(self, time: i64) -> bool {
        time != NO_TIME && time >= self.from && time <= self.to
    }
}

/// The number of the week a time falls in: weeks start on Monday, 0 h UTC, and are counted from the first of 1970.
pub fn week(time: i64) -> i64 {
    // 1 January 1970 was a Thursday, three days after a Monday.
    (time.div_euclid(86_400) + 3).div_euclid(7)
}

/// One person's doings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Activity {
    /// Distinct weeks in which the person wrote or acted.
    pub active_weeks: u32,
    /// First time the person wrote or acted, seconds since 1970 UTC.
    pub first_seen: Option<i64>,
    /// Last time the person wrote or acted.
    pub last_seen: Option<i64>,
    /// Posts written (reposts are not counted); `None` where the log holds no posts.
    pub posts: Option<u64>,
    /// Interactions made.
    pub acts: u64,
}

/// What each person of the log did; one entry a person, in the order of their numbers.
///
/// Of a log of ties the weeks are unknown (0), and first and last are those of its rows in the window.
/// O(events + posts), plus the sorting of distinct weeks. Times outside of the window are ignored.
pub fn activity(log: &Log, window: Option<Window>) -> Vec<Activity> {
    let mut all = vec![Activity::default(); log.people.len()];
    let mut weeks: Vec<(u32, i64)> = Vec::new();
    let mut note = |all: &mut Vec<Activity>, person: u32, time: i64| {
        if !window.is_some_and(|window| window.holds(time)) {
            return;
        }
        let one = &mut all[person as usize];
        one.first_seen = Some(one.first_seen.map_or(time, |first| first.min(time)));
        one.last_seen = Some(one.last_seen.map_or(time, |last| last.max(time)));
        let entry = (person, week(time));
        // Events come source by source: most repeats stand next to each other.
        if weeks.last() != Some(&entry) {
            weeks.push(entry);
        }
    };
    for event in &log.events {
        all[event.source as usize].acts += 1;
        note(&mut all, event.source, event.time);
    }
    for tie in log.ties.iter().flat_map(|ties| &ties.rows) {
        let one = &mut all[tie.source as usize];
        one.acts += tie.count;
        let holds = |time: &i64| window.is_some_and(|window| window.holds(*time));
        let (first, last) = (Some(tie.first).filter(holds), Some(tie.last).filter(holds));
        one.first_seen = one.first_seen.into_iter().chain(first).chain(last).min();
        one.last_seen = one.last_seen.max(first).max(last);
    }
    let holds_posts = !log.posts.is_empty();
    for one in &mut all {
        one.posts = holds_posts.then_some(0);
    }
    for post in &log.posts {
        if post.author == NONE {
            continue;
        }
        if !post.repost
            && let Some(posts) = &mut all[post.author as usize].posts
        {
            *posts += 1;
        }
        note(&mut all, post.author, post.time);
    }
    weeks.sort_unstable();
    weeks.dedup();
    for (person, _) in weeks {
        all[person as usize].active_weeks += 1;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interaction::{Event, Kind};

    fn act(source: u32, target: u32, time: i64) -> Event {
        Event {
            source,
            target,
            kind: Kind::Mention,
            platform: 0,
            weight: 1.0,
            time,
            object: NONE,
            post: NONE,
        }
    }

    #[test]
    fn weeks_start_on_monday() {
        let sunday = 1_769_990_399; // 2026-02-01 23:59:59 UTC
        assert_eq!(week(sunday) + 1, week(sunday + 1));
        assert_eq!(week(sunday + 1), week(sunday + 7 * 86_400));
        assert_eq!(week(-1), 0);
    }

    #[test]
    fn wild_dates_do_not_make_anybody_older() {
        let mut log = Log::default();
        for name in ["a", "b"] {
            log.people.intern(name);
        }
        log.events = vec![act(0, 1, 0), act(0, 1, 1_000_000), act(0, 1, NO_TIME)];
        let window = Window {
            from: 900_000,
            to: 2_000_000,
        };
        let all = activity(&log, Some(window));
        assert_eq!(all[0].first_seen, Some(1_000_000));
        assert_eq!(all[0].active_weeks, 1);
        assert_eq!(all[0].acts, 3);
        assert_eq!(all[1], Activity::default());
    }

    #[test]
    fn a_log_without_times_shows_no_weeks() {
        let mut log = Log::default();
        log.people.intern("a");
        log.people.intern("b");
        log.events = vec![act(0, 1, NO_TIME)];
        assert_eq!(Window::of(&log), None);
        assert_eq!(activity(&log, None)[0].active_weeks, 0);
    }
}
