//! Questions of several columns, and several answers in one cell.
//!
//! A multi-select comes in three shapes (`formats.md` 4.2): one joined cell, one column an option,
//! or both; where both are there the columns win, because options contain the separator.

use std::collections::BTreeMap;

use super::column::{ABSENT, Column};
use super::json_table::LIST_MARK;
use super::kind::Understood;
use super::label::{answer_of, fold_label, not_selected, truth};
use super::{Answer, Kind, LevelLabel, Values};

/// Columns that belong to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// What they share: the question, or the code before the number.
    pub stem: String,
    /// The columns, in the order of the file.
    pub columns: Vec<usize>,
    /// The option or row each stands for; empty where the header has only a number.
    pub options: Vec<String>,
}

/// Finds runs of neighbouring columns with one stem. Columns in `apart` stay alone.
pub(super) fn groups(columns: &[Column], apart: &[bool]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut last: Option<usize> = None;
    for (place, column) in columns.iter().enumerate() {
        if apart[place] {
            continue;
        }
        let Some((stem, option)) = stem(column) else {
            continue;
        };
        let neighbour = last.is_some_and(|last| (last + 1..place).all(|between| apart[between]));
        last = Some(place);
        match groups.last_mut() {
            Some(group) if neighbour && group.stem == stem => {
                group.columns.push(place);
                group.options.push(option);
            }
            _ => groups.push(Group {
                stem,
                columns: vec![place],
                options: vec![option],
            }),
        }
    }
    groups.retain(|group| group.columns.len() >= 2);
    groups
}

/// What a header shares with its neighbours, and what is its own.
fn stem(column: &Column) -> Option<(String, String)> {
    if let Some(option) = &column.option {
        return Some((column.question.clone(), option.clone()));
    }
    let name = column.name.trim();
    for (open, close) in [('[', ']'), ('(', ')')] {
        if let Some(inner) = name.strip_suffix(close)
            && let Some(at) = inner.rfind(open)
            && at > 0
        {
            let (stem, option) = (inner[..at].trim(), inner[at + 1..].trim());
            if !stem.is_empty() && !option.is_empty() && !is_copy(option) {
                return Some((stem.to_owned(), option.to_owned()));
            }
        }
    }
    if let Some((stem, number)) = numbered(name) {
        // Codes in the first header row, "question - option" in the second.
        if column.question != column.name
            && let Some((_, option)) = column.question.rsplit_once(" - ")
        {
            return Some((stem.to_owned(), option.trim().to_owned()));
        }
        return Some((stem.to_owned(), format!("\u{1}{number}")));
    }
    for mark in [" - ", " – ", " : ", ": ", " / "] {
        if let Some((stem, option)) = name.rsplit_once(mark)
            && stem.len() >= 3
            && !option.trim().is_empty()
        {
            return Some((stem.trim().to_owned(), option.trim().to_owned()));
        }
    }
    None
}

/// `(2)` tells two equal headers apart; it is no option.
fn is_copy(option: &str) -> bool {
    option.len() <= 2 && option.bytes().all(|b| b.is_ascii_digit())
}

/// `q0004_0001`, `Q1_3`, `Q2.SQ001`: a code and a number.
fn numbered(name: &str) -> Option<(&str, &str)> {
    let at = name.rfind(['_', '.'])?;
    let (stem, number) = (&name[..at], &name[at + 1..]);
    let digits = number.trim_start_matches("SQ").trim_start_matches("SQ0");
    let numeric =
        !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit());
    let code = stem.bytes().any(|b| b.is_ascii_digit()) || stem.len() >= 2;
    (numeric && code && !stem.contains(' ')).then_some((stem, number))
}

/// "Other, please specify" as an option or a header of its own.
pub(super) fn is_other(text: &str) -> bool {
    let folded = fold_label(text);
    folded.contains("-oth-")
        || matches!(
            folded.as_str(),
            "other" | "autre" | "autres" | "autre(s)" | "other (please specify)"
        )
        || folded.starts_with("other (")
        || folded.starts_with("other, ")
        || folded.starts_with("autre (")
        || folded.starts_with("autre, ")
        || folded.ends_with("[other]")
        || folded.ends_with("[autre]")
        || folded.ends_with("- other")
        || folded.ends_with("- autre")
}

impl Group {
    /// The question the columns share in words: what their texts have in common, else the stem.
    pub(super) fn question(&self, columns: &[Column]) -> String {
        let texts: Vec<&str> = self
            .columns
            .iter()
            .map(|&place| columns[place].question.as_str())
            .collect();
        let Some(first) = texts.first() else {
            return self.stem.clone();
        };
        let common = texts.iter().skip(1).fold(first.len(), |length, text| {
            first
                .bytes()
                .zip(text.bytes())
                .take(length)
                .take_while(|(a, b)| a == b)
                .count()
        });
        let mut end = common;
        while !first.is_char_boundary(end) {
            end -= 1;
        }
        match first[..end].rfind(" - ") {
            Some(at)
                if at >= 3
                    && columns[self.columns[0]].question != columns[self.columns[0]].name =>
            {
                first[..at].trim().to_owned()
            }
            _ => self.stem.clone(),
        }
    }
}

/// What a ticked column of a group holds.
struct Tick {
    /// Numbers of the cells that mean "chosen".
    chosen: Vec<u32>,
    /// Whether some cell says "not chosen" in words.
    says_no: bool,
    level: String,
}

