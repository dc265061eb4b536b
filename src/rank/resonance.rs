//! Resonance: how many distinct people act on each post of a person.

use crate::interaction::{Log, NONE};
use crate::network::Interactions;

/// Distinct people (the author apart) who acted on a post, on average over the person's own posts;
/// `None` for people without a post. `None` at all where no post acted on has a known author.
///
/// A person's posts are the objects known to be theirs, and posts of theirs without an id that are no
/// reposts. O(events log events).
pub fn resonance(log: &Log, interactions: &Interactions<'_>) -> Option<Vec<Option<f64>>> {
    let people = interactions.people();
    let author = |object: u32| {
        let author = log.object_authors.get(object as usize).copied();
        author.filter(|&author| (author as usize) < people)
    };
    let mut acts: Vec<(u32, u32)> = interactions
        .events()
        .iter()
        .filter(|event| event.object != NONE)
        .filter(|event| author(event.object).is_some_and(|author| author != event.source))
        .map(|event| (event.object, event.source))
        .collect();
    if acts.is_empty() {
        return None;
    }
    acts.sort_unstable();
    acts.dedup();
    let mut endorsements = vec![0u32; people];
    for &(object, _) in &acts {
        if let Some(author) = author(object) {
            endorsements[author as usize] += 1;
        }
    }
    let mut posts = vec![0u32; people];
    for object in 0..log.object_authors.len() as u32 {
        if let Some(author) = author(object) {
            posts[author as usize] += 1;
        }
    }
    for post in &log.posts {
        if post.object == NONE && !post.repost && (post.author as usize) < people {
            posts[post.author as usize] += 1;
        }
    }
    let mean =
        |(&acts, &posts): (&u32, &u32)| (posts > 0).then(|| f64::from(acts) / f64::from(posts));
    Some(endorsements.iter().zip(&posts).map(mean).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interaction::{Event, Kind};
    use crate::network::testing::{event, log};

    #[test]
    fn distinct_people_count_once_a_post_and_posts_without_echo_count_too() {
        let on = |source, object| Event {
            object,
            ..event(source, 2, Kind::Repost, 0)
        };
        let mut log = log(
            4,
            vec![
                on(0, 0),
                on(0, 0),
                on(1, 0),
                on(1, 1),
                event(0, 2, Kind::Mention, 0),
            ],
        );
        log.object_authors = vec![2, 2, 2, NONE];
        let found = resonance(&log, &Interactions::of(&log, &[])).expect("objects");
        assert_eq!(found, [None, None, Some(1.0), None]);
    }

    #[test]
    fn a_log_without_objects_has_no_resonance() {
        let log = log(2, vec![event(0, 1, Kind::Repost, 0)]);
        assert_eq!(resonance(&log, &Interactions::of(&log, &[])), None);
    }
}
