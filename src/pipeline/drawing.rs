//! The network as drawn: who is on it, and where everybody stands.

use super::stage::Stage;
use super::ties::Ties;
use crate::brief::data;
use crate::brief::layout::{arrange, backbone};
use crate::network::{Interactions, Tie, ties};

/// Up to this many people everybody is laid out and in the graph files (design, section 6).
const EVERYBODY: usize = 100_000;
/// People and ties of the graph files of a larger network.
const BACKBONE: (usize, usize) = (3_000, 12_000);
/// People and ties of the figure in the brief.
const FIGURE: (usize, usize) = (320, 1_000);

/// The network as drawn.
#[derive(Clone)]
pub(super) struct Drawing {
    /// People drawn, ascending.
    pub people: Vec<u32>,
    /// Ties drawn, their ends as places in `people`.
    pub ties: Vec<(u32, u32, Tie)>,
    /// Where each of `people` stands.
    pub positions: Vec<[f64; 2]>,
}

/// Lays the network out; `None` without a network, or when only some measures were asked for.
pub(super) fn draw(stage: &Stage<'_>, wing: Option<&Ties>) -> Option<Drawing> {
    let wing = wing.filter(|_| stage.options.measures.is_empty())?;
    (stage.progress)("drawing", 0.0);
    let interactions = Interactions::of(&wing.log, &wing.brand);
    let all: Vec<Tie> = ties(&interactions, &wing.network).collect();
    let everybody = stage.options.full_network || wing.log.people.len() <= EVERYBODY;
    let most = if everybody {
        (usize::MAX, usize::MAX)
    } else {
        BACKBONE
    };
    let (people, kept) = choose(wing, &all, most);
    let place = |person: u32| people.binary_search(&person).unwrap_or_default() as u32;
    let drawn: Vec<(u32, u32, Tie)> = kept
        .into_iter()
        .map(|at| (place(all[at].source), place(all[at].target), all[at]))
        .collect();
    let weights: Vec<(u32, u32, f64)> = drawn
        .iter()
        .map(|&(source, target, tie)| (source, target, tie.weight))
        .collect();
    let groups: Option<Vec<u32>> = wing.communities.as_ref().map(|found| {
        people
            .iter()
            .map(|&person| found.labels[person as usize])
            .collect()
    });
    let seed = stage.loaded.project.seed();
    let positions = arrange(people.len(), &weights, groups.as_deref(), &[], seed);
    Some(Drawing {
        people,
        ties: drawn,
        positions,
    })
}

/// The people with roles and the best of the others, with their strongest ties.
fn choose(wing: &Ties, all: &[Tie], most: (usize, usize)) -> (Vec<u32>, Vec<usize>) {
    let count = wing.log.people.len() as u32;
    let reach: Vec<f64> = (0..count).map(|person| wing.score(person)).collect();
    let has_role: Vec<bool> = (0..count)
        .map(|person| wing.roles_of(person).next().is_some() || wing.is_ours(person))
        .collect();
    let weights: Vec<(u32, u32, f64)> = all
        .iter()
        .map(|tie| (tie.source, tie.target, tie.weight))
        .collect();
    let kept = backbone(&reach, &has_role, &weights, most.0, most.1);
    (
        kept.people
            .into_iter()
            .map(|person| person as u32)
            .collect(),
        kept.ties,
    )
}

impl Drawing {
    /// The figure of the brief: the people with roles and their strongest ties, where they stand.
    pub fn figure(&self, wing: &Ties) -> data::Drawing {
        let all: Vec<Tie> = self.ties.iter().map(|&(.., tie)| tie).collect();
        let (people, kept) = choose(wing, &all, FIGURE);
        let drawn = |person: &u32| self.people.binary_search(person).is_ok();
        let people: Vec<u32> = people.into_iter().filter(drawn).collect();
        let end = |person: u32| people.binary_search(&person).ok().map(|place| place as u32);
        let ties = kept.into_iter().filter_map(|at| {
            Some(data::DrawnTie {
                source: end(all[at].source)?,
                target: end(all[at].target)?,
                weight: all[at].weight,
            })
        });
        data::Drawing {
            ties: ties.collect(),
            people: people
                .iter()
                .map(|&person| self.person(wing, person))
                .collect(),
            people_total: wing.log.people.len() as u64,
            ties_total: wing.network.ties() as u64,
        }
    }

    fn person(&self, wing: &Ties, person: u32) -> data::DrawnPerson {
        let at = person as usize;
        let [x, y] = self.position(person).unwrap_or_default();
        let flags = wing.measures.flags.as_ref();
        data::DrawnPerson {
            id: wing.log.people.key(person).to_owned(),
            label: wing.log.accounts[at].label.clone(),
            community: wing.community_of(person),
            reach: wing.measures.reach.as_ref().map_or(0.0, |reach| reach[at]),
            roles: super::story::roles(wing, person),
            flagged: flags.is_some_and(|flags| flags[at].any()),
            x,
            y,
        }
    }

    /// Where a person stands, if drawn.
    pub fn position(&self, person: u32) -> Option<[f64; 2]> {
        self.people
            .binary_search(&person)
            .ok()
            .map(|place| self.positions[place])
    }
}
