//! From the records to the variables: names, labels, missing values, very long texts, sets.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::bytes::Order;
use super::charset::Charset;
use super::extension::{self, integer};
use super::header::Header;
use super::records::{self, RawVariable, Records};
use super::variable::Labels;
use super::{SpssCode, SpssFile, SpssMissing, SpssVariable, damaged, moment, sets};
use crate::source::SourceError;

/// The file of a header and its records; the cases start at byte `data`.
pub(super) fn file<'a>(
    mut header: Header,
    records: &Records<'_>,
    bytes: &'a [u8],
    data: usize,
) -> Result<SpssFile<'a>, SourceError> {
    records::checked(records, data)?;
    let order = header.order;
    let record = |subtype: i32| records.extensions.get(&subtype).copied();
    let integers = record(extension::MACHINE_INTEGERS);
    let machine = |place: usize| integers.and_then(|record| integer(record, place, order));
    if machine(4).is_some_and(|form| matches!(form, 2 | 3)) {
        return Err(damaged(
            "its numbers are those of an IBM or VAX machine, expected IEEE 754",
        ));
    }
    let (charset, unknown_encoding) = Charset::of(record(extension::ENCODING), machine(7));
    if let Some(cases) = record(extension::CASES).and_then(|record| extension::cases(record, order))
    {
        header.cases = Some(cases);
    }
    let mut variables = variables(records, order, charset)?;
    value_labels(records, order, charset, &mut variables);
    let names = Names::of(&variables);
    long_texts(&record, order, charset, &names, &mut variables)?;
    let element = |element: usize| {
        let at = element.checked_sub(1)?.checked_mul(8)?;
        variables.iter().position(|variable| variable.at == at)
    };
    let weight = element(header.weight).filter(|place| !variables[*place].is_text());
    if header.weight > 0 && weight.is_none() {
        return Err(damaged(
            "expected a numeric variable for the weight of its header",
        ));
    }
    let of_sets = [extension::SETS, extension::MORE_SETS];
    let sets = of_sets
        .iter()
        .filter_map(|subtype| record(*subtype))
        .flat_map(|record| sets::sets(record, charset, |name| names.place_of(name)))
        .collect();
    let mut numeric = vec![false; records.elements];
    for variable in records.variables.iter().filter(|one| one.width == 0) {
        numeric[variable.element] = true;
    }
    Ok(SpssFile {
        variables,
        sets,
        weight,
        encoding: charset.name(),
        unknown_encoding,
        charset,
        header,
        numeric,
        bytes,
        data,
    })
}

/// The places of variables by their names; case is no difference.
struct Names {
    short: BTreeMap<String, usize>,
    long: BTreeMap<String, usize>,
}

impl Names {
    fn of(variables: &[SpssVariable]) -> Self {
        let by = |name: fn(&SpssVariable) -> &str| {
            let all = variables.iter().enumerate().rev();
            // Of two with one name the first stays.
            all.map(|(place, variable)| (name(variable).to_lowercase(), place))
                .collect()
        };
        Self {
            short: by(|variable| &variable.short),
            long: by(|variable| &variable.name),
        }
    }

    /// By the name of eight letters, as the sets do, else by the long one.
    fn place_of(&self, name: &str) -> Option<usize> {
        let name = name.to_lowercase();
        self.short
            .get(&name)
            .or_else(|| self.long.get(&name))
            .copied()
    }
}

/// The variables, the segments of very long texts joined.
fn variables(
    records: &Records<'_>,
    order: Order,
    charset: Charset,
) -> Result<Vec<SpssVariable>, SourceError> {
    let record = |subtype: i32| records.extensions.get(&subtype).copied();
    let pairs = |subtype: i32| -> BTreeMap<&[u8], &[u8]> {
        record(subtype)
            .into_iter()
            .flat_map(extension::pairs)
            .collect()
    };
    let long_names = pairs(extension::LONG_NAMES);
    let very_long = pairs(extension::VERY_LONG_TEXTS);
    let raw = &records.variables;
    let measures = match record(extension::DISPLAY) {
        Some(record) => extension::measures(record, raw.len(), order),
        None => vec![None; raw.len()],
    };
    let mut variables = Vec::with_capacity(raw.len());
    let mut place = 0;
    while let Some(first) = raw.get(place) {
        let short = first.name.trim_ascii_end();
        let width = match very_long.get(short) {
            Some(length) => very_long_width(length, first)?,
            None => first.width,
        };
        let segments = if width > 255 { width.div_ceil(252) } else { 1 };
        let pieces = raw
            .get(place..place + segments)
            .ok_or_else(|| damaged(format!("expected {segments} segments of a very long text")))?;
        if segments > 1 && pieces.iter().any(|piece| piece.width == 0) {
            return Err(damaged(
                "expected a text in each segment of a very long text",
            ));
        }
        let name = long_names.get(short).copied().unwrap_or(short);
        variables.push(SpssVariable {
            name: charset.decode(name).into_owned(),
            label: charset.decode(first.label).trim().to_owned(),
            labels: Arc::default(),
            missing: missing(first, order, charset),
            measure: measures[place],
            short: charset.decode(short).into_owned(),
            moment: moment::of_format(first.format).filter(|_| width == 0),
            pieces: pieces
                .iter()
                .map(|piece| (piece.element * 8, piece.width))
                .collect(),
            at: first.element * 8,
            width,
        });
        place += segments;
    }
    Ok(variables)
}

