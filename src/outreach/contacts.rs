//! The record of contacts: what people typed, kept by person for ever.
//!
//! `contacts.csv` stands beside the project. The workbook is made from it and read back into it; nothing that was typed in
//! either is ever lost.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::person::Directory;

use super::cost::Spellings;
use super::csv_text::push_row;
use super::error::OutreachError;
use super::status::{Status, plain};

/// Columns of `contacts.csv`.
pub const CONTACT_COLUMNS: [&str; 7] = [
    "person",
    "label",
    "status",
    "owner",
    "last_contact",
    "next_step",
    "notes",
];

/// A row that spans more lines than this comes from a quote that was never closed.
const MOST_LINES: u64 = 500;

/// What is recorded of one person.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contact {
    /// Key of the person, as in `people.csv`.
    pub person: String,
    /// How the person is shown.
    pub label: String,
    /// As typed (see [`Status::parse`]).
    pub status: String,
    /// Who takes care.
    pub owner: String,
    /// Date of the last contact, as typed.
    pub last_contact: String,
    /// What comes next.
    pub next_step: String,
    /// Anything else.
    pub notes: String,
}

impl Contact {
    /// Whether anything was typed: a status after "to contact", or any other field.
    pub fn is_empty(&self) -> bool {
        !Status::counts_as_contacted(&self.status)
            && [
                &self.owner,
                &self.last_contact,
                &self.next_step,
                &self.notes,
            ]
            .iter()
            .all(|text| text.trim().is_empty())
    }

    /// Whether the person counts as contacted.
    pub fn is_contacted(&self) -> bool {
        Status::counts_as_contacted(&self.status)
    }

    pub(super) fn field(&mut self, column: &str) -> Option<&mut String> {
        match column {
            "person" => Some(&mut self.person),
            "label" => Some(&mut self.label),
            "status" => Some(&mut self.status),
            "owner" => Some(&mut self.owner),
            "last_contact" => Some(&mut self.last_contact),
            "next_step" => Some(&mut self.next_step),
            "notes" => Some(&mut self.notes),
            _ => None,
        }
    }
}

/// Reads `contacts.csv`, also after a spreadsheet saved it (semicolons, a byte order mark, Windows-1252, columns moved).
///
/// `plain_cell` undoes the formula protection of a cell. A column of somebody's own goes to the notes. O(bytes).
pub fn read_contacts(
    bytes: &[u8],
    plain_cell: impl Fn(&str) -> String,
) -> Result<Vec<Contact>, OutreachError> {
    let text = decode(bytes);
    let first = text.lines().next().unwrap_or_default();
    let many = |d: char| first.matches(d).count();
    let delimiter = [',', ';', '\t']
        .into_iter()
        .max_by_key(|&d| (many(d), d == ','))
        .unwrap_or(',');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter as u8)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let problem = |line, what: &str| OutreachError::Contacts {
        line,
        what: what.to_owned(),
    };
    let mut records = reader.records();
    let Some(header) = records.next() else {
        return Ok(Vec::new());
    };
    let header = header.map_err(|_| problem(1, "the header cannot be read"))?;
    let columns: Vec<Option<&str>> = header.iter().map(column_of).collect();
    if !columns.contains(&Some("person")) {
        return Err(problem(
            1,
            "there is no column `person`; expected the header person,label,status,owner,last_contact,next_step,notes",
        ));
    }
    let mut contacts = Vec::new();
    let mut line = 2;
    for record in records {
        let record = record.map_err(|_| problem(line, "the row cannot be read"))?;
        let start = record.position().map_or(line, csv::Position::line);
        let lines = record
            .iter()
            .map(|cell| cell.matches('\n').count())
            .sum::<usize>();
        if lines as u64 > MOST_LINES {
            return Err(problem(start, "a quote is opened here and never closed"));
        }
        line = start + lines as u64 + 1;
        let mut contact = Contact::default();
        let mut extra = Vec::new();
        for (place, cell) in record.iter().enumerate() {
            let cell = plain_cell(cell.trim());
            let known = columns.get(place).copied().flatten();
            match known.and_then(|column| contact.field(column)) {
                Some(field) if field.is_empty() => *field = cell,
                _ if cell.is_empty() => {}
                _ => extra.push((header.get(place).unwrap_or_default().to_owned(), cell)),
            }
        }
        for (name, cell) in extra {
            add_note(&mut contact.notes, &name, &cell);
        }
        if contact.person.is_empty() && contact.is_empty() {
            continue;
        }
        if contact.person.is_empty() {
            return Err(problem(start, "the row names no person"));
        }
        contacts.push(contact);
    }
    Ok(merge_same(contacts))
}

