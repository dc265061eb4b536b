//! *Your data*: files dropped, what was understood of them, labels, kinds and roles corrected, Build.

use std::path::Path;

use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use super::{Failed, Frame, Ready, Shown, Trouble, Truth, Visit, answer};
use crate::output;
use crate::pipeline::{self, BuildOptions, ENDINGS, Taken};
use crate::table::{Answer, FACETS, KINDS, ROLES, Role, name_of};
use crate::workshop::desk::{Desk, Look, Standing};
use crate::workshop::prepare;
use crate::workshop::truth::version;

/// Its name as work in the background.
const WORK: &str = "build";
/// Files larger than this are not looked into before a project is made.
const LARGEST_LOOKED_AT: u64 = 64 << 20;
#[derive(Serialize)]
#[allow(clippy::struct_excessive_bools)] // marks for the template, each read on its own
struct Page {
    frame: Frame,
    folder: String,
    project: bool,
    failed: Vec<String>,
    preparing: bool,
    files: Vec<File>,
    questions: Vec<Question>,
    seen: String,
    stale: bool,
    building: bool,
    built: Vec<String>,
    wrong: Vec<String>,
    words: Words,
}

/// A file of the folder, as it was understood.
#[derive(Serialize)]
struct File {
    name: String,
    what: String,
    /// Whether it can be read, and so be chosen.
    usable: bool,
    chosen: bool,
}

/// What was asked of the files and could not be done.
struct Refused {
    chosen: Vec<String>,
    why: Vec<String>,
}

/// A question of the table, as it is read now, with what the room corrected.
#[derive(Serialize)]
struct Question {
    name: String,
    label: String,
    kind: &'static str,
    role: &'static str,
    facet: &'static str,
    given: usize,
    levels: String,
    corrected: bool,
}

/// What a question may be corrected to.
#[derive(Serialize)]
struct Words {
    kinds: Vec<&'static str>,
    roles: Vec<&'static str>,
    facets: Vec<&'static str>,
}

impl Words {
    fn new() -> Self {
        // The other roles are the table's own columns: id, weight, handle, quote.
        let of_questions = |role: &Role| {
            matches!(
                role,
                Role::Segmentation | Role::Descriptor | Role::Outcome | Role::Ignore
            )
        };
        let roles = ROLES.iter().filter(|(_, role)| of_questions(role));
        Self {
            kinds: KINDS.iter().map(|(word, _)| *word).collect(),
            roles: roles.map(|(word, _)| *word).collect(),
            facets: FACETS.iter().map(|(word, _)| *word).collect(),
        }
    }
}

pub(super) fn page(visit: &Visit<'_>) -> Shown {
    shown(visit, None)
}

fn shown(visit: &Visit<'_>, refused: Option<&Refused>) -> Shown {
    let desk = visit.desk;
    let standing = desk.standing();
    let truth = desk.truth();
    let ready = desk.ready();
    let project = !matches!(standing, Standing::Nothing);
    let settings = &truth.workshop.settings;
    let page = Page {
        frame: visit.frame("data", ready.as_deref(), &truth),
        folder: desk.folder().display().to_string(),
        failed: match &standing {
            Standing::Failed(lines) => lines.clone(),
            _ => refused.map_or(Vec::new(), |refused| refused.why.clone()),
        },
        preparing: matches!(standing, Standing::Preparing(_)),
        files: if project {
            Vec::new()
        } else {
            files(visit, refused)
        },
        questions: ready
            .as_ref()
            .map_or(Vec::new(), |ready| questions(ready, &truth)),
        seen: version(settings),
        stale: ready
            .as_ref()
            .is_some_and(|ready| !ready.session.settings().finds_the_same(settings)),
        building: desk.works(WORK),
        built: desk.built().unwrap_or_default(),
        wrong: desk.failure(WORK).unwrap_or_default(),
        project,
        words: Words::new(),
    };
    let body = visit.pages().render("workshop/data.html", page)?;
    Ok(answer::html(body))
}

/// Files of the folder that may be inputs, with what they are, those that belong together chosen.
fn files(visit: &Visit<'_>, refused: Option<&Refused>) -> Vec<File> {
    let paths = pipeline::candidates(visit.desk.folder()).unwrap_or_default();
    let small =
        |path: &Path| std::fs::metadata(path).is_ok_and(|file| file.len() <= LARGEST_LOOKED_AT);
    let looks: Vec<Option<Look>> = paths
        .iter()
        .map(|path| small(path).then(|| visit.desk.look_into(path)))
        .collect();
    let known = |look: &'_ Option<Look>| -> Option<Taken> { look.clone()?.ok() };
    let taken: Vec<Option<Taken>> = looks.iter().map(known).collect();
    let proposed = pipeline::proposed(taken.iter().map(Option::as_ref));
    let files = paths.iter().zip(looks).zip(proposed);
    files
        .map(|((path, look), proposed)| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let usable = !matches!(look, Some(Err(_)));
            let proposed = proposed || look.is_none();
            let chosen = refused.map_or(proposed, |refused| {
                refused.chosen.iter().any(|one| *one == *name)
            });
            File {
                what: what(visit, look.as_ref()),
                name: name.into_owned(),
                usable,
                chosen: usable && chosen,
            }
        })
        .collect()
}

