//! WCAG 2.2 AA and axe's own good practice, checked by axe-core (its licence stands beside it).

use crate::cafe::both;
use crate::driver::{Browser, LAPTOP, Look, PHONE};

const AXE: &str = include_str!("axe-core/axe.min.js");

/// What is wrong with the page, in lines.
pub fn wrong(browser: &Browser) -> Vec<String> {
    browser.run(&format!("{AXE}\nwindow.axe = axe;"));
    let found = browser.run_until_called(
        "const done = arguments[arguments.length - 1];
         document.querySelectorAll('details').forEach(one => one.open = true);
         axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
           .then(found => done([found.passes.length, found.violations.flatMap(rule => rule.nodes.slice(0, 3)
             .map(node => rule.id + ': ' + node.html.slice(0, 160) + ' — ' + node.failureSummary))]),
             error => done([0, [String(error)]]));",
    );
    assert!(
        found[0].as_u64() >= Some(20),
        "axe looked at little: {found}"
    );
    let lines = found[1].as_array().expect("a list");
    lines
        .iter()
        .map(|line| line.as_str().unwrap_or_default().to_owned())
        .collect()
}

fn sound(look: Look) {
    let browser = Browser::start();
    for (name, file) in both("brief.html").into_iter().chain(both("cards.html")) {
        browser.open(&file, "", look);
        let wrong = wrong(&browser);
        assert!(wrong.is_empty(), "{name}, {look:?}:\n{}", wrong.join("\n"));
    }
}

#[test]
fn the_documents_are_accessible_by_day() {
    sound(LAPTOP);
}

#[test]
fn the_documents_are_accessible_by_night() {
    sound(LAPTOP.dark());
}

#[test]
fn the_documents_are_accessible_on_a_telephone() {
    sound(PHONE);
}
