//! **interaction**: the log: who paid attention to whom, how, when, about what.
//!
//! Floor 1. Each reader turns its source into the same checked records; what comes out is a
//! [`Log`] of integers, the only thing the rooms above see. Texts never stay: their words do, as numbers.
mod builder;
mod day_order;
mod document;
mod error;
mod event;
mod excerpt;
mod fast;
mod findings;
mod finish;
mod fixed_tie;
mod identity;
mod joining;
mod kinds;
mod lists;
mod mailbox;
pub mod middle;
mod open;
mod order;
mod people;
mod place;
mod read;
mod reader;
mod recognise;
mod record;
mod settings;
mod source;
mod spelling;
mod stop_words;
mod table;
mod text;
mod time;
mod without;
mod written;

pub use error::InteractionError;
pub use event::{Account, Event, Kind, NO_TIME, NONE, Post, Share};
pub use excerpt::{Excerpt, excerpts};
pub use findings::{FileReport, Findings, IdentityPair, Odd, Oddity, Recognised, Reject, Sample};
pub use fixed_tie::{FixedTie, FixedTies};
pub use kinds::words_of_kinds;
pub use lists::{read_exclusions, read_identities};
pub use mailbox::holds_mail;
pub use read::read;
pub use recognise::recognise;
pub use settings::{ColumnMap, Exclusion, FileSpec, Format, Identity, Progress, ReadOptions};
pub use source::Source;
pub use without::Hidden;
pub use written::{PROGRAM, Room, WrittenEvents};

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod samples_mail;
#[cfg(test)]
mod samples_more;
#[cfg(test)]
mod tests;

use crate::person::{Directory, Secret, fold, key};

/// A log and what was found while reading it.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The log as integers.
    pub log: Log,
    /// Sources, mappings, counts, oddities, accounting.
    pub findings: Findings,
    /// In the place of the log's events: those of a log that is larger than its [`Room`]. Posts, objects
    /// and words are not kept then.
    pub written: Option<WrittenEvents>,
}

/// The whole log as integers, in a fixed order.
///
/// People are numbered in the order of their keys; events are ordered by source, target, time,
/// kind and object: nothing depends on the order of the rows or files.
#[derive(Debug, Clone, Default)]
pub struct Log {
    /// Keys of people (`platform:id`, folded), sorted; a person's number is its place.
    pub people: Directory,
    /// What is known of each person beside its key.
    pub accounts: Vec<Account>,
    /// Keys of posts acted on or written (`platform:message id`, else an address), sorted.
    pub objects: Directory,
    /// Author of each object, [`NONE`] where unknown.
    pub object_authors: Vec<u32>,
    /// Interactions, self-ties already dropped (and counted in `self_ties`).
    pub events: Vec<Event>,
    /// In the place of `events`: interactions that were added up before they came here.
    pub ties: Option<FixedTies>,
    /// Posts seen in the log with their author, time, language and words.
    pub posts: Vec<Post>,
    /// Words of the posts: numbers into `terms`, post after post (see [`Post::terms`]).
    pub post_terms: Vec<u32>,
    /// Distinct words.
    pub terms: Directory,
    /// Labels and tags that sources carry (complaint, product, …).
    pub labels: Directory,
    /// Labels of the posts: numbers into `labels`, post after post (see [`Post::labels`]).
    pub post_labels: Vec<u32>,
    /// Platforms of the log; number 0 is the empty name of a log that names none.
    pub platforms: Directory,
    /// Shares of objects whose author no file names, sorted: evidence of coordination, no ties.
    pub shares: Vec<Share>,
    /// Interactions of someone with themselves, dropped.
    pub self_ties: u64,
    /// Interactions or posts seen twice (same platform, message and kind), counted once.
    pub duplicates: u64,
    /// Accounts left out: deleted, bots, private, not discoverable, excluded by the project.
    pub left_out: u64,
    /// Other names of people than their key, folded, sorted: `platform:handle` of those whose key is
    /// an id, and every account of a merged person.
    pub aliases: Directory,
    /// Whom each alias names.
    pub alias_people: Vec<u32>,
    /// What the mail addresses of the log were hashed with, where it holds mail.
    pub secret: Option<Secret>,
}

impl Log {
    /// How many interactions there are of each kind, in the order of [`Kind::ALL`].
    pub fn kind_counts(&self) -> [u64; 7] {
        let mut counts = [0; 7];
        for event in &self.events {
            counts[event.kind as usize] += 1;
        }
        for tie in self.ties.iter().flat_map(|ties| &ties.rows) {
            counts[tie.kind as usize] += tie.count;
        }
        counts
    }

    /// Everybody a name may mean, sorted: `@handle`, `handle`, `platform:handle`, `platform:id`, a mail address.
    ///
    /// A name with its platform means one person at most; a bare one is looked for on every platform
    /// of the log. O(platforms × length).
    pub fn find(&self, name: &str) -> Vec<u32> {
        let mut found = Vec::new();
        let mut look = |key: &str| {
            found.extend(self.people.get(key));
            found.extend(
                self.aliases
                    .get(key)
                    .map(|alias| self.alias_people[alias as usize]),
            );
        };
        let bare = name.trim();
        let folded = fold(bare);
        look(bare);
        look(&folded);
        if let Some((platform, account)) = bare.split_once(':') {
            look(&format!("{}:{}", fold(platform), fold(account)));
        }
        for platform in self
            .platforms
            .iter()
            .filter(|platform| !platform.is_empty())
        {
            look(&format!("{platform}:{bare}"));
            look(&format!("{platform}:{folded}"));
        }
        if let Some(account) = mail_account(self.secret.as_ref(), &folded) {
            for platform in self.platforms.iter() {
                look(&key(Some(platform), &account));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The account that stands for a name in a log of mail, where it is an address.
fn mail_account(secret: Option<&Secret>, name: &str) -> Option<String> {
    // Behind its platform, or behind `mailto:`.
    let address = name.rsplit(':').next().unwrap_or(name);
    secret
        .filter(|_| address.contains('@'))
        .map(|secret| secret.mail_account(address))
}
