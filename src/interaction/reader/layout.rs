//! Tables where a row is a post: which columns hold what is a constant of each source's own file.

use std::borrow::Cow;

use super::super::builder::list;
use super::super::record::{Act, Actor, LeftOut, Record, Target, Text};
use super::super::text::sentiment;
use super::super::{Kind, Oddity, Source};
use super::cell::{count, mentions_in_text, reposted_in_text, truthy};
use super::fields::{Accounts, Layout, Names};
use super::{Header, Row, Sink, TableReader};
use crate::source::{Value, parse_json};

/// A pair of columns found.
#[derive(Clone, Copy, Default)]
struct Pair {
    ids: Option<usize>,
    handles: Option<usize>,
}

/// A layout bound to the columns of one file.
pub(super) struct LayoutReader {
    layout: Layout,
    width: usize,
    id: Option<usize>,
    id_scope: Option<usize>,
    author_id: Option<usize>,
    author: Vec<usize>,
    author_name: Option<usize>,
    followers: Option<usize>,
    profile_url: Option<usize>,
    time: Vec<usize>,
    time_of_day: Option<usize>,
    text: Vec<usize>,
    language: Option<usize>,
    url: Option<usize>,
    sentiment: Option<usize>,
    labels: Vec<usize>,
    platform: Option<usize>,
    reply: Pair,
    quote: Pair,
    repost: Pair,
    mention: Pair,
    tagged_together: Pair,
    reposted_by: Pair,
    reposted_by_time: Option<usize>,
    mention_json: Option<usize>,
    replied_id: Option<usize>,
    quoted_id: Option<usize>,
    reposted_id: Option<usize>,
    commented_id: Option<usize>,
    flags: Vec<(usize, Flag)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Flag {
    Bot,
    Private,
    Row,
}

impl LayoutReader {
    pub fn new(layout: &Layout, header: &Header) -> Self {
        let pair = |accounts: Accounts| Pair {
            ids: header.any(accounts.ids),
            handles: header.any(accounts.handles),
        };
        let all = |names: Names| {
            names
                .iter()
                .filter_map(|name| header.any(&[name]))
                .collect::<Vec<_>>()
        };
        let mut flags = Vec::new();
        for (names, flag) in [
            (layout.bot, Flag::Bot),
            (layout.private, Flag::Private),
            (layout.leave_out, Flag::Row),
        ] {
            flags.extend(all(names).into_iter().map(|column| (column, flag)));
        }
        Self {
            width: header.names.len(),
            id: header.any(layout.id),
            id_scope: header.any(layout.id_scope),
            author_id: header.any(layout.author_id),
            author: all(layout.author),
            author_name: header.any(layout.author_name),
            followers: header.any(layout.followers),
            profile_url: header.any(layout.profile_url),
            time: all(layout.time),
            time_of_day: header.any(layout.time_of_day),
            text: all(layout.text),
            language: header.any(layout.language),
            url: header.any(layout.url),
            sentiment: header.any(layout.sentiment),
            labels: all(layout.labels),
            platform: header.any(layout.platform),
            reply: pair(layout.reply),
            quote: pair(layout.quote),
            repost: pair(layout.repost),
            mention: pair(layout.mention),
            tagged_together: pair(layout.tagged_together),
            reposted_by: pair(layout.reposted_by),
            reposted_by_time: header.any(layout.reposted_by_time),
            mention_json: header.any(layout.mention_json),
            replied_id: header.any(layout.replied_id),
            quoted_id: header.any(layout.quoted_id),
            reposted_id: header.any(layout.reposted_id),
            commented_id: header.any(layout.commented_id),
            flags,
            layout: *layout,
        }
    }

    /// Boxed, as recognition gives it.
    pub fn boxed(layout: &Layout, header: &Header) -> Box<dyn TableReader> {
        Box::new(Self::new(layout, header))
    }

