//! Small logs with a known truth, for the tests of this room.

use crate::interaction::{Account, Event, Kind, Log, NO_TIME, NONE, Post};
use crate::person::Directory;

/// One row of a planted log; empty texts are unknown.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    pub id: String,
    pub time: Option<i64>,
    pub source: String,
    pub target: String,
    /// `post` has no target.
    pub kind: String,
    pub object: String,
    pub text: String,
    pub label: String,
    pub sentiment: Option<i8>,
    pub platform: String,
}

/// Seconds of an ISO 8601 moment with its offset.
pub(super) fn at(text: &str) -> Option<i64> {
    let time: Result<jiff::Timestamp, _> = text.parse();
    time.ok().map(jiff::Timestamp::as_second)
}

/// A row as a line: `source kind target`, when, and its own id.
pub(super) fn row(line: &str, time: Option<i64>, id: &str) -> Row {
    let mut words = line.split(' ').map(str::to_owned);
    let mut next = || words.next().unwrap_or_default();
    Row {
        source: next(),
        kind: next(),
        target: next(),
        object: next(),
        id: id.to_owned(),
        time,
        ..Row::default()
    }
}

fn numbered(keys: impl Iterator<Item = String>) -> Directory {
    let mut directory = Directory::default();
    for key in keys.filter(|key| !key.is_empty()) {
        directory.intern(&key);
    }
    directory.sorted().0
}

fn number(directory: &Directory, key: &str) -> u32 {
    directory.get(key).unwrap_or(NONE)
}

/// The log of some rows, as the readers would make it.
pub(super) fn log(rows: &[Row]) -> Log {
    let words = |row: &Row| -> Vec<String> {
        row.text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.chars().count() > 3)
            .map(str::to_lowercase)
            .collect()
    };
    let people = numbered(
        rows.iter()
            .flat_map(|row| [row.source.clone(), row.target.clone()]),
    );
    let objects = numbered(
        rows.iter()
            .flat_map(|row| [row.id.clone(), row.object.clone()]),
    );
    let terms = numbered(rows.iter().flat_map(words));
    let labels = numbered(rows.iter().map(|row| row.label.clone()));
    let mut platforms = Directory::default();
    platforms.intern("");
    let mut log = Log {
        accounts: vec![Account::default(); people.len()],
        object_authors: vec![NONE; objects.len()],
        ..Log::default()
    };
    for row in rows {
        let kind = Kind::ALL.into_iter().find(|kind| kind.name() == row.kind);
        let platform = platforms.intern(&row.platform) as u16;
        let time = row.time.unwrap_or(NO_TIME);
        let (source, target) = (number(&people, &row.source), number(&people, &row.target));
        let (id, object) = (number(&objects, &row.id), number(&objects, &row.object));
        let speaks = matches!(
            kind,
            None | Some(Kind::Mention | Kind::Reply | Kind::Comment | Kind::Quote)
        );
        let mut post = NONE;
        if speaks && id != NONE {
            post = log.posts.len() as u32;
            let first = (log.post_terms.len() as u32, log.post_labels.len() as u32);
            log.post_terms
                .extend(words(row).iter().map(|word| number(&terms, word)));
            log.post_labels.extend(labels.get(&row.label));
            log.posts.push(Post {
                author: source,
                object: id,
                answers: if kind == Some(Kind::Reply) {
                    object
                } else {
                    NONE
                },
                time,
                lang: *b"fr",
                sentiment: row.sentiment.unwrap_or(i8::MIN),
                question: row.text.contains('?'),
                repost: false,
                terms: (first.0, log.post_terms.len() as u32),
                labels: (first.1, log.post_labels.len() as u32),
                platform,
            });
            log.object_authors[id as usize] = source;
        }
        if let Some(kind) = kind {
            if object != NONE && log.object_authors[object as usize] == NONE {
                log.object_authors[object as usize] = target;
            }
            log.events.push(Event {
                source,
                target,
                kind,
                platform,
                weight: 1.0,
                time,
                object,
                post,
            });
        }
    }
    log.events
        .sort_by_key(|it| (it.source, it.target, it.time, it.kind, it.object, it.post));
    Log {
        people,
        objects,
        terms,
        labels,
        platforms,
        ..log
    }
}
