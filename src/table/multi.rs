//! Questions of several columns, and several answers in one cell.
//!
//! A multi-select comes in three shapes (`formats.md` 4.2): one joined cell, one column an option,
//! or both; where both are there the columns win, because options contain the separator.

use std::collections::BTreeMap;

use super::column::{ABSENT, Column};
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
        let stem = column.set.as_ref().unwrap_or(&column.question);
        return Some((stem.clone(), option.clone()));
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
        if columns[self.columns[0]].set.is_some() {
            return (*first).to_owned();
        }
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
        // A code and a number say nothing where there are words.
        None if numbered => column.question.clone(),
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
}
