//! A change: held against what the window had seen, written at once, remembered so that it can be
//! taken back.

use std::path::Path;
use std::time::Instant;

use serde::Deserialize;

use super::desk::Desk;
use super::history::{Step, Write};
use super::people_block;
use super::prepare;
use super::truth::{Found, Truth, version};
use crate::output;
use crate::persona::{PeopleBlock, StatementRef};
use crate::project::{Workshop, WorkshopSettings};

mod card;
mod sheet;

pub(super) use card::CardChange;
pub(super) use sheet::SheetChange;

/// Characters of one text at most.
const LONGEST: usize = 20_000;

/// What a window sends: what it had seen, and what it wants.
#[derive(Debug, Deserialize)]
pub(super) struct Sent {
    /// The version of the card or of the part of the sheet, as the window last saw it.
    pub seen: String,
    /// Which window: typing in one field of one window is one step back.
    #[serde(default)]
    pub window: String,
    /// What it wants.
    pub change: Change,
}

/// What can be changed.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Change {
    /// What people wrote of a persona.
    Card(CardChange),
    /// What the room decides.
    Sheet(SheetChange),
}

impl Change {
    /// The version of what it changes.
    fn version(&self, truth: &Truth) -> String {
        match self {
            Self::Card(change) => version(&truth.people(&change.slug)),
            Self::Sheet(change) => change.version(&truth.workshop),
        }
    }
}

/// Why a change was not made.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// Somebody else changed it meanwhile: nothing was overwritten. The version now.
    Meanwhile(String),
    /// It makes no sense: a key of the catalogue.
    Senseless(&'static str),
    /// The file cannot be read or written: why.
    Unwritable(String),
    /// There is nothing to change yet.
    NotReady,
}

/// A change that was made: the version now, where the window had seen the one before.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Made {
    pub version: String,
}

type What = (&'static str, String);

/// Makes a change: it is on the disk when this returns.
pub(super) fn make(desk: &Desk, sent: Sent) -> Result<Made, Refused> {
    let Some(ready) = desk.ready() else {
        return Err(Refused::NotReady);
    };
    let mut truth = desk.truth();
    look(desk, &mut truth);
    let current = sent.change.version(&truth) == sent.seen;
    let (writes, what, field) = match &sent.change {
        Change::Card(change) => {
            let (writes, what) = card::writes(&ready, &truth, change, &sent.seen)?;
            (
                writes,
                what,
                format!("{}/{}", change.slug, change.edit.field()),
            )
        }
        Change::Sheet(change) => {
            let (writes, what) = sheet::writes(desk, &ready, &truth, change, &sent.seen)?;
            (writes, what, change.field())
        }
    };
    if !writes.is_empty() {
        write_all(&writes)?;
        desk.history().push(Step {
            what,
            field: format!("{}/{field}", sent.window),
            writes,
            at: Instant::now(),
        });
        look(desk, &mut truth);
    }
    // Another method, other questions: the groups have to be found anew.
    if let Change::Sheet(SheetChange::Settings(settings)) = &sent.change
        && !ready.session.settings().finds_the_same(settings)
        && let Some(desk) = desk.shared()
    {
        prepare::start(&desk);
    }
    // A window that has not seen everything must not be told that it has: its next text would go over
    // somebody else's.
    let version = if current {
        sent.change.version(&truth)
    } else {
        sent.seen
    };
    Ok(Made { version })
}

/// Takes the last step back; the step's own words.
pub(super) fn undo(desk: &Desk) -> Result<Option<What>, Refused> {
    let mut truth = desk.truth();
    let Some(step) = desk.history().last().cloned() else {
        return Ok(None);
    };
    let back: Vec<Write> = step.writes.iter().rev().map(turned).collect();
    exchange(&back)?;
    desk.history().back();
    look(desk, &mut truth);
    Ok(Some(step.what))
}

/// Puts again what was taken back last; the step's own words.
pub(super) fn redo(desk: &Desk) -> Result<Option<What>, Refused> {
    let mut truth = desk.truth();
    let Some(step) = desk.history().next().cloned() else {
        return Ok(None);
    };
    exchange(&step.writes)?;
    desk.history().forth();
    look(desk, &mut truth);
    Ok(Some(step.what))
}

fn turned(write: &Write) -> Write {
    Write {
        path: write.path.clone(),
        before: write.after.clone(),
        after: write.before.clone(),
    }
}

/// Writes what a step says, where every file is still as the step left it.
fn exchange(writes: &[Write]) -> Result<(), Refused> {
    for write in writes {
        let now = read(&write.path)?;
        if now != write.before {
            let name = write.path.file_name().unwrap_or_default();
            return Err(Refused::Meanwhile(name.to_string_lossy().into_owned()));
        }
    }
    write_all(writes)
}

/// Looks at the disk again, and tells the casts and the windows.
pub(super) fn look(desk: &Desk, truth: &mut Truth) -> Found {
    let Some(ready) = desk.ready() else {
        return Found::default();
    };
    let found = truth.look(&ready.session.personas_folder(), &desk.project);
    if found.recast {
        ready.recast();
        prepare::all_cards(desk);
    }
    for slug in &found.reworded {
        ready.reword(slug, &truth.people(slug));
    }
    if found.anything() {
        desk.moved();
    }
    found
}

fn read(path: &Path) -> Result<Option<Vec<u8>>, Refused> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Refused::Unwritable(error.to_string())),
    }
}

fn write_all(writes: &[Write]) -> Result<(), Refused> {
    for write in writes {
        let written = match &write.after {
            Some(bytes) => output::write_file(&write.path, bytes, is_sheet(&write.path)),
            None => output::remove_file(&write.path),
        };
        written.map_err(|error| Refused::Unwritable(error.to_string()))?;
    }
    Ok(())
}

/// Who was in the room is nobody else's business.
fn is_sheet(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name == crate::project::WORKSHOP)
}

/// A text as people type it: no control characters, no blanks around it.
fn clean(text: &str) -> Result<String, Refused> {
    if text.chars().count() > LONGEST {
        return Err(Refused::Senseless("workshop.refused.long"));
    }
    let kept = text.replace("\r\n", "\n");
    let kept = kept.chars().filter(|&c| c == '\n' || !c.is_control());
    Ok(kept.collect::<String>().trim().to_owned())
}

/// The lines of a text that say something.
fn lines(text: &str) -> Result<Vec<String>, Refused> {
    let text = clean(text)?;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    Ok(lines.map(str::to_owned).collect())
}
