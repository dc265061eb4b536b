//! The ties wing in the words of the documents.

use std::collections::BTreeMap;

use super::super::moment;
use super::super::stress::median;
use super::super::ties::{STRESS_EVENTS, Ties};
use crate::brief::data;
use crate::interaction::Kind;
use crate::rank::{AudienceFlags, Backtest, Displacement, Ranking, SeedSource, Stress};
use crate::role::{Assigned, Component, Reason, Role, SMALL_NETWORK};

/// People named in the documents at most.
const NAMED: usize = 60;
/// People named for their audience at most.
const FLAGGED: usize = 12;
/// Circles described in the documents at most.
const CIRCLES: usize = 20;

/// The network as the documents tell it. `personas` holds the slug of each person who answered.
pub(super) fn network(ties: &Ties, personas: &BTreeMap<u32, String>) -> data::Network {
    let log = &ties.log;
    let facts = &ties.measures.facts;
    let flagged = flagged(ties);
    data::Network {
        people: log.people.len() as u64,
        active: (log.ties.is_none())
            .then(|| ties.activity.iter().filter(|one| one.acts > 0).count() as u64),
        ties: ties.network.ties() as u64,
        interactions: log.kind_counts().iter().sum(),
        from: ties.window.map(|window| moment::iso(window.from)),
        to: ties.window.map(|window| moment::iso(window.to)),
        kinds: kinds(ties),
        reach_kinds: facts.reach_kinds.map_or(Vec::new(), |kinds| {
            kinds.iter().map(|kind| kind.name().to_owned()).collect()
        }),
        half_life: ties.network.clock().half_life.map(half_life),
        reciprocity: Some(reciprocity(ties)),
        modularity: ties.communities.as_ref().map(|found| found.modularity),
        small: ties.network.active() < SMALL_NETWORK,
        trust: facts.seed_source.map(|source| data::Trust {
            seeds: facts.seeds as u64,
            weak: facts.trust_dropped == 0 || source == SeedSource::Constant,
            proposed: source == SeedSource::Constant,
        }),
        circles: circles(ties),
        circles_total: (ties.communities.as_ref()).map_or(0, |found| found.sizes.len() as u64),
        flagged_total: flagged.len() as u64,
        rows: rows(ties, personas, &flagged),
        ambassador_parts: parts_kept(ties),
        ambassador_dropped: parts_dropped(ties),
        drawing: None,
        backtest: ties.backtest.as_ref().map_or(Vec::new(), backtest),
        stress: ties.stress.as_ref().map_or(Vec::new(), stress),
        stress_over: (ties.stress.is_none() && ties.backtest.is_some())
            .then_some(STRESS_EVENTS as u64)
            .filter(|&most| log.kind_counts().iter().sum::<u64>() > most),
    }
}

fn backtest(found: &Backtest) -> Vec<data::Backtest> {
    let row = |&(ranking, ndcg): &(Ranking, f64)| data::Backtest {
        measure: ranking.name().to_owned(),
        split: found.seen,
        ndcg,
    };
    found.scores.iter().map(row).collect()
}

/// One row a ranking; none where nobody could buy.
fn stress(found: &Stress) -> Vec<data::Stress> {
    let row = |row: &Displacement| {
        let [_, _, median_factor, _, _] = row.factors()?;
        Some(data::Stress {
            measure: row.ranking.name().to_owned(),
            followers: u64::from(row.size),
            median_factor: Some(median_factor),
            rank_before: Some(median(&row.before)),
            rank_after: Some(median(&row.after)),
        })
    };
    found.rows.iter().filter_map(row).collect()
}

fn kinds(ties: &Ties) -> Vec<data::KindCount> {
    let counts = ties.log.kind_counts();
    let mut kinds: Vec<data::KindCount> = Kind::ALL
        .into_iter()
        .zip(counts)
        .filter(|&(_, count)| count > 0)
        .map(|(kind, count)| data::KindCount {
            kind: kind.name().to_owned(),
            count,
        })
        .collect();
    kinds.sort_by_key(|kind| std::cmp::Reverse(kind.count));
    kinds
}

/// A half-life as people write it in the project file.
fn half_life(seconds: f64) -> String {
    if seconds % 86_400.0 == 0.0 {
        format!("{}d", seconds / 86_400.0)
    } else {
        format!("{}h", seconds / 3600.0)
    }
}

/// Share of the ties that are returned.
fn reciprocity(ties: &Ties) -> f64 {
    let network = &ties.network;
    let returned = |person: u32| {
        let (targets, _) = network.targets(person);
        let back = |&&target: &&u32| network.targets(target).0.binary_search(&person).is_ok();
        targets.iter().filter(back).count()
    };
    let count: usize = (0..network.people() as u32).map(returned).sum();
    count as f64 / network.ties().max(1) as f64
}

