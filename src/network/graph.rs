//! Ties: interactions of a pair added up, each weighted by its kind and faded by its age.
//!
//! `W(s, t) = Σ kind weight × row weight × 2^(−age / half-life)`, summed in the order of the log.

use petgraph::csr::Csr;
use petgraph::{Directed, IntoWeightedEdge};

use super::fixed::KindSums;
use super::{Clock, Interactions, KindWeights, Kinds, NetworkError, Symmetric};
use crate::interaction::{Event, FixedTie, Kind};

/// Settings of a network.
#[derive(Debug, Clone, PartialEq)]
pub struct NetworkParams {
    /// Weight of each kind, finite and ≥ 0.
    pub kind_weights: KindWeights,
    /// The kinds that make ties (`--edges`).
    pub kinds: Kinds,
    /// Seconds in which attention fades by half, > 0; `None`: it does not fade.
    pub half_life: Option<f64>,
    /// "Now" for ageing; `None`: the latest time of the log that does not stand apart.
    pub as_of: Option<i64>,
    /// Accounts of the brand.
    pub brand: Vec<u32>,
    /// Accounts of its staff.
    pub staff: Vec<u32>,
}

impl Default for NetworkParams {
    fn default() -> Self {
        Self {
            kind_weights: KindWeights::default(),
            kinds: Kinds::ALL,
            half_life: None,
            as_of: None,
            brand: Vec::new(),
            staff: Vec::new(),
        }
    }
}

impl NetworkParams {
    /// Errors where a weight or the half-life is no usable number.
    pub fn check(&self) -> Result<(), NetworkError> {
        for kind in Kind::ALL {
            let weight = self.kind_weights.of(kind);
            if !(weight.is_finite() && weight >= 0.0) {
                return Err(NetworkError::KindWeight {
                    kind: kind.name(),
                    weight,
                });
            }
        }
        match self.half_life {
            Some(seconds) if !(seconds.is_finite() && seconds > 0.0) => {
                Err(NetworkError::HalfLife { seconds })
            }
            _ => Ok(()),
        }
    }
}

/// Weighted ties between people, outgoing and incoming, as petgraph `Csr`.
///
/// Nodes are the people of the log, by their numbers, those without a tie too. Weights are f32 (their
/// sums are taken in f64): 16 bytes a tie for both directions.
#[derive(Debug, Clone)]
pub struct Network {
    outgoing: Csr<(), f32, Directed, u32>,
    incoming: Csr<(), f32, Directed, u32>,
    /// Σ W(s, ·) of each person.
    out_weight: Vec<f64>,
    /// Ties that carry trust of those people whose answers do not: brand and staff, by number.
    vouching: Vec<(u32, Vec<(u32, f32)>)>,
    clock: Clock,
    params: NetworkParams,
    active: usize,
    self_ties: u64,
    without_target: u64,
}

/// One directed tie on its way into a `Csr`.
#[derive(Clone, Copy)]
struct Arc {
    from: u32,
    to: u32,
    weight: f32,
}

impl IntoWeightedEdge<f32> for Arc {
    type NodeId = u32;
    fn into_weighted_edge(self) -> (u32, u32, f32) {
        (self.from, self.to, self.weight)
    }
}

