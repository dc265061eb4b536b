//! Records of all files to one log: interns, joins, resolves, drops and counts.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::excerpt::Excerpt;
use super::people::People;
use super::record::{Act, Actor, LeftOut, Record, Target, Text, is_deleted};
use super::text::{Words, words};
use super::written::Events;
use super::{Event, Kind, NO_TIME, NONE, Post};
use crate::person::{Directory, fold};

/// Target of an event whose object's author is not known yet.
pub(super) const PENDING: u32 = u32::MAX - 1;
/// Post of an event that has none, but happens once per source, target, kind and object.
pub(super) const ONCE: u32 = u32::MAX - 1;

/// Texts looked at together, in parallel.
const BATCH: usize = 2048;

/// A post before its people and objects have their final numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Draft {
    pub post: Post,
    /// Several rows may carry it.
    pub row_is_act: bool,
}

/// What came of one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Kept,
    /// Its author is deleted: nobody in particular.
    Deleted,
    /// Nothing identifies its author.
    Nobody,
}

/// Gathers records in any order; [`finish`](super::finish) makes the log.
pub(super) struct Builder {
    pub people: People,
    pub platforms: Directory,
    pub objects: Directory,
    pub events: Events,
    pub drafts: Vec<Draft>,
    /// Authors of posts that were not kept, by account.
    pub wrote: Vec<bool>,
    pub terms: Directory,
    pub post_terms: Vec<u32>,
    pub labels: Directory,
    pub post_labels: Vec<u32>,
    /// Objects with two ids: the first is the second.
    pub same: Vec<(u32, u32)>,
    /// Messages that were deleted.
    pub deleted: Vec<u32>,
    /// Events that a message makes which is no post (a like has an id of its own).
    pub carried: Vec<(u32, u32)>,
    /// Reading for these posts' words only (see [`excerpts`](super::excerpts)).
    pub excerpts: Option<BTreeMap<String, Excerpt>>,
    /// Words that sources write for the project's labels, folded.
    project_labels: BTreeMap<String, String>,
    waiting: Vec<Waiting>,
    scratch: String,
}

/// A text that was not looked at yet.
struct Waiting {
    draft: usize,
    text: String,
    language: String,
}

impl Builder {
    /// `labels`: the project's labels and the words that sources write for them.
    pub fn new(labels: &BTreeMap<String, Vec<String>>) -> Self {
        let mut platforms = Directory::default();
        platforms.intern("");
        let project_labels = labels
            .iter()
            .flat_map(|(label, words)| {
                words
                    .iter()
                    .chain([label])
                    .map(move |word| (fold(word).into_owned(), label.clone()))
            })
            .collect();
        Self {
            people: People::default(),
            platforms,
            objects: Directory::default(),
            events: Events::default(),
            drafts: Vec::new(),
            wrote: Vec::new(),
            terms: Directory::default(),
            post_terms: Vec::new(),
            labels: Directory::default(),
            post_labels: Vec::new(),
            same: Vec::new(),
            deleted: Vec::new(),
            carried: Vec::new(),
            excerpts: None,
            project_labels,
            waiting: Vec::new(),
            scratch: String::new(),
        }
    }

    /// Number of a platform, folded.
    pub fn platform(&mut self, name: &str) -> u16 {
        let folded = fold(name);
        let bare = folded.strip_prefix("socialmedia_").unwrap_or(&folded);
        let name = match bare {
            "twitter" | "x/twitter" | "x (twitter)" | "x.com" | "twitter.com" => "x",
            other => other,
        };
        // A log of more platforms than that is damaged: the rest share the last number.
        u16::try_from(self.platforms.intern(name)).unwrap_or(u16::MAX)
    }

    /// An account met outside of a record.
    pub fn account(&mut self, platform: u16, actor: &Actor) -> Option<u32> {
        if is_deleted(&actor.handle) {
            return None;
        }
        self.people
            .account(platform, self.platforms.key(u32::from(platform)), actor)
    }

    /// Leaves an account out wherever it appears.
    pub fn leave_out(&mut self, platform: u16, actor: &Actor, why: LeftOut) {
        if let Some(account) = self.account(platform, actor) {
            self.people.leave_out(account, why);
        }
    }

