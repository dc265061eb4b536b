//! The extension records (type 7) that say something of the variables.

use super::bytes::{Cursor, Order};
use super::charset::Charset;
use super::variable::Labels;
use super::{SpssCode, SpssMeasure};
use crate::source::SourceError;

/// Subtypes by number.
pub(super) const MACHINE_INTEGERS: i32 = 3;
pub(super) const SETS: i32 = 7;
pub(super) const DISPLAY: i32 = 11;
pub(super) const LONG_NAMES: i32 = 13;
pub(super) const VERY_LONG_TEXTS: i32 = 14;
pub(super) const CASES: i32 = 16;
pub(super) const MORE_SETS: i32 = 19;
pub(super) const ENCODING: i32 = 20;
pub(super) const LONG_TEXT_LABELS: i32 = 21;
pub(super) const LONG_TEXT_MISSING: i32 = 22;

/// The number at a place of a record of numbers.
pub(super) fn integer(record: &[u8], place: usize, order: Order) -> Option<i32> {
    let bytes = record.get(place * 4..place * 4 + 4)?;
    Some(order.i32(bytes.try_into().ok()?))
}

/// The number of cases, where 32 bits do not hold it: the second of two numbers of 64.
pub(super) fn cases(record: &[u8], order: Order) -> Option<u64> {
    let bytes = record.get(8..16)?;
    u64::try_from(order.i64(bytes.try_into().ok()?)).ok()
}

/// `SHORT=long` pairs parted by tabs (subtypes 13 and 14), as bytes.
pub(super) fn pairs(record: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    record
        .split(|byte| *byte == b'\t')
        .filter_map(|pair| {
            let equals = pair.iter().position(|byte| *byte == b'=')?;
            Some((&pair[..equals], pair[equals + 1..].trim_ascii()))
        })
        .map(|(short, long)| {
            let end = long.iter().position(|byte| *byte == 0);
            (short.trim_ascii(), &long[..end.unwrap_or(long.len())])
        })
}

/// What each variable record measures: two or three numbers for each (measure, width, alignment).
pub(super) fn measures(record: &[u8], records: usize, order: Order) -> Vec<Option<SpssMeasure>> {
    let numbers = record.len() / 4;
    let each = if numbers == records * 3 {
        3
    } else if numbers == records * 2 {
        2
    } else {
        return vec![None; records];
    };
    (0..records)
        .map(|place| match integer(record, place * each, order) {
            Some(1) => Some(SpssMeasure::Nominal),
            Some(2) => Some(SpssMeasure::Ordinal),
            Some(3) => Some(SpssMeasure::Scale),
            _ => None,
        })
        .collect()
}

/// Labels of values of long texts (subtype 21), by the name of the variable.
pub(super) fn long_text_labels(
    record: &[u8],
    order: Order,
    charset: Charset,
) -> Result<Vec<(String, Labels)>, SourceError> {
    const WHAT: &str = "labels of long texts";
    let mut cursor = Cursor::new(record, 0, order);
    let mut all = Vec::new();
    while cursor.at() < record.len() {
        let name = text(&mut cursor, charset, WHAT)?;
        cursor.i32(WHAT)?;
        let mut labels = Vec::new();
        for _ in 0..cursor.count(WHAT)? {
            let value = text(&mut cursor, charset, WHAT)?;
            labels.push((SpssCode::Text(value), text(&mut cursor, charset, WHAT)?));
        }
        all.push((name, labels));
    }
    Ok(all)
}

/// Missing values of long texts (subtype 22), by the name of the variable.
pub(super) fn long_text_missing(
    record: &[u8],
    order: Order,
    charset: Charset,
) -> Result<Vec<(String, Vec<SpssCode>)>, SourceError> {
    const WHAT: &str = "missing values of long texts";
    let mut cursor = Cursor::new(record, 0, order);
    let mut all = Vec::new();
    while cursor.at() < record.len() {
        let name = text(&mut cursor, charset, WHAT)?;
        let [count] = cursor.array(WHAT)?;
        // Written once for all values.
        let length = cursor.count(WHAT)?;
        let mut codes = Vec::new();
        for _ in 0..count {
            let value = cursor.take(length, WHAT)?;
            codes.push(SpssCode::Text(charset.decode(value).into_owned()));
        }
        all.push((name, codes));
    }
    Ok(all)
}

fn text(cursor: &mut Cursor<'_>, charset: Charset, what: &str) -> Result<String, SourceError> {
    let length = cursor.count(what)?;
    Ok(charset.decode(cursor.take(length, what)?).into_owned())
}
