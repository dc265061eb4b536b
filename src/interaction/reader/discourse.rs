//! Discourse, topic JSON (formats.md 3.12). Messages are known as `topic/number`.

use super::super::record::{Act, Actor, Record};
use super::super::text::html_text;
use super::super::{Kind, Oddity, Source};
use super::Sink;
use super::cell::mentions_in_text;
use super::item::{ItemReader, at};
use crate::source::Value;

pub(super) const READER: ItemReader = ItemReader {
    source: Source::Discourse,
    recognise: |value| value.path(&["post_stream", "posts"]).is_some(),
    mapping: &[
        ("id", "post_stream.posts[].post_number (within its topic)"),
        ("source", "post_stream.posts[].username"),
        ("name", "post_stream.posts[].name"),
        ("time", "post_stream.posts[].created_at"),
        ("text", "post_stream.posts[].cooked"),
        ("reply", "post_stream.posts[].reply_to_post_number"),
        ("comment", "post_stream.posts[] towards the first"),
        ("mention", "post_stream.posts[].cooked"),
        ("left out", "archetype (private_message)"),
    ],
    read,
};

fn read(value: &Value, sink: &mut Sink) {
    let private = at(value, &["archetype"]) == "private_message";
    for post in value
        .path(&["post_stream", "posts"])
        .map(Value::items)
        .unwrap_or_default()
    {
        sink.begin_item();
        if private {
            sink.odd(Oddity::PrivateMessage);
        } else {
            one(at(value, &["id"]), post, sink);
        }
        sink.end();
    }
}

fn one(topic: &str, post: &Value, sink: &mut Sink) {
    let topic = [at(post, &["topic_id"]), topic]
        .into_iter()
        .find(|topic| !topic.is_empty())
        .unwrap_or("");
    let scoped = |number: &str| {
        if number.is_empty() {
            String::new()
        } else {
            format!("{topic}/{number}")
        }
    };
    let number = at(post, &["post_number"]);
    let answered = at(post, &["reply_to_post_number"]);
    let author = Actor {
        handle: at(post, &["username"]).into(),
        name: at(post, &["name"]).into(),
        ..Actor::default()
    };
    let text = html_text(at(post, &["cooked"]));
    let mut acts = Vec::new();
    let mut answers = String::new();
    if !answered.is_empty() {
        answers = scoped(answered);
        acts.push(Act::on(Kind::Reply, answers.clone()));
    } else if number != "1" && !number.is_empty() {
        // A reply to the topic is a comment on its first post.
        answers = scoped("1");
        acts.push(Act::on(Kind::Comment, answers.clone()));
    }
    acts.extend(
        mentions_in_text(&text)
            .map(|name| Act::towards(Kind::Mention, Actor::handle(name.into_owned()))),
    );
    let time = sink.time(at(post, &["created_at"]), None);
    sink.record(&Record {
        author,
        id: scoped(number).into(),
        time,
        text: text.into(),
        answers: answers.into(),
        is_post: true,
        acts,
        ..Record::default()
    });
}
