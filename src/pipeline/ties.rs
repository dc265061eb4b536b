//! The ties wing: from the log to ranked people with roles and reasons.

use super::stage::Stage;
use super::{Headline, Warning};
use crate::community::{self, Communities};
use crate::error::Error;
use crate::interaction::{Findings, Kind, Log, NONE, Reading};
use crate::network::{Interactions, KindWeights, Kinds, Network, NetworkParams};
use crate::project::{InteractionSettings, Reach};
use crate::rank::{self, Measure, Measures, RankParams, Selection};
use crate::role::{self, Activity, Ambassadors, Assigned, Thresholds, Window};

/// The log as a network, and what is known of each of its people.
pub(super) struct Ties {
    pub log: Log,
    pub findings: Findings,
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
    pub window: Option<Window>,
}

/// Builds the network and measures its people.
///
/// `customers` are people of the log who answered the survey: seeds of trust beside the brand.
pub(super) fn measure(
    stage: &mut Stage<'_>,
    reading: Reading,
    customers: &[u32],
) -> Result<Ties, Error> {
    let Reading { log, findings } = reading;
    let settings = stage.loaded.project.interactions.clone().unwrap_or_default();
    let brand = accounts(stage, &log, &settings.brand, "brand_unknown");
    let staff = accounts(stage, &log, &settings.staff, "staff_unknown");
    let mut trusted = accounts(stage, &log, &settings.trusted, "trusted_unknown");
    trusted.extend(customers);
    trusted.sort_unstable();
    trusted.dedup();

    let params = network_params(stage, &log, &settings, (&brand, &staff))?;
    let interactions = Interactions::of(&log, &brand);
    let network = Network::build(&interactions, &params)?;
    warn_of_times(stage, &network);
    let seed = stage.loaded.project.seed();
    let wanted = Wanted::of(stage.options)?;
    (stage.progress)("circles", 0.0);
    let communities = wanted.communities(&network, seed);
    (stage.progress)("measures", 0.0);
    let rank_params = RankParams {
        seed,
        brand: brand.clone(),
        staff: staff.clone(),
        trusted,
        reach: reach_kinds(&settings)?,
        ..RankParams::default()
    };
    let labels = communities.as_ref().map(|found| found.labels.as_slice());
    let measures = rank::measure(&log, &network, labels, &rank_params, wanted.measures);
    let window = window(&network);
    let activity = role::activity(&log, window);
    let ambassadors = role::ambassadors(&log, &brand, &staff, window);
    let roles = role::assign(
        &log,
        view(&measures, labels, &mut Columns::default()),
        &activity,
        &ambassadors,
        (&brand, &staff),
        window,
        &Thresholds::default(),
    );
    Ok(Ties {
        log,
        findings,
        brand,
        staff,
        network,
        communities,
        measures,
        activity,
        ambassadors,
        roles,
        window,
    })
}

/// Which measures a build is asked for.
struct Wanted {
    measures: Selection,
    communities: bool,
}

impl Wanted {
    fn of(options: &super::BuildOptions) -> Result<Self, Error> {
        if options.measures.is_empty() {
            return Ok(Self {
                measures: Selection::ALL,
                communities: true,
            });
        }
        let mut measures = Vec::new();
        let mut communities = false;
        for name in &options.measures {
            if name == "communities" {
                communities = true;
                continue;
            }
            measures.push(Measure::from_name(name).ok_or_else(|| {
                let known: Vec<&str> = Measure::ALL.map(Measure::name).to_vec();
                let known = known.join(", ");
                Error::usage(format!("--measures: `{name}` is none of communities, {known}"))
            })?);
        }
        Ok(Self {
            measures: Selection::of(&measures),
            communities,
        })
    }
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
        stage.warn(Warning::new(warning).with("count", unknown));
    }
    found
}

/// A kind of interaction by its name.
fn kind(name: &str) -> Result<Kind, Error> {
    Kind::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| {
        let known = Kind::ALL.map(Kind::name).join(", ");
        Error::usage(format!("`{name}` is no kind of interaction; expected one of {known}"))
    })
}

fn kinds(names: &[String]) -> Result<Kinds, Error> {
    let kinds = names.iter().map(|name| kind(name)).collect::<Result<Vec<_>, _>>()?;
    Ok(Kinds::of(&kinds))
}

fn reach_kinds(settings: &InteractionSettings) -> Result<Option<Kinds>, Error> {
    match &settings.reach {
        Reach::Auto => Ok(None),
        Reach::Kinds(names) => kinds(names).map(Some),
    }
}

/// A column whose unknown values are `None`, as plain numbers.
fn plain(column: Option<&Vec<Option<f64>>>) -> Vec<f64> {
    let values = column.into_iter().flatten();
    values.map(|value| value.unwrap_or(f64::NAN)).collect()
}
