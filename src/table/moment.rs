//! Days and moments as exports write them, decided column by column.

use jiff::civil::{Date, DateTime, Time};

/// Which number comes first in `03/04/2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayOrder {
    /// `dd/mm/yyyy`.
    DayFirst,
    /// `mm/dd/yyyy`.
    MonthFirst,
}

/// Three numbers of a date and what is behind them.
struct Parts<'a> {
    numbers: [&'a str; 3],
    rest: &'a str,
}

fn parts(cell: &str) -> Option<Parts<'_>> {
    let mark = cell.find(['/', '-', '.'])?;
    let mark = cell[mark..].chars().next()?;
    let mut pieces = cell.splitn(3, mark);
    let first = pieces.next()?;
    let second = pieces.next()?;
    let tail = pieces.next()?;
    let end = tail
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(tail.len());
    let (third, rest) = tail.split_at(end);
    let digits = |text: &str, most| {
        !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit())
    };
    let lengths = digits(first, 4) && digits(second, 2) && digits(third, 4);
    (lengths && (first.len() == 4 || matches!(third.len(), 2 | 4))).then_some(Parts {
        numbers: [first, second, third],
        rest,
    })
}

/// The order a column's dates must have; `None` where no date decides (every first and second
/// number is 12 at most).
pub(super) fn day_order<'a>(cells: impl Iterator<Item = &'a str>) -> Option<DayOrder> {
    for cell in cells {
        let Some(parts) = parts(cell.trim()) else {
            continue;
        };
        if parts.numbers[0].len() == 4 {
            continue;
        }
        let number = |i: usize| parts.numbers[i].parse::<u32>().unwrap_or(0);
        if number(0) > 12 {
            return Some(DayOrder::DayFirst);
        }
        if number(1) > 12 {
            return Some(DayOrder::MonthFirst);
        }
    }
    None
}

/// Seconds since 1970 UTC of a date or moment (without a zone it is taken as UTC); `None` for
/// anything else.
pub(super) fn parse_moment(cell: &str, order: DayOrder) -> Option<f64> {
    let cell = cell.trim();
    if !(6..=40).contains(&cell.len()) || !cell.as_bytes()[0].is_ascii_digit() {
        return None;
    }
    let parts = parts(cell)?;
    let number = |i: usize| parts.numbers[i].parse::<i32>().ok();
    let (year, month, day) = if parts.numbers[0].len() == 4 {
        (number(0)?, number(1)?, number(2)?)
    } else {
        let mut year = number(2)?;
        if parts.numbers[2].len() == 2 {
            year += if year < 70 { 2000 } else { 1900 };
        }
        match order {
            DayOrder::DayFirst => (year, number(1)?, number(0)?),
            DayOrder::MonthFirst => (year, number(0)?, number(1)?),
        }
    };
    let date = Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()?;
    let (time, offset) = clock(parts.rest)?;
    let moment = DateTime::from_parts(date, time);
    let zoned = moment.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    Some((zoned.timestamp().as_second() - offset) as f64)
}

/// The time of day behind a date and its offset in seconds; midnight where there is none.
fn clock(rest: &str) -> Option<(Time, i64)> {
    let rest = rest
        .trim_start_matches(['T', ' ', ',', '\u{a0}', '\u{202f}'])
        .trim_end();
    // Google Forms ends with "UTC+1" or "GMT+1": the zone is dropped with its words.
    let (rest, mut offset) = split_offset(rest)?;
    if rest.is_empty() {
        return Some((Time::midnight(), offset));
    }
    let lower = rest.to_ascii_lowercase();
    let (digits, afternoon) = if let Some(digits) = lower.strip_suffix("pm") {
        (digits.trim_end(), Some(true))
    } else if let Some(digits) = lower.strip_suffix("am") {
        (digits.trim_end(), Some(false))
    } else {
        (lower.as_str(), None)
    };
    let mut pieces = digits.split([':', 'h']);
    let mut hour: i8 = pieces.next()?.parse().ok()?;
    let minute: i8 = pieces.next()?.trim().parse().ok()?;
    let second: i8 = match pieces.next() {
        Some(text) => text.split(['.', ',']).next()?.parse().ok()?,
        None => 0,
    };
    if pieces.next().is_some() {
        return None;
    }
    match afternoon {
        Some(true) if hour < 12 => hour += 12,
        Some(false) if hour == 12 => hour = 0,
        _ => {}
    }
    if second == 60 {
        offset -= 1; // a leap second
        return Some((Time::new(hour, minute, 59, 0).ok()?, offset));
    }
    Some((Time::new(hour, minute, second, 0).ok()?, offset))
}

/// A zone at the end: `Z`, `UTC`, `+02:00`, `+0200`, `UTC+1`, `GMT−5`.
fn split_offset(text: &str) -> Option<(&str, i64)> {
    if let Some(rest) = text
        .strip_suffix('Z')
        .or_else(|| text.strip_suffix("UTC"))
        .or_else(|| text.strip_suffix("GMT"))
    {
        return Some((rest.trim_end(), 0));
    }
    let Some(at) = text.rfind(['+', '-', '\u{2212}']) else {
        return Some((text, 0));
    };
    let (before, zone) = text.split_at(at);
    let sign = if zone.starts_with('+') { 1 } else { -1 };
    let zone = zone.trim_start_matches(['+', '-', '\u{2212}']);
    let (hours, minutes) = match zone.split_once(':') {
        Some((hours, minutes)) => (hours, minutes),
        None if zone.len() == 4 => zone.split_at_checked(2)?,
        None => (zone, "0"),
    };
    let hours: i64 = hours.parse().ok()?;
    let minutes: i64 = minutes.parse().ok()?;
    let before = before.trim_end();
    let before = before
        .strip_suffix("UTC")
        .or_else(|| before.strip_suffix("GMT"))
        .unwrap_or(before);
    (hours <= 14 && minutes < 60)
        .then_some((before.trim_end(), sign * (hours * 3600 + minutes * 60)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_moment_in_many_spellings_is_one() {
        let noon = 1_767_268_800.0; // 2026-01-01 12:00:00 UTC
        for cell in [
            "2026-01-01 12:00:00",
            "2026-01-01T12:00:00Z",
            "2026-01-01T13:00:00+01:00",
            "2026-01-01T12:00:00.123Z",
            "01/01/2026 12:00",
            "1/1/26 12:00 PM",
            "01.01.2026 12:00",
            "2026/01/01 1:00:00 PM UTC+1",
        ] {
            assert_eq!(parse_moment(cell, DayOrder::DayFirst), Some(noon), "{cell}");
        }
    }

    #[test]
    fn what_is_no_date_stays_none() {
        for cell in [
            "18-24",
            "1.5",
            "2026",
            "31/02/2026",
            "1-2-3-4",
            "12:30",
            "0612345678",
            "3.14.15",
        ] {
            assert_eq!(parse_moment(cell, DayOrder::DayFirst), None, "{cell}");
        }
    }

    #[test]
    fn the_column_decides_which_number_is_the_day() {
        assert_eq!(
            day_order(["03/04/2026", "13/04/2026"].into_iter()),
            Some(DayOrder::DayFirst)
        );
        assert_eq!(
            day_order(["03/04/2026", "03/14/2026"].into_iter()),
            Some(DayOrder::MonthFirst)
        );
        assert_eq!(day_order(["03/04/2026"].into_iter()), None);
    }
}
