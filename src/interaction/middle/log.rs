//! From the tables of the middle form to a log.

use std::path::{Path, PathBuf};

use super::super::order::sort_events;
use super::super::{
    Account, Event, FileReport, Findings, FixedTie, FixedTies, InteractionError, Kind, Log,
    NO_TIME, NONE, Odd, Oddity, Post, ReadOptions, Reading, Share, Source,
};
use super::manifest::{Entry, Form, MANIFEST, Manifest};
use super::table::{Take, read_table};
use super::{
    ALIASES, EVENTS, LABELS, OBJECTS, ONE, PEOPLE, PLATFORMS, POSTS, SHARES, Shape, TERMS, TIES,
};
use crate::person::Directory;

/// The folder of the middle form that a file of the project names, where it does: the folder itself,
/// its manifest, or one of its tables beside the manifest.
pub(in super::super) fn is_form(path: &Path) -> Option<PathBuf> {
    if path.join(MANIFEST).exists() {
        return Some(path.to_owned());
    }
    let folder = path.parent()?;
    let name = path.file_name()?.to_string_lossy();
    let stem = name.split('.').next().unwrap_or_default();
    let ours = [EVENTS, TIES].iter().any(|shape| shape.name == stem);
    let table = ours && folder.join(MANIFEST).exists();
    (name == MANIFEST || table).then(|| folder.to_owned())
}

/// Whether a header is that of one of our tables: without its manifest the form is half written.
pub(in super::super) fn is_header(names: &[String]) -> bool {
    [EVENTS, TIES].iter().any(|shape| {
        let has = |column: &&str| names.iter().any(|name| name == column);
        shape.columns.iter().all(has)
    })
}

/// Reads a middle form whole and holds every table against the manifest.
///
/// People who were merged stay merged; those the project leaves out are left out here too. O(rows).
pub(in super::super) fn read_form(
    folder: &Path,
    options: &ReadOptions,
) -> Result<Reading, InteractionError> {
    let name = folder
        .strip_prefix(&options.folder)
        .unwrap_or(folder)
        .to_string_lossy()
        .replace('\\', "/");
    let manifest = Manifest::read(folder, &name)?;
    let tables = Tables {
        folder,
        name: &name,
        manifest: &manifest,
    };
    let mut log = tables.dictionaries()?;
    let (source, main) = match manifest.form {
        Form::Events => (Source::MiddleEvents, tables.events(&mut log)?),
        Form::Ties => (Source::MiddleTies, tables.ties(&mut log)?),
    };
    log.self_ties = main.self_ties.unwrap_or(0);
    log.duplicates = main.duplicates.unwrap_or(0);
    log.left_out = main.left_out.unwrap_or(0);
    log.secret.clone_from(&options.secret);
    one_person_each(&log, options, &name)?;
    let log = leave_out(log, options);
    let report = FileReport {
        odd: differing_by_case(&log.people),
        ..report(&name, source, main, &log)
    };
    let findings = Findings {
        files: vec![report],
        unmatched: main.unmatched.unwrap_or(0),
        unresolved: main.unresolved.unwrap_or(0),
        ..Findings::default()
    };
    Ok(Reading {
        log,
        findings,
        ..Reading::default()
    })
}

fn report(name: &str, source: Source, main: &Entry, log: &Log) -> FileReport {
    let mut kinds = [0; 7];
    for event in &log.events {
        kinds[event.kind as usize] += 1;
    }
    for tie in log.ties.iter().flat_map(|ties| &ties.rows) {
        kinds[tie.kind as usize] += tie.count;
    }
    FileReport {
        file: format!("{name}/{MANIFEST}"),
        source,
        dialect: "middle form".to_owned(),
        mapping: Vec::new(),
        unused: Vec::new(),
        samples: Vec::new(),
        kinds,
        posts: log.posts.len() as u64,
        read: main.rows,
        kept: main.rows,
        repaired: 0,
        rejected: 0,
        rejects: Vec::new(),
        odd: Vec::new(),
        proposal: None,
    }
}

/// Who an account of the project's lists means in a form.
fn named(log: &Log, platform: &str, account: &str) -> Vec<u32> {
    if platform.trim().is_empty() {
        log.find(account)
    } else {
        log.find(&format!("{}:{}", platform.trim(), account.trim()))
    }
}

