//! `check`: what was understood of each file, before anything is done with it.

use std::path::Path;

use super::stage::Stage;
use super::{BuildOptions, log, table};
use crate::error::Error;
use crate::interaction::{self, FileSpec};
use crate::project::{self, Loaded};
use crate::table::{ColumnReport, Report};

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
    fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            lines: Vec::new(),
        }
    }

    fn line(&mut self, name: &str, value: impl Into<String>) {
        self.lines.push((name.to_owned(), value.into()));
    }
}

/// Share of unreadable cells from which on another kind is proposed.
const UNREADABLE: f64 = 0.2;

/// Reads a project's files, or one file, and says what was understood. Nothing is written.
///
/// # Errors
/// A project file that cannot be used, or a file that cannot be read at all.
pub fn check(path: &Path, masked: bool) -> Result<Checked, Error> {
    let mut checked = Checked::default();
    if is_project(path) {
        let loaded = project::load(path)?;
        let options = BuildOptions::default();
        let mut stage = Stage::new(&loaded, &options, &|_, _| ());
        let suppression = super::suppression::of(&loaded)?;
        super::suppression::apply(&mut stage, suppression);
        if let Some(reading) = table::read(&mut stage)? {
            table_report(&mut checked, &reading.report);
        }
        if let Some(reading) = log::read(&mut stage)? {
            log_report(&mut checked, &reading, masked);
            checked
                .advice
                .extend(super::privacy::overdue(&loaded.project, &reading.log));
        }
        checked.advice.extend(super::suppression::advice(&stage));
        return Ok(checked);
    }
    single(path, masked, &mut checked)?;
    Ok(checked)
}

fn is_project(path: &Path) -> bool {
    let yaml = |kind: &std::ffi::OsStr| kind == "yaml" || kind == "yml";
    path.is_dir() && path.join("entourage.yaml").exists() || path.extension().is_some_and(yaml)
}

/// A file by itself: a log where its fields are those of one, else a table.
fn single(path: &Path, masked: bool, checked: &mut Checked) -> Result<(), Error> {
    let spec = FileSpec::new(path.file_name().unwrap_or_default().to_string_lossy());
    let options = interaction::ReadOptions {
        folder: path.parent().map(Path::to_owned).unwrap_or_default(),
        ..interaction::ReadOptions::default()
    };
    match interaction::read(&[spec], &options) {
        Ok(reading) => log_report(checked, &reading, masked),
        Err(interaction::InteractionError::Unknown { proposal, .. }) => {
            let reading = crate::table::read(path, &crate::table::ReadOptions::default())?;
            table_report(checked, &reading.report);
            if let Some(proposal) = proposal {
                checked
                    .advice
                    .push(format!("as a log it would need: {proposal}"));
            }
        }
        Err(error) => {
            // A damaged log may still be a table; if not, the first word on it stands.
            let reading = crate::table::read(path, &crate::table::ReadOptions::default());
            table_report(checked, &reading.map_err(|_| error)?.report);
        }
    }
    Ok(())
}

fn table_report(checked: &mut Checked, report: &Report) {
    for file in &report.files {
        let mut section = Section::new(format!("{}: audience table", file.file));
        section.line("source", &*file.source);
        if !file.encoding.is_empty() {
            section.line("encoding", &*file.encoding);
        }
        if let Some(dialect) = &file.dialect {
            section.line("delimiter", delimiter(dialect.delimiter));
        }
        if let Some(decimal) = file.decimal {
            section.line("decimal mark", decimal);
        }
        section.line("header rows", file.header_rows.to_string());
        section.line("rows", file.rows.to_string());
        checked.sections.push(section);
    }
    let rows = &report.rows;
    let mut section = Section::new("rows");
    section.line("read", rows.read.to_string());
    section.line("kept", rows.kept.to_string());
    section.line("repaired", rows.repaired.to_string());
    section.line("rejected", rows.rejected.to_string());
    for (name, column) in [
        ("id", &report.id),
        ("handle", &report.handle),
        ("wave", &report.wave),
    ] {
        if let Some(column) = column {
            section.line(name, &**column);
        }
    }
    if let Some(weight) = &report.weight {
        let text = format!(
            "{} (design effect {:.2}, effective n {:.0})",
            weight.column, weight.design_effect, weight.effective_n
        );
        section.line("weight", text);
    }
    checked.sections.push(section);
    let mut section = Section::new("columns");
    for column in &report.columns {
        section.line(&column.name, column_text(column));
        let answered = (column.given + column.unreadable).max(1) as f64;
        if column.unreadable as f64 > UNREADABLE * answered {
            checked.advice.push(format!(
                "audience.attributes: {{ {}: {{ kind: categorical }} }}: {} of {} cells cannot be read as {:?}",
                column.name, column.unreadable, answered, column.kind
            ));
        }
    }
    checked.sections.push(section);
    if !report.dropped.is_empty() {
        let mut section = Section::new("left out");
        for dropped in &report.dropped {
            section.line(&dropped.column, word(&dropped.why));
        }
        checked.sections.push(section);
    }
    for odd in &report.odd {
        let place = [
            odd.file.clone(),
            odd.line.map(|line| line.to_string()),
            odd.column.clone(),
        ];
        let place: Vec<String> = place.into_iter().flatten().collect();
        let colon = if place.is_empty() { "" } else { ": " };
        checked
            .advice
            .push(format!("{}{colon}{}", place.join(":"), odd.what));
    }
}

