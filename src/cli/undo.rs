//! `entourage undo`: back to the former run.

use std::path::PathBuf;

use clap::Args;

use super::print::message;
use super::{Ended, Outcome, project_file, words};

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
    pub fn run(self, lang: Option<words::Language>) -> Ended {
        let project = project_file(self.project);
        let out = entourage::pipeline::out_folder(&project, self.out.as_deref());
        entourage::output::undo(&out)?;
        let words = words::of_project(lang, &project)?;
        let shown = out.display().to_string();
        message(&words.text("undo.done", &[("out", shown.into())]));
        Ok(Outcome::Done)
    }
}
