//! `init`: a project file from the files people have builds at once.

use crate::command::{Call, Seen, cafe_file, entourage};

fn builds(seen: &Seen) {
    let (code, _, said) = seen.again(&["build", "--out", "out"]);
    assert_eq!(code, 0, "{said}");
}

fn survey(rows: usize) -> String {
    let row = |i: usize| {
        format!(
            "{i},{},{},{}\n",
            i % 2,
            i % 5,
            ["yes", "no", "maybe"][i % 3]
        )
    };
    format!(
        "id,coffee,tea,again\n{}",
        (0..rows).map(row).collect::<String>()
    )
}

fn init() -> Call {
    entourage("init")
}

#[test]
fn a_table_alone_becomes_a_project_with_a_codebook_that_builds() {
    let seen = init()
        .with("survey.csv", survey(60))
        .arg("survey.csv")
        .succeeds();
    let project =
        std::fs::read_to_string(seen.place().join("entourage.yaml")).expect("a project file");
    assert!(
        project.starts_with("# yaml-language-server: $schema=./entourage.schema.json\n"),
        "{project}"
    );
    assert!(project.contains("codebook: questions.xlsx"));
    assert!(seen.place().join("entourage.schema.json").is_file());
    builds(&seen);
    assert_eq!(seen.json("run.json")["headline"]["respondents"], 60);
    let inputs = seen.json("run.json")["inputs"].to_string();
    assert!(
        inputs.contains("questions.xlsx"),
        "the codebook is read: {inputs}"
    );
}

#[test]
fn a_log_alone_is_recognised_by_its_content_whatever_its_name() {
    let seen = init().with(
        "answers.csv",
        "source,target,kind,time\nlea,sam,reply,2026-01-01\nmia,sam,repost,2026-01-02\n",
    );
    let seen = seen.arg("answers.csv").succeeds();
    let project =
        std::fs::read_to_string(seen.place().join("entourage.yaml")).expect("a project file");
    assert!(
        project.contains("interactions:") && !project.contains("audience:"),
        "{project}"
    );
    assert!(project.contains("# brand: [\"sam\"]"), "{project}");
    assert!(!seen.place().join("questions.xlsx").exists());
    builds(&seen);
    assert_eq!(seen.json("run.json")["headline"]["people"], 3);
}

#[test]
fn the_files_of_the_cafe_become_a_project_of_both_wings_without_being_named() {
    let seen = init()
        .with("audience.csv", cafe_file("audience.csv"))
        .with("log.csv", cafe_file("log.csv"))
        .succeeds();
    let project =
        std::fs::read_to_string(seen.place().join("entourage.yaml")).expect("a project file");
    assert!(project.contains("language: fr"), "{project}");
    builds(&seen);
    let headline = &seen.json("run.json")["headline"];
    println!("init of the café: {headline}");
    assert!(
        headline["respondents"]
            .as_u64()
            .is_some_and(|count| count > 100),
        "{headline}"
    );
    assert!(
        headline["people"].as_u64().is_some_and(|count| count > 100),
        "{headline}"
    );
}

#[test]
fn nothing_is_ever_overwritten() {
    for name in ["entourage.yaml", "questions.xlsx"] {
        let seen = init()
            .with("survey.csv", survey(30))
            .with(name, "mine")
            .arg("survey.csv");
        let seen = seen.fails(4, &[name, "never overwritten", "help:"]);
        let there = std::fs::read_to_string(seen.place().join(name)).expect("the file");
        assert_eq!(there, "mine");
        let other = if name == "entourage.yaml" {
            "questions.xlsx"
        } else {
            "entourage.yaml"
        };
        assert!(
            !seen.place().join(other).exists(),
            "{other} was written all the same"
        );
    }
}

#[test]
fn a_note_beside_the_survey_is_no_wave_of_it() {
    let seen = init()
        .with("survey.csv", survey(60))
        .with("read me.txt", "Ask Nora; she knows\nthe rest; and why\n")
        .succeeds();
    assert!(
        seen.stderr.contains("read me.txt: neither"),
        "{}",
        seen.stderr
    );
    let project =
        std::fs::read_to_string(seen.place().join("entourage.yaml")).expect("a project file");
    assert!(project.contains("file: \"survey.csv\""), "{project}");
}

#[test]
fn an_empty_folder_says_what_to_do() {
    init().fails(2, &["entourage init FILE"]);
}
