//! Looking at an ODS or XLS before calamine makes it a dense sheet: how far apart its cells stand.
//!
//! ODS repeats cells and rows by attribute (`OpenDocument` 1.2, 19.675, 19.679); XLS is a stream of
//! records ([MS-XLS] 2.3) inside a compound file ([MS-CFB]).

use std::io::{BufRead, BufReader, Read};

use super::SourceError;

/// A dense sheet of this many cells fits in memory whatever it holds.
const DENSE_AREA: u64 = 4_000_000;

/// The extent of the cells of one sheet.
#[derive(Debug, Clone, Copy, Default)]
struct Extent {
    rows: u64,
    columns: u64,
    cells: u64,
}

impl Extent {
    fn add(&mut self, row: u64, column: u64) {
        self.rows = self.rows.max(row + 1);
        self.columns = self.columns.max(column + 1);
        self.cells += 1;
    }

    fn check(self) -> Result<(), SourceError> {
        let area = self.rows.saturating_mul(self.columns);
        if area > DENSE_AREA && self.cells < area / 1000 {
            return Err(SourceError::FarCell {
                row: self.rows,
                column: self.columns,
            });
        }
        Ok(())
    }
}

/// Refuses a `content.xml` whose cells stand so far apart that the sheet would not fit.
pub(super) fn check_ods(content: impl Read) -> Result<(), SourceError> {
    let mut reader = BufReader::with_capacity(1 << 16, content);
    let mut piece = Vec::new();
    let mut sheet = Extent::default();
    let (mut row, mut row_repeat, mut column) = (0u64, 1u64, 0u64);
    // A cell of which the content is not seen yet.
    let mut open: Option<u64> = None;
    loop {
        piece.clear();
        let read = (&mut reader).take(1 << 24).read_until(b'>', &mut piece);
        match read {
            Ok(0) => return sheet.check(),
            Ok(_) => {}
            Err(error) => {
                return Err(SourceError::Unpack {
                    format: "zip",
                    reason: error.to_string(),
                });
            }
        }
        let start = memchr::memchr(b'<', &piece).unwrap_or(piece.len());
        let tag = &piece[start..];
        let text = piece[..start].iter().any(|b| !b.is_ascii_whitespace());
        if let Some(repeat) = open.filter(|_| text) {
            sheet.add(row + row_repeat - 1, column + repeat - 1);
            open = None;
        }
        if tag.starts_with(b"<table:table-row") {
            row_repeat = repeated(tag, b"table:number-rows-repeated");
            column = 0;
        } else if tag.starts_with(b"</table:table-row") {
            row = row.saturating_add(row_repeat);
        } else if tag.starts_with(b"<table:table-cell")
            || tag.starts_with(b"<table:covered-table-cell")
        {
            let repeat = repeated(tag, b"table:number-columns-repeated");
            if memchr::memmem::find(tag, b"office:value-type").is_some() {
                sheet.add(row + row_repeat - 1, column + repeat - 1);
                column = column.saturating_add(repeat);
                open = None;
            } else if tag.ends_with(b"/>") {
                column = column.saturating_add(repeat);
            } else {
                open = Some(repeat);
            }
        } else if tag.starts_with(b"</table:table-cell") {
            if let Some(repeat) = open.take() {
                column = column.saturating_add(repeat);
            }
        } else if tag.starts_with(b"</table:table>") {
            sheet.check()?;
            sheet = Extent::default();
            row = 0;
        }
    }
}

fn repeated(tag: &[u8], attribute: &[u8]) -> u64 {
    let Some(at) = memchr::memmem::find(tag, attribute) else {
        return 1;
    };
    let digits: String = tag[at + attribute.len()..]
        .iter()
        .skip_while(|b| matches!(b, b'=' | b'"' | b'\'' | b' '))
        .take_while(|b| b.is_ascii_digit())
        .map(|b| char::from(*b))
        .collect();
    digits.parse().unwrap_or(1).clamp(1, 1 << 20)
}

/// Records that hold one cell: FORMULA, NUMBER, LABEL, BOOLERR, RK, `LabelSst`, and older kin.
const CELL_RECORDS: [u16; 9] = [
    0x0006, 0x0203, 0x0204, 0x0205, 0x027e, 0x00fd, 0x0003, 0x0004, 0x00bd,
];
const BEGIN_SHEET: [u16; 4] = [0x0809, 0x0409, 0x0209, 0x0009];

