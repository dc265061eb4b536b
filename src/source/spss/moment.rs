//! Dates: seconds since the first day of the Gregorian calendar, told by the print format.

use jiff::ToSpan;
use jiff::civil::Date;

/// What a number of seconds stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    /// A day.
    Day,
    /// A day and a time.
    Second,
}

/// DATE, ADATE, JDATE, MOYR, QYR, WKYR, EDATE, SDATE; DATETIME and YMDHMS.
pub(super) fn of_format(format: u8) -> Option<Moment> {
    match format {
        20 | 23 | 24 | 28 | 29 | 30 | 38 | 39 => Some(Moment::Day),
        22 | 41 => Some(Moment::Second),
        _ => None,
    }
}

const DAY: i64 = 86_400;

/// No calendar goes further: the year 9999 is at 2.7 × 10¹¹ seconds.
const FURTHEST: f64 = 3e11;

/// `2026-01-31` or `2026-01-31 14:05:00`; `None` for what no calendar has.
pub(super) fn text(seconds: f64, moment: Moment) -> Option<String> {
    if !seconds.is_finite() || seconds.abs() > FURTHEST {
        return None;
    }
    let seconds = seconds.round() as i64;
    let first = Date::new(1582, 10, 14).ok()?;
    let day = first.checked_add(seconds.div_euclid(DAY).days()).ok()?;
    let date = format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day());
    if moment == Moment::Day {
        return Some(date);
    }
    let left = seconds.rem_euclid(DAY);
    let (hour, minute, second) = (left / 3600, left / 60 % 60, left % 60);
    Some(format!("{date} {hour:02}:{minute:02}:{second:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_since_the_calendar_began_are_a_day_or_a_moment() {
        // 161,912 days, and 14:05.
        let seconds = 161_912.0 * 86_400.0 + 50_700.0;
        assert_eq!(text(seconds, Moment::Day).as_deref(), Some("2026-01-31"));
        assert_eq!(
            text(seconds, Moment::Second).as_deref(),
            Some("2026-01-31 14:05:00")
        );
        assert_eq!(text(0.0, Moment::Day).as_deref(), Some("1582-10-14"));
        assert_eq!(
            text(12_219_379_200.0, Moment::Second).as_deref(),
            Some("1970-01-01 00:00:00")
        );
    }

    #[test]
    fn what_no_calendar_has_is_no_date() {
        for seconds in [2.9e11, -2.9e11 * 3.0, 9e11, 1e15, f64::MAX, f64::NAN] {
            assert_eq!(text(seconds, Moment::Second), None);
        }
    }
}
