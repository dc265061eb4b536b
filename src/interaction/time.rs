//! Times as sources write them, to seconds since 1970 UTC.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::InteractionError;
use super::day_order::DayOrder;

/// Reads times in one zone.
#[derive(Debug, Clone)]
pub(super) struct Clock {
    zone: TimeZone,
    pub order: DayOrder,
    /// Quarter of an hour (local) last asked for and its offset: zones change at none finer.
    memo: (i64, i64),
}

const DAY: i64 = 86_400;
/// 0001-01-01 and 9999-12-31.
const BOUNDS: std::ops::RangeInclusive<i64> = -62_135_596_800..=253_402_300_799;

impl Clock {
    /// A clock of the zone with this name (`Europe/Paris`); `None` is UTC.
    pub fn new(zone: Option<&str>) -> Result<Self, InteractionError> {
        let zone = match zone {
            None => TimeZone::UTC,
            Some(name) => TimeZone::get(name).map_err(|_| InteractionError::Setting {
                what: format!("time_zone `{name}`"),
                reason: "expected a name of the time zone database, such as Europe/Paris"
                    .to_owned(),
            })?,
        };
        Ok(Self {
            zone,
            order: DayOrder::DayFirst,
            memo: (i64::MIN, 0),
        })
    }

    /// Seconds since 1970 UTC; `None` where the text is no time. Constant time, no allocation for
    /// numbers and ISO forms.
    pub fn read(&mut self, text: &str) -> Option<i64> {
        let text = text.trim();
        let time = number(text)
            .or_else(|| self.numeric_date(text.as_bytes()))
            .or_else(|| self.worded(text))?;
        BOUNDS.contains(&time).then_some(time)
    }

    fn numeric_date(&mut self, text: &[u8]) -> Option<i64> {
        let (first, rest) = digits(text, 4)?;
        let separator = *rest.first()?;
        if !matches!(separator, b'-' | b'/' | b'.') {
            return None;
        }
        let (second, rest) = digits(&rest[1..], 2)?;
        if rest.first() != Some(&separator) {
            return None;
        }
        let year_first = first.1 == 4;
        let (third, rest) = digits(&rest[1..], if year_first { 2 } else { 4 })?;
        let (year, month, day) = if year_first {
            (first.0, second.0, third.0)
        } else {
            let year = match third {
                (year, 4) => year,
                (year, 2) => 2000 + year,
                _ => return None,
            };
            match self.order {
                DayOrder::DayFirst => (year, second.0, first.0),
                DayOrder::MonthFirst => (year, first.0, second.0),
            }
        };
        let days = days_of(year, month, day)?;
        let (seconds, offset) = clock_time(rest)?;
        self.place(days * DAY + seconds, offset)
    }

    /// Dates with the month as a word, in any order: `Wed Oct 10 20:19:24 +0000 2018`,
    /// `5 janv. 2026 15:04`, `Jan 5, 2026 3:04 PM`.
    fn worded(&mut self, text: &str) -> Option<i64> {
        if text.len() > 64 {
            return None;
        }
        let (mut day, mut month, mut year) = (None, None, None);
        let (mut seconds, mut offset, mut half) = (None, None, None);
        for token in text
            .split([' ', ',', '-', '\u{a0}', '\u{202f}'])
            .filter(|token| !token.is_empty())
        {
            if token.contains(':') {
                let (time, zone) = clock_time(token.as_bytes())?;
                seconds = Some(time);
                offset = offset.or(zone);
            } else if let Ok(value) = token.parse::<i64>() {
                match token.len() {
                    1 | 2 if day.is_none() => day = Some(value),
                    4 if year.is_none() && token.as_bytes()[0].is_ascii_digit() => {
                        year = Some(value);
                    }
                    5 if token.starts_with('+') => offset = zone_offset(token.as_bytes()),
                    _ => return None,
                }
            } else if token.eq_ignore_ascii_case("am") || token.eq_ignore_ascii_case("pm") {
                half = Some(token.eq_ignore_ascii_case("pm"));
            } else if matches!(token, "GMT" | "UTC" | "Z") {
                offset = Some(0);
            } else if let Some(number) = month_named(token) {
                month = Some(number);
            } else if !is_weekday(token) && token != "à" && token != "at" {
                return None;
            }
        }
        let days = days_of(year?, month?, day?)?;
        let seconds = seconds.unwrap_or(0);
        self.place(
            days * DAY + half.map_or(seconds, |pm| twelve(seconds, pm)),
            offset,
        )
    }

