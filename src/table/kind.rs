//! What the answers of a column are: quantity, scale, category, yes or no, date, text.

use super::band::band_order;
use super::column::{ABSENT, Column};
use super::label::{not_selected, truth};
use super::moment::{DayOrder, day_order, parse_moment};
use super::number::{Decimal, decimal_of, parse_number, vote};
use super::scale::scale_of;
use super::{Answer, Kind, LevelLabel, Values};

/// A column understood.
#[derive(Debug, Clone)]
pub(super) struct Understood {
    pub kind: Kind,
    pub levels: Vec<String>,
    pub readings: Vec<LevelLabel>,
    pub answers: Vec<Answer>,
    pub values: Values,
    /// Numbers of the distinct cells that could not be read.
    pub unreadable: Vec<u32>,
    pub why: String,
}

/// Numbers may be unreadable up to this share of the answers.
const NUMERIC_SHARE: f64 = 0.8;
/// More levels than this are text, or a list of names.
const MAX_LEVELS: usize = 200;

/// Reads a column as what it looks like. `decimal` is the file's mark.
pub(super) fn understand(column: &Column, decimal: Decimal) -> Understood {
    let given = column.given();
    let answered: u64 = given.iter().map(|(_, _, count)| count).sum();
    if answered == 0 {
        return as_text(column, "nothing in it");
    }
    if let Some(option) = boolean(&given) {
        return as_boolean(column, &option);
    }
    if let [(cell, _, _)] = given.as_slice()
        && ticks_by_blank(column, cell)
    {
        return as_tick(column, cell);
    }
    if let Some(understood) = as_moments(column, &given, answered) {
        return understood;
    }
    let decimal = decimal_of(given.iter().map(|(cell, _, _)| *cell), decimal);
    let numbers: u64 = given
        .iter()
        .filter(|(cell, _, _)| parse_number(cell, decimal).is_some())
        .map(|(_, _, count)| count)
        .sum();
    let labels: Vec<&str> = given.iter().map(|(cell, _, _)| *cell).collect();
    if numbers == answered && is_code_scale(&given) {
        let mut levels = labels;
        levels.sort_by(|a, b| numeric(a, decimal).total_cmp(&numeric(b, decimal)));
        return as_levels(
            column,
            Kind::Ordinal,
            owned(&levels),
            Vec::new(),
            "few whole numbers in a row: steps of a scale",
        );
    }
    if numbers as f64 >= NUMERIC_SHARE * answered as f64 {
        // A few labels at the ends of a numbered scale, not damaged numbers.
        if numbers < answered
            && labels.len() <= 15
            && let Some(order) = band_order(&labels)
        {
            return as_levels(
                column,
                Kind::Ordinal,
                order.levels,
                order.readings,
                &order.rule,
            );
        }
        return as_numbers(column, decimal, "numbers");
    }
    if labels.len() <= MAX_LEVELS {
        if let Some(order) = scale_of(&labels) {
            return as_levels(
                column,
                Kind::Ordinal,
                order.levels,
                order.readings,
                &order.rule,
            );
        }
        if labels.len() <= 60
            && let Some(order) = band_order(&labels)
        {
            return as_levels(
                column,
                Kind::Ordinal,
                order.levels,
                order.readings,
                &order.rule,
            );
        }
    }
    if reads_as_text(&given, answered) {
        return as_text(column, "nearly every answer is different");
    }
    as_levels(
        column,
        Kind::Categorical,
        owned(&labels),
        Vec::new(),
        "few different answers",
    )
}

/// Reads a column as the kind asked for, with the levels asked for.
pub(super) fn read_as(
    column: &Column,
    kind: Kind,
    levels: Option<&[String]>,
    decimal: Decimal,
) -> Understood {
    const WHY: &str = "as the project or the codebook says";
    let given = column.given();
    let decimal = decimal_of(given.iter().map(|(cell, _, _)| *cell), decimal);
    let labels: Vec<&str> = given.iter().map(|(cell, _, _)| *cell).collect();
    match kind {
        Kind::Numeric => as_numbers(column, decimal, WHY),
        Kind::Text => as_text(column, WHY),
        Kind::Date => {
            let order = day_order(labels.iter().copied()).unwrap_or(DayOrder::DayFirst);
            moments(column, order, WHY)
        }
        Kind::Multi => match boolean(&given) {
            Some(option) => as_boolean(column, &option),
            None => as_levels(column, Kind::Categorical, owned(&labels), Vec::new(), WHY),
        },
        Kind::Ordinal | Kind::Categorical => {
            if let Some(levels) = levels {
                return as_levels(column, kind, levels.to_vec(), scale_readings(levels), WHY);
            }
            let found = (kind == Kind::Ordinal)
                .then(|| scale_of(&labels).or_else(|| band_order(&labels)))
                .flatten();
            match found {
                Some(order) => as_levels(column, kind, order.levels, order.readings, WHY),
                None => as_levels(column, kind, owned(&labels), Vec::new(), WHY),
            }
        }
    }
}

