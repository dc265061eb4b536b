//! Who speaks ill of the brand; only where the source carries a sentiment (we never guess one).

use crate::interaction::{Log, NONE};

use super::activity::{Window, week};
use super::ambassador::Reader;

/// What one person said of the brand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Criticism {
    /// Number of the person.
    pub(super) person: u32,
    /// Negative posts.
    pub(super) negative: u32,
    /// Posts with a sentiment.
    pub(super) posts: u32,
    /// Distinct weeks of these posts.
    pub(super) weeks: u32,
}

/// Everybody with a negative post about the brand, in the order of their numbers; empty without a brand.
pub(super) fn critics(
    log: &Log,
    brand: &[u32],
    staff: &[u32],
    window: Option<Window>,
) -> Vec<Criticism> {
    let reader = Reader::new(log, brand, staff);
    if !reader.of_brand() {
        return Vec::new();
    }
    let mut said: Vec<(u32, i64, bool)> = reader
        .posts()
        .into_iter()
        .map(|post| &log.posts[post as usize])
        .filter(|post| post.sentiment != i8::MIN && post.author != NONE && !post.repost)
        .filter(|post| !reader.is_ours(post.author))
        .map(|post| {
            let known = window.is_some_and(|window| window.holds(post.time));
            let week = if known { week(post.time) } else { i64::MIN };
            (post.author, week, post.sentiment < 0)
        })
        .collect();
    said.sort_unstable();
    said.chunk_by(|a, b| a.0 == b.0)
        .map(|posts| Criticism {
            person: posts[0].0,
            negative: posts.iter().filter(|post| post.2).count() as u32,
            posts: posts.len() as u32,
            weeks: posts.chunk_by(|a, b| a.1 == b.1).count() as u32,
        })
        .filter(|one| one.negative > 0)
        .collect()
}
