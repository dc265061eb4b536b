//! Several answers in one cell, parted by a mark that the answers themselves may hold.

use std::collections::BTreeMap;

use super::column::{ABSENT, Column};
use super::json_table::LIST_MARK;
use super::kind::Understood;
use super::{Answer, Kind, LevelLabel, Values};

/// Separators of joined cells, with the tools that write them.
const SEPARATORS: [&str; 5] = ["; ", ";", "|", "\n", ", "];

/// Reads a column of joined cells as a multi-select: against the options given, else where the
/// parts of its cells plainly are options (few, repeated, in varying number).
pub(super) fn split_cells(column: &Column, options: Option<&[String]>) -> Option<Understood> {
    let given = column.given();
    if let Some(options) = options {
        return Some(against(
            column,
            options,
            "as the project or the codebook says",
        ));
    }
    if given.iter().any(|(cell, _, _)| cell.contains(LIST_MARK)) {
        let (options, left_out) = listed(&given);
        let mut why = "lists of options".to_owned();
        if left_out > 0 {
            why = format!(
                "lists of options: the {MAX_OPTIONS} commonest, {left_out} rarer ones left out; name others under `levels`"
            );
        }
        return Some(against(column, &options, &why));
    }
    for separator in SEPARATORS {
        if let Some(options) = joined_options(&given, separator) {
            let why = format!(
                "several answers in one cell, parted by {separator:?}; list the options under `levels` if they are cut wrongly"
            );
            return Some(against(column, &options, &why));
        }
    }
    None
}

/// A list with more options than this is cut to the commonest.
const MAX_OPTIONS: usize = 60;

/// The items of lists, the commonest first found, in the order of their text (numbers by value),
/// and how many were left out.
fn listed(given: &[(&str, u32, u64)]) -> (Vec<String>, usize) {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for (cell, _, count) in given {
        for item in cell.split(LIST_MARK).filter(|item| !item.is_empty()) {
            *counts.entry(item).or_default() += count;
        }
    }
    let mut items: Vec<(&str, u64)> = counts.into_iter().collect();
    items.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let left_out = items.len().saturating_sub(MAX_OPTIONS);
    items.truncate(MAX_OPTIONS);
    items.sort_by(|a, b| a.0.len().cmp(&b.0.len()).then(a.0.cmp(b.0)));
    if !items
        .iter()
        .all(|(item, _)| item.bytes().all(|b| b.is_ascii_digit()))
    {
        items.sort_unstable();
    }
    (
        items.into_iter().map(|(item, _)| item.to_owned()).collect(),
        left_out,
    )
}

fn joined_options(given: &[(&str, u32, u64)], separator: &str) -> Option<Vec<String>> {
    let answered: u64 = given.iter().map(|(_, _, count)| count).sum();
    let mut parts: BTreeMap<&str, u64> = BTreeMap::new();
    let mut pairs: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    let (mut several, mut lengths) = (0, std::collections::BTreeSet::new());
    for (cell, _, count) in given {
        let pieces: Vec<&str> = cell
            .split(separator)
            .map(str::trim)
            .filter(|p| !p.is_empty())
            .collect();
        if pieces.iter().any(|piece| piece.chars().count() > 120) {
            return None;
        }
        several += if pieces.len() > 1 { *count } else { 0 };
        lengths.insert(pieces.len());
        for piece in &pieces {
            *parts.entry(piece).or_default() += count;
        }
        for pair in pieces.windows(2) {
            *pairs.entry((pair[0], pair[1])).or_default() += count;
        }
    }
    let options = merged(&parts, &pairs, separator);
    let total: u64 = options.values().sum();
    let distinct = options.len() as u64;
    let plausible = several * 10 >= answered
        && lengths.len() >= 2
        && (2..=40).contains(&distinct)
        && total >= 3 * distinct
        && given.len() as u64 * 5 >= distinct * 6;
    plausible.then(|| options.into_keys().collect())
}

/// Options that hold the separator come apart into parts that never stand without each other.
fn merged(
    parts: &BTreeMap<&str, u64>,
    pairs: &BTreeMap<(&str, &str), u64>,
    separator: &str,
) -> BTreeMap<String, u64> {
    let mut next: BTreeMap<&str, &str> = BTreeMap::new();
    let mut continued: std::collections::BTreeSet<&str> = std::collections::BTreeSet::new();
    for ((a, b), count) in pairs {
        if *count >= 3 && parts[a] == *count && parts[b] == *count && a != b {
            next.insert(a, b);
            continued.insert(b);
        }
    }
    let mut options = BTreeMap::new();
    for (part, count) in parts {
        if continued.contains(part) {
            continue;
        }
        let mut whole = (*part).to_owned();
        let mut at = *part;
        while let Some(following) = next.get(at) {
            whole.push_str(separator);
            whole.push_str(following);
            at = following;
        }
        options.insert(whole, *count);
    }
    options
}

