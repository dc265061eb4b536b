//! The audience table: the project's settings handed to its readers.

use super::stage::Stage;
use super::{InputFile, Warning};
use crate::error::Error;
use crate::project::{AttributeSettings, AudienceSettings, Partial};
use crate::table;

/// Reads the table of a project; `None` where it has none.
pub(super) fn read(stage: &mut Stage<'_>) -> Result<Option<table::Reading>, Error> {
    let Some(settings) = stage.loaded.project.audience.clone() else {
        return Ok(None);
    };
    let files = files(stage, &settings);
    let options = options(stage, &settings)?;
    let mut reading = table::read_files(&files, &options)?;
    account(stage, &settings, &reading.report)?;
    super::suppression::hide(stage, &mut reading.table);
    Ok(Some(reading))
}

fn files(stage: &Stage<'_>, settings: &AudienceSettings) -> Vec<table::InputFile> {
    let single = settings.file.iter().map(|file| (file, None));
    let waves = settings
        .files
        .iter()
        .map(|one| (&one.file, Some(one.wave.clone())));
    single
        .chain(waves)
        .map(|(file, wave)| table::InputFile {
            path: stage.loaded.path(file),
            wave,
        })
        .collect()
}

/// The settings of a project in the words of the reading room.
pub(super) fn options(
    stage: &mut Stage<'_>,
    settings: &AudienceSettings,
) -> Result<table::ReadOptions, Error> {
    let codebook = match &settings.codebook {
        None => None,
        Some(name) => {
            let bytes = std::fs::read(stage.loaded.path(name)).map_err(|source| Error::Input {
                path: name.clone(),
                source,
            })?;
            let codebook = table::Codebook::read(name, bytes)?;
            stage.input(InputFile {
                name: name.clone(),
                format: "codebook".to_owned(),
                ..InputFile::default()
            })?;
            Some(codebook)
        }
    };
    let attributes = settings.attributes.iter();
    Ok(table::ReadOptions {
        id: settings.id.clone(),
        weight: settings.weight.clone(),
        handle: settings.handle.clone(),
        wave: settings.wave.clone(),
        quotes: settings.quotes.as_ref().map(|quotes| table::QuoteColumns {
            column: quotes.column.clone(),
            consent: Some(quotes.consent.clone()),
        }),
        partial: match settings.partial {
            Partial::Keep => table::Partial::Keep,
            Partial::Drop => table::Partial::Drop,
        },
        allow_sensitive: stage.loaded.project.privacy.allow_sensitive.clone(),
        attributes: attributes
            .map(|(name, one)| (name.clone(), over(one)))
            .collect(),
        codebook,
    })
}

fn over(one: &AttributeSettings) -> table::AttributeOverride {
    table::AttributeOverride {
        kind: one.kind,
        role: one.role,
        facet: one.facet,
        label: one.label.clone(),
        levels: (!one.levels.is_empty()).then(|| one.levels.clone()),
        ..table::AttributeOverride::default()
    }
}

/// Puts what was read into the accounts of the run.
fn account(
    stage: &mut Stage<'_>,
    settings: &AudienceSettings,
    report: &table::Report,
) -> Result<(), Error> {
    let names = settings
        .file
        .iter()
        .chain(settings.files.iter().map(|one| &one.file));
    for (name, file) in names.zip(&report.files) {
        for reject in report.rejects.iter().filter(|one| one.file == file.file) {
            stage.reject(name, reject.line, &reject.column, &reject.reason);
        }
        stage.input(InputFile {
            name: name.clone(),
            format: file.source.clone(),
            sha256: String::new(),
            ..accounts(report, file)
        })?;
    }
    if !report.odd.is_empty() {
        stage.warn(Warning::new("odd_table"));
    }
    Ok(())
}

/// The rows of one file: those of the whole table where it has one file only.
fn accounts(report: &table::Report, file: &table::FileReport) -> InputFile {
    let whole = &report.rows;
    if report.files.len() == 1 {
        return InputFile {
            read: whole.read,
            kept: whole.kept,
            repaired: whole.repaired,
            rejected: whole.rejected,
            ..InputFile::default()
        };
    }
    let lines = |whole_row: bool| {
        let mine = report.rejects.iter().filter(|one| one.file == file.file);
        let lines = mine
            .filter(|one| one.column.is_empty() == whole_row)
            .map(|one| one.line);
        lines.collect::<std::collections::BTreeSet<u64>>()
    };
    let (rejected, repaired) = (lines(true), lines(false));
    let repaired = repaired.difference(&rejected).count() as u64;
    let rejected = rejected.len() as u64;
    InputFile {
        read: file.rows,
        kept: file.rows.saturating_sub(repaired + rejected),
        repaired,
        rejected,
        ..InputFile::default()
    }
}
