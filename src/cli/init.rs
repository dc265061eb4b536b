//! `entourage init`: a project file from the files people have.

use std::path::{Path, PathBuf};

use clap::Args;

use super::print::message;
use super::{Ended, Outcome, words};
use entourage::brief::{Catalogue, Lang};
use entourage::pipeline::{Spoken, init_in};

/// Look at files and write a project file that builds as it is, with a codebook to correct
#[derive(Debug, Args)]
pub struct Init {
    /// Audience tables and interaction logs [default: those of the current folder]
    files: Vec<PathBuf>,
}

impl Init {
    pub fn run(self, lang: Option<words::Language>) -> Ended {
        let spoken = Spoken {
            asked: lang.map(Lang::from),
            otherwise: words::system(),
        };
        let done = init_in(&self.files, Path::new("."), spoken)?;
        let words = Catalogue::load(done.lang)?;
        for (file, what) in &done.understood {
            message(&words::line(&words, file, &**what));
        }
        for file in &done.skipped {
            message(&words.text("init.skipped", &[("file", (&**file).into())]));
        }
        let files = done.written.join(", ");
        message(&words.text("init.written", &[("files", files.into())]));
        message(&words.word("init.next"));
        Ok(Outcome::Done)
    }
}
