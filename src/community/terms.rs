//! Distinctive words of each community: log-odds with an informative Dirichlet prior (Monroe, Colaresi &
//! Quinn 2008).
//!
//! For a word w in community i against all the others j:
//! `δ = ln[(y_i + α_w) / (n_i + α_0 − y_i − α_w)] − ln[(y_j + α_w) / (n_j + α_0 − y_j − α_w)]` and
//! `z = δ / √(1/(y_i + α_w) + 1/(y_j + α_w))`; the prior `α_w` has the words' shares in the whole log and a
//! total of `α_0`.

use crate::interaction::Log;

/// `α_0`: the prior weighs as much as this many words, at most a tenth of the log's.
const PRIOR: f64 = 1_000.0;

/// A word is distinctive from this z on.
const DISTINCTIVE: f64 = 1.96;

/// A word that tells a community from the others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DistinctiveTerm {
    /// Place in [`Log::terms`].
    pub term: u32,
    /// z of its log-odds, > 1.96.
    pub z: f64,
    /// Distinct people of the community who use it.
    pub people: u32,
}

/// At most `count` distinctive words of each of the first `communities` communities, best first.
///
/// Reposts are not counted: their words are another's. A word used by fewer than `min_cell` people of a
/// community is never given for it. O(words log words).
pub fn distinctive_terms(
    log: &Log,
    labels: &[u32],
    communities: usize,
    min_cell: u32,
    count: usize,
) -> Vec<Vec<DistinctiveTerm>> {
    let mut totals = vec![0u64; log.terms.len()];
    let mut uses: Vec<(u32, u32, u32)> = Vec::new();
    for post in log.posts.iter().filter(|post| !post.repost) {
        let range = post.terms.0 as usize..post.terms.1 as usize;
        let label = labels.get(post.author as usize).copied();
        for &term in log.post_terms.get(range).unwrap_or_default() {
            totals[term as usize] += 1;
            if let Some(label) = label.filter(|&label| (label as usize) < communities) {
                uses.push((label, term, post.author));
            }
        }
    }
    uses.sort_unstable();
    let all: u64 = totals.iter().sum();
    let mut found = vec![Vec::new(); communities];
    for of_community in uses.chunk_by(|a, b| a.0 == b.0) {
        let words = of_community.len() as f64;
        let terms = &mut found[of_community[0].0 as usize];
        for of_term in of_community.chunk_by(|a, b| a.1 == b.1) {
            let people = of_term.chunk_by(|a, b| a.2 == b.2).count() as u32;
            let (term, total) = (of_term[0].1, totals[of_term[0].1 as usize]);
            let z = log_odds(of_term.len() as f64, words, total as f64, all as f64);
            if people >= min_cell.max(1) && z > DISTINCTIVE {
                terms.push(DistinctiveTerm { term, z, people });
            }
        }
        let key = |term: u32| log.terms.key(term);
        terms.sort_by(|a, b| {
            b.z.total_cmp(&a.z)
                .then_with(|| key(a.term).cmp(key(b.term)))
        });
        terms.truncate(count);
    }
    found
}

/// z of a word used `here` times among `words`, `total` times among `all`.
fn log_odds(here: f64, words: f64, total: f64, all: f64) -> f64 {
    let weight = PRIOR.min(all / 10.0);
    let prior = weight * total / all;
    let there = total - here;
    let odds = |uses: f64, of: f64| {
        // A community that uses one word only has no other: half a use keeps the odds finite.
        ((uses + prior) / (of + weight - uses - prior).max(0.5)).ln()
    };
    let spread = 1.0 / (here + prior) + 1.0 / (there + prior);
    (odds(here, words) - odds(there, all - words)) / spread.sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interaction::{NONE, Post};

    /// Four posts of two communities: "the" everywhere, "roast" by three people of the first and
    /// "milk" by three of the second, "secret" and "whisper" by one each.
    fn log() -> (Log, Vec<u32>) {
        let mut log = Log::default();
        for word in ["the", "roast", "secret", "milk", "whisper"] {
            log.terms.intern(word);
        }
        for author in 0..6u32 {
            let first = author < 3;
            for _ in 0..20 {
                let start = log.post_terms.len() as u32;
                log.post_terms.extend([0, 0, if first { 1 } else { 3 }]);
                if author == 0 {
                    log.post_terms.push(2);
                } else if author == 3 {
                    log.post_terms.push(4);
                }
                log.posts.push(Post {
                    terms: (start, log.post_terms.len() as u32),
                    ..Post::of(author, NONE)
                });
            }
        }
        (log, vec![0, 0, 0, 1, 1, 1])
    }

    #[test]
    fn words_of_one_circle_are_distinctive_and_words_of_all_are_not() {
        let (log, labels) = log();
        let found = distinctive_terms(&log, &labels, 2, 3, 10);
        let words = |c: usize| found[c].iter().map(|t| t.term).collect::<Vec<_>>();
        assert_eq!((words(0), words(1)), (vec![1], vec![3]));
        assert_eq!(found[0][0].people, 3);
        assert!(found[0][0].z > 4.0);
    }

    #[test]
    fn a_word_of_one_person_is_shown_only_where_one_is_enough() {
        let (log, labels) = log();
        let words = |cell| distinctive_terms(&log, &labels, 2, cell, 10)[0].len();
        assert_eq!((words(2), words(1)), (1, 2));
    }

    #[test]
    fn reposts_and_people_without_a_circle_are_not_counted() {
        let (mut log, _) = log();
        let none = vec![NONE; 6];
        assert!(
            distinctive_terms(&log, &none, 2, 1, 10)
                .iter()
                .all(Vec::is_empty)
        );
        log.posts.iter_mut().for_each(|post| post.repost = true);
        assert!(
            distinctive_terms(&log, &[0; 6], 2, 1, 10)
                .iter()
                .all(Vec::is_empty)
        );
        assert!(distinctive_terms(&Log::default(), &[], 0, 1, 10).is_empty());
    }
}
