//! The interaction log: the project's settings handed to its readers.

use std::collections::{BTreeMap, BTreeSet};

use super::Stage;
use crate::error::Error;
use crate::interaction::{self, Excerpt, Exclusion, FileSpec, Format, Identity, Source};
use crate::project::{FormatSetting, InteractionSettings, LogFile};

/// Reads the log of a project; `None` where it has none.
pub(super) fn read(stage: &mut Stage<'_>) -> Result<Option<interaction::Reading>, Error> {
    let Some(settings) = stage.loaded.project.interactions.clone() else {
        return Ok(None);
    };
    let files = specs(&settings)?;
    let progress = stage.progress;
    let told = move |at: interaction::Progress| {
        let share = at.bytes as f64 / at.total_bytes.max(1) as f64;
        progress("log", share);
    };
    let options = interaction::ReadOptions {
        progress: Some(&told),
        room: super::larger::room(stage)?,
        ..options(stage, &settings)?
    };
    let mut reading = interaction::read(&files, &options)?;
    account(stage, &reading)?;
    super::larger::add_up(stage, &mut reading)?;
    super::suppression::leave_out(stage, &mut reading);
    Ok(Some(reading))
}

/// The files of the log in the words of the reading room.
pub(super) fn specs(settings: &InteractionSettings) -> Result<Vec<FileSpec>, Error> {
    let entries = settings.entries().into_iter();
    entries.map(|entry| spec(entry, &settings.format)).collect()
}

/// What a few posts say, by their keys: the files are read again, since the log holds no texts.
pub(super) fn excerpts(
    stage: &Stage<'_>,
    objects: &BTreeSet<String>,
) -> Result<BTreeMap<String, Excerpt>, Error> {
    let Some(settings) = stage.loaded.project.interactions.as_ref() else {
        return Ok(BTreeMap::new());
    };
    let options = interaction::ReadOptions {
        folder: stage.loaded.folder.clone(),
        time_zone: Some(stage.loaded.project.zone().to_owned()),
        identities: Vec::new(),
        exclude: Vec::new(),
        labels: labels(settings),
        row_limit: None,
        progress: None,
        room: None,
        secret: super::suppression::secret(stage.loaded)?,
    };
    Ok(interaction::excerpts(&specs(settings)?, &options, objects)?)
}

/// What the project says about reading, beside its files.
pub(super) fn options(
    stage: &mut Stage<'_>,
    settings: &InteractionSettings,
) -> Result<interaction::ReadOptions<'static>, Error> {
    Ok(interaction::ReadOptions {
        folder: stage.loaded.folder.clone(),
        time_zone: Some(stage.loaded.project.zone().to_owned()),
        identities: identities(stage, settings)?,
        exclude: exclusions(stage, settings)?,
        labels: labels(settings),
        row_limit: None,
        progress: None,
        room: None,
        secret: super::suppression::secret(stage.loaded)?,
    })
}

/// One entry of `interactions.files` in the words of the reading room.
pub(super) fn spec(entry: LogFile, default: &FormatSetting) -> Result<FileSpec, Error> {
    let format = match entry.format.as_ref().unwrap_or(default) {
        FormatSetting::Auto => Format::Auto,
        FormatSetting::Named(name) => Format::Named(Source::named(name).ok_or_else(|| {
            Error::usage(format!(
                "interactions.format: `{name}` is no format we know"
            ))
        })?),
        FormatSetting::Columns(map) => Format::Map(Box::new(columns(map))),
    };
    Ok(FileSpec {
        file: entry.file,
        platform: entry.platform,
        time_zone: entry.time_zone,
        format,
    })
}

fn columns(map: &crate::project::ColumnMap) -> interaction::ColumnMap {
    let map = map.clone();
    interaction::ColumnMap {
        source: map.source,
        source_id: map.source_id,
        target_id: map.target_id,
        followers: map.followers,
        target: map.target,
        kind: map.kind,
        time: map.time,
        weight: map.weight,
        text: map.text,
        object: map.object,
        id: map.id,
        url: map.url,
        language: map.language,
        sentiment: map.sentiment,
        labels: map.labels,
        platform: map.platform,
        kinds: map.kinds,
    }
}

fn labels(settings: &InteractionSettings) -> BTreeMap<String, Vec<String>> {
    BTreeMap::from([
        ("complaint".to_owned(), settings.labels.complaint.clone()),
        ("question".to_owned(), settings.labels.question.clone()),
    ])
}

fn identities(
    stage: &mut Stage<'_>,
    settings: &InteractionSettings,
) -> Result<Vec<Identity>, Error> {
    let rows = stage.small_table(
        settings.identities.as_deref(),
        ["person", "platform", "account"],
    )?;
    let identity = |[person, platform, account]: [String; 3]| Identity {
        person,
        platform,
        account,
    };
    Ok(rows.into_iter().map(identity).collect())
}

fn exclusions(
    stage: &mut Stage<'_>,
    settings: &InteractionSettings,
) -> Result<Vec<Exclusion>, Error> {
    let rows = stage.small_table(settings.exclude.as_deref(), ["platform", "account", "why"])?;
    let exclusion = |[platform, account, _]: [String; 3]| Exclusion { platform, account };
    Ok(rows.into_iter().map(exclusion).collect())
}

/// Puts what was read into the accounts of the run.
fn account(stage: &mut Stage<'_>, reading: &interaction::Reading) -> Result<(), Error> {
    for file in &reading.findings.files {
        stage.input(super::InputFile {
            name: file.file.clone(),
            format: file.source.name().to_owned(),
            sha256: String::new(),
            read: file.read,
            kept: file.kept,
            repaired: file.repaired,
            rejected: file.rejected,
        })?;
        for reject in &file.rejects {
            stage.reject(&file.file, reject.line, &reject.column, reject.reason);
        }
        for odd in &file.odd {
            let lines: Vec<String> = odd.lines.iter().map(u64::to_string).collect();
            stage.warn(
                super::Warning::new("odd_log")
                    .with("file", &file.file)
                    .with("n", odd.count)
                    .with("lines", lines.join(", ")),
            );
        }
    }
    if reading.findings.files.iter().all(|file| file.read == 0) {
        stage.warn(super::Warning::new("empty_log"));
    }
    if reading.findings.unresolved > 0 {
        stage.warn(super::Warning::new("unresolved").with("n", reading.findings.unresolved));
    }
    if reading.findings.unmatched > 0 {
        stage.warn(super::Warning::new("unmatched").with("n", reading.findings.unmatched));
    }
    Ok(())
}
