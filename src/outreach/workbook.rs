//! `outreach.xlsx`: the list people work with, with a drop-down, filters, and tabs that say where it comes from.
//!
//! Only text and numbers, never a formula: a handle that begins with `=` stays a handle. The same input gives the same bytes.

use std::collections::BTreeSet;

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign,
    IgnoreError, Url, Workbook, Worksheet, XlsxError,
};

use crate::role::Language;
use crate::source::SheetCells;
use crate::spread::Estimate;

use super::contacts::{CONTACT_COLUMNS, Contact};
use super::error::OutreachError;
use super::method::MethodLine;
use super::row::{OUTREACH_COLUMNS, OutreachRow};
use super::status::Status;
use super::tab::{FOLLOW_UP_COLUMNS, Tab, WRITTEN, header};

/// The longest text a cell can hold.
const LONGEST: usize = 32_000;

/// One line of the personas tab.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonaLine {
    /// Name as people read it.
    pub name: String,
    /// People of the network known to be of it.
    pub size: f64,
    /// How many of them the plan touches.
    pub reached: Estimate,
}

/// One line of the coverage tab.
#[derive(Debug, Clone, PartialEq)]
pub struct CoverageLine {
    /// Name of the persona.
    pub persona: String,
    /// How the person is shown.
    pub label: String,
    /// How many of the persona this person reaches alone.
    pub reach: Estimate,
}

/// What the workbook shows.
#[derive(Debug, Clone, Copy)]
pub struct WorkbookInput<'a> {
    /// Title in the file's properties.
    pub title: &'a str,
    /// Language of tabs, headers and statuses.
    pub language: Language,
    /// The plan, in its order.
    pub rows: &'a [OutreachRow],
    /// The record; who is not in `rows` and has something typed goes to the follow-up tab.
    pub contacts: &'a [Contact],
    /// Personas.
    pub personas: &'a [PersonaLine],
    /// Coverage.
    pub coverage: &'a [CoverageLine],
    /// Sources and method, in reading order (see [`method`](super::method())).
    pub method: &'a [MethodLine],
    /// Who was left out and why, as counts only.
    pub left_out: &'a [(String, u64)],
    /// Tabs people made themselves, kept as text.
    pub own_sheets: &'a [(String, SheetCells)],
    /// The "now" of the run, which is written as the file's creation: year, month, day.
    pub date: (u16, u8, u8),
}

/// The bytes of `outreach.xlsx`. O(cells).
pub fn workbook(input: &WorkbookInput<'_>) -> Result<Vec<u8>, OutreachError> {
    let mut book = Workbook::new();
    let (year, month, day) = input.date;
    let properties = DocProperties::new()
        .set_title(clean(input.title))
        .set_creation_datetime(&ExcelDateTime::from_ymd(year, month, day)?);
    book.set_properties(&properties);
    let style = Style::new();
    let follow_up = follow_up(input);
    outreach_tab(book.add_worksheet(), input, &style)?;
    follow_up_tab(book.add_worksheet(), &follow_up, input.language, &style)?;
    personas_tab(book.add_worksheet(), input, &style)?;
    coverage_tab(book.add_worksheet(), input, &style)?;
    method_tab(book.add_worksheet(), input, &style)?;
    left_out_tab(book.add_worksheet(), input, &style)?;
    for (name, cells) in input.own_sheets {
        own_tab(book.add_worksheet(), name, cells)?;
    }
    written_tab(book.add_worksheet(), input.rows, &follow_up)?;
    Ok(book.save_to_buffer()?)
}

struct Style {
    head: Format,
    wrap: Format,
    number: Format,
    money: Format,
}

impl Style {
    fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        Self {
            head: Format::new().set_bold().set_text_wrap(),
            wrap: top().set_text_wrap(),
            number: top().set_num_format("#,##0.0"),
            money: top().set_num_format("#,##0.00"),
        }
    }
}

/// People with something typed who are not in the plan (any more).
fn follow_up<'a>(input: &WorkbookInput<'a>) -> Vec<&'a Contact> {
    let listed: BTreeSet<&str> = input.rows.iter().map(|row| row.id.as_str()).collect();
    let mut people: Vec<&Contact> = input
        .contacts
        .iter()
        .filter(|contact| !contact.is_empty() && !listed.contains(contact.person.as_str()))
        .collect();
    people.sort();
    people
}

