//! Nothing lost: written at once, never over somebody else's, taken back, still there after a kill.

use serde_json::json;

use super::page::{PROJECT, audience, lay, project, ready};

fn read(folder: &std::path::Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap_or_default()
}

#[test]
fn a_change_is_on_the_disk_when_it_is_answered_and_after_a_kill() {
    let place = project();
    let page = ready(place.path());
    let slug = page.slugs().first().expect("a persona").clone();
    let file = format!("personas/{slug}.yaml");
    assert_eq!(page.card(&slug, &json!({ "name": "Zoé" })).status, 200);
    assert!(read(place.path(), &file).contains("name: Zoé"));
    assert_eq!(
        page.sheet("notes", &json!({ "notes": "on y voit clair" }))
            .status,
        200
    );
    assert_eq!(
        page.sheet("votes", &json!({ "ask": ["Which?", "a\nb"] }))
            .status,
        200
    );
    assert_eq!(
        page.sheet("votes", &json!({ "count": [0, 1, 9] })).status,
        200
    );
    page.kill();
    assert!(read(place.path(), "workshop.yaml").contains("hands: 9"));
    let again = ready(place.path());
    assert!(again.get(&format!("/who?p={slug}")).body.contains("Zoé"));
    let body = again.get("/decide").body;
    assert!(body.contains("on y voit clair") && body.contains("value=\"9\""));
    let sheet = again.get("/export/decisions.md");
    assert!(
        sheet.body.contains("Zoé") && sheet.body.contains("9 hands"),
        "{}",
        sheet.body
    );
    assert!(sheet.body.contains("120 respondents"), "{}", sheet.body);
    assert!(sheet.head.contains("attachment"));
}

#[test]
fn two_windows_never_overwrite_each_other_silently() {
    let place = project();
    let page = ready(place.path());
    let slug = page.slugs().first().expect("a persona").clone();
    let seen = page.seen(&format!("/who?p={slug}"), &slug);
    assert_eq!(
        page.card_seen(&slug, &json!({ "story": "first" }), &seen)
            .status,
        200
    );
    let late = page.card_seen(&slug, &json!({ "story": "second" }), &seen);
    assert_eq!(late.status, 409);
    let body = page.get(&format!("/who?p={slug}")).body;
    assert!(body.contains("first") && !body.contains("second"));
    let now = late.json()["version"]
        .as_str()
        .expect("a version")
        .to_owned();
    assert_eq!(
        page.card_seen(&slug, &json!({ "story": "second" }), &now)
            .status,
        200
    );
}

#[test]
fn two_windows_hide_two_statements_without_being_in_each_others_way() {
    let place = project();
    let page = ready(place.path());
    let slug = page.slugs().first().expect("a persona").clone();
    let seen = page.seen(&format!("/who?p={slug}"), &slug);
    let hide = |what: &str| {
        let edit = json!({ "hide": { "attribute": what } });
        page.card_seen(&slug, &edit, &seen)
    };
    assert_eq!(
        page.card_seen(&slug, &json!({ "name": "Zoé" }), &seen)
            .status,
        200
    );
    let late = hide("a");
    assert_eq!(late.status, 200, "{}", late.body);
    assert_eq!(hide("b").status, 200);
    let text = read(place.path(), &format!("personas/{slug}.yaml"));
    assert!(
        text.contains("attribute: a") && text.contains("attribute: b"),
        "{text}"
    );
    // It has not seen the other's name, and must not write over it.
    assert_eq!(late.json()["version"], json!(seen));
    assert_eq!(
        page.card_seen(&slug, &json!({ "name": "Léa" }), &seen)
            .status,
        409
    );
    // Hiding what somebody pinned meanwhile would undo their pin.
    let now = page.seen(&format!("/who?p={slug}"), &slug);
    assert_eq!(
        page.card_seen(&slug, &json!({ "pin": { "attribute": "c" } }), &now)
            .status,
        200
    );
    assert_eq!(hide("c").status, 409);
}

#[test]
fn every_step_is_taken_back_and_put_again() {
    let place = project();
    let page = ready(place.path());
    let slugs = page.slugs();
    let slug = &slugs[0];
    page.card(slug, &json!({ "name": "Zoé" }));
    page.card(slug, &json!({ "merge": slugs[1] }));
    assert_eq!(page.slugs().len(), slugs.len() - 1);
    page.sheet("settings", &json!({ "keep": 2 }));
    assert!(read(place.path(), "workshop.yaml").contains("count: 2"));
    for _ in 0..3 {
        assert_eq!(page.post("/undo", &json!({})).status, 200);
    }
    assert_eq!(page.slugs(), slugs);
    assert!(!page.get("/who").body.contains("Zoé"));
    assert!(!place.path().join("workshop.yaml").exists());
    assert!(!place.path().join(format!("personas/{slug}.yaml")).exists());
    for _ in 0..2 {
        assert_eq!(page.post("/redo", &json!({})).status, 200);
    }
    assert_eq!(page.slugs().len(), slugs.len() - 1);
    assert!(page.get("/who").body.contains("Zoé"));
}

#[test]
fn cards_begun_before_a_merge_are_not_shown_after_it() {
    let place = project();
    let page = ready(place.path());
    let slugs = page.slugs();
    let over = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|windows| {
        for path in ["/how-many?k=2", "/how-many?k=4", "/who"] {
            let (page, over) = (&page, &over);
            windows.spawn(move || {
                while !over.load(std::sync::atomic::Ordering::Relaxed) {
                    page.get(path);
                }
            });
        }
        for _ in 0..20 {
            let merged = page.card(&slugs[0], &json!({ "merge": slugs[1] })).status;
            let after = page.slugs().len();
            let undone = page.post("/undo", &json!({})).status;
            let again = page.slugs().len();
            if (merged, after, undone, again) != (200, slugs.len() - 1, 200, slugs.len()) {
                over.store(true, std::sync::atomic::Ordering::Relaxed);
                panic!("merge {merged}: {after} cards, undo {undone}: {again} cards");
            }
        }
        over.store(true, std::sync::atomic::Ordering::Relaxed);
    });
}

