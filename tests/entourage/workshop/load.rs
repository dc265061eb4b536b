//! A thousand changes from fifty windows, with kills in between: everything that was answered is kept.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;

use super::page::{Page, project, ready};

const CHANGES: usize = 1_000;
const WINDOWS: usize = 50;
/// The page is killed each time so many more changes were answered.
const KILLED_EVERY: usize = 250;

/// Hides a statement by this name until it is answered as done, however often somebody else is
/// quicker. `None` when the page went away: then it may or may not be written.
fn hide(page: &Page, slug: &str, what: &str) -> Option<()> {
    let mut seen = String::new();
    loop {
        let change = json!({ "card": { "slug": slug, "edit": { "hide": { "attribute": what } } } });
        let sent = json!({ "seen": seen, "window": what, "change": change });
        let answer = page.try_post("/change", &sent)?;
        match answer.status {
            200 => return Some(()),
            409 => answer.json()["version"].as_str()?.clone_into(&mut seen),
            _ => return None,
        }
    }
}

#[test]
fn a_thousand_changes_of_fifty_windows_are_kept_through_kills() {
    let place = project();
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<String>> = Mutex::default();
    let slugs = ready(place.path()).slugs();
    while done.lock().expect("the list").len() < CHANGES {
        let page = ready(place.path());
        let until = (done.lock().expect("the list").len() + KILLED_EVERY).min(CHANGES);
        std::thread::scope(|threads| {
            for window in 0..WINDOWS {
                let (page, next, done, slugs) = (&page, &next, &done, &slugs);
                threads.spawn(move || {
                    while done.lock().expect("the list").len() < until && !page.stopped() {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        let text = format!("change {number} of window {window}");
                        let slug = &slugs[number % slugs.len()];
                        if hide(page, slug, &text).is_some() {
                            done.lock().expect("the list").push(text);
                        }
                    }
                });
            }
            // In the middle of it: what was answered until then must be there, the rest may be.
            while done.lock().expect("the list").len() + WINDOWS / 2 < until {
                std::thread::sleep(std::time::Duration::from_millis(5));
            }
            page.stop();
        });
    }
    let mut kept = String::new();
    for slug in &slugs {
        let file = place.path().join(format!("personas/{slug}.yaml"));
        kept.push_str(&std::fs::read_to_string(file).expect("a persona"));
    }
    let done = done.into_inner().expect("the list");
    let lost: Vec<&String> = done
        .iter()
        .filter(|text| !kept.contains(text.as_str()))
        .collect();
    assert!(done.len() >= CHANGES);
    assert!(
        lost.is_empty(),
        "{} of {} lost: {lost:?}",
        lost.len(),
        done.len()
    );
}