    fn author<'a>(&self, row: &Row<'a>, sink: &mut Sink) -> Actor<'a> {
        let id = sink.id(row.maybe(self.author_id), self.author_id);
        let handle = self
            .author
            .iter()
            .map(|&column| row.cell(column))
            .find(|cell| !cell.is_empty())
            .unwrap_or("");
        let handle = sink.id(handle, self.author.first().copied());
        let name = row.maybe(self.author_name);
        // Some platforms show the handle, with its mark, where the name was.
        let handle = if handle.is_empty() && name.starts_with('@') {
            name
        } else {
            handle
        };
        Actor {
            id: id.into(),
            handle: handle.into(),
            name: name.into(),
            followers: count(row.maybe(self.followers)),
            url: row.maybe(self.profile_url).into(),
        }
    }

    fn time(&self, row: &Row, sink: &mut Sink) -> Option<i64> {
        let (place, cell) = self
            .time
            .iter()
            .map(|&column| (column, row.cell(column)))
            .find(|(_, cell)| !cell.is_empty())?;
        let of_day = row.maybe(self.time_of_day);
        if of_day.is_empty() || cell.contains(':') {
            return sink.time(cell, Some(place));
        }
        sink.time(&format!("{cell} {of_day}"), Some(place))
    }

    /// Accounts of one cell pair; ids and handles go together where they are as many.
    fn accounts<'a>(&self, pair: Pair, row: &Row<'a>, sink: &mut Sink) -> Vec<Actor<'a>> {
        let (ids, handles) = (row.maybe(pair.ids), row.maybe(pair.handles));
        let ids: Vec<Text> = list(ids, self.layout.separators).collect();
        let handles: Vec<Text> = list(handles, self.layout.separators).collect();
        let mut actors = Vec::new();
        if ids.len() == handles.len() || handles.is_empty() {
            for (place, id) in ids.into_iter().enumerate() {
                let sound = match &id {
                    Cow::Borrowed(id) => sink.id(id, pair.ids),
                    Cow::Owned(_) => "",
                };
                let handle = handles.get(place).cloned().unwrap_or_default();
                actors.push(Actor {
                    id: sound.into(),
                    handle,
                    ..Actor::default()
                });
            }
        } else {
            actors.extend(handles.into_iter().map(Actor::handle));
        }
        actors.retain(|actor| !actor.is_unknown());
        actors
    }

    fn scoped<'a>(&self, row: &Row<'a>, column: Option<usize>, sink: &mut Sink) -> Text<'a> {
        let id = sink.id(row.maybe(column), column);
        let scope = row.maybe(self.id_scope);
        if id.is_empty() || scope.is_empty() {
            return id.into();
        }
        // Some versions write the scope into the id already.
        let bare = id
            .strip_prefix(scope)
            .map_or(id, |rest| rest.trim_start_matches(['-', '/', '_']));
        format!("{scope}/{bare}").into()
    }

    /// Ties to the authors of other posts, before mentions: the stronger kind wins.
    fn acts<'a>(&self, row: &Row<'a>, text: &'a str, sink: &mut Sink) -> (Vec<Act<'a>>, bool) {
        let mut acts = Vec::new();
        let reposted_id = self.scoped(row, self.reposted_id, sink);
        let mut reposted = self.accounts(self.repost, row, sink);
        if reposted.is_empty() && self.layout.repost_in_text {
            reposted.extend(reposted_in_text(text).map(Actor::handle));
        }
        add(&mut acts, Kind::Repost, reposted, reposted_id);
        let repost = !acts.is_empty();
        if repost {
            // The rest of the row is the original's: its mentions, its quote, its thread.
            return (acts, true);
        }
        add(
            &mut acts,
            Kind::Reply,
            self.accounts(self.reply, row, sink),
            self.scoped(row, self.replied_id, sink),
        );
        add(
            &mut acts,
            Kind::Quote,
            self.accounts(self.quote, row, sink),
            self.scoped(row, self.quoted_id, sink),
        );
        if !acts.iter().any(|act| act.kind == Kind::Reply) {
            add(
                &mut acts,
                Kind::Comment,
                Vec::new(),
                self.scoped(row, self.commented_id, sink),
            );
        }
        for actor in self.accounts(self.mention, row, sink) {
            acts.push(Act::towards(Kind::Mention, actor));
        }
        acts.extend(
            mentions_in_json(row.maybe(self.mention_json))
                .map(|actor| Act::towards(Kind::Mention, actor)),
        );
        if self.layout.mentions_in_text {
            acts.extend(
                mentions_in_text(text)
                    .map(|handle| Act::towards(Kind::Mention, Actor::handle(handle))),
            );
        }
        (acts, false)
    }

    /// Reposts of the row's post by somebody else.
    fn reposts<'a>(
        &self,
        row: &Row<'a>,
        author: &Actor<'a>,
        id: &Text<'a>,
        sink: &mut Sink,
    ) -> Option<Act<'a>> {
        let by = self.accounts(self.reposted_by, row, sink).pop()?;
        let time = sink.time(row.maybe(self.reposted_by_time), self.reposted_by_time);
        let original = Actor {
            id: author.id.clone(),
            handle: author.handle.clone(),
            ..Actor::default()
        };
        Some(
            Act::towards(Kind::Repost, original)
                .object(id.clone())
                .by(by, time),
        )
    }

    fn together<'a>(
        &self,
        row: &Row<'a>,
        author: &Actor<'a>,
        sink: &mut Sink,
        acts: &mut Vec<Act<'a>>,
    ) {
        let mut tagged = self.accounts(self.tagged_together, row, sink);
        if tagged.is_empty() {
            return;
        }
        let bare = |actor: &Actor<'a>| Actor {
            id: actor.id.clone(),
            handle: actor.handle.clone(),
            ..Actor::default()
        };
        tagged.push(bare(author));
        for one in &tagged {
            for other in tagged.iter().filter(|other| *other != one) {
                acts.push(Act::towards(Kind::Mention, other.clone()).by(one.clone(), None));
            }
        }
    }
}

impl TableReader for LayoutReader {
    fn source(&self) -> Source {
        self.layout.source
    }

