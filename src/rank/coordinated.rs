//! Coordinated reposts: accounts that share the same posts within a minute of each other, again and
//! again (`CooRTweet`: Righetti & Balluff 2023; Giglietto et al. 2020).

use rayon::prelude::*;

use crate::interaction::{Event, Kind, NO_TIME, NONE};

/// Seconds within which two reposts of one post are together.
const WINDOW: i64 = 60;

/// Posts two accounts must have shared together.
const REPEATED: u32 = 3;

/// Pairs looked at, over all posts: beyond, only the nearest in time are paired.
const PAIRS: usize = 20_000_000;

/// Who reposts together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Coordination {
    /// For each person, with how many others it reposted at least three posts within a minute.
    pub partners: Vec<u32>,
    /// Group of each person (connected through such pairs, numbered by the smallest person), [`NONE`]
    /// for those in none.
    pub group: Vec<u32>,
}

/// Finds them. O(pairs log pairs), at most twenty million pairs.
///
/// Reposts and quotes with a post and a time count; a pair counts once a post. Where one minute of one
/// post holds so many accounts that all pairs would pass that bound, each is paired with those nearest in
/// time, which finds the members of a large group all the same.
pub fn coordinated(events: &[Event], people: usize) -> Coordination {
    let mut shares: Vec<(u32, i64, u32)> = events
        .iter()
        .filter(|e| matches!(e.kind, Kind::Repost | Kind::Quote))
        .filter(|e| e.object != NONE && e.time != NO_TIME)
        .map(|e| (e.object, e.time, e.source))
        .collect();
    keep_busy(&mut shares, people);
    shares.par_sort_unstable();
    let mut nearest = shares.len().max(1);
    while pairs_within(&shares, nearest) > PAIRS && nearest > 1 {
        nearest = nearest.min(1 << 20) / 2;
    }
    let mut pairs: Vec<(u32, u32)> = shares
        .par_chunk_by(|a, b| a.0 == b.0)
        .flat_map_iter(|post| pairs_of(post, nearest))
        .collect();
    pairs.par_sort_unstable();
    let mut found = Coordination {
        partners: vec![0; people],
        group: vec![NONE; people],
    };
    for pair in pairs.chunk_by(|a, b| a == b) {
        if pair.len() as u32 >= REPEATED {
            let (a, b) = pair[0];
            found.partners[a as usize] += 1;
            found.partners[b as usize] += 1;
            join(&mut found.group, a, b);
        }
    }
    for person in 0..people as u32 {
        if found.group[person as usize] != NONE {
            found.group[person as usize] = root(&mut found.group, person);
        }
    }
    found
}

/// Drops accounts that share fewer posts than a pair needs.
fn keep_busy(shares: &mut Vec<(u32, i64, u32)>, people: usize) {
    shares.par_sort_unstable_by_key(|&(object, time, source)| (source, object, time));
    let mut posts = vec![0u32; people];
    for of_post in shares.chunk_by(|a, b| (a.2, a.0) == (b.2, b.0)) {
        posts[of_post[0].2 as usize] += 1;
    }
    shares.retain(|&(_, _, source)| posts[source as usize] >= REPEATED);
}

/// How many later shares of the same post lie within the window of each, at most `nearest`.
fn pairs_within(shares: &[(u32, i64, u32)], nearest: usize) -> usize {
    let mut end = 0;
    let mut pairs = 0;
    for (i, share) in shares.iter().enumerate() {
        end = end.max(i + 1);
        while end < shares.len() && together(share, &shares[end]) {
            end += 1;
        }
        pairs += (end - i - 1).min(nearest);
    }
    pairs
}

fn together(a: &(u32, i64, u32), b: &(u32, i64, u32)) -> bool {
    a.0 == b.0 && b.1.saturating_sub(a.1) <= WINDOW
}

/// The pairs of one post, each once, the smaller person first.
fn pairs_of(post: &[(u32, i64, u32)], nearest: usize) -> Vec<(u32, u32)> {
    let mut pairs = Vec::new();
    for (i, share) in post.iter().enumerate() {
        for other in post[i + 1..].iter().take(nearest) {
            if !together(share, other) {
                break;
            }
            if share.2 != other.2 {
                pairs.push((share.2.min(other.2), share.2.max(other.2)));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Joins two people's groups under the smaller root (union-find with path halving, no recursion).
fn join(group: &mut [u32], a: u32, b: u32) {
    let (a, b) = (root(group, a), root(group, b));
    group[a.max(b) as usize] = a.min(b);
}

fn root(group: &mut [u32], mut person: u32) -> u32 {
    if group[person as usize] == NONE {
        group[person as usize] = person;
    }
    while group[person as usize] != person {
        let up = group[person as usize];
        group[person as usize] = group[up as usize];
        person = up;
    }
    person
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::network::testing::event;

    fn share(source: u32, object: u32, time: i64) -> Event {
        Event {
            object,
            ..event(source, 99, Kind::Repost, time)
        }
    }

    #[test]
    fn three_posts_within_a_minute_make_a_pair_and_two_do_not() {
        let mut events = Vec::new();
        for post in 0..3 {
            let start = i64::from(post) * 10_000;
            events.push(share(0, post, start));
            events.push(share(1, post, start + 60));
            events.push(share(2, post, start + if post == 0 { 61 } else { 30 }));
            // Twice the same post is once.
            events.push(share(3, 0, start));
        }
        let found = coordinated(&events, 100);
        assert_eq!(found.partners[..4], [1, 2, 1, 0]);
        assert_eq!(found.group[..4], [0, 0, 0, NONE]);
    }

    #[test]
    fn a_crowd_within_one_minute_is_bounded_and_still_found() {
        let crowd = 4_000;
        let mut events = Vec::new();
        for post in 0..3 {
            for person in 0..crowd {
                events.push(share(
                    person,
                    post,
                    i64::from(post) * 1_000 + i64::from(person % 50),
                ));
            }
        }
        let found = coordinated(&events, crowd as usize);
        assert!(found.partners.iter().all(|&partners| partners > 0));
        assert!(found.group.iter().all(|&group| group == 0));
    }

    #[test]
    fn a_log_without_posts_or_times_has_no_coordination() {
        let mut without_time = share(0, 1, NO_TIME);
        without_time.time = NO_TIME;
        let found = coordinated(&[event(0, 1, Kind::Repost, 5), without_time], 3);
        assert_eq!(found.partners, [0; 3]);
        assert_eq!(found.group, [NONE; 3]);
    }
}