/// Merging was done when the form was made: accounts merged since are named, not merged by half.
fn one_person_each(log: &Log, options: &ReadOptions, form: &str) -> Result<(), InteractionError> {
    let mut sorted: Vec<&super::super::Identity> = options.identities.iter().collect();
    sorted.sort();
    for group in sorted.chunk_by(|a, b| a.person.trim() == b.person.trim()) {
        let mut people: Vec<u32> = group
            .iter()
            .flat_map(|one| named(log, &one.platform, &one.account))
            .collect();
        people.sort_unstable();
        people.dedup();
        if people.len() > 1 {
            return Err(InteractionError::form(
                form,
                format!(
                    "accounts that `identities` gives to one person are {} people here: they were merged after the form was written",
                    people.len()
                ),
            ));
        }
    }
    Ok(())
}

/// A form without the accounts that the project leaves out.
fn leave_out(mut log: Log, options: &ReadOptions) -> Log {
    let mut out = vec![false; log.people.len()];
    for exclusion in &options.exclude {
        for person in named(&log, &exclusion.platform, &exclusion.account) {
            out[person as usize] = true;
        }
    }
    let count = out.iter().filter(|&&out| out).count() as u64;
    if count == 0 {
        return log;
    }
    log.left_out += count;
    log.without(super::super::Hidden {
        people: &out,
        ..super::super::Hidden::default()
    })
}

/// Keys that an engine may have failed to fold: they differ by case only.
fn differing_by_case(people: &Directory) -> Vec<Odd> {
    let mut folded: Vec<(String, u64)> = people
        .iter()
        .zip(2..)
        .map(|(key, line)| (key.to_lowercase(), line))
        .collect();
    folded.sort_unstable();
    let pairs = folded.windows(2).filter(|pair| pair[0].0 == pair[1].0);
    let mut lines: Vec<u64> = pairs.map(|pair| pair[1].1).collect();
    let count = lines.len() as u64;
    lines.sort_unstable();
    lines.truncate(5);
    if count == 0 {
        return Vec::new();
    }
    vec![Odd {
        what: Oddity::KeysByCase,
        count,
        lines,
    }]
}

struct Tables<'a> {
    folder: &'a Path,
    name: &'a str,
    manifest: &'a Manifest,
}

