//! The year of the log, in Paris time: when people talk, and when somebody is there to answer.

use jiff::civil::{Date, Weekday, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::dice::Dice;

/// First day of the log.
pub const FIRST: Date = date(2025, 2, 1);
/// Days of the log: it ends with 31 January 2026.
pub const DAYS: usize = 365;

/// How much people talk in each hour of a working day.
const WEEK_HOURS: [f64; 24] = [
    1.0, 0.4, 0.2, 0.1, 0.2, 0.8, 3.0, 7.0, 9.0, 7.0, 6.0, 6.0, 9.0, 8.0, 5.0, 5.0, 5.0, 6.0, 8.0,
    9.0, 9.0, 7.0, 4.0, 2.0,
];
/// … of a Saturday: the evening is when the town goes out.
const SATURDAY_HOURS: [f64; 24] = [
    2.0, 1.0, 0.6, 0.3, 0.2, 0.4, 1.0, 2.0, 4.0, 6.0, 8.0, 7.0, 6.0, 6.0, 6.0, 6.0, 7.0, 9.0, 15.0,
    17.0, 17.0, 15.0, 7.0, 4.0,
];
/// … of a Sunday.
const SUNDAY_HOURS: [f64; 24] = [
    3.0, 2.0, 1.0, 0.5, 0.3, 0.3, 0.6, 1.0, 3.0, 6.0, 8.0, 8.0, 7.0, 6.0, 5.0, 5.0, 5.0, 5.0, 5.0,
    5.0, 5.0, 4.0, 2.0, 1.0,
];

/// Paris.
pub fn zone() -> TimeZone {
    TimeZone::get("Europe/Paris").expect("the time zone database is bundled")
}

/// The day of the log a number stands for.
pub fn day(number: usize) -> Date {
    FIRST
        .checked_add(jiff::Span::new().days(number as i64))
        .expect("a day of the year")
}

/// A moment of a day; a moment that the change to summer time skips comes an hour later.
pub fn moment(day: Date, hour: usize, minute: usize, second: usize) -> Timestamp {
    day.at(hour as i8, minute as i8, second as i8, 0)
        .to_zoned(zone())
        .expect("a moment of the year")
        .timestamp()
}

/// How much people talk on a day: less in August, more before Christmas, a little more every month.
pub fn weight(number: usize) -> f64 {
    let day = day(number);
    let season = match day.month() {
        8 => 0.55,
        7 => 0.8,
        12 => 1.35,
        1 | 11 => 1.15,
        _ => 1.0,
    };
    let week = match day.weekday() {
        Weekday::Saturday => 1.3,
        Weekday::Sunday => 0.85,
        Weekday::Monday => 0.9,
        _ => 1.0,
    };
    season * week * (0.85 + 0.3 * number as f64 / DAYS as f64)
}

/// A moment somebody talks, on a day that the caller has drawn.
pub fn hour_of(dice: &mut Dice, number: usize) -> Timestamp {
    let day = day(number);
    let hours = match day.weekday() {
        Weekday::Saturday => &SATURDAY_HOURS,
        Weekday::Sunday => &SUNDAY_HOURS,
        _ => &WEEK_HOURS,
    };
    let hour = dice.weighted(hours);
    moment(day, hour, dice.below(60), dice.below(60))
}

/// Draws days by their weight between two days (the second is left out).
pub struct Days(Vec<f64>, usize);

impl Days {
    /// Days `first..end` of the log.
    pub fn between(first: usize, end: usize) -> Self {
        Self((first..end).map(weight).collect(), first)
    }

    /// A moment on one of the days.
    pub fn moment(&self, dice: &mut Dice) -> Timestamp {
        let number = self.1 + dice.weighted(&self.0);
        hour_of(dice, number)
    }
}

/// Whether it is Saturday between 18 and 22 h, when nobody at the café reads messages.
pub fn silent(at: Timestamp) -> bool {
    let local = at.to_zoned(zone());
    local.weekday() == Weekday::Saturday && (18..22).contains(&local.hour())
}

/// Opening hours of the café's keyboard: `[from, to)`, and nothing on Saturday evening.
fn hours(weekday: Weekday) -> (i8, i8) {
    match weekday {
        Weekday::Saturday => (9, 18),
        Weekday::Sunday => (10, 12),
        _ => (8, 20),
    }
}

/// The moment itself when somebody is there, else when the keyboard opens next (then a first
/// message takes some minutes).
pub fn open_from(dice: &mut Dice, at: Timestamp) -> Timestamp {
    let mut local: Zoned = at.to_zoned(zone());
    let (from, to) = hours(local.weekday());
    if local.hour() >= from && local.hour() < to {
        return at;
    }
    if local.hour() >= to {
        local = local.tomorrow().expect("a day of the year");
    }
    let (from, _) = hours(local.weekday());
    let minutes = (18.0 * (0.8 * dice.normal()).exp()).clamp(1.0, 55.0);
    moment(
        local.date(),
        from as usize,
        minutes as usize,
        dice.below(60),
    )
}

/// ISO 8601 with the offset of Paris at that moment.
pub fn text(at: Timestamp) -> String {
    at.to_zoned(zone())
        .strftime("%Y-%m-%dT%H:%M:%S%:z")
        .to_string()
}
