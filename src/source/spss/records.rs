//! The records of the dictionary as bytes: texts wait until the encoding is known.

use std::collections::BTreeMap;

use super::bytes::Cursor;
use super::{MAX_VARIABLES, damaged};
use crate::source::SourceError;

/// A variable record (type 2) that starts a variable, or a segment of a very long text.
#[derive(Debug, Clone)]
pub(super) struct RawVariable<'a> {
    /// Its first element of eight bytes in a case.
    pub element: usize,
    /// Bytes of a text; 0 is a number.
    pub width: usize,
    /// Type of its print format.
    pub format: u8,
    pub name: &'a [u8],
    pub label: &'a [u8],
    /// The values start with a range where `has_range`.
    pub missing: Vec<[u8; 8]>,
    pub has_range: bool,
}

/// Value labels (types 3 and 4).
#[derive(Debug, Clone)]
pub(super) struct RawLabels<'a> {
    pub labels: Vec<([u8; 8], &'a [u8])>,
    /// Elements of the variables they belong to, from 1.
    pub elements: Vec<usize>,
}

/// All that stands before the cases.
#[derive(Debug, Clone, Default)]
pub(super) struct Records<'a> {
    pub variables: Vec<RawVariable<'a>>,
    /// Elements of a case.
    pub elements: usize,
    pub labels: Vec<RawLabels<'a>>,
    /// Extension records (type 7) by subtype.
    pub extensions: BTreeMap<i32, &'a [u8]>,
}

const VARIABLE: &str = "a variable record";
const LABELS: &str = "a value label record";
const EXTENSION: &str = "an extension record";

/// Reads records until the one that ends the dictionary; the cursor stands at the cases.
pub(super) fn read<'a>(cursor: &mut Cursor<'a>) -> Result<Records<'a>, SourceError> {
    let mut records = Records::default();
    loop {
        let place = cursor.at();
        match cursor.i32("its dictionary")? {
            2 => variable(cursor, &mut records)?,
            3 => value_labels(cursor, &mut records)?,
            6 => {
                let lines = cursor.count("a document record")?;
                cursor.take(lines.saturating_mul(80), "a document record")?;
            }
            7 => {
                let subtype = cursor.i32(EXTENSION)?;
                let size = cursor.count(EXTENSION)?;
                let count = cursor.count(EXTENSION)?;
                let data = cursor.take(size.saturating_mul(count), EXTENSION)?;
                records.extensions.insert(subtype, data);
            }
            999 => {
                cursor.i32("the end of its dictionary")?;
                return Ok(records);
            }
            _ => {
                return Err(damaged(format!(
                    "expected a record of type 2, 3, 6, 7 or 999 at byte {place}"
                )));
            }
        }
    }
}

fn variable<'a>(cursor: &mut Cursor<'a>, records: &mut Records<'a>) -> Result<(), SourceError> {
    let place = cursor.at();
    let kind = cursor.i32(VARIABLE)?;
    let has_label = cursor.i32(VARIABLE)?;
    let missing = cursor.i32(VARIABLE)?;
    let print = cursor.i32(VARIABLE)?;
    cursor.i32(VARIABLE)?;
    let name = cursor.take(8, VARIABLE)?;
    let mut label: &[u8] = b"";
    if has_label == 1 {
        let length = cursor.count("a variable label")?;
        label = cursor.take(length, "a variable label")?;
        cursor.take(length.next_multiple_of(4) - length, "a variable label")?;
    }
    let expected = |what: &str| damaged(format!("expected {what} at byte {place}"));
    if !(-3..=3).contains(&missing) || missing == -1 || !matches!(has_label, 0 | 1) {
        return Err(expected("a variable with 0 to 3 missing values"));
    }
    let values = (0..missing.unsigned_abs())
        .map(|_| cursor.array("missing values"))
        .collect::<Result<_, _>>()?;
    if kind == -1 {
        let last = records.variables.last();
        let room = last.map_or(0, |last| last.element + last.width.div_ceil(8));
        if records.elements >= room {
            return Err(expected("no continuation of a text"));
        }
    } else {
        let width = usize::try_from(kind).ok().filter(|width| *width <= 255);
        let width = width.ok_or_else(|| expected("the width of a text, 0 to 255"))?;
        whole(records, place)?;
        if records.variables.len() == MAX_VARIABLES {
            return Err(damaged(format!(
                "it has more than {MAX_VARIABLES} variables"
            )));
        }
        records.variables.push(RawVariable {
            element: records.elements,
            width,
            format: (print >> 16) as u8,
            name,
            label,
            missing: values,
            has_range: missing < 0,
        });
    }
    records.elements += 1;
    Ok(())
}

/// Checks that the last text has all its continuation records.
fn whole(records: &Records<'_>, place: usize) -> Result<(), SourceError> {
    match records.variables.last() {
        Some(last) if last.element + last.width.div_ceil(8).max(1) != records.elements => {
            Err(damaged(format!(
                "expected the continuation of a text at byte {place}"
            )))
        }
        _ => Ok(()),
    }
}

fn value_labels<'a>(cursor: &mut Cursor<'a>, records: &mut Records<'a>) -> Result<(), SourceError> {
    let mut labels = Vec::new();
    for _ in 0..cursor.count(LABELS)? {
        let value = cursor.array(LABELS)?;
        let [length] = cursor.array(LABELS)?;
        let length = usize::from(length);
        let label = cursor.take(length, LABELS)?;
        cursor.take((length + 1).next_multiple_of(8) - length - 1, LABELS)?;
        labels.push((value, label));
    }
    let place = cursor.at();
    if cursor.i32(LABELS)? != 4 {
        return Err(damaged(format!(
            "expected the variables of value labels (type 4) at byte {place}"
        )));
    }
    let mut elements = Vec::new();
    for _ in 0..cursor.count(LABELS)? {
        elements.push(cursor.count(LABELS)?);
    }
    records.labels.push(RawLabels { labels, elements });
    Ok(())
}

/// Checks the whole once all records are there.
pub(super) fn checked(records: &Records<'_>, end: usize) -> Result<(), SourceError> {
    if records.variables.is_empty() {
        return Err(damaged("it has no variable"));
    }
    whole(records, end)
}
