//! New respondents put into the personas of a finished run.

use std::collections::BTreeSet;
use std::path::Path;

use super::finished::{Finished, json};
use super::run_file::Warning;
use super::stage::Stage;
use super::typing::{ModelFile, Question};
use crate::error::Error;
use crate::export::Sheet;
use crate::table::{self, AttributeOverride, Kind, ReadOptions, Role, Table};

/// Share of unreadable cells from which a quantity is no more the question it was.
const MOST_UNREADABLE: f64 = 0.2;

/// New respondents in the personas of a run.
#[derive(Debug, Clone)]
pub struct Assigned {
    /// `id,persona,confidence`, one row a respondent, by id.
    pub csv: Vec<u8>,
    /// Respondents.
    pub respondents: u64,
    /// How many each persona got: slug, respondents; the largest persona of the run first. Who
    /// cannot be placed stands under an empty slug, last.
    pub personas: Vec<(String, u64)>,
    /// What a person should know.
    pub notes: Vec<Warning>,
}

/// Puts the respondents of a new table into the personas of a finished run.
///
/// `questionnaire`: the table holds answers to the golden questions only; its key places people.
///
/// # Errors
/// A run without personas, a project that cannot be found, a table that cannot be read, or one whose
/// questions or levels no longer match: they are named.
pub fn assign(
    project: Option<&Path>,
    run: &Path,
    new: &Path,
    questionnaire: bool,
) -> Result<Assigned, Error> {
    let finished = Finished::open(run, project)?;
    let model: ModelFile = json(&finished.folder, "model.json")?;
    if model.slugs.is_empty() {
        return Err(Error::usage(format!(
            "{}: this run has no personas to assign to: its verdict is none",
            run.display()
        )));
    }
    let table = read(&finished, &model, new, questionnaire)?;
    let placed: Vec<(String, f64)> = if questionnaire {
        by_questionnaire(&model, &table, run)?
    } else {
        by_model(&model, &table)?
    };
    let mut notes = Vec::new();
    if !finished.same_project {
        notes.push(Warning::new("assigned_changed"));
    }
    let silent = placed.iter().filter(|(slug, _)| slug.is_empty()).count();
    if silent > 0 {
        notes.push(Warning::new("silent").with("n", silent));
    }
    Ok(Assigned {
        csv: csv(&table, &placed),
        respondents: table.len() as u64,
        personas: counts(&model, &placed),
        notes,
    })
}

fn by_model(model: &ModelFile, table: &Table) -> Result<Vec<(String, f64)>, Error> {
    let (labels, confidence) = model.model.assign(table)?;
    let asked: Vec<&table::Attribute> = model
        .questions
        .iter()
        .filter_map(|question| table.attribute(&question.attribute))
        .collect();
    let silent = |row: usize| {
        asked
            .iter()
            .all(|one| one.answers[row] != table::Answer::Given)
    };
    let place = |(row, (&label, &sure)): (usize, (&u32, &f64))| {
        let slug = model.slugs.get(label as usize).cloned().unwrap_or_default();
        if silent(row) {
            (String::new(), 0.0)
        } else {
            (slug, sure)
        }
    };
    Ok(labels
        .iter()
        .zip(&confidence)
        .enumerate()
        .map(place)
        .collect())
}

fn by_questionnaire(
    model: &ModelFile,
    table: &Table,
    run: &Path,
) -> Result<Vec<(String, f64)>, Error> {
    let tool = model.golden.as_ref().ok_or_else(|| {
        Error::usage(format!(
            "{}: this run has no golden questions; assign a table with all questions, without --questionnaire",
            run.display()
        ))
    })?;
    let placed = tool.assign(table).map_err(|error| Error::Mismatch {
        what: error.to_string(),
    })?;
    let place = |one: Option<(usize, f64)>| {
        one.map_or((String::new(), 0.0), |(persona, sure)| {
            (
                tool.personas.get(persona).cloned().unwrap_or_default(),
                sure,
            )
        })
    };
    Ok(placed.into_iter().map(place).collect())
}

/// The table read as the run read its own: kinds and levels are the run's.
fn read(
    finished: &Finished,
    model: &ModelFile,
    new: &Path,
    questionnaire: bool,
) -> Result<Table, Error> {
    let golden: BTreeSet<&str> = model
        .golden
        .iter()
        .filter(|_| questionnaire)
        .flat_map(|tool| &tool.questions)
        .map(|question| question.attribute.as_str())
        .collect();
    let asked: Vec<&Question> = model
        .questions
        .iter()
        .filter(|question| !questionnaire || golden.contains(question.attribute.as_str()))
        .collect();
    let own = own_options(finished)?;
    let files = [table::InputFile {
        path: new.to_owned(),
        wave: None,
    }];
    let read = table::read_files(&files, &over(own.clone(), &asked, true))?;
    let unread: BTreeSet<&str> = asked
        .iter()
        .map(|question| question.attribute.as_str())
        .filter(|name| {
            let column = read
                .report
                .columns
                .iter()
                .find(|column| column.name == *name);
            column.is_some_and(|column| {
                let limit = if column.kind == Kind::Numeric || column.kind == Kind::Date {
                    MOST_UNREADABLE * (column.given + column.unreadable) as f64
                } else {
                    0.0
                };
                column.unreadable as f64 > limit
            })
        })
        .collect();
    if !unread.is_empty() {
        // Read once more without the run's levels, so that the new ones have names.
        let again = table::read_files(&files, &over(own, &asked, false))?;
        refuse(&asked, &unread, &again.table)?;
    }
    Ok(read.table)
}