impl Network {
    /// Adds interactions up into ties.
    ///
    /// Pairs whose weights come to 0 make no tie. O(people + events), 12 bytes a tie beside the result.
    pub fn build(
        interactions: &Interactions<'_>,
        params: &NetworkParams,
    ) -> Result<Self, NetworkError> {
        params.check()?;
        let people = interactions.people();
        let clock = Clock::of(interactions, params.as_of, params.half_life);
        let mut arcs = Vec::new();
        let mut arc = |from, to, weight| {
            if weight > 0.0 {
                arcs.push(Arc { from, to, weight });
            }
        };
        for pair in interactions.pairs() {
            let weight = tie_weight(pair, params, &clock, |_| true);
            arc(pair[0].source, pair[0].target, weight);
        }
        for pair in interactions.ties().iter().flat_map(|ties| ties.pairs()) {
            let weight = summed_weight(pair, params, |_| true);
            arc(pair[0].source, pair[0].target, weight);
        }
        let outgoing = csr(&arcs, people);
        let out_weight = (0..people as u32)
            .map(|person| {
                outgoing
                    .edges_slice(person)
                    .iter()
                    .map(|&w| f64::from(w))
                    .sum()
            })
            .collect();
        let incoming = csr(&turned(arcs, people), people);
        let active = (0..people as u32)
            .filter(|&p| outgoing.out_degree(p) + incoming.out_degree(p) > 0)
            .count();
        Ok(Self {
            vouching: vouching(interactions, params, &clock),
            outgoing,
            incoming,
            out_weight,
            clock,
            params: params.clone(),
            active,
            self_ties: interactions.self_ties,
            without_target: interactions.without_target,
        })
    }

    /// Number of people, those without a tie included.
    pub fn people(&self) -> usize {
        self.out_weight.len()
    }

    /// Number of ties.
    pub fn ties(&self) -> usize {
        self.outgoing.edge_count()
    }

    /// People with at least one tie.
    pub fn active(&self) -> usize {
        self.active
    }

    /// The outgoing ties: an edge s → t says that s pays attention to t.
    pub fn outgoing(&self) -> &Csr<(), f32, Directed, u32> {
        &self.outgoing
    }

    /// The same ties from their target: an edge t → s of this graph says that s pays attention to t.
    pub fn incoming(&self) -> &Csr<(), f32, Directed, u32> {
        &self.incoming
    }

    /// Whom a person pays attention to (ascending), and the weights.
    #[inline]
    pub fn targets(&self, person: u32) -> (&[u32], &[f32]) {
        (
            self.outgoing.neighbors_slice(person),
            self.outgoing.edges_slice(person),
        )
    }

    /// Who pays attention to a person (ascending), and the weights.
    #[inline]
    pub fn endorsers(&self, person: u32) -> (&[u32], &[f32]) {
        (
            self.incoming.neighbors_slice(person),
            self.incoming.edges_slice(person),
        )
    }

    /// Σ W(s, ·) of each person, in f64.
    #[inline]
    pub fn out_weight(&self) -> &[f64] {
        &self.out_weight
    }

    /// Brand and staff (ascending) with those of their ties that carry trust: a reply or a comment of
    /// theirs vouches for nobody.
    pub fn vouching(&self) -> &[(u32, Vec<(u32, f32)>)] {
        &self.vouching
    }

    /// The ties of one of them; `None` for everybody else, whose ties all carry trust.
    #[inline]
    pub fn vouching_of(&self, person: u32) -> Option<&[(u32, f32)]> {
        let place = self
            .vouching
            .binary_search_by_key(&person, |(ours, _)| *ours);
        place.ok().map(|place| &*self.vouching[place].1)
    }

    /// "Now" and the fading used.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The settings it was built with.
    pub fn params(&self) -> &NetworkParams {
        &self.params
    }

    /// Interactions of someone with themselves, left out here.
    pub fn self_ties(&self) -> u64 {
        self.self_ties
    }

    /// Mentions of the brand as a whole that no account of the brand could take.
    pub fn without_target(&self) -> u64 {
        self.without_target
    }

    /// The ties without their direction, both ways added up.
    pub fn symmetric(&self) -> Symmetric {
        Symmetric::of(self)
    }
}

/// Σ kind weight × (Σ weight × fade) over the events of one pair that count, in fixed point.
fn tie_weight(
    pair: &[Event],
    params: &NetworkParams,
    clock: &Clock,
    counts: impl Fn(Kind) -> bool,
) -> f32 {
    let mut sums = KindSums::default();
    for event in pair {
        if params.kinds.contains(event.kind) && counts(event.kind) {
            sums.add(event.kind, clock.units(event));
        }
    }
    rounded(&sums, params)
}

