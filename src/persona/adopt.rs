//! Finding the project's own personas again in a new run.
//!
//! By members where respondents are the same, else by profile; the best one-to-one assignment
//! (Kuhn 1955). A pair under the stated similarity is no match: then the persona is gone, and the
//! segment is new.

use std::collections::BTreeMap;

use super::card::Persona;
use super::crosstab::{Crosstab, UNASSIGNED};
use super::hungarian::best_assignment;
use crate::statistic::cohens_h;

/// The least Jaccard similarity of members that is a match (Hennig 2007: below it a cluster is
/// dissolved).
pub const LEAST_JACCARD: f64 = 0.5;
/// The least profile similarity that is a match (see [`profile_similarity`]).
pub const LEAST_PROFILE: f64 = 0.5;
/// Share of the smaller run's respondents that must be in both for members to decide.
const LEAST_OVERLAP: f64 = 0.5;

/// How a segment was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MatchedBy {
    /// The same respondents: Jaccard similarity.
    Members,
    /// The same answers: profile similarity.
    Profile,
}

/// A segment of the new run and the persona it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    /// Segment of the new run.
    pub segment: usize,
    /// Place among the adopted personas.
    pub adopted: usize,
    /// Similarity, 0..1.
    pub similarity: f64,
    /// Of what.
    pub by: MatchedBy,
}

/// Which segment is which persona.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Matching {
    /// Pairs, by segment.
    pub matches: Vec<Match>,
    /// Adopted personas that no segment matches.
    pub gone: Vec<usize>,
}

impl Matching {
    /// The adopted persona of a segment.
    pub fn adopted_of(&self, segment: usize) -> Option<usize> {
        self.matches
            .iter()
            .find(|m| m.segment == segment)
            .map(|m| m.adopted)
    }

    /// The segment of an adopted persona.
    pub fn segment_of(&self, adopted: usize) -> Option<usize> {
        self.matches
            .iter()
            .find(|m| m.adopted == adopted)
            .map(|m| m.segment)
    }
}

/// Matches the segments of a new run with adopted personas.
///
/// `ids`, `labels`: the new run's respondents. `members`: id → slug of the run the personas come
/// from, empty where ids mean nothing (a table without an id column numbers its rows).
/// O(respondents log respondents + segments³).
pub fn match_personas(
    crosstab: &Crosstab,
    ids: &[String],
    labels: &[u32],
    adopted: &[Persona],
    members: &BTreeMap<String, String>,
) -> Matching {
    let groups = crosstab.groups();
    let mut matches = by_members(groups, ids, labels, adopted, members);
    let free_segments: Vec<usize> = (0..groups)
        .filter(|s| matches.iter().all(|m| m.segment != *s))
        .collect();
    let free_adopted: Vec<usize> = (0..adopted.len())
        .filter(|a| matches.iter().all(|m| m.adopted != *a))
        .collect();
    let score: Vec<Vec<f64>> = free_segments
        .iter()
        .map(|&segment| {
            free_adopted
                .iter()
                .map(|&a| profile_similarity(crosstab, segment, &adopted[a]))
                .collect()
        })
        .collect();
    for (row, column) in best_assignment(&score).into_iter().enumerate() {
        if let Some(column) = column.filter(|&c| score[row][c] >= LEAST_PROFILE) {
            matches.push(Match {
                segment: free_segments[row],
                adopted: free_adopted[column],
                similarity: score[row][column],
                by: MatchedBy::Profile,
            });
        }
    }
    matches.sort_by_key(|m| m.segment);
    let gone = (0..adopted.len())
        .filter(|a| matches.iter().all(|m| m.adopted != *a))
        .collect();
    Matching { matches, gone }
}

fn by_members(
    groups: usize,
    ids: &[String],
    labels: &[u32],
    adopted: &[Persona],
    members: &BTreeMap<String, String>,
) -> Vec<Match> {
    let place: BTreeMap<&str, usize> = adopted
        .iter()
        .enumerate()
        .map(|(i, p)| (p.slug.as_str(), i))
        .collect();
    let mut both = vec![vec![0.0; adopted.len()]; groups];
    let mut of_segment = vec![0.0; groups];
    let mut of_adopted = vec![0.0; adopted.len()];
    let mut common = 0_usize;
    for (id, &label) in ids.iter().zip(labels) {
        let Some(slug) = members.get(id).filter(|_| label != UNASSIGNED) else {
            continue;
        };
        common += 1;
        of_segment[label as usize] += 1.0;
        if let Some(&a) = place.get(slug.as_str()) {
            of_adopted[a] += 1.0;
            both[label as usize][a] += 1.0;
        }
    }
    let smaller = ids.len().min(members.len());
    if common == 0 || (common as f64) < LEAST_OVERLAP * smaller as f64 {
        return Vec::new();
    }
    let jaccard: Vec<Vec<f64>> = (0..groups)
        .map(|s| {
            let one = |a: usize| {
                let union: f64 = of_segment[s] + of_adopted[a] - both[s][a];
                if union > 0.0 { both[s][a] / union } else { 0.0 }
            };
            (0..adopted.len()).map(one).collect()
        })
        .collect();
    best_assignment(&jaccard)
        .into_iter()
        .enumerate()
        .filter_map(|(segment, column)| {
            let adopted = column.filter(|&c| jaccard[segment][c] >= LEAST_JACCARD)?;
            Some(Match {
                segment,
                adopted,
                similarity: jaccard[segment][adopted],
                by: MatchedBy::Members,
            })
        })
        .collect()
}

