//! Mastodon statuses (formats.md 3.7). Ids are the server's own, so accounts are known by `acct`,
//! completed with the server, and messages by their `uri` (what a reply names is the asked server's id: both are one object).

use super::super::record::{Act, Actor, LeftOut, Record};
use super::super::text::html_text;
use super::super::{Kind, Oddity, Source};
use super::Sink;
use super::item::{ItemReader, at};
use crate::source::Value;

pub(super) const READER: ItemReader = ItemReader {
    source: Source::Mastodon,
    recognise: |value| {
        value.get("reblogs_count").is_some() && value.path(&["account", "acct"]).is_some()
    },
    mapping: &[
        ("id", "uri, id"),
        ("source", "account.acct (with the server)"),
        ("name", "account.display_name"),
        ("followers", "account.followers_count"),
        ("profile", "account.url"),
        ("time", "created_at"),
        ("text", "content"),
        ("language", "language"),
        ("reply", "in_reply_to_id, in_reply_to_account_id"),
        ("repost", "reblog"),
        ("quote", "quote"),
        ("mention", "mentions[]"),
        ("left out", "account.bot, account.discoverable, visibility"),
    ],
    read: |value, sink| {
        sink.begin_item();
        one(value, sink);
        sink.end();
    },
};

/// The server in `https://server/@name`.
fn server(url: &str) -> &str {
    url.split("://")
        .nth(1)
        .and_then(|rest| rest.split('/').next())
        .unwrap_or("")
}

/// `name@server`, whichever server shows it.
fn full_acct(account: &Value, local: &str) -> String {
    let acct = at(account, &["acct"]);
    if acct.is_empty() || acct.contains('@') {
        return acct.to_owned();
    }
    let host = server(at(account, &["url"]));
    let host = if host.is_empty() { local } else { host };
    if host.is_empty() {
        acct.to_owned()
    } else {
        format!("{acct}@{host}")
    }
}

fn actor<'a>(account: &'a Value, local: &str) -> Actor<'a> {
    Actor {
        handle: full_acct(account, local).into(),
        name: at(account, &["display_name"]).into(),
        followers: at(account, &["followers_count"]).parse().ok(),
        url: at(account, &["url"]).into(),
        ..Actor::default()
    }
}

/// Leaves out whoever asked for it; says whether the status may be read.
fn readable(status: &Value, author: &Actor, sink: &mut Sink) -> bool {
    let flag = |key| status.path(&["account", key]).and_then(Value::boolean);
    if flag("bot") == Some(true) {
        sink.leave_out(author, LeftOut::Bot);
    }
    if flag("discoverable") == Some(false) {
        sink.leave_out(author, LeftOut::Private);
    }
    let visibility = at(status, &["visibility"]);
    if !matches!(visibility, "" | "public") {
        sink.odd(Oddity::NotPublic);
        return false;
    }
    true
}

fn one(status: &Value, sink: &mut Sink) {
    let Some(account) = status.get("account") else {
        sink.reject(None, "the status has no account");
        return;
    };
    let acct = at(account, &["acct"]);
    // A status of a local account names the server in its address; a remote one does not.
    let local = if acct.contains('@') {
        ""
    } else {
        server(at(account, &["url"]))
    };
    let author = actor(account, local);
    if !readable(status, &author, sink) {
        return;
    }
    let time = sink.time(at(status, &["created_at"]), None);
    let id = message(status);
    sink.builder
        .same_object(sink.platform, &local_id(at(status, &["id"])), &id);
    if let Some(inner) = status.get("reblog").filter(|inner| **inner != Value::Null) {
        let original = inner
            .get("account")
            .map(|account| actor(account, local))
            .unwrap_or_default();
        if !readable(inner, &original, sink) {
            return;
        }
        let object = message(inner);
        sink.builder
            .same_object(sink.platform, &local_id(at(inner, &["id"])), &object);
        let bare = Actor::handle(original.handle.clone());
        let mut repost = Record {
            author,
            id: id.into(),
            time,
            repost: true,
            is_post: true,
            ..Record::default()
        };
        repost
            .acts
            .push(Act::towards(Kind::Repost, bare).object(object));
        sink.record(&repost);
        return;
    }
    let mut acts = Vec::new();
    let answered_local = at(status, &["in_reply_to_id"]);
    let answered = if answered_local.is_empty() {
        String::new()
    } else {
        local_id(answered_local)
    };
    let answered_account = at(status, &["in_reply_to_account_id"]);
    let mentions = status.get("mentions").map(Value::items).unwrap_or_default();
    if !answered.is_empty() {
        let named = mentions.iter().find(|mention| {
            at(mention, &["id"]) == answered_account && !answered_account.is_empty()
        });
        let themselves = answered_account == at(account, &["id"]) && !answered_account.is_empty();
        acts.push(match named {
            _ if themselves => Act::towards(Kind::Reply, Actor::handle(author.handle.clone()))
                .object(answered.clone()),
            Some(mention) => Act::towards(Kind::Reply, Actor::handle(full_acct(mention, local)))
                .object(answered.clone()),
            None => Act::on(Kind::Reply, answered.clone()),
        });
    }
    let quoted = status
        .path(&["quote", "quoted_status"])
        .or_else(|| status.get("quote"))
        .filter(|quoted| quoted.get("account").is_some());
    if let Some(quoted) = quoted {
        let target = quoted
            .get("account")
            .map(|account| full_acct(account, local))
            .unwrap_or_default();
        acts.push(Act::towards(Kind::Quote, Actor::handle(target)).object(message(quoted)));
    }
    for mention in mentions {
        acts.push(Act::towards(
            Kind::Mention,
            Actor::handle(full_acct(mention, local)),
        ));
    }
    sink.record(&Record {
        author,
        id: id.into(),
        time,
        text: html_text(at(status, &["content"])).into(),
        url: at(status, &["url"]).into(),
        language: at(status, &["language"]).into(),
        answers: answered.into(),
        is_post: true,
        acts,
        ..Record::default()
    });
}

/// The status's own address: the same on every server that shows it.
fn message(status: &Value) -> String {
    let address = [at(status, &["uri"]), at(status, &["url"])]
        .into_iter()
        .find(|text| !text.is_empty());
    address.map_or_else(|| local_id(at(status, &["id"])), str::to_owned)
}

/// The id on the server that was asked.
fn local_id(id: &str) -> String {
    format!("id/{id}")
}