    /// Number of a message or address of a platform.
    pub fn object(&mut self, platform: u16, id: &str) -> u32 {
        let id = id.trim();
        if id.is_empty() {
            return NONE;
        }
        let name = self.platforms.key(u32::from(platform));
        if name.is_empty() {
            return self.objects.intern(id);
        }
        self.scratch.clear();
        self.scratch.push_str(name);
        self.scratch.push(':');
        self.scratch.push_str(id);
        self.objects.intern(&self.scratch)
    }

    /// Two ids of one message: `other` is the one it keeps.
    pub fn same_object(&mut self, platform: u16, id: &str, other: &str) {
        let pair = (self.object(platform, id), self.object(platform, other));
        if pair.0 != NONE && pair.1 != NONE && pair.0 != pair.1 {
            self.same.push(pair);
        }
    }

    /// A message was deleted: whatever it made goes with it.
    pub fn delete(&mut self, platform: u16, id: &str) {
        let object = self.object(platform, id);
        self.deleted.push(object);
    }

    /// Takes a record; `kinds` counts its acts.
    pub fn record(&mut self, file_platform: u16, record: &Record, kinds: &mut [u64; 7]) -> Outcome {
        let platform = if record.platform.trim().is_empty() {
            file_platform
        } else {
            self.platform(&record.platform)
        };
        if self.excerpts.is_some() {
            self.quote(platform, record);
            return Outcome::Kept;
        }
        if is_deleted(&record.author.handle) {
            return Outcome::Deleted;
        }
        let author = self.account(platform, &record.author);
        let object = self.object(platform, &record.id);
        let mut post = NONE;
        if record.is_post
            && let Some(author) = author
        {
            post = self.post(platform, author, object, record);
        }
        let mut targets: Vec<(u32, u32, u32, Kind)> = Vec::with_capacity(record.acts.len());
        for act in &record.acts {
            let Some(source) = act
                .by
                .as_ref()
                .map_or(author, |by| self.account(platform, by))
            else {
                continue;
            };
            if let Some(target) = self.target(platform, act) {
                let acted_on = self.object(platform, &act.object);
                // Somebody else's sign, or a sign that has no message of its own, happens once.
                let own = if act.by.is_some() || (post == NONE && !record.row_is_act) {
                    ONCE
                } else {
                    post
                };
                let before = self.events.len();
                self.act(
                    platform,
                    source,
                    target,
                    acted_on,
                    own,
                    act,
                    record.time,
                    &mut targets,
                    kinds,
                );
                if object != NONE && !record.is_post && self.events.len() > before {
                    self.carried.push((before as u32, object));
                }
            }
        }
        self.make_room();
        if author.is_none() && record.acts.iter().all(|act| act.by.is_none()) {
            return Outcome::Nobody;
        }
        Outcome::Kept
    }

    /// Keeps the words of a post that was asked for.
    fn quote(&mut self, platform: u16, record: &Record) {
        let name = self.platforms.key(u32::from(platform));
        let id = record.id.trim();
        let key = if name.is_empty() {
            id.to_owned()
        } else {
            format!("{name}:{id}")
        };
        let wanted = self
            .excerpts
            .as_mut()
            .and_then(|excerpts| excerpts.get_mut(&key));
        if let Some(excerpt) = wanted.filter(|_| !record.repost) {
            let address = if record.url.is_empty() && id.contains("://") {
                id
            } else {
                record.url.trim()
            };
            excerpt.take(&record.text, address);
        }
    }

    fn target(&mut self, platform: u16, act: &Act) -> Option<u32> {
        match &act.target {
            Target::Account(actor) => self.account(platform, actor),
            Target::AuthorOfObject => (!act.object.trim().is_empty()).then_some(PENDING),
            Target::Brand => Some(NONE),
        }
    }

    #[allow(clippy::too_many_arguments)] // one caller, and every argument is a number of the row
    fn act(
        &mut self,
        platform: u16,
        source: u32,
        target: u32,
        object: u32,
        post: u32,
        act: &Act,
        time: Option<i64>,
        targets: &mut Vec<(u32, u32, u32, Kind)>,
        kinds: &mut [u64; 7],
    ) {
        // Whoever is replied to is usually named as well: once, as the stronger kind (readers give
        // mentions last).
        let towards_object = if target == PENDING { object } else { NONE };
        let again = targets.iter().any(|&(by, to, of, kind)| {
            (by, to, of) == (source, target, towards_object)
                && (kind == act.kind || act.kind == Kind::Mention)
        });
        if again {
            return;
        }
        targets.push((source, target, towards_object, act.kind));
        kinds[act.kind as usize] += 1;
        self.events.push(Event {
            source,
            target,
            kind: act.kind,
            platform,
            weight: act.weight,
            time: act.time.or(time).unwrap_or(NO_TIME),
            object,
            post,
        });
    }