/// How much of what a card says of its persona against the average respondent a segment shows
/// again: 1 − Σ d(segment, card)² / Σ d(everybody, card)², where d is Cohen's h of two shares, or
/// the difference of two means in standard deviations. 1: the same numbers; 0 (and below, cut off):
/// no nearer to the card than everybody is. 0 too where under half of the card's statements can be
/// found in the new table.
pub fn profile_similarity(crosstab: &Crosstab, segment: usize, persona: &Persona) -> f64 {
    let (mut apart, mut average) = (0.0, 0.0);
    let mut found = 0;
    for statement in &persona.statements {
        let cell = crosstab.cell(segment, &statement.attribute, statement.level.as_deref());
        let Some((cell, old)) = cell.zip(statement.value()) else {
            continue;
        };
        let Some((new, overall)) = cell.share.zip(cell.overall) else {
            continue;
        };
        let distance = |a: f64, b: f64| match cell.deviation {
            Some(deviation) if deviation > 0.0 => (a - b) / deviation,
            Some(_) => 0.0,
            None => cohens_h(a, b),
        };
        found += 1;
        apart += distance(new, old).powi(2);
        average += distance(overall, old).powi(2);
    }
    if found == 0 || found * 2 < persona.statements.len() || average <= 0.0 {
        return 0.0;
    }
    (1.0 - apart / average).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::super::card::{Coverage, PeopleBlock};
    use super::super::crosstab::crosstab;
    use super::super::describe::describe;
    use super::super::fixture::planted;
    use super::*;

    fn personas(tab: &Crosstab) -> Vec<Persona> {
        (0..tab.groups())
            .map(|g| Persona {
                slug: format!("p{g}"),
                name: String::new(),
                title: String::new(),
                portrait: String::new(),
                share: tab.sizes[g].share,
                n: tab.sizes[g].n,
                stability: None,
                coverage: Coverage::default(),
                statements: describe(tab, g, &[]),
                people: PeopleBlock::default(),
            })
            .collect()
    }

    fn turned(labels: &[u32]) -> Vec<u32> {
        labels.iter().map(|l| (l + 1) % 4).collect()
    }

    #[test]
    fn a_persona_is_recognised_by_its_members_however_segments_are_numbered() {
        let (t, labels) = planted(200, 4, 8, 0.9, 5);
        let adopted = personas(&crosstab(&t, &labels, 4).expect("a crosstab"));
        let members: BTreeMap<String, String> = t
            .ids
            .iter()
            .zip(&labels)
            .map(|(id, l)| (id.clone(), format!("p{l}")))
            .collect();
        let new = turned(&labels);
        let tab = crosstab(&t, &new, 4).expect("a crosstab");
        let matching = match_personas(&tab, &t.ids, &new, &adopted, &members);
        assert_eq!(matching.matches.len(), 4);
        for m in &matching.matches {
            assert_eq!(m.segment, (m.adopted + 1) % 4);
            assert_eq!((m.by, m.similarity), (MatchedBy::Members, 1.0));
        }
    }

    #[test]
    fn a_persona_is_recognised_by_its_profile_among_other_people() {
        let (old, labels) = planted(300, 4, 8, 0.85, 6);
        let adopted = personas(&crosstab(&old, &labels, 4).expect("a crosstab"));
        let (new, labels) = planted(300, 4, 8, 0.85, 7);
        let labels = turned(&labels);
        let tab = crosstab(&new, &labels, 4).expect("a crosstab");
        let matching = match_personas(&tab, &new.ids, &labels, &adopted, &BTreeMap::new());
        assert_eq!(matching.matches.len(), 4);
        for m in &matching.matches {
            assert_eq!(m.segment, (m.adopted + 1) % 4);
            assert_eq!(m.by, MatchedBy::Profile);
            assert!(m.similarity > 0.9, "{}", m.similarity);
        }
    }

    #[test]
    fn a_persona_that_nothing_resembles_is_gone_and_its_segment_is_new() {
        let (t, labels) = planted(300, 4, 8, 0.9, 8);
        let mut adopted = personas(&crosstab(&t, &labels, 4).expect("a crosstab"));
        for statement in &mut adopted[2].statements {
            statement.share = statement.share.map(|s| 1.0 - s);
        }
        let tab = crosstab(&t, &labels, 4).expect("a crosstab");
        let matching = match_personas(&tab, &t.ids, &labels, &adopted, &BTreeMap::new());
        assert_eq!(matching.gone, [2]);
        assert_eq!(matching.adopted_of(2), None);
        assert_eq!(matching.segment_of(1), Some(1));
    }

    #[test]
    fn numbered_rows_of_two_unrelated_waves_do_not_decide() {
        let (old, labels) = planted(300, 4, 8, 0.9, 9);
        let adopted = personas(&crosstab(&old, &labels, 4).expect("a crosstab"));
        let shuffled: BTreeMap<String, String> = old
            .ids
            .iter()
            .enumerate()
            .map(|(i, id)| (id.clone(), format!("p{}", (i / 75) % 4)))
            .collect();
        let tab = crosstab(&old, &labels, 4).expect("a crosstab");
        let matching = match_personas(&tab, &old.ids, &labels, &adopted, &shuffled);
        assert!(matching.matches.iter().all(|m| m.by == MatchedBy::Profile));
        assert_eq!(matching.matches.len(), 4);
    }
}
