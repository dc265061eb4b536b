//! A project held open: read and grouped once, then cut into any number of groups that was tried.
//!
//! What `build` computes in one go stands here in parts, so that somebody can look at all of it, change
//! what people own, and look again. Nothing is written.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::adopted::{self, Adopted};
use super::audience::{self, Audience, Groups};
use super::drawing::{self, Drawing};
use super::meeting::{self, Meeting};
use super::options::{BuildOptions, out_folder};
use super::outreach::{self, Outreach};
use super::run_file::{InputFile, Warning};
use super::stage::{Progress, Stage};
use super::ties::{self, Ties};
use super::{story, suppression};
use crate::brief::data::Data;
use crate::error::Error;
use crate::outreach::Suppression;
use crate::persona::{PeopleBlock, Persona, TypingTool};
use crate::project::{self, Language, Loaded, Readers, WorkshopSettings};
use crate::table::Attribute;

/// A project held open.
pub struct Session {
    loaded: Loaded,
    options: BuildOptions,
    groups: Option<Groups>,
    inputs: Vec<InputFile>,
    warnings: Vec<Warning>,
    suppression: Option<Suppression>,
    pool: rayon::ThreadPool,
    /// Respondent id → slug in the run that stands in OUT.
    members: Arc<BTreeMap<String, String>>,
    /// The network, once it was asked for: it does not depend on the groups.
    ties: OnceLock<Option<Arc<Ties>>>,
    /// Settings over the project file's.
    settings: WorkshopSettings,
}

/// Who reaches the groups of a cast: the network, the plan, the report.
#[derive(Clone)]
pub struct Surroundings {
    audience: Option<Audience>,
    ties: Option<Arc<Ties>>,
    meeting: Meeting,
    outreach: Option<Outreach>,
    drawing: Option<Drawing>,
    warnings: Vec<Warning>,
}

