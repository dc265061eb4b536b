//! **cli**: the command, one file a subcommand; the only room that prints.
//!
//! Floor 7: uses the public API only.
mod adopt;
mod assign;
mod build;
mod check;
mod diff;
mod forget;
mod init;
mod pages;
mod person;
mod print;
mod query;
mod stress;
mod suppress;
mod undo;
mod verify;
mod words;
#[cfg(feature = "workshop")]
mod workshop;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Personas whose every line has a receipt, rankings that cannot be bought, and audience briefs.
#[derive(Debug, Parser)]
#[command(name = "entourage", version, about, max_term_width = 100)]
struct Cli {
    /// Language of what is said and written [default: the project's, else the system's, else English]
    #[arg(long, global = true, value_name = "LANG", env = "ENTOURAGE_LANG")]
    lang: Option<words::Language>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Build),
    Check(check::Check),
    Adopt(adopt::Adopt),
    Stress(stress::Stress),
    Assign(assign::Assign),
    Diff(diff::Diff),
    Verify(verify::Verify),
    Forget(forget::Forget),
    Init(init::Init),
    Person(person::Person),
    Query(query::Query),
    Suppress(suppress::Suppress),
    Undo(undo::Undo),
    #[cfg(feature = "workshop")]
    Workshop(workshop::Page),
    Schema(pages::Schema),
    Completions(pages::Completions),
    Man(pages::Man),
}

/// What a subcommand ends with: a check that failed is no error, but no success either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Done,
    CheckFailed,
}

type Ended = Result<Outcome, print::Failure>;

pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let lang = cli.lang;
    let ended = match cli.command {
        Command::Build(command) => command.run(lang),
        Command::Check(command) => command.run(lang),
        Command::Adopt(command) => command.run(lang),
        Command::Stress(command) => command.run(lang),
        Command::Assign(command) => command.run(lang),
        Command::Diff(command) => command.run(lang),
        Command::Verify(command) => command.run(lang),
        Command::Forget(command) => command.run(lang),
        Command::Init(command) => command.run(lang),
        Command::Person(command) => command.run(lang),
        Command::Query(command) => command.run(lang),
        Command::Suppress(command) => command.run(lang),
        Command::Undo(command) => command.run(lang),
        #[cfg(feature = "workshop")]
        Command::Workshop(command) => command.run(lang),
        Command::Schema(command) => command.run(),
        Command::Completions(command) => command.run(),
        Command::Man(command) => command.run(),
    };
    match ended {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::CheckFailed) => ExitCode::from(1),
        Err(failure) => failure.report(),
    }
}

/// The project file that is meant when none is named.
fn project_file(named: Option<PathBuf>) -> PathBuf {
    named.unwrap_or_else(|| PathBuf::from("entourage.yaml"))
}