/// The bytes of `contacts.csv`: UTF-8, RFC 4180, ordered by person. `safe_cell` protects a cell from being a formula.
pub fn write_contacts(contacts: &[Contact], safe_cell: impl Fn(&str) -> String) -> Vec<u8> {
    let mut sorted: Vec<&Contact> = contacts.iter().collect();
    sorted.sort();
    let mut out = Vec::new();
    push_row(&mut out, ',', CONTACT_COLUMNS.map(Cow::Borrowed));
    for contact in sorted {
        let cells = [
            &contact.person,
            &contact.label,
            &contact.status,
            &contact.owner,
            &contact.last_contact,
            &contact.next_step,
            &contact.notes,
        ];
        push_row(&mut out, ',', cells.map(|cell| Cow::Owned(safe_cell(cell))));
    }
    out
}

/// What was typed into a workbook, one entry a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edited {
    /// As it stands in the workbook.
    pub now: Contact,
    /// As the workbook was written; `None` where that sheet is gone.
    pub written: Option<Contact>,
}

/// The record after a workbook was absorbed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Absorbed {
    /// Ordered by person.
    pub contacts: Vec<Contact>,
    /// People whose record changed.
    pub changed: usize,
    /// Person and column where record and workbook disagreed; the workbook's word stands, the other is in the notes.
    pub conflicts: Vec<(String, &'static str)>,
    /// People who said no: the caller proposes suppression.
    pub refusals: Vec<String>,
}

/// Merges what was typed into the record, by person.
///
/// A cell that was left as it was written changes nothing; a cell emptied is not a deletion (delete in `contacts.csv`);
/// where both sides changed, both are kept. O(n log n).
pub fn absorb(record: Vec<Contact>, edited: &[Edited]) -> Absorbed {
    let mut people: BTreeMap<String, Contact> = merge_same(record)
        .into_iter()
        .map(|contact| (contact.person.clone(), contact))
        .collect();
    let mut absorbed = Absorbed::default();
    for row in edited {
        if row.now.person.is_empty() {
            continue;
        }
        let known = people.get(&row.now.person);
        if known.is_none() && row.now.is_empty() {
            continue;
        }
        let before = known.cloned().unwrap_or_else(|| Contact {
            person: row.now.person.clone(),
            ..Contact::default()
        });
        let after = merged(&before, row, &mut absorbed.conflicts);
        absorbed.changed += usize::from(after != before);
        people.insert(row.now.person.clone(), after);
    }
    absorbed.contacts = people.into_values().collect();
    let refused = absorbed
        .contacts
        .iter()
        .filter(|contact| Status::parse(&contact.status) == Some(Status::Refused));
    absorbed.refusals = refused.map(|contact| contact.person.clone()).collect();
    absorbed
}

