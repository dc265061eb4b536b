//! Slack export (formats.md 3.10): `users.json`, and one list of messages a channel and day. Messages
//! are known as `channel/ts`; `ts` is an id as much as a time and stays text.

use super::super::record::{Act, Actor, LeftOut, Record};
use super::super::{Kind, Oddity, Source};
use super::Sink;
use super::item::{ItemReader, at, has};
use crate::source::Value;

pub(super) const READER: ItemReader = ItemReader {
    source: Source::Slack,
    recognise: |value| has(value, &["type", "ts"]) && at(value, &["type"]) == "message",
    mapping: &[
        ("id", "channel/ts"),
        ("source_id", "user"),
        ("name", "users.json: name, real_name"),
        ("time", "ts"),
        ("text", "text"),
        ("reply", "parent_user_id, thread_ts"),
        ("mention", "text (<@user>)"),
        ("reaction", "reactions[].users[]"),
        ("left out", "subtype, bot_id, users.json: is_bot, deleted"),
    ],
    read: |value, sink| {
        sink.begin_item();
        let channel = sink.scope.clone();
        one(&channel, value, sink);
        sink.end();
    },
};

/// Subtypes in which a person speaks.
const SPOKEN: [&str; 4] = ["", "thread_broadcast", "file_share", "me_message"];

/// The accounts of `users.json`: names, never addresses; bots are left out.
pub(in super::super) fn read_users(users: &Value, sink: &mut Sink) {
    for user in users.items() {
        let actor = Actor {
            id: at(user, &["id"]).into(),
            handle: at(user, &["name"]).into(),
            name: at(user, &["real_name"]).into(),
            ..Actor::default()
        };
        let flag = |key| user.get(key).and_then(Value::boolean) == Some(true);
        if flag("is_bot") || at(user, &["id"]) == "USLACKBOT" {
            sink.leave_out(&actor, LeftOut::Bot);
        } else {
            sink.builder.account(sink.platform, &actor);
        }
    }
}

fn one(channel: &str, message: &Value, sink: &mut Sink) {
    let subtype = at(message, &["subtype"]);
    let user = at(message, &["user"]);
    if message.get("bot_id").is_some() || subtype == "bot_message" {
        if user.is_empty() {
            sink.odd(Oddity::Bot);
        } else {
            sink.leave_out(&Actor::id(user), LeftOut::Bot);
        }
        return;
    }
    if !SPOKEN.contains(&subtype) {
        sink.odd(Oddity::SystemMessage);
        return;
    }
    let author = Actor {
        id: user.into(),
        name: at(message, &["user_profile", "real_name"]).into(),
        ..Actor::default()
    };
    let scoped = |ts: &str| format!("{channel}/{ts}");
    let ts = at(message, &["ts"]);
    let thread = at(message, &["thread_ts"]);
    let text = at(message, &["text"]);
    let mut acts = Vec::new();
    let mut answers = String::new();
    if !thread.is_empty() && thread != ts {
        answers = scoped(thread);
        let parent = at(message, &["parent_user_id"]);
        acts.push(if parent.is_empty() {
            Act::on(Kind::Reply, answers.clone())
        } else {
            Act::towards(Kind::Reply, Actor::id(parent)).object(answers.clone())
        });
    }
    for rest in text.split("<@").skip(1) {
        let named = rest.split(['>', '|']).next().unwrap_or("");
        acts.push(Act::towards(Kind::Mention, Actor::id(named)));
    }
    for reaction in message
        .get("reactions")
        .map(Value::items)
        .unwrap_or_default()
    {
        for by in reaction.get("users").map(Value::items).unwrap_or_default() {
            let by = Actor::id(by.scalar().unwrap_or(""));
            acts.push(
                Act::towards(Kind::Reaction, Actor::id(user))
                    .object(scoped(ts))
                    .by(by, None),
            );
        }
    }
    let time = sink.time(ts, None);
    sink.record(&Record {
        author,
        id: scoped(ts).into(),
        time,
        text: spoken(text).into(),
        answers: answers.into(),
        is_post: true,
        acts,
        ..Record::default()
    });
}

/// The text without `<@user>`, `<#channel>` and addresses, its three entities resolved.
fn spoken(text: &str) -> String {
    let mut own = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        own.push_str(&rest[..start]);
        own.push(' ');
        rest = rest[start..]
            .find('>')
            .map_or("", |end| &rest[start + end + 1..]);
    }
    own.push_str(rest);
    own.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}
