//! The language the page opens in.

use super::page::{project, start_with};

#[test]
fn the_page_and_the_terminal_speak_the_language_asked_for_until_a_visitor_chooses_the_other() {
    let place = project();
    let page = start_with(place.path(), &["--lang", "fr"]);
    page.wait();
    let opened = page.get("/how-many").body;
    assert!(opened.contains("<html lang=\"fr\""), "{opened}");
    assert!(opened.contains("Vos données"), "{opened}");
    assert!(page.get("/how-many?lang=en").body.contains("Your data"));
    let said = std::fs::read_to_string(place.path().join("stderr.txt")).expect("what it said");
    assert!(said.contains("ouvrir cette adresse"), "{said}");
}
