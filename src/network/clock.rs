//! "Now", and how attention fades before it.

use super::Interactions;
use super::fixed::{OLDEST, decay, fixed};
use crate::interaction::{Event, FixedTies, NO_TIME};

/// No tolerance for stray times is narrower than this, in seconds.
const DAY: i64 = 86_400;

/// "Now" and the half-life of attention.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Clock {
    /// Earliest ordinary time of the log, seconds since 1970; `None` without times.
    pub earliest: Option<i64>,
    /// The moment ages are counted from; `None` without times.
    pub as_of: Option<i64>,
    /// Seconds in which attention fades by half; `None`: it does not.
    pub half_life: Option<f64>,
    /// Events whose time stands apart from all others, ignored for `earliest` and `as_of`.
    pub wild_times: u64,
}

impl Clock {
    /// Reads "now" off the events: the latest time that does not stand apart.
    ///
    /// A time stands apart when it lies beyond the central 99 % of the times by more than a tenth of
    /// their span (by more than the span in a log of under 200 times, where 99 % says little; a day
    /// at least). Over a million times the central 99 % is read off an even sample. O(events).
    pub fn read(events: &[Event], as_of: Option<i64>, half_life: Option<f64>) -> Self {
        let each = |take: &mut dyn FnMut(&[Event])| -> Result<(), std::convert::Infallible> {
            take(events);
            Ok(())
        };
        let Ok(clock) = Self::read_runs(each, as_of, half_life);
        clock
    }

    /// The same of events that come run by run, in order: `each` gives all runs, and is asked three times.
    ///
    /// # Errors
    /// What `each` says.
    pub fn read_runs<E>(
        each: impl Fn(&mut dyn FnMut(&[Event])) -> Result<(), E>,
        as_of: Option<i64>,
        half_life: Option<f64>,
    ) -> Result<Self, E> {
        let mut count = 0;
        each(&mut |run| count += run.len())?;
        let stride = count.div_ceil(1_000_000).max(1);
        let (mut times, mut before) = (Vec::new(), 0);
        each(&mut |run| {
            // Every so many of all events, wherever a run begins.
            let first = before % stride;
            let sampled = run.iter().skip((stride - first) % stride).step_by(stride);
            times.extend(
                sampled
                    .map(|event| event.time)
                    .filter(|&time| time != NO_TIME),
            );
            before += run.len();
        })?;
        let Some((low, high)) = ordinary_range(&mut times) else {
            return Ok(Self {
                earliest: None,
                as_of,
                half_life: half_life.filter(|_| as_of.is_some()),
                wild_times: 0,
            });
        };
        let (mut earliest, mut latest, mut wild_times) = (i64::MAX, i64::MIN, 0);
        each(&mut |run| {
            for event in run {
                if event.time == NO_TIME {
                } else if (low..=high).contains(&event.time) {
                    earliest = earliest.min(event.time);
                    latest = latest.max(event.time);
                } else {
                    wild_times += 1;
                }
            }
        })?;
        Ok(Self {
            earliest: Some(earliest),
            as_of: Some(as_of.unwrap_or(latest)),
            half_life,
            wild_times,
        })
    }

    /// The clock of some interactions: read off their events, or the one their ties were added up by.
    pub fn of(interactions: &Interactions<'_>, as_of: Option<i64>, half_life: Option<f64>) -> Self {
        match interactions.ties() {
            Some(ties) => Self::kept(ties.clock),
            None => Self::read(interactions.events(), as_of, half_life),
        }
    }

    fn kept(ties: &FixedTies) -> Self {
        Self {
            earliest: ties.earliest,
            as_of: ties.as_of,
            half_life: ties.half_life,
            wild_times: ties.wild_times,
        }
    }

    /// Weight × fading of an event in units of 2⁻⁸⁴.
    pub fn units(&self, event: &Event) -> u128 {
        fixed(f64::from(event.weight), self.fade(event.time))
    }

