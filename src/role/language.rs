//! The two languages people read, and how each writes numbers.

use serde::{Deserialize, Serialize};

/// Language of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Language {
    /// French, with French typography.
    #[serde(rename = "fr")]
    French,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// `fr` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// The language of an ISO 639-1 code; everything but French is answered in English.
    pub fn of_code(code: &str) -> Self {
        if code.eq_ignore_ascii_case("fr") {
            Self::French
        } else {
            Self::English
        }
    }

    /// One of two texts, by language.
    pub fn pick<'a>(self, french: &'a str, english: &'a str) -> &'a str {
        match self {
            Self::French => french,
            Self::English => english,
        }
    }
}

/// A whole number with its thousands apart: narrow no-break spaces in French, commas in English.
pub fn count(language: Language, n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 * 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(match language {
                Language::French => '\u{202f}',
                Language::English => ',',
            });
        }
        text.push(digit);
    }
    text
}

/// A number with a fixed number of decimals and its thousands apart; never NaN (absent is `–`).
pub fn decimal(language: Language, value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let plain = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let whole = whole
        .parse::<u64>()
        .map_or_else(|_| whole.to_owned(), |n| count(language, n));
    let zero = plain.bytes().all(|b| b == b'0' || b == b'.');
    let sign = if value < 0.0 && !zero { "\u{2212}" } else { "" };
    match (fraction.is_empty(), language) {
        (true, _) => format!("{sign}{whole}"),
        (false, Language::French) => format!("{sign}{whole},{fraction}"),
        (false, Language::English) => format!("{sign}{whole}.{fraction}"),
    }
}

/// A share of 0..1 as a whole percentage: `81 %` with a narrow no-break space in French, `81%` in English.
///
/// A share that is neither nothing nor everything is never rounded to either.
pub fn percent(language: Language, share: f64) -> String {
    let rounded = (share * 100.0).round();
    let (less, more) = (share > 0.0 && rounded < 1.0, share < 1.0 && rounded > 99.0);
    let text = if less {
        language.pick("moins de 1", "under 1").to_owned()
    } else if more {
        language.pick("plus de 99", "over 99").to_owned()
    } else {
        decimal(language, rounded, 0)
    };
    match language {
        Language::French => format!("{text}\u{202f}%"),
        Language::English => format!("{text}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart_as_each_language_writes_them() {
        assert_eq!(
            count(Language::French, 1_234_567),
            "1\u{202f}234\u{202f}567"
        );
        assert_eq!(count(Language::English, 1_234_567), "1,234,567");
        assert_eq!(count(Language::English, 999), "999");
        assert_eq!(
            decimal(Language::French, -1234.5, 1),
            "\u{2212}1\u{202f}234,5"
        );
        assert_eq!(decimal(Language::English, -0.01, 1), "0.0");
        assert_eq!(decimal(Language::English, f64::NAN, 1), "–");
    }

    #[test]
    fn a_share_that_is_not_everything_is_not_called_everything() {
        assert_eq!(percent(Language::French, 0.81), "81\u{202f}%");
        assert_eq!(percent(Language::English, 0.999), "over 99%");
        assert_eq!(percent(Language::English, 0.001), "under 1%");
        assert_eq!(percent(Language::French, 1.0), "100\u{202f}%");
        assert_eq!(percent(Language::French, 0.0), "0\u{202f}%");
    }
}
