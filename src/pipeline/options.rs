//! What a build is asked for beside the project file: file, then environment, then flags.

use std::path::{Path, PathBuf};

use crate::project::{Count, Language, Loaded, Readers};

/// What `build` is asked for; `None` leaves it to the project file.
#[derive(Debug, Clone, Default)]
pub struct BuildOptions {
    /// OUT; default `out` beside the project file.
    pub out: Option<PathBuf>,
    /// Language of the documents.
    pub language: Option<Language>,
    /// Number of segments.
    pub count: Option<usize>,
    /// The period reported on.
    pub period: Option<String>,
    /// Seed.
    pub seed: Option<u64>,
    /// Threads; default all cores.
    pub threads: Option<usize>,
    /// Who may read.
    pub readers: Option<Readers>,
    /// Bytes of memory that the log may take; `None`: as many as it needs.
    pub memory: Option<u64>,
    /// Part of the work only.
    pub only: Option<Only>,
    /// Measures of people to compute; empty for all.
    pub measures: Vec<String>,
    /// Kinds of interactions to keep; empty for all.
    pub edges: Vec<String>,
    /// Whether a French copy of the outreach list is written.
    pub french_sheets: bool,
    /// Whether the drawn network and the graph files hold everybody.
    pub full_network: bool,
    /// Whether documents for the public have their data beside them as JSON, as others always do.
    pub data: bool,
    /// What prints brief and cards to PDF; nothing does where absent.
    pub pdf: Option<Printer>,
}

/// The browser that prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Printer {
    /// The first Chromium, Chrome or Edge found.
    FirstFound,
    /// This program.
    Named(PathBuf),
}

/// Part of the work of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Only {
    /// The people wing.
    Personas,
    /// The ties wing.
    People,
    /// The ties wing up to the plan.
    Outreach,
    /// The documents alone, from what a finished run left.
    Briefs,
}

impl BuildOptions {
    /// Puts what was asked for over what the project file says.
    pub(super) fn over(&self, loaded: &mut Loaded) {
        let project = &mut loaded.project;
        if let Some(language) = self.language {
            project.language = language;
        }
        if let Some(count) = self.count {
            project.segments.count = Count::Fixed(count);
        }
        if let Some(seed) = self.seed {
            project.seed = Some(seed);
        }
        if let Some(readers) = self.readers {
            project.privacy.readers = readers;
        }
    }

    /// Whether the people wing is asked for.
    pub(super) fn wants_personas(&self) -> bool {
        !matches!(self.only, Some(Only::People | Only::Outreach))
    }

    /// Whether a part of the work only is asked for.
    pub(super) fn is_partial(&self) -> bool {
        self.only.is_some() || !self.measures.is_empty()
    }

    /// Whether the plan is asked for.
    pub(super) fn wants_outreach(&self) -> bool {
        self.measures.is_empty() && !matches!(self.only, Some(Only::People | Only::Personas))
    }

    /// Whether the ties wing is asked for.
    pub(super) fn wants_people(&self) -> bool {
        !matches!(self.only, Some(Only::Personas))
    }
}

/// OUT of a project: as asked, else `out` beside the project file.
pub fn out_folder(project: &Path, asked: Option<&Path>) -> PathBuf {
    if let Some(out) = asked {
        return out.to_owned();
    }
    let folder = if project.is_dir() {
        project
    } else {
        project.parent().unwrap_or(Path::new(""))
    };
    folder.join("out")
}
