//! Spreadsheets (XLSX, XLSM, XLSB, XLS, ODS) cell by cell, as text.
//!
//! calamine makes a dense sheet from the first to the last cell; one stray cell at the far corner
//! would cost gigabytes. So the zip is checked before, cells are taken one at a time where the
//! format allows, and a used area far larger than its content is refused.

use std::io::Cursor;

use calamine::{Data, DataRef, Reader, SheetType, SheetVisible, Xls, Xlsb, Xlsx};

use super::{Format, Grid, MAX_UNPACKED, SourceError, format_of, sparse, zip};

/// A used area beyond this many cells must be filled by a thousandth at least.
const SPARSE_AREA: u64 = 10_000_000;

/// A sheet as cells with their places, in any order.
#[derive(Default)]
pub(super) struct Sheet {
    cells: Vec<(u32, u32, String)>,
}

impl Sheet {
    pub(super) fn put(&mut self, row: u32, column: u32, text: String) {
        if !text.is_empty() {
            self.cells.push((row, column, text));
        }
    }

    /// Rows in order, cells placed, empty rows left out.
    fn grid(mut self) -> Result<Grid, SourceError> {
        self.cells.sort_by_key(|(row, column, _)| (*row, *column));
        self.refuse_far_cells()?;
        let mut grid = Grid::default();
        for row in self.cells.chunk_by(|a, b| a.0 == b.0) {
            let mut line: Vec<&str> = Vec::new();
            for (_, column, text) in row {
                line.resize(*column as usize, "");
                line.push(text);
            }
            grid.push(u64::from(row[0].0) + 1, line);
        }
        Ok(grid)
    }

    fn refuse_far_cells(&self) -> Result<(), SourceError> {
        let (Some(first), Some(last)) = (self.cells.first(), self.cells.last()) else {
            return Ok(());
        };
        let widest = self
            .cells
            .iter()
            .max_by_key(|(_, column, _)| *column)
            .unwrap_or(last);
        let narrowest = self
            .cells
            .iter()
            .map(|(_, column, _)| *column)
            .min()
            .unwrap_or(0);
        let rows = u64::from(last.0 - first.0) + 1;
        let columns = u64::from(widest.1 - narrowest) + 1;
        if rows * columns > SPARSE_AREA && (self.cells.len() as u64) < rows * columns / 1000 {
            return Err(SourceError::FarCell {
                row: u64::from(last.0) + 1,
                column: u64::from(widest.1) + 1,
            });
        }
        Ok(())
    }
}

/// The first visible sheet that holds anything, as text: numbers with a decimal point, dates as
/// `2026-01-31` or `2026-01-31 14:05:00`, errors as nothing. Refused above [`MAX_UNPACKED`].
pub fn read_workbook(bytes: &[u8]) -> Result<Grid, SourceError> {
    if format_of(bytes) == Format::Ole {
        return read_xls(bytes);
    }
    let entries = zip::check(bytes, MAX_UNPACKED)?;
    let has = |name: &str| {
        entries
            .iter()
            .any(|entry| entry.name.eq_ignore_ascii_case(name))
    };
    if has("xl/workbook.bin") {
        read_xlsb(bytes)
    } else if let Some(content) = entries.iter().find(|entry| entry.name == "content.xml") {
        sparse::check_ods(zip::reader(bytes, content)?)?;
        read_ods(bytes)
    } else {
        read_xlsx(bytes)
    }
}

fn failed(error: impl std::fmt::Display) -> SourceError {
    SourceError::Workbook {
        reason: error.to_string(),
    }
}

fn read_xlsx(bytes: &[u8]) -> Result<Grid, SourceError> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(failed)?;
    for name in sheets(workbook.sheets_metadata()) {
        let mut sheet = Sheet::default();
        let mut cells = workbook.worksheet_cells_reader(&name).map_err(failed)?;
        while let Some(cell) = cells.next_cell().map_err(failed)? {
            let (row, column) = cell.get_position();
            sheet.put(row, column, text_of_ref(cell.get_value()));
        }
        if !sheet.cells.is_empty() {
            return sheet.grid();
        }
    }
    Err(SourceError::Empty)
}

fn read_xlsb(bytes: &[u8]) -> Result<Grid, SourceError> {
    let mut workbook: Xlsb<_> = Xlsb::new(Cursor::new(bytes)).map_err(failed)?;
    for name in sheets(workbook.sheets_metadata()) {
        let mut sheet = Sheet::default();
        let mut cells = workbook.worksheet_cells_reader(&name).map_err(failed)?;
        while let Some(cell) = cells.next_cell().map_err(failed)? {
            let (row, column) = cell.get_position();
            sheet.put(row, column, text_of_ref(cell.get_value()));
        }
        if !sheet.cells.is_empty() {
            return sheet.grid();
        }
    }
    Err(SourceError::Empty)
}

