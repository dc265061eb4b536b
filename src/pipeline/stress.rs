//! `stress`: fake followers bought for honest accounts, inside a copy of the network.

use std::path::Path;

use super::options::BuildOptions;
use super::setting::Setting;
use super::stage::{Progress, Stage};
use crate::community;
use crate::error::Error;
use crate::network::Network;
use crate::project;
use crate::rank::{self, Backtest, Farm, Ranking, Stress, StressParams};

/// Share of the log the ranking is tried on.
const SEEN: f64 = 0.6;

/// How far each ranking is fooled, and how useful it is.
#[derive(Debug, Clone)]
pub struct Stressed {
    /// What each farm does to each ranking.
    pub stress: Stress,
    /// How well each ranking predicts; `None` where the log has no times.
    pub backtest: Option<Backtest>,
}

/// One line of the table: a farm, its size, the share of bad seeds, a ranking, and how it moved.
#[derive(Debug, Clone, PartialEq)]
pub struct StressLine {
    /// The farm.
    pub farm: Farm,
    /// Number of fakes.
    pub size: u32,
    /// Share of the seeds of trust that are the farm's.
    pub bad_seeds: f64,
    /// The ranking.
    pub ranking: Ranking,
    /// Median rank of the buyers before.
    pub before: f64,
    /// Median rank of the buyers after.
    pub after: f64,
    /// Rank before over rank after: least, first quartile, median, third quartile, most.
    pub factors: [f64; 5],
}

impl Stressed {
    /// The table, in the order of farms, sizes, seeds and rankings.
    pub fn lines(&self) -> Vec<StressLine> {
        let line = |row: &rank::Displacement| {
            Some(StressLine {
                farm: row.farm,
                size: row.size,
                bad_seeds: row.bad_seeds,
                ranking: row.ranking,
                before: median(&row.before),
                after: median(&row.after),
                factors: row.factors()?,
            })
        };
        self.stress.rows.iter().filter_map(line).collect()
    }
}

pub(super) fn median(ranks: &[u32]) -> f64 {
    let mut sorted = ranks.to_vec();
    sorted.sort_unstable();
    match sorted.len() {
        0 => 0.0,
        n if n % 2 == 1 => f64::from(sorted[n / 2]),
        n => f64::midpoint(f64::from(sorted[n / 2 - 1]), f64::from(sorted[n / 2])),
    }
}

/// Buys fake followers for honest accounts in a copy of a project's network and ranks again.
///
/// # Errors
/// A project file or log that cannot be used; a project without a log.
pub fn stress(
    project: &Path,
    accounts: usize,
    sizes: &[u32],
    progress: Progress<'_>,
) -> Result<Stressed, Error> {
    let loaded = project::load(project)?;
    let options = BuildOptions::default();
    let mut stage = Stage::new(&loaded, &options, progress);
    let reading = super::log::read(&mut stage)?
        .ok_or_else(|| Error::usage("stress: the project has no `interactions:`"))?;
    // The same seeds of trust as in a build: customers with an account are among them.
    let table = super::table::read(&mut stage)?.map(|reading| reading.table);
    let customers = super::meeting::customers(table.as_ref(), &reading.log);
    let setting = Setting::of(&mut stage, &reading.log, &customers)?;
    let interactions = setting.interactions(&reading.log);
    let seed = loaded.project.seed();
    let circles = |network: &Network| community::leiden(network, seed).labels;
    let params = setting.rank.clone();
    let asked = StressParams {
        accounts,
        sizes: sizes.to_vec(),
        seed,
        ..StressParams::default()
    };
    (progress)("stress", 0.0);
    let stress = rank::stress(&interactions, &setting.network, &params, &circles, &asked)?;
    let half_life = setting.half_life;
    let backtest = rank::backtest(
        &interactions,
        &setting.network,
        half_life,
        &params,
        &circles,
        SEEN,
    )?;
    Ok(Stressed { stress, backtest })
}
