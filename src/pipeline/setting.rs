//! The project's settings of the ties wing, as the network and the ranking take them.

use super::Warning;
use super::stage::Stage;
use super::wanted::Wanted;
use crate::error::Error;
use crate::interaction::{FixedTies, Kind, Log};
use crate::network::{Interactions, KindWeights, Kinds, NetworkParams};
use crate::project::{HalfLife, InteractionSettings, Reach};
use crate::rank::{self, RankParams};

/// The project's settings of the ties wing, with its people found in the log.
pub(super) struct Setting {
    pub brand: Vec<u32>,
    pub staff: Vec<u32>,
    pub network: NetworkParams,
    pub rank: RankParams,
    pub half_life: rank::HalfLife,
}

impl Setting {
    /// Finds the people the project names, and the half-life where it is to be found.
    pub fn of(stage: &mut Stage<'_>, log: &Log, customers: &[u32]) -> Result<Self, Error> {
        let settings = stage.loaded.project.log_settings();
        let brand = accounts(stage, log, &settings.brand, "brand_unknown");
        let staff = accounts(stage, log, &settings.staff, "staff_unknown");
        let mut trusted = accounts(stage, log, &settings.trusted, "trusted_unknown");
        trusted.extend(customers);
        trusted.sort_unstable();
        trusted.dedup();
        let reach = reach_kinds(&settings)?;
        let mut network = network_params(stage, &settings, (&brand, &staff))?;
        if let Some(ties) = &log.ties {
            settled(&mut network, settings.half_life == HalfLife::Auto, ties)?;
        } else if settings.half_life == HalfLife::Auto && Wanted::of(stage.options)?.fades() {
            (stage.progress)("half-life", 0.0);
            let interactions = Interactions::of(log, &brand);
            network.half_life = rank::choose_half_life(&interactions, &network, reach).half_life;
        }
        Ok(Self {
            network,
            rank: RankParams {
                seed: stage.loaded.project.seed(),
                brand: brand.clone(),
                staff: staff.clone(),
                trusted,
                reach,
                ..RankParams::default()
            },
            half_life: match settings.half_life {
                HalfLife::Auto => rank::HalfLife::Auto,
                HalfLife::None => rank::HalfLife::Fixed(None),
                HalfLife::Seconds(seconds) => rank::HalfLife::Fixed(Some(seconds)),
            },
            brand,
            staff,
        })
    }

    /// The interactions of a log, mentions without a target given to the brand.
    pub fn interactions<'a>(&self, log: &'a Log) -> Interactions<'a> {
        Interactions::of(log, &self.brand)
    }
}

/// The half-life and "now" of ties that were added up before: the project may not say otherwise.
fn settled(network: &mut NetworkParams, auto: bool, ties: &FixedTies) -> Result<(), Error> {
    let differs = |key: &str| {
        Err(Error::usage(format!(
            "{key}: the ties of the middle form were added up with another one; write the form anew, or leave `{key}` out"
        )))
    };
    if !auto && network.half_life != ties.half_life {
        return differs("half_life");
    }
    if network.as_of.is_some() && network.as_of != ties.as_of {
        return differs("as_of");
    }
    network.half_life = ties.half_life;
    network.as_of = ties.as_of;
    Ok(())
}

/// The settings of the network: kinds with their weights, half-life, "now".
pub(super) fn network_params(
    stage: &Stage<'_>,
    settings: &InteractionSettings,
    (brand, staff): (&[u32], &[u32]),
) -> Result<NetworkParams, Error> {
    let mut weights = KindWeights::default();
    for (name, weight) in &settings.kinds {
        weights.0[kind(name)? as usize] = *weight;
    }
    let edges = &stage.options.edges;
    Ok(NetworkParams {
        kind_weights: weights,
        kinds: if edges.is_empty() {
            Kinds::ALL
        } else {
            kinds(edges)?
        },
        half_life: match settings.half_life {
            HalfLife::Auto | HalfLife::None => None,
            HalfLife::Seconds(seconds) => Some(seconds),
        },
        as_of: as_of(stage)?,
        brand: brand.to_vec(),
        staff: staff.to_vec(),
    })
}

/// "Now" of the project: the end of a day, or a moment.
pub(super) fn as_of(stage: &Stage<'_>) -> Result<Option<i64>, Error> {
    let project = &stage.loaded.project;
    let Some(text) = &project.as_of else {
        return Ok(None);
    };
    super::moment::read(text, project.zone())
        .map(Some)
        .ok_or_else(|| {
            Error::usage(
                "as_of: expected a date such as 2026-02-01, or a moment such as 2026-02-01T18:00",
            )
        })
}

/// People of the log that the project names; those it does not hold are counted in a warning.
fn accounts(stage: &mut Stage<'_>, log: &Log, names: &[String], warning: &str) -> Vec<u32> {
    let mut found = Vec::new();
    let mut unknown = 0;
    for name in names {
        let people = log.find(name);
        unknown += u64::from(people.is_empty());
        found.extend(people);
    }
    found.sort_unstable();
    found.dedup();
    if unknown > 0 {
        stage.warn(Warning::new(warning).with("n", unknown));
    }
    found
}

/// A kind of interaction by its name.
fn kind(name: &str) -> Result<Kind, Error> {
    Kind::ALL
        .into_iter()
        .find(|kind| kind.name() == name)
        .ok_or_else(|| {
            let known = Kind::ALL.map(Kind::name).join(", ");
            Error::usage(format!(
                "`{name}` is no kind of interaction; expected one of {known}"
            ))
        })
}

fn kinds(names: &[String]) -> Result<Kinds, Error> {
    let kinds = names
        .iter()
        .map(|name| kind(name))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Kinds::of(&kinds))
}

fn reach_kinds(settings: &InteractionSettings) -> Result<Option<Kinds>, Error> {
    match &settings.reach {
        Reach::Auto => Ok(None),
        Reach::Kinds(names) => kinds(names).map(Some),
    }
}
