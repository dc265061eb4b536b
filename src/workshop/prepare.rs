//! The project made ready in the background: files read, groups found, every number's cards made.

use std::sync::Arc;
use std::time::Instant;

use super::desk::{Desk, Standing, Steps};
use super::page;
use super::ready::Ready;
use crate::pipeline::Session;
use crate::project::Workshop;

/// Makes the project ready on a thread of its own; the pages say how far it is.
pub(super) fn start(desk: &Arc<Desk>) {
    if !desk.project.is_file() {
        desk.stand(Standing::Nothing);
        return;
    }
    desk.stand(Standing::Preparing(Steps {
        done: Vec::new(),
        now: "project".to_owned(),
        since: Instant::now(),
    }));
    let desk = Arc::clone(desk);
    std::thread::spawn(move || match prepare(&desk) {
        Ok(ready) => {
            desk.stand(Standing::Ready(ready));
            all_cards(&desk);
        }
        Err(error) => desk.stand(Standing::Failed(told(&error))),
    });
}

fn prepare(desk: &Desk) -> Result<Arc<Ready>, crate::Error> {
    let settings = Workshop::load(&desk.project)?.settings;
    let session = Session::open(&desk.project, settings, &|step, _| advance(desk, step))?;
    {
        let mut truth = desk.truth();
        truth.watch(session.read_from());
        truth.look(&session.personas_folder(), &desk.project);
        desk.try_out(None);
    }
    let kept = page::kept(&session, &desk.truth());
    let ready = Arc::new(Ready::new(session));
    advance(desk, "cards");
    ready.cast(kept)?;
    Ok(ready)
}

/// Makes the cards of every number in the background, so that the slider answers at once.
pub(super) fn all_cards(desk: &Desk) {
    desk.work("cards", |desk| {
        let Some(ready) = desk.ready() else {
            return Ok(());
        };
        let lang = desk.lang().unwrap_or_default();
        for k in ready.session.numbers() {
            ready.story(Some(k), lang)?;
        }
        Ok(())
    });
}

/// The step before is done.
fn advance(desk: &Desk, step: &str) {
    if let Standing::Preparing(mut steps) = desk.standing()
        && steps.now != step
    {
        steps
            .done
            .push(std::mem::replace(&mut steps.now, step.to_owned()));
        desk.stand(Standing::Preparing(steps));
    }
}

/// An error as people read it: what, why, the way out.
pub(super) fn told(error: &crate::Error) -> Vec<String> {
    let mut lines = vec![error.to_string()];
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        lines.push(inner.to_string());
        cause = inner.source();
    }
    lines.extend(error.help().map(str::to_owned));
    lines
}