    fn mapping(&self) -> Vec<(&'static str, usize)> {
        let mut mapping = Vec::new();
        let mut add = |field, columns: &[Option<usize>]| {
            mapping.extend(columns.iter().flatten().map(|&column| (field, column)));
        };
        let several = |columns: &[usize]| {
            columns
                .iter()
                .map(|&column| Some(column))
                .collect::<Vec<_>>()
        };
        add("id", &[self.id, self.id_scope]);
        add("source_id", &[self.author_id]);
        add("source", &several(&self.author));
        add("name", &[self.author_name]);
        add("followers", &[self.followers]);
        add("profile", &[self.profile_url]);
        add("time", &several(&self.time));
        add("time", &[self.time_of_day]);
        add("text", &several(&self.text));
        add("language", &[self.language]);
        add("url", &[self.url]);
        add("sentiment", &[self.sentiment]);
        add("labels", &several(&self.labels));
        add("platform", &[self.platform]);
        add(
            "reply",
            &[self.reply.ids, self.reply.handles, self.replied_id],
        );
        add("comment", &[self.commented_id]);
        add(
            "repost",
            &[self.repost.ids, self.repost.handles, self.reposted_id],
        );
        add(
            "quote",
            &[self.quote.ids, self.quote.handles, self.quoted_id],
        );
        add("mention", &[self.mention.ids, self.mention.handles]);
        add("mention", &[self.mention_json]);
        add(
            "reposted by",
            &[
                self.reposted_by.ids,
                self.reposted_by.handles,
                self.reposted_by_time,
            ],
        );
        add(
            "tagged together",
            &[self.tagged_together.ids, self.tagged_together.handles],
        );
        add(
            "left out",
            &self
                .flags
                .iter()
                .map(|(column, _)| Some(*column))
                .collect::<Vec<_>>(),
        );
        mapping
    }

    fn proposal(&self) -> Option<String> {
        self.layout.notice.map(str::to_owned)
    }

    fn row(&mut self, row: &Row, sink: &mut Sink) {
        if row.width() != self.width {
            sink.repair(None, "the row has more or fewer cells than the header");
        }
        let author = self.author(row, sink);
        if author.is_unknown() {
            sink.reject(
                self.author_id.or(self.author.first().copied()),
                "nothing says who wrote it",
            );
            return;
        }
        for &(column, flag) in &self.flags {
            if truthy(row.cell(column)) {
                match flag {
                    Flag::Bot => sink.leave_out(&author, LeftOut::Bot),
                    Flag::Private => sink.leave_out(&author, LeftOut::Private),
                    Flag::Row => {
                        sink.odd(Oddity::PrivateMessage);
                        return;
                    }
                }
            }
        }
        let time = self.time(row, sink);
        let text = self
            .text
            .iter()
            .map(|&column| row.cell(column))
            .find(|cell| !cell.is_empty())
            .unwrap_or("");
        let (mut acts, repost) = self.acts(row, text, sink);
        self.together(row, &author, sink, &mut acts);
        if acts.is_empty() && self.layout.brand {
            acts.push(Act::new(Kind::Mention, Target::Brand));
        }
        let id = self.scoped(row, self.id, sink);
        acts.extend(self.reposts(row, &author, &id, sink));
        let url = row.maybe(self.url);
        let answers = [self.replied_id, self.commented_id]
            .into_iter()
            .map(|column| self.scoped(row, column, &mut *sink))
            .find(|id| !id.is_empty())
            .unwrap_or_default();
        sink.record(&Record {
            line: row.line,
            author,
            id: if id.is_empty() { url.into() } else { id },
            time,
            text: if repost { Text::default() } else { text.into() },
            url: url.into(),
            language: row.maybe(self.language).into(),
            sentiment: sentiment(row.maybe(self.sentiment)),
            labels: self
                .labels
                .iter()
                .flat_map(|&column| list(row.cell(column), &[',', ';', '|']))
                .collect(),
            answers: if repost { Text::default() } else { answers },
            repost,
            is_post: true,
            platform: row.maybe(self.platform).into(),
            acts,
            ..Record::default()
        });
    }
}

/// Accounts of a cell that holds JSON.
fn mentions_in_json(cell: &str) -> impl Iterator<Item = Actor<'static>> {
    let items = if cell.starts_with('[') {
        parse_json(cell).ok().map(|parsed| parsed.value)
    } else {
        None
    };
    let text = |item: &Value, key| {
        item.get(key)
            .and_then(Value::scalar)
            .unwrap_or_default()
            .to_owned()
    };
    let actors: Vec<Actor> = items
        .iter()
        .flat_map(Value::items)
        .map(|item| Actor {
            id: text(item, "id").into(),
            handle: text(item, "username").into(),
            ..Actor::default()
        })
        .collect();
    actors.into_iter()
}

/// Acts towards accounts that are named, else towards the author of the message.
pub(super) fn add<'a>(
    acts: &mut Vec<Act<'a>>,
    kind: Kind,
    actors: Vec<Actor<'a>>,
    object: Text<'a>,
) {
    if actors.is_empty() && !object.is_empty() {
        acts.push(Act::on(kind, object));
        return;
    }
    acts.extend(
        actors
            .into_iter()
            .map(|actor| Act::towards(kind, actor).object(object.clone())),
    );
}
