//! No means no: the list of people who asked not to be contacted, beside the project.
//!
//! It is applied where the log and the table are read, so that nothing behind that ever sees those
//! people, and used for nothing else. Only its length is ever reported.

use std::path::Path;

use rayon::prelude::*;

use super::stage::Stage;
use super::{BuildOptions, Warning};
use crate::brief::Catalogue;
use crate::error::Error;
use crate::interaction::{Hidden, Log, ReadOptions, Reading, holds_mail};
use crate::output;
use crate::outreach::{Contact, KEY_BYTES, Suppression, SuppressionError, SuppressionKey};
use crate::person::{Directory, Secret, fold};
use crate::project::{self, Loaded, Project};
use crate::source::{self, SheetCells};
use crate::table::Table;

/// The list, beside the project file.
const LIST: &str = "suppression.yaml";
/// Its key.
const KEY: &str = "suppression.key";

/// What a change of the list did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Suppressed {
    /// Names added or removed.
    pub changed: usize,
    /// Names that were on the list already, or were not on it.
    pub unchanged: usize,
    /// People on the list now.
    pub total: usize,
    /// Names given that mean nobody in the project's log or table, as they were given.
    pub nobody: Vec<String>,
    /// Why the names could not be looked for, where the project's files cannot be read.
    pub not_compared: Option<String>,
    /// Whether the list had been edited by hand; it is whole again.
    pub edited_by_hand: bool,
}

/// Adds names to the list of a project, or takes them off.
///
/// A name is a handle in any spelling, `platform:handle`, the address of a profile, or an e-mail;
/// `list` is a file with one name a line. The key is made with the first name.
///
/// # Errors
/// A project file or list that cannot be read or written; a list without its key.
pub fn suppress(
    project: &Path,
    names: &[String],
    list: Option<&Path>,
    add: bool,
) -> Result<Suppressed, Error> {
    let loaded = project::load(project)?;
    let mut names = names.to_vec();
    if let Some(list) = list {
        names.extend(names_of(list)?);
    }
    if names.is_empty() {
        return Err(Error::usage(
            "name at least one handle or e-mail, or a --file with one a line",
        ));
    }
    let mut suppression = match of(&loaded)? {
        Some(suppression) => suppression,
        None => Suppression::new(key(&loaded)?),
    };
    let mut done = Suppressed {
        edited_by_hand: suppression.edited_by_hand(),
        ..Suppressed::default()
    };
    for name in &names {
        let changed = if add {
            suppression.add(name)
        } else {
            suppression.remove(name)
        };
        done.changed += usize::from(changed);
        done.unchanged += usize::from(!changed);
    }
    done.total = suppression.len();
    output::write_file(&loaded.path(LIST), suppression.to_yaml().as_bytes(), true)?;
    // The list is safe by now, whatever becomes of the comparison.
    match nobody(&loaded, &names) {
        Ok(nobody) => done.nobody = nobody,
        Err(error) => done.not_compared = Some(error.to_string()),
    }
    Ok(done)
}

/// How many people are on the list of a project.
///
/// # Errors
/// A project file or list that cannot be read; a list without its key.
pub fn suppression_count(project: &Path) -> Result<usize, Error> {
    let loaded = project::load(project)?;
    Ok(of(&loaded)?.map_or(0, |suppression| suppression.len()))
}

/// The list of a project; `None` where it has none.
pub(super) fn of(loaded: &Loaded) -> Result<Option<Suppression>, Error> {
    let path = loaded.path(LIST);
    if !path.exists() {
        return Ok(None);
    }
    let text = read(&path, LIST)?;
    let key_path = loaded.path(KEY);
    if !key_path.exists() {
        return Err(SuppressionError::NoKey.into());
    }
    let key = SuppressionKey::new(&read(&key_path, KEY)?)?;
    Ok(Some(Suppression::from_yaml(
        &String::from_utf8_lossy(&text),
        key,
    )?))
}

/// The project's key, for mail addresses; `None` where it has none yet.
pub(super) fn secret(loaded: &Loaded) -> Result<Option<Secret>, Error> {
    let exists = loaded.path(KEY).exists();
    let secret = || Ok(key(loaded)?.secret().clone());
    exists.then(secret).transpose()
}

