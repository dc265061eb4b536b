//! `entourage suppress`: people who asked not to be contacted.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use entourage::brief::{Catalogue, Fill};
use entourage::pipeline::Suppressed;

use super::print::{message, result};
use super::{Ended, Outcome, project_file, words};

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
    pub fn run(self, lang: Option<words::Language>) -> Ended {
        match self.action {
            Action::Add(names) => names.change(true, lang),
            Action::Remove(names) => names.change(false, lang),
            Action::Count { project } => {
                let count = entourage::pipeline::suppression_count(&project_file(project))?;
                result(&format!("{count}\n"))?;
                Ok(Outcome::Done)
            }
        }
    }
}

impl Names {
    fn change(self, add: bool, lang: Option<words::Language>) -> Ended {
        let project = project_file(self.project);
        let done = entourage::pipeline::suppress(&project, &self.given, self.file.as_deref(), add)?;
        report(&done, add, &words::of_project(lang, &project)?);
        Ok(Outcome::Done)
    }
}

fn report(done: &Suppressed, add: bool, words: &Catalogue) {
    let warn = |text: String| message(&words::warning(words, &text));
    if done.edited_by_hand {
        warn(words.word("suppress.edited"));
    }
    let (changed, unchanged) = if add {
        ("suppress.added", "suppress.already")
    } else {
        ("suppress.removed", "suppress.absent")
    };
    let mut changes = words.text(changed, &[("n", done.changed.into())]);
    if done.unchanged > 0 {
        let unchanged = words.text(unchanged, &[("n", done.unchanged.into())]);
        changes = format!("{changes}, {unchanged}");
    }
    let fills = [
        ("changes", Fill::from(changes)),
        ("total", done.total.into()),
    ];
    message(&words.text("suppress.total", &fills));
    for name in done.nobody.iter().take(SHOWN) {
        warn(words.text("suppress.nobody", &[("name", (&**name).into())]));
    }
    if done.nobody.len() > SHOWN {
        let more = done.nobody.len() - SHOWN;
        warn(words.text("suppress.nobody.more", &[("n", more.into())]));
    }
    if let Some(why) = &done.not_compared {
        warn(words.text("suppress.not_compared", &[("why", (&**why).into())]));
    }
    if add && done.changed > 0 {
        message(&words.word("suppress.outputs"));
    }
}
