//! `verify`: an untouched run holds, and no tampering goes through.

use crate::command::{Seen, cafe, entourage};
use crate::survey::{PROJECT, built};

const SIZES: [usize; 3] = [130, 100, 70];

fn verify(run: &Seen) -> Seen {
    entourage("verify").arg("--run").arg(run.out()).run()
}

/// Puts one text in place of another in a file of the run; it must be there.
fn replace(run: &Seen, name: &str, from: &str, to: &str) {
    let text = run.file(name);
    assert!(text.contains(from), "{name} has no {from:?}");
    std::fs::write(run.out().join(name), text.replacen(from, to, 1)).expect("written");
}

/// The first number with a fraction below a key, with its last digit changed.
fn change_digit(run: &Seen, name: &str) {
    let text = run.file(name);
    let at = text.find("0.").expect("a number") + 2;
    let end = at
        + text[at..]
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(text.len() - at);
    let digit = text.as_bytes()[end - 1];
    let mut changed = text.into_bytes();
    changed[end - 1] = if digit == b'9' { b'8' } else { digit + 1 };
    std::fs::write(run.out().join(name), changed).expect("written");
}

fn persona(run: &Seen) -> String {
    let names: Vec<String> = run.files().into_keys().collect();
    let mut cards = names.into_iter().filter(|name| name.ends_with(".yaml"));
    cards.next().expect("a persona")
}

type Tamper = (&'static str, fn(&Seen));

#[test]
fn an_untouched_run_holds_and_every_kind_of_tampering_is_found() {
    let run = built(SIZES, PROJECT);
    let seen = verify(&run);
    assert_eq!(seen.code, 0, "{}{}", seen.stdout, seen.stderr);
    assert!(seen.stdout.contains("all hold"), "{}", seen.stdout);
    let tampers: [Tamper; 13] = [
        ("a digit of a card", |run| change_digit(run, &persona(run))),
        ("a statement taken off", |run| {
            replace(run, &persona(run), "- attribute: ", "- attribute: x");
        }),
        ("a card that is gone", |run| {
            std::fs::remove_file(run.out().join(persona(run))).expect("gone");
        }),
        ("a member moved", |run| {
            let line = run
                .file("segments.csv")
                .lines()
                .nth(1)
                .expect("a row")
                .to_owned();
            replace(run, "segments.csv", &line, "r0000,somebody,1");
        }),
        ("a criterion", |run| change_digit(run, "segmentation.json")),
        ("the crosstab", |run| change_digit(run, "profiles.csv")),
        ("the key", |run| change_digit(run, "typing.json")),
        ("the printed key", |run| {
            replace(run, "questionnaire.md", "#", "##");
        }),
        ("the model", |run| change_digit(run, "model.json")),
        ("the brief", |run| replace(run, "brief.md", "130", "131")),
        ("the page", |run| {
            replace(run, "brief.html", "</h2>", " indeed</h2>");
        }),
        ("the verdict", |run| {
            replace(
                run,
                "run.json",
                "\"respondents\": 300",
                "\"respondents\": 301",
            );
        }),
        ("the workbook", |run| {
            std::fs::write(run.out().join("profiles.xlsx"), "no").expect("written");
        }),
    ];
    let sound = run.files();
    for (what, tamper) in tampers {
        tamper(&run);
        let seen = verify(&run);
        assert_eq!(
            seen.code, 1,
            "{what} went through: {}{}",
            seen.stdout, seen.stderr
        );
        assert!(
            seen.stdout.contains("does not hold"),
            "{what}: {}",
            seen.stdout
        );
        for (name, bytes) in &sound {
            std::fs::write(run.out().join(name), bytes).expect("mended");
        }
    }
    assert_eq!(verify(&run).code, 0, "mended, it holds again");
}

#[test]
fn a_hash_that_was_changed_with_its_file_saves_nothing() {
    let run = built(SIZES, PROJECT);
    let before = run.file("brief.md");
    replace(&run, "brief.md", "130", "131");
    let hash = |text: &str| entourage::pipeline::sha256(text.as_bytes());
    replace(
        &run,
        "run.json",
        &hash(&before),
        &hash(&run.file("brief.md")),
    );
    let seen = verify(&run);
    assert_eq!(seen.code, 1);
    assert!(seen.stdout.contains("brief.md, line"), "{}", seen.stdout);
}

#[test]
fn a_changed_input_is_named() {
    let run = built(SIZES, PROJECT);
    let path = run.place().join("audience.csv");
    let text = std::fs::read_to_string(&path).expect("the survey");
    std::fs::write(&path, text.replacen("online", "market", 1)).expect("written");
    let seen = verify(&run);
    assert_eq!(seen.code, 1, "{}", seen.stderr);
    assert!(
        seen.stdout.contains("input audience.csv"),
        "{}",
        seen.stdout
    );
}

#[test]
fn what_the_team_wrote_is_listed_and_does_not_fail() {
    let first = built(SIZES, PROJECT);
    let name = persona(&first);
    let card = std::fs::read_to_string(first.place().join(&name)).expect("adopted");
    assert!(card.contains("people: {}"), "{card}");
    let told = card.replace("people: {}", "people:\n  story: Once upon a time");
    let run = entourage("build")
        .with("entourage.yaml", PROJECT)
        .with("audience.csv", crate::survey::survey(SIZES))
        .with(&name, told)
        .out()
        .succeeds();
    let seen = verify(&run);
    assert_eq!(seen.code, 0, "{}{}", seen.stdout, seen.stderr);
    assert!(
        seen.stdout.contains("people.story, written by the team"),
        "{}",
        seen.stdout
    );
}

#[test]
fn a_project_that_is_nowhere_near_is_asked_for() {
    let run = built(SIZES, PROJECT);
    std::fs::rename(
        run.place().join("entourage.yaml"),
        run.place().join("other.txt"),
    )
    .expect("moved");
    entourage("verify")
        .arg("--run")
        .arg(run.out())
        .fails(2, &["--project"]);
    entourage("verify")
        .arg("--run")
        .arg(run.place())
        .fails(3, &["run.json"]);
}

#[test]
fn both_wings_of_the_cafe_hold_and_their_tampering_is_found() {
    let run = cafe().succeeds();
    let seen = verify(&run);
    assert_eq!(seen.code, 0, "{}{}", seen.stdout, seen.stderr);
    let names = [
        "people.csv",
        "outreach.csv",
        "coverage.csv",
        "communities.csv",
        "community.json",
    ];
    for name in names {
        change_digit(&run, name);
    }
    let seen = verify(&run);
    assert_eq!(seen.code, 1);
    for name in names {
        assert!(
            seen.stdout.contains(name),
            "{name} went through: {}",
            seen.stdout
        );
    }
}
