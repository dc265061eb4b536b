//! Bluesky Jetstream (formats.md 3.6): one commit a line; deletes are applied.

use super::super::record::{Act, Actor, Record};
use super::super::{Kind, Oddity, Source};
use super::Sink;
use super::bluesky::{did_of, post_acts};
use super::item::{ItemReader, at, has};
use crate::source::Value;

pub(super) const READER: ItemReader = ItemReader {
    source: Source::Jetstream,
    recognise: |value| has(value, &["did", "time_us", "kind"]),
    mapping: &[
        ("id", "at://did/commit.collection/commit.rkey"),
        ("source_id", "did"),
        ("time", "time_us"),
        ("text", "commit.record.text"),
        ("reply", "commit.record.reply.parent.uri"),
        ("quote", "commit.record.embed"),
        ("mention", "commit.record.facets[]"),
        ("repost", "commit.record.subject.uri"),
        ("reaction", "commit.record.subject.uri"),
        ("follow", "commit.record.subject"),
    ],
    read: |value, sink| {
        sink.begin_item();
        one(value, sink);
        sink.end();
    },
};

fn one(value: &Value, sink: &mut Sink) {
    let did = at(value, &["did"]);
    let Some(commit) = value.get("commit") else {
        if at(value, &["kind"]) == "commit" {
            sink.reject(None, "a commit without its content");
        } else {
            sink.odd(Oddity::NoCommit);
        }
        return;
    };
    let collection = at(commit, &["collection"]);
    let id = format!("at://{did}/{collection}/{}", at(commit, &["rkey"]));
    let time = sink.time(at(value, &["time_us"]), None);
    if at(commit, &["operation"]) == "delete" {
        sink.builder.delete(sink.platform, &id);
        sink.odd(Oddity::Deletion);
        return;
    }
    let Some(record) = commit.get("record") else {
        sink.reject(None, "a commit without its record");
        return;
    };
    let mut made = Record {
        author: Actor::id(did),
        id: id.into(),
        time,
        ..Record::default()
    };
    let subject = at(record, &["subject", "uri"]);
    match collection {
        "app.bsky.feed.post" => {
            made.is_post = true;
            made.text = at(record, &["text"]).into();
            made.language = record
                .get("langs")
                .and_then(|langs| langs.items().first())
                .and_then(Value::text)
                .unwrap_or("")
                .into();
            made.answers = at(record, &["reply", "parent", "uri"]).into();
            post_acts(record, &mut made.acts);
        }
        "app.bsky.feed.like" => made
            .acts
            .push(Act::towards(Kind::Reaction, Actor::id(did_of(subject))).object(subject)),
        "app.bsky.feed.repost" => made
            .acts
            .push(Act::towards(Kind::Repost, Actor::id(did_of(subject))).object(subject)),
        "app.bsky.graph.follow" => made.acts.push(Act::towards(
            Kind::Follow,
            Actor::id(at(record, &["subject"])),
        )),
        _ => {
            sink.odd(Oddity::OtherCollection);
            return;
        }
    }
    sink.record(&made);
}
