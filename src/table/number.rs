//! Numbers as people write them: decimal comma or point, thousands, percent, amounts.

/// What stands before the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decimal {
    /// `1,234.5`.
    Point,
    /// `1 234,5`.
    Comma,
}

/// The number a cell holds; percentages as their number (`12,5 %` is 12.5), amounts without their
/// currency. `None` for anything else, dates and ids with other characters included.
pub(super) fn parse_number(cell: &str, decimal: Decimal) -> Option<f64> {
    let mut text = cell.trim();
    if text.len() > 40 || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut negative = false;
    if let Some(inner) = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        negative = true;
        text = inner;
    }
    loop {
        let trimmed = text
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, '€' | '$' | '£' | '¥' | '%'))
            .trim_end_matches("EUR")
            .trim_end_matches("USD");
        if trimmed.len() == text.len() {
            break;
        }
        text = trimmed;
    }
    if let Some(rest) = text.strip_prefix(['-', '\u{2212}']) {
        negative = !negative;
        text = rest.trim_start().trim_start_matches(['€', '$', '£']);
    } else if let Some(rest) = text.strip_prefix('+') {
        text = rest;
    }
    let plain = plain_digits(text, decimal)?;
    let number: f64 = plain.parse().ok()?;
    number
        .is_finite()
        .then_some(if negative { -number } else { number })
}

/// The digits with a point for decimals and no thousands marks.
fn plain_digits(text: &str, decimal: Decimal) -> Option<String> {
    let (mark, group) = match decimal {
        Decimal::Point => ('.', ','),
        Decimal::Comma => (',', '.'),
    };
    let (whole, fraction) = match text.rsplit_once(mark) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let mut plain = String::with_capacity(text.len());
    let mut since_group: Option<usize> = None;
    for c in whole.chars() {
        match c {
            '0'..='9' => {
                plain.push(c);
                since_group = since_group.map(|n| n + 1);
            }
            c if c == group || matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’') => {
                let first_group = since_group.is_none() && (1..=3).contains(&plain.len());
                if !(first_group || since_group == Some(3)) {
                    return None;
                }
                since_group = Some(0);
            }
            _ => return exponent(text, decimal),
        }
    }
    if since_group.is_some_and(|n| n != 3)
        || (plain.is_empty() && fraction.is_none_or(str::is_empty))
    {
        return None;
    }
    if let Some(fraction) = fraction {
        if !fraction.bytes().all(|b| b.is_ascii_digit()) {
            return exponent(text, decimal);
        }
        plain.push('.');
        plain.push_str(fraction);
    }
    Some(plain)
}

/// `1.5e-3`: machine output.
fn exponent(text: &str, decimal: Decimal) -> Option<String> {
    let (mantissa, power) = text.split_once(['e', 'E'])?;
    let power_digits = power.strip_prefix(['-', '+']).unwrap_or(power);
    let ok = !power_digits.is_empty()
        && power_digits.len() <= 3
        && power_digits.bytes().all(|b| b.is_ascii_digit())
        && mantissa.bytes().any(|b| b.is_ascii_digit())
        && mantissa
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
    if !ok {
        return None;
    }
    let mantissa = if decimal == Decimal::Comma {
        mantissa.replace(',', ".")
    } else {
        mantissa.to_owned()
    };
    Some(format!("{mantissa}e{power}"))
}

/// Which mark the cells use. Ambiguous cells (`1,234`) do not vote; `default` decides without votes.
pub(super) fn decimal_of<'a>(cells: impl Iterator<Item = &'a str>, default: Decimal) -> Decimal {
    let (mut point, mut comma) = (0u32, 0u32);
    for cell in cells {
        match vote(cell) {
            Some(Decimal::Point) => point += 1,
            Some(Decimal::Comma) => comma += 1,
            None => {}
        }
    }
    match point.cmp(&comma) {
        std::cmp::Ordering::Greater => Decimal::Point,
        std::cmp::Ordering::Less => Decimal::Comma,
        std::cmp::Ordering::Equal => default,
    }
}

/// The mark a cell that is a number must have used.
pub(super) fn vote(cell: &str) -> Option<Decimal> {
    if !cell.bytes().any(|b| matches!(b, b',' | b'.')) {
        return None;
    }
    match (
        parse_number(cell, Decimal::Point),
        parse_number(cell, Decimal::Comma),
    ) {
        (Some(_), None) => Some(Decimal::Point),
        (None, Some(_)) => Some(Decimal::Comma),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ways_of_writing_a_number_are_one() {
        for (cell, decimal, number) in [
            ("1 250,00 €", Decimal::Comma, 1250.0),
            ("1\u{202f}250,5", Decimal::Comma, 1250.5),
            ("12,5 %", Decimal::Comma, 12.5),
            ("$1,234.50", Decimal::Point, 1234.5),
            ("-3,5", Decimal::Comma, -3.5),
            ("+2", Decimal::Point, 2.0),
            ("(12)", Decimal::Point, -12.0),
            (".5", Decimal::Point, 0.5),
            ("1e-3", Decimal::Point, 0.001),
            ("1.234.567", Decimal::Comma, 1_234_567.0),
        ] {
            assert_eq!(parse_number(cell, decimal), Some(number), "{cell}");
        }
    }

    #[test]
    fn dates_bands_and_labels_are_no_numbers() {
        for cell in [
            "18-24",
            "2026-01-31",
            "12/03/2026",
            "1/day",
            "12abc",
            "",
            "-",
            "1,2,3",
            "e5",
            "inf",
            "NaN",
            "1 2",
        ] {
            assert_eq!(parse_number(cell, Decimal::Point), None, "{cell}");
        }
    }

    #[test]
    fn a_column_decides_its_decimal_mark_together() {
        assert_eq!(
            decimal_of(["1,234", "3,5"].into_iter(), Decimal::Point),
            Decimal::Comma
        );
        assert_eq!(
            decimal_of(["1,234", "3.5"].into_iter(), Decimal::Comma),
            Decimal::Point
        );
        assert_eq!(
            decimal_of(["1,234"].into_iter(), Decimal::Point),
            Decimal::Point
        );
    }
}
