//! `entourage workshop`: the local page.

use std::path::PathBuf;

use clap::Args;
use entourage::brief::Lang;
use entourage::workshop::{Asked, Workshop};

use super::print::{message, result};
use super::{Ended, Outcome, words};

/// Open the workshop page: try numbers of groups, name, vote and decide, on this machine only
#[derive(Debug, Args)]
pub struct Page {
    /// The project file, or its folder [default: entourage.yaml; without one the page starts with files]
    project: Option<PathBuf>,
    /// The port; 0 lets the system pick one [default: 4747, else a free one]
    #[arg(long, env = "ENTOURAGE_PORT")]
    port: Option<u16>,
}

impl Page {
    pub fn run(self, lang: Option<words::Language>) -> Ended {
        if let Some(named) = self.project.as_ref().filter(|named| !named.exists()) {
            // Named and not there: most likely a slip of the pen, not a wish for a new project.
            entourage::project::load(named)?;
        }
        let project = super::project_file(self.project);
        let words = words::of_project(lang, &project)?;
        let workshop = Workshop::open(&Asked {
            project,
            port: self.port,
            lang: lang.map(Lang::from),
        })?;
        result(&format!("{}\n", workshop.address()))?;
        message(&words.word("served.address"));
        message(&words.word("served.saved"));
        workshop.serve(message)?;
        Ok(Outcome::Done)
    }
}
