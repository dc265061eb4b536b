//! `person`: everything held on a person, for the right of access.

use std::path::Path;

use super::held::{HeldIn, Subject, subject};
use super::{BuildOptions, out_folder, suppression};
use crate::error::Error;
use crate::export::plain_cell;
use crate::outreach::{self, Contact};
use crate::project::{self, Loaded};

/// Files of OUT with a row a person, and the column that names them.
const ROWS: [(&str, &str); 2] = [("people.csv", "id"), ("outreach.csv", "id")];

/// Everything held on a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonRecord {
    /// The key in the log, where it holds them.
    pub key: Option<String>,
    /// Platform (empty where the log names none) and account, all of them.
    pub accounts: Vec<(String, String)>,
    /// Whether they asked not to be contacted.
    pub suppressed: bool,
    /// Lines of the input files that name them.
    pub inputs: Vec<HeldIn>,
    /// Respondents with their account: id, and question with answer.
    pub answers: Vec<(String, Vec<(String, String)>)>,
    /// What the last run derived, file by file: column and value.
    pub derived: Vec<(String, Vec<(String, String)>)>,
    /// The record of outreach: column and value.
    pub contact: Vec<(String, String)>,
    /// Lines of the last run and the one before that name them.
    pub outputs: Vec<HeldIn>,
    /// Files that could not be searched; a person has to look.
    pub unread: Vec<String>,
}

impl PersonRecord {
    /// Whether nothing is held at all.
    pub fn is_empty(&self) -> bool {
        let held = [
            self.inputs.is_empty(),
            self.contact.is_empty(),
            self.outputs.is_empty(),
        ];
        held.iter().all(|&empty| empty) && !self.suppressed
    }
}

/// Everything held on a person by a project: its inputs, its record of outreach, its last runs.
///
/// # Errors
/// A project file or input that cannot be read; a name that means several people.
pub fn person(project: &Path, name: &str) -> Result<PersonRecord, Error> {
    let loaded = project::load(project)?;
    let subject = subject(&loaded, name)?;
    let (inputs, mut unread) = subject.inputs(&loaded);
    let (outputs, more) = subject.outputs(&loaded);
    unread.extend(more);
    let list = suppression::of(&loaded)?;
    let own =
        |(_, account): &(String, String)| list.as_ref().is_some_and(|list| list.holds(account));
    let suppressed = subject.accounts.iter().any(own);
    Ok(PersonRecord {
        suppressed,
        inputs,
        derived: derived(&loaded, &subject),
        contact: contact(&loaded, &subject)?,
        outputs,
        unread,
        key: subject.key,
        accounts: subject.accounts,
        answers: subject.respondents,
    })
}

/// What the last run says of the person.
fn derived(loaded: &Loaded, subject: &Subject) -> Vec<(String, Vec<(String, String)>)> {
    let out = out_folder(&loaded.file, BuildOptions::default().out.as_deref());
    let mut found = Vec::new();
    for (name, column) in ROWS {
        let rows = rows(&out.join(name), column, |id| subject.is_key(id));
        found.extend(rows.into_iter().map(|row| (name.to_owned(), row)));
    }
    for (id, _) in &subject.respondents {
        let rows = rows(&out.join("segments.csv"), "id", |other| other == id);
        found.extend(rows.into_iter().map(|row| ("segments.csv".to_owned(), row)));
    }
    found
}

/// The rows of a CSV of ours that a column picks, without empty cells; none where there is no such file.
fn rows(path: &Path, column: &str, wanted: impl Fn(&str) -> bool) -> Vec<Vec<(String, String)>> {
    let Ok(mut reader) = csv::Reader::from_path(path) else {
        return Vec::new();
    };
    let header = reader.headers().cloned().unwrap_or_default();
    let Some(place) = header.iter().position(|name| name == column) else {
        return Vec::new();
    };
    let records = reader.records().flatten();
    let theirs =
        records.filter(|record| record.get(place).is_some_and(|id| wanted(&plain_cell(id))));
    let row = |record: csv::StringRecord| {
        let cells = header
            .iter()
            .zip(record.iter())
            .filter(|(_, cell)| !cell.is_empty());
        cells
            .map(|(name, cell)| (name.to_owned(), plain_cell(cell)))
            .collect()
    };
    theirs.map(row).collect()
}

fn contact(loaded: &Loaded, subject: &Subject) -> Result<Vec<(String, String)>, Error> {
    let path = loaded.path("contacts.csv");
    if !path.is_file() {
        return Ok(Vec::new());
    }
    let bytes = std::fs::read(&path).map_err(|source| Error::Input {
        path: "contacts.csv".to_owned(),
        source,
    })?;
    let record = outreach::read_contacts(&bytes, plain_cell)?;
    let theirs = record.into_iter().filter(|one| subject.is_key(&one.person));
    Ok(theirs.flat_map(cells).collect())
}

fn cells(contact: Contact) -> Vec<(String, String)> {
    let values = [
        contact.person,
        contact.label,
        contact.status,
        contact.owner,
        contact.last_contact,
        contact.next_step,
        contact.notes,
    ];
    let named = outreach::CONTACT_COLUMNS.into_iter().zip(values);
    named
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}
