//! Local time of one zone by arithmetic: millions of times, daylight saving right.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::error::ReportError;

/// Seconds of a day.
pub(super) const DAY: i64 = 86_400;

/// A time zone with its changes of offset between two moments.
#[derive(Debug, Clone)]
pub(super) struct Clock {
    zone: TimeZone,
    /// Where each offset starts (seconds since 1970 UTC), ascending; the first is the beginning of time.
    starts: Vec<i64>,
    /// Seconds to add to UTC.
    offsets: Vec<i64>,
}

impl Clock {
    /// The zone of an IANA name, ready for times in `first..=last`.
    pub fn new(name: &str, first: i64, last: i64) -> Result<Self, ReportError> {
        let zone = TimeZone::get(name).map_err(|_| ReportError::TimeZone(name.to_owned()))?;
        let mut starts = vec![i64::MIN];
        let mut offsets = vec![0];
        if let Ok(first) = Timestamp::from_second(first) {
            offsets[0] = i64::from(zone.to_offset(first).seconds());
            for change in zone.following(first) {
                let at = change.timestamp().as_second();
                if at > last {
                    break;
                }
                starts.push(at);
                offsets.push(i64::from(change.offset().seconds()));
            }
        }
        Ok(Self {
            zone,
            starts,
            offsets,
        })
    }

    /// Seconds since 1970-01-01 00:00 on the wall.
    pub fn local(&self, time: i64) -> i64 {
        let place = self.starts.partition_point(|&start| start <= time) - 1;
        time.saturating_add(self.offsets[place])
    }

    /// Days since 1970-01-01 on the wall.
    pub fn day(&self, time: i64) -> i64 {
        self.local(time).div_euclid(DAY)
    }

    /// 24 × weekday (0 Monday) + hour, on the wall: 0..168.
    pub fn hour_of_week(&self, time: i64) -> usize {
        let local = self.local(time);
        // 1970-01-01 was a Thursday.
        let weekday = (local.div_euclid(DAY) + 3).rem_euclid(7);
        (weekday * 24 + local.rem_euclid(DAY) / 3_600) as usize
    }

    /// The date on the wall.
    pub fn date(&self, time: i64) -> Option<Date> {
        let time = Timestamp::from_second(time).ok()?;
        Some(self.zone.to_datetime(time).date())
    }

    /// The first moment of a date.
    pub fn start_of(&self, date: Date) -> Option<i64> {
        let zoned = date.to_zoned(self.zone.clone()).ok()?;
        Some(zoned.timestamp().as_second())
    }

    /// ISO 8601 with the offset; empty outside of the years that can be written.
    pub fn text(&self, time: i64) -> String {
        Timestamp::from_second(time).map_or_else(
            |_| String::new(),
            |time| {
                let zoned = time.to_zoned(self.zone.clone());
                zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
            },
        )
    }

    /// `YYYY-MM-DD` on the wall; empty outside of the years that can be written.
    pub fn day_text(&self, time: i64) -> String {
        self.date(time)
            .map_or_else(String::new, |date| date.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paris() -> Clock {
        Clock::new("Europe/Paris", 1_735_689_600, 1_830_297_600).expect("a zone")
    }

    #[test]
    fn the_hour_on_the_wall_follows_both_changes_of_daylight_saving() {
        let clock = paris();
        // 2025-03-30: 00:59:59Z is 01:59:59, 01:00:00Z is 03:00:00; a Sunday.
        assert_eq!(clock.hour_of_week(1_743_296_399), 6 * 24 + 1);
        assert_eq!(clock.hour_of_week(1_743_296_400), 6 * 24 + 3);
        // 2025-10-26: the hour from 2 to 3 comes twice.
        assert_eq!(clock.hour_of_week(1_761_438_600), 6 * 24 + 2);
        assert_eq!(clock.hour_of_week(1_761_442_200), 6 * 24 + 2);
        assert_eq!(clock.text(1_761_438_600), "2025-10-26T02:30:00+02:00");
        assert_eq!(clock.text(1_761_442_200), "2025-10-26T02:30:00+01:00");
    }

    #[test]
    fn arithmetic_agrees_with_the_calendar_every_seven_hours_of_two_years() {
        let clock = paris();
        for step in 0..2_500 {
            let time = 1_735_689_600 + step * 25_200;
            let zoned = Timestamp::from_second(time)
                .expect("a time")
                .to_zoned(clock.zone.clone());
            let expected =
                zoned.weekday().to_monday_zero_offset() as usize * 24 + zoned.hour() as usize;
            assert_eq!(clock.hour_of_week(time), expected, "{zoned}");
        }
    }

    #[test]
    fn an_unknown_zone_is_named() {
        let error = Clock::new("Mars/Olympus", 0, 1).expect_err("no such zone");
        assert_eq!(error, ReportError::TimeZone("Mars/Olympus".to_owned()));
    }
}
