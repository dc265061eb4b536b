//! The ties wing: from the log to ranked people with roles and reasons.

use std::collections::BTreeMap;

use super::Warning;
use super::audience::Audience;
use super::setting::Setting;
use super::stage::Stage;
use super::wanted::Wanted;
use crate::community::{self, Communities};
use crate::error::Error;
use crate::interaction::{Log, NONE, Reading};
use crate::network::{Interactions, Network, NetworkParams};
use crate::rank::{self, Backtest, Farm, Measures, RankParams, Stress, StressParams};
use crate::role::{self, Activity, Ambassadors, Assigned, Thresholds, Window};

/// Share of the log the backtest ranks on.
const SEEN: f64 = 0.6;
/// Followers bought in the stress test of a build, and the accounts that buy them, each on its own.
const BOUGHT: u32 = 1_000;
const BUYERS: usize = 3;
/// Interactions over which a build leaves the stress test to `entourage stress`.
pub(super) const STRESS_EVENTS: usize = 50_000;
/// Distinctive terms of a circle at most.
const TERMS: usize = 12;

/// The log as a network, and what is known of each of its people.
pub(super) struct Ties {
    pub log: Log,
    /// Accounts of the brand and of its staff.
    pub brand: Vec<u32>,
    pub staff: Vec<u32>,
    pub network: Network,
    pub communities: Option<Communities>,
    pub measures: Measures,
    pub activity: Vec<Activity>,
    pub ambassadors: Ambassadors,
    /// Everybody who holds a role, by role and place.
    pub roles: Vec<Assigned>,
    /// Places in `roles` of each person who holds one.
    held: BTreeMap<u32, Vec<usize>>,
    pub window: Option<Window>,
    /// How well the ranking would have predicted, where the log has times.
    pub backtest: Option<Backtest>,
    /// What bought followers would do to a middle account, where the log is small enough to try it.
    pub stress: Option<Stress>,
    /// Distinctive terms of each circle.
    terms: Vec<Vec<String>>,
    /// People left out because they asked not to be contacted: a count, never who.
    pub suppressed: u64,
}

/// The ties wing of a build; `None` without a log, or when it was not asked for.
pub(super) fn build(
    stage: &mut Stage<'_>,
    audience: Option<&Audience>,
) -> Result<Option<Ties>, Error> {
    if !stage.options.wants_people() {
        return Ok(None);
    }
    if stage.out.is_some() {
        super::suppression::make_key_for_mail(stage.loaded)?;
    }
    let Some(reading) = super::log::read(stage)? else {
        return Ok(None);
    };
    let table = audience.map(|wing| &*wing.table);
    let customers = super::meeting::customers(table, &reading.log);
    measure(stage, reading, &customers).map(Some)
}

/// Builds the network and measures its people.
///
/// `customers` are people of the log who answered the survey: seeds of trust beside the brand.
fn measure(stage: &mut Stage<'_>, reading: Reading, customers: &[u32]) -> Result<Ties, Error> {
    let log = reading.log;
    let setting = Setting::of(stage, &log, customers)?;
    let interactions = setting.interactions(&log);
    let Setting {
        brand,
        staff,
        network: params,
        rank: rank_params,
        half_life,
    } = setting;
    let mut wanted = Wanted::of(stage.options)?;
    if log.ties.is_some() {
        stage.warn(Warning::new("only_ties"));
        wanted.single_events = false;
    }
    let seed = stage.loaded.project.seed();
    let network = Network::build(&interactions, &params)?;
    warn_of_times(stage, &network);
    // They may be a copy of all events: kept only for those who need them again.
    let trials = wanted.backtest().then_some(interactions);
    (stage.progress)("circles", 0.0);
    // Under so many active people a circle is a name for chance (design, "Small networks").
    let enough = network.active() >= role::SMALL_NETWORK;
    let communities = (wanted.communities && enough).then(|| community::leiden(&network, seed));
    let labels = communities.as_ref().map(|found| found.labels.as_slice());
    (stage.progress)("measures", 0.0);
    let measures = rank::measure(&log, &network, labels, &rank_params, wanted.measures)?;
    let window = window(&network);
    let activity = role::activity(&log, window);
    let ambassadors = role::ambassadors(&log, &brand, &staff, window);
    let roles = if wanted.single_events {
        roles(
            &log,
            &measures,
            labels,
            &activity,
            &ambassadors,
            (&brand, &staff),
            window,
        )
    } else {
        Vec::new()
    };
    let terms = terms(stage, &log, communities.as_ref());
    let with = (&params, &rank_params);
    let backtest = match &trials {
        Some(interactions) => backtested(stage, interactions, with, half_life)?,
        None => None,
    };
    let small = |all: &&Interactions<'_>| enough && all.events().len() <= STRESS_EVENTS;
    let stress = trials.as_ref().filter(small);
    let stress = stress.map(|all| stressed(stage, all, with)).transpose()?;
    Ok(Ties {
        log,
        brand,
        staff,
        network,
        communities,
        measures,
        activity,
        ambassadors,
        held: held(&roles),
        roles,
        window,
        terms,
        backtest,
        stress,
        suppressed: stage.suppressed,
    })
}

