//! A whole workshop in a real browser: by keyboard alone, in two windows, through a kill, without a word
//! on the console.

use serde_json::json;

use crate::accessibility::wrong;
use crate::driver::{Browser, LAPTOP};
use crate::workshop_page::{Page, project, ready};

const ENTER: &str = "\u{E007}";
const RIGHT: &str = "\u{E014}";

/// Opens the page as a person does: by the printed address.
fn enter(browser: &Browser, page: &Page) -> String {
    let base = format!("http://{}", page.host());
    browser.visit(&format!("{base}/?token={}", page.token), LAPTOP);
    browser.until("document.getElementById('number')");
    base
}

fn saved(browser: &Browser) {
    browser.until("!document.querySelector('.unsaved')");
}

#[test]
fn a_workshop_is_held_by_keyboard_alone_and_its_sheet_says_what_was_decided() {
    let place = project();
    let page = ready(place.path());
    let browser = Browser::start();
    let base = enter(&browser, &page);
    let read = |name: &str| std::fs::read_to_string(place.path().join(name)).unwrap_or_default();

    // How many? The slider has the focus; the cards follow it.
    browser.tab_to("k");
    browser.press("\u{E011}");
    browser.until("document.querySelectorAll('.tile').length === 2");
    browser.press(RIGHT);
    browser.press(RIGHT);
    browser.until("document.querySelectorAll('.tile').length === 4");
    browser.tab_to("keep");
    browser.press(ENTER);
    browser.until("document.getElementById('unkeep')");
    assert!(read("workshop.yaml").contains("count: 4"));

    // Who are they? A name, typed; a statement, hidden.
    browser.visit(&format!("{base}/who"), LAPTOP);
    let slug = browser.run("return document.querySelector('[data-slug]').dataset.slug");
    let slug = slug.as_str().expect("a slug").to_owned();
    browser.tab_to(&format!("name-{slug}"));
    browser.type_text("Zoé");
    saved(&browser);
    browser.until("document.getElementById('undo').disabled === false");
    assert!(read(&format!("personas/{slug}.yaml")).contains("name: Zoé"));
    browser.tab_to("hide-s0");
    browser.press(ENTER);
    browser.until("document.getElementById('hidden-list')");

    // Decide: a vote is put, hands are counted, a step is noted.
    browser.visit(&format!("{base}/decide"), LAPTOP);
    browser.tab_to("put-0");
    browser.press(ENTER);
    browser.until("document.getElementById('v0o0')");
    browser.tab_to("v0o2");
    browser.type_text("11");
    saved(&browser);
    browser.until("document.querySelector('.most')");
    browser.tab_to("decided-0");
    browser.type_text("Four it is");
    saved(&browser);
    browser.tab_to("plan-what");
    browser.type_text("Ask Nora");
    browser.press(ENTER);
    browser.until("document.getElementById('drop-0')");
    let sheet = page.get("/export/decisions.md").body;
    for said in [
        "Zoé",
        "11 hands",
        "Four it is",
        "Ask Nora",
        "keeps 4 groups",
    ] {
        assert!(sheet.contains(said), "{said} is not on the sheet:\n{sheet}");
    }

    // Undo, undo again.
    browser.run("document.activeElement.blur()");
    browser.tab_to("undo");
    browser.press(ENTER);
    browser.until("!document.getElementById('drop-0')");
    browser.tab_to("undo");
    browser.press(ENTER);
    browser.until("document.getElementById('decided-0').value === ''");
    let said = browser.console();
    assert!(said.is_empty(), "{said:#?}");
}

