//! From named columns to the table: which is the id, the weight, what stays out, what each answer
//! is, in a row order that does not depend on the file's.

use super::column::Column;
use super::describe::{Origin, attribute, count_answers, part_labels};
use super::dictionary::as_declared;
use super::joined::split_cells;
use super::kind::{Understood, boolean, read_as, understand};
use super::multi::{Group, as_multi, groups, is_other};
use super::number::{Decimal, vote};
use super::order::{find_id, row_order};
use super::role::{drop_reason, is_sensitive_question};
use super::skip::mark_not_asked;
use super::special::{take_text_columns, take_waves, take_weight};
use super::survey::durations;
use super::{
    AttributeOverride, DropReason, Dropped, Kind, Odd, Oddity, ReadOptions, Reading, Report, Role,
    Table, TableError,
};

/// Where each row came from.
#[derive(Debug, Default)]
pub(super) struct Rows {
    files: Vec<String>,
    /// File and line of each row.
    places: Vec<(u32, u64)>,
    /// Wave of each row, empty where none was named.
    pub(super) waves: Vec<String>,
    /// A survey tool wrote one of the files: its bookkeeping columns are no answers.
    pub(super) from_tool: bool,
}

impl Rows {
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    pub(super) fn extend(&mut self, file: usize, name: &str, wave: Option<&str>, lines: Vec<u64>) {
        self.files.push(name.to_owned());
        let wave = wave.unwrap_or("").to_owned();
        self.waves.extend(std::iter::repeat_n(wave, lines.len()));
        self.places
            .extend(lines.into_iter().map(|line| (file as u32, line)));
    }

    /// The file's name and the line of a row.
    pub(super) fn place(&self, row: usize) -> (&str, u64) {
        let (file, line) = self.places[row];
        (&self.files[file as usize], line)
    }

    fn reordered(&mut self, order: &[usize]) {
        self.places = order.iter().map(|&row| self.places[row]).collect();
        self.waves = order
            .iter()
            .map(|&row| std::mem::take(&mut self.waves[row]))
            .collect();
    }
}

/// A question of the table: one column, or several.
enum Question {
    One {
        place: usize,
        question: String,
        option: Option<String>,
    },
    Several {
        group: Group,
        question: String,
        understood: Understood,
    },
}

/// Makes the table.
pub(super) fn assemble(
    mut columns: Vec<Column>,
    mut rows: Rows,
    mut report: Report,
    options: &ReadOptions,
) -> Result<Reading, TableError> {
    let id = find_id(&columns, options)?;
    let order = row_order(&columns, id);
    for column in &mut columns {
        column.reordered(&order);
    }
    rows.reordered(&order);
    let mut table = Table {
        ids: ids(&columns, id, &rows, &mut report),
        ..Table::default()
    };
    report.id = id.map(|id| columns[id].name.clone());
    let decimal = file_decimal(&columns, &mut report);
    table.durations = durations(&columns, rows.len());
    let mut taken = vec![false; columns.len()];
    if let Some(id) = id {
        taken[id] = true;
    }
    take_weight(
        &columns,
        &mut taken,
        &mut table,
        &rows,
        &mut report,
        options,
        decimal,
    )?;
    take_text_columns(&columns, &mut taken, &mut table, &mut report, options)?;
    take_waves(
        &columns,
        &mut taken,
        &mut table,
        &rows,
        &mut report,
        options,
    )?;
    let mut labelled = Vec::new();
    for question in questions(&columns, &taken, &rows, options, &mut report) {
        let (origin, said, understood) = match &question {
            Question::Several {
                group,
                question,
                understood,
            } => {
                let origin = Origin {
                    name: &group.stem,
                    question,
                    option: None,
                    columns: group.columns.iter().map(|&place| &columns[place]).collect(),
                };
                (origin, said(&group.stem, options), understood.clone())
            }
            Question::One {
                place,
                question,
                option,
            } => {
                let column = &columns[*place];
                let said = said(&column.name, options);
                let understood = understood_as(column, &said, decimal);
                let origin = Origin {
                    name: &column.name,
                    question,
                    option: option.as_deref(),
                    columns: vec![column],
                };
                (origin, said, understood)
            }
        };
        labelled.push(said.label.is_some());
        table
            .attributes
            .push(attribute(&origin, understood, &said, &rows, &mut report));
    }
    part_labels(&mut table.attributes, &mut report, &labelled);
    for (place, decider) in mark_not_asked(&mut table.attributes)
        .into_iter()
        .enumerate()
    {
        if let Some(decider) = decider {
            let asked = &table.attributes[decider].label;
            let why = &mut report.columns[place].why;
            *why = format!("{why}; asked only after some answers to {asked:?}");
        }
    }
    count_answers(&table.attributes, &mut report);
    report.rejects.sort();
    Ok(Reading { table, report })
}