/// Reads a group as one multi-select, or `None` where its columns hold more than ticks.
/// Also gives the places of free-text "other" columns, which belong to no option.
pub(super) fn as_multi(columns: &[Column], group: &Group) -> Option<(Understood, Vec<usize>)> {
    let mut ticks: Vec<(usize, Tick)> = Vec::new();
    let mut others = Vec::new();
    for (&place, option) in group.columns.iter().zip(&group.options) {
        match tick(&columns[place], option) {
            Some(tick) => ticks.push((place, tick)),
            None if is_other(option) || is_other(&columns[place].name) => others.push(place),
            None => return None,
        }
    }
    let used = ticks
        .iter()
        .filter(|(_, tick)| !tick.chosen.is_empty())
        .count();
    let leaves_out = ticks.iter().any(|(place, tick)| {
        tick.says_no
            || columns[*place]
                .codes
                .iter()
                .any(|&code| code == ABSENT || columns[*place].values.key(code).is_empty())
    });
    if used < 2 || !leaves_out {
        return None;
    }
    let rows = columns[group.columns[0]].codes.len();
    let levels = unique(ticks.iter().map(|(_, tick)| tick.level.clone()).collect());
    let mut flags = vec![false; rows * levels.len()];
    let mut answers = Vec::with_capacity(rows);
    for row in 0..rows {
        let mut state = Answer::NotAsked;
        let mut absent = true;
        let mut given = false;
        for (level, (place, tick)) in ticks.iter().enumerate() {
            let code = columns[*place].codes[row];
            if code == ABSENT {
                continue;
            }
            let chosen = tick.chosen.contains(&code);
            flags[row * levels.len() + level] = chosen;
            let cell = columns[*place].values.key(code);
            given |= chosen || not_selected(cell) || truth(cell) == Some(false);
            let own = answer_of(cell);
            if absent || own == Answer::Refused {
                state = own;
            }
            absent = false;
        }
        answers.push(match state {
            _ if given => Answer::Given,
            Answer::Given => Answer::Missing,
            other => other,
        });
    }
    let understood = Understood {
        kind: Kind::Multi,
        readings: vec![LevelLabel::default(); levels.len()],
        levels,
        answers,
        values: Values::Flags(flags),
        unreadable: Vec::new(),
        why: format!(
            "{} columns of one question, one for each option",
            ticks.len()
        ),
    };
    Some((understood, others))
}

fn tick(column: &Column, option: &str) -> Option<Tick> {
    let mut chosen: Vec<(&str, u32)> = Vec::new();
    let mut says_no = false;
    for (cell, code, _) in column.given() {
        if not_selected(cell) || truth(cell) == Some(false) {
            says_no = true;
        } else {
            chosen.push((cell, code));
        }
    }
    // Spellings of one label count as one.
    let mut folded: Vec<String> = chosen.iter().map(|(cell, _)| fold_label(cell)).collect();
    folded.dedup();
    if folded.len() > 1 {
        return None;
    }
    // "Other, please specify" is a tick only where its cells repeat the label.
    let other = is_other(option) || is_other(&column.name);
    if other
        && chosen
            .first()
            .is_some_and(|(cell, _)| !is_other(cell) && truth(cell) != Some(true))
    {
        return None;
    }
    let written = chosen
        .first()
        .map(|(cell, _)| *cell)
        .filter(|cell| truth(cell) != Some(true));
    // Quantities are no ticks.
    if written.is_some_and(|cell| cell.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let numbered = option.starts_with('\u{1}');
    let level = match written {
        Some(label) => label.split_whitespace().collect::<Vec<_>>().join(" "),
        None if numbered => column.name.clone(),
        None => option.to_owned(),
    };
    Some(Tick {
        chosen: chosen.into_iter().map(|(_, code)| code).collect(),
        says_no,
        level,
    })
}

fn unique(levels: Vec<String>) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    levels
        .into_iter()
        .map(|level| {
            let copies = seen.entry(level.clone()).or_default();
            *copies += 1;
            if *copies == 1 {
                level
            } else {
                format!("{level} ({copies})")
            }
        })
        .collect()
}

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

    fn multi(columns: &[Column]) -> Understood {
        let groups = groups(columns, &vec![false; columns.len()]);
        assert_eq!(groups.len(), 1, "{groups:?}");
        as_multi(columns, &groups[0]).unwrap().0
    }

    #[test]
    fn columns_that_hold_their_option_or_nothing_are_one_question() {
        let columns = [
            column("q4_0001", &["Father", "Not selected", "NA"]),
            column("q4_0002", &["Not selected", "Not selected", "NA"]),
            column("q4_0003", &["Not selected", "Friends", "NA"]),
        ];
        let understood = multi(&columns);
        assert_eq!(understood.levels, ["Father", "q4_0002", "Friends"]);
        assert_eq!(
            understood.answers,
            [Answer::Given, Answer::Given, Answer::NotAsked]
        );
        assert_eq!(
            understood.values,
            Values::Flags(vec![
                true, false, false, false, false, true, false, false, false
            ])
        );
    }

    #[test]
    fn ticks_take_their_option_from_the_header() {
        for (tick, blank) in [
            ("Y", ""),
            ("1", "0"),
            ("Oui", "Non"),
            ("x", ""),
            ("true", "false"),
        ] {
            let columns = [
                column("Drinks [Tea]", &[tick, blank, blank]),
                column("Drinks [Coffee]", &[tick, tick, blank]),
            ];
            let understood = multi(&columns);
            assert_eq!(understood.levels, ["Tea", "Coffee"]);
            let nobody = if blank.is_empty() {
                Answer::Missing
            } else {
                Answer::Given
            };
            assert_eq!(understood.answers[2], nobody, "{tick}");
        }
    }

    #[test]
    fn rows_of_a_grid_are_not_options() {
        let columns = [
            column("Agree? [Taste]", &["Often", "Never", "Rarely"]),
            column("Agree? [Price]", &["Often", "Often", "Rarely"]),
        ];
        let groups = groups(&columns, &[false, false]);
        assert!(as_multi(&columns, &groups[0]).is_none());
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
