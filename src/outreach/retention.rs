//! Whether what is held is older than the project promised to keep it.

use jiff::{Span, Timestamp, Unit, civil::Date, tz::TimeZone};

/// A duration as people write it: `13 months`, `90 days`, `2 ans`, `18 mois`, `6w`. `None` where it is none.
pub fn retention_span(text: &str) -> Option<Span> {
    let text = text.trim().to_lowercase();
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let number: i64 = text[..end].parse().ok()?;
    if !(1..=10_000).contains(&number) {
        return None;
    }
    match text[end..].trim() {
        "d" | "day" | "days" | "j" | "jour" | "jours" => Span::new().try_days(number).ok(),
        "w" | "week" | "weeks" | "semaine" | "semaines" => Span::new().try_weeks(number).ok(),
        "m" | "month" | "months" | "mois" => Span::new().try_months(number).ok(),
        "y" | "year" | "years" | "an" | "ans" | "année" | "années" => {
            Span::new().try_years(number).ok()
        }
        _ => None,
    }
}

/// What is past its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdue {
    /// What came before this day should be gone.
    pub keep_from: Date,
    /// Days by which the oldest record is past it.
    pub days: i32,
}

/// Whether the oldest record (seconds since 1970) is past the retention at `as_of`; `None` where it is not, or the retention
/// is not understood (see [`retention_span`]).
pub fn overdue(retention: &str, oldest: i64, as_of: i64) -> Option<Overdue> {
    let span = retention_span(retention)?;
    let day = |time: i64| -> Option<Date> {
        let moment = Timestamp::from_second(time).ok()?;
        Some(moment.to_zoned(TimeZone::UTC).date())
    };
    let keep_from = day(as_of)?.checked_sub(span).ok()?;
    let oldest = day(oldest)?;
    let days = keep_from.since((Unit::Day, oldest)).ok()?.get_days();
    (days > 0).then_some(Overdue { keep_from, days })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400;
    const FEBRUARY: i64 = 1_769_904_000; // 2026-02-01

    #[test]
    fn a_retention_is_understood_in_both_languages() {
        for (text, span) in [
            ("13 months", Span::new().months(13)),
            ("18 mois", Span::new().months(18)),
            ("90d", Span::new().days(90)),
            ("2 ans", Span::new().years(2)),
            (" 6 Weeks ", Span::new().weeks(6)),
        ] {
            let read = retention_span(text).expect("a duration");
            assert_eq!(read.fieldwise(), span.fieldwise(), "{text}");
        }
        for text in [
            "",
            "months",
            "0 days",
            "99999999999 days",
            "13 moons",
            "-3 days",
            "13",
        ] {
            assert!(retention_span(text).is_none(), "{text}");
        }
    }

    #[test]
    fn what_is_older_than_promised_is_overdue_by_days() {
        let late = overdue("13 months", FEBRUARY - 400 * DAY, FEBRUARY).expect("overdue");
        assert_eq!(late.keep_from.to_string(), "2025-01-01");
        assert_eq!(late.days, 4);
        assert_eq!(overdue("13 months", FEBRUARY - 300 * DAY, FEBRUARY), None);
        assert_eq!(overdue("whatever", 0, FEBRUARY), None);
        assert_eq!(overdue("1 day", i64::MIN, i64::MAX), None);
    }
}