fn understood_as(column: &Column, said: &AttributeOverride, decimal: Decimal) -> Understood {
    match (said.kind, &said.levels) {
        (Some(Kind::Multi), levels) if boolean(&column.given()).is_none() => {
            split_cells(column, levels.as_deref())
                .unwrap_or_else(|| read_as(column, Kind::Multi, None, decimal))
        }
        (Some(kind), levels) => read_as(column, kind, levels.as_deref(), decimal),
        (None, Some(levels)) => {
            let found = as_declared(column, decimal)
                .unwrap_or_else(|| understand(column, decimal))
                .kind;
            let kind = if found == Kind::Ordinal {
                found
            } else {
                Kind::Categorical
            };
            read_as(column, kind, Some(levels), decimal)
        }
        (None, None) => {
            if let Some(declared) = as_declared(column, decimal) {
                return declared;
            }
            let found = understand(column, decimal);
            match found.kind {
                Kind::Categorical if column.open_ended => Understood {
                    why: "an open question".to_owned(),
                    ..read_as(column, Kind::Text, None, decimal)
                },
                Kind::Categorical | Kind::Text => split_cells(column, None).unwrap_or(found),
                _ => found,
            }
        }
    }
}

/// The questions of the table in the order of its columns; what stays out goes to the report.
fn questions(
    columns: &[Column],
    taken: &[bool],
    rows: &Rows,
    options: &ReadOptions,
    report: &mut Report,
) -> Vec<Question> {
    let apart: Vec<bool> = columns
        .iter()
        .zip(taken)
        .map(|(column, taken)| *taken || options.attributes.contains_key(&column.name))
        .collect();
    let groups = groups(columns, &apart);
    let mut handled = taken.to_vec();
    let mut questions: Vec<(usize, Question)> = Vec::new();
    let mut stems = Vec::new();
    let mut rows_of_grids: Vec<Option<(String, String)>> = vec![None; columns.len()];
    let mut drop = |column: &str, why: DropReason| {
        report.dropped.push(Dropped {
            column: column.to_owned(),
            why,
        });
    };
    for group in groups {
        if let Some((understood, others)) = as_multi(columns, &group) {
            let first = group.columns[0];
            for &place in &group.columns {
                handled[place] = true;
            }
            for &place in &others {
                drop(&columns[place].name, DropReason::OtherText);
            }
            let allowed = options.allow_sensitive.contains(&group.stem);
            let question = group.question(columns);
            if is_sensitive_question(&question, &group.stem) && !allowed {
                drop(&group.stem, DropReason::Sensitive);
                continue;
            }
            stems.push(group.stem.clone());
            let group = Group {
                columns: group
                    .columns
                    .into_iter()
                    .filter(|c| !others.contains(c))
                    .collect(),
                ..group
            };
            questions.push((
                first,
                Question::Several {
                    group,
                    question,
                    understood,
                },
            ));
        } else {
            for (&place, option) in group.columns.iter().zip(&group.options) {
                rows_of_grids[place] = Some((group.stem.clone(), option.clone()));
            }
        }
    }
    for (place, column) in columns.iter().enumerate() {
        if handled[place] {
            continue;
        }
        if let Some(why) = out(
            column,
            &said(&column.name, options),
            options,
            rows.from_tool,
        ) {
            drop(&column.name, why);
        } else if column.option.as_deref().is_some_and(is_other) {
            drop(&column.name, DropReason::OtherText);
        } else if stems.contains(&column.name) {
            drop(&column.name, DropReason::Joined);
        } else {
            let (question, option) = match rows_of_grids[place].take() {
                Some((stem, option)) if !option.starts_with('\u{1}') => (stem, Some(option)),
                _ => (column.question.clone(), column.option.clone()),
            };
            questions.push((
                place,
                Question::One {
                    place,
                    question,
                    option,
                },
            ));
        }
    }
    questions.sort_by_key(|(place, _)| *place);
    questions
        .into_iter()
        .map(|(_, question)| question)
        .collect()
}

