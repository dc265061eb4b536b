//! Everything held on a person: what `person` shows and `forget` removes.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::stage::Stage;
use super::{BuildOptions, out_folder};
use crate::error::Error;
use crate::interaction::Log;
use crate::output;
use crate::person::fold;
use crate::project::Loaded;
use crate::source::{self, Format, SourceError, SpssFile, Utf8Reader};
use crate::table::{Answer, Attribute, Table, Values};

/// More than any file unpacks to; the readers' own bounds were passed before.
const LIMIT: u64 = 1 << 40;

/// Lines of a file that name a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeldIn {
    /// The file: as the project names it, or below OUT.
    pub file: String,
    /// Lines (rows of a workbook), from 1.
    pub lines: Vec<u64>,
}

/// A person as the project's files know them.
pub(super) struct Subject {
    /// The key in the log, where it holds them.
    pub key: Option<String>,
    /// Platform and account of the key and of all other names.
    pub accounts: Vec<(String, String)>,
    /// Respondents that named the account: id and answers.
    pub respondents: Vec<(String, Vec<(String, String)>)>,
    names: Names,
    inputs: Vec<String>,
}

/// Finds a person; somebody no file names is no error, their name is looked for all the same.
pub(super) fn subject(loaded: &Loaded, name: &str) -> Result<Subject, Error> {
    let options = BuildOptions::default();
    let mut stage = Stage::new(loaded, &options, &|_, _| ());
    let table = super::table::read(&mut stage)?;
    let log = super::log::read(&mut stage)?;
    let mut found = Found::default();
    if let Some(reading) = &log {
        found.look(&reading.log, name)?;
    }
    let own = found.accounts.clone();
    found.add("", name);
    let names = Names::of(&found.accounts);
    // A mail address is looked for in the files; what is written of it is the account it has in the log.
    if !own.is_empty() && fold(name).contains('@') {
        found.accounts = own;
    }
    let respondents = table.map_or(Vec::new(), |reading| respondents(&reading.table, &names));
    let mut inputs: Vec<String> = stage
        .inputs
        .iter()
        .map(|input| input.name.clone())
        .collect();
    let costs = loaded
        .project
        .outreach
        .as_ref()
        .and_then(|settings| settings.costs.clone());
    inputs.extend(costs.into_iter().chain(loaded.project.metrics.clone()));
    inputs.dedup();
    Ok(Subject {
        key: found.key,
        accounts: found.accounts,
        respondents,
        names,
        inputs,
    })
}

#[derive(Default)]
struct Found {
    key: Option<String>,
    accounts: Vec<(String, String)>,
}

impl Found {
    fn look(&mut self, log: &Log, name: &str) -> Result<(), Error> {
        let people = log.find(name);
        let person = match people[..] {
            [] => return Ok(()),
            [person] => person,
            _ => {
                return Err(Error::usage(format!(
                    "the name means {} people of the log; name the platform too, as platform:handle",
                    people.len()
                )));
            }
        };
        let key = log.people.key(person);
        self.key = Some(key.to_owned());
        let aliases = log.aliases.iter().zip(&log.alias_people);
        let own = aliases
            .filter(|&(_, &whom)| whom == person)
            .map(|(alias, _)| alias);
        for name in std::iter::once(key).chain(own) {
            let parted = name
                .split_once(':')
                .filter(|(platform, _)| log.platforms.get(platform).is_some());
            let (platform, account) = parted.unwrap_or(("", name));
            self.add(platform, account);
        }
        Ok(())
    }

    /// One more account, unless its name is known under a platform already.
    fn add(&mut self, platform: &str, account: &str) {
        let bare = account.split_once(':').map_or(account, |(_, bare)| bare);
        let same = |known: &str| {
            fold(known) == fold(account) || platform.is_empty() && fold(known) == fold(bare)
        };
        if !self
            .accounts
            .iter()
            .any(|(at, known)| (at == platform || platform.is_empty()) && same(known))
        {
            // As it stands: ids of platforms are never folded.
            let account = account.trim().trim_start_matches('@').to_owned();
            self.accounts.push((platform.to_owned(), account));
        }
    }
}