fn head(
    sheet: &mut Worksheet,
    tab: Tab,
    language: Language,
    columns: &[(&str, f64)],
    style: &Style,
) -> Result<(), XlsxError> {
    sheet.set_name(tab.name(language))?;
    for (column, (text, width)) in (0..).zip(columns) {
        sheet.write_string_with_format(0, column, *text, &style.head)?;
        sheet.set_column_width(column, *width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}

fn text(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &str,
    style: &Style,
) -> Result<(), XlsxError> {
    if !cell.is_empty() {
        sheet.write_string_with_format(row, column, clean(cell), &style.wrap)?;
    }
    Ok(())
}

fn outreach_tab(
    sheet: &mut Worksheet,
    input: &WorkbookInput<'_>,
    style: &Style,
) -> Result<(), XlsxError> {
    let columns = OUTREACH_COLUMNS.map(|column| {
        let width = match column {
            "reason" | "opening" | "notes" => 48.0,
            "profile_url" | "id" | "label" | "next_step" => 24.0,
            "rank" | "language" | "cost" => 8.0,
            _ => 15.0,
        };
        (header(column, input.language), width)
    });
    head(sheet, Tab::Outreach, input.language, &columns, style)?;
    for (line, row) in (1..).zip(input.rows) {
        sheet.write_number(line, 0, row.rank)?;
        for (column, name) in (0..).zip(OUTREACH_COLUMNS) {
            match name {
                "rank" => {}
                "profile_url" => link(sheet, line, column, &row.profile_url, style)?,
                "marginal_reach" => number(sheet, line, column, row.marginal_reach, &style.number)?,
                "cumulative_reach" => {
                    number(sheet, line, column, row.cumulative_reach, &style.number)?;
                }
                "cost" => {
                    if let Some(cost) = row.cost {
                        number(sheet, line, column, cost, &style.money)?;
                    }
                }
                _ => text(sheet, line, column, row_text(row, name), style)?,
            }
        }
    }
    let last = input.rows.len() as u32;
    drop_down(sheet, last, 14, input.language)?;
    sheet.autofilter(0, 0, last, OUTREACH_COLUMNS.len() as u16 - 1)?;
    sheet.ignore_error_range(0, 0, last.max(1), 18, IgnoreError::NumberStoredAsText)?;
    Ok(())
}

fn row_text<'a>(row: &'a OutreachRow, column: &str) -> &'a str {
    match column {
        "id" => &row.id,
        "label" => &row.label,
        "platform" => &row.platform,
        "language" => &row.language,
        "roles" => &row.roles,
        "community" => &row.community,
        "persona" => &row.persona,
        "reason" => &row.reason,
        "opening" => &row.opening,
        "status" => &row.status,
        "owner" => &row.owner,
        "last_contact" => &row.last_contact,
        "next_step" => &row.next_step,
        "notes" => &row.notes,
        _ => "",
    }
}

fn number(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    value: f64,
    format: &Format,
) -> Result<(), XlsxError> {
    if value.is_finite() {
        sheet.write_number_with_format(row, column, value, format)?;
    }
    Ok(())
}

/// A link where it is one a browser opens and no script; else the text.
fn link(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    address: &str,
    style: &Style,
) -> Result<(), XlsxError> {
    let web = address.starts_with("https://") || address.starts_with("http://");
    let safe = web
        && address.len() < 2000
        && !address.chars().any(|c| c.is_control() || c.is_whitespace());
    if safe && sheet.write_url(row, column, Url::new(address)).is_ok() {
        return Ok(());
    }
    text(sheet, row, column, address, style)
}

fn drop_down(
    sheet: &mut Worksheet,
    last: u32,
    column: u16,
    language: Language,
) -> Result<(), XlsxError> {
    if last == 0 {
        return Ok(());
    }
    let stages = Status::ALL.map(|status| status.label(language));
    // A word of one's own is allowed: it counts as contacted.
    let stages = DataValidation::new()
        .allow_list_strings(&stages)?
        .set_error_style(DataValidationErrorStyle::Information);
    sheet.add_data_validation(1, column, last, column, &stages)?;
    Ok(())
}

fn follow_up_tab(
    sheet: &mut Worksheet,
    people: &[&Contact],
    language: Language,
    style: &Style,
) -> Result<(), XlsxError> {
    let columns = FOLLOW_UP_COLUMNS.map(|column| {
        let width = if column == "notes" { 48.0 } else { 22.0 };
        (header(column, language), width)
    });
    head(sheet, Tab::FollowUp, language, &columns, style)?;
    for (line, contact) in (1..).zip(people) {
        for (column, cell) in (0..).zip(fields(contact)) {
            text(sheet, line, column, cell, style)?;
        }
    }
    let last = people.len() as u32;
    drop_down(sheet, last, 2, language)?;
    sheet.autofilter(0, 0, last, FOLLOW_UP_COLUMNS.len() as u16 - 1)?;
    sheet.ignore_error_range(0, 0, last.max(1), 6, IgnoreError::NumberStoredAsText)?;
    Ok(())
}

/// In the order of [`CONTACT_COLUMNS`] and [`FOLLOW_UP_COLUMNS`].
fn fields(contact: &Contact) -> [&str; 7] {
    [
        &contact.person,
        &contact.label,
        &contact.status,
        &contact.owner,
        &contact.last_contact,
        &contact.next_step,
        &contact.notes,
    ]
}

