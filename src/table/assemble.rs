//! From named columns to the table: which is the id, the weight, what stays out, what each answer
//! is, in a row order that does not depend on the file's.

use super::column::Column;
use super::kind::{Understood, read_as, understand};
use super::number::{Decimal, vote};
use super::order::{find_id, row_order};
use super::role::{drop_reason, guess, is_weight_header};
use super::{
    Answer, Attribute, AttributeOverride, ColumnReport, DropReason, Dropped, Odd, ReadOptions,
    Reading, Reject, Report, Role, Table, TableError, WeightReport,
};

/// Where each row came from.
#[derive(Debug, Default)]
pub(super) struct Rows {
    files: Vec<String>,
    /// File and line of each row.
    places: Vec<(u32, u64)>,
    /// Wave of each row, empty where none was named.
    waves: Vec<String>,
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
    for (place, column) in columns.iter().enumerate() {
        if taken[place] {
            continue;
        }
        let said = said(column, options);
        if let Some(why) = out(column, &said, options) {
            report.dropped.push(Dropped {
                column: column.name.clone(),
                why,
            });
            continue;
        }
        let understood = match said.kind {
            Some(kind) => read_as(column, kind, said.levels.as_deref(), decimal),
            None if said.levels.is_some() => {
                let found = understand(column, decimal).kind;
                read_as(column, found, said.levels.as_deref(), decimal)
            }
            None => understand(column, decimal),
        };
        let attribute = attribute(column, understood, &said, &rows, &mut report);
        table.attributes.push(attribute);
    }
    report.rejects.sort();
    Ok(Reading { table, report })
}

/// What is known better than guessed: the project's word, then the codebook's.
fn said(column: &Column, options: &ReadOptions) -> AttributeOverride {
    let mut said = AttributeOverride::default();
    let codebook = options
        .codebook
        .as_ref()
        .and_then(|book| book.get(&column.name));
    for source in [codebook, options.attributes.get(&column.name)]
        .into_iter()
        .flatten()
    {
        said.go_before(source);
    }
    said
}

fn out(column: &Column, said: &AttributeOverride, options: &ReadOptions) -> Option<DropReason> {
    let allowed = options.allow_sensitive.contains(&column.name);
    if said.role.is_some_and(|role| role != Role::Ignore) {
        return None;
    }
    let empty = column.given().is_empty();
    match drop_reason(column, allowed) {
        Some(DropReason::Personal) if allowed => None,
        Some(why) => Some(why),
        None => empty.then_some(DropReason::Empty),
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
                "no id: the row is numbered instead"
            } else {
                "the same id as another row: kept under a number of its own"
            };
            report.odd.push(Odd {
                file: Some(file.to_owned()),
                line: Some(line),
                column: Some(column.name.clone()),
                what: what.to_owned(),
            });
        }
        ids.push(unique);
    }
    ids
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

fn take_weight(
    columns: &[Column],
    taken: &mut [bool],
    table: &mut Table,
    rows: &Rows,
    report: &mut Report,
    options: &ReadOptions,
    decimal: Decimal,
) -> Result<(), TableError> {
    let asked = match &options.weight {
        Some(name) => Some(named(columns, "audience.weight", name)?),
        None => columns.iter().position(|column| {
            options
                .attributes
                .get(&column.name)
                .is_some_and(|a| a.role == Some(Role::Weight))
        }),
    };
    let guessed = || (0..columns.len()).find(|&c| !taken[c] && is_weight_header(&columns[c].name));
    let Some(place) = asked.or_else(guessed) else {
        return Ok(());
    };
    let column = &columns[place];
    let read = read_as(column, super::Kind::Numeric, None, decimal);
    let super::Values::Number(numbers) = read.values else {
        return Ok(());
    };
    let mut weights = Vec::with_capacity(numbers.len());
    for (row, &number) in numbers.iter().enumerate() {
        if read.answers[row] == Answer::Given && number > 0.0 {
            weights.push(number);
            continue;
        }
        if asked.is_none() {
            return Ok(()); // a column that happens to be called so
        }
        let (file, line) = rows.place(row);
        return Err(TableError::Weight {
            file: file.to_owned(),
            column: column.name.clone(),
            what: format!(
                "line {line} holds no positive number; correct it, or leave `audience.weight` out"
            ),
        });
    }
    taken[place] = true;
    let sum: f64 = weights.iter().sum();
    let squares: f64 = weights.iter().map(|w| w * w).sum();
    let design_effect = weights.len() as f64 * squares / (sum * sum);
    report.weight = Some(WeightReport {
        column: column.name.clone(),
        design_effect,
        effective_n: weights.len() as f64 / design_effect,
    });
    table.weights = Some(weights);
    Ok(())
}

