//! A project held open: read and grouped once, then cut into any number of groups that was tried.
//!
//! What `build` computes in one go stands here in parts, so that somebody can look at all of it, change
//! what people own, and look again. Nothing is written.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::adopted::{self, Adopted};
use super::audience::{self, Audience, Groups};
use super::options::{BuildOptions, out_folder};
use super::run_file::{InputFile, Warning};
use super::stage::{Progress, Stage};
use super::{story, suppression};
use crate::brief::data::Data;
use crate::error::Error;
use crate::outreach::Suppression;
use crate::persona::{PeopleBlock, Persona};
use crate::project::{self, Language, Loaded, Readers, WorkshopSettings};

/// A project held open.
pub struct Session {
    loaded: Loaded,
    options: BuildOptions,
    groups: Option<Groups>,
    inputs: Vec<InputFile>,
    warnings: Vec<Warning>,
    suppression: Option<Suppression>,
    pool: rayon::ThreadPool,
}

/// The groups of one number of them, with their faces.
#[derive(Clone)]
pub struct Cast {
    audience: Arc<Audience>,
    warnings: Vec<Warning>,
}

/// How many respondents of a persona gave an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Respondents who gave it, unweighted.
    pub n: u64,
    /// Respondents who answered the question.
    pub base: u64,
}

impl Session {
    /// Reads a project's files and finds the groups of its audience for every number of them that is
    /// tried, with these settings (but for the number) over the project file's. The readers are the team where the project says the public: who stands before the page
    /// holds the data.
    ///
    /// # Errors
    /// As of a build: a project file, or inputs, that cannot be used.
    pub fn open(
        project: &Path,
        settings: WorkshopSettings,
        progress: Progress<'_>,
    ) -> Result<Self, Error> {
        // The number is looked for as if nobody had decided: whoever looks may want to see what was found.
        let found = WorkshopSettings {
            count: None,
            ..settings
        };
        let mut loaded = project::load_as(project, found)?;
        if loaded.project.privacy.readers == Readers::Public {
            loaded.project.privacy.readers = Readers::Team;
        }
        let suppression = suppression::of(&loaded)?;
        suppression::redact(suppression.as_ref(), &mut loaded.project);
        let pool = rayon::ThreadPoolBuilder::new()
            .build()
            .map_err(|error| Error::usage(format!("threads: {error}")))?;
        let mut session = Self {
            loaded,
            options: BuildOptions::default(),
            groups: None,
            inputs: Vec::new(),
            warnings: Vec::new(),
            suppression,
            pool,
        };
        let (groups, inputs, warnings) = session.pool.install(|| session.group(progress))?;
        session.groups = groups;
        session.inputs = inputs;
        session.warnings = warnings;
        Ok(session)
    }

    #[allow(clippy::type_complexity)] // the accounts of one reading, taken apart at once
    fn group(
        &self,
        progress: Progress<'_>,
    ) -> Result<(Option<Groups>, Vec<InputFile>, Vec<Warning>), Error> {
        let mut stage = self.stage(progress);
        progress("table", 0.0);
        let groups = match super::table::read(&mut stage)? {
            Some(reading) => Some(audience::groups(&mut stage, reading)?),
            None => None,
        };
        Ok((groups, stage.inputs, stage.warnings))
    }

    fn stage<'a>(&'a self, progress: Progress<'a>) -> Stage<'a> {
        let mut stage = Stage::new(&self.loaded, &self.options, progress);
        suppression::apply(&mut stage, self.suppression.clone());
        stage.inputs.clone_from(&self.inputs);
        stage.warnings.clone_from(&self.warnings);
        stage
    }

    /// The project as read.
    pub fn project(&self) -> &project::Project {
        &self.loaded.project
    }

    /// The project file.
    pub fn file(&self) -> &Path {
        &self.loaded.file
    }

    /// The folder of the project's own personas.
    pub fn personas_folder(&self) -> PathBuf {
        self.loaded.path(&self.loaded.project.personas.folder)
    }

    /// Files the project was read from, the project file first.
    pub fn read_from(&self) -> Vec<PathBuf> {
        let inputs = self.inputs.iter().map(|one| self.loaded.path(&one.name));
        std::iter::once(self.loaded.file.clone())
            .chain(inputs.filter(|path| path.is_file()))
            .collect()
    }

    /// Whether the project has an audience table.
    pub fn has_audience(&self) -> bool {
        self.groups.is_some()
    }

    /// Numbers of groups there are fits of, ascending; empty for a typical profile without any.
    pub fn numbers(&self) -> Vec<usize> {
        let solutions = self
            .groups
            .iter()
            .flat_map(|one| &one.segmentation.solutions);
        solutions.map(|solution| solution.k).collect()
    }

