//! Rows as CSV bytes (RFC 4180): into memory, so that nothing can fail and nothing is dropped.

/// Adds one row, ended by CR LF. Cells with the delimiter, a quote, a line end or outer spaces are quoted.
pub(super) fn push_row<'a>(
    out: &mut Vec<u8>,
    delimiter: char,
    cells: impl IntoIterator<Item = std::borrow::Cow<'a, str>>,
) {
    for (place, cell) in cells.into_iter().enumerate() {
        if place > 0 {
            out.push(delimiter as u8);
        }
        let special = |c: char| c == delimiter || matches!(c, '"' | '\n' | '\r');
        if cell.contains(special) || cell.trim() != cell {
            out.push(b'"');
            out.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
            out.push(b'"');
        } else {
            out.extend_from_slice(cell.as_bytes());
        }
    }
    out.extend_from_slice(b"\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_comes_back_as_it_went(
            cells in proptest::collection::vec("[a;,\"\n\r é]{0,6}", 2..5),
            semicolon: bool,
        ) {
            let delimiter = if semicolon { ';' } else { ',' };
            let mut out = Vec::new();
            push_row(&mut out, delimiter, cells.iter().map(|cell| cell.as_str().into()));
            let mut reader = csv::ReaderBuilder::new()
                .delimiter(delimiter as u8)
                .has_headers(false)
                .from_reader(out.as_slice());
            let read: Vec<csv::StringRecord> = reader.records().map(|r| r.expect("a row")).collect();
            // A lone empty line is no row for the reader.
            prop_assert_eq!(read.len(), 1);
            let back: Vec<&str> = read[0].iter().collect();
            prop_assert_eq!(back, cells);
        }
    }
}
