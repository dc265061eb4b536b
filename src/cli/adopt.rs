//! `entourage adopt`: a run's personas become the project's own.

use std::path::PathBuf;

use clap::Args;

use super::print::message;
use super::{Ended, Outcome, project_file, words};

/// Take a run's personas as the project's own, to be named, edited and kept in version control
#[derive(Debug, Args)]
pub struct Adopt {
    /// The folder of the run [default: out beside the project file]
    #[arg(long)]
    run: Option<PathBuf>,
    /// The project file, or its folder [default: entourage.yaml]
    #[arg(long)]
    project: Option<PathBuf>,
}

impl Adopt {
    pub fn run(self, lang: Option<words::Language>) -> Ended {
        let project = project_file(self.project);
        let run = entourage::pipeline::out_folder(&project, self.run.as_deref());
        let adopted = entourage::pipeline::adopt(&project, &run)?;
        let words = words::of_project(lang, &project)?;
        let folder = adopted.folder.display().to_string();
        let fills = [("n", adopted.count.into()), ("folder", folder.into())];
        message(&words.text("adopt.done", &fills));
        Ok(Outcome::Done)
    }
}
