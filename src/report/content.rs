//! What worked: the brand's posts by how many people responded.

use std::collections::BTreeMap;

use crate::interaction::{Kind, NONE, Post};

use super::document::Content;
use super::frame::{Frame, Side};
use super::indicator::quantile;
use super::unanswered::address;

/// Fewer posts say nothing of a subject or label.
const FEWEST_POSTS: usize = 3;
/// Posts and subjects shown.
const MOST: usize = 10;

/// The brand's posts and what they have in common, most responders first.
///
/// A responder is a person outside of the team who did anything about the post; each counts once.
pub(super) fn content(frame: &Frame) -> Vec<Content> {
    let posts = published(frame);
    let responders = responders(frame);
    let mut groups: BTreeMap<(u8, String), Vec<f64>> = BTreeMap::new();
    let mut single = Vec::new();
    for &number in &posts {
        let post = &frame.log.posts[number];
        let count = responders[post.object as usize] as f64;
        single.push((count, number));
        for group in groups_of(frame, post) {
            groups.entry(group).or_default().push(count);
        }
    }
    let mut content = best_posts(frame, single);
    let mut rest: Vec<(u8, Content)> = groups
        .into_iter()
        .filter(|((rank, _), counts)| counts.len() >= FEWEST_POSTS || matches!(rank, 0 | 1))
        .filter_map(|((rank, value), counts)| Some((rank, summary(rank, value, counts)?)))
        .collect();
    rest.sort_by(|(rank_a, a), (rank_b, b)| {
        rank_a
            .cmp(rank_b)
            .then(b.responders.total_cmp(&a.responders))
            .then(b.posts.cmp(&a.posts))
            .then_with(|| a.value.cmp(&b.value))
    });
    for rank in 0..4 {
        let of_rank = rest.iter().filter(|(other, _)| *other == rank);
        let most = if rank == 3 { MOST } else { usize::MAX };
        content.extend(of_rank.take(most).map(|(_, group)| group.clone()));
    }
    content
}

/// Posts published by the brand whose object is known, each object once.
fn published(frame: &Frame) -> Vec<usize> {
    (0..frame.log.posts.len())
        .filter(|&number| {
            let post = &frame.log.posts[number];
            let own = frame.post_of.get(post.object as usize) == Some(&(number as u32));
            own && frame.side(post.author) == Side::Brand
                && !post.repost
                && !frame.answering[number]
                && !frame.is_future(post.time)
                && frame.is_told(post.time)
        })
        .collect()
}

/// Distinct people of the community who acted on each object.
fn responders(frame: &Frame) -> Vec<u64> {
    let mut pairs: Vec<(u32, u32)> = frame
        .log
        .events
        .iter()
        .filter(|event| {
            let known = frame.log.object_authors.get(event.object as usize).copied();
            event.kind != Kind::Follow
                && !frame.is_future(event.time)
                && frame.side(event.source) == Side::Community
                && known.is_some_and(|author| author != NONE && frame.side(author) == Side::Brand)
        })
        .map(|event| (event.object, event.source))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    let mut counts = vec![0; frame.log.objects.len()];
    for (object, _) in pairs {
        counts[object as usize] += 1;
    }
    counts
}

/// Hour, weekday, labels and words of a post.
fn groups_of(frame: &Frame, post: &Post) -> Vec<(u8, String)> {
    let mut groups = Vec::new();
    if let Some(time) = frame.time(post.time).filter(|_| !frame.dates_only) {
        let hour = frame.clock.hour_of_week(time);
        groups.push((0, (hour % 24).to_string()));
        groups.push((1, (hour / 24).to_string()));
    }
    let keys = |numbers: &[u32]| {
        let mut numbers = numbers.to_vec();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    };
    for label in keys(frame.labels(post)) {
        groups.push((2, frame.log.labels.key(label).to_owned()));
    }
    for term in keys(frame.terms(post)) {
        groups.push((3, frame.log.terms.key(term).to_owned()));
    }
    groups
}

fn best_posts(frame: &Frame, mut posts: Vec<(f64, usize)>) -> Vec<Content> {
    posts.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    posts
        .into_iter()
        .take(MOST)
        .filter(|(count, _)| *count > 0.0)
        .map(|(count, number)| {
            let post = &frame.log.posts[number];
            let key = frame.log.objects.key(post.object);
            Content {
                by: "post".to_owned(),
                value: key.to_owned(),
                posts: 1,
                responders: count,
                low: count,
                high: count,
                url: address(key),
                time: frame.time(post.time).map(|time| frame.clock.text(time)),
            }
        })
        .collect()
}

fn summary(rank: u8, value: String, mut counts: Vec<f64>) -> Option<Content> {
    counts.sort_by(f64::total_cmp);
    let by = ["hour", "weekday", "label", "subject"][rank as usize];
    Some(Content {
        by: by.to_owned(),
        value,
        posts: counts.len() as u64,
        responders: quantile(&counts, 0.5)?,
        low: quantile(&counts, 0.25)?,
        high: quantile(&counts, 0.75)?,
        url: None,
        time: None,
    })
}
