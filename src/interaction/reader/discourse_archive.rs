//! Discourse, the archive one member downloads (formats.md 3.12). It does not say whose it is: the
//! owner is taken from the file's name (`user_archive-lea-260201-101500.csv`).

use super::super::record::{Act, Actor, Record};
use super::super::text::html_text;
use super::super::{Kind, Oddity};
use super::cell::{mentions_in_text, truthy};
use super::{Header, Row, Sink, TableReader};
use crate::interaction::Source;

struct Archive {
    post: Option<usize>,
    private: Option<usize>,
    url: Option<usize>,
    time: Option<usize>,
    category: Option<usize>,
}

impl TableReader for Archive {
    fn source(&self) -> Source {
        Source::DiscourseArchive
    }

    fn mapping(&self) -> Vec<(&'static str, usize)> {
        let fields = [
            ("text", self.post),
            ("left out", self.private),
            ("url", self.url),
            ("time", self.time),
            ("labels", self.category),
        ];
        fields
            .into_iter()
            .filter_map(|(field, column)| Some((field, column?)))
            .collect()
    }

    fn row(&mut self, row: &Row, sink: &mut Sink) {
        if truthy(row.maybe(self.private)) {
            sink.odd(Oddity::PrivateMessage);
            return;
        }
        let owner = owner(&sink.report.file);
        let time = sink.time(row.maybe(self.time), self.time);
        let text = without_quotes(row.maybe(self.post));
        let mut acts: Vec<Act> = quoted(row.maybe(self.post))
            .map(|(name, object)| Act::towards(Kind::Quote, Actor::handle(name)).object(object))
            .collect();
        acts.extend(
            mentions_in_text(&text).map(|name| Act::towards(Kind::Mention, Actor::handle(name))),
        );
        sink.record(&Record {
            line: row.line,
            author: Actor::handle(owner),
            id: message_id(row.maybe(self.url)).into(),
            time,
            url: row.maybe(self.url).into(),
            text: html_text(&text).into(),
            labels: vec![row.maybe(self.category).into()],
            is_post: true,
            acts,
            ..Record::default()
        });
    }

    fn proposal(&self) -> Option<String> {
        Some(
            "the archive does not say whose it is: the file's name was taken for the member's"
                .to_owned(),
        )
    }
}

/// The member in the file's name.
fn owner(file: &str) -> String {
    let stem = file
        .rsplit('/')
        .next()
        .unwrap_or(file)
        .split('.')
        .next()
        .unwrap_or(file);
    let stem = ["user_archive-", "user-archive-"]
        .iter()
        .find_map(|start| stem.strip_prefix(start))
        .unwrap_or(stem);
    let named =
        stem.trim_end_matches(|character: char| character.is_ascii_digit() || character == '-');
    if named.is_empty() {
        stem.to_owned()
    } else {
        named.to_owned()
    }
}

/// `…/t/topic-name/12/3` is post 3 of topic 12.
fn message_id(url: &str) -> String {
    let mut numbers = url
        .split(['/', '?', '#'])
        .filter(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    match (numbers.next(), numbers.next()) {
        (Some(topic), Some(post)) => format!("{topic}/{post}"),
        (Some(topic), None) => format!("{topic}/1"),
        _ => url.to_owned(),
    }
}

/// Names and messages of `[quote="name, post:3, topic:12"]`.
fn quoted(post: &str) -> impl Iterator<Item = (&str, String)> {
    post.split("[quote=\"").skip(1).filter_map(|rest| {
        let inside = rest.split('"').next()?;
        let mut parts = inside.split(',').map(str::trim);
        let name = parts.next().filter(|name| !name.is_empty())?;
        let (mut topic, mut number) = ("", "");
        for part in parts {
            topic = part.strip_prefix("topic:").unwrap_or(topic);
            number = part.strip_prefix("post:").unwrap_or(number);
        }
        let object = if topic.is_empty() || number.is_empty() {
            String::new()
        } else {
            format!("{topic}/{number}")
        };
        Some((name, object))
    })
}

/// The post without the words of others.
fn without_quotes(post: &str) -> String {
    let mut own = String::with_capacity(post.len());
    let mut rest = post;
    while let Some(start) = rest.find("[quote=") {
        own.push_str(&rest[..start]);
        rest = rest[start..]
            .find("[/quote]")
            .map_or("", |end| &rest[start + end + "[/quote]".len()..]);
    }
    own.push_str(rest);
    own
}

pub(super) fn recognise(header: &Header) -> Option<Box<dyn TableReader>> {
    header
        .has(&["topic_title", "is_pm", "post", "url", "created_at"])
        .then(|| -> Box<dyn TableReader> {
            Box::new(Archive {
                post: header.any(&["post"]),
                private: header.any(&["is_pm"]),
                url: header.any(&["url"]),
                time: header.any(&["created_at"]),
                category: header.any(&["category"]),
            })
        })
}
