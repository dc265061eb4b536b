//! Critical windows: hours of the week when people speak to the brand and nobody answers.
//!
//! Kulldorff, M. (1997), A spatial scan statistic, Commun. Statist. Theory Meth. 26(6), Bernoulli
//! model, on the hours of each weekday: n = mentions and u = unanswered in a window, N and U of the
//! week. Further windows after deleting the first (Zhang, Assunção & Kulldorff 2010). Windows are
//! kept where the chi-square approximation of the likelihood ratio, Bonferroni over all windows
//! scanned, stays under 5 %.

use crate::statistic::two_sided;

use super::answer::Conversation;
use super::clock::DAY;
use super::document::{Moment, Window};
use super::frame::Frame;
use super::holiday::holidays;
use super::indicator::share;
use crate::statistic::wilson;

/// Longest window, hours.
const LONGEST: usize = 12;
/// Windows of a week of at most that many hours within one day.
const SCANNED: f64 = 7.0 * 222.0;
/// Fewer unanswered mentions are no window.
const FEWEST: u64 = 5;
/// More windows than that are no plan.
const MOST: usize = 8;
/// Weekday number of public holidays.
const HOLIDAY: u8 = 7;

/// Mentions, and those of them nobody answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Tally {
    mentions: u64,
    unanswered: u64,
}

impl Tally {
    fn add(&mut self, unanswered: bool) {
        self.mentions += 1;
        self.unanswered += u64::from(unanswered);
    }

    fn without(self, other: Self) -> Self {
        Self {
            mentions: self.mentions - other.mentions,
            unanswered: self.unanswered - other.unanswered,
        }
    }

    fn rate(self) -> f64 {
        share(self.unanswered, self.mentions).unwrap_or_default()
    }
}

/// The critical windows, most unanswered first; empty without hours or a brand.
pub(super) fn windows(frame: &Frame, conversation: &Conversation) -> Vec<Window> {
    if frame.dates_only {
        return Vec::new();
    }
    let mut hours = [Tally::default(); 168];
    let mut feasts = Tally::default();
    let days_off = days_off(frame);
    for (time, unanswered) in timed(frame, conversation) {
        hours[frame.clock.hour_of_week(time)].add(unanswered);
        if days_off.binary_search(&frame.clock.day(time)).is_ok() {
            feasts.add(unanswered);
        }
    }
    let all = sum(&hours);
    let mut left = hours;
    let mut found = Vec::new();
    while found.len() < MOST {
        let Some((score, weekday, from, to)) = best(&left) else {
            break;
        };
        let place = weekday * 24;
        let inside = sum(&left[place + from..place + to]);
        found.push(window(weekday as u8, (from, to), inside, all, score));
        left[place + from..place + to].fill(Tally::default());
    }
    let score = score(feasts, all, 1.0);
    if feasts.unanswered >= FEWEST && significant(score, 1.0) {
        found.push(window(HOLIDAY, (0, 24), feasts, all, score));
    }
    found.sort_by(|a, b| {
        let place = |window: &Window| (window.weekday, window.from);
        b.unanswered
            .cmp(&a.unanswered)
            .then_with(|| place(a).cmp(&place(b)))
    });
    found
}

fn window(
    weekday: u8,
    (from, to): (usize, usize),
    inside: Tally,
    all: Tally,
    score: f64,
) -> Window {
    let outside = all.without(inside);
    let like_the_rest = if outside.mentions == outside.unanswered {
        0.0
    } else {
        inside.mentions as f64 * outside.rate()
    };
    Window {
        weekday,
        from: from as u8,
        to: to as u8,
        mentions: inside.mentions,
        unanswered: inside.unanswered,
        unanswered_rate: inside.rate(),
        share: share(inside.unanswered, all.unanswered).unwrap_or_default(),
        gain: (inside.unanswered as f64 - like_the_rest) / all.mentions as f64,
        score,
    }
}

fn sum(hours: &[Tally]) -> Tally {
    hours.iter().fold(Tally::default(), |sum, hour| Tally {
        mentions: sum.mentions + hour.mentions,
        unanswered: sum.unanswered + hour.unanswered,
    })
}

/// The window with the highest significant score.
fn best(hours: &[Tally; 168]) -> Option<(f64, usize, usize, usize)> {
    let all = sum(hours);
    let mut best: Option<(f64, usize, usize, usize)> = None;
    for weekday in 0..7 {
        for from in 0..24 {
            let mut inside = Tally::default();
            for to in from + 1..=(from + LONGEST).min(24) {
                let hour = hours[weekday * 24 + to - 1];
                inside = sum(&[inside, hour]);
                // A window ends where somebody speaks.
                if hour.mentions == 0 || inside.unanswered < FEWEST {
                    continue;
                }
                let score = score(inside, all, (to - from) as f64 / 168.0);
                if best.is_none_or(|(highest, ..)| score > highest) {
                    best = Some((score, weekday, from, to));
                }
            }
        }
    }
    best.filter(|&(score, ..)| significant(score, SCANNED))
}

