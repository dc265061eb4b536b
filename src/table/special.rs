//! Columns with a use of their own: weight, handle, quotes, wave.

use super::assemble::{Rows, named};
use super::column::Column;
use super::kind::read_as;
use super::label::{answer_of, truth};
use super::number::Decimal;
use super::role::is_weight_header;
use super::{Answer, Kind, ReadOptions, Report, Role, Table, TableError, Values, WeightReport};

/// The column that its file declares the weight, unless the project says otherwise.
pub(super) fn declared_weight(columns: &[Column], options: &ReadOptions) -> Option<usize> {
    let role = |column: &Column| options.attributes.get(&column.name).and_then(|a| a.role);
    columns.iter().position(|column| {
        column.declared.is_weight
            && options
                .weight
                .as_ref()
                .is_none_or(|name| *name == column.name)
            && role(column).is_none_or(|role| role == Role::Weight)
    })
}

pub(super) fn take_weight(
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
    let declared = || declared_weight(columns, options);
    let guessed = || (0..columns.len()).find(|&c| !taken[c] && is_weight_header(&columns[c].name));
    let Some(place) = asked.or_else(declared).or_else(guessed) else {
        return Ok(());
    };
    let column = &columns[place];
    let read = read_as(column, Kind::Numeric, None, decimal);
    let Values::Number(numbers) = read.values else {
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
pub(super) fn take_text_columns(
    columns: &[Column],
    taken: &mut [bool],
    table: &mut Table,
    report: &mut Report,
    options: &ReadOptions,
) -> Result<(), TableError> {
    let rows = table.ids.len();
    let text = |place: usize, row: usize| {
        let cell = columns[place].cell(row);
        (answer_of(cell) == Answer::Given).then(|| cell.to_owned())
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
        let agreed =
            |row: usize| consent.is_none_or(|place| truth(columns[place].cell(row)) == Some(true));
        table.quotes = Some(
            (0..rows)
                .map(|row| if agreed(row) { text(place, row) } else { None })
                .collect(),
        );
    }
    Ok(())
}

pub(super) fn take_waves(
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
    } else if let Some(place) = (0..columns.len()).find(|&c| !taken[c] && is_wave(&columns[c])) {
        taken[place] = true;
        report.wave = Some(columns[place].name.clone());
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

/// A column that tells the wave: by its name, few and filled.
fn is_wave(column: &Column) -> bool {
    let name = super::label::fold_label(&column.name);
    let year = matches!(name.as_str(), "year" | "année" | "annee" | "survey year")
        && column.values.iter().all(|cell| {
            cell.parse()
                .is_ok_and(|year: u32| (1950..2100).contains(&year))
        });
    let named = matches!(
        name.as_str(),
        "wave" | "vague" | "survey wave" | "édition" | "edition"
    );
    (named || year)
        && (2..=40).contains(&column.values.len())
        && column.values.len() * 5 <= column.codes.len()
        && column.values.get("").is_none()
}