/// Makes the project's key where its log holds mail: the accounts of what is written now are then those of
/// all that is written later.
pub(super) fn make_key_for_mail(loaded: &Loaded) -> Result<(), Error> {
    let Some(settings) = &loaded.project.interactions else {
        return Ok(());
    };
    let options = ReadOptions {
        folder: loaded.folder.clone(),
        ..ReadOptions::default()
    };
    if !loaded.path(KEY).exists() && holds_mail(&super::log::specs(settings)?, &options)? {
        key(loaded)?;
    }
    Ok(())
}

/// The project's key; made where there is none. Random bytes of the system, never of a seed.
fn key(loaded: &Loaded) -> Result<SuppressionKey, Error> {
    let path = loaded.path(KEY);
    if path.exists() {
        return Ok(SuppressionKey::new(&read(&path, KEY)?)?);
    }
    let mut bytes = [0; KEY_BYTES];
    getrandom::fill(&mut bytes)
        .map_err(|_| Error::usage("the system gives no random bytes to make a key from"))?;
    output::write_new(&path, &bytes, true)?;
    Ok(SuppressionKey::new(&bytes)?)
}

fn read(path: &Path, name: &str) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(|source| Error::Input {
        path: name.to_owned(),
        source,
    })
}

/// The names of a list: one a line, or the first column of a table; blank lines and a header aside.
fn names_of(path: &Path) -> Result<Vec<String>, Error> {
    let shown = path.display().to_string();
    let content = source::open(path).map_err(|source| Error::Source {
        path: shown,
        source,
    })?;
    let text = source::decode(&content.bytes).text;
    let first = |line: &str| {
        let cell = line.split([',', ';', '\t']).next().unwrap_or_default();
        cell.trim().trim_matches('"').trim().to_owned()
    };
    let header = [
        "handle", "account", "compte", "email", "e-mail", "name", "nom", "person", "id",
    ];
    let names = text
        .lines()
        .map(first)
        .filter(|name| !name.is_empty())
        .enumerate();
    let names =
        names.filter(|(place, name)| *place > 0 || !header.contains(&&*name.to_lowercase()));
    Ok(names.map(|(_, name)| name).collect())
}

/// The names that mean nobody in the project's log or table.
fn nobody(loaded: &Loaded, names: &[String]) -> Result<Vec<String>, Error> {
    let options = BuildOptions::default();
    let mut stage = Stage::new(loaded, &options, &|_, _| ());
    let table = super::table::read(&mut stage)?;
    let log = super::log::read(&mut stage)?;
    let handles = table
        .and_then(|reading| reading.table.handles)
        .unwrap_or_default();
    let mut respondents: Vec<String> = handles
        .into_iter()
        .flatten()
        .map(|handle| fold(&handle).into_owned())
        .collect();
    respondents.sort_unstable();
    let is_nobody = |name: &&String| {
        let bare = name.trim_end_matches('/');
        let bare = if bare.contains("://") {
            bare.rsplit('/').next().unwrap_or(bare)
        } else {
            bare
        };
        let in_log = log
            .as_ref()
            .is_some_and(|reading| !reading.log.find(bare).is_empty());
        let folded = fold(bare).into_owned();
        !in_log && respondents.binary_search(&folded).is_err()
    };
    Ok(names.iter().filter(is_nobody).cloned().collect())
}

/// Gives a stage its list, and says when somebody edited it.
pub(super) fn apply(stage: &mut Stage<'_>, suppression: Option<Suppression>) {
    if suppression
        .as_ref()
        .is_some_and(Suppression::edited_by_hand)
    {
        stage.warn(Warning::new("suppression_edited"));
    }
    stage.suppression = suppression;
}

/// What `check` says about the list.
pub(super) fn advice(stage: &Stage<'_>, words: &Catalogue) -> Option<String> {
    let edited = stage
        .suppression
        .as_ref()
        .is_some_and(Suppression::edited_by_hand);
    edited.then(|| words.text("advice.suppression", &[("list", LIST.into())]))
}

/// Takes everybody on the list out of the settings, which `run.json` repeats.
pub(super) fn redact(suppression: Option<&Suppression>, project: &mut Project) {
    let Some(list) = suppression.filter(|list| !list.is_empty()) else {
        return;
    };
    let keep = |names: &mut Vec<String>| names.retain(|name| !list.holds(name));
    if let Some(settings) = &mut project.interactions {
        keep(&mut settings.brand);
        keep(&mut settings.staff);
        keep(&mut settings.trusted);
    }
    if let Some(settings) = &mut project.outreach {
        keep(&mut settings.always);
        keep(&mut settings.never);
    }
}

