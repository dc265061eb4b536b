//! What people typed into `outreach.xlsx`, found again after they moved columns, renamed them, or added their own.

use std::collections::BTreeMap;

use crate::source::{SheetCells, read_sheets};

use super::contacts::{Contact, Edited, add_note};
use super::error::OutreachError;
use super::tab::{Meaning, Tab, WRITTEN, meaning};

/// A workbook that unpacks to more than this is not ours.
const MOST_BYTES: u64 = 128 << 20;
/// A header stands within the first rows.
const HEADER_WITHIN: usize = 20;

/// What came back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EditedWorkbook {
    /// One entry a row that names somebody or has something typed.
    pub rows: Vec<Edited>,
    /// Tabs people made themselves, to be handed to the next workbook.
    pub own_sheets: Vec<(String, SheetCells)>,
}

/// Reads an edited workbook. Columns are found by name in either language, then by content (ids) or by place; columns of
/// somebody's own go to the notes; rows without an id are kept under their name.
///
/// An error leaves everything as it is: the caller must not write over a workbook it could not read. O(bytes).
pub fn read_workbook(bytes: &[u8]) -> Result<EditedWorkbook, OutreachError> {
    let problem = |what: String| OutreachError::Workbook { what };
    let sheets = read_sheets(bytes, MOST_BYTES).map_err(|error| problem(error.to_string()))?;
    let written: BTreeMap<String, Contact> = sheets
        .iter()
        .find(|(name, _)| name == WRITTEN)
        .map(|(_, cells)| written(cells))
        .unwrap_or_default();
    let mut edited = EditedWorkbook::default();
    let mut found = false;
    for (name, cells) in &sheets {
        if name == WRITTEN {
            continue;
        }
        let ours = Tab::of_name(name);
        if ours.is_none() {
            edited.own_sheets.push((name.clone(), cells.clone()));
        }
        if !matches!(ours, None | Some(Tab::Outreach | Tab::FollowUp)) {
            continue;
        }
        if let Some(columns) = Columns::find(cells, &written) {
            found = true;
            edited.rows.extend(columns.rows(name, cells, &written));
            if ours.is_none() && columns.is_renamed_list {
                // The list itself under another name: its content is absorbed, it need not be kept twice.
                edited.own_sheets.pop();
            }
        }
    }
    if found {
        Ok(edited)
    } else {
        let what = "no sheet of it has the column of ids".to_owned();
        Err(problem(what))
    }
}

fn cell(cells: &SheetCells, row: u32, column: u32) -> &str {
    cells
        .get(&row)
        .and_then(|row| row.get(&column))
        .map_or("", |text| text.trim())
}

fn written(cells: &SheetCells) -> BTreeMap<String, Contact> {
    let mut people = BTreeMap::new();
    for &row in cells.keys().filter(|&&row| row > 0) {
        let contact = Contact {
            person: cell(cells, row, 0).to_owned(),
            label: cell(cells, row, 1).to_owned(),
            status: cell(cells, row, 2).to_owned(),
            owner: cell(cells, row, 3).to_owned(),
            last_contact: cell(cells, row, 4).to_owned(),
            next_step: cell(cells, row, 5).to_owned(),
            notes: cell(cells, row, 6).to_owned(),
        };
        people.insert(contact.person.clone(), contact);
    }
    people
}

/// Where the fields stand in one sheet.
struct Columns {
    header: u32,
    fields: BTreeMap<u32, &'static str>,
    own: BTreeMap<u32, String>,
    /// Whether the sheet has the columns of the plan, whatever its name.
    is_renamed_list: bool,
}