/// The project's options, without what a new table need not have.
fn own_options(finished: &Finished) -> Result<ReadOptions, Error> {
    let Some(settings) = finished.loaded.project.audience.clone() else {
        return Err(Error::usage(
            "the project of this run has no audience".to_owned(),
        ));
    };
    let options = finished.options();
    let mut stage = Stage::new(&finished.loaded, &options, &|_, _| ());
    let options = super::table::options(&mut stage, &settings)?;
    Ok(ReadOptions {
        weight: None,
        handle: None,
        wave: None,
        quotes: None,
        ..options
    })
}

/// What the run knows of its questions, over the project's own options.
fn over(mut options: ReadOptions, asked: &[&Question], levels: bool) -> ReadOptions {
    for question in asked {
        let one = options
            .attributes
            .entry(question.attribute.clone())
            .or_default();
        let quantity = matches!(question.kind, Kind::Numeric | Kind::Date);
        *one = AttributeOverride {
            kind: (levels || !quantity).then_some(question.kind),
            role: Some(Role::Segmentation),
            levels: (levels && !question.levels.is_empty()).then(|| question.levels.clone()),
            ..one.clone()
        };
    }
    if !levels {
        options.codebook = None;
    }
    options
}

/// Stops where a question has answers that the run does not know, naming both.
fn refuse(asked: &[&Question], unread: &BTreeSet<&str>, again: &Table) -> Result<(), Error> {
    let mut found = Vec::new();
    for question in asked
        .iter()
        .filter(|question| unread.contains(question.attribute.as_str()))
    {
        let name = &question.attribute;
        let Some(attribute) = again.attribute(name) else {
            continue;
        };
        let new: Vec<&str> = attribute
            .levels
            .iter()
            .filter(|level| !question.levels.contains(level))
            .map(String::as_str)
            .collect();
        let few: Vec<String> = new
            .iter()
            .take(5)
            .map(|level| level.chars().take(60).collect())
            .collect();
        found.push(if question.levels.is_empty() || few.is_empty() {
            format!("`{name}` holds no more {:?} answers", question.kind).to_lowercase()
        } else {
            format!(
                "`{name}` has levels the model never saw: {}",
                few.join(", ")
            )
        });
    }
    if found.is_empty() {
        return Ok(());
    }
    Err(Error::Mismatch {
        what: found.join("; "),
    })
}

fn csv(table: &Table, placed: &[(String, f64)]) -> Vec<u8> {
    let mut sheet = Sheet::new(&["id", "persona", "confidence"]);
    for (id, (slug, sure)) in table.ids.iter().zip(placed) {
        sheet.text(id).text(slug).number(*sure).end_row();
    }
    sheet.into_bytes()
}

fn counts(model: &ModelFile, placed: &[(String, f64)]) -> Vec<(String, u64)> {
    let mut counts: Vec<(String, u64)> = Vec::new();
    for slug in model.slugs.iter().chain([&String::new()]) {
        if counts.iter().all(|(known, _)| known != slug) {
            let count = placed.iter().filter(|(one, _)| one == slug).count() as u64;
            counts.push((slug.clone(), count));
        }
    }
    counts.retain(|(slug, count)| !slug.is_empty() || *count > 0);
    counts
}

/// The query that puts each row of a table in the warehouse into its persona.
///
/// The run's own audience tells which columns hold which question; `relation` has the same ones.
///
/// # Errors
/// A run without personas or project, or a question that SQL cannot encode: it is named.
pub fn assign_query(
    project: Option<&Path>,
    run: &Path,
    engine: crate::warehouse::Engine,
    relation: &str,
) -> Result<String, Error> {
    let finished = Finished::open(run, project)?;
    let model: ModelFile = json(&finished.folder, "model.json")?;
    let settings = finished.loaded.project.audience.clone().unwrap_or_default();
    let files: Vec<&str> = settings.file.iter().map(String::as_str).collect();
    let [file] = files[..] else {
        return Err(Error::usage(
            "audience: a query is made from one audience file, whose columns the table shares",
        ));
    };
    let path = finished.loaded.path(file);
    let table = table::read_files(
        &[table::InputFile { path, wave: None }],
        &over(
            own_options(&finished)?,
            &model.questions.iter().collect::<Vec<_>>(),
            true,
        ),
    )?;
    let asked = model.questions.iter().map(|question| {
        let columns = table.report.columns.iter();
        let mut found = columns.filter(|column| column.name == question.attribute);
        let column = found.next().ok_or_else(|| {
            Error::usage(format!(
                "`{}`: the audience has no such column",
                question.attribute
            ))
        })?;
        Ok(crate::warehouse::Asked {
            attribute: question.attribute.clone(),
            kind: question.kind,
            levels: column.levels.clone(),
            columns: column.columns.clone(),
        })
    });
    let asked = asked.collect::<Result<Vec<_>, Error>>()?;
    let query = crate::warehouse::AssignQuery {
        model: &model.model,
        slugs: &model.slugs,
        asked: &asked,
        id: settings.id.clone().unwrap_or_else(|| "id".to_owned()),
        relation: relation.to_owned(),
    };
    crate::warehouse::assign_query(engine, &query)
        .map_err(|problem| Error::usage(format!("{}: {problem}", run.display())))
}
