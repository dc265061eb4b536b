//! **interaction**: the log: who paid attention to whom, how, when, about what.
//!
//! Floor 1. Each reader turns its source into the same checked records; what comes out is a
//! [`Log`] of integers, the only thing the rooms above see. Texts never stay: their words do, as numbers.
mod event;

pub use event::{Account, Event, Kind, NO_TIME, NONE, Post};

use crate::person::Directory;

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
    /// Interactions of someone with themselves, dropped.
    pub self_ties: u64,
    /// Interactions or posts seen twice (same platform, message and kind), counted once.
    pub duplicates: u64,
    /// Accounts left out: deleted, bots, private, not discoverable, excluded by the project.
    pub left_out: u64,
}
