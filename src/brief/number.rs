//! Numbers, dates and durations the way a language writes them.

use super::catalogue::{Catalogue, Fill, Lang};

/// What stands where a number is not finite or not there.
pub const ABSENT: &str = "–";

/// An integer with its thousands apart.
pub fn integer(lang: Lang, value: f64) -> String {
    if !value.is_finite() {
        return ABSENT.to_owned();
    }
    let digits = format!("{:.0}", value.abs());
    let separator = match lang {
        Lang::Fr => '\u{202F}',
        Lang::En => ',',
    };
    let mut out = String::new();
    if value < 0.0 && digits != "0" {
        out.push('−');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// A number with a fixed number of decimals.
pub fn decimal(lang: Lang, value: f64, digits: usize) -> String {
    if !value.is_finite() {
        return ABSENT.to_owned();
    }
    if digits == 0 {
        return integer(lang, value);
    }
    let text = format!("{:.digits$}", value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let zero = text.chars().all(|c| matches!(c, '0' | '.'));
    let sign = if value < 0.0 && !zero { "−" } else { "" };
    let point = match lang {
        Lang::Fr => ',',
        Lang::En => '.',
    };
    let whole = integer(lang, whole.parse().unwrap_or(0.0));
    format!("{sign}{whole}{point}{fraction}")
}

/// A quantity as one reads it: whole from 10 on, one decimal below unless it is whole.
pub fn amount(lang: Lang, value: f64) -> String {
    // 9.96 reads as 10 does, not as 10.0.
    if value.abs() >= 9.95 || (value - value.round()).abs() < 1e-9 {
        integer(lang, value)
    } else if value.abs() >= 0.095 {
        decimal(lang, value, 1)
    } else {
        decimal(lang, value, 2)
    }
}

/// A share as a percentage; a small one that is not nothing reads "< 1 %".
pub fn percent(lang: Lang, share: f64, digits: usize) -> String {
    if !share.is_finite() {
        return ABSENT.to_owned();
    }
    let gap = gap(lang);
    let smallest = 0.5 * 0.1f64.powi(digits as i32 + 2);
    if share > 0.0 && share < smallest {
        return format!(
            "<\u{A0}{}{gap}%",
            decimal(lang, 0.1f64.powi(digits as i32), digits)
        );
    }
    format!("{}{gap}%", decimal(lang, 100.0 * share, digits))
}

/// A number with its sign, so that one sees which way it went.
fn signed(value: f64, text: String) -> String {
    let nothing = !text.chars().any(|c| ('1'..='9').contains(&c));
    if value > 0.0 && !nothing {
        format!("+{text}")
    } else {
        text
    }
}

/// A relative change: `+12 %`.
pub fn change(lang: Lang, value: f64) -> String {
    let percent = format!("{}{}%", decimal(lang, 100.0 * value, 0), gap(lang));
    signed(value, percent)
}

/// A difference of shares in percentage points: `+3`.
pub fn points(lang: Lang, value: f64) -> String {
    signed(value, decimal(lang, 100.0 * value, 0))
}

/// What stands before a percent sign.
fn gap(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "\u{202F}",
        Lang::En => "",
    }
}

/// A p-value: three decimals, "< 0.001" below.
pub fn p_value(lang: Lang, p: f64) -> String {
    if p < 0.001 {
        format!("<\u{A0}{}", decimal(lang, 0.001, 3))
    } else {
        decimal(lang, p, 3)
    }
}

/// The numbers at the head of an ISO 8601 date.
fn date_parts(text: &str) -> Option<(i32, usize, u32)> {
    let day = text.get(..10)?;
    let mut parts = day.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let parsed = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    (parts.next().is_none() && (1..=12).contains(&parsed.1) && (1..=31).contains(&parsed.2))
        .then_some(parsed)
}

/// A date in words, from ISO 8601; anything else as it is.
pub fn date(words: &Catalogue, text: &str) -> String {
    let Some((year, month, day)) = date_parts(text) else {
        return text.to_owned();
    };
    let month = words.word(&format!("month.{month}"));
    let day = match (words.lang(), day) {
        (Lang::Fr, 1) => "1er".to_owned(),
        _ => day.to_string(),
    };
    format!("{day}\u{A0}{month}\u{A0}{year}")
}

/// A date and hour in words, from ISO 8601; anything else as it is.
pub fn moment(words: &Catalogue, text: &str) -> String {
    let day = date(words, text);
    match (text.as_bytes().get(10), text.get(11..16)) {
        (Some(b'T' | b' '), Some(clock)) if date_parts(text).is_some() => words.text(
            "time.moment",
            &[("date", day.into()), ("clock", clock.into())],
        ),
        _ => day,
    }
}

/// A period in words: `2026-01`, `2026-W05`, `2026-T1` (or `Q1`), `2026-01-31`, `2026`.
pub fn period(words: &Catalogue, text: &str) -> String {
    let Some((year, part)) = text.split_once('-') else {
        return text.to_owned();
    };
    let number = |text: &str| text.parse::<usize>().ok();
    if let Some(week) = part.strip_prefix('W').and_then(number) {
        return words.text(
            "time.week",
            &[("week", Fill::Number(week as f64)), ("year", year.into())],
        );
    }
    if let Some(quarter) = part.strip_prefix(['T', 'Q']).and_then(number)
        && (1..=4).contains(&quarter)
    {
        let key = format!("time.quarter.{quarter}");
        return words.text(&key, &[("year", year.into())]);
    }
    match number(part) {
        Some(month @ 1..=12) => format!("{}\u{A0}{year}", words.word(&format!("month.{month}"))),
        _ => date(words, text),
    }
}

/// A duration from minutes: minutes, hours, then days.
pub fn duration(words: &Catalogue, minutes: f64) -> String {
    let lang = words.lang();
    if !minutes.is_finite() {
        ABSENT.to_owned()
    } else if minutes < 59.5 {
        words.text("time.minutes", &[("n", minutes.round().into())])
    } else if minutes < 36.0 * 60.0 {
        words.text(
            "time.hours",
            &[("n", amount(lang, tenths(minutes / 60.0)).into())],
        )
    } else {
        words.text("time.days", &[("n", (minutes / 1440.0).round().into())])
    }
}

/// A span as settings write it (`90d`, `12h`, `30m`), in words; anything else as it is.
pub fn span(words: &Catalogue, text: &str) -> String {
    let Some((at, unit)) = text.char_indices().next_back() else {
        return String::new();
    };
    let Ok(count) = text[..at].trim().parse::<f64>() else {
        return text.to_owned();
    };
    let key = match unit {
        'd' | 'j' => "time.days",
        'h' => "time.hours",
        'm' => "time.minutes",
        _ => return text.to_owned(),
    };
    words.text(key, &[("n", count.into())])
}

fn tenths(value: f64) -> f64 {
    if value >= 10.0 {
        value.round()
    } else {
        (value * 10.0).round() / 10.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_the_languages_way() {
        assert_eq!(integer(Lang::Fr, 1_234_567.0), "1\u{202F}234\u{202F}567");
        assert_eq!(integer(Lang::En, 1_234_567.0), "1,234,567");
        assert_eq!(decimal(Lang::Fr, -1234.56, 1), "−1\u{202F}234,6");
        assert_eq!(decimal(Lang::En, 0.9999, 2), "1.00");
        assert_eq!(percent(Lang::Fr, 0.625, 0), "62\u{202F}%");
        assert_eq!(percent(Lang::En, 0.001, 0), "<\u{A0}1%");
        assert_eq!(percent(Lang::En, 0.0, 0), "0%");
        assert_eq!(decimal(Lang::En, -0.001, 1), "0.0");
    }

    #[test]
    fn what_is_not_a_number_is_a_dash() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(integer(Lang::Fr, value), ABSENT);
            assert_eq!(decimal(Lang::Fr, value, 2), ABSENT);
            assert_eq!(percent(Lang::Fr, value, 0), ABSENT);
        }
    }

    #[test]
    fn a_change_says_which_way_it_went() {
        assert_eq!(change(Lang::Fr, 0.124), "+12\u{202F}%");
        assert_eq!(change(Lang::En, -0.5), "−50%");
        assert_eq!(change(Lang::En, 0.001), "0%");
        assert_eq!(points(Lang::Fr, 0.034), "+3");
        assert_eq!(points(Lang::En, f64::NAN), ABSENT);
    }

    #[test]
    fn dates_and_periods_read_as_words() {
        let fr = Catalogue::load(Lang::Fr).expect("a catalogue");
        let en = Catalogue::load(Lang::En).expect("a catalogue");
        assert_eq!(date(&fr, "2026-02-01"), "1er\u{A0}février\u{A0}2026");
        assert_eq!(
            date(&en, "2026-02-01T10:00:00Z"),
            "1\u{A0}February\u{A0}2026"
        );
        assert_eq!(date(&en, "soon"), "soon");
        assert_eq!(period(&fr, "2026-01"), "janvier\u{A0}2026");
        assert_eq!(period(&en, "2026-W05"), "week 5, 2026");
        assert_eq!(period(&fr, "2026-T1"), "1er trimestre 2026");
        assert_eq!(duration(&fr, 95.0), "1,6\u{A0}h");
        assert_eq!(duration(&en, 5.0 * 1440.0), "5\u{A0}days");
        assert_eq!(span(&fr, "90d"), "90\u{A0}jours");
        assert_eq!(span(&en, "none"), "none");
    }
}
