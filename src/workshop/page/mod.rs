//! The pages: what each shows, put together from the project as it stands.

mod data;
mod decide;
mod how_many;
mod reach;
mod sheet;
mod what_if;
mod which;
mod who;

use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use super::answer;
use super::change::look;
use super::desk::{Desk, Standing};
use super::ready::Ready;
use super::truth::Truth;
use crate::brief::data::Data;
use crate::brief::{BriefError, Fill, Lang, Pages};
use crate::pipeline::Session;

/// The pages in the order of the tabs: key and path.
const TABS: [(&str, &str); 7] = [
    ("data", "/data"),
    ("how_many", "/how-many"),
    ("who", "/who"),
    ("what_if", "/what-if"),
    ("which", "/which"),
    ("reach", "/reach"),
    ("decide", "/decide"),
];

/// Who asks for a page, in which language, with what.
pub(super) struct Visit<'a> {
    pub desk: &'a Desk,
    pub lang: Lang,
    pub query: &'a [(String, String)],
}

/// What every page shows around its own.
#[derive(Debug, Serialize)]
struct Frame {
    tab: &'static str,
    tabs: Vec<Tab>,
    title: String,
    revision: u64,
    undo: Option<String>,
    redo: Option<String>,
    notices: Vec<String>,
    other: &'static str,
}

#[derive(Debug, Serialize)]
struct Tab {
    key: &'static str,
    path: &'static str,
}

/// Why a page cannot be shown.
pub(super) enum Trouble {
    /// There is no such page.
    NoSuchPage,
    /// The project cannot be used as it is now.
    Project(Box<crate::Error>),
}

impl From<crate::Error> for Trouble {
    fn from(error: crate::Error) -> Self {
        Self::Project(Box::new(error))
    }
}

impl From<BriefError> for Trouble {
    fn from(error: BriefError) -> Self {
        Self::Project(Box::new(error.into()))
    }
}

pub(super) type Shown = Result<Response, Trouble>;

