//! Telegram Desktop, `result.json` (formats.md 3.11): one chat, or the chats of a whole account.

use super::super::record::{Act, Actor, Record};
use super::super::{Kind, Oddity, Source};
use super::Sink;
use super::item::{ItemReader, at, has};
use crate::source::Value;

pub(super) const READER: ItemReader = ItemReader {
    source: Source::Telegram,
    recognise: |value| {
        (has(value, &["name", "type", "id", "messages"]))
            || value
                .path(&["chats", "list"])
                .is_some_and(|list| list.items().iter().all(|chat| has(chat, &["messages"])))
    },
    mapping: &[
        ("id", "messages[].id (within its chat)"),
        ("source_id", "messages[].from_id"),
        ("name", "messages[].from"),
        ("time", "messages[].date_unixtime, date"),
        ("text", "messages[].text"),
        ("reply", "messages[].reply_to_message_id"),
        ("mention", "messages[].text_entities[]"),
        ("repost", "messages[].forwarded_from"),
        ("reaction", "messages[].reactions[].recent[]"),
    ],
    read,
};

fn read(value: &Value, sink: &mut Sink) {
    match value.path(&["chats", "list"]) {
        Some(list) => list.items().iter().for_each(|chat| read_chat(chat, sink)),
        None => read_chat(value, sink),
    }
}

fn read_chat(chat: &Value, sink: &mut Sink) {
    let messages = chat.get("messages").map(Value::items).unwrap_or_default();
    let private = matches!(
        at(chat, &["type"]),
        "personal_chat" | "bot_chat" | "saved_messages"
    );
    for message in messages {
        sink.begin_item();
        if private {
            sink.odd(Oddity::PersonalChat);
        } else {
            one(at(chat, &["id"]), message, sink);
        }
        sink.end();
    }
}

fn one(chat: &str, message: &Value, sink: &mut Sink) {
    if at(message, &["type"]) == "service" {
        sink.odd(Oddity::SystemMessage);
        return;
    }
    let author = Actor {
        id: at(message, &["from_id"]).into(),
        name: at(message, &["from"]).into(),
        ..Actor::default()
    };
    if author.is_unknown() {
        sink.odd(Oddity::DeletedAuthor);
        return;
    }
    let scoped = |id: &str| {
        if id.is_empty() {
            String::new()
        } else {
            format!("{chat}/{id}")
        }
    };
    let id = scoped(at(message, &["id"]));
    let answered = scoped(at(message, &["reply_to_message_id"]));
    let mut acts = Vec::new();
    let forwarded = at(message, &["forwarded_from"]);
    let forwarded_id = at(message, &["forwarded_from_id"]);
    if !forwarded_id.is_empty() {
        acts.push(Act::towards(
            Kind::Repost,
            Actor {
                id: forwarded_id.into(),
                name: forwarded.into(),
                ..Actor::default()
            },
        ));
    } else if !forwarded.is_empty() {
        // A display name, not an id: a person of that name only.
        acts.push(Act::towards(Kind::Repost, Actor::handle(forwarded)));
    }
    let repost = !acts.is_empty();
    if !answered.is_empty() {
        acts.push(Act::on(Kind::Reply, answered.clone()));
    }
    if !repost {
        mentions(message, &mut acts);
    }
    reactions(message, &author, &id, sink, &mut acts);
    let stamp = [at(message, &["date_unixtime"]), at(message, &["date"])]
        .into_iter()
        .find(|text| !text.is_empty());
    let time = sink.time(stamp.unwrap_or(""), None);
    sink.record(&Record {
        author,
        id: id.into(),
        time,
        text: joined(message.get("text")).into(),
        answers: answered.into(),
        repost,
        is_post: true,
        acts,
        ..Record::default()
    });
}

fn mentions<'a>(message: &'a Value, acts: &mut Vec<Act<'a>>) {
    for entity in message
        .get("text_entities")
        .map(Value::items)
        .unwrap_or_default()
    {
        match at(entity, &["type"]) {
            "mention" => acts.push(Act::towards(
                Kind::Mention,
                Actor::handle(at(entity, &["text"])),
            )),
            "mention_name" => {
                acts.push(Act::towards(
                    Kind::Mention,
                    Actor::id(format!("user{}", at(entity, &["user_id"]))),
                ));
            }
            _ => {}
        }
    }
}

/// Only the recent reactions are named.
fn reactions<'a>(
    message: &'a Value,
    author: &Actor<'a>,
    id: &str,
    sink: &mut Sink,
    acts: &mut Vec<Act<'a>>,
) {
    for reaction in message
        .get("reactions")
        .map(Value::items)
        .unwrap_or_default()
    {
        for recent in reaction.get("recent").map(Value::items).unwrap_or_default() {
            let by = Actor {
                id: at(recent, &["from_id"]).into(),
                name: at(recent, &["from"]).into(),
                ..Actor::default()
            };
            let time = sink.time(at(recent, &["date"]), None);
            acts.push(
                Act::towards(Kind::Reaction, Actor::id(author.id.clone()))
                    .object(id.to_owned())
                    .by(by, time),
            );
        }
    }
}

/// `text` is a text, or a list of texts and of objects that hold one.
fn joined(text: Option<&Value>) -> String {
    match text {
        Some(Value::Text(text)) => text.clone(),
        Some(Value::Array(parts)) => parts
            .iter()
            .map(|part| part.text().unwrap_or_else(|| at(part, &["text"])))
            .collect(),
        _ => String::new(),
    }
}