/// The same over rows of ties.
fn summed_weight(pair: &[FixedTie], params: &NetworkParams, counts: impl Fn(Kind) -> bool) -> f32 {
    let counted = |tie: &FixedTie| params.kinds.contains(tie.kind) && counts(tie.kind);
    rounded(&KindSums::of(pair, counted), params)
}

fn rounded(sums: &KindSums, params: &NetworkParams) -> f32 {
    let weight = sums.weight(&params.kind_weights);
    weight.min(f64::from(f32::MAX)) as f32
}

fn vouching(
    interactions: &Interactions<'_>,
    params: &NetworkParams,
    clock: &Clock,
) -> Vec<(u32, Vec<(u32, f32)>)> {
    let mut ours: Vec<u32> = params.brand.iter().chain(&params.staff).copied().collect();
    ours.sort_unstable();
    ours.dedup();
    ours.retain(|&person| (person as usize) < interactions.people());
    let vouches = |kind: Kind| !matches!(kind, Kind::Reply | Kind::Comment);
    let rows = interactions.ties().map_or(&[][..], |ties| ties.rows());
    let events = interactions.events();
    let of = |person: u32| {
        let of_rows = between(rows, |tie| tie.source, person)
            .chunk_by(|a, b| a.target == b.target)
            .map(|pair| (pair[0].target, summed_weight(pair, params, vouches)));
        between(events, |event| event.source, person)
            .chunk_by(|a, b| a.target == b.target)
            .map(|pair| (pair[0].target, tie_weight(pair, params, clock, vouches)))
            .chain(of_rows)
            .filter(|&(_, weight)| weight > 0.0)
            .collect()
    };
    ours.into_iter()
        .map(|person| (person, of(person)))
        .collect()
}

/// The rows of one source, of rows that stand by source.
fn between<T>(rows: &[T], source: impl Fn(&T) -> u32, person: u32) -> &[T] {
    let start = rows.partition_point(|row| source(row) < person);
    let end = rows.partition_point(|row| source(row) <= person);
    &rows[start..end]
}

/// The arcs from their other end, in order: a counting sort, stable in the source.
fn turned(arcs: Vec<Arc>, people: usize) -> Vec<Arc> {
    let mut next = vec![0usize; people + 1];
    for arc in &arcs {
        next[arc.to as usize + 1] += 1;
    }
    for i in 0..people {
        next[i + 1] += next[i];
    }
    let mut turned = vec![
        Arc {
            from: 0,
            to: 0,
            weight: 0.0
        };
        arcs.len()
    ];
    for arc in arcs {
        let place = &mut next[arc.to as usize];
        turned[*place] = Arc {
            from: arc.to,
            to: arc.from,
            weight: arc.weight,
        };
        *place += 1;
    }
    turned
}

/// A `Csr` of sorted, unique arcs, with the people beyond the last tie too.
fn csr(arcs: &[Arc], people: usize) -> Csr<(), f32, Directed, u32> {
    // Arcs come sorted and unique from `pairs` and `turned`.
    let mut graph = Csr::from_sorted_edges(arcs).unwrap_or_default();
    while graph.node_count() < people {
        graph.add_node(());
    }
    graph
}

#[cfg(test)]
mod tests {
    use super::super::testing::{event, log};
    use super::*;
    use crate::interaction::{NO_TIME, NONE};

    fn build(log: &crate::interaction::Log, params: &NetworkParams) -> Network {
        Network::build(&Interactions::of(log, &params.brand), params).expect("usable settings")
    }