fn circles(ties: &Ties) -> Vec<data::Circle> {
    let Some(found) = &ties.communities else {
        return Vec::new();
    };
    let people = ties.log.people.len() as f64;
    let brand_shares = ties.brand_shares();
    let label = |person: u32| ties.log.accounts[person as usize].label.clone();
    (0..found.sizes.len().min(CIRCLES))
        .map(|circle| data::Circle {
            community: circle as u32,
            size: u64::from(found.sizes[circle]),
            share: f64::from(found.sizes[circle]) / people,
            cohesion: Some(found.cohesion[circle]),
            terms: ties
                .terms_of(circle)
                .into_iter()
                .map(str::to_owned)
                .collect(),
            top_people: ties
                .top_of(circle as u32, 3)
                .into_iter()
                .map(label)
                .collect(),
            brand_share: brand_shares.get(circle).copied(),
        })
        .collect()
}

/// Everybody with a role, by best place, then by credible reach; people of the brand last.
fn rows(ties: &Ties, personas: &BTreeMap<u32, String>, flagged: &[u32]) -> Vec<data::Person> {
    let mut named: Vec<u32> = ties.roles.iter().map(|held| held.person).collect();
    named.sort_unstable();
    named.dedup();
    named.sort_by(|&a, &b| ties.score(b).total_cmp(&ties.score(a)).then(a.cmp(&b)));
    // The best places of each role come first, whatever their reach: an ambassador need not reach many.
    let place = |person: u32| {
        let places = ties.roles_of(person).map(|held| held.rank);
        places.min().unwrap_or(u32::MAX)
    };
    let mut kept: Vec<u32> = named.clone();
    kept.sort_by_key(|&person| place(person));
    kept.truncate(NAMED);
    kept.sort_unstable();
    named.retain(|person| kept.binary_search(person).is_ok());
    // Who has an audience worth a look need hold no role to be talked of.
    let listed = flagged.iter().take(FLAGGED);
    named.extend(listed.filter(|one| kept.binary_search(one).is_err()));
    named.sort_by(|&a, &b| ties.score(b).total_cmp(&ties.score(a)).then(a.cmp(&b)));
    let row = |&one: &u32| person(ties, one, personas.get(&one).cloned());
    named.iter().map(row).collect()
}

/// People whose audience is worth a look, those with most support first.
fn flagged(ties: &Ties) -> Vec<u32> {
    let Some(flags) = &ties.measures.flags else {
        return Vec::new();
    };
    let mut found: Vec<u32> = (0..flags.len() as u32)
        .filter(|&person| flags[person as usize].any())
        .filter(|&person| !ties.is_ours(person))
        .collect();
    let reach = |person: u32| {
        ties.measures
            .reach
            .as_ref()
            .map_or(0.0, |all| all[person as usize])
    };
    found.sort_by(|&a, &b| reach(b).total_cmp(&reach(a)).then(a.cmp(&b)));
    found
}

/// One person as the documents show it.
pub(super) fn person(ties: &Ties, number: u32, persona: Option<String>) -> data::Person {
    let at = number as usize;
    let measures = &ties.measures;
    let of = |column: &Option<Vec<f64>>| column.as_ref().map(|values| values[at]);
    let maybe = |column: &Option<Vec<Option<f64>>>| column.as_ref().and_then(|values| values[at]);
    let account = &ties.log.accounts[at];
    let activity = &ties.activity[at];
    let held: Vec<&Assigned> = ties.roles_of(number).collect();
    data::Person {
        id: ties.log.people.key(number).to_owned(),
        label: account.label.clone(),
        platforms: split(&account.platforms),
        url: Some(account.profile_url.clone()).filter(|url| !url.is_empty()),
        persona,
        community: ties.community_of(number),
        reach: of(&measures.reach).unwrap_or(0.0),
        reach_low: maybe(&measures.reach_low),
        reach_high: maybe(&measures.reach_high),
        ranks: (measures.ranks)
            .binary_search_by_key(&number, |rank| rank.0)
            .ok()
            .map(|at| (measures.ranks[at].1, measures.ranks[at].2)),
        trust: maybe(&measures.trust_percentile).map(|share| share * 100.0),
        credible_reach: of(&measures.credible_reach),
        pagerank: of(&measures.pagerank),
        betweenness: of(&measures.betweenness),
        constraint: maybe(&measures.constraint),
        participation: maybe(&measures.participation),
        resonance: maybe(&measures.resonance),
        flags: measures
            .flags
            .as_ref()
            .map_or(Vec::new(), |flags| flags_of(&flags[at])),
        ambassador: ties.ambassadors.scores[at]
            .as_ref()
            .map(|score| score.score),
        parts: parts(ties, at),
        active_weeks: Some(activity.active_weeks),
        first_seen: activity.first_seen.map(moment::iso),
        last_seen: activity.last_seen.map(moment::iso),
        posts: activity.posts,
        size_percentile: maybe(&measures.size_percentile).map(|share| share * 100.0),
        roles: roles(ties, number),
        reasons: held.iter().flat_map(|held| reasons(&held.reason)).collect(),
    }
}