/// The groups of one number of them, with their faces.
#[derive(Clone)]
pub struct Cast {
    audience: Arc<Audience>,
    warnings: Vec<Warning>,
    /// Whether golden questions were looked for.
    golden: bool,
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
            ..settings.clone()
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
            members: Arc::new(adopted::members(&out_folder(project, None))),
            ties: OnceLock::new(),
            settings,
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
        stage.finished = Some(out_folder(&self.loaded.file, None));
        let reading = super::table::read(&mut stage)?;
        let groups = reading.map(|reading| audience::groups(&mut stage, reading));
        let groups = groups.transpose()?;
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
            let folder = self.personas_folder();
            let adopted = Adopted {
                personas: adopted::read_folder(&folder)?,
                members: Arc::clone(&self.members),
                folder,
            };
            let audience = audience::cut(&mut stage, groups, &adopted)?;
            Ok(Some(Cast {
                audience: Arc::new(audience),
                warnings: stage.warnings,
                golden: false,
            }))
        })
    }

    /// The settings it was opened with.
    pub fn settings(&self) -> &WorkshopSettings {
        &self.settings
    }

    /// The questions of the table as read, in its order.
    pub fn questions(&self) -> &[Attribute] {
        let table = self.groups.as_ref().map(|groups| &groups.table);
        table.map_or(&[], |table| &table.attributes)
    }

    /// Whether the project has an interaction log.
    pub fn has_log(&self) -> bool {
        self.loaded.project.interactions.is_some()
    }

    /// The same cast with its golden questions, where its groups may be called personas.
    ///
    /// # Errors
    /// Answers that cannot be held against each other.
    pub fn golden(&self, cast: &Cast) -> Result<Cast, Error> {
        self.pool.install(|| {
            let stage = self.stage(&|_, _| ());
            let mut audience = (*cast.audience).clone();
            audience.typing = super::typing::typing(&stage, &audience)?;
            Ok(Cast {
                audience: Arc::new(audience),
                warnings: cast.warnings.clone(),
                golden: true,
            })
        })
    }

    /// Who reaches the groups of a cast: the network is measured once, the plan made for the cast,
    /// with at least `size` people so that its size can be looked at.
    ///
    /// # Errors
    /// As of a build: a log, costs or contacts that cannot be used.
    pub fn surroundings(
        &self,
        cast: Option<&Cast>,
        size: usize,
        progress: Progress<'_>,
    ) -> Result<Surroundings, Error> {
        self.pool.install(|| {
            let mut loaded = self.loaded.clone();
            if let Some(outreach) = &mut loaded.project.outreach
                && outreach.budget.is_none()
            {
                outreach.size = outreach.size.max(size);
            }
            let mut stage = Stage::new(&loaded, &self.options, progress);
            suppression::apply(&mut stage, self.suppression.clone());
            stage.inputs.clone_from(&self.inputs);
            let audience = cast.map(|cast| (*cast.audience).clone());
            let ties = if let Some(ties) = self.ties.get() {
                ties.clone()
            } else {
                progress("log", 0.0);
                let built = ties::build(&mut stage, audience.as_ref())?.map(Arc::new);
                self.ties.get_or_init(|| built).clone()
            };
            progress("network", 0.0);
            let wing = ties.as_deref();
            let mut audience = audience;
            let meeting = meeting::of(audience.as_ref(), wing);
            let out = out_folder(&self.loaded.file, None);
            let contacts = super::contact::read(&stage, &out)?;
            let outreach =
                outreach::plan(&mut stage, audience.as_ref(), wing, &meeting, &contacts)?;
            meeting::reach(audience.as_mut(), wing, outreach.as_ref());
            Ok(Surroundings {
                drawing: drawing::draw(&stage, wing),
                audience,
                meeting,
                outreach,
                warnings: stage.warnings,
                ties,
            })
        })
    }

    /// The story of a cast with who reaches it.
    pub fn whole(&self, around: &Surroundings, language: Language) -> Data {
        let found = story::Found {
            audience: around.audience.as_ref(),
            ties: around.ties.as_deref(),
            meeting: &around.meeting,
            report: None,
            outreach: around.outreach.as_ref(),
            drawing: around.drawing.as_ref(),
        };
        self.tell(found, &around.warnings, language)
    }

    /// How many respondents of each group of one cast are in each of another's; both tables hold the
    /// same respondents in the same order, else `None`.
    pub fn moves(one: &Cast, other: &Cast) -> Option<Vec<Vec<u64>>> {
        let (from, to) = (&one.audience, &other.audience);
        if from.table.ids != to.table.ids {
            return None;
        }
        let mut moved = vec![vec![0; to.crosstab.groups()]; from.crosstab.groups()];
        for (&a, &b) in from.labels.iter().zip(&to.labels) {
            if let Some(count) = moved
                .get_mut(a as usize)
                .and_then(|row| row.get_mut(b as usize))
            {
                *count += 1;
            }
        }
        Some(moved)
    }

    /// The story of a cast in one language, as the team may read it.
    pub fn data(&self, cast: &Cast, language: Language) -> Data {
        let found = story::Found {
            audience: Some(&cast.audience),
            ties: None,
            meeting: &Meeting::default(),
            report: None,
            outreach: None,
            drawing: None,
        };
        self.tell(found, &cast.warnings, language)
    }

    fn tell(&self, found: story::Found<'_>, warnings: &[Warning], language: Language) -> Data {
        let mut loaded = self.loaded.clone();
        loaded.project.language = language;
        let mut stage = Stage::new(&loaded, &self.options, &|_, _| ());
        stage.inputs.clone_from(&self.inputs);
        stage.warnings = warnings.to_vec();
        let mut data = story::tell(&stage, found);
        if language != self.loaded.project.language {
            retitle(found.audience, &mut data, language);
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
        reword(&mut audience, slug, people);
        Self {
            audience: Arc::new(audience),
            warnings: self.warnings.clone(),
            golden: self.golden,
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

    /// Whether golden questions were looked for; there may be none all the same.
    pub fn golden_tried(&self) -> bool {
        self.golden
    }

    /// The golden questions, once they were looked for.
    pub fn typing(&self) -> Option<&TypingTool> {
        self.audience.typing.as_ref().map(|typing| &typing.tool)
    }
}

impl Surroundings {
    /// What people wrote of one persona in another wording.
    pub fn reword(&mut self, slug: &str, people: &PeopleBlock) {
        if let Some(audience) = &mut self.audience {
            reword(audience, slug, people);
        }
    }
}

fn reword(audience: &mut Audience, slug: &str, people: &PeopleBlock) {
    for face in &mut audience.faces {
        if face.persona.slug == slug {
            face.persona.people = people.clone();
        }
    }
}

/// Titles are made in the project's language: here they are made in the reader's.
fn retitle(wing: Option<&Audience>, data: &mut Data, language: Language) {
    let (Some(wing), Some(audience)) = (wing, &mut data.audience) else {
        return;
    };
    let language = audience::language(language);
    for persona in &mut audience.personas {
        let mut faces = wing.faces.iter();
        if let Some(face) = faces.find(|face| face.persona.slug == persona.slug) {
            let own = &face.persona.statements;
            persona.title = crate::persona::title(&wing.table, own, language);
        }
    }
}
