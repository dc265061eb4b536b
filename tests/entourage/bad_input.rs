//! Bad input: a clear error with its place and the way out, the exit code of section 3, and the
//! last good output untouched.

use crate::command::{Call, entourage};

const PROJECT: &str = "audience: { file: audience.csv }\n";

fn build(project: &str, audience: &str) -> Call {
    entourage("build")
        .with("entourage.yaml", project)
        .with("audience.csv", audience)
        .out()
}

#[test]
fn no_project_file_is_said_with_the_way_out() {
    entourage("build").fails(2, &["error: entourage.yaml", "caused by:", "help:"]);
}

#[test]
fn a_wrong_key_is_named_with_its_line() {
    build("title: x\naudiance: { file: a.csv }\n", "id\n1\n")
        .fails(2, &["line 2", "audiance", "expected one of"]);
}

#[test]
fn a_missing_audience_file_is_exit_code_3() {
    build("audience: { file: absent.csv }\n", "id\n1\n").fails(3, &["absent.csv", "help:"]);
}

#[test]
fn a_quote_never_closed_names_the_line_where_it_opened() {
    build(PROJECT, "id,q\n1,yes\n2,\"no\n3,yes\n").fails(3, &["audience.csv", "line 3"]);
}

#[test]
fn a_header_without_rows_is_an_error() {
    build(PROJECT, "id,q\n").fails(3, &["no respondent"]);
}

#[test]
fn a_yaml_over_a_mebibyte_is_refused() {
    let long = format!("title: \"{}\"\n", "x".repeat(1 << 20));
    build(&long, "id\n1\n").fails(2, &["at most 1048576"]);
}

#[test]
fn ten_respondents_are_too_few_for_groups_and_the_run_says_so() {
    let rows: String = (0..10)
        .map(|i| format!("{i},{},{}\n", i % 2, i % 3))
        .collect();
    let seen = build(PROJECT, &format!("id,coffee,tea\n{rows}")).succeeds();
    let segmentation = seen.json("segmentation.json");
    assert_eq!(segmentation["verdict"], "none");
    assert_eq!(segmentation["reason"], "too_few");
    assert!(
        segmentation["more_needed"]
            .as_u64()
            .is_some_and(|more| more > 0)
    );
}

#[test]
fn constant_columns_all_missing_and_one_giant_category_never_panic() {
    let rows: String = (0..200)
        .map(|i| format!("{i},same,,{}\n", i32::from(i == 7)))
        .collect();
    let seen = build(PROJECT, &format!("id,constant,empty,rare\n{rows}")).run();
    assert!(
        [0, 2, 3].contains(&seen.code),
        "{}\n{}",
        seen.code,
        seen.stderr
    );
    if seen.code == 0 {
        for (name, bytes) in seen.files() {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            assert!(!text.contains("NaN"), "{name} holds a NaN");
        }
    }
}

#[test]
fn a_folder_with_other_things_in_it_is_refused_untouched() {
    let rows: String = (0..40).map(|i| format!("{i},{}\n", i % 2)).collect();
    let seen = build(PROJECT, &format!("id,q\n{rows}"))
        .with("out/thesis.doc", "mine")
        .fails(4, &["not empty"]);
    assert_eq!(seen.file("thesis.doc"), "mine");
}

#[test]
fn an_empty_log_a_log_of_one_person_and_only_self_ties_are_said_and_survived() {
    for log in [
        "source,target\n",
        "source,target\nlea,lea\n",
        "source,target\nlea,sam\n",
    ] {
        let seen = entourage("build")
            .with("entourage.yaml", "interactions: { file: log.csv }\n")
            .with("log.csv", log)
            .out()
            .run();
        assert!([0, 3].contains(&seen.code), "{log:?}: {}", seen.stderr);
        assert!(!seen.stderr.contains("panicked"), "{}", seen.stderr);
    }
}

#[test]
fn the_last_good_output_stays_when_a_build_fails() {
    let rows: String = (0..60)
        .map(|i| format!("{i},{},{}\n", i % 2, i % 5))
        .collect();
    let seen = build(PROJECT, &format!("id,q,r\n{rows}")).succeeds();
    let before = seen.files();
    std::fs::write(seen.place().join("audience.csv"), "id,q\n1,\"open\n").expect("a broken file");
    let (code, _, _) = seen.again(&["build", "--out", "out"]);
    assert_eq!(code, 3);
    assert_eq!(seen.files(), before);
}

