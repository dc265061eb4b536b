//! Who holds which role: thresholds, written down once.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use crate::interaction::{Log, NONE};

use super::activity::{Activity, Window};
use super::ambassador::{AmbassadorScore, Ambassadors, Basis, WEEKS_NEEDED};
use super::critic::critics;
use super::evidence::{Endorsement, endorsements};
use super::percentile::tiers;
use super::reason::Reason;

/// Under this many active people there are no percentiles, no circles and no brokers: a list by counts.
pub const SMALL_NETWORK: usize = 100;

/// What a person is in the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Attention that is recent, distinct and trusted.
    Influencer,
    /// Long, recent, kind and useful presence (without a brand: a constant member).
    Ambassador,
    /// Joins communities.
    Broker,
    /// Speaks ill of the brand, again and again.
    Critic,
}

impl Role {
    /// The word of files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Influencer => "influencer",
            Self::Ambassador => "ambassador",
            Self::Broker => "broker",
            Self::Critic => "critic",
        }
    }
}

/// Measures of people, one value each in the order of their numbers; an empty slice is a measure not taken, a
/// value that is not finite is unknown.
#[derive(Debug, Clone, Copy, Default)]
pub struct Measures<'a> {
    /// Faded distinct endorsers.
    pub reach: &'a [f64],
    /// Reach capped by trust; empty where there is no trust.
    pub credible_reach: &'a [f64],
    /// Shortest paths through a person.
    pub betweenness: &'a [f64],
    /// How evenly ties fall on communities, 0..1 (Guimerà & Amaral 2005).
    pub participation: &'a [f64],
    /// How much a person's contacts know each other (Burt 1992); low is free.
    pub constraint: &'a [f64],
    /// Community of each person, `u32::MAX` for none.
    pub communities: &'a [u32],
}

/// Where roles begin. The defaults are the documented ones.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// Share of the active people that may be influencers, and again brokers.
    pub share: f64,
    /// At least this many may be, and for ambassadors twice as many.
    pub least: usize,
    /// At most this many.
    pub most: usize,
    /// Distinct endorsers an influencer needs.
    pub endorsers: u64,
    /// Score an ambassador needs, 0..100.
    pub ambassador: f64,
    /// Participation a broker needs: 0.5 is two communities evenly.
    pub participation: f64,
    /// Constraint a broker stays under.
    pub constraint: f64,
    /// Posts with a sentiment a critic needs.
    pub critic_posts: u32,
    /// Negative share a critic needs.
    pub critic_share: f64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            share: 0.01,
            least: 10,
            most: 1000,
            endorsers: 5,
            ambassador: 60.0,
            participation: 0.45,
            constraint: 0.5,
            critic_posts: 3,
            critic_share: 0.5,
        }
    }
}

/// One person in one role.
#[derive(Debug, Clone, PartialEq)]
pub struct Assigned {
    /// Number of the person.
    pub person: u32,
    /// The role.
    pub role: Role,
    /// Place in the role, from 1; in a small network people of equal count share a place.
    pub rank: u32,
    /// Why.
    pub reason: Reason,
}

/// Everybody who holds a role, ordered by role, place and person. Brand and staff hold none.
///
/// `activity` has one entry a person. O(people log people + events).
pub fn assign(
    log: &Log,
    measures: Measures<'_>,
    activity: &[Activity],
    ambassadors: &Ambassadors,
    ours: (&[u32], &[u32]),
    window: Option<Window>,
    thresholds: &Thresholds,
) -> Vec<Assigned> {
    let (brand, staff) = ours;
    let mut eligible = vec![true; log.people.len()];
    for &person in brand.iter().chain(staff) {
        eligible[person as usize] = false;
    }
    let active = activity.iter().filter(|one| one.acts > 0).count();
    let small = active < SMALL_NETWORK;
    let room = ((active as f64 * thresholds.share).ceil() as usize)
        .clamp(thresholds.least, thresholds.most);
    let scene = Scene {
        log,
        measures,
        eligible,
        window,
        thresholds,
        room,
    };
    let mut all = if small {
        scene.small_influencers()
    } else {
        scene.influencers()
    };
    all.extend(scene.ambassadors(ambassadors, small));
    if !small {
        all.extend(scene.brokers());
    }
    all.extend(scene.critics(brand, staff));
    all
}

