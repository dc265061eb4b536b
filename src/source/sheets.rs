//! All sheets of an XLSX workbook, sparse: for workbooks people edit and give back.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, Xlsx};

use super::{SourceError, zip};

/// Cells by row and column, from 0, without the empty ones: a stray cell at the far corner costs one entry.
pub type SheetCells = BTreeMap<u32, BTreeMap<u32, String>>;

/// Every sheet by name, in the order of the workbook, hidden ones too; cells as text, dates as `2026-01-31`.
///
/// Refused where it unpacks to over `limit` bytes. O(bytes).
pub fn read_sheets(bytes: &[u8], limit: u64) -> Result<Vec<(String, SheetCells)>, SourceError> {
    zip::check(bytes, limit)?;
    let failed = |error: calamine::XlsxError| SourceError::Workbook {
        reason: error.to_string(),
    };
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(failed)?;
    let all = workbook.sheets_metadata().iter();
    let names: Vec<String> = all
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut sheets = Vec::with_capacity(names.len());
    for name in names {
        let mut cells = SheetCells::new();
        let mut reader = workbook.worksheet_cells_reader(&name).map_err(failed)?;
        while let Some(cell) = reader.next_cell().map_err(failed)? {
            let text = text_of(cell.get_value());
            if !text.is_empty() {
                let (row, column) = cell.get_position();
                cells.entry(row).or_default().insert(column, text);
            }
        }
        sheets.push((name, cells));
    }
    Ok(sheets)
}

fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) if number.is_finite() => number.to_string(),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::DateTime(moment) if !moment.is_duration() => {
            let (year, month, day, hour, minute, _, _) = moment.to_ymd_hms_milli();
            match (hour, minute) {
                (0, 0) => format!("{year:04}-{month:02}-{day:02}"),
                _ => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}"),
            }
        }
        DataRef::DateTime(moment) => moment.as_f64().to_string(),
        DataRef::Float(_) | DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}
