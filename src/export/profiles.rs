//! `profiles.csv` and `profiles.xlsx`: the whole crosstab, for those who want every number.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::Sheet;
use crate::persona::ProfileRow;

const HEADER: [&str; 15] = [
    "attribute",
    "level",
    "role",
    "facet",
    "persona",
    "share",
    "low",
    "high",
    "n",
    "base",
    "overall",
    "effect",
    "p",
    "letters",
    "withheld",
];

/// The word of files for an enum of ours.
fn word(value: &impl serde::Serialize) -> String {
    let json = serde_json::to_string(value).unwrap_or_default();
    json.trim_matches('"').to_owned()
}

/// What is kept back of a row; empty where nothing is.
fn withheld(row: &ProfileRow) -> String {
    match row.withheld {
        crate::persona::Withheld::Nothing => String::new(),
        other => other.to_string(),
    }
}

fn numbers(row: &ProfileRow) -> [Option<f64>; 8] {
    [
        row.share,
        row.low,
        row.high,
        row.n.map(|n| n as f64),
        row.base.map(|n| n as f64),
        row.overall,
        row.effect,
        row.p,
    ]
}

/// `profiles.csv`: one row an attribute, level and persona.
pub fn profiles_csv(rows: &[ProfileRow]) -> Vec<u8> {
    let mut sheet = Sheet::new(&HEADER);
    for row in rows {
        sheet
            .text(&row.attribute)
            .text(&row.level)
            .text(&word(&row.role))
            .text(&word(&row.facet))
            .text(&row.persona);
        for number in numbers(row) {
            sheet.number(number);
        }
        sheet.text(&row.letters).text(&withheld(row)).end_row();
    }
    sheet.into_bytes()
}

/// `profiles.xlsx`: the same with a frozen header and filters; text and number cells only.
///
/// # Errors
/// More rows than a sheet holds (1,048,575).
pub fn profiles_xlsx(rows: &[ProfileRow]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The writer stamps the clock unless told otherwise.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let bold = Format::new().set_bold();
    let sheet = book.add_worksheet();
    for (column, name) in (0..).zip(HEADER) {
        sheet.write_string_with_format(0, column, name, &bold)?;
    }
    for (line, row) in (1..).zip(rows) {
        let texts = [
            &row.attribute,
            &row.level,
            &word(&row.role),
            &word(&row.facet),
            &row.persona,
        ];
        for (column, text) in (0..).zip(texts) {
            sheet.write_string(line, column, text.chars().take(32_000).collect::<String>())?;
        }
        for (column, number) in (5..).zip(numbers(row)) {
            if let Some(number) = number.filter(|number| number.is_finite()) {
                sheet.write_number(line, column, number)?;
            }
        }
        sheet.write_string(line, 13, &row.letters)?;
        sheet.write_string(line, 14, withheld(row))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, rows.len() as u32, HEADER.len() as u16 - 1)?;
    book.save_to_buffer()
}