/// The names of a person as they may stand in a file.
struct Names {
    /// Those that are one word of a handle.
    words: BTreeSet<String>,
    /// Others (`did:plc:…`, display names), found anywhere in a line.
    phrases: Vec<String>,
}

impl Names {
    fn of(accounts: &[(String, String)]) -> Self {
        let names = accounts
            .iter()
            .map(|(_, account)| fold(account).into_owned());
        let (words, phrases): (Vec<String>, Vec<String>) = names
            .filter(|name| !name.is_empty())
            .partition(|name| name.chars().all(is_of_handle));
        Self {
            words: words.into_iter().collect(),
            phrases,
        }
    }

    fn stand_in(&self, line: &str) -> bool {
        let word = |word: &str| {
            let bare = word.trim_end_matches(['.', '-']);
            self.words.contains(&*fold(word)) || bare != word && self.words.contains(&*fold(bare))
        };
        if line
            .split(|c| !is_of_handle(c))
            .any(|part| !part.is_empty() && word(part))
        {
            return true;
        }
        !self.phrases.is_empty() && {
            let line = line.to_lowercase();
            self.phrases.iter().any(|phrase| line.contains(phrase))
        }
    }
}

fn is_of_handle(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.' | '-')
}

impl Subject {
    /// Whether a text names the person.
    pub fn is_in(&self, text: &str) -> bool {
        self.names.stand_in(text)
    }

    /// Whether a record is theirs: by key, else by any of their names.
    pub fn is_key(&self, person: &str) -> bool {
        self.key.as_deref() == Some(person)
            || self
                .accounts
                .iter()
                .any(|(_, account)| fold(account) == fold(person))
    }

    /// Lines of the project's input files that name the person, and files that cannot be searched.
    pub fn inputs(&self, loaded: &Loaded) -> (Vec<HeldIn>, Vec<String>) {
        self.search(
            self.inputs
                .iter()
                .map(|name| (name.clone(), loaded.path(name))),
        )
    }

    /// The same for OUT and the run before it, and the project's own personas.
    pub fn outputs(&self, loaded: &Loaded) -> (Vec<HeldIn>, Vec<String>) {
        let out = out_folder(&loaded.file, None);
        let mut previous = out.clone().into_os_string();
        previous.push(".previous");
        let folders = [out, PathBuf::from(previous)];
        let files = folders.iter().flat_map(|folder| {
            let shown = folder
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let names = output::names_below(folder);
            names
                .into_iter()
                .map(move |name| (format!("{shown}/{name}"), folder.join(name)))
        });
        self.search(files)
    }

    fn search(&self, files: impl Iterator<Item = (String, PathBuf)>) -> (Vec<HeldIn>, Vec<String>) {
        let (mut held, mut unread) = (Vec::new(), Vec::new());
        for (file, path) in files {
            match self.lines(&path) {
                Ok(lines) if lines.is_empty() => {}
                Ok(lines) => held.push(HeldIn { file, lines }),
                Err(_) => unread.push(file),
            }
        }
        (held, unread)
    }

    fn lines(&self, path: &Path) -> Result<Vec<u64>, SourceError> {
        let (reader, _) = source::stream(path, LIMIT)?;
        let mut reader = BufReader::with_capacity(1 << 18, reader);
        let format = source::format_of(reader.fill_buf()?);
        if matches!(format, Format::Zip | Format::Ole) {
            let mut bytes = Vec::new();
            reader.read_to_end(&mut bytes)?;
            return self.rows(&bytes);
        }
        if format == Format::Spss {
            let mut bytes = Vec::new();
            reader.read_to_end(&mut bytes)?;
            return self.cases(&bytes);
        }
        let mut reader = BufReader::new(Utf8Reader::new(reader)?);
        let (mut lines, mut line, mut number) = (Vec::new(), Vec::new(), 0);
        while reader.read_until(b'\n', &mut line)? > 0 {
            number += 1;
            if self.is_in(&String::from_utf8_lossy(&line)) {
                lines.push(number);
            }
            line.clear();
        }
        Ok(lines)
    }