/// What a scale knows of the levels given, in their order; nothing where they are no scale.
fn scale_readings(levels: &[String]) -> Vec<LevelLabel> {
    let labels: Vec<&str> = levels.iter().map(String::as_str).collect();
    let Some(order) = scale_of(&labels) else {
        return Vec::new();
    };
    levels
        .iter()
        .map(|level| {
            let place = order.levels.iter().position(|known| known == level);
            place.map_or_else(LevelLabel::default, |place| order.readings[place].clone())
        })
        .collect()
}

fn owned(labels: &[&str]) -> Vec<String> {
    labels.iter().map(|label| (*label).to_owned()).collect()
}

fn numeric(cell: &str, decimal: Decimal) -> f64 {
    parse_number(cell, decimal).unwrap_or(f64::INFINITY)
}

/// Whole numbers from 0 or 1 to 10 at most, without gaps of more than one: answers, not quantities.
fn is_code_scale(given: &[(&str, u32, u64)]) -> bool {
    if !(3..=11).contains(&given.len()) {
        return false;
    }
    let mut codes: Vec<i64> = Vec::with_capacity(given.len());
    for (cell, _, _) in given {
        match cell.trim_start_matches('+').parse::<i64>() {
            Ok(code) if (-5..=10).contains(&code) => codes.push(code),
            _ => return false,
        }
    }
    codes.sort_unstable();
    codes.dedup();
    codes.len() == given.len() && codes.windows(2).all(|pair| pair[1] - pair[0] <= 2)
}

/// The option a two-valued column ticks: `Yes` of yes/no, the label beside "Not selected" or
/// blank, `home` of `home`/`Not.home`.
pub(super) fn boolean(given: &[(&str, u32, u64)]) -> Option<String> {
    let cells: Vec<&str> = given.iter().map(|(cell, _, _)| *cell).collect();
    match cells.as_slice() {
        [a, b] => {
            if not_selected(a) != not_selected(b) {
                let label = if not_selected(a) { b } else { a };
                return Some((*label).to_owned());
            }
            match (truth(a), truth(b)) {
                (Some(true), Some(false)) => return Some((*a).to_owned()),
                (Some(false), Some(true)) => return Some((*b).to_owned()),
                _ => {}
            }
            if negates(a, b) {
                Some((*b).to_owned())
            } else if negates(b, a) {
                Some((*a).to_owned())
            } else {
                None
            }
        }
        _ => None,
    }
}

/// Whether `a` is `Not.b` (or `No.b`, `Not b`, `Pas.b`).
fn negates(a: &str, b: &str) -> bool {
    let plain = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    ["Not.", "No.", "Non.", "Pas.", "Not ", "No ", "Not-", "Non-"]
        .iter()
        .any(|mark| {
            a.strip_prefix(mark)
                .is_some_and(|rest| plain(rest) == plain(b))
        })
}

fn as_boolean(column: &Column, option: &str) -> Understood {
    let ticked: Vec<bool> = column.values.iter().map(|cell| cell == option).collect();
    let answers = answers(column, &column.states());
    let flags = column
        .codes
        .iter()
        .map(|&code| code != ABSENT && ticked[code as usize])
        .collect();
    Understood {
        kind: Kind::Multi,
        levels: vec![option.to_owned()],
        readings: vec![truth_reading(option)],
        answers,
        values: Values::Flags(flags),
        unreadable: Vec::new(),
        why: "two answers, one of them the absence of the other".to_owned(),
    }
}

/// Whether a column of one value and blanks is an option ticked or not: its only value is a mark,
/// or its own header.
fn ticks_by_blank(column: &Column, cell: &str) -> bool {
    let folded = super::label::fold_label(cell);
    let mark = matches!(
        folded.as_str(),
        "x" | "✓" | "✔" | "checked" | "selected" | "coché" | "y" | "1"
    );
    let blank = column.values.get("").is_some();
    blank && (mark || folded == super::label::fold_label(&column.name))
}

fn as_tick(column: &Column, option: &str) -> Understood {
    let mut understood = as_boolean(column, option);
    for answer in &mut understood.answers {
        if *answer == Answer::Missing {
            *answer = Answer::Given;
        }
    }
    "one option: filled where it was chosen, blank where not".clone_into(&mut understood.why);
    understood
}

fn truth_reading(option: &str) -> LevelLabel {
    if truth(option) == Some(true) {
        return LevelLabel {
            fr: "Oui".to_owned(),
            en: "Yes".to_owned(),
        };
    }
    LevelLabel::default()
}

