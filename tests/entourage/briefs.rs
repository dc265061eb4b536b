//! `build --only briefs` and `build --pdf`: the documents again, and on paper.

use crate::command::{Call, Seen, entourage};
use crate::survey::{PROJECT, built};

const SIZES: [usize; 3] = [130, 100, 70];

/// A later build of the documents alone.
fn again(run: &Seen) -> Call {
    entourage("build")
        .arg(run.place().join("entourage.yaml"))
        .arg("--out")
        .arg(run.out())
        .arg("--only")
        .arg("briefs")
}

#[test]
fn documents_made_again_from_a_finished_run_are_the_same_to_the_byte() {
    let run = built(SIZES, PROJECT);
    let before = run.files();
    again(&run).succeeds();
    let after = run.files();
    let names = |files: &std::collections::BTreeMap<String, Vec<u8>>| -> Vec<String> {
        files.keys().cloned().collect()
    };
    assert_eq!(names(&before), names(&after));
    for (name, bytes) in &before {
        assert!(after.get(name) == Some(bytes), "{name} has changed");
    }
}

#[test]
fn a_new_style_language_or_template_needs_no_input() {
    let run = built(SIZES, PROJECT);
    let before = run.files();
    std::fs::remove_file(run.place().join("audience.csv")).expect("the input goes");
    let project = PROJECT.replace(
        "title: Enquête",
        "title: Un autre titre\nstyle: { accent: \"#0b6aa8\" }",
    );
    std::fs::write(run.place().join("entourage.yaml"), project).expect("a project");
    std::fs::create_dir(run.place().join("templates")).expect("a folder");
    let own = "{{ data.project.title }}: {{ cards|length }}\n";
    std::fs::write(run.place().join("templates/brief.md"), own).expect("a template");
    let seen = again(&run).arg("--lang").arg("fr").succeeds();
    assert!(seen.stderr.contains("langue du calcul"), "{}", seen.stderr);
    assert_eq!(run.file("brief.md"), "Un autre titre: 3\n");
    let brief = run.file("brief.html");
    assert!(brief.contains("<html lang=\"fr\">") && brief.contains("#0b6aa8"));
    let after = run.files();
    for name in [
        "segments.csv",
        "model.json",
        "profiles.csv",
        "segmentation.json",
    ] {
        assert_eq!(
            before[name], after[name],
            "{name} is of the run, not of its look"
        );
    }
    let account = run.json("run.json");
    for output in account["outputs"].as_array().expect("a list") {
        let name = output["name"].as_str().expect("a name");
        assert!(after.contains_key(name), "{name} is listed and not there");
    }
}

#[test]
fn documents_cannot_be_made_again_without_a_run_or_for_other_readers() {
    let words = ["run.json", "build once without --only"];
    entourage("build")
        .with("entourage.yaml", PROJECT)
        .arg("--only")
        .arg("briefs")
        .fails(2, &words);
    let run = built(SIZES, PROJECT);
    again(&run)
        .arg("--for")
        .arg("private")
        .fails(2, &["other readers"]);
}

#[test]
fn a_template_that_fails_leaves_the_last_documents_whole() {
    let run = built(SIZES, PROJECT);
    let before = run.files();
    std::fs::create_dir(run.place().join("templates")).expect("a folder");
    let wrong = "one\ntwo {{ nobody.knows }}\n";
    std::fs::write(run.place().join("templates/brief.md"), wrong).expect("a template");
    again(&run).fails(2, &["brief.md", "2"]);
    assert!(before == run.files());
}

#[cfg(target_os = "linux")]
#[test]
fn where_no_browser_is_installed_the_run_stands_and_says_how_to_print() {
    let run = built(SIZES, PROJECT);
    let seen = again(&run).arg("--pdf").env("PATH", "").succeeds();
    assert!(
        seen.stderr.contains("print them from there"),
        "{}",
        seen.stderr
    );
    assert!(!run.out().join("brief.pdf").exists());
    let wrong = ["--browser", "no/such/browser"];
    again(&run)
        .arg("--pdf")
        .env("ENTOURAGE_BROWSER", "no/such/browser")
        .fails(2, &wrong);
}

#[test]
fn a_period_that_is_none_is_refused_before_any_work() {
    for period in [
        "2026-13",
        "January",
        "2026-W60",
        "2026-T5",
        "26-01",
        "2026-01-32",
        "2026",
    ] {
        entourage("build")
            .with("entourage.yaml", PROJECT)
            .arg("--period")
            .arg(period)
            .fails(2, &["--period", "2026-W05"]);
    }
}
