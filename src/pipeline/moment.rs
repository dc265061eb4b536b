//! Moments as people write them in the project file, and as files show them.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// Seconds since 1970 of a date (its first moment in the zone), a local moment or a moment with zone.
pub(super) fn read(text: &str, zone: &str) -> Option<i64> {
    let text = text.trim();
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(moment.as_second());
    }
    let zone = TimeZone::get(zone).ok()?;
    // A date alone is its first moment.
    let local = text.parse::<DateTime>().ok()?;
    Some(local.to_zoned(zone).ok()?.timestamp().as_second())
}

/// ISO 8601 in UTC; empty for a time no calendar holds.
pub(super) fn iso(seconds: i64) -> String {
    Timestamp::from_second(seconds).map_or(String::new(), |moment| moment.to_string())
}

/// Year, month and day of a moment in a zone; 1970 for a time no calendar holds.
pub(super) fn day(seconds: i64, zone: &str) -> (u16, u8, u8) {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    Timestamp::from_second(seconds).map_or((1970, 1, 1), |moment| {
        let date = moment.to_zoned(zone).date();
        (
            date.year().unsigned_abs(),
            date.month().unsigned_abs(),
            date.day().unsigned_abs(),
        )
    })
}

/// The date of a moment in a zone, ISO 8601.
pub(super) fn date(seconds: i64, zone: &str) -> String {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    Timestamp::from_second(seconds).map_or(String::new(), |moment| {
        moment.to_zoned(zone).date().to_string()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_its_first_moment_in_the_zone_of_the_project() {
        assert_eq!(
            read("2026-02-01", "Europe/Paris").map(iso).as_deref(),
            Some("2026-01-31T23:00:00Z")
        );
        assert_eq!(
            read("2026-02-01T12:00Z", "Europe/Paris"),
            read("2026-02-01T13:00", "Europe/Paris")
        );
        assert_eq!(read("yesterday", "UTC"), None);
        assert_eq!(date(1_769_900_400, "Europe/Paris"), "2026-02-01");
    }
}