impl<'a> Tables<'a> {
    fn entry(&self, shape: &Shape) -> Result<&'a Entry, InteractionError> {
        let found = self.manifest.tables.get(shape.name);
        found.ok_or_else(|| {
            InteractionError::form(
                format!("{}/{MANIFEST}", self.name),
                format!(
                    "names no table `{}`, which the form of {} needs",
                    shape.name,
                    self.manifest.form.name()
                ),
            )
        })
    }

    fn read(&self, shape: &Shape, take: &mut Take<'_>) -> Result<&'a Entry, InteractionError> {
        let entry = self.entry(shape)?;
        read_table(self.folder, self.name, shape, entry, take)?;
        Ok(entry)
    }

    /// A table that may not be there.
    fn maybe(&self, shape: &Shape, take: &mut Take<'_>) -> Result<(), InteractionError> {
        if self.manifest.tables.contains_key(shape.name) {
            self.read(shape, take)?;
        }
        Ok(())
    }

    /// Numbered texts, in the order of their bytes: `[number, text, …]`.
    fn numbered<T>(
        &self,
        shape: &Shape,
        optional: bool,
        more: impl Fn(&[&str]) -> Result<T, String>,
    ) -> Result<(Directory, Vec<T>), InteractionError> {
        let mut rows: Vec<(u32, String, T)> = Vec::new();
        let mut take = |cells: &[&str]| {
            rows.push((number(cells[0])?, cells[1].to_owned(), more(cells)?));
            Ok(())
        };
        if optional {
            self.maybe(shape, &mut take)?;
        } else {
            self.read(shape, &mut take)?;
        }
        rows.sort_unstable_by_key(|row| row.0);
        let wrong = |problem: String| {
            InteractionError::form(format!("{}/{}", self.name, shape.name), problem)
        };
        let mut directory = Directory::with_capacity(rows.len());
        let mut values = Vec::with_capacity(rows.len());
        for (place, (number, text, value)) in rows.into_iter().enumerate() {
            if number as usize != place {
                return Err(wrong(format!(
                    "the numbers do not go from 0 upwards: {place} is missing or stands twice"
                )));
            }
            if place > 0 && directory.key(number - 1) >= text.as_str() {
                return Err(wrong(format!(
                    "number {place} is not in the order of the bytes of the texts: the engine orders otherwise, or has one twice"
                )));
            }
            directory.intern(&text);
            values.push(value);
        }
        Ok((directory, values))
    }

    fn dictionaries(&self) -> Result<Log, InteractionError> {
        let mut log = Log::default();
        (log.people, log.accounts) = self.numbered(&PEOPLE, false, |cells| {
            Ok(Account {
                label: cells[2].to_owned(),
                platforms: cells[3].to_owned(),
                followers: maybe(cells[4])?,
                profile_url: cells[5].to_owned(),
            })
        })?;
        (log.objects, log.object_authors) = self.numbered(&OBJECTS, true, |cells| {
            within(cells[2], log.people.len()).map(|author| author.unwrap_or(NONE))
        })?;
        let mut names: Vec<(u32, String)> = Vec::new();
        self.read(&PLATFORMS, &mut |cells| {
            names.push((number(cells[0])?, cells[1].to_owned()));
            Ok(())
        })?;
        names.sort_unstable();
        for (place, (number, name)) in names.iter().enumerate() {
            let sound = *number as usize == place && name.is_empty() == (place == 0);
            if !sound || log.platforms.intern(name) != *number {
                return Err(InteractionError::form(
                    format!("{}/{}", self.name, PLATFORMS.name),
                    "expected the empty name as number 0 and the others from 1 upwards",
                ));
            }
        }
        let people = log.people.len();
        let mut aliases: Vec<(String, u32)> = Vec::new();
        self.maybe(&ALIASES, &mut |cells| {
            let person = within(cells[1], people)?.ok_or("an alias names nobody")?;
            aliases.push((cells[0].to_owned(), person));
            Ok(())
        })?;
        aliases.sort_unstable();
        for (alias, person) in aliases {
            log.aliases.intern(&alias);
            log.alias_people.push(person);
        }
        (log.terms, _) = self.numbered(&TERMS, true, |_| Ok(()))?;
        (log.labels, _) = self.numbered(&LABELS, true, |_| Ok(()))?;
        Ok(log)
    }

    fn events(&self, log: &mut Log) -> Result<&'a Entry, InteractionError> {
        self.posts(log)?;
        let (people, objects) = (log.people.len(), log.objects.len());
        let (platforms, posts) = (log.platforms.len(), log.posts.len());
        let events = &mut log.events;
        let entry = self.read(&EVENTS, &mut |cells| {
            let units = maybe::<u128>(cells[5])?.unwrap_or(ONE);
            events.push(Event {
                source: within(cells[0], people)?.ok_or("nobody acts")?,
                target: within(cells[1], people)?.unwrap_or(NONE),
                kind: kind(cells[2])?,
                time: maybe(cells[3])?.unwrap_or(NO_TIME),
                object: within(cells[4], objects)?.unwrap_or(NONE),
                weight: (units as f64 / ONE as f64) as f32,
                platform: within(cells[6], platforms)?.unwrap_or(0) as u16,
                post: within(cells[7], posts)?.unwrap_or(NONE),
            });
            Ok(())
        })?;
        sort_events(&mut log.events);
        let people = log.people.len();
        let objects = log.objects.len();
        let shares = &mut log.shares;
        self.maybe(&SHARES, &mut |cells| {
            shares.push(Share {
                person: within(cells[0], people)?.ok_or("nobody shares")?,
                object: within(cells[1], objects)?.ok_or("nothing is shared")?,
                time: maybe(cells[2])?.unwrap_or(NO_TIME),
            });
            Ok(())
        })?;
        log.shares.sort_unstable();
        Ok(entry)
    }

    fn posts(&self, log: &mut Log) -> Result<(), InteractionError> {
        let (people, objects) = (log.people.len(), log.objects.len());
        let (platforms, words, tags) = (log.platforms.len(), log.terms.len(), log.labels.len());
        let mut rows: Vec<(u32, Post, Vec<u32>, Vec<u32>)> = Vec::new();
        self.maybe(&POSTS, &mut |cells| {
            let lang = match cells[5].as_bytes() {
                [] => [0, 0],
                &[one, two] => [one, two],
                _ => return Err("a language has two letters".to_owned()),
            };
            let post = Post {
                author: within(cells[1], people)?.unwrap_or(NONE),
                object: within(cells[2], objects)?.unwrap_or(NONE),
                answers: within(cells[3], objects)?.unwrap_or(NONE),
                time: maybe(cells[4])?.unwrap_or(NO_TIME),
                lang,
                sentiment: maybe(cells[6])?.unwrap_or(i8::MIN),
                question: cells[7] == "1",
                repost: cells[8] == "1",
                terms: (0, 0),
                labels: (0, 0),
                platform: within(cells[9], platforms)?.unwrap_or(0) as u16,
            };
            let numbers = |cell: &str, most: usize| -> Result<Vec<u32>, String> {
                let parts = cell.split_ascii_whitespace();
                parts
                    .map(|part| within(part, most)?.ok_or_else(|| "an empty number".to_owned()))
                    .collect()
            };
            let (terms, labels) = (numbers(cells[10], words)?, numbers(cells[11], tags)?);
            rows.push((number(cells[0])?, post, terms, labels));
            Ok(())
        })?;
        rows.sort_by_key(|row| row.0);
        for (_, mut post, terms, labels) in rows {
            let append = |all: &mut Vec<u32>, more: Vec<u32>| {
                let start = all.len() as u32;
                all.extend(more);
                (start, all.len() as u32)
            };
            post.terms = append(&mut log.post_terms, terms);
            post.labels = append(&mut log.post_labels, labels);
            log.posts.push(post);
        }
        Ok(())
    }

    fn ties(&self, log: &mut Log) -> Result<&'a Entry, InteractionError> {
        let people = log.people.len();
        let mut rows: Vec<FixedTie> = Vec::new();
        let entry = self.read(&TIES, &mut |cells| {
            rows.push(FixedTie {
                source: within(cells[0], people)?.ok_or("nobody acts")?,
                target: within(cells[1], people)?.unwrap_or(NONE),
                kind: kind(cells[2])?,
                weight: number(cells[3])?,
                first: maybe(cells[4])?.unwrap_or(NO_TIME),
                last: maybe(cells[5])?.unwrap_or(NO_TIME),
                count: number(cells[6])?,
                strongest: number(cells[7])?,
            });
            Ok(())
        })?;
        rows.sort_unstable_by_key(|tie| (tie.source, tie.target, tie.kind));
        let same = |pair: &[FixedTie]| {
            let of = |tie: &FixedTie| (tie.source, tie.target, tie.kind);
            of(&pair[0]) == of(&pair[1])
        };
        if rows.windows(2).any(same) {
            return Err(InteractionError::form(
                format!("{}/{}", self.name, TIES.name),
                "a source, target and kind stand twice: rows were not added up",
            ));
        }
        log.ties = Some(FixedTies {
            rows,
            earliest: entry.earliest,
            as_of: entry.as_of,
            half_life: entry.half_life,
            wild_times: entry.wild_times.unwrap_or(0),
        });
        Ok(entry)
    }
}

fn number<T: std::str::FromStr>(cell: &str) -> Result<T, String> {
    cell.parse()
        .map_err(|_| "a cell is no whole number of its range".to_owned())
}

fn maybe<T: std::str::FromStr>(cell: &str) -> Result<Option<T>, String> {
    if cell.is_empty() {
        Ok(None)
    } else {
        number(cell).map(Some)
    }
}

/// A number below `most`; `None` for an empty cell.
fn within(cell: &str, most: usize) -> Result<Option<u32>, String> {
    match maybe::<u32>(cell)? {
        Some(number) if number as usize >= most => {
            Err("a number that no dictionary holds".to_owned())
        }
        other => Ok(other),
    }
}

fn kind(cell: &str) -> Result<Kind, String> {
    let place: usize = number(cell)?;
    let kind = Kind::ALL.get(place).copied();
    kind.ok_or_else(|| "a kind that is none of 0 to 6".to_owned())
}
