//! GitHub events (formats.md 3.13): one event a line, as the API and GH Archive give them. Issues and pull
//! requests are known as `owner/repository#number`.
//!
//! No mentions: an `@` in comments on code is an annotation or a package as often as a person.

use super::super::record::{Act, Actor, LeftOut, Record};
use super::super::{Kind, Oddity, Source};
use super::Sink;
use super::item::{ItemReader, at, has};
use crate::source::Value;

pub(super) const READER: ItemReader = ItemReader {
    source: Source::GithubEvents,
    recognise: |value| {
        has(value, &["type", "actor", "repo", "payload", "created_at"])
            && at(value, &["type"]).ends_with("Event")
    },
    mapping: &[
        ("id", "id"),
        ("source_id", "actor.id"),
        ("source", "actor.login"),
        ("time", "created_at"),
        (
            "text",
            "payload.comment.body, payload.review.body, payload.issue.title, body",
        ),
        (
            "comment",
            "payload.issue.user, payload.pull_request.user, payload.discussion.user",
        ),
        ("reaction", "repo.name (WatchEvent)"),
        ("repost", "repo.name (ForkEvent)"),
        ("left out", "actor.login ([bot]), type"),
    ],
    read: |value, sink| {
        sink.begin_item();
        one(value, sink);
        sink.end();
    },
};

/// What people open, comment on and review.
const THREADS: [&str; 3] = ["issue", "pull_request", "discussion"];

/// What an event says.
enum Said<'a> {
    /// Somebody opened a thread.
    Opening(&'a Value),
    /// Somebody commented or reviewed.
    Remark(&'a Value),
    Star,
    Fork,
    Other,
}

impl<'a> Said<'a> {
    fn of(kind: &str, payload: &'a Value) -> Self {
        let action = at(payload, &["action"]);
        // Edits and deletions repeat what was said.
        let made = matches!(action, "" | "created" | "submitted");
        let part = |key: &str| payload.get(key).filter(|value| **value != Value::Null);
        match kind {
            "WatchEvent" => Self::Star,
            "ForkEvent" => Self::Fork,
            "IssuesEvent" | "PullRequestEvent" | "DiscussionEvent"
                if matches!(action, "opened" | "created") =>
            {
                THREADS
                    .into_iter()
                    .find_map(part)
                    .map_or(Self::Other, Self::Opening)
            }
            _ if kind.ends_with("CommentEvent") && made => {
                part("comment").map_or(Self::Other, Self::Remark)
            }
            "PullRequestReviewEvent" if made => part("review").map_or(Self::Other, Self::Remark),
            _ => Self::Other,
        }
    }
}

fn one(event: &Value, sink: &mut Sink) {
    let empty = Value::Null;
    let payload = event.get("payload").unwrap_or(&empty);
    let repository = at(event, &["repo", "name"]);
    let said = Said::of(at(event, &["type"]), payload);
    if matches!(said, Said::Other) {
        sink.odd(Oddity::OtherEvent);
        return;
    }
    let author = account(event.get("actor").unwrap_or(&empty));
    if author.is_bot {
        sink.leave_out(&author.actor, LeftOut::Bot);
    }
    if author.is_ghost {
        sink.odd(Oddity::DeletedAuthor);
        return;
    }
    let mut record = Record {
        author: author.actor,
        id: at(event, &["id"]).into(),
        time: sink.time(at(event, &["created_at"]), None),
        ..Record::default()
    };
    match said {
        Said::Opening(thread) => {
            record.is_post = true;
            record.id = thread_id(repository, thread).into();
            record.text = format!("{} {}", at(thread, &["title"]), at(thread, &["body"])).into();
            record.url = at(thread, &["html_url"]).into();
        }
        Said::Remark(remark) => {
            record.is_post = true;
            record.text = at(remark, &["body"]).into();
            record.url = at(remark, &["html_url"]).into();
            if let Some(thread) = THREADS.into_iter().find_map(|key| payload.get(key)) {
                let object = thread_id(repository, thread);
                record.answers = object.clone().into();
                record.acts.extend(towards_opener(thread, object, sink));
            }
        }
        Said::Star => record.acts.push(towards_owner(Kind::Reaction, repository)),
        Said::Fork => record.acts.push(towards_owner(Kind::Repost, repository)),
        Said::Other => {}
    }
    sink.record(&record);
}

/// A comment towards whoever opened the thread; nobody where they deleted their account.
fn towards_opener<'a>(thread: &'a Value, object: String, sink: &mut Sink) -> Option<Act<'a>> {
    let Some(user) = thread.get("user") else {
        // Newer events leave the user out: known where the opening is in the log.
        return Some(Act::on(Kind::Comment, object));
    };
    let opener = account(user);
    if opener.is_bot {
        sink.builder
            .leave_out(sink.platform, &opener.actor, LeftOut::Bot);
    }
    let known = !opener.is_ghost && !opener.actor.is_unknown();
    known.then(|| Act::towards(Kind::Comment, opener.actor).object(object))
}

fn towards_owner(kind: Kind, repository: &str) -> Act<'_> {
    let owner = repository.split('/').next().unwrap_or("");
    Act::towards(kind, Actor::handle(owner)).object(repository)
}

/// `owner/repository#number`; empty without a number.
fn thread_id(repository: &str, thread: &Value) -> String {
    match at(thread, &["number"]) {
        "" => String::new(),
        number => format!("{repository}#{number}"),
    }
}

struct Login<'a> {
    actor: Actor<'a>,
    is_bot: bool,
    /// Stands for all accounts that were deleted.
    is_ghost: bool,
}

fn account(user: &Value) -> Login<'_> {
    let login = at(user, &["login"]);
    Login {
        is_bot: login.to_lowercase().ends_with("[bot]") || at(user, &["type"]) == "Bot",
        is_ghost: login == "ghost",
        actor: Actor {
            id: at(user, &["id"]).into(),
            handle: login.into(),
            ..Actor::default()
        },
    }
}
