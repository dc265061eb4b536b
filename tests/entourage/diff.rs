//! `diff`: what moved between two runs.

use crate::command::{Call, Seen, entourage};
use crate::survey::{PROJECT, built};

fn diff(before: &Seen, after: &Seen) -> Call {
    entourage("diff").arg(before.out()).arg(after.out())
}

#[test]
fn a_run_against_itself_keeps_its_personas_and_moves_nothing() {
    let run = built([130, 100, 70], PROJECT);
    let seen = diff(&run, &run).arg("-o").arg("out/diff.json").succeeds();
    let found = seen.json("diff.json");
    assert_eq!(found["keep"], true);
    assert_eq!(found["personas"]["stayed"], 1.0);
    let personas = found["personas"]["personas"].as_array().expect("personas");
    assert_eq!(personas.len(), 3);
    for persona in personas {
        assert_eq!(persona["before"], persona["after"]);
        assert_eq!(persona["size_moved"], false);
    }
    assert!(seen.stdout.contains("keep the personas"), "{}", seen.stdout);
}

#[test]
fn a_group_that_grew_is_said_to_have_moved() {
    let (before, after) = (
        built([130, 100, 70], PROJECT),
        built([60, 100, 190], PROJECT),
    );
    let seen = diff(&before, &after)
        .arg("-o")
        .arg("out/diff.json")
        .succeeds();
    let found = seen.json("diff.json");
    let personas = found["personas"]["personas"].as_array().expect("personas");
    let moved = personas
        .iter()
        .filter(|one| one["size_moved"] == true)
        .count();
    assert!(moved >= 2, "{found}");
}

#[test]
fn what_moved_is_said_in_the_words_of_the_questions() {
    let project = PROJECT.replace(
        "  attributes:\n",
        "  attributes:\n    shop: { kind: categorical, role: segmentation, label: Where they buy }\n",
    );
    let before = built([130, 100, 70], &project);
    let after = built([60, 100, 190], &project);
    let seen = diff(&before, &after)
        .arg("-o")
        .arg("out/diff.html")
        .succeeds();
    let page = seen.file("diff.html");
    assert!(page.contains("Where they buy = "), "{page}");
    assert!(!page.contains("shop = "), "{page}");
}

#[test]
fn a_language_asked_for_goes_before_that_of_the_runs() {
    let run = built([130, 100, 70], PROJECT);
    let asked = diff(&run, &run).arg("--lang").arg("fr");
    let seen = asked.arg("-o").arg("out/diff.html").succeeds();
    let page = seen.file("diff.html");
    assert!(page.contains("<html lang=\"fr\">"), "{page}");
    for text in [&page, &seen.stdout] {
        assert!(text.contains("garder les personas"), "{text}");
    }
}

#[test]
fn the_page_speaks_the_language_of_the_runs() {
    let french = PROJECT.replace("language: en", "language: fr");
    for (project, lang, said) in [
        (PROJECT, "en", "Verdict: keep the personas."),
        (&*french, "fr", "garder les personas"),
    ] {
        let run = built([130, 100, 70], project);
        let seen = diff(&run, &run).arg("-o").arg("out/diff.html").succeeds();
        let page = seen.file("diff.html");
        assert!(page.contains(&format!("<html lang=\"{lang}\">")));
        assert!(page.contains(said), "{page}");
        assert!(seen.stdout.contains("keep the personas"), "{}", seen.stdout);
    }
}

#[test]
fn the_page_shows_markup_of_the_data_as_text() {
    let project = PROJECT.replace("Enquête", "<script>alert(1)</script>");
    let run = built([130, 100, 70], &project);
    let seen = diff(&run, &run).arg("-o").arg("out/diff.html").succeeds();
    let page = seen.file("diff.html");
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script"));
    assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"));
    assert!(!page.contains("http://") && !page.contains("https://"));
}

#[test]
fn a_folder_that_is_no_run_and_a_name_of_another_kind_are_refused() {
    let run = built([130, 100, 70], PROJECT);
    entourage("diff")
        .arg(run.out())
        .arg(run.place())
        .fails(3, &["run.json"]);
    diff(&run, &run)
        .arg("-o")
        .arg("diff.doc")
        .fails(2, &[".html"]);
}
