//! A thousand changes from fifty windows, with kills in between: everything that was answered is kept,
//! once, and no file is half written.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use entourage::persona::Persona;
use entourage::project::Workshop;
use serde_json::{Value, json};

use super::page::{Page, project, ready};

const CHANGES: usize = 1_000;
const WINDOWS: usize = 50;
/// The page is killed each time so many more changes were answered.
const KILLED_EVERY: usize = 250;
/// Far more than it takes: a page that answers nobody must fail, not wait.
const PATIENCE: Duration = Duration::from_secs(180);

/// What the windows do together.
struct Room<'a> {
    slugs: &'a [String],
    next: &'a AtomicUsize,
    /// Changes that were answered as made.
    done: &'a Mutex<BTreeSet<usize>>,
}

impl Room<'_> {
    fn done(&self) -> usize {
        self.done.lock().expect("the list").len()
    }

    /// Makes one change; `None` when the page went away: then it may or may not be written.
    fn make(&self, page: &Page, number: usize) -> Option<()> {
        let mark = mark(number);
        match number % 10 {
            // One field everybody writes to: each adds a line to what it has read.
            0 => append(page, &mark),
            1 => {
                let step = json!({ "plan": { "what": mark, "who": "", "when": "" } });
                settle(page, &mark, &json!({ "sheet": step }))
            }
            _ => {
                let slug = &self.slugs[number % self.slugs.len()];
                let edit = json!({ "hide": { "attribute": mark } });
                let card = json!({ "slug": slug, "edit": edit });
                settle(page, &mark, &json!({ "card": card }))
            }
        }
    }

    /// One window: change after change until enough were answered or the page is gone.
    fn window(&self, page: &Page, until: usize) {
        while self.done() < until && !page.stopped() {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            if self.make(page, number).is_some() {
                self.done.lock().expect("the list").insert(number);
            }
        }
    }
}

fn mark(number: usize) -> String {
    format!("change {number:05}")
}

/// Sends a change that overwrites nobody's until it is made, however often somebody else is quicker.
fn settle(page: &Page, window: &str, change: &Value) -> Option<()> {
    let mut seen = String::new();
    loop {
        let sent = json!({ "seen": seen, "window": window, "change": change });
        let answer = page.try_post("/change", &sent)?;
        match answer.status {
            200 => return Some(()),
            409 => answer.json()["version"].as_str()?.clone_into(&mut seen),
            other => panic!("{other}: {}", answer.body),
        }
    }
}

/// Adds a line to the notes: read, changed, sent with the version that was read; read again where
/// somebody was quicker.
fn append(page: &Page, mark: &str) -> Option<()> {
    loop {
        let body = page.try_get("/decide")?.body;
        let (_, rest) = body.split_once("data-unit=\"notes\" data-seen=\"")?;
        let (seen, rest) = rest.split_once('"')?;
        let (_, rest) = rest.split_once("<textarea")?;
        let (_, rest) = rest.split_once('>')?;
        let (notes, _) = rest.split_once("</textarea>")?;
        let change = json!({ "sheet": { "notes": format!("{notes}\n{mark}") } });
        let sent = json!({ "seen": seen, "window": mark, "change": change });
        let answer = page.try_post("/change", &sent)?;
        match answer.status {
            200 => return Some(()),
            409 => {}
            other => panic!("{other}: {}", answer.body),
        }
    }
}

/// Every mark in the files, as often as it stands there; a file that is not whole fails.
fn kept(folder: &Path, slugs: &[String]) -> Vec<usize> {
    let mut marks: Vec<String> = Vec::new();
    for slug in slugs {
        let name = format!("{slug}.yaml");
        let text = std::fs::read_to_string(folder.join("personas").join(&name)).expect("a file");
        let persona = Persona::from_yaml(&text, &name).expect("a whole persona");
        assert_eq!(persona.slug, *slug);
        let hidden = persona.people.hidden.into_iter();
        marks.extend(hidden.map(|one| one.attribute));
    }
    let sheet = Workshop::load(&folder.join("entourage.yaml")).expect("a whole sheet");
    marks.extend(sheet.next.into_iter().map(|step| step.what));
    marks.extend(sheet.notes.lines().map(str::to_owned));
    let number = |mark: &String| mark.strip_prefix("change ")?.parse().ok();
    let numbers = marks
        .iter()
        .map(|mark| number(mark).unwrap_or_else(|| panic!("half a mark: {mark}")));
    numbers.collect()
}

#[test]
fn a_thousand_changes_of_fifty_windows_are_kept_through_kills() {
    let place = project();
    let slugs = ready(place.path()).slugs();
    let (next, done) = (AtomicUsize::new(0), Mutex::default());
    let room = Room {
        slugs: &slugs,
        next: &next,
        done: &done,
    };
    let start = Instant::now();
    for until in (KILLED_EVERY..=CHANGES).step_by(KILLED_EVERY) {
        let page = ready(place.path());
        // The last kill comes when all is done; the others while half of the windows still write.
        let killed_at = if until == CHANGES {
            until
        } else {
            until - WINDOWS / 2
        };
        std::thread::scope(|threads| {
            for _ in 0..WINDOWS {
                threads.spawn(|| room.window(&page, until));
            }
            while room.done() < killed_at && start.elapsed() < PATIENCE {
                std::thread::sleep(Duration::from_millis(2));
            }
            page.stop();
        });
        assert!(
            room.done() >= killed_at,
            "only {} changes in {PATIENCE:?}",
            room.done()
        );
        let kept = kept(place.path(), &slugs);
        let once: BTreeSet<usize> = kept.iter().copied().collect();
        assert_eq!(once.len(), kept.len(), "something was written twice");
        let done = room.done.lock().expect("the list");
        let lost: Vec<_> = done.difference(&once).collect();
        assert!(
            lost.is_empty(),
            "{} of {} lost: {lost:?}",
            lost.len(),
            done.len()
        );
        // What nobody was told of is at most what was on its way at the kills.
        let untold = once.len() - done.len();
        assert!(
            untold <= WINDOWS * until / KILLED_EVERY,
            "{untold} written, not answered"
        );
    }
    eprintln!("{CHANGES} changes in {:?}", start.elapsed());
    // And the page shows them when it is opened again.
    let page = ready(place.path());
    let body = page.get("/decide").body;
    let last = room
        .done
        .lock()
        .expect("the list")
        .iter()
        .rev()
        .find(|one| **one % 10 < 2)
        .copied();
    assert!(body.contains(&mark(last.expect("a change of the sheet"))));
}
