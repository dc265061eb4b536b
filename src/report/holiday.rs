//! National public holidays, computed: fixed days, days around Easter, n-th weekdays of a month.
//!
//! Easter: the Gregorian computus of Meeus, Jones & Butcher (Meeus 1991, *Astronomical Algorithms*, ch. 8).
//! Only days off in the whole country stand here; regional ones, and days moved because they fall
//! on a weekend, do not.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// When a holiday falls.
#[derive(Clone, Copy)]
enum Rule {
    /// Month and day.
    Fixed(i8, i8),
    /// Days after Easter Sunday.
    Easter(i64),
    /// The n-th (−1: last) weekday of a month.
    Nth(i8, i8, Weekday),
    /// The last such weekday before a day of a month.
    Before(i8, i8, Weekday),
}

use Rule::{Before, Easter, Fixed, Nth};

const NEW_YEAR: Rule = Fixed(1, 1);
const LABOUR: Rule = Fixed(5, 1);
const CHRISTMAS: Rule = Fixed(12, 25);
const STEPHEN: Rule = Fixed(12, 26);
const ASSUMPTION: Rule = Fixed(8, 15);
const ALL_SAINTS: Rule = Fixed(11, 1);
const GOOD_FRIDAY: Rule = Easter(-2);
const EASTER_MONDAY: Rule = Easter(1);
const ASCENSION: Rule = Easter(39);
const WHIT_MONDAY: Rule = Easter(50);

const FR: [Rule; 11] = [
    NEW_YEAR,
    EASTER_MONDAY,
    LABOUR,
    Fixed(5, 8),
    ASCENSION,
    WHIT_MONDAY,
    Fixed(7, 14),
    ASSUMPTION,
    ALL_SAINTS,
    Fixed(11, 11),
    CHRISTMAS,
];
const BE: [Rule; 10] = [
    NEW_YEAR,
    EASTER_MONDAY,
    LABOUR,
    ASCENSION,
    WHIT_MONDAY,
    Fixed(7, 21),
    ASSUMPTION,
    ALL_SAINTS,
    Fixed(11, 11),
    CHRISTMAS,
];
const LU: [Rule; 11] = [
    NEW_YEAR,
    EASTER_MONDAY,
    LABOUR,
    Fixed(5, 9),
    ASCENSION,
    WHIT_MONDAY,
    Fixed(6, 23),
    ASSUMPTION,
    ALL_SAINTS,
    CHRISTMAS,
    STEPHEN,
];
const CH: [Rule; 4] = [NEW_YEAR, ASCENSION, Fixed(8, 1), CHRISTMAS];
const DE: [Rule; 9] = [
    NEW_YEAR,
    GOOD_FRIDAY,
    EASTER_MONDAY,
    LABOUR,
    ASCENSION,
    WHIT_MONDAY,
    Fixed(10, 3),
    CHRISTMAS,
    STEPHEN,
];
const ES: [Rule; 10] = [
    NEW_YEAR,
    Fixed(1, 6),
    GOOD_FRIDAY,
    LABOUR,
    ASSUMPTION,
    Fixed(10, 12),
    ALL_SAINTS,
    Fixed(12, 6),
    Fixed(12, 8),
    CHRISTMAS,
];
const IT: [Rule; 12] = [
    NEW_YEAR,
    Fixed(1, 6),
    Easter(0),
    EASTER_MONDAY,
    Fixed(4, 25),
    LABOUR,
    Fixed(6, 2),
    ASSUMPTION,
    ALL_SAINTS,
    Fixed(12, 8),
    CHRISTMAS,
    STEPHEN,
];
const GB: [Rule; 6] = [
    NEW_YEAR,
    GOOD_FRIDAY,
    Nth(5, 1, Weekday::Monday),
    Nth(5, -1, Weekday::Monday),
    CHRISTMAS,
    STEPHEN,
];
const US: [Rule; 11] = [
    NEW_YEAR,
    Nth(1, 3, Weekday::Monday),
    Nth(2, 3, Weekday::Monday),
    Nth(5, -1, Weekday::Monday),
    Fixed(6, 19),
    Fixed(7, 4),
    Nth(9, 1, Weekday::Monday),
    Nth(10, 2, Weekday::Monday),
    Fixed(11, 11),
    Nth(11, 4, Weekday::Thursday),
    CHRISTMAS,
];
const CA: [Rule; 6] = [
    NEW_YEAR,
    GOOD_FRIDAY,
    Before(5, 25, Weekday::Monday),
    Fixed(7, 1),
    Nth(9, 1, Weekday::Monday),
    CHRISTMAS,
];

/// The rules of a country, `None` where they are not known here.
fn rules(country: &str) -> Option<&'static [Rule]> {
    Some(match country.to_ascii_uppercase().as_str() {
        "FR" => &FR,
        "BE" => &BE,
        "LU" => &LU,
        "CH" => &CH,
        "DE" => &DE,
        "ES" => &ES,
        "IT" => &IT,
        "GB" => &GB,
        "US" => &US,
        "CA" => &CA,
        _ => return None,
    })
}

/// Whether the holidays of a country are known.
pub(super) fn is_known(country: &str) -> bool {
    rules(country).is_some()
}

/// The public holidays of a country between two years, ascending.
pub(super) fn holidays(country: &str, years: std::ops::RangeInclusive<i16>) -> Vec<Date> {
    let rules = rules(country).unwrap_or_default();
    let mut days: Vec<Date> = years
        .flat_map(|year| rules.iter().filter_map(move |rule| day(*rule, year)))
        .collect();
    days.sort_unstable();
    days.dedup();
    days
}

fn day(rule: Rule, year: i16) -> Option<Date> {
    match rule {
        Fixed(month, day) => Date::new(year, month, day).ok(),
        Easter(after) => easter(year)?.checked_add(after.days()).ok(),
        Nth(month, nth, weekday) => Date::new(year, month, 1)
            .ok()?
            .nth_weekday_of_month(nth, weekday)
            .ok(),
        Before(month, day, weekday) => Date::new(year, month, day)
            .ok()?
            .nth_weekday(-1, weekday)
            .ok(),
    }
}

/// Easter Sunday of a year.
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, (n / 31) as i8, (n % 31 + 1) as i8).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// Published dates of Easter.
    #[test]
    fn easter_falls_where_the_almanac_says() {
        for (year, month, day) in [
            (1961, 4, 2),
            (2000, 4, 23),
            (2008, 3, 23),
            (2011, 4, 24),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2038, 4, 25),
        ] {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
    }

    #[test]
    fn france_has_its_eleven_days_of_2025() {
        let expected = [
            date(2025, 1, 1),
            date(2025, 4, 21),
            date(2025, 5, 1),
            date(2025, 5, 8),
            date(2025, 5, 29),
            date(2025, 6, 9),
            date(2025, 7, 14),
            date(2025, 8, 15),
            date(2025, 11, 1),
            date(2025, 11, 11),
            date(2025, 12, 25),
        ];
        assert_eq!(holidays("fr", 2025..=2025), expected);
    }

    #[test]
    fn moving_mondays_fall_where_the_calendar_says() {
        let britain = holidays("GB", 2025..=2025);
        assert!(britain.contains(&date(2025, 5, 5)) && britain.contains(&date(2025, 5, 26)));
        assert!(holidays("CA", 2026..=2026).contains(&date(2026, 5, 18)));
        assert!(holidays("US", 2025..=2025).contains(&date(2025, 11, 27)));
    }

    #[test]
    fn an_unknown_country_has_none() {
        assert!(!is_known("XX") && holidays("XX", 2025..=2026).is_empty());
    }
}
