//! `DiscordChatExporter`, CSV (formats.md 3.9): who spoke and when, but no ids of messages and no replies.

use super::fields::{EMPTY, Layout};
use super::layout::LayoutReader;
use super::{Header, TableReader};
use crate::interaction::Source;

const LAYOUT: Layout = Layout {
    source: Source::DiscordCsv,
    author_id: &["authorid"],
    author: &["author"],
    time: &["date"],
    text: &["content"],
    notice: Some(
        "the CSV of DiscordChatExporter has no replies and no message ids: export as JSON to get ties",
    ),
    ..EMPTY
};

pub(super) fn recognise(header: &Header) -> Option<Box<dyn TableReader>> {
    header
        .has(&["authorid", "author", "date", "content"])
        .then(|| LayoutReader::boxed(&LAYOUT, header))
}
