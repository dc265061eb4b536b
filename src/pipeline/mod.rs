//! **pipeline**: the main job, from files to documents.
//!
//! Floor 6. [`run`] reads like a table of contents; each stage is a file of this room.
mod adopted;
mod assign;
mod audience;
mod briefs;
mod candidate;
mod check;
mod check_log;
mod check_table;
mod community;
mod compare;
mod contact;
mod diff;
mod diff_chapters;
mod diff_page;
mod digest;
mod drawing;
mod files;
mod finished;
mod forget;
mod held;
mod init;
mod init_file;
mod larger;
mod log;
mod meeting;
mod moment;
mod name;
mod options;
mod outreach;
mod paper;
mod people;
mod person;
mod privacy;
mod run_file;
mod session;
mod setting;
mod stage;
mod story;
mod stress;
mod suppression;
mod table;
mod ties;
mod typing;
mod verify;
mod wanted;
mod warehouse;

pub use adopted::{AdoptedPersonas, adopt};
pub use assign::{Assigned, assign, assign_query};
#[cfg(feature = "workshop")]
pub(crate) use candidate::{ENDINGS, Taken, candidates, proposed};
pub use check::{Checked, Section, check, clean_copy, is_project};
pub use diff::{RankChange, RankDiff, RunDiff, RunName, diff};
pub use diff_page::{diff_json, diff_page, diff_text};
pub use forget::{Forgotten, forget};
pub use held::HeldIn;
pub use init::{Initialised, Spoken, init, init_in};
pub use options::{BuildOptions, Only, Printer, out_folder};
pub use person::{PersonRecord, person};
pub use run_file::{
    Headline, InputFile, OutputFile, PersonaLine, RunFile, Warning, run_language, sha256,
};
pub use session::{Cast, Count, Session, Surroundings};
pub use stage::Progress;
pub use stress::{StressLine, Stressed, stress};
pub use suppression::{Suppressed, suppress, suppression_count};
pub use verify::{Verified, verify};
pub use warehouse::{Exported, QueryOptions, export, log_query, rank_job};

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::output::Target;
use crate::outreach::Suppression;
use crate::project::{self, Loaded};
use name::name_of;
use stage::Stage;

/// What a build did.
#[derive(Debug, Clone)]
pub struct Run {
    /// OUT.
    pub out: PathBuf,
    /// The main numbers.
    pub headline: Headline,
    /// What a person should know, in words.
    pub warnings: Vec<String>,
}

/// The main job: reads a project, finds segments and ranks, writes everything design section 4 lists.
///
/// The same inputs and settings give the same bytes in OUT, for any number of threads and any order
/// of rows. OUT is exchanged in one step at the end; on an error it is untouched.
///
/// # Errors
/// See [`Error`]: a project file, inputs or documents that cannot be used, or OUT that cannot be written.
pub fn run(project: &Path, options: &BuildOptions, progress: Progress<'_>) -> Result<Run, Error> {
    let mut loaded = project::load(project)?;
    options.over(&mut loaded);
    let suppression = suppression::of(&loaded)?;
    suppression::redact(suppression.as_ref(), &mut loaded.project);
    let out = out_folder(project, options.out.as_deref());
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(options.threads.unwrap_or(0))
        .build()
        .map_err(|error| Error::usage(format!("--threads: {error}")))?;
    pool.install(|| build(&loaded, suppression, options, &out, progress))
}

fn build(
    loaded: &Loaded,
    suppression: Option<Suppression>,
    options: &BuildOptions,
    out: &Path,
    progress: Progress<'_>,
) -> Result<Run, Error> {
    paper::check(options)?;
    community::picked_length(options)?;
    let target = Target::claim(out)?;
    if options.only == Some(Only::Briefs) {
        return briefs::render(loaded, options, out, &target, progress);
    }
    let mut stage = Stage::new(loaded, options, progress);
    stage.out = Some(target.path().to_owned());
    if !loaded.decided.is_empty() {
        stage.warn(Warning::new("decided"));
    }
    suppression::apply(&mut stage, suppression);
    let contacts = contact::absorb(&mut stage, target.path())?;
    let adopted = adopted::read(&stage, target.path())?;
    let Made { audience, files } = make(&mut stage, &adopted, &contacts)?;
    let headline = files.headline.clone();
    files.publish(&target)?;
    adopted::first(&stage, &adopted, audience.as_ref())?;
    Ok(Run {
        out: out.to_owned(),
        headline,
        warnings: story::warnings(&stage)?,
    })
}

/// What a run makes before anything is written.
struct Made {
    audience: Option<audience::Audience>,
    files: files::RunFiles,
}

/// All stages between what is read beside the project and what is written.
fn make(
    stage: &mut Stage<'_>,
    adopted: &adopted::Adopted,
    contacts: &contact::Contacts,
) -> Result<Made, Error> {
    let mut audience = audience::build(stage, adopted)?;
    let ties = ties::build(stage, audience.as_ref())?;
    stage.warn_of_rows();
    let meeting = meeting::of(audience.as_ref(), ties.as_ref());
    let report = community::report(stage, audience.as_ref(), ties.as_ref(), &meeting)?;
    let outreach = outreach::plan(stage, audience.as_ref(), ties.as_ref(), &meeting, contacts)?;
    meeting::reach(audience.as_mut(), ties.as_ref(), outreach.as_ref());
    let drawing = drawing::draw(stage, ties.as_ref());
    let found = story::Found {
        audience: audience.as_ref(),
        ties: ties.as_ref(),
        meeting: &meeting,
        report: report.as_ref(),
        outreach: outreach.as_ref(),
        drawing: drawing.as_ref(),
    };
    let data = story::tell(stage, found);
    let documents = story::documents(stage, &data)?;
    let printed = paper::print(stage, &data, &documents);
    let files = files::all(stage, found, contacts, &data, documents, printed)?;
    Ok(Made { audience, files })
}
