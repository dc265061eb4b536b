//! `entourage forget`: the right to erasure.

use std::path::PathBuf;

use clap::Args;

use super::person::lines;
use super::print::{message, result};
use super::{Ended, Outcome, project_file};

/// Forget a person: out of the record and of every build to come; lists the input files to purge
#[derive(Debug, Args)]
pub struct Forget {
    /// A handle, `platform:handle` or `platform:id`
    handle: String,
    /// The project file, or its folder [default: entourage.yaml]
    #[arg(long)]
    project: Option<PathBuf>,
}

impl Forget {
    pub fn run(self) -> Ended {
        let done = entourage::pipeline::forget(&project_file(self.project), &self.handle)?;
        message(&format!(
            "{} removed from contacts.csv, {} rows added to {}",
            done.contacts, done.excluded, done.exclude
        ));
        if let Some(line) = &done.to_add {
            message(&format!(
                "to do: add to the project file, {line}; until then a build still reads them"
            ));
        }
        let mut text = String::new();
        let mut list = |title: &str, entries: Vec<(String, String)>| {
            if !entries.is_empty() {
                text.push_str(&format!("{title}\n"));
            }
            for (file, what) in entries {
                text.push_str(&format!("  {file}: {what}\n"));
            }
        };
        list(
            "to do: purge these lines of the input files",
            done.inputs.iter().map(lines).collect(),
        );
        let title =
            "to do: `entourage build`, then remove OUT.previous; until then these files hold them";
        list(title, done.outputs.iter().map(lines).collect());
        let unread = done
            .unread
            .iter()
            .map(|file| (file.clone(), "could not be searched".to_owned()));
        list("to do: look through these by hand", unread.collect());
        result(&text)?;
        Ok(Outcome::Done)
    }
}
