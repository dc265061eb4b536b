//! The files of the ties wing: `people.csv`, `nodes.csv`, `edges.csv`, graph files.

use std::collections::BTreeMap;

use super::drawing::Drawing;
use super::moment;
use super::ties::Ties;
use crate::export::{Edge, Node, PersonRow};
use crate::network::{Interactions, Tie, ties};
use crate::role::{Language, Role, sentence};

/// `people.csv`, by person id.
pub(super) fn people_csv(
    ties: &Ties,
    personas: &BTreeMap<u32, String>,
    language: Language,
) -> Vec<u8> {
    let people = 0..ties.log.people.len() as u32;
    crate::export::people_csv(people.map(|person| row(ties, person, personas, language)))
}

fn row<'a>(
    ties: &'a Ties,
    person: u32,
    personas: &'a BTreeMap<u32, String>,
    language: Language,
) -> PersonRow<'a> {
    let at = person as usize;
    let measures = &ties.measures;
    let of = |column: &Option<Vec<f64>>| column.as_ref().map(|values| values[at]);
    let maybe = |column: &Option<Vec<Option<f64>>>| column.as_ref().and_then(|values| values[at]);
    let account = &ties.log.accounts[at];
    let activity = &ties.activity[at];
    let score = ties.ambassadors.scores[at].as_ref();
    let reasons: Vec<String> = ties
        .roles_of(person)
        .map(|held| sentence(&held.reason, language))
        .collect();
    PersonRow {
        id: ties.log.people.key(person),
        label: &account.label,
        platforms: &account.platforms,
        persona: personas.get(&person).map_or("", String::as_str),
        community: ties.community_of(person),
        reach: of(&measures.reach),
        reach_low: maybe(&measures.reach_low),
        reach_high: maybe(&measures.reach_high),
        trust: maybe(&measures.trust_percentile),
        credible_reach: of(&measures.credible_reach),
        pagerank: of(&measures.pagerank),
        betweenness: of(&measures.betweenness),
        constraint: maybe(&measures.constraint),
        participation: maybe(&measures.participation),
        resonance: maybe(&measures.resonance),
        audience_flags: flags(ties, at),
        ambassador: score.map(|score| score.score),
        ambassador_parts: score.map_or([None; 6], |score| score.percentiles),
        active_weeks: ties.log.ties.is_none().then_some(activity.active_weeks),
        first_seen: activity.first_seen.map_or(String::new(), moment::iso),
        last_seen: activity.last_seen.map_or(String::new(), moment::iso),
        posts: activity.posts,
        size_percentile: maybe(&measures.size_percentile),
        roles: roles(ties, person),
        reasons: reasons.join("; "),
    }
}

fn flags(ties: &Ties, at: usize) -> String {
    let flags = ties.measures.flags.as_ref();
    flags.map_or(String::new(), |flags| flags[at].names().join("|"))
}

/// Roles of a person joined with `|`; brand and staff are named as such.
fn roles(ties: &Ties, person: u32) -> String {
    let mut names: Vec<&str> = Vec::new();
    if ties.brand.contains(&person) {
        names.push("brand");
    }
    if ties.staff.contains(&person) {
        names.push("staff");
    }
    names.extend(ties.roles_of(person).map(|held| Role::name(held.role)));
    names.join("|")
}

/// The nodes of the tables: everybody, by person id, with the place in the drawing.
pub(super) fn nodes(ties: &Ties, personas: &BTreeMap<u32, String>, drawing: &Drawing) -> Vec<Node> {
    let measures = &ties.measures;
    let node = |person: u32| {
        let at = person as usize;
        let of = |column: &Option<Vec<f64>>| column.as_ref().map(|values| values[at]);
        Node {
            id: ties.log.people.key(person).to_owned(),
            label: ties.log.accounts[at].label.clone(),
            community: ties.community_of(person),
            persona: personas.get(&person).cloned().unwrap_or_default(),
            roles: roles(ties, person),
            reach: of(&measures.reach),
            credible_reach: of(&measures.credible_reach),
            pagerank: of(&measures.pagerank),
            position: drawing.position(person).map(|[x, y]| (x, y)),
        }
    };
    (0..ties.log.people.len() as u32).map(node).collect()
}

/// The edges of the tables: every tie, by source and target, one at a time.
pub(super) fn edges_csv(wing: &Ties, nodes: &[Node]) -> Vec<u8> {
    let interactions = Interactions::of(&wing.log, &wing.brand);
    let edges = ties(&interactions, &wing.network).map(|tie| edge(tie.source, tie.target, &tie));
    crate::export::edges_csv(nodes, edges)
}

/// The network of the graph files: the people drawn and the ties between them.
pub(super) fn drawn(nodes: &[Node], drawing: &Drawing) -> (Vec<Node>, Vec<Edge>) {
    let people = drawing
        .people
        .iter()
        .map(|&person| nodes[person as usize].clone());
    let ties = drawing
        .ties
        .iter()
        .map(|(source, target, tie)| edge(*source, *target, tie));
    (people.collect(), ties.collect())
}

fn edge(source: u32, target: u32, tie: &Tie) -> Edge {
    Edge {
        source,
        target,
        kind: tie.kinds.names(),
        weight: tie.weight,
        count: tie.count,
        first: tie.first.map_or(String::new(), moment::iso),
        last: tie.last.map_or(String::new(), moment::iso),
    }
}