/// Handles and quotable sentences.
fn take_text_columns(
    columns: &[Column],
    taken: &mut [bool],
    table: &mut Table,
    report: &mut Report,
    options: &ReadOptions,
) -> Result<(), TableError> {
    let rows = table.ids.len();
    let text = |place: usize, row: usize| {
        let cell = columns[place].cell(row);
        (super::label::answer_of(cell) == Answer::Given).then(|| cell.to_owned())
    };
    if let Some(name) = &options.handle {
        let place = named(columns, "audience.handle", name)?;
        taken[place] = true;
        report.handle = Some(name.clone());
        table.handles = Some((0..rows).map(|row| text(place, row)).collect());
    }
    if let Some(quotes) = &options.quotes {
        let place = named(columns, "audience.quotes.column", &quotes.column)?;
        taken[place] = true;
        let consent = match &quotes.consent {
            Some(name) => {
                let consent = named(columns, "audience.quotes.consent", name)?;
                taken[consent] = true;
                Some(consent)
            }
            None => None,
        };
        let agreed = |row: usize| {
            consent.is_none_or(|place| super::label::truth(columns[place].cell(row)) == Some(true))
        };
        table.quotes = Some(
            (0..rows)
                .map(|row| if agreed(row) { text(place, row) } else { None })
                .collect(),
        );
    }
    Ok(())
}

fn take_waves(
    columns: &[Column],
    taken: &mut [bool],
    table: &mut Table,
    rows: &Rows,
    report: &mut Report,
    options: &ReadOptions,
) -> Result<(), TableError> {
    if let Some(name) = &options.wave {
        let place = named(columns, "audience.wave", name)?;
        taken[place] = true;
        report.wave = Some(name.clone());
        table.waves = Some(
            (0..rows.len())
                .map(|row| columns[place].cell(row).to_owned())
                .collect(),
        );
    } else if rows.waves.iter().any(|wave| !wave.is_empty()) {
        table.waves = Some(rows.waves.clone());
    }
    Ok(())
}

/// The attribute of a column, with its line in the report.
fn attribute(
    column: &Column,
    understood: Understood,
    said: &AttributeOverride,
    rows: &Rows,
    report: &mut Report,
) -> Attribute {
    let (role, facet) = guess(&column.name, &column.question, understood.kind);
    let unreadable = report_unreadable(column, &understood, rows, report);
    let readings = said_readings(said, &understood);
    let attribute = Attribute {
        name: column.name.clone(),
        label: said
            .label
            .clone()
            .unwrap_or_else(|| super::codebook::short_label(&column.name)),
        question: column.question.clone(),
        phrase: said.phrase.clone().unwrap_or_default(),
        kind: understood.kind,
        role: said.role.unwrap_or(role),
        facet: said.facet.unwrap_or(facet),
        levels: understood.levels,
        level_labels: readings,
        answers: understood.answers,
        values: understood.values,
    };
    let count = |state: Answer| attribute.answers.iter().filter(|a| **a == state).count() as u64;
    report.columns.push(ColumnReport {
        name: attribute.name.clone(),
        label: attribute.label.clone(),
        columns: vec![column.name.clone()],
        kind: attribute.kind,
        role: attribute.role,
        facet: attribute.facet,
        levels: attribute.levels.clone(),
        given: count(Answer::Given),
        missing: count(Answer::Missing),
        refused: count(Answer::Refused),
        not_asked: count(Answer::NotAsked),
        unreadable,
        why: understood.why,
    });
    attribute
}

fn said_readings(said: &AttributeOverride, understood: &Understood) -> Vec<super::LevelLabel> {
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
        super::Kind::Numeric => "not a number: missing now",
        super::Kind::Date => "not a date: missing now",
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
