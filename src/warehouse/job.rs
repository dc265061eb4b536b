//! The PySpark job that ranks people from a middle form of ties.

use minijinja::{Environment, context};

use super::log::number;
use crate::network::UNIT;

/// What is ranked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ranked {
    /// Weighted `PageRank`.
    PageRank,
    /// Trimmed personalised `PageRank` from the seeds.
    Trust,
}

/// What a project says that its job has to say too.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Job {
    /// Folder of the form.
    pub folder: String,
    /// Folder the scores go to.
    pub output: String,
    /// Number and weight of each kind that makes ties.
    pub kinds: Vec<(u8, f64)>,
    /// Seed of the deal.
    pub seed: u64,
    /// Keys that the brand's accounts may have.
    pub brand: Vec<String>,
    /// Keys that accounts of brand and staff may have.
    pub ours: Vec<String>,
    /// Keys that seeds of trust may have.
    pub seeds: Vec<String>,
    /// What the reader of the job should know.
    pub notes: Vec<String>,
}

/// The job as text.
///
/// # Errors
/// What minijinja says of the template; none with the one that is built in.
pub fn rank_job(ranked: Ranked, job: &Job) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    // JSON texts and lists of texts are Python's too.
    environment.add_filter("py", |value: minijinja::Value| {
        serde_json::to_string(&value).unwrap_or_default()
    });
    environment.add_template("rank", include_str!("templates/rank.py"))?;
    let (measure, tolerance, most) = match ranked {
        Ranked::PageRank => ("pagerank", crate::rank::TOLERANCE, 1_000),
        Ranked::Trust => ("trust", crate::rank::TRUST_TOLERANCE, 300),
    };
    let kinds: Vec<(u8, String)> = job
        .kinds
        .iter()
        .map(|&(kind, weight)| (kind, number(weight)))
        .collect();
    environment.get_template("rank")?.render(context! {
        version => env!("CARGO_PKG_VERSION"),
        measure,
        folder => &job.folder,
        output => &job.output,
        damping => number(crate::rank::RankParams::default().damping),
        tolerance => number(tolerance),
        most,
        kinds,
        seed => job.seed,
        brand => &job.brand,
        ours => &job.ours,
        seeds => &job.seeds,
        notes => &job.notes,
        unit => number(UNIT),
    })
}