    /// Local seconds to UTC: by the offset written, else by the zone.
    fn place(&mut self, local: i64, offset: Option<i64>) -> Option<i64> {
        if let Some(offset) = offset {
            return Some(local - offset);
        }
        if self.zone == TimeZone::UTC {
            return Some(local);
        }
        let quarter = local.div_euclid(900);
        if self.memo.0 != quarter {
            let civil: DateTime = jiff::Timestamp::from_second(local)
                .ok()?
                .to_zoned(TimeZone::UTC)
                .datetime();
            let utc = self
                .zone
                .to_ambiguous_timestamp(civil)
                .compatible()
                .ok()?
                .as_second();
            self.memo = (quarter, local - utc);
        }
        Some(local - self.memo.1)
    }
}

/// Unix seconds, milliseconds, microseconds or nanoseconds, told by size; `20260201` is a date.
fn number(text: &str) -> Option<i64> {
    let (negative, body) = match text.strip_prefix('-') {
        Some(body) => (true, body),
        None => (false, text),
    };
    let whole = match body.split_once('.') {
        Some((whole, fraction)) if fraction.bytes().all(|byte| byte.is_ascii_digit()) => whole,
        Some(_) => return None,
        None => body,
    };
    if whole.is_empty() || whole.len() > 19 {
        return None;
    }
    let mut value = 0i64;
    for byte in whole.bytes() {
        if !byte.is_ascii_digit() {
            return None;
        }
        value = value.checked_mul(10)?.checked_add(i64::from(byte - b'0'))?;
    }
    if whole.len() == 8
        && !negative
        && body.len() == 8
        && (19_000_000..21_000_000).contains(&value)
        && let Some(days) = days_of(value / 10_000, value / 100 % 100, value % 100)
    {
        return Some(days * DAY);
    }
    let seconds = match whole.len() {
        0..=11 => value,
        12..=14 => value / 1000,
        15..=17 => value / 1_000_000,
        _ => value / 1_000_000_000,
    };
    Some(if negative { -seconds } else { seconds })
}

/// A number of at most `most` digits with its length, and the rest.
pub(super) fn digits(text: &[u8], most: usize) -> Option<((i64, usize), &[u8])> {
    let length = text
        .iter()
        .take(most)
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    if length == 0 || text.get(length).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let value = text[..length]
        .iter()
        .fold(0, |value, byte| value * 10 + i64::from(byte - b'0'));
    Some(((value, length), &text[length..]))
}

/// Days since 1970 of a date of the Gregorian calendar, `None` where there is no such day.
/// (Howard Hinnant, `days_from_civil`, 2013.)
fn days_of(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + i64::from(leap),
        _ => return None,
    };
    if day < 1 || day > length || !(1..=9999).contains(&year) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

/// Seconds of the day and the offset written, of what follows a date (`T14:05:06.7Z`, ` 14h05`, nothing).
fn clock_time(text: &[u8]) -> Option<(i64, Option<i64>)> {
    let mut rest = text;
    while let [b' ' | b'T' | b't' | b',', tail @ ..] = rest {
        rest = tail;
    }
    if let Some(tail) = rest.strip_prefix("à ".as_bytes()) {
        rest = tail;
    }
    if rest.is_empty() {
        return Some((0, None));
    }
    let ((hour, _), tail) = digits(rest, 2)?;
    let ((minute, _), tail) = match tail {
        [b':' | b'h' | b'H', tail @ ..] => digits(tail, 2)?,
        _ => return None,
    };
    let ((second, _), mut tail) = match tail {
        [b':', tail @ ..] => digits(tail, 2)?,
        _ => ((0, 0), tail),
    };
    if let [b'.' | b',', fraction @ ..] = tail {
        let length = fraction
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        tail = &fraction[length..];
    }
    if hour > 24 || minute > 59 || second > 60 {
        return None;
    }
    let mut seconds = hour * 3600 + minute * 60 + second.min(59);
    while let [b' ', rest @ ..] = tail {
        tail = rest;
    }
    for (word, pm) in [("am", false), ("pm", true)] {
        if tail.len() >= 2 && tail[..2].eq_ignore_ascii_case(word.as_bytes()) {
            seconds = twelve(seconds, pm);
            tail = &tail[2..];
        }
    }
    while let [b' ', rest @ ..] = tail {
        tail = rest;
    }
    let offset = match tail {
        [] => None,
        b"Z" | b"z" | b"UTC" | b"GMT" => Some(0),
        _ => Some(zone_offset(tail)?),
    };
    Some((seconds, offset))
}

