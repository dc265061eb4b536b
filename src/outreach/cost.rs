//! What contacting each person costs.

use crate::person::{Directory, fold};

use super::error::OutreachError;

/// Costs by person, and what the file left open.
#[derive(Debug, Clone, PartialEq)]
pub struct CostList {
    /// One entry a person; infinite for who has no cost and so cannot be listed.
    pub costs: Vec<f64>,
    /// Rows whose id is nobody in the network.
    pub unknown: usize,
    /// People of the network without a cost.
    pub missing: usize,
}

/// Reads `id,cost` (any order of columns, comma, semicolon or tab, decimal point or comma).
///
/// An id is a person's key or the part after its platform, in any spelling of case or `@`; the last row of a person
/// counts. A cost that is missing, zero, negative or no number is an error with its line. O(rows log people).
pub fn read_costs(bytes: &[u8], people: &Directory) -> Result<CostList, OutreachError> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let first = text.lines().next().unwrap_or_default();
    let delimiter = [b';', b'\t', b',']
        .into_iter()
        .find(|&d| first.as_bytes().contains(&d))
        .unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let problem = |line, what| OutreachError::Costs { line, what };
    let Some(Ok(header)) = records.next() else {
        return Err(problem(1, "the file is empty; expected a header `id,cost`"));
    };
    let column = |names: &[&str]| {
        header
            .iter()
            .position(|cell| names.contains(&cell.to_lowercase().as_str()))
    };
    let id = column(&["id", "person", "personne", "handle", "compte"]);
    let id = id.ok_or_else(|| problem(1, "there is no column `id`"))?;
    let cost = column(&["cost", "coût", "cout", "prix", "price", "tarif"]);
    let cost = cost.ok_or_else(|| problem(1, "there is no column `cost`"))?;
    let spellings = Spellings::new(people);
    let mut list = CostList {
        costs: vec![f64::INFINITY; people.len()],
        unknown: 0,
        missing: 0,
    };
    for record in records {
        let record = record.map_err(|error| {
            let line = error.position().map_or(0, csv::Position::line);
            problem(line, "the row cannot be read")
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        let who = record.get(id).unwrap_or_default();
        let price = record.get(cost).unwrap_or_default();
        if who.is_empty() && price.is_empty() {
            continue;
        }
        let price =
            number(price).ok_or_else(|| problem(line, "the cost is missing or not a number"))?;
        if price <= 0.0 {
            return Err(problem(
                line,
                "the cost must be above 0; leave out who cannot be had",
            ));
        }
        let found = spellings.find(who);
        list.unknown += usize::from(found.is_empty());
        for person in found {
            list.costs[person as usize] = price;
        }
    }
    list.missing = list.costs.iter().filter(|cost| cost.is_infinite()).count();
    Ok(list)
}

/// `1 200,50 €`, `1200.5`: spaces and a currency sign are dropped, one comma is a decimal point.
fn number(text: &str) -> Option<f64> {
    let bare: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '€' | '$' | '£' | '\u{202f}'))
        .collect();
    let bare = if bare.contains('.') {
        bare.replace(',', "")
    } else {
        bare.replacen(',', ".", 1)
    };
    bare.parse::<f64>().ok().filter(|value| value.is_finite())
}

/// People by what is left of their key when the platform is taken away.
pub(super) struct Spellings {
    by_name: Vec<(String, u32)>,
}

impl Spellings {
    pub(super) fn new(people: &Directory) -> Self {
        let mut by_name: Vec<(String, u32)> = Vec::with_capacity(2 * people.len());
        for (key, number) in people.iter().zip(0..) {
            by_name.push((fold(key).into_owned(), number));
            if let Some((_, bare)) = key.split_once(':') {
                by_name.push((fold(bare).into_owned(), number));
            }
        }
        by_name.sort_unstable();
        by_name.dedup();
        Self { by_name }
    }

    /// Everybody of that name: several, where one handle is used on several platforms.
    pub(super) fn find(&self, name: &str) -> Vec<u32> {
        let name = fold(name);
        let start = self.by_name.partition_point(|(key, _)| **key < *name);
        let same = self.by_name[start..]
            .iter()
            .take_while(|(key, _)| *key == name);
        same.map(|&(_, person)| person).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people() -> Directory {
        let mut people = Directory::default();
        for key in ["x:42", "x:léa", "y:sam"] {
            people.intern(key);
        }
        people
    }

    #[test]
    fn costs_are_read_in_any_spelling_of_people_and_numbers() {
        let csv = "Coût;ID;note\n\"1 200,50 €\";@LÉA;x\n80;y:sam;\n3;nobody;\n";
        let list = read_costs(csv.as_bytes(), &people()).expect("costs");
        assert_eq!(list.costs, [f64::INFINITY, 1200.5, 80.0]);
        assert_eq!((list.unknown, list.missing), (1, 1));
    }

    #[test]
    fn a_cost_that_cannot_be_is_an_error_with_its_line() {
        for (csv, line) in [
            ("id,cost\nx:42,10\nx:léa,0\n", 3),
            ("id,cost\nx:42,-2\n", 2),
            ("id,cost\nx:42,\n", 2),
            ("id,cost\nx:42,cher\n", 2),
            ("id,price per post\nx:42,1\n", 1),
            ("", 1),
        ] {
            let error = read_costs(csv.as_bytes(), &people()).expect_err("no cost");
            let text = error.to_string();
            assert!(text.starts_with(&format!("line {line} ")), "{text}");
        }
    }
}