fn as_moments(column: &Column, given: &[(&str, u32, u64)], answered: u64) -> Option<Understood> {
    let cells = || given.iter().map(|(cell, _, _)| *cell);
    let found = day_order(cells());
    let order = found.unwrap_or(DayOrder::DayFirst);
    let dates: u64 = given
        .iter()
        .filter(|(cell, _, _)| parse_moment(cell, order).is_some())
        .map(|(_, _, count)| count)
        .sum();
    if (dates as f64) < NUMERIC_SHARE * answered as f64 {
        return None;
    }
    let decided = found.is_some() || cells().any(|cell| cell.get(4..5) == Some("-"));
    let why = if decided {
        "dates"
    } else {
        "dates; day or month first is not decided by any of them (day taken)"
    };
    Some(moments(column, order, why))
}

fn moments(column: &Column, order: DayOrder, why: &str) -> Understood {
    numbers_by(column, Kind::Date, why, |cell| parse_moment(cell, order))
}

fn as_numbers(column: &Column, decimal: Decimal, why: &str) -> Understood {
    // A single cell may have voted otherwise than its column (`3.5` among commas).
    numbers_by(column, Kind::Numeric, why, |cell| {
        parse_number(cell, decimal).or_else(|| vote(cell).and_then(|own| parse_number(cell, own)))
    })
}

fn numbers_by(
    column: &Column,
    kind: Kind,
    why: &str,
    parse: impl Fn(&str) -> Option<f64>,
) -> Understood {
    let mut states = column.states();
    let mut parsed = vec![f64::NAN; states.len()];
    let mut unreadable = Vec::new();
    for (code, cell) in column.values.iter().enumerate() {
        if states[code] != Answer::Given {
            continue;
        }
        if let Some(number) = parse(cell) {
            parsed[code] = number;
        } else {
            states[code] = Answer::Missing;
            unreadable.push(code as u32);
        }
    }
    let numbers = column
        .codes
        .iter()
        .map(|&code| {
            if code == ABSENT {
                f64::NAN
            } else {
                parsed[code as usize]
            }
        })
        .collect();
    Understood {
        kind,
        levels: Vec::new(),
        readings: Vec::new(),
        answers: answers(column, &states),
        values: Values::Number(numbers),
        unreadable,
        why: why.to_owned(),
    }
}

fn as_levels(
    column: &Column,
    kind: Kind,
    levels: Vec<String>,
    readings: Vec<LevelLabel>,
    why: &str,
) -> Understood {
    let mut states = column.states();
    let mut places = vec![0; states.len()];
    let mut unreadable = Vec::new();
    for (code, cell) in column.values.iter().enumerate() {
        match place_of(cell, &levels) {
            // A level asked for counts, even where it reads like "no answer".
            Some(place) => {
                places[code] = place as u32;
                states[code] = Answer::Given;
            }
            None if states[code] == Answer::Given => {
                states[code] = Answer::Missing;
                unreadable.push(code as u32);
            }
            None => {}
        }
    }
    let values = column
        .codes
        .iter()
        .map(|&code| {
            if code == ABSENT {
                0
            } else {
                places[code as usize]
            }
        })
        .collect();
    let readings = if readings.len() == levels.len() {
        readings
    } else {
        vec![LevelLabel::default(); levels.len()]
    };
    Understood {
        kind,
        levels,
        readings,
        answers: answers(column, &states),
        values: Values::Level(values),
        unreadable,
        why: why.to_owned(),
    }
}

fn place_of(cell: &str, levels: &[String]) -> Option<usize> {
    levels.iter().position(|level| level == cell).or_else(|| {
        let folded = super::label::fold_label(cell);
        (!folded.is_empty())
            .then(|| {
                levels
                    .iter()
                    .position(|level| super::label::fold_label(level) == folded)
            })
            .flatten()
    })
}

fn as_text(column: &Column, why: &str) -> Understood {
    let states = column.states();
    let text = (0..column.codes.len())
        .map(|row| match column.codes[row] {
            ABSENT => String::new(),
            code if states[code as usize] == Answer::Given => column.values.key(code).to_owned(),
            _ => String::new(),
        })
        .collect();
    Understood {
        kind: Kind::Text,
        levels: Vec::new(),
        readings: Vec::new(),
        answers: answers(column, &states),
        values: Values::Text(text),
        unreadable: Vec::new(),
        why: why.to_owned(),
    }
}

fn answers(column: &Column, states: &[Answer]) -> Vec<Answer> {
    column
        .codes
        .iter()
        .map(|&code| {
            if code == ABSENT {
                Answer::NotAsked
            } else {
                states[code as usize]
            }
        })
        .collect()
}

/// Free text: long, or nearly every answer its own.
fn reads_as_text(given: &[(&str, u32, u64)], answered: u64) -> bool {
    if given.len() > MAX_LEVELS {
        return true;
    }
    let letters: u64 = given
        .iter()
        .map(|(cell, _, count)| cell.chars().count() as u64 * count)
        .sum();
    let mean_length = letters as f64 / answered as f64;
    let distinct = given.len() as f64 / answered as f64;
    (answered >= 8 && distinct > 0.5 && given.len() > 5) || (mean_length > 80.0 && distinct > 0.2)
}
