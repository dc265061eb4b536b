//! Bluesky API (formats.md 3.6): posts, feeds, threads. The author of any post is the DID in its address.

use super::super::record::{Act, Actor, Record};
use super::super::{Kind, Oddity, Source};
use super::Sink;
use super::item::{ItemReader, at, has};
use crate::source::Value;

pub(super) const READER: ItemReader = ItemReader {
    source: Source::Bluesky,
    recognise: |value| {
        let view =
            |post: &Value| has(post, &["uri", "author"]) && post.path(&["author", "did"]).is_some();
        view(value)
            || value.get("post").is_some_and(view)
            || value.path(&["thread", "post"]).is_some_and(view)
            || list(value).is_some_and(|list| {
                list.first()
                    .is_some_and(|first| view(first) || first.get("post").is_some_and(view))
            })
    },
    mapping: &[
        ("id", "feed[], posts[], thread: uri"),
        ("source_id", "author.did"),
        ("source", "author.handle"),
        ("name", "author.displayName"),
        ("time", "record.createdAt, indexedAt"),
        ("text", "record.text"),
        ("reply", "record.reply.parent.uri"),
        ("quote", "record.embed"),
        ("mention", "record.facets[]"),
        ("repost", "reason.by"),
    ],
    read,
};

fn list(value: &Value) -> Option<&[Value]> {
    ["feed", "posts"]
        .iter()
        .find_map(|key| value.get(key))
        .map(Value::items)
}

fn read(value: &Value, sink: &mut Sink) {
    if let Some(items) = list(value) {
        for item in items {
            read(item, sink);
        }
        return;
    }
    let thread = value.get("thread").unwrap_or(value);
    if value.get("thread").is_some() || value.get("replies").is_some() {
        for reply in thread.get("replies").map(Value::items).unwrap_or_default() {
            read(reply, sink);
        }
    }
    sink.begin_item();
    one(
        thread.get("post").unwrap_or(thread),
        thread.get("reason"),
        sink,
    );
    sink.end();
}

fn account(value: &Value) -> Actor<'_> {
    Actor {
        id: at(value, &["did"]).into(),
        handle: at(value, &["handle"]).into(),
        name: at(value, &["displayName"]).into(),
        ..Actor::default()
    }
}

fn one(post: &Value, reason: Option<&Value>, sink: &mut Sink) {
    let Some(author) = post.get("author") else {
        sink.odd(Oddity::NotFound);
        return;
    };
    let uri = at(post, &["uri"]);
    let record = post.get("record").unwrap_or(&Value::Null);
    let mut acts = Vec::new();
    post_acts(record, &mut acts);
    if let Some(by) = reason.and_then(|reason| reason.get("by")) {
        let time = sink.time(reason.map_or("", |reason| at(reason, &["indexedAt"])), None);
        acts.push(
            Act::towards(Kind::Repost, Actor::id(at(author, &["did"])))
                .object(uri)
                .by(account(by), time),
        );
    }
    let stamp = [at(record, &["createdAt"]), at(post, &["indexedAt"])]
        .into_iter()
        .find(|text| !text.is_empty());
    let time = sink.time(stamp.unwrap_or(""), None);
    sink.record(&Record {
        author: account(author),
        id: uri.into(),
        time,
        text: at(record, &["text"]).into(),
        language: record
            .get("langs")
            .and_then(|langs| langs.items().first())
            .and_then(Value::text)
            .unwrap_or("")
            .into(),
        answers: at(record, &["reply", "parent", "uri"]).into(),
        is_post: true,
        acts,
        ..Record::default()
    });
}

/// Ties a post's record carries: reply, quote, mentions.
pub(super) fn post_acts<'a>(record: &'a Value, acts: &mut Vec<Act<'a>>) {
    let parent = at(record, &["reply", "parent", "uri"]);
    if !parent.is_empty() {
        acts.push(Act::towards(Kind::Reply, Actor::id(did_of(parent))).object(parent));
    }
    // A quote stands alone, or beside images.
    let quoted = [
        at(record, &["embed", "record", "uri"]),
        at(record, &["embed", "record", "record", "uri"]),
    ];
    if let Some(quoted) = quoted
        .into_iter()
        .find(|uri| uri.contains("/app.bsky.feed.post/"))
    {
        acts.push(Act::towards(Kind::Quote, Actor::id(did_of(quoted))).object(quoted));
    }
    for facet in record.get("facets").map(Value::items).unwrap_or_default() {
        for feature in facet.get("features").map(Value::items).unwrap_or_default() {
            let did = at(feature, &["did"]);
            if !did.is_empty() {
                acts.push(Act::towards(Kind::Mention, Actor::id(did)));
            }
        }
    }
}

/// The DID in `at://DID/collection/rkey`.
pub(super) fn did_of(uri: &str) -> &str {
    uri.strip_prefix("at://")
        .and_then(|rest| rest.split('/').next())
        .unwrap_or("")
}