    /// Writes events down once they and the words need more than there is room for: from then on a post is
    /// kept only where its number may tell two interactions apart, and no words are.
    pub fn make_room(&mut self) {
        if self.events.is_written() {
            return;
        }
        let words = (self.post_terms.len() + self.post_labels.len()) * size_of::<u32>();
        if self
            .events
            .outgrow(words + self.drafts.len() * size_of::<Draft>())
        {
            self.events.write_down();
            self.waiting = Vec::new();
            (self.terms, self.post_terms) = (Directory::default(), Vec::new());
            (self.labels, self.post_labels) = (Directory::default(), Vec::new());
            for draft in &mut self.drafts {
                (draft.post.terms, draft.post.labels) = ((0, 0), (0, 0));
            }
        }
    }

    fn post(&mut self, platform: u16, author: u32, object: u32, record: &Record) -> u32 {
        if self.events.is_written() {
            return self.bare_post(author, object, record.row_is_act);
        }
        let answers = self.object(platform, &record.answers);
        let first_label = self.post_labels.len();
        let mut question = false;
        for label in record
            .labels
            .iter()
            .map(|label| label.trim())
            .filter(|label| !label.is_empty())
        {
            question |= self.label(label, first_label);
        }
        let number = self.drafts.len();
        let has_text = !record.text.trim().is_empty();
        self.drafts.push(Draft {
            post: Post {
                author,
                object,
                answers,
                time: record.time.unwrap_or(NO_TIME),
                lang: super::text::language_code(&record.language),
                sentiment: record.sentiment.unwrap_or(i8::MIN),
                question,
                repost: record.repost,
                terms: (0, 0),
                labels: (first_label as u32, self.post_labels.len() as u32),
                platform,
            },
            row_is_act: record.row_is_act,
        });
        if has_text && !record.repost {
            self.waiting.push(Waiting {
                draft: number,
                text: record.text.clone().into_owned(),
                language: record.language.clone().into_owned(),
            });
            if self.waiting.len() == BATCH {
                self.look_at_texts();
            }
        }
        number as u32
    }

    /// A post of a log that is larger than its room.
    fn bare_post(&mut self, author: u32, object: u32, row_is_act: bool) -> u32 {
        if row_is_act && object == NONE {
            let author = author as usize;
            self.wrote.resize(self.wrote.len().max(author + 1), false);
            self.wrote[author] = true;
            return NONE;
        }
        let post = Post::of(author, object);
        self.drafts.push(Draft { post, row_is_act });
        self.drafts.len() as u32 - 1
    }

    /// Adds a label and the project's name for it; says whether it marks a question.
    fn label(&mut self, label: &str, first: usize) -> bool {
        let folded = fold(label);
        let ours = self.project_labels.get(folded.as_ref()).cloned();
        for text in [Some(folded.as_ref()), ours.as_deref()]
            .into_iter()
            .flatten()
        {
            let number = self.labels.intern(text);
            if !self.post_labels[first..].contains(&number) {
                self.post_labels.push(number);
            }
        }
        ours.as_deref() == Some("question")
    }

    /// Turns the waiting texts into terms, in parallel, and forgets them.
    pub fn look_at_texts(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        let found: Vec<Words> = waiting
            .par_iter()
            .map(|waiting| words(&waiting.text, &waiting.language))
            .collect();
        for (waiting, words) in waiting.iter().zip(found) {
            let first = self.post_terms.len() as u32;
            for term in &words.terms {
                let number = self.terms.intern(term);
                self.post_terms.push(number);
            }
            let post = &mut self.drafts[waiting.draft].post;
            post.terms = (first, self.post_terms.len() as u32);
            post.lang = words.lang;
            post.question |= words.question;
        }
    }
}

/// Splits a cell that lists several things; empty parts are left out.
pub(super) fn list<'a>(
    cell: &'a str,
    separators: &'static [char],
) -> impl Iterator<Item = Text<'a>> {
    cell.split(separators)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(Text::Borrowed)
}
