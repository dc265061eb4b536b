//! Bands (`18-24`, `65 ans et plus`, `(55,65]`, `$25,000 - $49,999`) and labels that carry their
//! number (`1 (pas du tout)`, `I love it!+5`), ordered by it.

use super::LevelLabel;
use super::label::fold_label;
use super::scale::Order;

/// The order of labels that all hold numbers; `None` where one does not.
pub(super) fn band_order(labels: &[&str]) -> Option<Order> {
    if labels.len() < 2 {
        return None;
    }
    let mut keyed: Vec<(f64, f64, &str)> = Vec::with_capacity(labels.len());
    let mut ranges = 0;
    // "1/day" and "3 to 6/week" do not compare by their numbers.
    let unit = |label: &str| label.split_once('/').map(|(_, unit)| fold_label(unit));
    if labels.iter().any(|label| unit(label) != unit(labels[0])) {
        return None;
    }
    for label in labels {
        let band = band(label)?;
        ranges += usize::from(band.range);
        keyed.push((band.low, band.high, label));
    }
    // Beside ranges `+60` is an open end; alone it is a sign.
    if ranges > 0 {
        for key in keyed
            .iter_mut()
            .filter(|key| key.0 == key.1 && key.2.trim_start().starts_with('+'))
        {
            key.1 = f64::INFINITY;
        }
    }
    let rule = if ranges > 0 {
        "bands by lower bound"
    } else {
        "labels with numbers"
    };
    keyed.sort_by(|a, b| {
        a.0.total_cmp(&b.0)
            .then(a.1.total_cmp(&b.1))
            .then(a.2.cmp(b.2))
    });
    // Two labels of one number are no order.
    if keyed
        .windows(2)
        .any(|pair| (pair[0].0, pair[0].1) == (pair[1].0, pair[1].1))
    {
        return None;
    }
    Some(Order {
        rule: rule.to_owned(),
        readings: vec![LevelLabel::default(); keyed.len()],
        levels: keyed
            .into_iter()
            .map(|(_, _, label)| label.to_owned())
            .collect(),
    })
}

struct Band {
    low: f64,
    high: f64,
    /// Two bounds or an open end.
    range: bool,
}

const BELOW: [&str; 9] = [
    "moins de",
    "less than",
    "under",
    "below",
    "lt ",
    "<",
    "jusqu'à",
    "up to",
    "≤",
];
const ABOVE: [&str; 10] = [
    "et plus",
    "ou plus",
    "and over",
    "or more",
    "and up",
    "and older",
    "plus de",
    "more than",
    "over",
    "or older",
];

fn band(label: &str) -> Option<Band> {
    let folded = fold_label(label);
    let numbers = numbers(&folded);
    let open_low = BELOW.iter().any(|word| folded.starts_with(word));
    let open_high = ABOVE.iter().any(|word| folded.contains(word))
        || folded.starts_with('>')
        || folded.starts_with('≥')
        || (folded.ends_with('+') && !folded.starts_with('+'));
    match numbers.as_slice() {
        [one] if open_low => Some(Band {
            low: f64::NEG_INFINITY,
            high: *one,
            range: true,
        }),
        [one] if open_high => Some(Band {
            low: *one,
            high: f64::INFINITY,
            range: true,
        }),
        // One number at the start or the end of its label: a labelled end of a scale.
        [one] if at_an_end(&folded) => Some(Band {
            low: *one,
            high: *one,
            range: false,
        }),
        [low, high] if low <= high => Some(Band {
            low: *low,
            high: *high,
            range: true,
        }),
        _ => None,
    }
}

fn at_an_end(folded: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let signs: &[char] = &['+', '-', '(', '$', '€', '>', '<'];
    digit(folded.trim_start_matches(signs).chars().next())
        || digit(
            folded
                .trim_end_matches([')', '%', '€'])
                .trim_end()
                .chars()
                .next_back(),
        )
}