#[test]
fn a_new_name_is_said_on_every_page() {
    let place = project();
    // Every respondent has an account, and reposts one of two others.
    let mut lines = audience().lines().map(str::to_owned).collect::<Vec<_>>();
    let mut log = String::from("source,target,kind\n");
    for (row, line) in lines.iter_mut().enumerate() {
        let account = if row == 0 {
            "account".to_owned()
        } else {
            format!("u{row}")
        };
        line.push_str(&format!(",{account}\n"));
        if row > 0 {
            log.push_str(&format!("{account},star{},repost\n", row % 2));
        }
    }
    lay(place.path(), "audience.csv", lines.concat().as_bytes());
    lay(place.path(), "log.csv", log.as_bytes());
    let project = PROJECT.replace("  id: id\n", "  id: id\n  handle: account\n");
    let project = format!("{project}interactions: {{ files: [log.csv] }}\n");
    lay(place.path(), "entourage.yaml", project.as_bytes());
    let page = ready(place.path());
    let slug = page.slugs().first().expect("a persona").clone();
    let reach = || {
        let until = std::time::Instant::now() + std::time::Duration::from_secs(60);
        loop {
            let body = page.get("/reach").body;
            if !body.contains("data-waiting") || std::time::Instant::now() > until {
                return body;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
    };
    assert!(!reach().contains("Zoé"));
    assert_eq!(page.card(&slug, &json!({ "name": "Zoé" })).status, 200);
    for path in ["/how-many", "/who", "/reach", "/decide"] {
        let body = if path == "/reach" {
            reach()
        } else {
            page.get(path).body
        };
        assert!(body.contains("Zoé"), "{path}");
    }
}

#[test]
fn a_file_edited_by_hand_is_taken_in_and_a_broken_one_is_left_alone() {
    let place = project();
    let page = ready(place.path());
    let slug = page.slugs().first().expect("a persona").clone();
    page.card(&slug, &json!({ "name": "Zoé" }));
    let seen = page.seen(&format!("/who?p={slug}"), &slug);
    let file = format!("personas/{slug}.yaml");
    let text = read(place.path(), &file);
    let edited = format!(
        "# by hand\n{}",
        text.replace("name: Zoé", "name: Inès # asked her")
    );
    lay(place.path(), &file, edited.as_bytes());
    // A window that has not seen it cannot write over it.
    assert_eq!(
        page.card_seen(&slug, &json!({ "title": "x" }), &seen)
            .status,
        409
    );
    assert!(page.get(&format!("/who?p={slug}")).body.contains("Inès"));
    assert_eq!(
        page.card(&slug, &json!({ "title": "Une titraille" }))
            .status,
        200
    );
    let text = read(place.path(), &file);
    assert!(text.starts_with("# by hand\n"), "{text}");
    assert!(
        text.contains("# asked her") && text.contains("Une titraille") && text.contains("Inès"),
        "{text}"
    );
    // Taking back what was done before the edit would undo the edit too: refused.
    assert_eq!(page.post("/undo", &json!({})).status, 200);
    assert_eq!(page.post("/undo", &json!({})).status, 409);
    lay(place.path(), &file, b"slug: [unclosed");
    let answer = page.card_seen(&slug, &json!({ "title": "y" }), &seen);
    assert_eq!(answer.status, 507, "{}", answer.body);
    assert_eq!(read(place.path(), &file), "slug: [unclosed");
    assert!(
        page.get("/decide")
            .body
            .contains(&format!("{slug}.yaml was edited by hand"))
    );
}

#[test]
fn inputs_that_change_while_it_runs_are_said() {
    let place = project();
    let page = ready(place.path());
    assert!(!page.get("/how-many").body.contains("Changed on the disk"));
    lay(place.path(), "audience.csv", b"id,a,b\nr1,red,red\n");
    let body = page.get("/how-many").body;
    assert!(
        body.contains("Changed on the disk") && body.contains("audience.csv"),
        "{body}"
    );
    assert!(
        body.contains("id=\"number\""),
        "what was read before is still there"
    );
}

#[test]
fn what_the_room_kept_is_what_build_builds() {
    let place = project();
    let page = ready(place.path());
    let found = page.slugs().len();
    let other = if found == 2 { 3 } else { 2 };
    assert_eq!(
        page.sheet("settings", &json!({ "keep": other })).status,
        200
    );
    page.kill();
    let seen = std::process::Command::new(env!("CARGO_BIN_EXE_entourage"))
        .arg("build")
        .current_dir(place.path())
        .output()
        .expect("a build");
    let said = String::from_utf8_lossy(&seen.stderr);
    assert!(seen.status.success(), "{said}");
    assert!(said.contains("workshop.yaml"), "{said}");
    let run: serde_json::Value =
        serde_json::from_str(&read(place.path(), "out/run.json")).expect("a run");
    assert_eq!(run["headline"]["segments"], json!(other));
    let verified = std::process::Command::new(env!("CARGO_BIN_EXE_entourage"))
        .args(["verify", "--run", "out"])
        .current_dir(place.path())
        .output()
        .expect("a check");
    assert!(
        verified.status.success(),
        "{}",
        String::from_utf8_lossy(&verified.stdout)
    );
}