    #[test]
    fn ties_add_up_kinds_and_fade_with_age() {
        let mut reaction = event(0, 1, Kind::Reaction, 100);
        reaction.weight = 2.0;
        let log = log(
            4,
            vec![
                event(0, 1, Kind::Repost, 0),
                reaction,
                event(2, 1, Kind::Follow, 50),
            ],
        );
        let half_life = Some(50.0);
        let network = build(
            &log,
            &NetworkParams {
                half_life,
                ..NetworkParams::default()
            },
        );
        assert_eq!(network.targets(0), (&[1][..], &[0.85][..]));
        assert_eq!(network.endorsers(1), (&[0, 2][..], &[0.85, 0.05][..]));
        assert_eq!(
            (network.people(), network.ties(), network.active()),
            (4, 2, 3)
        );
        assert_eq!(network.targets(3).0.len() + network.endorsers(3).0.len(), 0);
    }

    #[test]
    fn only_the_kinds_asked_for_make_ties() {
        let log = log(
            3,
            vec![event(0, 1, Kind::Repost, 0), event(0, 2, Kind::Follow, 0)],
        );
        let kinds = Kinds::of(&[Kind::Repost]);
        let network = build(
            &log,
            &NetworkParams {
                kinds,
                ..NetworkParams::default()
            },
        );
        assert_eq!((network.ties(), network.targets(0).0), (1, &[1][..]));
    }

    #[test]
    fn answers_of_brand_and_staff_vouch_for_nobody() {
        let events = vec![
            event(0, 1, Kind::Reply, 0),
            event(0, 2, Kind::Mention, 0),
            event(0, 2, Kind::Comment, 0),
            event(1, 2, Kind::Reply, 0),
        ];
        let params = NetworkParams {
            brand: vec![0],
            staff: vec![9],
            ..NetworkParams::default()
        };
        let network = build(&log(3, events), &params);
        assert_eq!(network.vouching(), &[(0, vec![(2, 1.0)])]);
        assert_eq!(network.targets(0).0, &[1, 2]);
    }

    #[test]
    fn mentions_of_the_brand_as_a_whole_go_to_its_first_account() {
        let mut events = vec![event(0, 1, Kind::Mention, 5)];
        events.push(event(0, NONE, Kind::Mention, 0));
        let mut log = log(3, events);
        log.events.push(event(2, 2, Kind::Mention, 0));
        let params = NetworkParams {
            brand: vec![1],
            ..NetworkParams::default()
        };
        let network = build(&log, &params);
        assert_eq!(
            (network.targets(0), network.self_ties()),
            ((&[1][..], &[2.0][..]), 1)
        );
        let network = build(&log, &NetworkParams::default());
        assert_eq!((network.ties(), network.without_target()), (1, 1));
    }

    #[test]
    fn empty_logs_and_hostile_settings_are_answered() {
        assert_eq!(
            build(&log(0, vec![]), &NetworkParams::default()).active(),
            0
        );
        assert_eq!(
            build(&log(1, vec![]), &NetworkParams::default()).people(),
            1
        );
        let half_life = Some(f64::NAN);
        let params = NetworkParams {
            half_life,
            ..NetworkParams::default()
        };
        let none = log(1, vec![event(0, 0, Kind::Reply, NO_TIME)]);
        assert!(Network::build(&Interactions::of(&none, &[]), &params).is_err());
        let kind_weights = KindWeights([1.0, 1.0, -1.0, 1.0, 1.0, 1.0, 1.0]);
        let params = NetworkParams {
            kind_weights,
            ..NetworkParams::default()
        };
        assert!(params.check().unwrap_err().to_string().contains("comment"));
    }

    #[test]
    fn the_order_of_the_rows_changes_nothing() {
        let events = vec![
            event(2, 0, Kind::Reply, 7),
            event(0, 1, Kind::Repost, 3),
            event(1, 0, Kind::Mention, 9),
            event(0, 1, Kind::Mention, 1),
        ];
        let mut shuffled = log(3, events.clone());
        shuffled.events.reverse();
        let params = NetworkParams {
            half_life: Some(3.0),
            ..NetworkParams::default()
        };
        let (one, two) = (build(&log(3, events), &params), build(&shuffled, &params));
        for person in 0..3 {
            assert_eq!(one.targets(person), two.targets(person));
            assert_eq!(one.endorsers(person), two.endorsers(person));
        }
    }
}
