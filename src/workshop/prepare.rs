//! The project made ready in the background: files read, groups found, every number's cards made.

use std::sync::Arc;
use std::time::Instant;

use super::desk::{Desk, Ready, Standing, Steps};
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
        Ok(ready) => desk.stand(Standing::Ready(ready)),
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
    let ready = Arc::new(Ready::new(session));
    advance(desk, "cards");
    ready.cast(ready.session.chosen())?;
    for k in ready.session.numbers() {
        advance(desk, &format!("cards {k}"));
        ready.cast(Some(k))?;
    }
    Ok(ready)
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