fn split(platforms: &str) -> Vec<String> {
    let named = platforms.split('|').filter(|name| !name.is_empty());
    named.map(str::to_owned).collect()
}

/// The roles of a person, the brand's and staff's own among them.
pub(in super::super) fn roles(ties: &Ties, person: u32) -> Vec<data::Role> {
    let brand = ties.brand.contains(&person).then_some(data::Role::Brand);
    let staff = ties.staff.contains(&person).then_some(data::Role::Staff);
    let held = ties.roles_of(person).filter_map(|held| role(held.role));
    brand.into_iter().chain(staff).chain(held).collect()
}

fn role(role: Role) -> Option<data::Role> {
    match role {
        Role::Influencer => Some(data::Role::Influencer),
        Role::Ambassador => Some(data::Role::Ambassador),
        Role::Broker => Some(data::Role::Broker),
        Role::Critic => None,
    }
}

fn flags_of(flags: &AudienceFlags) -> Vec<data::Flag> {
    let flag = |kind: &str, value: Option<f64>| {
        value.map(|value| data::Flag {
            kind: kind.to_owned(),
            value: Some(value),
        })
    };
    [
        flag("single_target", flags.single_target),
        flag("untrusted", flags.untrusted),
        flag("burst", flags.burst),
        flag("coordinated", flags.coordinated.map(f64::from)),
        flag("mass_followers", flags.mass_followers),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The key of a part of the ambassador score.
fn part_key(component: Component) -> &'static str {
    match component {
        Component::ActiveWeeks => "active_weeks",
        Component::Recency => "recency",
        Component::Tenure => "tenure",
        Component::PositiveShare => "positive",
        Component::Helpfulness => "helpfulness",
        Component::Spread => "spread",
    }
}

fn parts(ties: &Ties, at: usize) -> Vec<data::Part> {
    let Some(score) = &ties.ambassadors.scores[at] else {
        return Vec::new();
    };
    let facts = [
        Some(f64::from(score.weeks)),
        Some(score.recency_days),
        Some(score.tenure_days),
        score.positive_share,
        Some(f64::from(score.helped)),
        Some(f64::from(score.spread)),
    ];
    let all = Component::ALL.into_iter().zip(score.percentiles).zip(facts);
    all.filter_map(|((component, percentile), value)| {
        Some(data::Part {
            part: part_key(component).to_owned(),
            percentile: percentile? * 100.0,
            value,
        })
    })
    .collect()
}

/// Parts that count for everybody here: those with a percentile for somebody.
fn parts_kept(ties: &Ties) -> Vec<String> {
    let scored = ties.ambassadors.scores.iter().flatten().next();
    let Some(score) = scored else {
        return Vec::new();
    };
    let all = Component::ALL.into_iter().zip(score.percentiles);
    all.filter(|(_, percentile)| percentile.is_some())
        .map(|(component, _)| part_key(component).to_owned())
        .collect()
}

fn parts_dropped(ties: &Ties) -> Vec<String> {
    let kept = parts_kept(ties);
    let all = Component::ALL.map(|component| part_key(component).to_owned());
    if kept.is_empty() {
        return Vec::new();
    }
    all.into_iter().filter(|key| !kept.contains(key)).collect()
}

/// A reason as facts for the catalogues.
fn reasons(reason: &Reason) -> Vec<data::Reason> {
    match *reason {
        Reason::Influencer {
            endorsers,
            communities,
            recent_share,
            recent_days,
            trust_cover,
        } => {
            let endorsed = data::Reason::Endorsed {
                people: endorsers,
                circles: communities.map(u64::from),
                last_month: recent_share,
                recent_days,
            };
            let trusted = trust_cover.map(|covers| data::Reason::Trusted { covers });
            std::iter::once(endorsed).chain(trusted).collect()
        }
        Reason::Ambassador {
            of_brand,
            weeks,
            recency_days,
            helped,
            spread,
            positive_share,
            tenure_days: _,
        } => {
            let faithful = data::Reason::Faithful {
                weeks: u64::from(weeks),
                last_days: Some(u64::from(recency_days)),
                of_brand,
            };
            let positive = positive_share.map(|share| data::Reason::Positive { share });
            let helps = (helped > 0).then_some(data::Reason::Helps {
                answers: u64::from(helped),
            });
            let spreads = (spread > 0).then_some(data::Reason::Spreads {
                people: u64::from(spread),
                of_brand,
            });
            let facts = [Some(faithful), positive, helps, spreads];
            facts.into_iter().flatten().collect()
        }
        Reason::Broker {
            communities,
            contacts,
        } => vec![data::Reason::Connects {
            circles: u64::from(communities),
            contacts: Some(contacts),
        }],
        _ => Vec::new(),
    }
}
