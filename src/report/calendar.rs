//! Periods: days, ISO weeks, months and quarters of a time zone, without holes.

use jiff::ToSpan;
use jiff::civil::Date;

use super::clock::{Clock, DAY};
use super::document::Length;

/// More periods than anybody reads: older ones are left out.
const MOST_PERIODS: usize = 5_000;

/// Periods one after another.
#[derive(Debug, Clone, Default)]
pub(super) struct Calendar {
    /// Where each period starts, and where the last ends (seconds since 1970 UTC); empty without times.
    pub bounds: Vec<i64>,
    /// `2026-01-31`, `2026-W05`, `2026-01`, `2026-Q1`.
    pub names: Vec<String>,
    /// Whether the last period goes on after what was seen.
    pub unfinished: bool,
    /// Whether older periods were left out.
    pub cut: bool,
}

impl Calendar {
    /// The periods from the one that holds `first` to the one that holds `last`, seen at `as_of`.
    ///
    /// A period is unfinished when what was seen stops more than a day (a period of a day: an
    /// hour) before its end.
    pub fn new(clock: &Clock, length: Length, first: i64, last: i64, as_of: i64) -> Self {
        let mut calendar = Self::default();
        // "As of midnight" is the end of the day before, not the beginning of one more period.
        let last = last.max(as_of - 1);
        let Some(mut date) = clock.date(last).map(|date| first_day(length, date)) else {
            return calendar;
        };
        let Some(mut end) = next(length, date).and_then(|next| clock.start_of(next)) else {
            return calendar;
        };
        let slack = if length == Length::Day { 3_600 } else { DAY };
        calendar.unfinished = as_of < end - slack;
        calendar.bounds.push(end);
        // From the last to the first, so that the oldest are those left out.
        while let Some(start) = clock.start_of(date) {
            calendar.bounds.push(start);
            calendar.names.push(name(length, date));
            end = start;
            if end <= first {
                break;
            }
            if calendar.names.len() == MOST_PERIODS {
                calendar.cut = true;
                break;
            }
            let Ok(before) = date.yesterday() else {
                break;
            };
            date = first_day(length, before);
        }
        calendar.bounds.reverse();
        calendar.names.reverse();
        calendar
    }

    /// How many periods there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// The period that holds a time.
    pub fn period(&self, time: i64) -> Option<usize> {
        let after = self.bounds.partition_point(|&bound| bound <= time);
        (after > 0 && after <= self.names.len()).then(|| after - 1)
    }

    /// The last period that is finished, else the last.
    pub fn last_finished(&self) -> Option<usize> {
        let last = self.len().checked_sub(1)?;
        Some(if self.unfinished && last > 0 {
            last - 1
        } else {
            last
        })
    }
}

fn first_day(length: Length, date: Date) -> Date {
    match length {
        Length::Day => date,
        Length::Week => date
            .checked_sub(i64::from(date.weekday().to_monday_zero_offset()).days())
            .unwrap_or(date),
        Length::Month => date.first_of_month(),
        Length::Quarter => {
            Date::new(date.year(), (date.month() - 1) / 3 * 3 + 1, 1).unwrap_or(date)
        }
    }
}

fn next(length: Length, date: Date) -> Option<Date> {
    let span = match length {
        Length::Day => 1.days(),
        Length::Week => 7.days(),
        Length::Month => 1.months(),
        Length::Quarter => 3.months(),
    };
    date.checked_add(span).ok()
}

/// The name of the period that starts on a date.
fn name(length: Length, date: Date) -> String {
    match length {
        Length::Day => date.to_string(),
        Length::Week => {
            let week = date.iso_week_date();
            format!("{:04}-W{:02}", week.year(), week.week())
        }
        Length::Month => format!("{:04}-{:02}", date.year(), date.month()),
        Length::Quarter => format!("{:04}-Q{}", date.year(), (date.month() - 1) / 3 + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const JAN_1_2025: i64 = 1_735_686_000;

    fn calendar(length: Length, days: i64) -> Calendar {
        let clock = Clock::new("Europe/Paris", JAN_1_2025, JAN_1_2025 + (days + 1) * DAY);
        let clock = clock.expect("a zone");
        let last = jiff::civil::date(2025, 1, 1) + days.days();
        let last = clock.start_of(last).expect("a day");
        Calendar::new(&clock, length, JAN_1_2025, last - 1, last)
    }

    #[test]
    fn months_have_their_own_lengths_and_change_with_daylight_saving() {
        let calendar = calendar(Length::Month, 120);
        assert_eq!(calendar.names, ["2025-01", "2025-02", "2025-03", "2025-04"]);
        let days: Vec<f64> = calendar
            .bounds
            .windows(2)
            .map(|pair| (pair[1] - pair[0]) as f64 / 3_600.0)
            .collect();
        // March loses an hour.
        assert_eq!(
            days,
            [31.0 * 24.0, 28.0 * 24.0, 31.0 * 24.0 - 1.0, 30.0 * 24.0]
        );
    }

    #[test]
    fn weeks_are_iso_weeks_that_cross_the_year() {
        let calendar = calendar(Length::Week, 12);
        assert_eq!(calendar.names, ["2025-W01", "2025-W02"]);
        assert_eq!(calendar.period(JAN_1_2025), Some(0));
        assert_eq!(calendar.period(JAN_1_2025 + 5 * DAY), Some(1));
        assert_eq!(calendar.period(JAN_1_2025 - 3 * DAY), None);
    }

    #[test]
    fn a_quarter_seen_to_its_last_midnight_is_finished_and_one_cut_short_is_not() {
        assert_eq!(calendar(Length::Quarter, 90).names, ["2025-Q1"]);
        assert!(!calendar(Length::Quarter, 90).unfinished);
        assert!(calendar(Length::Quarter, 80).unfinished);
        assert_eq!(calendar(Length::Quarter, 100).last_finished(), Some(0));
    }

    #[test]
    fn a_thousand_years_of_days_keep_the_newest() {
        let calendar = calendar(Length::Day, 365_000);
        assert_eq!(calendar.len(), MOST_PERIODS);
        assert!(calendar.cut);
    }
}