/// Twice the log likelihood ratio of more unanswered inside than outside; 0 where there are fewer.
///
/// Where nothing at all was answered there is no rate to compare: then against mentions spread
/// evenly over the hours (Poisson model, `even` the window's part of the week).
fn score(inside: Tally, all: Tally, even: f64) -> f64 {
    let outside = all.without(inside);
    if all.unanswered == all.mentions {
        let expected = all.unanswered as f64 * even;
        let (u, rest) = (inside.unanswered as f64, outside.unanswered as f64);
        if u <= expected {
            return 0.0;
        }
        return 2.0
            * (term(u, u / expected) + term(rest, rest / (all.unanswered as f64 - expected)));
    }
    if inside.rate() <= outside.rate() || outside.mentions == 0 {
        return 0.0;
    }
    let likelihood = |tally: Tally| {
        let answered = tally.mentions - tally.unanswered;
        let rate = tally.rate();
        term(tally.unanswered as f64, rate) + term(answered as f64, 1.0 - rate)
    };
    2.0 * (likelihood(inside) + likelihood(outside) - likelihood(all))
}

/// n · ln x, 0 where n is 0.
fn term(n: f64, x: f64) -> f64 {
    if n == 0.0 { 0.0 } else { n * x.ln() }
}

/// One-sided p of a score under 5 % for that many windows.
fn significant(score: f64, windows: f64) -> bool {
    score > 0.0 && two_sided(score.sqrt()) / 2.0 * windows < 0.05
}

/// Mentions whose time counts, and whether they are unanswered.
fn timed<'a>(
    frame: &'a Frame,
    conversation: &'a Conversation,
) -> impl Iterator<Item = (i64, bool)> + 'a {
    conversation
        .mentions
        .iter()
        .filter(|mention| frame.is_told(mention.time))
        .filter_map(|mention| Some((frame.time(mention.time)?, mention.answer.is_none())))
}

/// Days since 1970 that are public holidays of the project's country, within the log.
fn days_off(frame: &Frame) -> Vec<i64> {
    let (Some(country), Some((first, last))) = (frame.settings.country, frame.span) else {
        return Vec::new();
    };
    let (Some(first), Some(last)) = (frame.clock.date(first), frame.clock.date(last)) else {
        return Vec::new();
    };
    let epoch = jiff::civil::date(1970, 1, 1);
    holidays(country, first.year()..=last.year())
        .into_iter()
        .map(|day| i64::from(day.duration_since(epoch).as_hours() as i32 / 24))
        .collect()
}

/// How each kind of moment is answered; empty without hours or mentions.
pub(super) fn moments(frame: &Frame, conversation: &Conversation) -> Vec<Moment> {
    if frame.dates_only || conversation.mentions.is_empty() {
        return Vec::new();
    }
    let names = [
        "working_hours",
        "evenings",
        "nights",
        "weekends",
        "holidays",
    ];
    let mut tallies = [Tally::default(); 5];
    let days_off = days_off(frame);
    for (time, unanswered) in timed(frame, conversation) {
        let hour = frame.clock.hour_of_week(time);
        let moment = if days_off
            .binary_search(&frame.clock.local(time).div_euclid(DAY))
            .is_ok()
        {
            4
        } else if hour >= 5 * 24 {
            3
        } else {
            match hour % 24 {
                8..18 => 0,
                18..23 => 1,
                _ => 2,
            }
        };
        tallies[moment].add(unanswered);
    }
    let known = frame.settings.country.is_some_and(super::holiday::is_known);
    names
        .into_iter()
        .zip(tallies)
        .filter(|(name, _)| known || *name != "holidays")
        .map(|(name, tally)| moment(name, tally))
        .collect()
}

fn moment(name: &str, tally: Tally) -> Moment {
    let answered_share = share(tally.mentions - tally.unanswered, tally.mentions);
    let interval = answered_share.and_then(|share| wilson(share, tally.mentions as f64));
    Moment {
        moment: name.to_owned(),
        mentions: tally.mentions,
        unanswered: tally.unanswered,
        answered_share,
        answered_low: interval.map(|interval| interval.low),
        answered_high: interval.map(|interval| interval.high),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 20 mentions an hour, 4 unanswered; 18 of 20 unanswered on Saturday from 18 to 22 h.
    fn week() -> [Tally; 168] {
        let mut hours = [Tally {
            mentions: 20,
            unanswered: 4,
        }; 168];
        for hour in &mut hours[5 * 24 + 18..5 * 24 + 22] {
            hour.unanswered = 18;
        }
        hours
    }

    #[test]
    fn a_silent_saturday_evening_is_found_to_the_hour() {
        let (score, weekday, from, to) = best(&week()).expect("a window");
        assert_eq!((weekday, from, to), (5, 18, 22));
        // By hand: 72 of 80 inside, 656 of 3,280 outside.
        let by_hand = 2.0
            * (72.0 * 0.9_f64.ln()
                + 8.0 * 0.1_f64.ln()
                + 656.0 * 0.2_f64.ln()
                + 2624.0 * 0.8_f64.ln()
                - 728.0 * (728.0 / 3360.0_f64).ln()
                - 2632.0 * (2632.0 / 3360.0_f64).ln());
        assert!((score - by_hand).abs() < 1e-9, "{score} {by_hand}");
    }

    #[test]
    fn an_even_week_has_no_window() {
        let hours = [Tally {
            mentions: 20,
            unanswered: 4,
        }; 168];
        assert_eq!(best(&hours), None);
    }

    #[test]
    fn where_nothing_is_answered_the_busiest_hours_stand_out() {
        let mut hours = [Tally {
            mentions: 2,
            unanswered: 2,
        }; 168];
        for hour in &mut hours[10..12] {
            *hour = Tally {
                mentions: 40,
                unanswered: 40,
            };
        }
        let (_, weekday, from, to) = best(&hours).expect("a window");
        assert_eq!((weekday, from, to), (0, 10, 12));
    }
}
