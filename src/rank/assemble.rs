//! All measures asked for, in one struct of columns.

use super::{
    LeftOut, Measure, Measures, RankError, RankParams, SeedSource, Selection, Trust,
    audience_flags, betweenness, constant_members, constraint, coordinated, credible_reach,
    endorsements, page_rank, participation, reach_intervals, reach_kinds, reach_of, resonance,
    size_percentiles, trust,
};
use crate::interaction::Log;
use crate::network::{Interactions, Network};

/// All measures asked for.
///
/// `network` is built from the same log; `communities` has one label a person
/// ([`NONE`](crate::interaction::NONE): in none), as `community::leiden` gives them. Computes only what
/// is selected and what that needs; a measure whose input is missing is left out with its reason.
pub fn measure(
    log: &Log,
    network: &Network,
    communities: Option<&[u32]>,
    params: &RankParams,
    selection: Selection,
) -> Result<Measures, RankError> {
    params.check()?;
    let expected = log.people.len();
    let rows = |what, found| RankError::Rows {
        what,
        found,
        expected,
    };
    if network.people() != expected {
        return Err(rows("the network", network.people()));
    }
    if let Some(labels) = communities.filter(|labels| labels.len() != expected) {
        return Err(rows("communities", labels.len()));
    }
    let interactions = Interactions::of(log, &params.brand);
    let mut assembly = Assembly {
        interactions: &interactions,
        network,
        communities,
        params,
        selection,
        found: Measures {
            people: expected,
            ..Measures::default()
        },
    };
    assembly.reach();
    assembly.trust();
    assembly.intervals();
    assembly.page_rank();
    assembly.brokers();
    assembly.resonance(log);
    assembly.flags();
    assembly.sizes();
    assembly.found.left_out.sort_by_key(|&(measure, _)| measure);
    Ok(assembly.found)
}

struct Assembly<'a> {
    interactions: &'a Interactions<'a>,
    network: &'a Network,
    communities: Option<&'a [u32]>,
    params: &'a RankParams,
    selection: Selection,
    found: Measures,
}

impl Assembly<'_> {
    fn leave_out(&mut self, measures: &[Measure], why: LeftOut) {
        for &measure in measures.iter().filter(|&&m| self.selection.contains(m)) {
            self.found.left_out.push((measure, why));
        }
    }

    fn reach(&mut self) {
        use Measure::{AudienceFlags, CredibleReach, Interval, Reach, SizePercentile, Trust};
        let needing = [
            Reach,
            Interval,
            Trust,
            CredibleReach,
            AudienceFlags,
            SizePercentile,
        ];
        if !self.selection.any(&needing) {
            return;
        }
        let kinds = self
            .params
            .reach
            .unwrap_or_else(|| reach_kinds(self.interactions.events()));
        let reach = reach_of(self.interactions, self.network, kinds);
        self.found.facts.reach_kinds = Some(kinds);
        self.found.reach = Some(reach.reach);
        self.found.endorsers = Some(reach.endorsers);
    }

    fn trust(&mut self) {
        let needing = [
            Measure::Trust,
            Measure::CredibleReach,
            Measure::AudienceFlags,
        ];
        if !self.selection.any(&needing) {
            return;
        }
        let people = self.found.people;
        let mut seeds = self.params.named_seeds();
        let named = seeds.len();
        seeds.retain(|&person| (person as usize) < people);
        self.found.facts.unknown_seeds = named - seeds.len();
        let mut source = SeedSource::Given;
        if seeds.is_empty() {
            source = SeedSource::Constant;
            if self.network.clock().as_of.is_none() {
                return self.leave_out(&needing[..2], LeftOut::NoTimes);
            }
            let Some(communities) = self.communities else {
                return self.leave_out(&needing[..2], LeftOut::NoSeeds);
            };
            seeds = constant_members(self.interactions, self.network, communities);
            if seeds.is_empty() {
                return self.leave_out(&needing[..2], LeftOut::NoSeeds);
            }
        }
        let found = trust(self.network, &seeds, self.params.damping, self.params.seed);
        self.record_trust(found, &seeds, source);
    }

    fn record_trust(&mut self, trust: Trust, seeds: &[u32], source: SeedSource) {
        let facts = &mut self.found.facts;
        facts.seeds = seeds.len();
        facts.seed_source = Some(source);
        facts.trust_groups = trust.groups;
        facts.trust_dropped = trust.dropped;
        facts.trusted_people = trust.scores.iter().filter(|&&score| score > 0.0).count();
        let reach = self.found.reach.as_deref().unwrap_or_default();
        self.found.trust_percentile = Some(percentiles(&trust.scores, |i| reach[i] > 0.0));
        match credible_reach(reach, &trust.scores, self.params.credit) {
            Some(credible) => {
                facts.median_backing = Some(credible.median_backing);
                self.found.credible_reach = Some(credible.scores);
            }
            None => self.leave_out(&[Measure::CredibleReach], LeftOut::NothingTrusted),
        }
        self.found.trust = Some(trust.scores);
    }

    fn page_rank(&mut self) {
        if self.selection.contains(Measure::PageRank) {
            let ranked = page_rank(self.network, self.params.damping, None);
            self.found.facts.pagerank_iterations = Some(ranked.iterations);
            self.found.pagerank = Some(ranked.scores);
        }
    }
}