#[test]
fn a_picture_named_as_a_table_is_no_table() {
    let picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".repeat(40);
    entourage("check")
        .with("survey.csv", &picture)
        .arg("survey.csv")
        .fails(3, &["survey.csv", "neither text nor a workbook", "help:"]);
}

#[test]
fn rows_that_are_not_understood_are_counted_in_a_warning_and_fail_a_check() {
    let rows: String = (0..40).map(|i| format!("u{i},u{},blah\n", i / 2)).collect();
    let log = format!("source,target,kind\n{rows}");
    let project = "interactions: { files: [log.csv] }\n";
    let built = entourage("build")
        .with("entourage.yaml", project)
        .with("log.csv", &log)
        .out()
        .succeeds();
    assert!(
        built.stderr.contains("40 rows rejected"),
        "{}",
        built.stderr
    );
    let checked = entourage("check")
        .with("log.csv", &log)
        .arg("log.csv")
        .fails(1, &[]);
    for words in [
        "40 read = 0 kept + 0 repaired + 40 rejected",
        "40 × unknown kind of interaction",
        "kinds: { blah: mention }",
        "problem: log.csv: 40 of 40 rows are not understood",
    ] {
        assert!(
            checked.stdout.contains(words),
            "`{words}`:\n{}",
            checked.stdout
        );
    }
}

#[test]
fn check_names_the_columns_of_one_value() {
    let rows: String = (0..40).map(|i| format!("{i},x,{}\n", i % 3)).collect();
    let seen = entourage("check")
        .with("a.csv", format!("id,same,other\n{rows}"))
        .arg("a.csv")
        .succeeds();
    let said = "Questions that separate nobody, left out of the grouping: same.";
    assert!(seen.stdout.contains(said), "{}", seen.stdout);
}

#[test]
fn an_empty_log_is_said_to_be_empty() {
    let seen = entourage("build")
        .with("entourage.yaml", "interactions: { files: [log.csv] }\n")
        .with("log.csv", "source,target\n")
        .out()
        .succeeds();
    assert!(
        seen.stderr.contains("The interaction log is empty."),
        "{}",
        seen.stderr
    );
}

#[test]
fn times_in_the_future_are_said_by_check() {
    let seen = entourage("check")
        .with(
            "log.csv",
            "source,target,time\na,b,2999-01-01\nb,a,2026-01-01\n",
        )
        .arg("log.csv")
        .succeeds();
    assert!(
        seen.stdout.contains("1 interaction lies in the future"),
        "{}",
        seen.stdout
    );
}

#[test]
fn a_column_mostly_unreadable_as_its_kind_gets_another_kind_proposed() {
    let rows: String = (0..100)
        .map(|i| {
            if i % 3 == 0 {
                format!("{i},n{i}\n")
            } else {
                format!("{i},{i}\n")
            }
        })
        .collect();
    let seen = entourage("check")
        .with(
            "entourage.yaml",
            "audience: { file: a.csv, attributes: { q: { kind: numeric } } }\n",
        )
        .with("a.csv", format!("id,q\n{rows}"))
        .run();
    let proposed = "34 cells of 100 cannot be read as asked; in the project file, try `audience.attributes: { \"q\": { kind: categorical } }`";
    assert!(seen.stdout.contains(proposed), "{}", seen.stdout);
}

#[test]
fn a_log_without_the_columns_of_one_says_which_to_name() {
    entourage("build")
        .with("entourage.yaml", "interactions: { files: [log.csv] }\n")
        .with("log.csv", "who,,what\na,1,x\n")
        .out()
        .fails(
            3,
            &[
                "these fields: who, what",
                "help: name the columns: `format:",
            ],
        );
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_finds_no_room_is_exit_code_4() {
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .expect("a full device");
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_entourage"))
        .arg("schema")
        .stdout(full)
        .stderr(std::process::Stdio::null())
        .status()
        .expect("the command starts");
    assert_eq!(status.code(), Some(4));
}