#[test]
fn without_a_project_the_page_starts_with_files_and_makes_one_of_them() {
    let place = tempfile::tempdir().expect("a folder");
    let audience = crate::workshop_page::audience();
    let lay =
        |name: &str, text: &str| crate::workshop_page::lay(place.path(), name, text.as_bytes());
    lay("survey.csv", &audience);
    // What else lies in a folder: a note, which can be read as a table, and another survey.
    lay("note.txt", "Ask Nora; she knows\nthe rest; and why\n");
    lay("other.csv", "x,y\n1,a\n2,b\n3,a\n4,b\n5,a\n6,b\n7,a\n");
    let page = ready(place.path());
    let browser = Browser::start();
    let base = format!("http://{}", page.host());
    browser.visit(&format!("{base}/?token={}", page.token), LAPTOP);
    browser.until("document.querySelector('.files')");
    let make = "document.querySelector('form[action=\"/data/init\"] button').click()";
    let tick = |name: &str, on: bool| {
        browser.run(&format!(
            "document.querySelector('input[value=\"{name}\"]').checked = {on}"
        ));
    };
    let ticked =
        "return [...document.querySelectorAll('.files input:checked')].map(one => one.value)";
    assert_eq!(browser.run(ticked), json!(["survey.csv"]));
    // Two surveys are no audience: it is said, and the choice stays.
    tick("other.csv", true);
    browser.run(make);
    browser.until("document.querySelector('[role=alert].callout')");
    assert_eq!(browser.run(ticked), json!(["other.csv", "survey.csv"]));
    tick("other.csv", false);
    browser.run(make);
    browser.until("document.querySelector('.questions-table')");
    assert!(place.path().join("entourage.yaml").exists());
    browser.tab_to("role-0");
    browser.run(
        "const one = document.getElementById('role-0'); one.value = 'descriptor';
      one.dispatchEvent(new Event('input', { bubbles: true }))",
    );
    browser.until("document.getElementById('again')");
    browser.run("document.getElementById('build').click()");
    browser
        .until("document.querySelector('.build p') && !document.querySelector('[data-waiting]')");
    assert!(place.path().join("out/run.json").exists());
    let said = browser.console();
    assert!(said.is_empty(), "{said:#?}");
}

#[test]
fn what_two_windows_write_is_never_lost_and_a_kill_loses_nothing() {
    let place = project();
    let page = ready(place.path());
    let browser = Browser::start();
    let base = enter(&browser, &page);
    browser.visit(&format!("{base}/decide"), LAPTOP);
    browser.tab_to("notes");
    // The other window is quicker.
    assert_eq!(
        page.sheet("notes", &json!({ "notes": "theirs" })).status,
        200
    );
    browser.type_text("mine");
    browser.until("document.querySelector('.conflict')");
    let text = std::fs::read_to_string(place.path().join("workshop.yaml")).expect("the sheet");
    assert!(text.contains("theirs") && !text.contains("mine"), "{text}");
    let shown = browser.run("return document.querySelector('.conflict').textContent");
    assert!(
        shown.as_str().is_some_and(|text| text.contains("theirs")),
        "{shown}"
    );
    assert_eq!(
        browser.run("return document.getElementById('notes').value"),
        "mine"
    );
    browser.press(ENTER);
    browser.until("!document.querySelector('.conflict') && !document.querySelector('.unsaved')");
    page.kill();
    let text = std::fs::read_to_string(place.path().join("workshop.yaml")).expect("the sheet");
    assert!(text.contains("notes: mine"), "{text}");
    let again = ready(place.path());
    let base = enter(&browser, &again);
    browser.visit(&format!("{base}/decide"), LAPTOP);
    assert_eq!(
        browser.run("return document.getElementById('notes').value"),
        "mine"
    );
}

#[test]
fn every_page_is_accessible_in_both_languages_by_day_and_by_night() {
    let place = project();
    let page = ready(place.path());
    let browser = Browser::start();
    let base = enter(&browser, &page);
    page.sheet("votes", &json!({ "ask": ["Which?", "a\nb"] }));
    for look in [LAPTOP, LAPTOP.dark()] {
        for lang in ["fr", "en"] {
            for path in [
                "how-many", "who", "what-if", "which", "reach", "decide", "data",
            ] {
                browser.visit(&format!("{base}/{path}?lang={lang}"), look);
                browser.until("!document.querySelector('[data-waiting]')");
                let wrong = wrong(&browser);
                assert!(
                    wrong.is_empty(),
                    "{path} {lang} {look:?}:\n{}",
                    wrong.join("\n")
                );
                let said = browser.console();
                assert!(said.is_empty(), "{path} {lang}: {said:#?}");
            }
        }
    }
}
