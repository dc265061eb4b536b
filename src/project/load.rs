//! Reading the project file, and checking what serde cannot.

use std::path::{Path, PathBuf};

use super::{Method, Project, Workshop, WorkshopSettings};

/// Why a project file cannot be used (exit code 2).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is none, or it cannot be opened.
    #[error("{path}: cannot be read")]
    Unreadable {
        /// The file.
        path: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// Not YAML, or a key or value that is not expected there.
    #[error("{path}: is not a project file")]
    Content {
        /// The file.
        path: String,
        /// Where and what was expected.
        #[source]
        source: crate::yaml::Error,
    },
    /// Values that do not fit together.
    #[error("{path}: {key}: {expected}")]
    Value {
        /// The file.
        path: String,
        /// The key.
        key: &'static str,
        /// What was expected there.
        expected: String,
    },
}

/// A project file with its place: paths in it are relative to `folder`.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// What it says.
    pub project: Project,
    /// Its folder.
    pub folder: PathBuf,
    /// Its own name.
    pub file: PathBuf,
    /// What `workshop.yaml` beside it put over it; `project` holds it already.
    pub decided: WorkshopSettings,
}

impl Loaded {
    /// A path of the project file, from its folder.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.folder.join(relative)
    }
}

/// Reads and checks a project file; a folder stands for its `entourage.yaml`. What a room decided in
/// `workshop.yaml` beside it goes before what it says.
///
/// # Errors
/// Unreadable, not a project file (with line and column), or values that do not fit together.
pub fn load(path: &Path) -> Result<Loaded, Error> {
    let decided = Workshop::load(&file_of(path))?.settings;
    load_as(path, decided)
}

/// The project file a path means: a folder stands for its `entourage.yaml`.
pub fn file_of(path: &Path) -> PathBuf {
    if path.is_dir() {
        path.join("entourage.yaml")
    } else {
        path.to_owned()
    }
}

/// As [`load`], with these settings over the project file's in place of what a room decided.
///
/// # Errors
/// As of [`load`].
pub fn load_as(path: &Path, decided: WorkshopSettings) -> Result<Loaded, Error> {
    let file = file_of(path);
    let shown = file.display().to_string();
    let text = std::fs::read_to_string(&file).map_err(|source| Error::Unreadable {
        path: shown.clone(),
        source,
    })?;
    let mut project: Project = crate::yaml::read(&text).map_err(|source| Error::Content {
        path: shown.clone(),
        source,
    })?;
    decided.over(&mut project);
    check(&project).map_err(|(key, expected)| Error::Value {
        path: shown,
        key,
        expected,
    })?;
    let folder = file.parent().map(Path::to_owned).unwrap_or_default();
    Ok(Loaded {
        project,
        folder,
        file,
        decided,
    })
}

type Complaint = (&'static str, String);

fn check(project: &Project) -> Result<(), Complaint> {
    let (low, high) = project.segments.range;
    if low < 2 || high < low || high > 50 {
        return Err((
            "segments.range",
            "expected [low, high] with 2 ≤ low ≤ high ≤ 50".into(),
        ));
    }
    if (project.segments.method == Method::Given) != project.segments.by.is_some() {
        return Err((
            "segments.by",
            "`method: given` and `by: COLUMN` go together".into(),
        ));
    }
    if let Some(audience) = &project.audience
        && audience.file.is_some() != audience.files.is_empty()
    {
        return Err(("audience", "expected either `file:` or `files:`".into()));
    }
    if let Some(log) = &project.interactions {
        if log.entries().is_empty() {
            return Err((
                "interactions.files",
                "expected at least one file or glob".into(),
            ));
        }
        for (kind, weight) in &log.kinds {
            kind_of(kind).ok_or_else(|| {
                let names = crate::interaction::Kind::ALL.map(crate::interaction::Kind::name);
                (
                    "interactions.kinds",
                    format!("`{kind}` is none of {}", names.join(", ")),
                )
            })?;
            if !(weight.is_finite() && *weight >= 0.0) {
                return Err((
                    "interactions.kinds",
                    format!("{kind}: expected a weight of 0 or more"),
                ));
            }
        }
    }
    check_zone("time_zone", project.zone())?;
    if let Some(accent) = &project.style.accent {
        let digits = accent.strip_prefix('#').unwrap_or_default();
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err((
                "style.accent",
                "expected a colour such as \"#7a3b12\"".into(),
            ));
        }
    }
    Ok(())
}