/// The numbers in a label; thousands marks are taken in, a minus only where it cannot be a dash
/// between two bounds.
fn numbers(text: &str) -> Vec<f64> {
    let chars: Vec<char> = text.chars().collect();
    let mut numbers = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !chars[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let before = chars[..at]
            .iter()
            .rev()
            .find(|c| **c != ' ' && **c != '$' && **c != '€');
        let minus = at > 0
            && chars[at - 1] == '-'
            && !chars[..at - 1]
                .iter()
                .rev()
                .find(|c| **c != ' ')
                .is_some_and(char::is_ascii_digit)
            && before == Some(&'-');
        // `r2`, `c-3p0` are names, not numbers.
        if at > 0 && chars[at - 1].is_alphabetic() {
            return Vec::new();
        }
        let mut digits = String::new();
        while at < chars.len() {
            let c = chars[at];
            let next_is_digit = chars.get(at + 1).is_some_and(char::is_ascii_digit);
            let group = || {
                chars.len() >= at + 4
                    && chars[at + 1..at + 4].iter().all(char::is_ascii_digit)
                    && !chars.get(at + 4).is_some_and(char::is_ascii_digit)
            };
            if c.is_ascii_digit() {
                digits.push(c);
            } else if matches!(c, ',' | ' ' | '.' | '\'') && group() {
                // a thousands mark
            } else if matches!(c, ',' | '.') && next_is_digit && !text.starts_with(['(', '[']) {
                digits.push('.');
            } else {
                break;
            }
            at += 1;
        }
        if chars.get(at) == Some(&'k') && !chars.get(at + 1).is_some_and(|c| c.is_alphabetic()) {
            digits.push_str("000");
        }
        let unit: String = chars[at..]
            .iter()
            .take_while(|c| c.is_alphabetic())
            .collect();
        if !matches!(
            unit.as_str(),
            "" | "k" | "a" | "an" | "ans" | "h" | "y" | "yrs" | "years" | "€" | "m" | "min" | "km"
        ) {
            return Vec::new();
        }
        if let Ok(number) = digits.parse::<f64>() {
            numbers.push(if minus { -number } else { number });
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(labels: &[&str]) -> Vec<String> {
        band_order(labels)
            .map(|order| order.levels)
            .unwrap_or_default()
    }

    #[test]
    fn bands_are_ordered_by_their_lower_bound() {
        for expected in [
            vec![
                "Moins de 18 ans",
                "18-24 ans",
                "25-34 ans",
                "65 ans et plus",
            ],
            vec!["18-29", "30-44", "45-60", "> 60"],
            vec!["$0 - $24,999", "$25,000 - $49,999", "$150,000+"],
            vec!["(15,25]", "(25,35]", "(85,101]"],
            vec![
                "De 1 500 à 2 000 €",
                "De 2 000 à 3 000 €",
                "Plus de 3 000 €",
            ],
            vec!["18 - 34", "35 - 64", "65 and up"],
            vec!["15-24", "45-59", "+60"],
            vec![
                "Lt $1000",
                "$1000 to 2999",
                "$8000 to 9999",
                "$25000 or more",
            ],
        ] {
            let mut shuffled = expected.clone();
            shuffled.reverse();
            assert_eq!(ordered(&shuffled), expected);
        }
    }

    #[test]
    fn labels_with_their_number_are_ordered_by_it() {
        assert_eq!(
            ordered(&["I love it!+5", "+2", "-3", "I hate it!-5", "0"]),
            ["I hate it!-5", "-3", "0", "+2", "I love it!+5"]
        );
        assert_eq!(
            ordered(&["5 (tout à fait)", "1 (pas du tout)", "3"]),
            ["1 (pas du tout)", "3", "5 (tout à fait)"]
        );
        assert_eq!(
            ordered(&["10 - Très probable", "2", "0 - Pas du tout probable"]),
            ["0 - Pas du tout probable", "2", "10 - Très probable"]
        );
    }

    #[test]
    fn labels_without_numbers_are_no_bands() {
        assert!(band_order(&["Paris", "18-24"]).is_none());
        assert!(band_order(&["C-3P0", "R2 D2"]).is_none());
        assert!(band_order(&["1/day", "3 to 6/week"]).is_none());
    }
}
