//! People in motion: who arrived, who becomes an ambassador, who has gone quiet, which critic is heard.
//!
//! Weeks are counted back from "now", so that nothing hangs on the calendar. Silence is measured
//! against somebody's own rhythm: active in a share q of their weeks, s silent weeks have
//! probability (1 − q)^s. Gains are binomial (Przyborowski & Wilenski 1940). Benjamini-Hochberg over
//! the people looked at.

use crate::interaction::{Event, Kind};
use crate::statistic::benjamini_hochberg;

use super::burst::chance;
use super::clock::DAY;
use super::document::{Motion, MotionKind};
use super::frame::{Frame, Side};
use super::unanswered::label;

const WEEK: i64 = 7 * DAY;
/// A quarter, in weeks.
const QUARTER: u32 = 13;
/// People shown of each kind.
const MOST: usize = 20;
/// Days of the arriving period somebody must be seen on.
const DAYS_TO_ARRIVE: usize = 3;
/// Active weeks that make a rhythm.
const WEEKS_OF_RHYTHM: usize = 8;
/// Weeks of silence that are worth a word.
const WEEKS_OF_SILENCE: u32 = 4;
/// Weeks with the brand, in the last quarter, that show an ambassador on the way …
const WEEKS_NOW: u64 = 6;
/// … and the most there may have been in the quarter before.
const WEEKS_BEFORE: u64 = 2;
/// Messages against the brand that make a critic.
const CRITICISMS: u64 = 3;
/// Endorsers a critic must have in the last quarter.
const ENDORSERS: u64 = 5;
/// False discovery rate.
const RATE: f64 = 0.05;

/// Who moves, by kind, strongest first; empty without times.
pub(super) fn motion(frame: &Frame) -> Vec<Motion> {
    let Some((first, _)) = frame.span else {
        return Vec::new();
    };
    let weeks = week(frame, first) + 1;
    let days = Days::new(frame);
    let mut motion = arrived(frame, &days);
    if frame.has_brand() {
        motion.extend(becoming_ambassadors(frame, weeks));
    }
    motion.extend(gone_quiet(frame, &days));
    if frame.has_brand() {
        motion.extend(critics(frame, weeks));
    }
    motion
}

/// Weeks before "now" (0 is the last).
fn week(frame: &Frame, time: i64) -> u32 {
    ((frame.as_of - time).max(0) / WEEK) as u32
}

/// The days on which each person of the community did something.
struct Days(Vec<(u32, i64, u32)>);

impl Days {
    /// Person, day, acts, ordered.
    fn new(frame: &Frame) -> Self {
        let mut days: Vec<(u32, i64)> = Vec::new();
        frame.each_act(|act| {
            if frame.side(act.person) == Side::Community
                && let Some(time) = frame.time(act.time)
            {
                days.push((act.person, frame.clock.day(time)));
            }
        });
        days.sort_unstable();
        Self(
            days.chunk_by(|a, b| a == b)
                .map(|same| (same[0].0, same[0].1, same.len() as u32))
                .collect(),
        )
    }

    fn by_person(&self) -> impl Iterator<Item = &[(u32, i64, u32)]> {
        self.0.chunk_by(|a, b| a.0 == b.0)
    }
}

fn acts(days: &[(u32, i64, u32)]) -> u64 {
    days.iter().map(|day| u64::from(day.2)).sum()
}

/// People first seen in the last finished period, on three days of it or more.
fn arrived(frame: &Frame, days: &Days) -> Vec<Motion> {
    let Some(period) = frame.calendar.last_finished().filter(|&period| period > 0) else {
        return Vec::new();
    };
    let start = frame.clock.day(frame.calendar.bounds[period]);
    let end = frame.clock.day(frame.calendar.bounds[period + 1]);
    let mut found: Vec<(u64, Motion)> = days
        .by_person()
        .filter(|days| days[0].1 >= start && days[0].1 < end)
        .filter(|days| days.iter().filter(|day| day.1 < end).count() >= DAYS_TO_ARRIVE)
        .map(|days| {
            let value = acts(days) as f64;
            let since = day_text(days[0].1);
            (
                acts(days),
                entry(frame, days[0].0, MotionKind::Arrived, since, value),
            )
        })
        .collect();
    strongest(&mut found)
}

/// People who came to the brand most weeks of the last quarter, hardly in the one before.
fn becoming_ambassadors(frame: &Frame, weeks: u32) -> Vec<Motion> {
    if weeks < QUARTER + 4 {
        return Vec::new();
    }
    let mut seen: Vec<(u32, u32)> = Vec::new();
    for event in &frame.log.events {
        let acts = !matches!(event.kind, Kind::Follow | Kind::Reaction);
        if acts
            && frame.is_to_brand(event)
            && let Some(time) = frame.time(event.time)
        {
            seen.push((event.source, week(frame, time)));
        }
    }
    seen.sort_unstable();
    seen.dedup();
    let against = criticisms(frame);
    let mut found: Vec<(u64, Motion)> = seen
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|weeks| against[weeks[0].0 as usize].0 < CRITICISMS)
        .filter_map(|weeks| {
            let now = weeks.iter().filter(|week| week.1 < QUARTER).count() as u64;
            let before = weeks
                .iter()
                .filter(|week| (QUARTER..2 * QUARTER).contains(&week.1))
                .count() as u64;
            // Weeks run back in time: the first of the recent ones is the oldest.
            let first = weeks
                .iter()
                .filter(|week| week.1 < QUARTER)
                .map(|week| week.1)
                .max()?;
            if now < WEEKS_NOW || before > WEEKS_BEFORE {
                return None;
            }
            let since = frame
                .clock
                .day_text(frame.as_of - i64::from(first + 1) * WEEK + 1);
            let kind = MotionKind::BecomingAmbassador;
            let mut motion = entry(frame, weeks[0].0, kind, since, now as f64);
            motion.before = Some(before as f64);
            motion.p = Some(chance(now, 1, before, 1));
            Some((now, motion))
        })
        .collect();
    strongest(&mut found)
}