fn kind_of(name: &str) -> Option<crate::interaction::Kind> {
    crate::interaction::Kind::ALL
        .into_iter()
        .find(|kind| kind.name() == name)
}

fn check_zone(key: &'static str, zone: &str) -> Result<(), Complaint> {
    jiff::tz::TimeZone::get(zone).map(|_| ()).map_err(|_| {
        (
            key,
            format!("`{zone}` is no time zone; expected a name such as Europe/Paris"),
        )
    })
}

/// The JSON Schema (draft-07) of the project file.
pub fn schema() -> String {
    let settings = schemars::generate::SchemaSettings::draft07();
    let schema = settings.into_generator().into_root_schema_for::<Project>();
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project(text: &str) -> Result<Project, String> {
        let project: Project = crate::yaml::read(text).map_err(|error| error.to_string())?;
        check(&project).map_err(|(key, expected)| format!("{key}: {expected}"))?;
        Ok(project)
    }

    #[test]
    fn the_project_file_of_the_design_is_read_whole() {
        let text = r##"
title: Café Lumen, hiver 2026
language: fr
time_zone: Europe/Paris
as_of: 2026-02-01
personas: { folder: personas, names: first-name }
scope: { niche: torréfaction artisanale, audience: external, setting: [online, offline] }
audience:
  file: audience.csv
  quotes: { column: verbatim, consent: accord }
  attributes:
    age: { kind: ordinal, role: descriptor, facet: demographic, label: "Âge", levels: ["18-25", "26-35"] }
segments: { method: kmeans, count: auto, range: [2, 8], min_size: auto }
interactions:
  files:
    - "4cat/*.csv"
    - { file: veille.csv, platform: x, time_zone: Europe/Paris, format: { source: Auteur, time: Date } }
    - { file: log.csv, format: { source: from, target: to, kinds: { RT: repost } } }
  format: auto
  brand: ["@cafelumen"]
  kinds: { repost: 1, reaction: 0.3 }
  half_life: 30d
outreach: { size: 20, quota: { community: 5 } }
objectives: [{ name: fidélisation, indicator: answered_share, target: 0.8 }]
style: { accent: "#7a3b12" }
privacy: { for: team, min_cell: { team: 5, public: 10 }, retention: 13 months }
"##;
        let read = project(text).expect("the design's own example");
        let log = read.interactions.expect("a log");
        assert_eq!(log.entries().len(), 3);
        assert_eq!(log.entries()[1].platform.as_deref(), Some("x"));
    }

    #[test]
    fn a_wrong_key_inside_a_file_entry_keeps_its_line() {
        let text = "interactions:\n  files:\n    - a.csv\n    - { file: b.csv, plateform: x }\n";
        let error = project(text).expect_err("an unknown key");
        assert!(error.contains("line 4"), "{error}");
        assert!(error.contains("plateform"), "{error}");
    }

    #[test]
    fn values_that_do_not_fit_together_are_named() {
        for (text, key) in [
            ("segments: { range: [5, 2] }", "segments.range"),
            ("segments: { method: given }", "segments.by"),
            ("audience: {}", "audience"),
            ("interactions: { brand: [a] }", "interactions.files"),
            (
                "interactions: { file: a.csv, kinds: { like: 1 } }",
                "interactions.kinds",
            ),
            ("time_zone: Mars/Olympus", "time_zone"),
            ("style: { accent: brown }", "style.accent"),
        ] {
            let error = project(text).expect_err(text);
            assert!(error.starts_with(key), "{text}: {error}");
        }
    }

    #[test]
    fn the_schema_is_draft_07_and_knows_every_key() {
        let schema: serde_json::Value = serde_json::from_str(&schema()).expect("JSON");
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
        for key in [
            "audience",
            "interactions",
            "segments",
            "privacy",
            "outreach",
        ] {
            assert!(schema["properties"].get(key).is_some(), "{key}");
        }
    }
}
