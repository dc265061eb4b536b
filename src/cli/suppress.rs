//! `entourage suppress`: people who asked not to be contacted.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use entourage::pipeline::Suppressed;

use super::print::{message, result};
use super::{Ended, Outcome, project_file};

/// Names listed one by one in a message at most.
const SHOWN: usize = 10;

/// Keep the list of people who asked not to be contacted, as keyed hashes only
#[derive(Debug, Args)]
pub struct Suppress {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Put people on the list
    Add(Names),
    /// Take people off the list
    Remove(Names),
    /// Say how many are on it
    Count {
        /// The project file, or its folder [default: entourage.yaml]
        #[arg(long)]
        project: Option<PathBuf>,
    },
}

#[derive(Debug, Args)]
struct Names {
    /// Handles in any spelling, `platform:handle`, addresses of profiles, or e-mails
    #[arg(value_name = "HANDLE-OR-EMAIL")]
    given: Vec<String>,
    /// A file with one name a line
    #[arg(long, value_name = "LIST")]
    file: Option<PathBuf>,
    /// The project file, or its folder [default: entourage.yaml]
    #[arg(long)]
    project: Option<PathBuf>,
}

impl Suppress {
    pub fn run(self) -> Ended {
        match self.action {
            Action::Add(names) => names.change(true),
            Action::Remove(names) => names.change(false),
            Action::Count { project } => {
                let count = entourage::pipeline::suppression_count(&project_file(project))?;
                result(&format!("{count}\n"))?;
                Ok(Outcome::Done)
            }
        }
    }
}

impl Names {
    fn change(self, add: bool) -> Ended {
        let project = project_file(self.project);
        let done = entourage::pipeline::suppress(&project, &self.given, self.file.as_deref(), add)?;
        if done.edited_by_hand {
            message(
                "warning: suppression.yaml was edited by hand, entries may be missing; what stood in it was kept",
            );
        }
        report(&done, add);
        Ok(Outcome::Done)
    }
}

fn report(done: &Suppressed, add: bool) {
    let (changed, unchanged) = if add {
        ("added", "on the list already")
    } else {
        ("removed", "not on the list")
    };
    let mut text = format!("{} {changed}", done.changed);
    if done.unchanged > 0 {
        text.push_str(&format!(", {} {unchanged}", done.unchanged));
    }
    message(&format!("{text}; {} on the list now", done.total));
    for name in done.nobody.iter().take(SHOWN) {
        message(&format!(
            "warning: `{name}` matches nobody in the project's log or table; check the spelling"
        ));
    }
    if done.nobody.len() > SHOWN {
        message(&format!(
            "warning: {} more names match nobody",
            done.nobody.len() - SHOWN
        ));
    }
    if let Some(why) = &done.not_compared {
        message(&format!(
            "warning: the names could not be looked for in the project's files: {why}"
        ));
    }
    if add && done.changed > 0 {
        message(
            "OUT and OUT.previous still hold earlier runs: `entourage build` makes a new one, then remove OUT.previous",
        );
    }
}
