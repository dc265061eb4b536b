//! `entourage undo`: back to the former run.

use std::path::PathBuf;

use clap::Args;

use super::print::message;
use super::{Ended, Outcome, project_file};

/// Exchange OUT and OUT.previous
#[derive(Debug, Args)]
pub struct Undo {
    /// The project file [default: entourage.yaml]
    project: Option<PathBuf>,
    /// The folder of the run [default: out beside the project file]
    #[arg(long, env = "ENTOURAGE_OUT")]
    out: Option<PathBuf>,
}

impl Undo {
    pub fn run(self) -> Ended {
        let out = entourage::pipeline::out_folder(&project_file(self.project), self.out.as_deref());
        entourage::output::undo(&out)?;
        message(&format!(
            "{}: the former run is back; `undo` once more exchanges them again",
            out.display()
        ));
        Ok(Outcome::Done)
    }
}