fn personas_tab(
    sheet: &mut Worksheet,
    input: &WorkbookInput<'_>,
    style: &Style,
) -> Result<(), XlsxError> {
    let pick = |french, english| input.language.pick(french, english);
    let columns = [
        ("Persona", 28.0),
        (pick("Personnes connues", "People known"), 16.0),
        (pick("Touchées", "Touched"), 12.0),
        (pick("De", "From"), 12.0),
        (pick("À", "To"), 12.0),
    ];
    head(sheet, Tab::Personas, input.language, &columns, style)?;
    for (line, persona) in (1..).zip(input.personas) {
        text(sheet, line, 0, &persona.name, style)?;
        number(sheet, line, 1, persona.size, &style.number)?;
        estimate(sheet, line, 2, persona.reached, style)?;
    }
    Ok(())
}

fn estimate(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    value: Estimate,
    style: &Style,
) -> Result<(), XlsxError> {
    number(sheet, row, column, value.value, &style.number)?;
    number(sheet, row, column + 1, value.low, &style.number)?;
    number(sheet, row, column + 2, value.high, &style.number)
}

fn coverage_tab(
    sheet: &mut Worksheet,
    input: &WorkbookInput<'_>,
    style: &Style,
) -> Result<(), XlsxError> {
    let pick = |french, english| input.language.pick(french, english);
    let columns = [
        ("Persona", 28.0),
        (pick("Personne", "Person"), 28.0),
        (pick("Touche", "Reaches"), 12.0),
        (pick("De", "From"), 12.0),
        (pick("À", "To"), 12.0),
    ];
    head(sheet, Tab::Coverage, input.language, &columns, style)?;
    for (line, row) in (1..).zip(input.coverage) {
        text(sheet, line, 0, &row.persona, style)?;
        text(sheet, line, 1, &row.label, style)?;
        estimate(sheet, line, 2, row.reach, style)?;
    }
    sheet.autofilter(0, 0, input.coverage.len() as u32, 4)?;
    Ok(())
}

fn method_tab(
    sheet: &mut Worksheet,
    input: &WorkbookInput<'_>,
    style: &Style,
) -> Result<(), XlsxError> {
    let pick = |french, english| input.language.pick(french, english);
    let columns = [
        (pick("Quoi", "What"), 36.0),
        (pick("Valeur", "Value"), 90.0),
    ];
    head(sheet, Tab::Method, input.language, &columns, style)?;
    for (line, (what, value)) in (1..).zip(input.method) {
        text(sheet, line, 0, what, style)?;
        text(sheet, line, 1, value, style)?;
    }
    Ok(())
}

fn left_out_tab(
    sheet: &mut Worksheet,
    input: &WorkbookInput<'_>,
    style: &Style,
) -> Result<(), XlsxError> {
    let pick = |french, english| input.language.pick(french, english);
    let columns = [
        (pick("Pourquoi", "Why"), 60.0),
        (pick("Combien", "How many"), 14.0),
    ];
    head(sheet, Tab::LeftOut, input.language, &columns, style)?;
    for (line, (why, many)) in (1..).zip(input.left_out) {
        text(sheet, line, 0, why, style)?;
        sheet.write_number(line, 1, *many as f64)?;
    }
    Ok(())
}

fn own_tab(sheet: &mut Worksheet, name: &str, cells: &SheetCells) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    for (&row, columns) in cells {
        for (&column, cell) in columns {
            if let Ok(column) = u16::try_from(column) {
                sheet.write_string(row, column, clean(cell))?;
            }
        }
    }
    Ok(())
}

fn written_tab(
    sheet: &mut Worksheet,
    rows: &[OutreachRow],
    follow_up: &[&Contact],
) -> Result<(), XlsxError> {
    sheet.set_name(WRITTEN)?;
    sheet.set_very_hidden(true);
    for (column, name) in (0..).zip(CONTACT_COLUMNS) {
        sheet.write_string(0, column, name)?;
    }
    let listed = rows.iter().map(|row| {
        [
            row.id.as_str(),
            &row.label,
            &row.status,
            &row.owner,
            &row.last_contact,
            &row.next_step,
            &row.notes,
        ]
    });
    let others = follow_up.iter().map(|contact| fields(contact));
    for (line, cells) in (1..).zip(listed.chain(others)) {
        for (column, cell) in (0..).zip(cells) {
            if !cell.is_empty() {
                sheet.write_string(line, column, clean(cell))?;
            }
        }
    }
    Ok(())
}

/// Without control characters (they are no text in XML), and short enough for a cell.
fn clean(cell: &str) -> String {
    let letters = cell
        .chars()
        .filter(|&c| c == '\n' || c == '\t' || !c.is_control())
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'));
    letters.take(LONGEST).collect()
}
