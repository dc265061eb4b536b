//! What people talk about: terms that stand out in a period, a community, a persona.
//!
//! Monroe, Colaresi & Quinn (2008), Fightin' Words, *Political Analysis* 16(4): log-odds ratio of a
//! term in a group against all other groups, with an informative Dirichlet prior (y counts, n
//! totals, α prior: the log's own shares, worth a tenth of its words). A person counts once a term and
//! group: who repeats a word a hundred times has said it once.

use super::burst::{Burst, bursts, is_rising};
use super::document::{Subject, Term};
use super::frame::{Frame, Side};
use crate::interaction::{NONE, Post};
use crate::statistic::Z95;

/// Worth of the prior (the paper's α₀), as a part of all words: enough that a word of one group only
/// is not hidden by how little is known of it elsewhere.
const PRIOR: f64 = 0.1;
/// Terms shown for each group.
const MOST_TERMS: usize = 10;
/// Periods looked at, the newest.
pub(super) const MOST_PERIODS: usize = 13;

/// A person's use of a term in a group, as counted.
type Use = (u32, u32, u32);

/// How often a term was used, by distinct people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Usage {
    pub group: u32,
    pub term: u32,
    pub people: u64,
}

/// Distinctive terms by period, community and persona; empty where the log has no words.
pub(super) fn subjects(frame: &Frame) -> Vec<Subject> {
    let mut subjects = periods(frame);
    let (communities, personas) = (frame.settings.communities, frame.settings.personas);
    let of_person = |groups: &[u32], post: &Post| groups.get(post.author as usize).copied();
    subjects.extend(groups(
        frame,
        "community",
        |post| of_person(communities, post),
        |group| Some(group.to_string()),
    ));
    subjects.extend(groups(
        frame,
        "persona",
        |post| of_person(personas, post),
        |group| frame.settings.persona_names.get(group as usize).cloned(),
    ));
    subjects
}

fn periods(frame: &Frame) -> Vec<Subject> {
    let oldest = frame.calendar.len().saturating_sub(MOST_PERIODS);
    let group = |post: &Post| {
        let period = frame.period(post.time).filter(|&period| period >= oldest)?;
        Some((period - oldest) as u32)
    };
    let (usages, writers) = usages(frame, group);
    let bursting = bursts(&usages, &writers, frame.settings.min_cell);
    let name = |group: u32| frame.calendar.names.get(oldest + group as usize).cloned();
    distinctive(frame, "period", &usages, &bursting, name)
}

fn groups(
    frame: &Frame,
    of: &str,
    group: impl Fn(&Post) -> Option<u32>,
    name: impl Fn(u32) -> Option<String>,
) -> Vec<Subject> {
    let (usages, _) = usages(frame, |post| group(post).filter(|&group| group != NONE));
    distinctive(frame, of, &usages, &[], name)
}

/// Uses of each term by group, ordered, and the writers of each group.
fn usages(frame: &Frame, group: impl Fn(&Post) -> Option<u32>) -> (Vec<Usage>, Vec<u64>) {
    let mut uses: Vec<Use> = Vec::new();
    let mut writers: Vec<(u32, u32)> = Vec::new();
    for post in &frame.log.posts {
        let terms = frame.terms(post);
        if post.repost
            || terms.is_empty()
            || frame.side(post.author) != Side::Community
            || frame.unheard[post.author as usize]
            || frame.is_future(post.time)
            || !frame.is_told(post.time)
        {
            continue;
        }
        if let Some(group) = group(post) {
            writers.push((group, post.author));
            uses.extend(terms.iter().map(|&term| (group, term, post.author)));
        }
    }
    uses.sort_unstable();
    uses.dedup();
    let usages = uses
        .chunk_by(|a, b| (a.0, a.1) == (b.0, b.1))
        .map(|same| Usage {
            group: same[0].0,
            term: same[0].1,
            people: same.len() as u64,
        })
        .collect();
    writers.sort_unstable();
    writers.dedup();
    let groups = writers.last().map_or(0, |last| last.0 as usize + 1);
    let mut counts = vec![0; groups];
    for (group, _) in writers {
        counts[group as usize] += 1;
    }
    (usages, counts)
}

fn distinctive(
    frame: &Frame,
    of: &str,
    usages: &[Usage],
    bursting: &[Burst],
    name: impl Fn(u32) -> Option<String>,
) -> Vec<Subject> {
    let mut by_term = vec![0_u64; frame.log.terms.len()];
    for usage in usages {
        by_term[usage.term as usize] += usage.people;
    }
    let all = usages.iter().map(|usage| usage.people).sum();
    usages
        .chunk_by(|a, b| a.group == b.group)
        .filter_map(|group| {
            let name = name(group[0].group)?;
            let inside: u64 = group.iter().map(|usage| usage.people).sum();
            let mut terms: Vec<(f64, bool, Usage)> = group
                .iter()
                .filter(|usage| usage.people >= frame.settings.min_cell.max(1))
                .map(|usage| {
                    let everywhere = by_term[usage.term as usize];
                    let rising = is_rising(bursting, usage);
                    (score(usage.people, inside, everywhere, all), rising, *usage)
                })
                .filter(|&(score, rising, _)| score > Z95 || rising)
                .collect();
            let key = |usage: &Usage| frame.log.terms.key(usage.term);
            terms.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| key(&a.2).cmp(key(&b.2))));
            terms.truncate(MOST_TERMS);
            let terms: Vec<Term> = terms
                .into_iter()
                .map(|(score, rising, usage)| Term {
                    term: key(&usage).to_owned(),
                    people: usage.people,
                    score,
                    rising,
                })
                .collect();
            (!terms.is_empty()).then(|| Subject {
                of: of.to_owned(),
                name,
                terms,
            })
        })
        .collect()
}

/// z of the log-odds ratio: y of n words in the group, the rest of `everywhere` of `all` outside.
fn score(y: u64, n: u64, everywhere: u64, all: u64) -> f64 {
    let (y, n, everywhere, all) = (y as f64, n as f64, everywhere as f64, all as f64);
    let (prior, worth) = (PRIOR * everywhere, PRIOR * all);
    let odds = |y: f64, n: f64| ((y + prior) / (n + worth - y - prior)).ln();
    if n + worth <= y + prior || all - n + worth <= everywhere - y + prior {
        // The only word there is: it cannot stand out.
        return 0.0;
    }
    let difference = odds(y, n) - odds(everywhere - y, all - n);
    let variance = 1.0 / (y + prior) + 1.0 / (everywhere - y + prior);
    difference / variance.sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: y 30 of 1,000 against 10 of 9,000, prior 4 of 1,000.
    #[test]
    fn a_score_is_the_papers_log_odds_over_its_deviation() {
        let expected = ((34.0_f64 / 1_966.0).ln() - (14.0_f64 / 9_986.0).ln())
            / (1.0_f64 / 34.0 + 1.0 / 14.0).sqrt();
        assert!((score(30, 1_000, 40, 10_000) - expected).abs() < 1e-12);
    }

    #[test]
    fn a_word_used_everywhere_alike_does_not_stand_out() {
        assert!(score(100, 1_000, 1_000, 10_000).abs() < 0.1);
        assert_eq!(score(5, 5, 5, 5), 0.0);
    }
}
