//! The network figure by keyboard alone.

use crate::cafe::document;
use crate::driver::{Browser, LAPTOP};

const TAB: &str = "\u{E004}";
const RIGHT: &str = "\u{E014}";
const LEFT: &str = "\u{E012}";
const UP: &str = "\u{E013}";
const DOWN: &str = "\u{E015}";
const ENTER: &str = "\u{E007}";
const ESCAPE: &str = "\u{E00C}";

/// Name of the person who has the focus, else nothing.
fn focused(browser: &Browser) -> String {
    let name = browser.run(
        "const at = document.activeElement;
         return at.classList.contains('person') ? at.dataset.name : ''",
    );
    name.as_str().unwrap_or_default().to_owned()
}

/// What the figure tells about the person chosen.
fn chosen(browser: &Browser) -> String {
    let told = browser.run(
        "const told = document.getElementById('chosen'); return told.hidden ? '' : told.innerText",
    );
    told.as_str().unwrap_or_default().to_owned()
}

#[test]
fn the_network_is_walked_and_searched_by_keyboard() {
    let browser = Browser::start();
    browser.open(&document("fr", "brief.html"), "", LAPTOP);
    let tabs = (0..400).find(|_| {
        browser.press(TAB);
        !focused(&browser).is_empty()
    });
    assert!(
        tabs.is_some(),
        "no person of the network can be reached with Tab"
    );
    let first = focused(&browser);
    browser.press(ENTER);
    assert!(
        chosen(&browser).contains(&first),
        "Enter tells about {first}"
    );
    let walked = [RIGHT, LEFT, DOWN, UP].into_iter().any(|arrow| {
        browser.press(arrow);
        focused(&browser) != first
    });
    assert!(walked, "no arrow leads away from {first}");
    let second = focused(&browser);
    assert!(
        chosen(&browser).contains(&second),
        "the arrows tell about {second}"
    );
    let view = "return document.querySelector('#network-drawing .view').getAttribute('viewBox')";
    let before = browser.run(view);
    browser.press("+");
    assert_ne!(browser.run(view), before, "+ comes nearer");
    browser.press(ESCAPE);
    assert_eq!(chosen(&browser), "", "Escape lets go");
    browser.run("document.getElementById('find').focus()");
    for letter in first.chars() {
        browser.press(&letter.to_string());
    }
    assert!(
        chosen(&browser).contains(&first),
        "{first} is found by name"
    );
    let said = browser.console();
    assert!(said.is_empty(), "{said:#?}");
}