fn backtested(
    stage: &Stage<'_>,
    interactions: &Interactions<'_>,
    (params, rank_params): (&NetworkParams, &RankParams),
    half_life: rank::HalfLife,
) -> Result<Option<Backtest>, Error> {
    (stage.progress)("backtest", 0.0);
    let seed = stage.loaded.project.seed();
    let circles = |network: &Network| community::leiden(network, seed).labels;
    let found = rank::backtest(interactions, params, half_life, rank_params, &circles, SEEN)?;
    Ok(found)
}

fn stressed(
    stage: &Stage<'_>,
    interactions: &Interactions<'_>,
    (params, rank_params): (&NetworkParams, &RankParams),
) -> Result<Stress, Error> {
    (stage.progress)("stress", 0.0);
    let seed = stage.loaded.project.seed();
    let circles = |network: &Network| community::leiden(network, seed).labels;
    let asked = StressParams {
        farms: vec![Farm::Naive],
        sizes: vec![BOUGHT],
        accounts: BUYERS,
        bad_seeds: vec![0.0],
        seed,
        ..StressParams::default()
    };
    Ok(rank::stress(
        interactions,
        params,
        rank_params,
        &circles,
        &asked,
    )?)
}

fn held(roles: &[Assigned]) -> BTreeMap<u32, Vec<usize>> {
    let mut held: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (place, assigned) in roles.iter().enumerate() {
        held.entry(assigned.person).or_default().push(place);
    }
    held
}

impl Ties {
    /// The community of a person, where there are communities and it is in one.
    pub fn community_of(&self, person: u32) -> Option<u32> {
        let labels = &self.communities.as_ref()?.labels;
        Some(labels[person as usize]).filter(|&label| label != NONE)
    }

    /// The roles a person holds.
    pub fn roles_of(&self, person: u32) -> impl Iterator<Item = &Assigned> {
        let places = self.held.get(&person).into_iter().flatten();
        places.map(|&place| &self.roles[place])
    }

    /// Credible reach, else reach, else 0: what people are ordered by.
    pub fn score(&self, person: u32) -> f64 {
        let measures = &self.measures;
        let column = measures.credible_reach.as_ref().or(measures.reach.as_ref());
        column.map_or(0.0, |values| values[person as usize])
    }

    /// Whether a person is the brand's or of its staff.
    pub fn is_ours(&self, person: u32) -> bool {
        self.brand.contains(&person) || self.staff.contains(&person)
    }

    /// The best people of a circle, brand and staff aside.
    pub fn top_of(&self, circle: u32, most: usize) -> Vec<u32> {
        let mut members: Vec<u32> = (0..self.log.people.len() as u32)
            .filter(|&person| self.community_of(person) == Some(circle))
            .filter(|&person| !self.is_ours(person))
            .collect();
        members.sort_by(|&a, &b| self.score(b).total_cmp(&self.score(a)).then(a.cmp(&b)));
        members.truncate(most);
        members
    }