    /// Cases of a survey file.
    fn cases(&self, bytes: &[u8]) -> Result<Vec<u64>, SourceError> {
        let file = SpssFile::open(bytes)?;
        let mut numbers = Vec::new();
        file.cases(|case| {
            let mut cells = file.variables.iter();
            if cells.any(|one| self.is_in(&one.text_of(&case.value(one)))) {
                numbers.push(case.number);
            }
            Ok(())
        })?;
        Ok(numbers)
    }

    /// Rows of a workbook, all its sheets together; of an old one, the first.
    fn rows(&self, bytes: &[u8]) -> Result<Vec<u64>, SourceError> {
        let mut lines = BTreeSet::new();
        if let Ok(sheets) = source::read_sheets(bytes, source::MAX_UNPACKED) {
            for (row, cells) in sheets.iter().flat_map(|(_, cells)| cells) {
                if cells.values().any(|cell| self.is_in(cell)) {
                    lines.insert(u64::from(*row) + 1);
                }
            }
        } else {
            let grid = source::read_workbook(bytes)?;
            let named = (0..grid.len()).filter(|&row| grid.row(row).any(|cell| self.is_in(cell)));
            lines.extend(named.map(|row| grid.line(row)));
        }
        Ok(lines.into_iter().collect())
    }
}

/// Respondents whose handle is one of these names, with what they answered.
fn respondents(table: &Table, names: &Names) -> Vec<(String, Vec<(String, String)>)> {
    let handles = table.handles.iter().flatten().enumerate();
    let theirs = handles.filter(|(_, handle)| {
        handle
            .as_deref()
            .is_some_and(|handle| names.stand_in(handle))
    });
    theirs
        .map(|(row, _)| (table.ids[row].clone(), answers(table, row)))
        .collect()
}

fn answers(table: &Table, row: usize) -> Vec<(String, String)> {
    let given = table
        .attributes
        .iter()
        .filter(|attribute| attribute.answers[row] == Answer::Given);
    let mut all: Vec<(String, String)> = given
        .map(|one| (one.label.clone(), answer(one, row)))
        .collect();
    if let Some(quote) = table.quotes.as_ref().and_then(|quotes| quotes[row].clone()) {
        all.push(("quote".to_owned(), quote));
    }
    all
}

fn answer(attribute: &Attribute, row: usize) -> String {
    let levels = &attribute.levels;
    match &attribute.values {
        Values::Number(values) => values[row].to_string(),
        Values::Text(values) => values[row].clone(),
        Values::Level(values) => levels
            .get(values[row] as usize)
            .cloned()
            .unwrap_or_default(),
        Values::Flags(flags) => {
            let width = levels.len();
            let own = flags
                .get(row * width..(row + 1) * width)
                .unwrap_or_default();
            let chosen = levels
                .iter()
                .zip(own)
                .filter(|&(_, &on)| on)
                .map(|(level, _)| level.as_str());
            chosen.collect::<Vec<_>>().join(", ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_as_a_word_in_any_spelling_and_never_inside_another() {
        let names = Names::of(&[
            (String::new(), "Léa.M".to_owned()),
            ("x".to_owned(), "did:plc:1".to_owned()),
        ]);
        for line in [
            "1,@léa.m,sam",
            "merci LÉA.M.",
            "\"léa.m\"",
            "{\"did\":\"DID:plc:1\"}",
        ] {
            assert!(names.stand_in(line), "{line}");
        }
        for line in ["léa", "léa.martin", "xléa.m", ""] {
            assert!(!names.stand_in(line), "{line}");
        }
    }
}
