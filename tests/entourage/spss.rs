//! A survey file of SPSS in the hands of every command that reads an audience.

use crate::command::{Call, Seen, entourage, root};

fn sample() -> Vec<u8> {
    std::fs::read(root().join("tests/inputs/tables/spss.sav")).expect("the sample")
}

const PROJECT: &str =
    "language: en\naudience: { file: survey.sav, id: respondent, handle: respondent }\n";

fn built(more: &[&str]) -> Seen {
    let call = entourage("build")
        .with("entourage.yaml", PROJECT)
        .with("survey.sav", sample());
    let call = more.iter().fold(call, Call::arg);
    call.out().succeeds()
}

#[test]
fn check_says_what_a_survey_file_holds_in_both_languages() {
    // Whatever it is called: the signature tells it.
    let check = |lang: &str| {
        entourage("check")
            .with("survey.csv", sample())
            .arg("survey.csv")
            .arg("--lang")
            .arg(lang)
            .succeeds()
            .stdout
    };
    let english = check("en");
    for words in [
        "SPSS",
        "variables: 17; with value labels: 11; with missing values: 5; multiple-response sets: 2",
        "40 read = 38 kept + 0 repaired + 2 rejected",
        "without a positive weight",
        "final_weight (design effect",
        "Very low | Rather low | So so | Rather high | Very high",
        "Tea, herbal too | Coffee | Chocolate",
    ] {
        assert!(english.contains(words), "`{words}`:\n{english}");
    }
    let french = check("fr");
    for words in [
        "dictionnaire",
        "ensembles à réponses multiples\u{a0}: 2",
        "poids",
        "sans pondération positive",
    ] {
        assert!(french.contains(words), "`{words}`:\n{french}");
    }
}

#[test]
fn a_survey_file_is_built_to_the_same_bytes_by_any_number_of_threads() {
    let one = built(&["--threads", "1"]);
    let two = built(&["--threads", "2"]);
    assert_eq!(one.files(), two.files());
    let input = &one.json("run.json")["inputs"][0];
    assert_eq!(
        (&input["read"], &input["rejected"]),
        (&40.into(), &2.into()),
        "{input}"
    );
}

#[test]
fn what_init_writes_for_a_survey_file_builds() {
    let seen = entourage("init")
        .with("survey.sav", sample())
        .arg("survey.sav")
        .succeeds();
    let (code, stdout, stderr) = seen.again(&["build", "--out", "out"]);
    assert_eq!(code, 0, "{stdout}\n{stderr}");
}

#[test]
fn cases_of_a_survey_file_are_put_into_the_personas_of_a_run() {
    let run = built(&["--count", "2"]);
    let (code, stdout, stderr) = run.again(&["assign", "--run", "out", "survey.sav"]);
    assert_eq!(code, 0, "{stderr}");
    assert_eq!(stdout, run.file("segments.csv"));
}

#[test]
fn a_respondent_of_a_survey_file_is_found_for_the_right_of_access() {
    let run = built(&[]);
    let (code, stdout, stderr) = run.again(&["person", "R004", "--lang", "en"]);
    assert_eq!(code, 0, "{stderr}");
    assert!(stdout.contains("survey.sav: 1 line: 4"), "{stdout}");
}

#[test]
fn a_survey_file_cut_off_is_named_with_the_way_out_and_without_a_cell() {
    let bytes = sample();
    let seen = entourage("check")
        .with("survey.sav", &bytes[..bytes.len() - 500])
        .arg("survey.sav")
        .fails(3, &["survey.sav", "cut off", "expected", ".csv"]);
    for cell in ["R0", "Lille", "café"] {
        assert!(!seen.stderr.contains(cell), "{}", seen.stderr);
    }
}

#[test]
fn a_survey_file_is_no_log() {
    entourage("build")
        .with("entourage.yaml", "interactions: { file: survey.sav }\n")
        .with("survey.sav", sample())
        .out()
        .fails(3, &["survey.sav"]);
}