/// Takes everybody on the list out of a log, right behind its reading.
pub(super) fn leave_out(stage: &mut Stage<'_>, reading: &mut Reading) {
    let Some(list) = stage.suppression.as_ref().filter(|list| !list.is_empty()) else {
        return;
    };
    let people = people_on(list, &reading.log);
    let count = people.iter().filter(|&&on| on).count() as u64;
    let objects = marks(&reading.log.objects, |key| address_of(list, key));
    let terms = marks(&reading.log.terms, |term| list.holds(term));
    let labels = marks(&reading.log.labels, |label| list.holds(label));
    let hidden = Hidden {
        people: &people,
        objects: &objects,
        terms: &terms,
        labels: &labels,
    };
    reading.log = std::mem::take(&mut reading.log).without(hidden);
    for file in &mut reading.findings.files {
        let acts = |acts: &[(&str, String)]| acts.iter().any(|(_, target)| list.holds(target));
        file.samples
            .retain(|sample| !list.holds(&sample.author) && !acts(&sample.acts));
    }
    reading
        .findings
        .identities
        .retain(|pair| !list.holds(&pair.one) && !list.holds(&pair.other));
    stage.suppressed = count;
    if count > 0 {
        stage.warn(Warning::new("suppressed").with("n", count));
    }
}

/// Who of a log is on the list, by any name the log knows them by.
pub(super) fn people_on(list: &Suppression, log: &Log) -> Vec<bool> {
    let mut on: Vec<bool> = (0..log.people.len() as u32)
        .into_par_iter()
        .map(|person| {
            let account = &log.accounts[person as usize];
            list.holds_any([log.people.key(person), &account.label, &account.profile_url])
        })
        .collect();
    for (alias, &person) in log.aliases.iter().zip(&log.alias_people) {
        if !on[person as usize] && list.holds(alias) {
            on[person as usize] = true;
        }
    }
    on
}

fn marks(all: &Directory, hidden: impl Fn(&str) -> bool + Sync) -> Vec<bool> {
    (0..all.len() as u32)
        .into_par_iter()
        .map(|number| hidden(all.key(number)))
        .collect()
}

/// Whether an address leads to somebody on the list (`https://…/@name/…`).
fn address_of(list: &Suppression, key: &str) -> bool {
    key.contains("://")
        && key
            .split(['/', '?', '#', '=', '&'])
            .any(|part| !part.is_empty() && list.holds(part))
}

/// Takes the handle and the quote of everybody on the list from a table, and quotes that name them.
///
/// Their answers stay: they asked not to be contacted, not to be forgotten.
pub(super) fn hide(stage: &Stage<'_>, table: &mut Table) {
    let Some(list) = stage.suppression.as_ref().filter(|list| !list.is_empty()) else {
        return;
    };
    let rows = table.ids.len();
    let mut on: Vec<bool> = table.ids.par_iter().map(|id| list.holds(id)).collect();
    for (row, id) in table.ids.iter_mut().enumerate().filter(|(row, _)| on[*row]) {
        *id = format!("withheld-{}", row + 1);
    }
    for (row, handle) in table.handles.iter_mut().flatten().enumerate() {
        if handle.as_deref().is_some_and(|handle| list.holds(handle)) {
            on[row] = true;
        }
        if on[row] {
            *handle = None;
        }
    }
    let Some(quotes) = &mut table.quotes else {
        return;
    };
    for row in 0..rows {
        let names = |text: &str| words(text).any(|word| list.holds(word));
        if on[row] || quotes[row].as_deref().is_some_and(names) {
            quotes[row] = None;
        }
    }
}

/// The words of a sentence that may be handles.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '.' | '-' | '@'));
    parts
        .map(|word| word.trim_matches(['.', '-']))
        .filter(|word| !word.is_empty())
}

/// The record of outreach without everybody on the list, for the workbook; `contacts.csv` keeps it.
pub(super) fn contacts(list: Option<&Suppression>, record: &mut Vec<Contact>) {
    if let Some(list) = list {
        record.retain(|contact| !list.holds_any([&*contact.person, &*contact.label]));
    }
}

/// Tabs that people made in the workbook, without the cells that name somebody on the list.
pub(super) fn sheets(list: Option<&Suppression>, sheets: &mut [(String, SheetCells)]) {
    let Some(list) = list else {
        return;
    };
    for (_, cells) in sheets {
        for row in cells.values_mut() {
            row.retain(|_, cell| !words(cell).any(|word| list.holds(word)));
        }
    }
}
