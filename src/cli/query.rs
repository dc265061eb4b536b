//! `entourage query`: the log and the personas where the data are.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use entourage::interaction::middle::Form;
use entourage::pipeline::QueryOptions;
use entourage::warehouse::{Engine, Ranked};

use super::print::{message, progress, result};
use super::{Ended, Outcome, project_file, words};

/// Queries for a warehouse or cluster, and the middle form between it and this machine
#[derive(Debug, Args)]
pub struct Query {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Events(Log),
    Ties(Log),
    Assign(Assign),
    Pagerank(Rank),
    Trust(Rank),
    Export(Export),
}

/// Print the query that makes this form of the project's log in a warehouse
#[derive(Debug, Args)]
struct Log {
    /// The engine that will run it
    #[arg(long)]
    engine: EngineName,
    /// The folder the form goes to, as the engine names it
    #[arg(long, value_name = "FOLDER", default_value = "middle")]
    to: String,
    /// The table or view that holds the log [default: the engine reads the project's files]
    #[arg(long, value_name = "RELATION")]
    from: Option<String>,
    /// The project file, or its folder [default: entourage.yaml]
    #[arg(long)]
    project: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum EngineName {
    Duckdb,
    Spark,
}

impl From<EngineName> for Engine {
    fn from(name: EngineName) -> Self {
        match name {
            EngineName::Duckdb => Self::DuckDb,
            EngineName::Spark => Self::Spark,
        }
    }
}

impl Log {
    fn run(self, form: Form) -> Ended {
        let options = QueryOptions {
            engine: self.engine.into(),
            folder: self.to,
            relation: self.from,
        };
        let query = entourage::pipeline::log_query(&project_file(self.project), form, &options)?;
        result(&query)?;
        Ok(Outcome::Done)
    }
}

/// Print the query that puts each row of a customer table into its persona
#[derive(Debug, Args)]
struct Assign {
    /// The folder of the run
    #[arg(long)]
    run: PathBuf,
    /// The engine that will run it
    #[arg(long)]
    engine: EngineName,
    /// The table or view of customers, with the columns of the run's audience
    #[arg(long, value_name = "RELATION", default_value = "customers")]
    from: String,
    /// The project file, or its folder [default: found beside or above the run]
    #[arg(long)]
    project: Option<PathBuf>,
}

impl Assign {
    fn run(self) -> Ended {
        let project = self.project.as_deref();
        let engine = self.engine.into();
        let query = entourage::pipeline::assign_query(project, &self.run, engine, &self.from)?;
        result(&query)?;
        Ok(Outcome::Done)
    }
}

/// Print the job that ranks everybody of a middle form of ties on a cluster
#[derive(Debug, Args)]
struct Rank {
    /// The engine that will run it
    #[arg(long)]
    engine: ClusterName,
    /// The folder of the form, as the engine names it
    #[arg(long, value_name = "FOLDER", default_value = "middle")]
    form: String,
    /// The folder the scores go to, as the engine names it
    #[arg(long, value_name = "FOLDER", default_value = "ranks")]
    to: String,
    /// The project file, or its folder [default: entourage.yaml]
    #[arg(long)]
    project: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ClusterName {
    Spark,
}

impl Rank {
    fn run(self, ranked: Ranked) -> Ended {
        let ClusterName::Spark = self.engine;
        let project = project_file(self.project);
        let job = entourage::pipeline::rank_job(&project, ranked, &self.form, &self.to)?;
        result(&job)?;
        Ok(Outcome::Done)
    }
}

/// Write the project's log as a middle form: integers with their dictionaries, as CSV
#[derive(Debug, Args)]
struct Export {
    /// Single interactions, or interactions added up
    form: FormName,
    /// Where the form goes
    folder: PathBuf,
    /// Parquet in the place of CSV (a build with `--features parquet`)
    #[arg(long)]
    parquet: bool,
    /// The project file, or its folder [default: entourage.yaml]
    #[arg(long)]
    project: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormName {
    Events,
    Ties,
}

impl From<FormName> for Form {
    fn from(name: FormName) -> Self {
        match name {
            FormName::Events => Self::Events,
            FormName::Ties => Self::Ties,
        }
    }
}

impl Query {
    pub fn run(self, lang: Option<words::Language>) -> Ended {
        match self.what {
            What::Events(log) => log.run(Form::Events),
            What::Ties(log) => log.run(Form::Ties),
            What::Assign(assign) => assign.run(),
            What::Pagerank(rank) => rank.run(Ranked::PageRank),
            What::Trust(rank) => rank.run(Ranked::Trust),
            What::Export(export) => export.run(lang),
        }
    }
}

impl Export {
    fn run(self, lang: Option<words::Language>) -> Ended {
        let project = project_file(self.project);
        let words = words::of_project(lang, &project)?;
        let bar = progress(&words);
        let exported = entourage::pipeline::export(
            &project,
            self.form.into(),
            &self.folder,
            self.parquet,
            &|name, share| {
                bar.set_length(1000);
                bar.set_message(words.named("step", name));
                bar.set_position((share * 1000.0) as u64);
            },
        );
        bar.finish_and_clear();
        for (name, rows, bytes) in exported?.tables {
            message(&format!("{name:<10}{rows:>12} rows {bytes:>14} bytes"));
        }
        message(&format!("{}: written", self.folder.display()));
        Ok(Outcome::Done)
    }
}