/// Finds options in cells, the longest first, so that one inside another is not taken for it.
fn against(column: &Column, options: &[String], why: &str) -> Understood {
    let mut longest: Vec<usize> = (0..options.len()).collect();
    longest.sort_by_key(|&option| std::cmp::Reverse(options[option].len()));
    let mut states = column.states();
    let mut chosen: Vec<Vec<usize>> = vec![Vec::new(); states.len()];
    let mut unreadable = Vec::new();
    for (code, cell) in column.values.iter().enumerate() {
        if states[code] != Answer::Given {
            continue;
        }
        let mut rest = cell.to_owned();
        for &option in &longest {
            if let Some(at) = find_whole(&rest, &options[option]) {
                rest.replace_range(
                    at..at + options[option].len(),
                    &"\u{1}".repeat(options[option].len()),
                );
                chosen[code].push(option);
            }
        }
        if chosen[code].is_empty() && !cell.contains(LIST_MARK) {
            states[code] = Answer::Missing;
            unreadable.push(code as u32);
        }
    }
    let width = options.len();
    let mut flags = vec![false; column.codes.len() * width];
    let mut answers = Vec::with_capacity(column.codes.len());
    for (row, &code) in column.codes.iter().enumerate() {
        if code == ABSENT {
            answers.push(Answer::NotAsked);
            continue;
        }
        answers.push(states[code as usize]);
        for &option in &chosen[code as usize] {
            flags[row * width + option] = true;
        }
    }
    Understood {
        kind: Kind::Multi,
        levels: options.to_vec(),
        readings: vec![LevelLabel::default(); width],
        answers,
        values: Values::Flags(flags),
        unreadable,
        why: why.to_owned(),
    }
}

/// An option between separators or ends.
fn find_whole(cell: &str, option: &str) -> Option<usize> {
    if option.is_empty() {
        return None;
    }
    cell.match_indices(option).map(|(at, _)| at).find(|&at| {
        let before = cell[..at].trim_end();
        let after = cell[at + option.len()..].trim_start();
        let edge = |c: Option<char>| {
            c.is_none_or(|c| matches!(c, ',' | ';' | '|' | '\n' | '\u{1}' | '\u{1f}'))
        };
        edge(before.chars().next_back()) && edge(after.chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str, cells: &[&str]) -> Column {
        let mut column = Column::new(name, name, None);
        for cell in cells {
            let code = column.values.intern(cell);
            column.codes.push(code);
        }
        column
    }

    #[test]
    fn joined_cells_are_parted_and_options_may_hold_the_comma() {
        let cells = [
            "Tea, hot or iced",
            "Coffee",
            "Coffee, Water",
            "Tea, hot or iced, Water",
            "Water",
            "Coffee, Tea, hot or iced",
            "Coffee, Water",
            "Tea, hot or iced",
            "Coffee, Tea, hot or iced, Water",
        ];
        let understood = split_cells(&column("drinks", &cells), None).unwrap();
        assert_eq!(understood.levels, ["Coffee", "Tea, hot or iced", "Water"]);
        assert_eq!(
            understood.values,
            Values::Flags(
                [
                    [0, 1, 0],
                    [1, 0, 0],
                    [1, 0, 1],
                    [0, 1, 1],
                    [0, 0, 1],
                    [1, 1, 0],
                    [1, 0, 1],
                    [0, 1, 0],
                    [1, 1, 1]
                ]
                .concat()
                .into_iter()
                .map(|flag| flag == 1)
                .collect()
            )
        );
    }

    #[test]
    fn a_label_with_a_comma_is_not_several_answers() {
        let cells = [
            "Employed, full-time",
            "Retired",
            "Employed, part-time",
            "Retired",
            "Employed, full-time",
            "Student",
        ]
        .repeat(5);
        assert!(split_cells(&column("work", &cells), None).is_none());
        let towns = [
            "Paris, France",
            "Lyon, France",
            "Rome, Italy",
            "Milan, Italy",
            "Nice, France",
        ]
        .repeat(5);
        assert!(split_cells(&column("town", &towns), None).is_none());
    }

    #[test]
    fn known_options_are_found_longest_first() {
        let options = ["Tea".to_owned(), "Tea, green".to_owned()];
        let understood = split_cells(
            &column("d", &["Tea, green", "Tea", "Tea, Tea, green"]),
            Some(&options),
        )
        .unwrap();
        assert_eq!(
            understood.values,
            Values::Flags(vec![false, true, true, false, true, true])
        );
    }
}