fn read_xls(bytes: &[u8]) -> Result<Grid, SourceError> {
    // An encrypted XLSX or XLSB stands in a compound file too: its streams are named in UTF-16.
    let encrypted: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    if memchr::memmem::find(bytes, &encrypted).is_some() {
        return Err(failed("it is protected by a password"));
    }
    sparse::check_xls(bytes)?;
    let mut workbook: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(failed)?;
    dense(&mut workbook)
}

fn read_ods(bytes: &[u8]) -> Result<Grid, SourceError> {
    let mut workbook: calamine::Ods<_> = calamine::Ods::new(Cursor::new(bytes)).map_err(failed)?;
    dense(&mut workbook)
}

fn dense<'a, W: Reader<Cursor<&'a [u8]>>>(workbook: &mut W) -> Result<Grid, SourceError>
where
    W::Error: std::fmt::Display,
{
    for name in sheets(workbook.sheets_metadata()) {
        let range = workbook.worksheet_range(&name).map_err(failed)?;
        let (top, left) = range.start().unwrap_or((0, 0));
        let mut sheet = Sheet::default();
        for (row, column, value) in range.used_cells() {
            sheet.put(top + row as u32, left + column as u32, text_of(value));
        }
        if !sheet.cells.is_empty() {
            return sheet.grid();
        }
    }
    Err(SourceError::Empty)
}

/// Names of the sheets to try, the visible ones first.
fn sheets(all: &[calamine::Sheet]) -> Vec<String> {
    let worksheets = || all.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let visible = worksheets().filter(|sheet| sheet.visible == SheetVisible::Visible);
    let hidden = worksheets().filter(|sheet| sheet.visible != SheetVisible::Visible);
    visible
        .chain(hidden)
        .map(|sheet| sheet.name.clone())
        .collect()
}

fn text_of_ref(value: &DataRef<'_>) -> String {
    match value {
        DataRef::SharedString(text) => (*text).to_owned(),
        other => text_of(&Data::from(other.clone())),
    }
}

fn text_of(value: &Data) -> String {
    match value {
        Data::Int(number) => number.to_string(),
        Data::Float(number) if number.is_finite() => number.to_string(),
        Data::Float(_) | Data::Error(_) | Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(true) => "true".to_owned(),
        Data::Bool(false) => "false".to_owned(),
        Data::DateTime(moment) if moment.is_duration() => moment.as_f64().to_string(),
        Data::DateTime(moment) => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            if (hour, minute, second) == (0, 0, 0) {
                format!("{year:04}-{month:02}-{day:02}")
            } else {
                format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cells: &[(u32, u16, &str)]) -> Vec<u8> {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        for (row, column, text) in cells {
            sheet.write_string(*row, *column, *text).unwrap();
        }
        workbook.save_to_buffer().unwrap()
    }

    #[test]
    fn cells_come_back_in_their_places() {
        let grid = read_workbook(&written(&[(0, 0, "a"), (0, 2, "c"), (2, 1, "x")])).unwrap();
        assert_eq!(grid.row(0).collect::<Vec<_>>(), ["a", "", "c"]);
        assert_eq!(grid.row(1).collect::<Vec<_>>(), ["", "x"]);
        assert_eq!(grid.line(1), 3);
    }

    #[test]
    fn numbers_and_dates_become_plain_text() {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 1, 31).unwrap();
        let format = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
        sheet.write_number(0, 0, 3.5).unwrap();
        sheet.write_number(0, 1, 3_292_879_998.0).unwrap();
        sheet
            .write_datetime_with_format(0, 2, &day, &format)
            .unwrap();
        sheet.write_boolean(0, 3, true).unwrap();
        let grid = read_workbook(&workbook.save_to_buffer().unwrap()).unwrap();
        assert_eq!(
            grid.row(0).collect::<Vec<_>>(),
            ["3.5", "3292879998", "2026-01-31", "true"]
        );
    }

    #[test]
    fn a_lone_cell_at_the_far_corner_is_refused() {
        let bytes = written(&[(0, 0, "a"), (1, 0, "b"), (1_048_575, 16_383, "far")]);
        assert!(matches!(
            read_workbook(&bytes),
            Err(SourceError::FarCell {
                row: 1_048_576,
                column: 16_384
            })
        ));
    }

    #[test]
    fn a_zip_that_is_no_workbook_says_so() {
        assert!(read_workbook(b"PK\x03\x04 and nothing else").is_err());
        assert!(read_workbook(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]).is_err());
    }
}