/// Refuses an XLS whose cells stand so far apart that the sheet would not fit. A file that is no
/// compound file of a known shape passes: the workbook reader says what is wrong with it.
pub(super) fn check_xls(bytes: &[u8]) -> Result<(), SourceError> {
    let Some(stream) = workbook_stream(bytes) else {
        return Ok(());
    };
    let mut sheet = Extent::default();
    let mut at = 0;
    while let Some([a, b, c, d]) = stream
        .get(at..at + 4)
        .and_then(|s| <[u8; 4]>::try_from(s).ok())
    {
        let kind = u16::from_le_bytes([a, b]);
        let length = usize::from(u16::from_le_bytes([c, d]));
        if BEGIN_SHEET.contains(&kind) {
            sheet.check()?;
            sheet = Extent::default();
        } else if CELL_RECORDS.contains(&kind)
            && let Some(place) = stream.get(at + 4..at + 8)
        {
            let row = u16::from_le_bytes([place[0], place[1]]);
            let column = u16::from_le_bytes([place[2], place[3]]);
            sheet.add(u64::from(row), u64::from(column));
        }
        at += 4 + length;
    }
    sheet.check()
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize)
}

/// The bytes of the stream `Workbook` (or `Book`) of a compound file.
fn workbook_stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let shift = u16::from_le_bytes(bytes.get(30..32)?.try_into().ok()?);
    let size = 1usize
        << if (7..=16).contains(&shift) {
            shift
        } else {
            return None;
        };
    let sector = |number: usize| -> Option<&[u8]> {
        let start = number.checked_add(1)?.checked_mul(size)?;
        bytes
            .get(start..bytes.len().min(start.checked_add(size)?))
            .filter(|s| !s.is_empty())
    };
    // The allocation table's own sectors: 109 in the header, the rest in a chain.
    let mut tables: Vec<usize> = (0..109).filter_map(|i| u32_at(bytes, 76 + 4 * i)).collect();
    let mut next = u32_at(bytes, 68)?;
    let mut hops = 0;
    while let Some(more) = sector(next).filter(|_| hops < 10_000) {
        let count = more.len() / 4;
        tables.extend((0..count.saturating_sub(1)).filter_map(|i| u32_at(more, 4 * i)));
        next = u32_at(more, 4 * count.saturating_sub(1))?;
        hops += 1;
    }
    let mut allocation: Vec<u32> = Vec::new();
    for table in tables {
        if let Some(entries) = sector(table) {
            allocation.extend(
                entries
                    .chunks_exact(4)
                    .map(|e| u32::from_le_bytes([e[0], e[1], e[2], e[3]])),
            );
        }
    }
    let chain = |first: usize| -> Vec<u8> {
        let mut out = Vec::new();
        let mut at = first;
        // A chain longer than the file runs in circles.
        for _ in 0..=bytes.len() / size {
            let Some(piece) = sector(at) else { break };
            out.extend_from_slice(piece);
            match allocation.get(at) {
                Some(&next) => at = next as usize,
                None => break,
            }
        }
        out
    };
    let directory = chain(u32_at(bytes, 48)?);
    let cutoff = u32_at(bytes, 56)?;
    for entry in directory.chunks_exact(128) {
        let length = usize::from(u16::from_le_bytes([entry[64], entry[65]])).clamp(2, 64) - 2;
        let units: Vec<u16> = entry[..length]
            .chunks_exact(2)
            .map(|u| u16::from_le_bytes([u[0], u[1]]))
            .collect();
        let name = String::from_utf16_lossy(&units);
        if name.eq_ignore_ascii_case("workbook") || name.eq_ignore_ascii_case("book") {
            let bytes = u32_at(entry, 120)?;
            // A stream in the mini stream is too short to do harm.
            return (bytes >= cutoff).then(|| chain(u32_at(entry, 116).unwrap_or(usize::MAX)));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ods(rows: &str) -> Result<(), SourceError> {
        check_ods(format!("<table:table table:name=\"a\">{rows}</table:table>").as_bytes())
    }

    #[test]
    fn a_lone_cell_at_the_far_corner_of_an_ods_is_refused() {
        let far = "<table:table-row table:number-rows-repeated=\"1048575\"><table:table-cell/></table:table-row>\
            <table:table-row><table:table-cell table:number-columns-repeated=\"16383\"/>\
            <table:table-cell office:value-type=\"float\" office:value=\"1\"><text:p>1</text:p></table:table-cell></table:table-row>";
        assert!(matches!(
            ods(far),
            Err(SourceError::FarCell {
                row: 1_048_576,
                column: 16_384
            })
        ));
    }

    #[test]
    fn a_cell_repeated_over_a_whole_sheet_is_refused() {
        let filled = "<table:table-row table:number-rows-repeated=\"1048576\">\
            <table:table-cell office:value-type=\"float\" table:number-columns-repeated=\"16384\"/></table:table-row>";
        assert!(matches!(ods(filled), Err(SourceError::FarCell { .. })));
    }

    #[test]
    fn the_empty_rest_of_a_sheet_is_no_cell() {
        let usual = "<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>\
            <table:table-cell table:number-columns-repeated=\"16383\"/></table:table-row>\
            <table:table-row table:number-rows-repeated=\"1048575\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
        assert!(ods(usual).is_ok());
    }
}
