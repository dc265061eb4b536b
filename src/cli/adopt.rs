//! `entourage adopt`: a run's personas become the project's own.

use std::path::PathBuf;

use clap::Args;

use super::print::message;
use super::{Ended, Outcome, project_file};

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
    pub fn run(self) -> Ended {
        let project = project_file(self.project);
        let run = entourage::pipeline::out_folder(&project, self.run.as_deref());
        let adopted = entourage::pipeline::adopt(&project, &run)?;
        message(&format!(
            "{} personas are the project's own now, in {}; what people wrote in them was kept",
            adopted.count,
            adopted.folder.display()
        ));
        Ok(Outcome::Done)
    }
}