    /// The number that was found or asked for; `None` for a typical profile.
    pub fn chosen(&self) -> Option<usize> {
        self.groups.as_ref()?.segmentation.chosen
    }

    /// The groups of one number with their faces, the project's own personas lending theirs as they
    /// stand on the disk now; `None` for a number that was not tried. `k` of `None`: as it was found.
    ///
    /// # Errors
    /// A persona file that cannot be used.
    pub fn cast(&self, k: Option<usize>) -> Result<Option<Cast>, Error> {
        let Some(groups) = &self.groups else {
            return Ok(None);
        };
        let segmentation = match k {
            Some(k) => groups.segmentation.cut(k),
            None => Some(groups.segmentation.clone()),
        };
        let Some(segmentation) = segmentation else {
            return Ok(None);
        };
        let groups = Groups {
            table: Arc::clone(&groups.table),
            junk: Arc::clone(&groups.junk),
            segmentation,
        };
        self.pool.install(|| {
            let mut stage = self.stage(&|_, _| ());
            let out = out_folder(&self.loaded.file, None);
            let adopted: Adopted = adopted::read(&stage, &out)?;
            let audience = audience::cut(&mut stage, groups, &adopted)?;
            Ok(Some(Cast {
                audience: Arc::new(audience),
                warnings: stage.warnings,
            }))
        })
    }

    /// The story of a cast in one language, as the team may read it.
    pub fn data(&self, cast: &Cast, language: Language) -> Data {
        let mut loaded = self.loaded.clone();
        loaded.project.language = language;
        let mut stage = Stage::new(&loaded, &self.options, &|_, _| ());
        stage.inputs.clone_from(&self.inputs);
        stage.warnings.clone_from(&cast.warnings);
        let found = story::Found {
            audience: Some(&cast.audience),
            ties: None,
            meeting: &super::meeting::Meeting::default(),
            report: None,
            outreach: None,
            drawing: None,
        };
        let mut data = story::tell(&stage, found);
        if language != self.loaded.project.language {
            cast.retitle(&mut data, language);
        }
        data
    }
}

impl Cast {
    /// Number of groups before the team's merges.
    pub fn k(&self) -> Option<usize> {
        self.audience.segmentation.chosen
    }

    /// Whether the groups may be called personas.
    pub fn has_personas(&self) -> bool {
        self.audience.has_personas()
    }

    /// The personas, largest first, with what people wrote.
    pub fn personas(&self) -> Vec<Persona> {
        let faces = self.audience.faces.iter();
        faces.map(|face| face.persona.clone()).collect()
    }

    /// A persona by its slug.
    pub fn persona(&self, slug: &str) -> Option<&Persona> {
        let mut faces = self.audience.faces.iter();
        faces
            .find(|face| face.persona.slug == slug)
            .map(|face| &face.persona)
    }

    /// The files of a persona, as `adopt` lays them beside the project: names and bytes.
    ///
    /// # Errors
    /// A persona that YAML cannot hold.
    pub fn files(&self, slug: &str) -> Result<Vec<(String, Vec<u8>)>, Error> {
        let mut faces = self.audience.faces.iter();
        match faces.find(|face| face.persona.slug == slug) {
            Some(face) => super::files::persona_files(face),
            None => Ok(Vec::new()),
        }
    }

    /// The same cast with what people wrote of one persona in another wording: nothing is counted
    /// anew, which merging and pinning need.
    #[must_use]
    pub fn with_people(&self, slug: &str, people: &PeopleBlock) -> Self {
        let mut audience = (*self.audience).clone();
        for face in &mut audience.faces {
            if face.persona.slug == slug {
                face.persona.people = people.clone();
            }
        }
        Self {
            audience: Arc::new(audience),
            warnings: self.warnings.clone(),
        }
    }

    /// How many of each persona gave an answer, in the order of the personas; empty for an answer the
    /// table does not have.
    pub fn counts(&self, attribute: &str, level: Option<&str>) -> Vec<Count> {
        let cell = |group: usize| {
            let crosstab = &self.audience.crosstab;
            crosstab.cell(group, attribute, level).map(|cell| Count {
                n: cell.n,
                base: cell.base,
            })
        };
        (0..self.audience.crosstab.groups())
            .filter_map(cell)
            .collect()
    }

    /// Titles are made in the project's language: here they are made in the reader's.
    fn retitle(&self, data: &mut Data, language: Language) {
        let Some(audience) = &mut data.audience else {
            return;
        };
        let language = audience::language(language);
        for persona in &mut audience.personas {
            if let Some(own) = self.persona(&persona.slug) {
                let table = &self.audience.table;
                persona.title = crate::persona::title(table, &own.statements, language);
            }
        }
    }
}
