//! Posts in their final order, of each message one, and the final number of every draft.

use std::cmp::{Ordering, Reverse};

use rayon::prelude::*;

use super::builder::Draft;
use super::{Log, NO_TIME, NONE, Post};

/// Numbers of all posts, one after another, and their final numbers.
#[derive(Clone, Copy)]
pub(super) struct Slices<'a> {
    pub all: &'a [u32],
    pub number: &'a [u32],
}

impl Slices<'_> {
    fn of(&self, range: (u32, u32)) -> Vec<u32> {
        let mut numbers: Vec<u32> = self.all[range.0 as usize..range.1 as usize]
            .iter()
            .map(|&old| self.number[old as usize])
            .collect();
        numbers.sort_unstable();
        numbers
    }
}

/// Orders posts, keeps one of each message, and gives each draft its place.
pub(super) fn place_posts(
    log: &mut Log,
    drafts: &[Draft],
    kept: &[bool],
    words: Slices,
    labels: Slices,
) -> Vec<u32> {
    let mut order: Vec<u32> = (0..drafts.len() as u32)
        .filter(|&draft| kept[draft as usize])
        .collect();
    let content = |draft: u32| {
        let post = &drafts[draft as usize].post;
        (words.of(post.terms), labels.of(post.labels))
    };
    let full = |a: u32, b: u32| -> Ordering {
        let (one, other) = (&drafts[a as usize].post, &drafts[b as usize].post);
        let known = |post: &Post| {
            (
                post.author,
                post.time,
                post.answers,
                post.lang,
                post.sentiment,
                post.question,
                post.repost,
                post.platform,
            )
        };
        known(one)
            .cmp(&known(other))
            .then_with(|| content(a).cmp(&content(b)))
    };
    // Of one message the fullest version is kept: a time, then the most words, then labels.
    let fullness = |draft: u32| {
        let post = &drafts[draft as usize].post;
        (
            post.time == NO_TIME,
            Reverse(post.terms.1 - post.terms.0),
            Reverse(post.labels.1 - post.labels.0),
        )
    };
    let object = |draft: u32| drafts[draft as usize].post.object;
    order.par_sort_by(|&a, &b| {
        object(a)
            .cmp(&object(b))
            .then_with(|| {
                if object(a) == NONE {
                    Ordering::Equal
                } else {
                    fullness(a).cmp(&fullness(b))
                }
            })
            .then_with(|| full(a, b))
    });
    let mut first_of = vec![NONE; drafts.len()];
    let mut stay = Vec::with_capacity(order.len());
    for &draft in &order {
        match stay.last() {
            Some(&first) if object(draft) != NONE && object(first) == object(draft) => {
                first_of[draft as usize] = first;
                log.duplicates += u64::from(!drafts[draft as usize].row_is_act);
            }
            _ => {
                first_of[draft as usize] = draft;
                stay.push(draft);
            }
        }
    }
    stay.par_sort_by(|&a, &b| full(a, b).then(object(a).cmp(&object(b))));
    let mut place = vec![NONE; drafts.len()];
    for &draft in &stay {
        place[draft as usize] = log.posts.len() as u32;
        let (terms, tags) = content(draft);
        let mut post = drafts[draft as usize].post;
        post.terms = append(&mut log.post_terms, &terms);
        post.labels = append(&mut log.post_labels, &tags);
        log.posts.push(post);
    }
    first_of
        .iter()
        .map(|&first| {
            if first == NONE {
                NONE
            } else {
                place[first as usize]
            }
        })
        .collect()
}

fn append(all: &mut Vec<u32>, more: &[u32]) -> (u32, u32) {
    let start = all.len() as u32;
    all.extend_from_slice(more);
    (start, all.len() as u32)
}

/// Which final posts stand in files where a row is an interaction, not a message.
pub(super) fn rows_that_are_acts(drafts: &[Draft], post_number: &[u32], posts: usize) -> Vec<bool> {
    let mut row_is_act = vec![false; posts];
    for (draft, &number) in drafts.iter().zip(post_number) {
        if number != NONE {
            row_is_act[number as usize] |= draft.row_is_act;
        }
    }
    row_is_act
}
