//! Whether `03/04/2026` is in April or in March: a whole column says.

use super::time::digits;

/// Which number comes first in `03/04/2026`: decided for a whole column, never for a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum DayOrder {
    #[default]
    DayFirst,
    MonthFirst,
}

/// What a column of times says about its day order: whether a first or a second number above 12
/// was seen among dates written with the year last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct OrderEvidence {
    pub seen: bool,
    pub first_over: bool,
    pub second_over: bool,
}

impl OrderEvidence {
    pub fn look(&mut self, text: &str) {
        let text = text.trim().as_bytes();
        let Some(((first, length), rest)) = digits(text, 2) else {
            return;
        };
        let [separator @ (b'/' | b'-' | b'.'), rest @ ..] = rest else {
            return;
        };
        let Some(((second, _), rest)) = digits(rest, 2) else {
            return;
        };
        if rest.first() != Some(separator) || length > 2 || digits(&rest[1..], 4).is_none() {
            return;
        }
        self.seen = true;
        self.first_over |= first > 12;
        self.second_over |= second > 12;
    }

    /// The order, and whether it is sure. Both orders at once, or neither: day first, not sure.
    pub fn decide(self) -> (DayOrder, bool) {
        match (self.first_over, self.second_over) {
            (false, true) => (DayOrder::MonthFirst, true),
            (true, false) => (DayOrder::DayFirst, true),
            _ => (DayOrder::DayFirst, !self.seen),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_day_and_month_is_decided_by_the_column() {
        let decide = |cells: &[&str]| {
            let mut evidence = OrderEvidence::default();
            for cell in cells {
                evidence.look(cell);
            }
            evidence.decide()
        };
        assert_eq!(
            decide(&["03/04/2026", "13/04/2026"]),
            (DayOrder::DayFirst, true)
        );
        assert_eq!(
            decide(&["03/04/2026", "04/13/2026"]),
            (DayOrder::MonthFirst, true)
        );
        assert_eq!(decide(&["03/04/2026"]), (DayOrder::DayFirst, false));
        assert_eq!(
            decide(&["2026-04-03", "1769949296"]),
            (DayOrder::DayFirst, true)
        );
    }
}
