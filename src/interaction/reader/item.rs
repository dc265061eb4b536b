//! Sources that are JSON: documents, lists, one object a line.

use super::super::Source;
use super::{
    Sink, bluesky, discord, discourse, github, jetstream, mastodon, reddit, slack, telegram, twarc,
};
use crate::source::Value;

/// A source of JSON: how it is told, what it is read from, how a value becomes records.
pub(in super::super) struct ItemReader {
    pub source: Source,
    /// Whether a value (a document, or one item of a list) is of this source.
    pub recognise: fn(&Value) -> bool,
    /// Our fields and the keys they are read from.
    pub mapping: &'static [(&'static str, &'static str)],
    /// One value to records: begins and ends each item it holds.
    pub read: fn(&Value, &mut Sink),
}

/// All of them, the stricter first.
pub(in super::super) const ITEMS: &[ItemReader] = &[
    discord::READER,
    telegram::READER,
    discourse::READER,
    jetstream::READER,
    github::READER,
    bluesky::READER,
    mastodon::READER,
    reddit::READER,
    twarc::READER,
    slack::READER,
];

/// The reader of a value, if its keys are known.
pub(in super::super) fn recognise_item(value: &Value) -> Option<&'static ItemReader> {
    ITEMS.iter().find(|reader| (reader.recognise)(value))
}

/// The reader of a source, if it is one of JSON.
pub(in super::super) fn reader_of(source: Source) -> Option<&'static ItemReader> {
    ITEMS.iter().find(|reader| reader.source == source)
}

/// The text or number at the end of a path; empty where there is none.
pub(super) fn at<'a>(value: &'a Value, path: &[&str]) -> &'a str {
    value.path(path).and_then(Value::scalar).unwrap_or("")
}

/// Whether all keys are there.
pub(super) fn has(value: &Value, keys: &[&str]) -> bool {
    keys.iter().all(|key| value.get(key).is_some())
}