    /// Distinctive terms of a circle, best first.
    pub fn terms_of(&self, circle: usize) -> Vec<&str> {
        let terms = self.terms.get(circle).into_iter().flatten();
        terms.map(String::as_str).collect()
    }

    /// Share of each circle's interactions that concern the brand; empty without a brand or circles.
    pub fn brand_shares(&self) -> Vec<f64> {
        let Some(found) = self.communities.as_ref().filter(|_| !self.brand.is_empty()) else {
            return Vec::new();
        };
        let mut counts = vec![(0u64, 0u64); found.sizes.len()];
        for event in &self.log.events {
            if let Some(circle) = self.community_of(event.source) {
                let to_brand = event.target == NONE || self.brand.contains(&event.target);
                let count = &mut counts[circle as usize];
                count.0 += 1;
                count.1 += u64::from(to_brand);
            }
        }
        for tie in self.log.ties.iter().flat_map(|ties| &ties.rows) {
            if let Some(circle) = self.community_of(tie.source) {
                let to_brand = tie.target == NONE || self.brand.contains(&tie.target);
                let count = &mut counts[circle as usize];
                count.0 += tie.count;
                count.1 += if to_brand { tie.count } else { 0 };
            }
        }
        let share = |(all, brand): (u64, u64)| brand as f64 / all.max(1) as f64;
        counts.into_iter().map(share).collect()
    }
}

/// Distinctive terms of each circle; those of fewer people than may be shown are withheld.
fn terms(stage: &Stage<'_>, log: &Log, communities: Option<&Communities>) -> Vec<Vec<String>> {
    let Some(found) = communities else {
        return Vec::new();
    };
    let min_cell = super::community::min_cell(stage);
    let terms =
        community::distinctive_terms(log, &found.labels, found.sizes.len(), min_cell, TERMS);
    let word = |one: community::DistinctiveTerm| log.terms.key(one.term).to_owned();
    terms
        .into_iter()
        .map(|circle| circle.into_iter().map(word).collect())
        .collect()
}

/// The times that count: what stands apart in the log is out of it.
fn window(network: &Network) -> Option<Window> {
    let clock = network.clock();
    clock
        .earliest
        .zip(clock.as_of)
        .map(|(from, to)| Window { from, to })
}

fn warn_of_times(stage: &mut Stage<'_>, network: &Network) {
    let clock = network.clock();
    if clock.wild_times > 0 {
        stage.warn(Warning::new("wild_times").with("n", clock.wild_times));
    }
    if clock.earliest.is_none() {
        stage.warn(Warning::new("no_times"));
    }
}

/// Who holds which role, from the measures as plain columns.
fn roles(
    log: &Log,
    measures: &Measures,
    labels: Option<&[u32]>,
    activity: &[Activity],
    ambassadors: &Ambassadors,
    ours: (&[u32], &[u32]),
    window: Option<Window>,
) -> Vec<Assigned> {
    let participation = plain(measures.participation.as_ref());
    let constraint = plain(measures.constraint.as_ref());
    let columns = role::Measures {
        reach: measures.reach.as_deref().unwrap_or_default(),
        credible_reach: measures.credible_reach.as_deref().unwrap_or_default(),
        betweenness: measures.betweenness.as_deref().unwrap_or_default(),
        participation: &participation,
        constraint: &constraint,
        communities: labels.unwrap_or_default(),
    };
    let thresholds = Thresholds::default();
    role::assign(
        log,
        columns,
        activity,
        ambassadors,
        ours,
        window,
        &thresholds,
    )
}

/// A column whose unknown values are `None`, as plain numbers.
fn plain(column: Option<&Vec<Option<f64>>>) -> Vec<f64> {
    let values = column.into_iter().flatten();
    values.map(|value| value.unwrap_or(f64::NAN)).collect()
}

/// The role room's word for the language of the documents.
pub(super) fn language(language: crate::project::Language) -> role::Language {
    match language {
        crate::project::Language::Fr => role::Language::French,
        crate::project::Language::En => role::Language::English,
    }
}