    /// What is left of attention paid at `time`: 2^(−age / half-life), in (0, 1].
    ///
    /// The future counts as now; an unknown time counts as the earliest.
    pub fn fade(&self, time: i64) -> f64 {
        let (Some(half_life), Some(as_of)) = (self.half_life, self.as_of) else {
            return 1.0;
        };
        let time = if time == NO_TIME {
            self.earliest.unwrap_or(as_of)
        } else {
            time
        };
        let age = as_of.saturating_sub(time).max(0) as f64;
        decay((age / half_life).min(OLDEST))
    }

    /// Seconds from the earliest ordinary time to "now"; 0 without times.
    pub fn span(&self) -> i64 {
        match (self.earliest, self.as_of) {
            (Some(earliest), Some(as_of)) => as_of.saturating_sub(earliest).max(0),
            _ => 0,
        }
    }
}

/// First and last moment that do not stand apart, or `None` without times.
fn ordinary_range(times: &mut [i64]) -> Option<(i64, i64)> {
    let n = times.len();
    if n == 0 {
        return None;
    }
    // One time at each end may stand apart even in a short log, if enough are left to tell.
    let cut = (n / 200).max(usize::from(n >= 10));
    let low = *times.select_nth_unstable(cut).1;
    let high = *times.select_nth_unstable(n - 1 - cut).1;
    let span = high.saturating_sub(low);
    let margin = if n >= 200 { span / 10 } else { span }.max(DAY);
    Some((low.saturating_sub(margin), high.saturating_add(margin)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interaction::{Kind, NONE};

    fn at(time: i64) -> Event {
        Event {
            source: 0,
            target: 1,
            kind: Kind::Mention,
            platform: 0,
            weight: 1.0,
            time,
            object: NONE,
            post: NONE,
        }
    }

    #[test]
    fn times_in_1970_and_in_the_future_do_not_move_now() {
        let mut events: Vec<Event> = (0..500).map(|i| at(1_700_000_000 + i * 3600)).collect();
        events.push(at(0));
        events.push(at(4_102_444_800));
        let clock = Clock::read(&events, None, Some(86_400.0));
        assert_eq!(clock.as_of, Some(1_700_000_000 + 499 * 3600));
        assert_eq!(clock.earliest, Some(1_700_000_000));
        assert_eq!(clock.wild_times, 2);
        assert_eq!(clock.fade(4_102_444_800), 1.0);
        assert_eq!(clock.fade(0), 2f64.powi(-60));
    }

    #[test]
    fn a_short_log_still_tells_a_date_of_1970_apart() {
        let mut events: Vec<Event> = (0..20).map(|i| at(1_700_000_000 + i * 86_400)).collect();
        events.push(at(0));
        let clock = Clock::read(&events, None, None);
        assert_eq!((clock.wild_times, clock.span()), (1, 19 * 86_400));
    }

    #[test]
    fn a_log_of_one_moment_or_of_none_has_a_clock() {
        let one = Clock::read(&[at(5), at(5)], None, Some(10.0));
        assert_eq!((one.as_of, one.span(), one.fade(5)), (Some(5), 0, 1.0));
        assert_eq!(one.fade(NO_TIME), 1.0);
        let none = Clock::read(&[at(NO_TIME)], None, Some(10.0));
        assert_eq!((none.as_of, none.half_life), (None, None));
        assert_eq!(none.fade(NO_TIME), 1.0);
    }

    #[test]
    fn a_clock_read_run_by_run_is_that_of_all_events_together() {
        let mut events: Vec<Event> = (0..1_200_000)
            .map(|i| at(1_700_000_000 + i64::from(i % 997) * 3600))
            .collect();
        events[1_100_001] = at(4_102_444_800);
        let whole = Clock::read(&events, None, Some(86_400.0));
        for size in [1, 700, 999_999] {
            let each = |take: &mut dyn FnMut(&[Event])| -> Result<(), std::convert::Infallible> {
                events.chunks(size).for_each(take);
                Ok(())
            };
            assert_eq!(Clock::read_runs(each, None, Some(86_400.0)), Ok(whole));
        }
        assert_eq!(whole.wild_times, 1);
    }

    #[test]
    fn attention_halves_with_each_half_life() {
        let clock = Clock::read(&[at(0), at(100)], None, Some(50.0));
        assert_eq!(clock.fade(100), 1.0);
        assert_eq!(clock.fade(50), 0.5);
        assert_eq!(clock.fade(0), 0.25);
    }
}