impl Assembly<'_> {
    /// The people over whose number only some are measured: the first by reach and by credible reach.
    fn first_people(&self) -> Vec<u32> {
        let people = self.found.people as u32;
        if people as usize <= self.params.interval_network {
            return (0..people).collect();
        }
        let columns = [
            &self.found.reach,
            &self.found.credible_reach,
            &self.found.betweenness,
        ];
        let mut first: Vec<u32> = columns
            .into_iter()
            .flatten()
            .flat_map(|column| leaders(column, self.params.interval_people))
            .collect();
        first.sort_unstable();
        first.dedup();
        first
    }

    fn intervals(&mut self) {
        if !self.selection.contains(Measure::Interval) {
            return;
        }
        let Some(kinds) = self.found.facts.reach_kinds else {
            return;
        };
        let (low, high) = reach_intervals(
            endorsements(self.interactions, self.network, kinds),
            self.found.people,
            &self.first_people(),
            self.params.replicates,
            self.params.seed,
        );
        (self.found.reach_low, self.found.reach_high) = (Some(low), Some(high));
    }

    fn brokers(&mut self) {
        let needing = [
            Measure::Betweenness,
            Measure::Constraint,
            Measure::Participation,
        ];
        if !self.selection.any(&needing) {
            return;
        }
        let ties = self.network.symmetric();
        let (active, needed) = (self.network.active(), self.params.min_people);
        if active < needed {
            self.leave_out(&needing[..1], LeftOut::FewPeople { active, needed });
        } else if self.selection.contains(Measure::Betweenness) {
            let found = betweenness(&ties, self.params.pivots, self.params.seed);
            self.found.facts.pivots = Some(found.pivots);
            self.found.betweenness = Some(found.scores);
        }
        if self.selection.contains(Measure::Constraint) {
            self.found.constraint = Some(constraint(&ties, &self.first_people()));
        }
        if self.selection.contains(Measure::Participation) {
            match self.communities {
                Some(labels) => self.found.participation = Some(participation(&ties, labels)),
                None => self.leave_out(&needing[2..], LeftOut::NoCommunities),
            }
        }
    }

    fn resonance(&mut self, log: &Log) {
        if self.selection.contains(Measure::Resonance) {
            self.found.resonance = resonance(log, self.interactions);
            if self.found.resonance.is_none() {
                self.leave_out(&[Measure::Resonance], LeftOut::NoObjects);
            }
        }
    }

    fn flags(&mut self) {
        if !self.selection.contains(Measure::AudienceFlags) {
            return;
        }
        let together = coordinated(self.interactions.events(), self.found.people);
        let found = &mut self.found;
        if let (Some(kinds), Some(endorsers)) = (found.facts.reach_kinds, &found.endorsers) {
            found.flags = Some(audience_flags(
                self.interactions,
                self.network,
                kinds,
                endorsers,
                found.trust.as_deref(),
                &together,
            ));
        }
        found.facts.coordinated_people = together.partners.iter().filter(|&&n| n > 0).count();
        found.coordinated_group = Some(together.group);
    }

    fn sizes(&mut self) {
        if !self.selection.contains(Measure::SizePercentile) {
            return;
        }
        let (active, needed) = (self.network.active(), self.params.min_people);
        if active < needed {
            let why = LeftOut::FewPeople { active, needed };
            return self.leave_out(&[Measure::SizePercentile], why);
        }
        let found = &mut self.found;
        let score = found.credible_reach.as_ref().or(found.reach.as_ref());
        if let (Some(score), Some(endorsers)) = (score, &found.endorsers) {
            found.size_percentile = Some(size_percentiles(score, endorsers));
        }
    }
}

/// The first people by a column, ties by number.
fn leaders(column: &[f64], count: usize) -> Vec<u32> {
    let mut order: Vec<u32> = (0..column.len() as u32).collect();
    let better = |a: &u32, b: &u32| {
        let by_score = column[*b as usize].total_cmp(&column[*a as usize]);
        by_score.then(a.cmp(b))
    };
    if order.len() > count && count > 0 {
        order.select_nth_unstable_by(count - 1, better);
    }
    order.truncate(count);
    order
}

/// Mid-rank percentiles (0..1) among those who count: share below plus half the share level.
pub(super) fn percentiles(values: &[f64], counts: impl Fn(usize) -> bool) -> Vec<Option<f64>> {
    let mut order: Vec<usize> = (0..values.len()).filter(|&i| counts(i)).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut percentile = vec![None; values.len()];
    let mut below = 0;
    for level in order.chunk_by(|&a, &b| values[a] == values[b]) {
        let middle = below as f64 + level.len() as f64 / 2.0;
        for &i in level {
            percentile[i] = Some(middle / order.len() as f64);
        }
        below += level.len();
    }
    percentile
}