/// People with a rhythm who have been silent for longer than it explains.
fn gone_quiet(frame: &Frame, days: &Days) -> Vec<Motion> {
    let mut tried: Vec<(u64, Motion, f64)> = Vec::new();
    let today = frame.clock.day(frame.as_of);
    for days in days.by_person() {
        let mut weeks: Vec<i64> = days.iter().map(|day| (today - day.1).max(0) / 7).collect();
        weeks.dedup();
        let (Some(&oldest), Some(&newest)) = (weeks.first(), weeks.last()) else {
            continue;
        };
        let silence = newest as u32;
        if weeks.len() < WEEKS_OF_RHYTHM || silence < WEEKS_OF_SILENCE {
            continue;
        }
        let lived = (oldest - newest + 1) as f64;
        // One more week than lived: nobody is certain to come every week.
        let rhythm = weeks.len() as f64 / (lived + 1.0);
        let p = (1.0 - rhythm).powi(silence as i32);
        let last = days[days.len() - 1].1;
        let kind = MotionKind::GoneQuiet;
        let mut motion = entry(
            frame,
            days[0].0,
            kind,
            day_text(last),
            (today - last) as f64,
        );
        motion.before = Some(7.0 * lived / weeks.len() as f64);
        motion.p = Some(p);
        tried.push((acts(days), motion, p));
    }
    strongest(&mut discovered(tried))
}

/// Messages of each person against the brand, and with a feeling or label that says otherwise.
fn criticisms(frame: &Frame) -> Vec<(u64, u64)> {
    let mut counts = vec![(0, 0); frame.log.people.len()];
    for (number, post) in frame.log.posts.iter().enumerate() {
        let Some(count) = counts.get_mut(post.author as usize) else {
            continue;
        };
        if !frame.to_brand[number] || frame.is_future(post.time) {
            continue;
        }
        let known = post.sentiment != i8::MIN;
        if known && post.sentiment < 0 || frame.complains(post) == Some(true) {
            count.0 += 1;
        } else if known && post.sentiment > 0 {
            count.1 += 1;
        }
    }
    counts
}

/// Critics whom more people endorse in the last quarter than in the one before.
fn critics(frame: &Frame, weeks: u32) -> Vec<Motion> {
    let before_weeks = weeks.saturating_sub(QUARTER).min(QUARTER);
    if before_weeks < 4 {
        return Vec::new();
    }
    let against = criticisms(frame);
    let critic = |person: u32| {
        against
            .get(person as usize)
            .is_some_and(|&(no, yes)| no >= CRITICISMS && no > yes)
    };
    let endorses = |event: &&Event| {
        matches!(event.kind, Kind::Repost | Kind::Quote | Kind::Reaction) && critic(event.target)
    };
    let mut pairs: Vec<(u32, bool, u32)> = frame
        .log
        .events
        .iter()
        .filter(endorses)
        .filter_map(|event| {
            let week = week(frame, frame.time(event.time)?);
            (week < 2 * QUARTER).then_some((event.target, week < QUARTER, event.source))
        })
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    let tried = pairs
        .chunk_by(|a, b| a.0 == b.0)
        .filter_map(|pairs| {
            let now = pairs.iter().filter(|pair| pair.1).count() as u64;
            let before = pairs.len() as u64 - now;
            if now < ENDORSERS || now * u64::from(before_weeks) <= before * u64::from(QUARTER) {
                return None;
            }
            let p = chance(now, u64::from(QUARTER), before, u64::from(before_weeks));
            let since = frame
                .clock
                .day_text(frame.as_of - i64::from(QUARTER) * WEEK);
            let kind = MotionKind::CriticGaining;
            let mut motion = entry(frame, pairs[0].0, kind, since, now as f64);
            motion.before = Some(before as f64);
            motion.p = Some(p);
            Some((now, motion, p))
        })
        .collect();
    strongest(&mut discovered(tried))
}

/// Those whose p stays under the false discovery rate.
fn discovered(tried: Vec<(u64, Motion, f64)>) -> Vec<(u64, Motion)> {
    let p: Vec<f64> = tried.iter().map(|it| it.2).collect();
    tried
        .into_iter()
        .zip(benjamini_hochberg(&p))
        .filter(|(_, p)| *p < RATE)
        .map(|((strength, motion, _), _)| (strength, motion))
        .collect()
}

fn strongest(found: &mut Vec<(u64, Motion)>) -> Vec<Motion> {
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
    found.truncate(MOST);
    found.drain(..).map(|(_, motion)| motion).collect()
}

fn entry(frame: &Frame, person: u32, kind: MotionKind, since: String, value: f64) -> Motion {
    Motion {
        id: frame.log.people.key(person).to_owned(),
        label: label(frame, person),
        kind,
        since,
        value,
        before: None,
        p: None,
    }
}

/// `YYYY-MM-DD` of days since 1970.
fn day_text(day: i64) -> String {
    let epoch = jiff::civil::date(1970, 1, 1);
    let span = jiff::Span::new().try_days(day);
    span.and_then(|span| epoch.checked_add(span))
        .map_or_else(|_| String::new(), |date| date.to_string())
}