/// The width of a very long text in letters, as the record gives it.
fn very_long_width(length: &[u8], first: &RawVariable<'_>) -> Result<usize, SourceError> {
    let number = std::str::from_utf8(length).ok();
    let width = number.and_then(|number| number.parse::<usize>().ok());
    width
        .filter(|width| (1..=32_767).contains(width) && first.width > 0)
        .ok_or_else(|| damaged("expected the width of a very long text, 256 to 32767"))
}

fn missing(variable: &RawVariable<'_>, order: Order, charset: Charset) -> SpssMissing {
    let code = |value: &[u8; 8]| code(*value, variable.width > 0, order, charset);
    if !variable.has_range {
        return SpssMissing {
            range: None,
            codes: variable.missing.iter().map(code).collect(),
        };
    }
    match variable.missing.as_slice() {
        [low, high, others @ ..] => SpssMissing {
            range: Some((order.f64(*low), order.f64(*high))),
            codes: others.iter().map(code).collect(),
        },
        _ => SpssMissing::default(),
    }
}

fn code(value: [u8; 8], is_text: bool, order: Order, charset: Charset) -> SpssCode {
    if is_text {
        SpssCode::Text(charset.decode(&value).into_owned())
    } else {
        SpssCode::Number(order.f64(value) + 0.0)
    }
}

/// Puts the value labels (types 3 and 4) to their variables.
fn value_labels(
    records: &Records<'_>,
    order: Order,
    charset: Charset,
    variables: &mut [SpssVariable],
) {
    let starts: BTreeMap<usize, usize> = variables
        .iter()
        .enumerate()
        .map(|(place, variable)| (variable.at / 8, place))
        .collect();
    for set in &records.labels {
        let places = set.elements.iter();
        let places: Vec<usize> = places
            .filter_map(|element| starts.get(&element.checked_sub(1)?).copied())
            .collect();
        // All variables of a set are of one type: the first tells it.
        let Some(is_text) = places.first().map(|place| variables[*place].is_text()) else {
            continue;
        };
        let labels = set.labels.iter().map(|(value, label)| {
            let label = charset.decode(label).trim().to_owned();
            (code(*value, is_text, order, charset), label)
        });
        let labels = ordered(labels.collect());
        for place in places {
            if variables[place].is_text() == is_text {
                variables[place].labels = Arc::clone(&labels);
            }
        }
    }
}

/// Labels by value, the last of two for the same one; an empty label is none.
fn ordered(mut labels: Labels) -> Arc<Labels> {
    labels.reverse();
    labels.sort_by(|a, b| a.0.cmp(&b.0));
    labels.dedup_by(|a, b| a.0 == b.0);
    labels.retain(|(_, label)| !label.is_empty());
    Arc::new(labels)
}

/// Puts labels and missing values of long texts (subtypes 21 and 22) to their variables.
fn long_texts<'a>(
    record: &impl Fn(i32) -> Option<&'a [u8]>,
    order: Order,
    charset: Charset,
    names: &Names,
    variables: &mut [SpssVariable],
) -> Result<(), SourceError> {
    let place_of = |variables: &[SpssVariable], name: &str| {
        let place = names.long.get(&name.to_lowercase()).copied();
        place.filter(|place| variables[*place].is_text())
    };
    if let Some(record) = record(extension::LONG_TEXT_LABELS) {
        for (name, labels) in extension::long_text_labels(record, order, charset)? {
            if let Some(place) = place_of(variables, &name) {
                variables[place].labels = ordered(labels);
            }
        }
    }
    if let Some(record) = record(extension::LONG_TEXT_MISSING) {
        for (name, codes) in extension::long_text_missing(record, order, charset)? {
            if let Some(place) = place_of(variables, &name) {
                variables[place].missing.codes = codes;
            }
        }
    }
    Ok(())
}