fn column_text(column: &ColumnReport) -> String {
    let mut text = format!(
        "{}, {}, {}; {} answers",
        word(&column.kind),
        word(&column.role),
        word(&column.facet),
        column.given
    );
    for (count, what) in [
        (column.missing, "missing"),
        (column.refused, "refused"),
        (column.not_asked, "not asked"),
        (column.unreadable, "unreadable"),
    ] {
        if count > 0 {
            text.push_str(&format!(", {count} {what}"));
        }
    }
    if !column.levels.is_empty() {
        let shown: Vec<&str> = column.levels.iter().take(8).map(String::as_str).collect();
        let more = if column.levels.len() > 8 {
            " | …"
        } else {
            ""
        };
        text.push_str(&format!("; {}{more}", shown.join(" | ")));
    }
    text
}

/// The word of files for an enum of ours.
fn word(value: &impl serde::Serialize) -> String {
    let json = serde_json::to_string(value).unwrap_or_default();
    json.trim_matches('"').replace('_', " ")
}

fn delimiter(byte: u8) -> String {
    match byte {
        b',' => "comma".to_owned(),
        b';' => "semicolon".to_owned(),
        b'\t' => "tab".to_owned(),
        b'|' => "pipe".to_owned(),
        b' ' => "space".to_owned(),
        other => format!("`{}`", char::from(other)),
    }
}

fn log_report(checked: &mut Checked, reading: &interaction::Reading, masked: bool) {
    for file in &reading.findings.files {
        let mut section = Section::new(format!("{}: interaction log", file.file));
        section.line("source", file.source.name());
        section.line("dialect", &*file.dialect);
        for (field, column) in &file.mapping {
            section.line(field, format!("from {column}"));
        }
        if !file.unused.is_empty() {
            section.line("not used", file.unused.join(", "));
        }
        section.line("rows", accounts(file));
        let kinds = interaction::Kind::ALL.into_iter().zip(file.kinds);
        for (kind, count) in kinds.filter(|&(_, count)| count > 0) {
            section.line(kind.name(), count.to_string());
        }
        if file.posts > 0 {
            section.line("posts", file.posts.to_string());
        }
        for sample in &file.samples {
            section.line(
                &format!("line {}", sample.line),
                sample_text(sample, masked),
            );
        }
        for odd in &file.odd {
            let lines: Vec<String> = odd.lines.iter().map(u64::to_string).collect();
            section.line(
                "odd",
                format!("{} × {} (line {})", odd.count, odd.what, lines.join(", ")),
            );
        }
        checked.sections.push(section);
        checked.advice.extend(file.proposal.clone());
    }
    for pair in &reading.findings.identities {
        let (one, other) = if masked {
            ("…", "…")
        } else {
            (&*pair.one, &*pair.other)
        };
        checked.advice.push(format!(
            "interactions.identities: {one} and {other} may be one person ({})",
            pair.why
        ));
    }
}

fn accounts(file: &interaction::FileReport) -> String {
    format!(
        "{} read = {} kept + {} repaired + {} rejected",
        file.read, file.kept, file.repaired, file.rejected
    )
}

fn sample_text(sample: &interaction::Sample, masked: bool) -> String {
    let name = |name: &str| {
        if masked && !name.is_empty() {
            "…".to_owned()
        } else {
            name.to_owned()
        }
    };
    let acts = sample
        .acts
        .iter()
        .map(|(kind, target)| match target.as_str() {
            "" => (*kind).to_owned(),
            target => format!("{kind} of {}", name(target)),
        });
    let acts: Vec<String> = acts.collect();
    let time = if sample.time.is_empty() {
        "no time"
    } else {
        &sample.time
    };
    format!(
        "{} at {time}: {} ({} characters)",
        name(&sample.author),
        acts.join(", "),
        sample.text_length
    )
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