struct Scene<'a> {
    log: &'a Log,
    measures: Measures<'a>,
    eligible: Vec<bool>,
    window: Option<Window>,
    thresholds: &'a Thresholds,
    room: usize,
}

/// The value of a person in a slice that may be empty.
fn value(slice: &[f64], person: u32) -> Option<f64> {
    let value = slice.get(person as usize).copied();
    value.filter(|value| value.is_finite())
}

impl Scene<'_> {
    /// People by a value, highest first, ties by number.
    fn by_value(&self, values: &[f64]) -> Vec<u32> {
        let mut people: Vec<u32> = (0..self.log.people.len() as u32)
            .filter(|&p| self.eligible[p as usize] && value(values, p).is_some_and(|v| v > 0.0))
            .collect();
        people.sort_unstable_by(|&a, &b| {
            let (x, y) = (values[a as usize], values[b as usize]);
            y.total_cmp(&x).then(a.cmp(&b))
        });
        people
    }

    fn influencer(&self, person: u32, rank: u32, evidence: &Endorsement) -> Assigned {
        let reach = value(self.measures.reach, person).filter(|&reach| reach > 0.0);
        let credible = value(self.measures.credible_reach, person);
        let trust_cover = reach
            .zip(credible)
            .map(|(reach, credible)| (credible / reach).clamp(0.0, 1.0));
        Assigned {
            person,
            role: Role::Influencer,
            rank,
            reason: Reason::Influencer {
                endorsers: evidence.endorsers,
                communities: evidence.communities,
                recent_share: evidence.recent_share,
                recent_days: evidence.recent_days,
                trust_cover,
            },
        }
    }

    fn influencers(&self) -> Vec<Assigned> {
        let values = if self.measures.credible_reach.is_empty() {
            self.measures.reach
        } else {
            self.measures.credible_reach
        };
        let mut people = self.by_value(values);
        // Twice the room: some fall to the rule on endorsers.
        people.truncate(self.room * 2);
        let communities = self.measures.communities;
        let evidence = endorsements(self.log, &people, communities, self.window);
        let held = people.iter().zip(&evidence);
        held.filter(|(_, evidence)| evidence.endorsers >= self.thresholds.endorsers)
            .take(self.room)
            .zip(1..)
            .map(|((&person, evidence), rank)| self.influencer(person, rank, evidence))
            .collect()
    }

    /// In a small network: by distinct endorsers, whole tiers until five people are named.
    fn small_influencers(&self) -> Vec<Assigned> {
        let people: Vec<u32> = (0..self.log.people.len() as u32)
            .filter(|&person| self.eligible[person as usize])
            .collect();
        let evidence = endorsements(self.log, &people, &[], self.window);
        let counts: Vec<u64> = evidence.iter().map(|one| one.endorsers).collect();
        let mut held = Vec::new();
        for (_, tier) in tiers(&counts).iter().take_while(|(n, _)| *n >= 2) {
            if held.len() >= 5 {
                break;
            }
            let rank = held.len() as u32 + 1;
            for &i in tier {
                held.push(self.influencer(people[i as usize], rank, &evidence[i as usize]));
            }
        }
        held
    }

    fn ambassadors(&self, scored: &Ambassadors, small: bool) -> Vec<Assigned> {
        let of_brand = scored.basis == Basis::Brand;
        let hold = |person: u32, rank: u32, score: &AmbassadorScore| Assigned {
            person,
            role: Role::Ambassador,
            rank,
            reason: Reason::Ambassador {
                of_brand,
                weeks: score.weeks,
                tenure_days: score.tenure_days as u32,
                recency_days: score.recency_days as u32,
                helped: score.helped,
                spread: score.spread,
                positive_share: score.positive_share,
            },
        };
        let mut people: Vec<(u32, &AmbassadorScore)> = (0..)
            .zip(&scored.scores)
            .filter_map(|(person, score)| Some((person, score.as_ref()?)))
            .collect();
        if small {
            let mut counts = vec![0; self.log.people.len()];
            for (person, score) in people.iter().filter(|(_, s)| s.weeks >= WEEKS_NEEDED) {
                counts[*person as usize] = u64::from(score.weeks);
            }
            let mut held = Vec::new();
            for (_, tier) in tiers(&counts) {
                if held.len() >= 5 {
                    break;
                }
                let rank = held.len() as u32 + 1;
                let scores = tier.iter().filter_map(|&person| {
                    let score = scored.scores[person as usize].as_ref()?;
                    Some(hold(person, rank, score))
                });
                held.extend(scores);
            }
            return held;
        }
        people.retain(|(_, score)| score.score >= self.thresholds.ambassador);
        people.sort_by(|a, b| b.1.score.total_cmp(&a.1.score).then(a.0.cmp(&b.0)));
        people.truncate(self.room.max(2 * self.thresholds.least));
        let ranked = people.into_iter().zip(1..);
        ranked
            .map(|((person, score), rank)| hold(person, rank, score))
            .collect()
    }

    fn brokers(&self) -> Vec<Assigned> {
        let Measures {
            betweenness,
            participation,
            constraint,
            communities,
            ..
        } = self.measures;
        if participation.is_empty() || communities.is_empty() {
            return Vec::new();
        }
        let mut people = self.by_value(betweenness);
        people.retain(|&person| {
            let joins =
                value(participation, person).is_some_and(|p| p >= self.thresholds.participation);
            joins && value(constraint, person).is_none_or(|c| c <= self.thresholds.constraint)
        });
        people.truncate(self.room);
        let joined = self.joined(&people);
        let held = people.iter().zip(joined).zip(1..);
        held.map(|((&person, (communities, contacts)), rank)| Assigned {
            person,
            role: Role::Broker,
            rank,
            reason: Reason::Broker {
                communities,
                contacts,
            },
        })
        .collect()
    }

    /// Communities and people that each of these is tied to, either way.
    fn joined(&self, people: &[u32]) -> Vec<(u32, u64)> {
        let mut place = vec![u32::MAX; self.log.people.len()];
        for (i, &person) in people.iter().enumerate() {
            place[person as usize] = i as u32;
        }
        let mut contacts: Vec<(u32, u32)> = Vec::new();
        for event in self.log.events.iter().filter(|event| event.target != NONE) {
            for (one, other) in [(event.source, event.target), (event.target, event.source)] {
                if place[one as usize] != u32::MAX {
                    contacts.push((place[one as usize], other));
                }
            }
        }
        contacts.sort_unstable();
        contacts.dedup();
        let mut joined = vec![(0, 0); people.len()];
        for contact in contacts.chunk_by(|a, b| a.0 == b.0) {
            let mut circles: Vec<u32> = contact
                .iter()
                .map(|&(_, other)| self.measures.communities[other as usize])
                .filter(|&community| community != NONE)
                .collect();
            circles.sort_unstable();
            circles.dedup();
            joined[contact[0].0 as usize] = (circles.len() as u32, contact.len() as u64);
        }
        joined
    }

    fn critics(&self, brand: &[u32], staff: &[u32]) -> Vec<Assigned> {
        let mut people = critics(self.log, brand, staff, self.window);
        people.retain(|one| {
            one.posts >= self.thresholds.critic_posts
                && f64::from(one.negative) >= self.thresholds.critic_share * f64::from(one.posts)
        });
        people.sort_by_key(|one| (Reverse(one.negative), one.person));
        people.truncate(self.room);
        let ranked = people.into_iter().zip(1..);
        ranked
            .map(|(one, rank)| Assigned {
                person: one.person,
                role: Role::Critic,
                rank,
                reason: Reason::Critic {
                    negative: one.negative,
                    posts: one.posts,
                    weeks: one.weeks,
                },
            })
            .collect()
    }
}

#[cfg(test)]
#[path = "assign_tests.rs"]
mod tests;
