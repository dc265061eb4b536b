//! `assign`: new respondents in the personas of a finished run.

use crate::command::{Call, Seen, entourage};
use crate::survey::{PROJECT, built, survey};

const SIZES: [usize; 3] = [130, 100, 70];

fn assign(run: &Seen, table: &str) -> Call {
    entourage("assign")
        .arg("--run")
        .arg(run.out())
        .with("new.csv", table)
        .arg("new.csv")
}

/// The same answers without some columns.
fn without(table: &str, columns: &[usize]) -> String {
    let keep = |line: &str| {
        let cells = line
            .split(',')
            .enumerate()
            .filter(|(at, _)| !columns.contains(at));
        cells.map(|(_, cell)| cell).collect::<Vec<_>>().join(",") + "\n"
    };
    table.lines().map(keep).collect()
}

#[test]
fn respondents_of_the_run_get_the_persona_they_have() {
    let run = built(SIZES, PROJECT);
    let seen = assign(&run, &survey(SIZES)).succeeds();
    assert_eq!(seen.stdout, run.file("segments.csv"));
}

#[test]
fn a_table_of_three_rows_is_read_as_the_run_read_its_own() {
    let run = built(SIZES, PROJECT);
    let table = survey(SIZES);
    let few: Vec<&str> = table.lines().take(4).collect();
    let seen = assign(&run, &(few.join("\n") + "\n"))
        .arg("-o")
        .arg("out/new.csv")
        .succeeds();
    let expected: Vec<String> = run
        .file("segments.csv")
        .lines()
        .take(4)
        .map(str::to_owned)
        .collect();
    assert_eq!(seen.file("new.csv").lines().collect::<Vec<_>>(), expected);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(seen.out().join("new.csv"))
            .expect("there")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "ids are personal");
    }
}

#[test]
fn the_questionnaire_alone_finds_most_personas() {
    let run = built(SIZES, PROJECT);
    let seen = assign(&run, &without(&survey(SIZES), &[8]))
        .arg("--questionnaire")
        .succeeds();
    let (new, old) = (seen.stdout, run.file("segments.csv"));
    let slug = |line: &str| line.split(',').nth(1).expect("a persona").to_owned();
    let same = new
        .lines()
        .zip(old.lines())
        .filter(|(a, b)| slug(a) == slug(b))
        .count();
    println!("{same} of {} as in the run", old.lines().count());
    assert!(same as f64 >= 0.9 * old.lines().count() as f64);
}

#[test]
fn a_question_that_is_gone_and_a_level_that_is_new_are_named() {
    let run = built(SIZES, PROJECT);
    assign(&run, &without(&survey(SIZES), &[2])).fails(3, &["price", "help:"]);
    let other = survey(SIZES).replace(",sometimes,", ",on Sundays,");
    assign(&run, &other).fails(3, &["price", "on Sundays"]);
}

#[test]
fn an_id_that_is_a_formula_stays_text() {
    let run = built(SIZES, PROJECT);
    let hostile = survey(SIZES).replace("r0001,", "=1+1,");
    let seen = assign(&run, &hostile).succeeds();
    assert!(
        !seen.stdout.lines().any(|line| line.starts_with('=')),
        "{}",
        seen.stdout
    );
    assert!(seen.stdout.contains("=1+1"));
}

#[test]
fn a_run_without_personas_has_nothing_to_assign_to() {
    let alone = "id,a,b\n".to_owned()
        + &(0..20)
            .map(|row| format!("{row},{},{}\n", row % 2, row % 3))
            .collect::<String>();
    let run = entourage("build")
        .with("entourage.yaml", "audience: { file: audience.csv }\n")
        .with("audience.csv", &alone)
        .out()
        .succeeds();
    assign(&run, &alone).fails(2, &["no personas"]);
}
