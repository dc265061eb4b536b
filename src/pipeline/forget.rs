//! `forget`: removes a person from the record and from every reading to come, and says what only a
//! person can purge.

use std::collections::BTreeSet;
use std::path::Path;

use super::held::{HeldIn, subject};
use super::stage::Stage;
use super::{BuildOptions, contact, out_folder};
use crate::error::Error;
use crate::export::safe_cell;
use crate::output;
use crate::outreach;
use crate::person;
use crate::project::{self, Loaded};
use crate::source;

/// Why in `exclude.csv`: rows with it keep what the old workbook says of the person from coming back.
const FORGOTTEN: &str = "forgotten at their request";
/// The table of exclusions where the project names none.
const EXCLUDE: &str = "exclude.csv";
/// Its columns.
const COLUMNS: [&str; 3] = ["platform", "account", "why"];

/// What was removed, and what is left to do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Records removed from `contacts.csv`.
    pub contacts: usize,
    /// Rows added to the table of exclusions.
    pub excluded: usize,
    /// That table.
    pub exclude: String,
    /// The line to add under `interactions:` of the project file, where it does not name that table.
    pub to_add: Option<String>,
    /// Files of the last runs that hold the person: rebuild, and remove the former run.
    pub outputs: Vec<HeldIn>,
    /// Lines of the input files still to be purged.
    pub inputs: Vec<HeldIn>,
    /// Files that could not be searched; a person has to look.
    pub unread: Vec<String>,
}

/// Forgets a person: out of `contacts.csv`, out of every reading to come. Input files are named, never changed.
///
/// # Errors
/// A project file or input that cannot be read; a name that means several people; a file that cannot be written.
pub fn forget(project: &Path, name: &str) -> Result<Forgotten, Error> {
    let loaded = project::load(project)?;
    let subject = subject(&loaded, name)?;
    let (inputs, mut unread) = subject.inputs(&loaded);
    let (outputs, more) = subject.outputs(&loaded);
    unread.extend(more);
    let mut done = Forgotten {
        outputs,
        inputs,
        unread,
        ..Forgotten::default()
    };
    exclude(&loaded, &subject.accounts, &mut done)?;
    let options = BuildOptions::default();
    let mut stage = Stage::new(&loaded, &options, &|_, _| ());
    // What was typed since the last build is absorbed first: nobody else's word is lost.
    let mut record = contact::absorb(&mut stage, &out_folder(&loaded.file, None))?.record;
    let before = record.len();
    record.retain(|one| !subject.is_key(&one.person));
    done.contacts = before - record.len();
    if done.contacts > 0 {
        let csv = outreach::write_contacts(&record, safe_cell);
        output::write_file(&loaded.path("contacts.csv"), &csv, true)?;
    }
    // The table of exclusions has to name them, or they would come back.
    let own = |held: &HeldIn| held.file != done.exclude;
    done.inputs.retain(own);
    Ok(done)
}

/// Adds the accounts of a person to the table of exclusions.
fn exclude(
    loaded: &Loaded,
    accounts: &[(String, String)],
    done: &mut Forgotten,
) -> Result<(), Error> {
    let named = loaded
        .project
        .interactions
        .as_ref()
        .and_then(|settings| settings.exclude.clone());
    if named.is_none() {
        let line = format!("exclude: {EXCLUDE}");
        done.to_add = loaded.project.interactions.is_some().then_some(line);
    }
    done.exclude = named.unwrap_or_else(|| EXCLUDE.to_owned());
    let path = loaded.path(&done.exclude);
    let mut text = COLUMNS.join(",") + "\n";
    if path.exists() {
        let unreadable = |source| Error::Source {
            path: done.exclude.clone(),
            source,
        };
        text = source::decode(&source::open(&path).map_err(unreadable)?.bytes).text;
    }
    let dialect = source::sniff(&text);
    let (grid, _) = source::read_grid(&text, &dialect).map_err(|source| Error::Source {
        path: done.exclude.clone(),
        source,
    })?;
    let header: Vec<String> = grid.row(0).map(|cell| cell.trim().to_lowercase()).collect();
    let place = |column: &str| {
        header
            .iter()
            .position(|cell| cell == column)
            .ok_or_else(|| {
                Error::usage(format!(
                    "{}: expected a column `{column}` in {}",
                    done.exclude,
                    COLUMNS.join(", ")
                ))
            })
    };
    let places = [place("platform")?, place("account")?, place("why")?];
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    let delimiter = char::from(dialect.delimiter);
    for (platform, account) in accounts {
        let held = |row: usize| {
            grid.cell(row, places[0]) == platform && grid.cell(row, places[1]) == account
        };
        let stands = (1..grid.len()).any(|row| held(row) && grid.cell(row, places[2]) == FORGOTTEN);
        if stands {
            continue;
        }
        let mut cells = vec![String::new(); header.len()];
        for (place, value) in places
            .into_iter()
            .zip([platform.as_str(), account, FORGOTTEN])
        {
            cells[place] = quoted(value, delimiter);
        }
        text.push_str(&cells.join(&delimiter.to_string()));
        text.push('\n');
        done.excluded += 1;
    }
    if done.excluded > 0 {
        output::write_file(&path, text.as_bytes(), true)?;
    }
    Ok(())
}

fn quoted(value: &str, delimiter: char) -> String {
    if value.contains([delimiter, '"', '\n', '\r']) {
        format!("\"{}\"", value.replace('"', "\"\""))
    } else {
        value.to_owned()
    }
}

/// Keys of people who were forgotten: an old workbook must not bring them back.
pub(super) fn forgotten(stage: &Stage<'_>) -> Result<BTreeSet<String>, Error> {
    let settings = stage.loaded.project.interactions.as_ref();
    let Some(name) = settings.and_then(|settings| settings.exclude.as_deref()) else {
        return Ok(BTreeSet::new());
    };
    let rows = stage.rows_of(name, COLUMNS)?;
    let theirs = rows.into_iter().filter(|[_, _, why]| why == FORGOTTEN);
    Ok(theirs
        .map(|[platform, account, _]| person::key(Some(&platform), &account))
        .collect())
}