impl Columns {
    fn find(cells: &SheetCells, written: &BTreeMap<String, Contact>) -> Option<Self> {
        let by_name = cells
            .iter()
            .take(HEADER_WITHIN)
            .find_map(|(&row, columns)| {
                let named = |field| {
                    let mut all = columns.iter();
                    all.find(|(_, text)| meaning(text) == Meaning::Field(field))
                        .map(|(&column, _)| column)
                };
                let id = named("person")?;
                // One word that happens to be `id` is no header of ours.
                ["status", "owner", "notes", "next_step"]
                    .into_iter()
                    .any(|field| named(field).is_some())
                    .then_some((row, id))
            });
        let (header, id) = by_name.or_else(|| by_content(cells, written))?;
        let mut columns = Self {
            header,
            fields: BTreeMap::from([(id, "person")]),
            own: BTreeMap::new(),
            is_renamed_list: false,
        };
        let empty = BTreeMap::new();
        let texts = cells.get(&header).unwrap_or(&empty);
        for (&column, text) in texts.iter().filter(|(column, _)| **column != id) {
            match meaning(text) {
                Meaning::Field(field) if !columns.fields.values().any(|&known| known == field) => {
                    columns.fields.insert(column, field);
                }
                Meaning::Ours => columns.is_renamed_list = true,
                Meaning::Field(_) | Meaning::Own => {
                    columns.own.insert(column, text.clone());
                }
            }
        }
        columns.by_place(cells);
        Some(columns)
    }

    /// A field whose header was renamed is looked for where it was written.
    fn by_place(&mut self, cells: &SheetCells) {
        let places: &[(u32, &'static str)] = if self.is_renamed_list {
            &[
                (2, "label"),
                (14, "status"),
                (15, "owner"),
                (16, "last_contact"),
                (17, "next_step"),
                (18, "notes"),
            ]
        } else {
            &[
                (1, "label"),
                (2, "status"),
                (3, "owner"),
                (4, "last_contact"),
                (5, "next_step"),
                (6, "notes"),
            ]
        };
        for &(place, field) in places {
            let missing = !self.fields.values().any(|&known| known == field);
            let headless = cell(cells, self.header, place).is_empty();
            let free = self.own.contains_key(&place) || headless;
            if missing && free && !self.fields.contains_key(&place) {
                self.own.remove(&place);
                self.fields.insert(place, field);
            }
        }
    }

    fn rows(
        &self,
        sheet: &str,
        cells: &SheetCells,
        written: &BTreeMap<String, Contact>,
    ) -> Vec<Edited> {
        let mut rows = Vec::new();
        for (&row, columns) in cells.range(self.header + 1..) {
            let mut now = Contact::default();
            let mut own = Vec::new();
            for (column, text) in columns {
                let text = text.trim();
                let field = self.fields.get(column).copied();
                if let Some(field) = field.and_then(|field| now.field(field)) {
                    text.clone_into(field);
                } else if let Some(name) = self.own.get(column) {
                    own.push((name.as_str(), text));
                } else if cell(cells, self.header, *column).is_empty() {
                    // Typed beside the table, under no header.
                    own.push(("", text));
                }
            }
            for (name, text) in own {
                add_note(&mut now.notes, name, text);
            }
            if now.person.is_empty() && now.label.is_empty() && now.is_empty() {
                continue;
            }
            if now.person.is_empty() {
                now.person = person_of(&now.label, written, sheet, row);
            }
            let written = written.get(&now.person).cloned();
            rows.push(Edited { now, written });
        }
        rows
    }
}

/// Whom a row without an id is about: the one of that name, else the name itself, else the row.
fn person_of(label: &str, written: &BTreeMap<String, Contact>, sheet: &str, row: u32) -> String {
    if label.is_empty() {
        return format!("{sheet} {}", row + 1);
    }
    let mut same = written.values().filter(|contact| contact.label == label);
    match (same.next(), same.next()) {
        (Some(only), None) => only.person.clone(),
        _ => label.to_owned(),
    }
}

/// The column that holds the ids we wrote, and the row above the first of them.
fn by_content(cells: &SheetCells, written: &BTreeMap<String, Contact>) -> Option<(u32, u32)> {
    let mut hits: BTreeMap<u32, (usize, u32)> = BTreeMap::new();
    for (&row, columns) in cells {
        for (&column, text) in columns {
            if written.contains_key(text.trim()) {
                let hit = hits.entry(column).or_insert((0, row));
                hit.0 += 1;
            }
        }
    }
    let (&column, &(_, first)) = hits
        .iter()
        .max_by_key(|(column, (count, _))| (*count, std::cmp::Reverse(**column)))?;
    Some((first.checked_sub(1)?, column))
}
