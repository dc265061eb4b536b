//! On paper: cards on the pages they were made for.

use crate::cafe::both;
use crate::driver::{Browser, LAPTOP};

/// Pages of a PDF of Chromium: its page objects stand in it in the open.
fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    text.matches("/Type /Page\n").count()
}

#[test]
fn cards_are_printed_one_a_page_or_four_with_a_page_that_compares_them() {
    let browser = Browser::start();
    for (name, file) in both("cards.html") {
        for (anchor, most) in [
            ("", 1),
            ("#a4", 1),
            ("#a6", 4),
            ("#grey", 1),
            ("#a6-grey", 4),
        ] {
            browser.open(&file, anchor, LAPTOP);
            let cards = browser.run("return document.querySelectorAll('.card').length");
            let cards = cards.as_u64().expect("a number") as usize;
            assert!(cards >= 4, "{name}: {cards} cards");
            let pdf = browser.pdf();
            assert_eq!(pages(&pdf), cards.div_ceil(most) + 1, "{name}{anchor}");
        }
    }
}
