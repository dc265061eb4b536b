//! The command speaks French or English: as asked, else as the project says, else as the system does.

use crate::command::{Call, entourage};

const NARROW: char = '\u{202f}';

fn survey(rows: usize) -> String {
    let months = ["apr", "aug", "dec", "feb", "jan"];
    let row = |i: usize| {
        format!(
            "{i},{},{},{}\n",
            i % 5,
            months[i % 5],
            ["rouge", "vert"][i % 2]
        )
    };
    let rows: String = (0..rows).map(row).collect();
    format!("id,tea,month,colour\n{rows}")
}

fn check(survey_rows: usize) -> Call {
    entourage("check")
        .with("survey.csv", survey(survey_rows))
        .arg("survey.csv")
}

#[test]
fn check_speaks_french_where_it_is_asked_to_and_where_the_system_does() {
    let asked = check(1200).arg("--lang").arg("fr").succeeds();
    let system = check(1200).env("LC_ALL", "fr_FR.UTF-8").succeeds();
    assert_eq!(asked.stdout, system.stdout);
    let accounts = format!("1{NARROW}200 lues = 1{NARROW}200 gardées + 0 réparées + 0 rejetées");
    for words in [
        "survey.csv\u{a0}: table d’audience",
        "séparateur",
        "virgule",
        &accounts,
        "échelle, forme les groupes, habitude",
    ] {
        assert!(asked.stdout.contains(words), "`{words}`:\n{}", asked.stdout);
    }
    let english = check(1200).succeeds().stdout;
    let accounts = "1,200 read = 1,200 kept + 0 repaired + 0 rejected";
    assert!(english.contains(accounts), "{english}");
}

#[test]
fn what_is_asked_goes_before_the_project_and_the_project_before_the_system() {
    let project = |lang: &str| format!("language: {lang}\naudience: {{ file: survey.csv }}\n");
    let call = |lang: &str| check_project(&project(lang));
    let french = call("fr").succeeds().stdout;
    assert!(french.contains("table d’audience"), "{french}");
    let english = call("en").env("LC_ALL", "fr_FR").succeeds().stdout;
    assert!(english.contains("audience table"), "{english}");
    let asked = call("en").env("ENTOURAGE_LANG", "fr").succeeds().stdout;
    assert!(asked.contains("table d’audience"), "{asked}");
}

fn check_project(project: &str) -> Call {
    entourage("check")
        .with("survey.csv", survey(60))
        .with("entourage.yaml", project)
}

#[test]
fn months_are_shown_in_the_order_of_the_calendar() {
    let seen = check(60).succeeds();
    let ordered = "ordinal, segmentation, behaviour; 60 answers; jan | feb | apr | aug | dec";
    assert!(seen.stdout.contains(ordered), "{}", seen.stdout);
}

#[test]
fn init_writes_french_comments_and_a_french_project_that_builds_and_sums_up_in_french() {
    let seen = entourage("init")
        .with("survey.csv", survey(60))
        .arg("survey.csv")
        .arg("--lang")
        .arg("fr")
        .succeeds();
    assert!(
        seen.stderr.contains("survey.csv\u{a0}: table d’audience"),
        "{}",
        seen.stderr
    );
    assert!(seen.stderr.contains("ensuite"), "{}", seen.stderr);
    let project = std::fs::read_to_string(seen.place().join("entourage.yaml")).expect("a project");
    for words in [
        "language: fr",
        "Écrit par `entourage init`",
        "retention: 13 mois",
        "COLONNE",
    ] {
        assert!(project.contains(words), "`{words}`:\n{project}");
    }
    let (code, summary, _) = seen.again(&["build", "--out", "out"]);
    assert_eq!(code, 0);
    assert!(summary.contains("répondants"), "{summary}");
    assert!(summary.contains("écrit dans"), "{summary}");
}

#[test]
fn the_list_of_those_who_said_no_is_kept_in_french() {
    let seen = entourage("suppress")
        .with(
            "entourage.yaml",
            "language: fr\ninteractions: { files: [log.csv] }\n",
        )
        .with("log.csv", "source,target\nlea,sam\n")
        .arg("add")
        .arg("@lea")
        .arg("@nobody")
        .succeeds();
    assert!(
        seen.stderr
            .contains("2 ajoutés\u{202f}; 2 dans la liste maintenant"),
        "{}",
        seen.stderr
    );
    assert!(
        seen.stderr.contains("`@nobody` ne correspond à personne"),
        "{}",
        seen.stderr
    );
}

#[test]
fn another_language_than_these_two_is_a_wrong_use() {
    check(30)
        .arg("--lang")
        .arg("de")
        .fails(2, &["de", "fr, en"]);
}