/// `+02:00`, `+0200`, `-05`.
fn zone_offset(text: &[u8]) -> Option<i64> {
    let (sign, body) = match text {
        [b'+', body @ ..] => (1, body),
        [b'-', body @ ..] => (-1, body),
        _ => return None,
    };
    let number = |pair: &[u8]| -> Option<i64> {
        matches!(pair, [a, b] if a.is_ascii_digit() && b.is_ascii_digit())
            .then(|| i64::from(pair[0] - b'0') * 10 + i64::from(pair[1] - b'0'))
    };
    let (hours, minutes) = match body.len() {
        2 => (number(body)?, 0),
        4 => (number(&body[..2])?, number(&body[2..])?),
        5 if body[2] == b':' => (number(&body[..2])?, number(&body[3..])?),
        _ => return None,
    };
    (hours <= 18 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

/// Twelve-hour clock.
fn twelve(seconds: i64, pm: bool) -> i64 {
    let hour = seconds / 3600;
    match (hour, pm) {
        (12, false) => seconds - 12 * 3600,
        (1..=11, true) => seconds + 12 * 3600,
        _ => seconds,
    }
}

fn month_named(word: &str) -> Option<i64> {
    let word = word.trim_end_matches('.').to_lowercase();
    let months: [&[&str]; 12] = [
        &["jan", "january", "janv", "janvier"],
        &[
            "feb", "february", "févr", "fév", "fevr", "février", "fevrier",
        ],
        &["mar", "march", "mars"],
        &["apr", "april", "avr", "avril"],
        &["may", "mai"],
        &["jun", "june", "juin"],
        &["jul", "july", "juil", "juillet"],
        &["aug", "august", "août", "aout"],
        &["sep", "sept", "september", "septembre"],
        &["oct", "october", "octobre"],
        &["nov", "november", "novembre"],
        &["dec", "december", "déc", "décembre", "decembre"],
    ];
    months
        .iter()
        .position(|names| names.contains(&word.as_str()))
        .map(|place| place as i64 + 1)
}

fn is_weekday(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_lowercase();
    [
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "lun",
        "mer",
        "jeu",
        "ven",
        "sam",
        "dim",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
    ]
    .contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> Option<i64> {
        Clock::new(None).unwrap().read(text)
    }

    #[test]
    fn one_instant_written_in_every_way_is_read_the_same() {
        for text in [
            "1769949296",
            "1769949296.0",
            "1769949296123",
            "1769949296123456",
            "1769949296123456789",
            "2026-02-01T12:34:56Z",
            "2026-02-01 12:34:56",
            "2026-02-01T12:34:56.789+00:00",
            "2026-02-01T13:34:56+01:00",
            "2026-02-01 07:34:56 -0500",
            "2026/02/01 12:34:56",
            "01/02/2026 12:34:56",
            "1/2/2026 12:34:56",
            "01-02-2026 12:34:56",
            "01.02.2026 12:34:56",
            "Sun Feb 01 12:34:56 +0000 2026",
            "Feb 1, 2026 12:34:56 PM",
            "1 févr. 2026 12:34:56",
            "Sun, 01 Feb 2026 12:34:56 GMT",
            "01-Feb-2026 12:34:56PM",
        ] {
            assert_eq!(utc(text), Some(1_769_949_296), "{text}");
        }
        assert_eq!(utc("2026-02-01"), Some(1_769_904_000));
        assert_eq!(utc("20260201"), Some(1_769_904_000));
        assert_eq!(utc("01/02/2026 14:05"), utc("2026-02-01 14:05"));
        assert_eq!(utc("01/02/2026 à 14h05"), utc("2026-02-01 14:05"));
    }

    #[test]
    fn what_is_no_time_is_not_made_one() {
        for text in [
            "",
            "abc",
            "2026-13-01",
            "2026-02-30",
            "32/01/2026",
            "2026-02-01 25:00",
            "1.2.3",
            "--5",
            "12:30",
            "99999999999999999999",
            "2026-02-01T12:34:56+99:00",
            "é",
            "-",
            "1e18",
            "01/13/2026",
        ] {
            assert_eq!(utc(text), None, "{text}");
        }
    }

    #[test]
    fn summer_time_is_the_zones_own() {
        let mut paris = Clock::new(Some("Europe/Paris")).unwrap();
        assert_eq!(
            paris.read("2026-01-15 12:00:00"),
            utc("2026-01-15 11:00:00")
        );
        assert_eq!(
            paris.read("2026-07-15 12:00:00"),
            utc("2026-07-15 10:00:00")
        );
        assert_eq!(
            paris.read("2026-03-29 01:59:59"),
            utc("2026-03-29 00:59:59")
        );
        assert_eq!(
            paris.read("2026-03-29 03:00:00"),
            utc("2026-03-29 01:00:00")
        );
        // The hour that exists twice is taken at its first passage.
        assert_eq!(
            paris.read("2026-10-25 02:30:00"),
            utc("2026-10-25 00:30:00")
        );
        assert_eq!(
            paris.read("2026-10-25T02:30:00+01:00"),
            utc("2026-10-25 01:30:00")
        );
        assert!(Clock::new(Some("Mars/Olympus")).is_err());
    }
}
