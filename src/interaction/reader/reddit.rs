//! Reddit dumps, one object a line (formats.md 3.8). Messages are known by their full names: `t1_…`
//! for comments, `t3_…` for submissions.

use super::super::record::{Act, Actor, LeftOut, Record};
use super::super::{Kind, Source};
use super::Sink;
use super::item::{ItemReader, at, has};
use crate::source::Value;

pub(super) const READER: ItemReader = ItemReader {
    source: Source::Reddit,
    recognise: |value| {
        has(value, &["author", "subreddit", "created_utc"])
            && (has(value, &["body"]) || has(value, &["title"]))
    },
    mapping: &[
        ("id", "name, id"),
        ("source", "author"),
        ("time", "created_utc"),
        ("text", "body, selftext, title"),
        ("reply", "parent_id (t1_)"),
        ("comment", "parent_id (t3_)"),
        ("repost", "crosspost_parent"),
        ("left out", "author ([bot])"),
    ],
    read: |value, sink| {
        sink.begin_item();
        one(value, sink);
        sink.end();
    },
};

fn one(value: &Value, sink: &mut Sink) {
    let author = Actor::handle(at(value, &["author"]));
    if author.handle == "AutoModerator" || author.handle.to_lowercase().ends_with("[bot]") {
        sink.leave_out(&author, LeftOut::Bot);
    }
    let is_comment = value.get("body").is_some();
    let id = at(value, &["id"]);
    let full = if id.starts_with("t1_") || id.starts_with("t3_") || id.is_empty() {
        id.to_owned()
    } else {
        format!("{}{id}", if is_comment { "t1_" } else { "t3_" })
    };
    let parent = at(value, &["parent_id"]);
    let mut acts = Vec::new();
    if is_comment && !parent.is_empty() {
        acts.push(Act::on(
            if parent.starts_with("t1_") {
                Kind::Reply
            } else {
                Kind::Comment
            },
            parent,
        ));
    }
    let original = at(value, &["crosspost_parent"]);
    if !original.is_empty() {
        acts.push(Act::on(Kind::Repost, original));
    }
    let text = if is_comment {
        at(value, &["body"]).to_owned()
    } else {
        format!("{} {}", at(value, &["title"]), at(value, &["selftext"]))
    };
    let permalink = match at(value, &["permalink"]) {
        path if path.starts_with('/') => format!("https://www.reddit.com{path}"),
        path => path.to_owned(),
    };
    let removed = matches!(text.trim(), "[deleted]" | "[removed]");
    let time = sink.time(at(value, &["created_utc"]), None);
    sink.record(&Record {
        author,
        id: full.into(),
        time,
        text: if removed { String::new() } else { text }.into(),
        answers: if is_comment { parent } else { "" }.into(),
        url: permalink.into(),
        repost: !original.is_empty(),
        is_post: true,
        acts,
        ..Record::default()
    });
}