/// What is known better than guessed: the project's word, then the codebook's.
fn said(name: &str, options: &ReadOptions) -> AttributeOverride {
    let mut said = AttributeOverride::default();
    let codebook = options.codebook.as_ref().and_then(|book| book.get(name));
    for source in [codebook, options.attributes.get(name)]
        .into_iter()
        .flatten()
    {
        said.go_before(source);
    }
    said
}

fn out(
    column: &Column,
    said: &AttributeOverride,
    options: &ReadOptions,
    from_tool: bool,
) -> Option<DropReason> {
    let allowed = options.allow_sensitive.contains(&column.name);
    // A role brings bookkeeping back; what is personal or sensitive has its own list.
    let wanted = said.role.is_some_and(|role| role != Role::Ignore);
    match drop_reason(column, allowed, from_tool) {
        Some(DropReason::Personal) if allowed => None,
        Some(DropReason::Administrative) if wanted => None,
        Some(why) => Some(why),
        None => (!wanted && column.given().is_empty()).then_some(DropReason::Empty),
    }
}

fn file_decimal(columns: &[Column], report: &mut Report) -> Decimal {
    let (mut point, mut comma) = (0u64, 0u64);
    for column in columns {
        for cell in column.values.iter() {
            match vote(cell) {
                Some(Decimal::Point) => point += 1,
                Some(Decimal::Comma) => comma += 1,
                None => {}
            }
        }
    }
    let decimal = if comma > point {
        Decimal::Comma
    } else {
        Decimal::Point
    };
    if point + comma > 0 {
        for file in &mut report.files {
            file.decimal = Some(if decimal == Decimal::Comma {
                "comma"
            } else {
                "point"
            });
        }
    }
    decimal
}

/// Ids as written; rows without one, and tables without ids, are numbered in the fixed order.
fn ids(columns: &[Column], id: Option<usize>, rows: &Rows, report: &mut Report) -> Vec<String> {
    let Some(id) = id else {
        return (1..=rows.len()).map(|row| format!("r{row}")).collect();
    };
    let column = &columns[id];
    let rounded = column.values.iter().filter(|cell| is_rounded(cell)).count();
    if rounded > 0 {
        report.odd.push(Odd {
            file: None,
            line: None,
            column: Some(column.name.clone()),
            what: Oddity::RoundedIds(rounded as u64),
        });
    }
    let mut used = std::collections::BTreeSet::new();
    let mut ids = Vec::with_capacity(rows.len());
    for row in 0..rows.len() {
        let written = column.cell(row);
        let base = if written.is_empty() {
            format!("r{}", row + 1)
        } else {
            written.to_owned()
        };
        let mut unique = base.clone();
        let mut copy = 1;
        while !used.insert(unique.clone()) {
            copy += 1;
            unique = format!("{base} ({copy})");
        }
        if copy > 1 || written.is_empty() {
            let (file, line) = rows.place(row);
            let what = if written.is_empty() {
                Oddity::NoId
            } else {
                Oddity::SameId
            };
            report.odd.push(Odd {
                file: Some(file.to_owned()),
                line: Some(line),
                column: Some(column.name.clone()),
                what,
            });
        }
        ids.push(unique);
    }
    ids
}

/// `1.29E+18`: a long id that went through a spreadsheet.
fn is_rounded(cell: &str) -> bool {
    cell.split_once(['e', 'E'])
        .is_some_and(|(mantissa, power)| {
            power.starts_with('+')
                && power[1..].bytes().all(|b| b.is_ascii_digit())
                && mantissa
                    .bytes()
                    .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
                && !mantissa.is_empty()
        })
}

/// The place of a column the project names.
pub(super) fn named(columns: &[Column], key: &str, name: &str) -> Result<usize, TableError> {
    columns
        .iter()
        .position(|column| column.name == name)
        .ok_or_else(|| {
            let mut names: Vec<String> = columns
                .iter()
                .take(12)
                .map(|c| format!("{:?}", c.name))
                .collect();
            if columns.len() > 12 {
                names.push(format!("and {} more", columns.len() - 12));
            }
            TableError::NoColumn {
                key: key.to_owned(),
                column: name.to_owned(),
                columns: names.join(", "),
            }
        })
}