impl Visit<'_> {
    pub fn pages(&self) -> &Pages {
        self.desk.pages(self.lang)
    }

    /// A value of the query.
    pub fn asked(&self, name: &str) -> Option<&str> {
        let mut pairs = self.query.iter();
        let found = pairs.find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// A sentence.
    pub fn text(&self, key: &str, fills: &[(&str, Fill)]) -> String {
        self.pages().words().text(key, fills)
    }

    fn frame(&self, tab: &'static str, ready: Option<&Ready>, truth: &Truth) -> Frame {
        let history = self.desk.history();
        let did =
            |what: &(&'static str, String)| self.text(what.0, &[("what", what.1.as_str().into())]);
        let title = ready.map_or(String::new(), |ready| ready.session.project().title.clone());
        let file = || self.desk.project.display().to_string();
        Frame {
            tab,
            tabs: TABS.map(|(key, path)| Tab { key, path }).into(),
            title: if title.is_empty() { file() } else { title },
            revision: self.desk.revision(),
            undo: history.last().map(|step| did(&step.what)),
            redo: history.next().map(|step| did(&step.what)),
            notices: self.notices(truth),
            other: match self.lang {
                Lang::Fr => "en",
                Lang::En => "fr",
            },
        }
    }

    /// What the disk has to say.
    fn notices(&self, truth: &Truth) -> Vec<String> {
        let mut notices = Vec::new();
        if !truth.changed_inputs.is_empty() {
            let files = truth.changed_inputs.join(", ");
            notices.push(self.text("workshop.notice.inputs", &[("files", files.into())]));
        }
        let settings = &truth.workshop.settings;
        let ready = self.desk.ready();
        if ready.is_some_and(|ready| !ready.session.settings().finds_the_same(settings)) {
            notices.push(self.text("workshop.notice.settings", &[]));
        }
        for (file, why) in &truth.broken {
            let fills = [("file", file.as_str().into()), ("why", why.as_str().into())];
            notices.push(self.text("workshop.notice.broken", &fills));
        }
        notices
    }
}

/// Number of groups the room stands by: the one it kept, else the one that was found.
pub(super) fn kept(session: &Session, truth: &Truth) -> Option<usize> {
    let decided = truth.workshop.settings.count;
    let decided = decided.filter(|k| session.numbers().contains(k));
    decided.or(session.chosen())
}

/// The groups in one sentence, and how sure they are in another. Where the room merged some, that
/// verdict is of the groups before.
fn verdict(visit: &Visit<'_>, story: &Data) -> (String, String) {
    let (headline, sure) = visit.pages().verdict(story);
    let Some(audience) = &story.audience else {
        return (headline, sure);
    };
    let shown = audience.personas.len();
    if shown == 0 || shown == audience.k {
        return (headline, sure);
    }
    let fills = [("n", shown.into()), ("k", audience.k.into())];
    let merged = visit.text("workshop.merged", &fills);
    (merged, sure)
}

/// A page by its tab.
pub(super) fn page(visit: &Visit<'_>, path: &str) -> Shown {
    let Some((key, _)) = TABS.into_iter().find(|(_, own)| *own == path) else {
        return Err(Trouble::NoSuchPage);
    };
    if key == "data" {
        return data::page(visit);
    }
    let ready = match visit.desk.standing() {
        Standing::Ready(ready) => ready,
        standing => return not_ready(visit, key, standing),
    };
    if !ready.session.has_audience() && key != "reach" {
        return Ok(answer::elsewhere("/reach"));
    }
    let truth = {
        let mut truth = visit.desk.truth();
        look(visit.desk, &mut truth);
        truth
    };
    match key {
        "how_many" => how_many::page(visit, &ready, &truth),
        "who" => who::page(visit, &ready, &truth),
        "what_if" => what_if::page(visit, &ready, &truth),
        "which" => which::page(visit, &ready, &truth),
        "reach" => reach::page(visit, &ready, &truth),
        "decide" => decide::page(visit, &ready, &truth),
        _ => Err(Trouble::NoSuchPage),
    }
}

/// The cards and criteria of a number of groups.
pub(super) fn number(visit: &Visit<'_>) -> Shown {
    let ready = visit.desk.ready().ok_or(Trouble::NoSuchPage)?;
    let truth = visit.desk.truth();
    how_many::part(visit, &ready, &truth)
}

/// A file dropped on the page.
pub(super) fn receive(visit: &Visit<'_>, bytes: &[u8]) -> Response {
    data::receive(visit, bytes)
}

/// A project made of the files that were chosen.
pub(super) fn init(visit: &Visit<'_>, form: &[(String, String)]) -> Shown {
    data::init(visit, form)
}

/// The project built.
pub(super) fn build(visit: &Visit<'_>) -> Response {
    data::build(visit)
}

/// People found by a name.
pub(super) fn people(visit: &Visit<'_>) -> Shown {
    let ready = visit.desk.ready().ok_or(Trouble::NoSuchPage)?;
    let k = kept(&ready.session, &visit.desk.truth());
    reach::part(visit, &ready, k)
}

/// The persona of somebody's answers.
pub(super) fn which(visit: &Visit<'_>, body: &[u8]) -> Shown {
    let ready = visit.desk.ready().ok_or(Trouble::NoSuchPage)?;
    let truth = visit.desk.truth();
    which::answer_of(visit, &ready, &truth, body)
}

/// Settings tried out, kept or thrown away.
pub(super) fn trial(visit: &Visit<'_>, body: &[u8]) -> Shown {
    let ready = visit.desk.ready().ok_or(Trouble::NoSuchPage)?;
    let truth = visit.desk.truth();
    what_if::ask(visit, &ready, &truth, body)
}

/// A file to keep.
pub(super) fn export(visit: &Visit<'_>, name: &str) -> Shown {
    let ready = visit.desk.ready().ok_or(Trouble::NoSuchPage)?;
    let truth = visit.desk.truth();
    sheet::export(visit, &ready, &truth, name)
}

#[derive(Serialize)]
struct Preparing {
    frame: Frame,
    steps: Vec<String>,
    now: String,
    seconds: u64,
}

#[derive(Serialize)]
struct Failed {
    frame: Frame,
    lines: Vec<String>,
    file: String,
}

fn not_ready(visit: &Visit<'_>, tab: &'static str, standing: Standing) -> Shown {
    let truth = visit.desk.truth();
    let frame = visit.frame(tab, None, &truth);
    let pages = visit.pages();
    let body = match standing {
        Standing::Preparing(steps) => {
            let step = |step: &String| {
                let (key, k) = step.split_once(' ').unwrap_or((step, ""));
                let fills = [("k", k.into())];
                let key = format!("workshop.step.{}", key.replace(' ', "_"));
                visit.text(&key, &fills)
            };
            pages.render(
                "workshop/preparing.html",
                Preparing {
                    frame,
                    steps: steps.done.iter().map(step).collect(),
                    now: step(&steps.now),
                    seconds: steps.since.elapsed().as_secs(),
                },
            )?
        }
        Standing::Failed(lines) => {
            let file = visit.desk.project.display().to_string();
            pages.render("workshop/failed.html", Failed { frame, lines, file })?
        }
        Standing::Nothing | Standing::Ready(_) => return Ok(answer::elsewhere("/data")),
    };
    Ok(answer::html(body))
}

/// The answer where a page cannot be shown.
pub(super) fn trouble(visit: &Visit<'_>, trouble: Trouble) -> Response {
    match trouble {
        Trouble::NoSuchPage => {
            let text = visit.text("workshop.no_such_page", &[]);
            answer::plain(StatusCode::NOT_FOUND, text)
        }
        Trouble::Project(error) => match data::failed(visit, &error) {
            Ok(body) => answer::html(body),
            Err(_) => answer::plain(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()),
        },
    }
}
