//! Attributes from columns understood, with their lines in the report.

use super::assemble::Rows;
use super::codebook::short_label;
use super::column::Column;
use super::kind::Understood;
use super::role::guess;
use super::{
    Answer, Attribute, AttributeOverride, ColumnReport, Kind, LevelLabel, Odd, Oddity, Reject,
    Report,
};

/// Where an attribute comes from.
pub(super) struct Origin<'a> {
    /// The machine name.
    pub name: &'a str,
    pub question: &'a str,
    /// The option or row it stands for in a grid.
    pub option: Option<&'a str>,
    /// The columns it was read from.
    pub columns: Vec<&'a Column>,
}

/// The attribute of a question.
pub(super) fn attribute(
    origin: &Origin<'_>,
    understood: Understood,
    said: &AttributeOverride,
    rows: &Rows,
    report: &mut Report,
) -> Attribute {
    let (role, facet) = guess(
        origin.name,
        origin.question,
        understood.kind,
        &understood.levels,
        &understood.why,
    );
    let unreadable = match origin.columns.as_slice() {
        [column] => report_unreadable(column, &understood, rows, report),
        _ => 0,
    };
    warn_unreadable(origin.name, &understood, unreadable, report);
    let readings = said_readings(said, &understood);
    let label = said
        .label
        .as_deref()
        .map_or_else(|| guessed_label(origin, &understood), short_label);
    let attribute = Attribute {
        name: origin.name.to_owned(),
        label,
        question: origin.question.to_owned(),
        phrase: said.phrase.clone().unwrap_or_default(),
        kind: understood.kind,
        role: said.role.unwrap_or(role),
        facet: said.facet.unwrap_or(facet),
        levels: understood.levels,
        level_labels: readings,
        answers: understood.answers,
        values: understood.values,
    };
    report.columns.push(ColumnReport {
        name: attribute.name.clone(),
        label: attribute.label.clone(),
        columns: origin
            .columns
            .iter()
            .map(|column| column.name.clone())
            .collect(),
        kind: attribute.kind,
        role: attribute.role,
        facet: attribute.facet,
        levels: attribute.levels.clone(),
        given: 0,
        missing: 0,
        refused: 0,
        not_asked: 0,
        unreadable,
        why: understood.why,
    });
    attribute
}

/// The row of a grid without its stem; a code with what people could choose; else the header.
fn guessed_label(origin: &Origin<'_>, understood: &Understood) -> String {
    if let Some(option) = origin.option.filter(|option| !option.starts_with('\u{1}')) {
        return short_label(option);
    }
    let code = origin.question == origin.name
        && !origin.name.contains(' ')
        && origin.name.bytes().any(|b| b.is_ascii_digit());
    if code && understood.kind == Kind::Multi && understood.levels.len() > 1 {
        let first: Vec<&str> = understood
            .levels
            .iter()
            .take(2)
            .map(String::as_str)
            .collect();
        return short_label(&format!("{}: {}, …", origin.name, first.join(", ")));
    }
    short_label(origin.question)
}

/// Labels that several attributes would share get their question before them.
pub(super) fn part_labels(attributes: &mut [Attribute], report: &mut Report, said: &[bool]) {
    let labels: Vec<String> = attributes
        .iter()
        .map(|attribute| attribute.label.clone())
        .collect();
    for (place, attribute) in attributes.iter_mut().enumerate() {
        let shared = labels
            .iter()
            .filter(|label| **label == labels[place])
            .count()
            > 1;
        if !shared || said[place] {
            continue;
        }
        let own = labels[place].trim_end_matches('…');
        let room = super::codebook::MAX_LABEL.saturating_sub(own.chars().count() + 4);
        let asked: String = attribute.question.chars().take(room).collect();
        let cut = asked
            .rfind(' ')
            .filter(|_| asked.len() < attribute.question.len())
            .unwrap_or(asked.len());
        attribute.label = if attribute.question.starts_with(own) || cut < 3 {
            short_label(&attribute.name)
        } else {
            short_label(&format!(
                "{}…: {own}",
                asked[..cut].trim_end_matches([' ', ',', ':'])
            ))
        };
        report.columns[place].label.clone_from(&attribute.label);
    }
}

/// Fills in the counts of the report once every answer has its final state.
pub(super) fn count_answers(attributes: &[Attribute], report: &mut Report) {
    for (attribute, line) in attributes.iter().zip(&mut report.columns) {
        let count =
            |state: Answer| attribute.answers.iter().filter(|a| **a == state).count() as u64;
        line.given = count(Answer::Given);
        line.missing = count(Answer::Missing);
        line.refused = count(Answer::Refused);
        line.not_asked = count(Answer::NotAsked);
    }
}

/// Says so where more than a fifth of a column cannot be read as asked.
fn warn_unreadable(name: &str, understood: &Understood, unreadable: u64, report: &mut Report) {
    let given = understood
        .answers
        .iter()
        .filter(|a| **a == Answer::Given)
        .count() as u64;
    if unreadable * 4 <= given {
        return;
    }
    let kind = if matches!(understood.kind, Kind::Numeric | Kind::Date) {
        Kind::Categorical
    } else {
        Kind::Text
    };
    report.odd.push(Odd {
        file: None,
        line: None,
        column: Some(name.to_owned()),
        what: Oddity::Unreadable {
            cells: unreadable,
            of: unreadable + given,
            kind,
        },
    });
}

fn said_readings(said: &AttributeOverride, understood: &Understood) -> Vec<LevelLabel> {
    let mut readings = understood.readings.clone();
    for (place, reading) in readings.iter_mut().enumerate() {
        if let Some(fr) = said
            .level_labels_fr
            .get(place)
            .filter(|text| !text.is_empty())
        {
            reading.fr.clone_from(fr);
        }
        if let Some(en) = said
            .level_labels_en
            .get(place)
            .filter(|text| !text.is_empty())
        {
            reading.en.clone_from(en);
        }
    }
    readings
}

/// Lists each cell that could not be read; gives their number.
fn report_unreadable(
    column: &Column,
    understood: &Understood,
    rows: &Rows,
    report: &mut Report,
) -> u64 {
    if understood.unreadable.is_empty() {
        return 0;
    }
    let reason = match understood.kind {
        Kind::Numeric => "not a number: missing now",
        Kind::Date => "not a date: missing now",
        _ => "none of the levels: missing now",
    };
    let mut unreadable = 0;
    for row in 0..rows.len() {
        if understood
            .unreadable
            .binary_search(&column.codes[row])
            .is_err()
        {
            continue;
        }
        unreadable += 1;
        let (file, line) = rows.place(row);
        report.rejects.push(Reject {
            file: file.to_owned(),
            line,
            column: column.name.clone(),
            reason: reason.to_owned(),
        });
    }
    unreadable
}
