//! On paper: cards on the pages they were made for, and the same bytes from `build --pdf`.

use crate::cafe::both;
use crate::command::{Seen, entourage};
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

#[test]
fn a_build_prints_its_documents_and_prints_the_same_bytes_again() {
    let rows = (0..160).map(|row| match row % 2 {
        0 => format!("r{row},market,always,home\n"),
        _ => format!("r{row},online,never,street\n"),
    });
    let table: String = std::iter::once("id,shop,price,place\n".to_owned())
        .chain(rows)
        .collect();
    let build = |lang: &str| -> Seen {
        entourage("build")
            .with(
                "entourage.yaml",
                "title: Small\naudience: { file: audience.csv, id: id }\n",
            )
            .with("audience.csv", &table)
            .out()
            .arg("--pdf")
            .arg("--lang")
            .arg(lang)
            .succeeds()
    };
    let (one, two) = (build("en").files(), build("en").files());
    for name in ["brief.pdf", "cards.pdf"] {
        assert!(pages(&one[name]) >= 2, "{name}");
        assert!(
            one[name] == two[name],
            "{name} differs from one build to the next"
        );
    }
    assert!(one == two);
    assert!(build("fr").files()["brief.pdf"] != one["brief.pdf"]);
}

#[test]
fn a_director_prints_a_brief_of_few_pages() {
    let browser = Browser::start();
    for (name, file) in both("brief.html") {
        browser.open(&file, "", LAPTOP);
        let count = pages(&browser.pdf());
        println!("{name}: {count} printed pages");
        assert!((2..=25).contains(&count), "{name}: {count} pages");
    }
}
