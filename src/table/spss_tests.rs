//! What is understood of survey files of SPSS.

use std::path::{Path, PathBuf};

use super::*;
use crate::source::made::{Cell, Made, Written};

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/inputs/tables")
        .join(name)
}

fn sample(name: &str) -> Reading {
    read(&path(name), &ReadOptions::default()).unwrap()
}

fn column<'a>(reading: &'a Reading, name: &str) -> &'a ColumnReport {
    let mut columns = reading.report.columns.iter();
    columns.find(|column| column.name == name).unwrap()
}

fn levels(reading: &Reading, name: &str) -> Vec<String> {
    column(reading, name).levels.clone()
}

/// A column of numbers with labels for some, one answer a row.
fn one(measure: i32, labels: Vec<(Cell, &'static str)>, answers: &[f64]) -> Reading {
    let variables = vec![
        Written {
            name: "Q",
            label: "What do you say?",
            labels,
            ..Written::default()
        },
        Written {
            name: "OTHER",
            ..Written::default()
        },
    ];
    let rows = answers
        .iter()
        .enumerate()
        .map(|(row, answer)| vec![Cell::Number(*answer), Cell::Number(row as f64)]);
    let display = [measure, 8, 1, 0, 8, 1];
    let made = Made {
        extensions: vec![(
            11,
            4,
            display.iter().flat_map(|n: &i32| n.to_le_bytes()).collect(),
        )],
        ..Made::of(variables, rows.collect())
    };
    read_bytes("q.sav", made.bytes(), &ReadOptions::default()).unwrap()
}

const NOMINAL: i32 = 1;
const ORDINAL: i32 = 2;
const SCALE: i32 = 3;

fn ends() -> Vec<(Cell, &'static str)> {
    vec![(Cell::Number(0.0), "Never"), (Cell::Number(10.0), "Always")]
}

fn towns() -> Vec<(Cell, &'static str)> {
    ["Tourcoing", "Lille", "Roubaix"]
        .into_iter()
        .zip([1.0, 2.0, 3.0])
        .map(|(town, code)| (Cell::Number(code), town))
        .collect()
}

#[test]
fn the_cells_are_those_that_pyreadstat_reads() {
    let expected = std::fs::read_to_string(path("spss.expected.csv")).unwrap();
    for name in ["spss.sav", "spss.zsav"] {
        let copy = String::from_utf8(clean_copy(&path(name)).unwrap()).unwrap();
        for (line, (own, theirs)) in copy.split("\r\n").zip(expected.split("\r\n")).enumerate() {
            assert_eq!(own, theirs, "{name}, line {line}");
        }
        assert_eq!(copy.len(), expected.len(), "{name}");
    }
}

#[test]
fn user_missing_answers_are_missing_and_counted() {
    let reading = sample("spss.zsav");
    let counts = |name| {
        let found = column(&reading, name);
        (found.given, found.missing, found.refused, found.not_asked)
    };
    // As pyreadstat counts the values 1-5, 9 "Interrupted", 8 "Don't know".
    assert_eq!(counts("satisfaction"), (35, 2, 3, 0));
    // 1-3, 99 "Interrupted", 97 "Prefer not to say", 98 "Not applicable".
    assert_eq!(counts("income_band"), (30, 2, 6, 2));
    // One by the system, 998 with a label, 999 without.
    assert_eq!(counts("age"), (37, 3, 0, 0));
    assert!(!levels(&reading, "satisfaction").contains(&"Interrupted".to_owned()));
}

#[test]
fn ordinal_levels_stand_in_the_order_of_their_codes() {
    let reading = sample("spss.sav");
    let satisfaction = column(&reading, "satisfaction");
    assert_eq!(satisfaction.kind, Kind::Ordinal);
    let expected = [
        "Very low",
        "Rather low",
        "So so",
        "Rather high",
        "Very high",
    ];
    assert_eq!(satisfaction.levels, expected);
    assert_eq!(levels(&reading, "income_band"), ["Low", "Middle", "High"]);
}

#[test]
fn a_known_scale_coded_from_high_to_low_is_read_from_low_to_high() {
    let labels = ["Always", "Often", "Sometimes", "Never"]
        .into_iter()
        .zip([1.0, 2.0, 3.0, 4.0])
        .map(|(label, code)| (Cell::Number(code), label));
    let answers = [1.0, 2.0, 3.0, 4.0, 2.0, 3.0];
    let reading = one(ORDINAL, labels.collect(), &answers);
    let expected = ["Never", "Sometimes", "Often", "Always"];
    assert_eq!(levels(&reading, "Q"), expected);
}

#[test]
fn the_measure_decides_the_kind() {
    let answers = [1.0, 2.0, 3.0, 3.0, 2.0, 1.0, 2.0, 2.0];
    let kind = |measure, labels| column(&one(measure, labels, &answers), "Q").kind;
    assert_eq!(kind(NOMINAL, towns()), Kind::Categorical);
    assert_eq!(kind(ORDINAL, towns()), Kind::Ordinal);
    assert_eq!(kind(NOMINAL, Vec::new()), Kind::Categorical);
    assert_eq!(kind(ORDINAL, Vec::new()), Kind::Ordinal);
    assert_eq!(kind(SCALE, Vec::new()), Kind::Numeric);
    let ordered = one(ORDINAL, towns(), &answers);
    assert_eq!(levels(&ordered, "Q"), ["Tourcoing", "Lille", "Roubaix"]);
}

#[test]
fn labels_of_the_ends_leave_a_scale_a_quantity() {
    let answers = [0.0, 3.0, 10.0, 7.0, 5.0, 8.0, 10.0, 0.0];
    let reading = one(SCALE, ends(), &answers);
    assert_eq!(column(&reading, "Q").kind, Kind::Numeric);
    let attribute = reading.table.attribute("Q").unwrap();
    let mut numbers: Vec<f64> = (0..8).filter_map(|row| attribute.number(row)).collect();
    numbers.sort_by(f64::total_cmp);
    assert_eq!(numbers, [0.0, 0.0, 3.0, 5.0, 7.0, 8.0, 10.0, 10.0]);
}

#[test]
fn two_numbers_are_yes_and_no_whatever_they_measure() {
    let reading = one(SCALE, Vec::new(), &[0.0, 1.0, 1.0, 0.0]);
    assert_eq!(column(&reading, "Q").kind, Kind::Multi);
}

#[test]
fn the_label_of_a_variable_is_its_question() {
    let reading = sample("spss.sav");
    let town = reading.table.attribute("town").unwrap();
    assert_eq!(town.question, "Which of our cafés do you go to?");
    assert_eq!(town.label, "Which of our cafés do you go to?");
}

#[test]
fn dates_and_moments_are_dates() {
    let reading = sample("spss.zsav");
    for name in ["last_visit", "interview"] {
        let date = column(&reading, name);
        assert_eq!((date.kind, date.given), (Kind::Date, 40), "{name}");
    }
}

#[test]
fn cases_without_a_positive_weight_are_rejected_and_counted() {
    let reading = sample("spss.sav");
    let weight = reading.report.weight.as_ref().unwrap();
    assert_eq!(weight.column, "final_weight");
    let expected = Accounting {
        read: 40,
        kept: 38,
        repaired: 0,
        rejected: 2,
    };
    assert_eq!(reading.report.rows, expected);
    let lines: Vec<u64> = reading.report.rejects.iter().map(|one| one.line).collect();
    assert_eq!(lines, [11, 12]);
    assert!(
        reading
            .table
            .weights
            .unwrap()
            .iter()
            .all(|weight| *weight > 0.0)
    );
}

#[test]
fn the_project_may_weight_by_another_column() {
    let options = ReadOptions {
        weight: Some("visits".to_owned()),
        ..ReadOptions::default()
    };
    let reading = read(&path("spss.sav"), &options).unwrap();
    assert_eq!(reading.report.weight.unwrap().column, "visits");
    assert_eq!(reading.report.rows.rejected, 0);
}

#[test]
fn multiple_dichotomies_are_one_multi_select() {
    let reading = sample("spss.sav");
    let drinks = reading.table.attribute("drinks").unwrap();
    assert_eq!(drinks.kind, Kind::Multi);
    assert_eq!(drinks.question, "What do you drink?");
    assert_eq!(drinks.levels, ["Tea, herbal too", "Coffee", "Chocolate"]);
    let report = column(&reading, "drinks");
    assert_eq!(report.columns, ["drinks_1", "drinks_2", "drinks_3"]);
    // R002: tea missing from the sample's cells, coffee and chocolate as pyreadstat has them.
    let row = reading
        .table
        .ids
        .iter()
        .position(|id| id == "R004")
        .unwrap();
    let chosen = (0..3).map(|level| drinks.has(row, level));
    assert_eq!(
        chosen.collect::<Vec<_>>(),
        [Some(true), Some(false), Some(false)]
    );
}

#[test]
fn multiple_categories_are_one_multi_select() {
    let reading = sample("spss.sav");
    let heard = reading.table.attribute("heard").unwrap();
    assert_eq!(heard.kind, Kind::Multi);
    assert_eq!(heard.question, "How did you hear of us?");
    assert_eq!(
        heard.levels,
        ["Friends", "Press", "Instagram", "Passing by"]
    );
    // R004 heard from Instagram first, then from friends; R003 only in passing.
    let of = |id: &str| {
        let row = reading.table.ids.iter().position(|one| one == id).unwrap();
        (0..4)
            .filter(|level| heard.has(row, *level) == Some(true))
            .collect::<Vec<_>>()
    };
    assert_eq!(of("R004"), [0, 2]);
    assert_eq!(of("R003"), [3]);
    assert!(reading.table.attribute("heard_first").is_none());
}

#[test]
fn an_option_may_be_called_by_its_counted_value() {
    let option = |name, label| Written {
        name,
        label: "Which?",
        labels: vec![(Cell::Number(1.0), label), (Cell::Number(0.0), "No")],
        ..Written::default()
    };
    let rows = [[1.0, 0.0], [0.0, 1.0], [1.0, 1.0], [0.0, 0.0]];
    let made = Made {
        extensions: vec![(19, 1, b"$m=E 1 1 1 6 Which? A C\n".to_vec())],
        ..Made::of(
            vec![
                option("A", "Tea"),
                Written {
                    name: "B",
                    ..Written::default()
                },
                option("C", "Milk"),
            ],
            rows.iter()
                .map(|[a, c]| [*a, 7.0, *c].map(Cell::Number).to_vec())
                .collect(),
        )
    };
    let reading = read_bytes("m.sav", made.bytes(), &ReadOptions::default()).unwrap();
    let set = reading.table.attribute("m").unwrap();
    assert_eq!(set.kind, Kind::Multi);
    assert_eq!(set.levels, ["Tea", "Milk"], "neighbours or not");
}

#[test]
fn a_codebook_of_a_survey_file_changes_nothing() {
    let first = sample("spss.sav");
    let bytes = write_codebook(&first).unwrap();
    let options = ReadOptions {
        codebook: Some(Codebook::read("questions.xlsx", bytes).unwrap()),
        ..ReadOptions::default()
    };
    let second = read(&path("spss.sav"), &options).unwrap();
    // As text: a number that is missing equals nothing, itself included.
    let told = |reading: &Reading| format!("{:?}", reading.table.attributes);
    assert_eq!(told(&second), told(&first));
}

#[test]
fn a_survey_file_and_a_copy_of_it_as_waves_are_one_table() {
    let file = |name: &str, wave: &str| InputFile {
        path: path(name),
        wave: Some(wave.to_owned()),
    };
    let files = [file("spss.zsav", "1"), file("spss.expected.csv", "2")];
    let reading = read_files(&files, &ReadOptions::default()).unwrap();
    assert_eq!(reading.report.rows.kept, 80);
    assert_eq!(column(&reading, "town").given, 80);
    assert_eq!(levels(&reading, "town").len(), 3);
}

#[test]
fn a_question_of_a_survey_file_is_personal_by_its_words_too() {
    let address = |label| Written {
        name: "V12",
        label,
        width: 8,
        ..Written::default()
    };
    let other = Written {
        name: "Q",
        ..Written::default()
    };
    let rows = ["a", "b", "c"].map(|text| vec![Cell::Text(text), Cell::Number(1.0)]);
    let made = Made::of(vec![address("Adresse e-mail"), other], rows.to_vec());
    let reading = read_bytes("v.sav", made.bytes(), &ReadOptions::default()).unwrap();
    let dropped = Dropped {
        column: "V12".to_owned(),
        why: DropReason::Personal,
    };
    assert_eq!(reading.report.dropped, [dropped]);
}

#[test]
fn coded_answers_to_a_question_about_the_telephone_are_not_personal() {
    let asked = Written {
        name: "Q",
        label: "Contact par téléphone ?",
        labels: vec![(Cell::Number(1.0), "Oui"), (Cell::Number(2.0), "Non")],
        ..Written::default()
    };
    let rows = [1.0, 2.0, 1.0, 2.0].map(|answer| vec![Cell::Number(answer)]);
    let made = Made::of(vec![asked], rows.to_vec());
    let reading = read_bytes("q.sav", made.bytes(), &ReadOptions::default()).unwrap();
    assert_eq!(reading.report.dropped, []);
    assert_eq!(column(&reading, "Q").given, 4);
}

#[test]
fn a_survey_file_without_a_case_says_so() {
    let variable = Written {
        name: "Q",
        ..Written::default()
    };
    let empty = Made::of(vec![variable], Vec::new()).bytes();
    assert!(matches!(
        read_bytes("e.sav", empty, &ReadOptions::default()),
        Err(TableError::NoRows { .. })
    ));
}
