//! twarc2, JSONL (formats.md 3.5): one response page a line, or one flattened tweet a line.

use super::super::record::{Act, Actor, Record};
use super::super::{Kind, Source};
use super::Sink;
use super::item::{ItemReader, at, has};
use crate::source::Value;

pub(super) const READER: ItemReader = ItemReader {
    source: Source::Twarc,
    recognise: |value| {
        let tweet = |tweet: &Value| has(tweet, &["id", "author_id", "text"]);
        tweet(value)
            || value
                .get("data")
                .is_some_and(|data| tweet(data) || data.items().first().is_some_and(tweet))
    },
    mapping: &[
        ("id", "data[].id"),
        ("source_id", "data[].author_id"),
        ("source", "includes.users[].username"),
        ("name", "includes.users[].name"),
        (
            "followers",
            "includes.users[].public_metrics.followers_count",
        ),
        ("time", "data[].created_at"),
        ("text", "data[].text"),
        ("language", "data[].lang"),
        ("reply", "data[].in_reply_to_user_id, referenced_tweets[]"),
        ("repost", "data[].referenced_tweets[]"),
        ("quote", "data[].referenced_tweets[]"),
        ("mention", "data[].entities.mentions[]"),
    ],
    read,
};

fn read(value: &Value, sink: &mut Sink) {
    let includes = value.get("includes");
    for user in includes
        .and_then(|includes| includes.get("users"))
        .map(Value::items)
        .unwrap_or_default()
    {
        sink.builder.account(sink.platform, &account(user));
    }
    let referenced = includes
        .and_then(|includes| includes.get("tweets"))
        .map(Value::items)
        .unwrap_or_default();
    let tweets = match value.get("data") {
        Some(Value::Array(tweets)) => tweets.as_slice(),
        Some(tweet) => std::slice::from_ref(tweet),
        None => std::slice::from_ref(value),
    };
    for tweet in tweets {
        sink.begin_item();
        one(tweet, referenced, sink);
        sink.end();
    }
}

fn account(user: &Value) -> Actor<'_> {
    Actor {
        id: at(user, &["id"]).into(),
        handle: at(user, &["username"]).into(),
        name: at(user, &["name"]).into(),
        followers: at(user, &["public_metrics", "followers_count"])
            .parse()
            .ok(),
        ..Actor::default()
    }
}

fn one(tweet: &Value, included: &[Value], sink: &mut Sink) {
    let mut author = tweet.get("author").map(account).unwrap_or_default();
    author.id = at(tweet, &["author_id"]).into();
    let mut acts = Vec::new();
    let mut repost = false;
    let mut answers = "";
    for reference in tweet
        .get("referenced_tweets")
        .map(Value::items)
        .unwrap_or_default()
    {
        let id = at(reference, &["id"]);
        let kind = match at(reference, &["type"]) {
            "retweeted" => Kind::Repost,
            "quoted" => Kind::Quote,
            "replied_to" => Kind::Reply,
            _ => continue,
        };
        repost |= kind == Kind::Repost;
        if kind == Kind::Reply {
            answers = id;
        }
        // Flattened tweets carry the other tweet's author; pages list the tweet beside.
        let other = included
            .iter()
            .find(|other| at(other, &["id"]) == id)
            .map_or("", |other| at(other, &["author_id"]));
        let replied = if kind == Kind::Reply {
            at(tweet, &["in_reply_to_user_id"])
        } else {
            ""
        };
        let known = [
            at(reference, &["author_id"]),
            at(reference, &["author", "id"]),
            other,
            replied,
        ];
        acts.push(match known.into_iter().find(|id| !id.is_empty()) {
            Some(target) => Act::towards(kind, Actor::id(target)).object(id),
            None => Act::on(kind, id),
        });
    }
    let replied = at(tweet, &["in_reply_to_user_id"]);
    if !replied.is_empty() && answers.is_empty() && !repost {
        acts.push(Act::towards(Kind::Reply, Actor::id(replied)));
    }
    if repost {
        // The rest is the original's.
        acts.retain(|act| act.kind == Kind::Repost);
    } else {
        for mention in tweet
            .path(&["entities", "mentions"])
            .map(Value::items)
            .unwrap_or_default()
        {
            acts.push(Act::towards(Kind::Mention, account(mention)));
        }
    }
    let time = sink.time(at(tweet, &["created_at"]), None);
    sink.record(&Record {
        author,
        id: at(tweet, &["id"]).into(),
        time,
        text: if repost { "" } else { at(tweet, &["text"]) }.into(),
        language: at(tweet, &["lang"]).into(),
        answers: if repost { "" } else { answers }.into(),
        repost,
        is_post: true,
        acts,
        ..Record::default()
    });
}
