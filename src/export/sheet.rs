//! CSV as spreadsheets and machines both read it: RFC 4180, no cell that is taken for a formula.

use std::fmt::Write;

/// For whom a CSV is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Locale {
    /// RFC 4180: comma, UTF-8, decimal point.
    #[default]
    Machine,
    /// French spreadsheets: semicolon, UTF-8 with BOM, decimal comma.
    French,
}

/// A CSV file in the making: cells from left to right, then `end_row`.
///
/// A text that a spreadsheet would take for a formula gets a leading `'` (OWASP ASVS 1.2.10); a
/// number stays a number. Numbers are written so that they read back as the same value.
#[derive(Debug)]
pub struct Sheet {
    writer: csv::Writer<Vec<u8>>,
    cell: String,
    locale: Locale,
}

impl Sheet {
    /// A sheet with its header.
    pub fn new(header: &[&str]) -> Self {
        Self::localised(header, Locale::Machine)
    }

    /// A sheet for the spreadsheets of one country.
    pub fn localised(header: &[&str], locale: Locale) -> Self {
        let mut bytes = Vec::new();
        if locale == Locale::French {
            bytes.extend_from_slice("\u{feff}".as_bytes());
        }
        let delimiter = match locale {
            Locale::Machine => b',',
            Locale::French => b';',
        };
        let mut sheet = Self {
            writer: csv::WriterBuilder::new()
                .delimiter(delimiter)
                .terminator(csv::Terminator::CRLF)
                .flexible(true)
                .from_writer(bytes),
            cell: String::new(),
            locale,
        };
        for name in header {
            sheet.text(name);
        }
        sheet.end_row();
        sheet
    }

    /// A cell of text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        if is_risky(text) {
            self.cell.clear();
            self.cell.push('\'');
            self.cell.push_str(text);
            self.write_cell();
        } else {
            self.write(text.as_bytes());
        }
        self
    }

    /// A cell with a number; empty where there is none or it is not finite.
    pub fn number(&mut self, number: impl Into<Option<f64>>) -> &mut Self {
        self.cell.clear();
        if let Some(value) = number.into().filter(|value| value.is_finite()) {
            // −0 and 0 are one value, and one spelling.
            let _ = write!(self.cell, "{}", value + 0.0);
        }
        if self.locale == Locale::French {
            self.cell = self.cell.replace('.', ",");
        }
        self.write_cell();
        self
    }

    /// A cell with a count; empty where there is none.
    pub fn count(&mut self, count: impl Into<Option<u64>>) -> &mut Self {
        self.cell.clear();
        if let Some(count) = count.into() {
            let _ = write!(self.cell, "{count}");
        }
        self.write_cell();
        self
    }

    /// An empty cell.
    pub fn empty(&mut self) -> &mut Self {
        self.write(b"");
        self
    }

    /// Ends the row.
    pub fn end_row(&mut self) {
        let ended = self.writer.write_record(None::<&[u8]>);
        debug_assert!(ended.is_ok(), "writing into memory does not fail");
    }

    /// The whole file.
    pub fn into_bytes(self) -> Vec<u8> {
        self.writer.into_inner().unwrap_or_default()
    }

    fn write(&mut self, cell: &[u8]) {
        let written = self.writer.write_field(cell);
        debug_assert!(written.is_ok(), "writing into memory does not fail");
    }

    fn write_cell(&mut self) {
        let cell = std::mem::take(&mut self.cell);
        self.write(cell.as_bytes());
        self.cell = cell;
    }
}

/// A text that no spreadsheet takes for a formula: with a leading `'` where it would be one.
pub fn safe_cell(text: &str) -> String {
    if is_risky(text) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// A cell of ours without the mark of [`safe_cell`].
pub fn plain_cell(cell: &str) -> String {
    let bare = cell.strip_prefix('\'').filter(|rest| is_risky(rest));
    bare.unwrap_or(cell).to_owned()
}

/// Whether a spreadsheet would take a text for a formula.
fn is_risky(text: &str) -> bool {
    let risky = |first: char| {
        matches!(
            first,
            '=' | '+' | '-' | '@' | '\t' | '\r' | '\0' | '＝' | '＋' | '－' | '＠'
        )
    };
    text.chars().next().is_some_and(risky)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(cell: &str) -> String {
        let mut sheet = Sheet::new(&["a"]);
        sheet.text(cell).end_row();
        String::from_utf8(sheet.into_bytes()).expect("text")
    }

    #[test]
    fn no_text_is_taken_for_a_formula() {
        for cell in ["=1+1", "+33 6", "-", "@lea", "\t=1", "＝1"] {
            let written = one(cell);
            let body = written.strip_prefix("a\r\n").expect("the header");
            assert!(
                body.trim_start_matches('"').starts_with('\''),
                "{written:?}"
            );
        }
        assert_eq!(one("a,b"), "a\r\n\"a,b\"\r\n");
    }

    #[test]
    fn numbers_read_back_as_they_were() {
        let mut sheet = Sheet::new(&["a", "b", "c"]);
        sheet
            .number(0.1 + 0.2)
            .number(-0.0)
            .number(f64::NAN)
            .end_row();
        let written = String::from_utf8(sheet.into_bytes()).expect("text");
        assert_eq!(written, "a,b,c\r\n0.30000000000000004,0,\r\n");
    }

    #[test]
    fn french_spreadsheets_get_semicolons_and_decimal_commas() {
        let mut sheet = Sheet::localised(&["a", "b"], Locale::French);
        sheet.number(3.5).text("x").end_row();
        let written = String::from_utf8(sheet.into_bytes()).expect("text");
        assert_eq!(written, "\u{feff}a;b\r\n3,5;x\r\n");
    }
}
