//! All measures asked for, in one struct of columns.

use super::{
    LeftOut, Measure, Measures, RankError, RankParams, Seeds, Selection, Trust, audience_flags,
    betweenness, constraint, coordinated, credible_reach, endorsements, leaders, page_rank,
    participation, rank_intervals, reach_intervals, reach_kinds_of, reach_of, resonance, seeds,
    size_percentiles, trust,
};
use crate::interaction::Log;
use crate::network::{Interactions, Kinds, Network};

/// People who get an interval of their rank.
const RANKED: usize = 200;

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
            .unwrap_or_else(|| reach_kinds_of(self.interactions.kind_counts()));
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
        let communities = || self.communities.map(<[u32]>::to_vec);
        match seeds(self.interactions, self.network, self.params, communities) {
            Ok(seeds) => {
                let (damping, seed) = (self.params.damping, self.params.seed);
                let found = trust(self.network, &seeds.people, damping, seed);
                self.record_trust(found, &seeds);
            }
            Err(why) => {
                self.found.facts.unknown_seeds = self.params.named_seeds().len();
                self.leave_out(&needing[..2], why);
            }
        }
    }

    fn record_trust(&mut self, trust: Trust, seeds: &Seeds) {
        let facts = &mut self.found.facts;
        facts.seeds = seeds.people.len();
        facts.seed_source = Some(seeds.source);
        facts.unknown_seeds = seeds.unknown;
        facts.trust_groups = trust.groups;
        facts.trust_dropped = trust.dropped;
        facts.trusted_people = trust.scores.iter().filter(|&&score| score > 0.0).count();
        let reach = self.found.reach.as_deref().unwrap_or_default();
        if self.network.active() >= self.params.min_people {
            self.found.trust_percentile = Some(percentiles(&trust.scores, |i| reach[i] > 0.0));
        }
        match credible_reach(self.network, reach, &trust, self.params) {
            Some(credible) => {
                facts.usual_backing = Some(credible.usual_backing);
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
        self.ranks(kinds);
    }

    /// Rank intervals of the first people, among twice as many.
    fn ranks(&mut self, kinds: Kinds) {
        let found = &self.found;
        let reach = found.reach.as_deref().unwrap_or_default();
        let score = found.credible_reach.as_deref().unwrap_or(reach);
        let ours = self.params.brand.len() + self.params.staff.len();
        let mut order = leaders(score, 2 * RANKED + ours);
        order.retain(|&person| score[person as usize] > 0.0);
        order.retain(|&person| !self.params.is_ours(person));
        order.truncate(2 * RANKED);
        // Who is held down to less than its reach is held down by trust, which no draw of endorsers changes.
        let cap = |person: u32| {
            let (score, reach) = (score[person as usize], reach[person as usize]);
            if score < reach { score } else { f64::INFINITY }
        };
        let drawn = rank_intervals(
            endorsements(self.interactions, self.network, kinds),
            &order,
            cap,
            self.params.replicates,
            self.params.seed,
        );
        let mut ranks: Vec<(u32, u32, u32)> = order
            .iter()
            .zip(drawn)
            .take(RANKED)
            .map(|(&person, (best, worst))| (person, best, worst))
            .collect();
        ranks.sort_unstable();
        self.found.ranks = ranks;
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
            if self.interactions.ties().is_some() {
                return self.leave_out(&[Measure::Resonance], LeftOut::NoEvents);
            }
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
        if self.interactions.ties().is_some() {
            return self.leave_out(&[Measure::AudienceFlags], LeftOut::NoEvents);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interaction::{Event, Kind, NO_TIME};
    use crate::network::testing::{event, log, of_log};
    use crate::network::{Interactions, NetworkParams};
    use crate::statistic::hash;

    fn town(people: u64) -> Vec<Event> {
        (0..people * 16)
            .map(|i| {
                let draw = |salt, below: u64| hash(&[salt, i]) % below;
                let time = draw(4, 300 * 86_400) as i64;
                let target = draw(1, people).min(draw(2, people)) as u32;
                event(draw(5, people) as u32, target, Kind::Repost, time)
            })
            .filter(|e| e.source != e.target)
            .collect()
    }

    fn finite(columns: &[&Option<Vec<f64>>]) {
        for column in columns {
            let column = column.as_ref().expect("a column");
            assert!(
                column
                    .iter()
                    .all(|value| value.is_finite() && *value >= 0.0)
            );
        }
    }

    #[test]
    fn every_measure_has_a_finite_column() {
        let log = log(203, town(200));
        let network = of_log(&log);
        let labels: Vec<u32> = (0..203).map(|i| i / 100).collect();
        let params = RankParams {
            trusted: vec![1, 5, 9, 500],
            brand: vec![202],
            ..RankParams::default()
        };
        let found = measure(&log, &network, Some(&labels), &params, Selection::ALL);
        let found = found.expect("settings");
        finite(&[
            &found.reach,
            &found.trust,
            &found.credible_reach,
            &found.pagerank,
            &found.betweenness,
        ]);
        assert_eq!(found.left_out, [(Measure::Resonance, LeftOut::NoObjects)]);
        assert_eq!((found.facts.seeds, found.facts.unknown_seeds), (4, 1));
        let (reach, low) = (found.reach.as_ref(), found.reach_low.as_ref());
        let (reach, low) = (reach.expect("a column")[7], low.expect("a column")[7]);
        assert!(low.expect("an interval") < reach);
        for column in [
            &found.constraint,
            &found.participation,
            &found.size_percentile,
        ] {
            assert!(
                column.as_ref().expect("a column")[..200]
                    .iter()
                    .flatten()
                    .count()
                    > 150
            );
        }
        assert!(found.flags.is_some() && found.coordinated_group.is_some());
    }

    #[test]
    fn only_what_is_asked_for_is_computed() {
        let log = log(203, town(200));
        let network = of_log(&log);
        let params = RankParams::default();
        let asked = Selection::of(&[Measure::PageRank]);
        let found = measure(&log, &network, None, &params, asked).expect("settings");
        assert!(found.pagerank.is_some() && found.reach.is_none() && found.left_out.is_empty());
    }

    #[test]
    fn a_chat_of_forty_gets_counts_and_no_percentiles() {
        let log = log(40, town(40));
        let network = of_log(&log);
        let params = RankParams {
            trusted: vec![3],
            ..RankParams::default()
        };
        let found = measure(&log, &network, Some(&[0; 40]), &params, Selection::ALL);
        let found = found.expect("settings");
        assert!(found.trust_percentile.is_none() && found.betweenness.is_none());
        assert!(found.size_percentile.is_none() && found.reach.is_some());
        let few = LeftOut::FewPeople {
            active: 40,
            needed: 100,
        };
        assert_eq!(found.left_out[0], (Measure::Betweenness, few));
    }

    #[test]
    fn logs_that_lack_everything_leave_measures_out_with_a_reason() {
        let lone = log(1, vec![event(0, 0, Kind::Reply, 5)]);
        let timeless = log(2, vec![event(0, 1, Kind::Reply, NO_TIME)]);
        let silent = log(0, vec![]);
        for (log, why) in [
            (&lone, LeftOut::NoTimes),
            (&timeless, LeftOut::NoTimes),
            (&silent, LeftOut::NoTimes),
        ] {
            let network = of_log(log);
            let labels = vec![0; log.people.len()];
            let params = RankParams::default();
            let found = measure(log, &network, Some(&labels), &params, Selection::ALL);
            let found = found.expect("settings");
            assert!(found.left_out.contains(&(Measure::Trust, why)), "{found:?}");
            assert!(found.left_out.contains(&(Measure::CredibleReach, why)));
            finite(&[&found.reach, &found.pagerank]);
        }
        let other = of_log(&log(3, vec![]));
        let wrong = measure(&lone, &other, None, &RankParams::default(), Selection::ALL);
        assert!(wrong.unwrap_err().to_string().contains("3 rows"));
    }

    #[test]
    fn without_seeds_the_most_constant_members_vouch() {
        let mut events = Vec::new();
        for week in 0..10 {
            let time = week * 7 * 86_400;
            // 0 and 1, 2 answer each other every week; 1 and 2 are in two circles; 9 comes once.
            for (a, b) in [(0, 1), (1, 0), (0, 2), (2, 0)] {
                events.push(event(a, b, Kind::Reply, time));
            }
        }
        events.push(event(9, 0, Kind::Reply, 0));
        let log = log(10, events);
        let interactions = Interactions::of(&log, &[]);
        let network = Network::build(&interactions, &NetworkParams::default()).expect("settings");
        let circles = [0, 0, 1, 1, 1, 1, 1, 1, 1, 1].to_vec();
        let found = seeds(&interactions, &network, &RankParams::default(), || {
            Some(circles)
        });
        assert_eq!(found.expect("a seed").people, [0]);
    }
}
