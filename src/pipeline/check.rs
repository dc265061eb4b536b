//! `check`: what was understood of each file, before anything is done with it.

use std::path::Path;

use super::check_log::log_report;
use super::check_table::table_report;
use super::stage::Stage;
use super::{BuildOptions, log, table};
use crate::brief::{Catalogue, Fill};
use crate::error::Error;
use crate::interaction::{self, FileSpec};
use crate::project::{self, Loaded};

/// What `check` has to say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// What was understood, file by file.
    pub sections: Vec<Section>,
    /// What must be mended before a build can be trusted: `check` then exits 1.
    pub problems: Vec<String>,
    /// What would be better, in the words of the project file.
    pub advice: Vec<String>,
}

/// A heading with lines of a name and a value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub title: String,
    /// Name and value.
    pub lines: Vec<(String, String)>,
}

impl Section {
    pub(super) fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            lines: Vec::new(),
        }
    }

    pub(super) fn line(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.lines.push((name.into(), value.into()));
    }
}

/// Reads a project's files, or one file, and says what was understood. Nothing is written.
///
/// # Errors
/// A project file that cannot be used, or a file that cannot be read at all.
pub fn check(path: &Path, masked: bool, words: &Catalogue) -> Result<Checked, Error> {
    let mut checked = Checked::default();
    if is_project(path) {
        let loaded = project::load(path)?;
        let options = BuildOptions::default();
        let mut stage = Stage::new(&loaded, &options, &|_, _| ());
        let suppression = super::suppression::of(&loaded)?;
        super::suppression::apply(&mut stage, suppression);
        if let Some(reading) = table::read(&mut stage)? {
            table_report(&mut checked, &reading.report, words);
        }
        if let Some(reading) = log::read(&mut stage)? {
            log_report(&mut checked, &reading, masked, words);
            let overdue = super::privacy::overdue(&loaded.project, &reading.log, words);
            checked.advice.extend(overdue);
        }
        let suppression = super::suppression::advice(&stage, words);
        checked.advice.extend(suppression);
        return Ok(checked);
    }
    single(path, masked, words, &mut checked)?;
    Ok(checked)
}

/// Whether a path is a project file or a folder with one.
pub fn is_project(path: &Path) -> bool {
    let yaml = |kind: &std::ffi::OsStr| kind == "yaml" || kind == "yml";
    path.is_dir() && path.join("entourage.yaml").exists() || path.extension().is_some_and(yaml)
}

/// A file by itself: a log where its fields are those of one, else a table.
fn single(
    path: &Path,
    masked: bool,
    words: &Catalogue,
    checked: &mut Checked,
) -> Result<(), Error> {
    let spec = FileSpec::new(path.file_name().unwrap_or_default().to_string_lossy());
    let options = interaction::ReadOptions {
        folder: path.parent().map(Path::to_owned).unwrap_or_default(),
        ..interaction::ReadOptions::default()
    };
    match interaction::read(&[spec], &options) {
        Ok(reading) => log_report(checked, &reading, masked, words),
        Err(interaction::InteractionError::Unknown { proposal, .. }) => {
            let reading = crate::table::read(path, &crate::table::ReadOptions::default())?;
            table_report(checked, &reading.report, words);
            let told = |map: String| words.text("advice.map", &[("map", map.into())]);
            checked.advice.extend(proposal.map(told));
        }
        Err(error) => {
            // A damaged log may still be a table; if not, the first word on it stands.
            let reading = crate::table::read(path, &crate::table::ReadOptions::default());
            table_report(checked, &reading.map_err(|_| error)?.report, words);
        }
    }
    Ok(())
}

/// read = kept + repaired + rejected.
pub(super) fn accounts(words: &Catalogue, [read, kept, repaired, rejected]: [u64; 4]) -> String {
    let fills = [
        ("read", Fill::from(read)),
        ("kept", kept.into()),
        ("repaired", repaired.into()),
        ("rejected", rejected.into()),
    ];
    words.text("check.accounts", &fills)
}

/// Groups of rejects shown; lines named for each.
const GROUPS: usize = 6;
const LINES: usize = 3;

/// What rejects have in common: their reason and their column.
type Common<'a> = (&'a str, &'a str);

/// Why rows and cells were repaired or rejected: the commonest reasons, with the first lines of each.
pub(super) fn reasons<'a>(
    section: &mut Section,
    words: &Catalogue,
    rejects: impl Iterator<Item = (u64, &'a str, &'a str)>,
) {
    let mut groups: std::collections::BTreeMap<Common<'a>, (u64, Vec<u64>)> = <_>::default();
    for (line, column, reason) in rejects {
        let (count, lines) = groups.entry((reason, column)).or_default();
        *count += 1;
        if lines.len() < LINES {
            lines.push(line);
        }
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
    for ((reason, column), (count, lines)) in groups.into_iter().take(GROUPS) {
        let key = match column {
            "" => "check.reason",
            _ => "check.reason.column",
        };
        let fills = [
            ("n", Fill::from(count)),
            ("reason", words.reworded("reject.", reason).into()),
            ("lines", listed(&lines, count).into()),
            ("column", column.into()),
        ];
        section.line(words.word("check.why"), words.text(key, &fills));
    }
}

/// The first lines of so many: `3, 7, 9, …`.
pub(super) fn listed(lines: &[u64], count: u64) -> String {
    let shown: Vec<String> = lines.iter().map(u64::to_string).collect();
    let more = if count > lines.len() as u64 {
        ", …"
    } else {
        ""
    };
    format!("{}{more}", shown.join(", "))
}

/// The standard copy of a table as read, for `--clean`.
///
/// # Errors
/// A file that cannot be read as a table.
pub fn clean_copy(path: &Path) -> Result<Vec<u8>, Error> {
    let file = if is_project(path) {
        audience_file(&project::load(path)?)?
    } else {
        path.to_owned()
    };
    Ok(crate::table::clean_copy(&file)?)
}

fn audience_file(loaded: &Loaded) -> Result<std::path::PathBuf, Error> {
    let audience = loaded.project.audience.as_ref();
    let name = audience.and_then(|one| {
        one.file
            .as_ref()
            .or(one.files.first().map(|wave| &wave.file))
    });
    name.map(|name| loaded.path(name))
        .ok_or_else(|| Error::usage("--clean: the project has no audience table"))
}