/// What a file is, in a sentence.
fn what(visit: &Visit<'_>, look: Option<&Look>) -> String {
    match look {
        None => visit.text("workshop.data.is.large", &[]),
        Some(Err(why)) => {
            let why = why.first().cloned().unwrap_or_default();
            visit.text("workshop.data.is.neither", &[("why", why.into())])
        }
        Some(Ok(Taken::Table { rows, questions })) => {
            let rows = usize::try_from(*rows).unwrap_or(usize::MAX);
            let fills = [("rows", rows.into()), ("n", questions.len().into())];
            visit.text("workshop.data.is.table", &fills)
        }
        Some(Ok(Taken::Log {
            source: Some(tool), ..
        })) => visit.text("workshop.data.is.log", &[("source", (*tool).into())]),
        Some(Ok(Taken::Log { .. })) => visit.text("workshop.data.is.log_by_columns", &[]),
    }
}

fn questions(ready: &Ready, truth: &Truth) -> Vec<Question> {
    let corrected = &truth.workshop.settings.attributes;
    let attributes = ready.session.questions().iter();
    attributes
        .map(|one| {
            let own = corrected.get(&one.name);
            let label = own.and_then(|own| own.label.clone());
            let levels: Vec<&str> = one.levels.iter().take(6).map(String::as_str).collect();
            let answers = one.answers.iter();
            Question {
                label: label.unwrap_or_else(|| one.label.clone()),
                kind: name_of(&own.and_then(|own| own.kind).unwrap_or(one.kind), &KINDS),
                role: name_of(&own.and_then(|own| own.role).unwrap_or(one.role), &ROLES),
                facet: name_of(&own.and_then(|own| own.facet).unwrap_or(one.facet), &FACETS),
                given: answers.filter(|answer| **answer == Answer::Given).count(),
                levels: levels.join(" | "),
                corrected: own.is_some(),
                name: one.name.clone(),
            }
        })
        .collect()
}

/// A file dropped on the page, laid into the folder; what is there already is never overwritten.
pub(super) fn receive(visit: &Visit<'_>, bytes: &[u8]) -> Response {
    let name = visit.asked("name").unwrap_or_default();
    let sound = !name.is_empty()
        && name.len() <= 200
        && !name.starts_with('.')
        && !name.contains(['/', '\\', ':', '\0'])
        && !name.chars().any(char::is_control);
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    let known = ENDINGS.contains(&&*ending) || matches!(&*ending, "yaml" | "yml");
    if !sound || !known {
        let text = visit.text("workshop.data.refused", &[("name", name.into())]);
        return answer::plain(StatusCode::UNPROCESSABLE_ENTITY, text);
    }
    let path = visit.desk.folder().join(name);
    match output::write_new(&path, bytes, true) {
        Ok(()) => answer::plain(StatusCode::OK, ""),
        Err(output::Error::Exists { .. }) => {
            let text = visit.text("workshop.data.exists", &[("name", name.into())]);
            answer::plain(StatusCode::CONFLICT, text)
        }
        Err(error) => answer::plain(StatusCode::INSUFFICIENT_STORAGE, error.to_string()),
    }
}

/// Makes a project of the files that were chosen; where it cannot, the page says why and keeps the choice.
pub(super) fn init(visit: &Visit<'_>, form: &[(String, String)]) -> Shown {
    let chosen = form.iter().filter(|(key, _)| key == "file");
    let chosen: Vec<String> = chosen.map(|(_, name)| name.clone()).collect();
    let folder = visit.desk.folder();
    let there = pipeline::candidates(folder)?;
    let paths: Vec<_> = there
        .into_iter()
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            chosen.iter().any(|one| *one == *name)
        })
        .collect();
    let made = if paths.is_empty() {
        Err(vec![visit.text("workshop.data.choose", &[])])
    } else {
        pipeline::init(&paths, folder).map_err(|error| prepare::told(&error))
    };
    if let Err(why) = made {
        return shown(visit, Some(&Refused { chosen, why }));
    }
    if let Some(desk) = visit.desk.shared() {
        prepare::start(&desk);
    }
    Ok(answer::elsewhere("/data"))
}

/// Builds the project in the background.
pub(super) fn build(visit: &Visit<'_>) -> Response {
    visit.desk.work(WORK, |desk: &std::sync::Arc<Desk>| {
        desk.build_done(Vec::new());
        let run = pipeline::run(&desk.project, &BuildOptions::default(), &|_, _| ())?;
        let mut lines = vec![run.out.display().to_string()];
        lines.extend(run.warnings);
        desk.build_done(lines);
        prepare::start(desk);
        Ok(())
    });
    answer::elsewhere("/data")
}

/// The answer where a page of files fails: on the page of files.
pub(super) fn failed(visit: &Visit<'_>, error: &crate::Error) -> Result<String, Trouble> {
    let truth = visit.desk.truth();
    let failed = Failed {
        frame: visit.frame("data", None, &truth),
        lines: prepare::told(error),
        file: visit.desk.folder().display().to_string(),
    };
    Ok(visit.pages().render("workshop/failed.html", failed)?)
}