fn merged(before: &Contact, row: &Edited, conflicts: &mut Vec<(String, &'static str)>) -> Contact {
    let mut after = before.clone();
    let mut now = row.now.clone();
    let mut written = row.written.clone();
    let mut lost = Vec::new();
    for column in ["label", "status", "owner", "last_contact", "next_step"] {
        let typed = now.field(column).map(std::mem::take).unwrap_or_default();
        let was = written
            .as_mut()
            .and_then(|w| w.field(column).map(std::mem::take));
        let Some(kept) = after.field(column) else {
            continue;
        };
        let untouched = was.as_deref() == Some(typed.as_str());
        if typed.is_empty() || typed == *kept || (untouched && !kept.is_empty()) {
            continue;
        }
        // Statuses are compared by stage: the same stage in another language is no change.
        if column == "status"
            && Status::parse(&typed).is_some_and(|s| Some(s) == Status::parse(kept))
        {
            continue;
        }
        let record_changed = was.is_none_or(|was| was != *kept);
        let disagree = !kept.is_empty()
            && record_changed
            && column != "label"
            && (column != "status" || Status::counts_as_contacted(kept));
        if disagree && column == "status" && !Status::counts_as_contacted(&typed) {
            // "To contact" in the sheet never undoes a contact somebody recorded.
            continue;
        }
        if disagree {
            lost.push((column, kept.clone()));
        }
        *kept = typed;
    }
    join_notes(&mut after.notes, &row.now.notes, row.written.as_ref());
    for (column, value) in lost {
        add_note(&mut after.notes, column, &value);
        conflicts.push((row.now.person.clone(), column));
    }
    after
}

/// Notes of both sides: what the sheet says stands where only the sheet changed, else both.
fn join_notes(kept: &mut String, typed: &str, written: Option<&Contact>) {
    if typed.is_empty() || kept.contains(typed) {
        return;
    }
    let only_sheet = written.is_some_and(|written| written.notes == *kept);
    if kept.is_empty() || only_sheet || typed.contains(kept.as_str()) {
        typed.clone_into(kept);
    } else if written.is_none_or(|written| written.notes != typed) {
        kept.push('\n');
        kept.push_str(typed);
    }
}

/// Adds `[name: value]` to notes that do not say it yet.
pub(super) fn add_note(notes: &mut String, name: &str, value: &str) {
    let note = format!("[{}: {value}]", name.trim());
    if notes.contains(&note) {
        return;
    }
    if !notes.is_empty() {
        notes.push('\n');
    }
    notes.push_str(&note);
}

/// Records of one person become one; nothing of either is lost.
fn merge_same(mut contacts: Vec<Contact>) -> Vec<Contact> {
    contacts.sort();
    let mut merged: Vec<Contact> = Vec::with_capacity(contacts.len());
    for contact in contacts {
        match merged
            .last_mut()
            .filter(|last| last.person == contact.person)
        {
            Some(last) => {
                let row = Edited {
                    now: contact,
                    written: None,
                };
                *last = self::merged(last, &row, &mut Vec::new());
            }
            None => merged.push(contact),
        }
    }
    merged
}

/// People of the network who were contacted, sorted; by key, else by handle in any spelling. O(people log people).
pub fn contacted(contacts: &[Contact], people: &Directory) -> Vec<u32> {
    let mut found = Vec::new();
    let mut others = Vec::new();
    for contact in contacts.iter().filter(|contact| contact.is_contacted()) {
        match people.get(&contact.person) {
            Some(person) => found.push(person),
            None => others.push(&contact.person),
        }
    }
    if !others.is_empty() {
        let spellings = Spellings::new(people);
        found.extend(others.into_iter().flat_map(|name| spellings.find(name)));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The column a header names, in either language.
pub(super) fn column_of(header: &str) -> Option<&'static str> {
    match plain(header).as_str() {
        "person" | "id" | "personne" | "identifiant" => Some("person"),
        "label" | "name" | "nom" | "libelle" | "affichage" => Some("label"),
        "status" | "statut" | "etat" => Some("status"),
        "owner" | "responsable" | "suivi par" => Some("owner"),
        "last contact" | "dernier contact" => Some("last_contact"),
        "next step" | "prochaine etape" | "prochaine action" => Some("next_step"),
        "notes" | "note" | "remarques" | "commentaires" => Some("notes"),
        _ => None,
    }
}

fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let (text, _, broken) = encoding_rs::UTF_8.decode(bytes);
    if broken {
        encoding_rs::WINDOWS_1252.decode(bytes).0
    } else {
        text
    }
}

#[cfg(test)]
#[path = "contacts_tests.rs"]
mod tests;
