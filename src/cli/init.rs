//! `entourage init`: a project file from the files people have.

use std::path::{Path, PathBuf};

use clap::Args;

use super::print::message;
use super::{Ended, Outcome};

/// Look at files and write a project file that builds as it is, with a codebook to correct
#[derive(Debug, Args)]
pub struct Init {
    /// Audience tables and interaction logs [default: those of the current folder]
    files: Vec<PathBuf>,
}

impl Init {
    pub fn run(self) -> Ended {
        let done = entourage::pipeline::init(&self.files, Path::new("."))?;
        for (file, what) in &done.understood {
            message(&format!("{file}: {what}"));
        }
        for file in &done.skipped {
            message(&format!("{file}: neither a table nor a log; left out"));
        }
        message(&format!("written: {}", done.written.join(", ")));
        message("next: `entourage check`, then `entourage build`");
        Ok(Outcome::Done)
    }
}
