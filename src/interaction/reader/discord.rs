//! `DiscordChatExporter`, JSON (formats.md 3.9).

use super::super::record::{Act, Actor, LeftOut, Record};
use super::super::{Kind, Oddity, Source};
use super::Sink;
use super::item::{ItemReader, at, has};
use crate::source::Value;

pub(super) const READER: ItemReader = ItemReader {
    source: Source::Discord,
    recognise: |value| has(value, &["guild", "channel", "messages", "exportedAt"]),
    mapping: &[
        ("id", "messages[].id"),
        ("source_id", "messages[].author.id"),
        ("source", "messages[].author.name"),
        ("time", "messages[].timestamp"),
        ("text", "messages[].content"),
        ("reply", "messages[].reference.messageId"),
        ("mention", "messages[].mentions[]"),
        ("reaction", "messages[].reactions[].users[]"),
        ("left out", "messages[].author.isBot"),
    ],
    read,
};

/// Types of messages that people write; joins, pins and calls are the system's.
const WRITTEN: [&str; 6] = ["Default", "Reply", "ThreadStarterMessage", "0", "19", "21"];

fn read(value: &Value, sink: &mut Sink) {
    for message in value.get("messages").map(Value::items).unwrap_or_default() {
        sink.begin_item();
        one(message, sink);
        sink.end();
    }
}

fn user(value: &Value) -> Actor<'_> {
    Actor {
        id: at(value, &["id"]).into(),
        handle: at(value, &["name"]).into(),
        name: at(value, &["nickname"]).into(),
        ..Actor::default()
    }
}

fn is_bot(value: &Value) -> bool {
    value.get("isBot").and_then(Value::boolean) == Some(true)
}

fn one(message: &Value, sink: &mut Sink) {
    let kind = at(message, &["type"]);
    if !kind.is_empty() && !WRITTEN.contains(&kind) {
        sink.odd(Oddity::SystemMessage);
        return;
    }
    let Some(author) = message.get("author") else {
        sink.reject(None, "the message has no author");
        return;
    };
    if is_bot(author) {
        sink.leave_out(&user(author), LeftOut::Bot);
    }
    let id = at(message, &["id"]);
    let answered = at(message, &["reference", "messageId"]);
    let mut acts = Vec::new();
    // A pin or a forward refers too; only an answer is towards its author.
    let forwarded = message
        .get("forwardedMessage")
        .is_some_and(|value| *value != Value::Null)
        || at(message, &["reference", "type"]) == "Forward";
    if !answered.is_empty() {
        acts.push(Act::on(
            if forwarded { Kind::Repost } else { Kind::Reply },
            answered,
        ));
    }
    for mention in message
        .get("mentions")
        .map(Value::items)
        .unwrap_or_default()
    {
        if is_bot(mention) {
            sink.leave_out(&user(mention), LeftOut::Bot);
        }
        acts.push(Act::towards(Kind::Mention, user(mention)));
    }
    for reaction in message
        .get("reactions")
        .map(Value::items)
        .unwrap_or_default()
    {
        for by in reaction.get("users").map(Value::items).unwrap_or_default() {
            if is_bot(by) {
                sink.leave_out(&user(by), LeftOut::Bot);
            }
            acts.push(
                Act::towards(Kind::Reaction, bare(author))
                    .object(id)
                    .by(user(by), None),
            );
        }
    }
    let time = sink.time(at(message, &["timestamp"]), None);
    sink.record(&Record {
        author: user(author),
        id: id.into(),
        time,
        text: at(message, &["content"]).into(),
        answers: if forwarded { "" } else { answered }.into(),
        repost: forwarded,
        is_post: true,
        acts,
        ..Record::default()
    });
}

/// The author as a target: the id is enough.
fn bare(author: &Value) -> Actor<'_> {
    Actor::id(at(author, &["id"]))
}
