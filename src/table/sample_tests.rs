//! What is understood of one sample a tool (`tests/inputs/tables/`), pinned, and what must hold of
//! every reading: four encodings of one table, any order of rows, no panic on any bytes.

use std::fmt::Write;
use std::path::Path;

use proptest::prelude::*;

use super::*;

fn sample(name: &str, options: &ReadOptions) -> Reading {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/inputs/tables")
        .join(name);
    read(&path, options).unwrap()
}

fn understood(reading: &Reading) -> String {
    let mut out = String::new();
    for file in &reading.report.files {
        let _ = writeln!(
            out,
            "{}: {}, {}, {} header rows",
            file.file, file.source, file.encoding, file.header_rows
        );
    }
    let rows = reading.report.rows;
    let _ = writeln!(
        out,
        "read {} = kept {} + repaired {} + rejected {}; unfinished {}; id {:?}; seconds taken {:?}",
        rows.read,
        rows.kept,
        rows.repaired,
        rows.rejected,
        reading.report.partial,
        reading.report.id,
        reading.table.durations
    );
    for c in &reading.report.columns {
        let _ = writeln!(
            out,
            "{} [{}] {:?} {:?} {:?} given {} missing {} refused {} not asked {} {:?}; {}",
            c.name,
            c.label,
            c.kind,
            c.role,
            c.facet,
            c.given,
            c.missing,
            c.refused,
            c.not_asked,
            c.levels,
            c.why
        );
    }
    for d in &reading.report.dropped {
        let _ = writeln!(out, "left out: {} ({:?})", d.column, d.why);
    }
    for r in &reading.report.rejects {
        let _ = writeln!(out, "line {}: {} {}", r.line, r.column, r.reason);
    }
    out
}

#[test]
fn what_is_understood_of_each_tool_is_pinned() {
    for name in [
        "google-forms.csv",
        "limesurvey.csv",
        "surveymonkey.csv",
        "typeform.csv",
        "tally.csv",
        "qualtrics.csv",
        "tools.ndjson",
        "spss.sav",
    ] {
        insta::assert_snapshot!(name, understood(&sample(name, &ReadOptions::default())));
    }
}

#[test]
fn no_personal_cell_stands_in_a_report() {
    for name in [
        "google-forms.csv",
        "limesurvey.csv",
        "surveymonkey.csv",
        "qualtrics.csv",
    ] {
        let reading = sample(name, &ReadOptions::default());
        let all = serde_json::to_string(&reading.report).unwrap();
        for personal in ["@exem", "10.0.0", "192.0.2", "198.51", "Lee", "Poe", "48.8"] {
            assert!(!all.contains(personal), "{name}: {personal}");
        }
    }
}

#[test]
fn unfinished_answers_are_dropped_when_asked_and_counted() {
    let options = ReadOptions {
        partial: Partial::Drop,
        ..ReadOptions::default()
    };
    let reading = sample("limesurvey.csv", &options);
    assert_eq!(reading.table.len(), 5);
    assert_eq!(reading.report.partial, 1);
    assert_eq!(
        reading.report.rows,
        Accounting {
            read: 6,
            kept: 5,
            repaired: 0,
            rejected: 1
        }
    );
}

const AUDIENCE: [[&str; 5]; 7] = [
    ["id", "prénom du chat", "dépense", "avis", "âge"],
    ["3", "Félix", "12.5", "Plutôt d’accord", "31"],
    ["1", "Grisé", "1250", "Tout à fait d’accord", "45"],
    ["2", "Œdipe", "0.75", "Pas du tout d’accord", "28"],
    ["10", "Félix", "3.25", "Plutôt d’accord", "62"],
    ["4", "Grisé", "", "NSP", "19"],
    ["7", "Félix", "8", "Plutôt d’accord", "33"],
];

fn delimited(delimiter: &str, comma: bool) -> String {
    let mut text = String::new();
    for (place, row) in AUDIENCE.iter().enumerate() {
        let cells: Vec<String> = row
            .iter()
            .enumerate()
            .map(|(column, cell)| {
                if comma && place > 0 && column == 2 {
                    cell.replace('.', ",")
                } else {
                    (*cell).to_owned()
                }
            })
            .collect();
        let _ = writeln!(text, "{}", cells.join(delimiter));
    }
    text
}

fn workbook() -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in AUDIENCE.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            match cell.parse::<f64>() {
                Ok(number) if row > 0 => sheet
                    .write_number(row as u32, column as u16, number)
                    .unwrap(),
                _ => sheet
                    .write_string(row as u32, column as u16, *cell)
                    .unwrap(),
            };
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn one_table_in_four_encodings_is_one_table() {
    let western = encoding_rs::WINDOWS_1252
        .encode(&delimited(";", true))
        .0
        .into_owned();
    let wide = std::iter::once(0xfeff)
        .chain(delimited("\t", false).encode_utf16().collect::<Vec<_>>())
        .flat_map(u16::to_le_bytes)
        .collect();
    let readings = [
        delimited(",", false).into_bytes(),
        western,
        wide,
        workbook(),
    ]
    .map(|bytes| {
        read_bytes("t", bytes, &ReadOptions::default())
            .unwrap()
            .table
    });
    for other in &readings[1..] {
        assert_eq!(other.ids, readings[0].ids);
        for (a, b) in readings[0].attributes.iter().zip(&other.attributes) {
            assert_eq!(
                (&a.name, a.kind, a.role, &a.levels, &a.answers),
                (&b.name, b.kind, b.role, &b.levels, &b.answers)
            );
            for row in 0..readings[0].len() {
                assert_eq!((a.number(row), a.level(row)), (b.number(row), b.level(row)));
            }
        }
    }
    assert_eq!(readings[0].ids, ["1", "2", "3", "4", "7", "10"]);
    assert_eq!(readings[0].attribute("avis").unwrap().kind, Kind::Ordinal);
    assert_eq!(
        readings[0].attribute("avis").unwrap().answers[3],
        Answer::Refused
    );
}

#[test]
fn waves_are_joined_by_column_name() {
    let mut files = Vec::new();
    for (wave, text) in [
        ("T1", "id,age,tea\na,30,yes\nb,40,no\n"),
        ("T2", "id,tea,milk\nc,yes,no\nd,no,yes\n"),
    ] {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
        files.push((wave, file));
    }
    let inputs: Vec<InputFile> = files
        .iter()
        .map(|(wave, file)| InputFile {
            path: file.path().to_owned(),
            wave: Some((*wave).to_owned()),
        })
        .collect();
    let table = read_files(&inputs, &ReadOptions::default()).unwrap().table;
    assert_eq!(table.waves.as_deref().unwrap(), ["T1", "T1", "T2", "T2"]);
    assert_eq!(
        table.attribute("milk").unwrap().answers[0],
        Answer::NotAsked
    );
    assert_eq!(table.attribute("age").unwrap().answers[3], Answer::NotAsked);
    assert_eq!(table.attribute("tea").unwrap().has(2, 0), Some(true));
}

#[test]
fn damaged_rows_are_repaired_counted_and_listed() {
    let text = "id,age,town\n1,30,Lille\n2,forty,Pa\0ris\n3,41\n4,22,Lille,extra\n4,28,Paris\n5,35,Lille\n6,36,Lille\n7,37,Lille\n";
    let reading = read_bytes("t.csv", text.into(), &ReadOptions::default()).unwrap();
    let rows = reading.report.rows;
    assert_eq!((rows.read, rows.rejected), (8, 0));
    assert_eq!(rows.read, rows.kept + rows.repaired + rows.rejected);
    let reasons: Vec<(u64, &str)> = reading
        .report
        .rejects
        .iter()
        .map(|r| (r.line, r.column.as_str()))
        .collect();
    assert_eq!(reasons, [(3, "age"), (3, "town"), (4, ""), (5, "")]);
    assert_eq!(reading.table.ids[4], "4 (2)");
    assert!(
        reading
            .report
            .odd
            .iter()
            .any(|odd| odd.column.as_deref() == Some("id"))
    );
    assert_eq!(
        reading.table.attribute("age").unwrap().answers[1],
        Answer::Missing
    );
}

#[test]
fn a_column_the_project_names_and_the_table_lacks_is_an_error_with_the_names() {
    let options = ReadOptions {
        weight: Some("poids".to_owned()),
        ..ReadOptions::default()
    };
    let error = read_bytes("t.csv", "id,pond\n1,1\n2,2\n".into(), &options).unwrap_err();
    assert!(
        error.to_string().contains("audience.weight") && error.to_string().contains("pond"),
        "{error}"
    );
}

#[test]
fn a_weight_that_is_not_positive_names_its_line_only() {
    let options = ReadOptions {
        weight: Some("w".to_owned()),
        ..ReadOptions::default()
    };
    let error = read_bytes("t.csv", "id,w,a\n1,1,x\n2,-2,y\n3,1,x\n".into(), &options).unwrap_err();
    assert!(
        error.to_string().contains("line 3") && !error.to_string().contains("-2"),
        "{error}"
    );
}

#[test]
fn tables_of_one_value_of_nothing_and_of_one_row_do_not_fail_hard() {
    for text in [
        "a,b\n1,x\n",
        "a,b\n,\n",
        "a\nx\nx\nx\n",
        "a,b\nx,\nx,\n",
        "id\n1\n2\n",
        "\"\"\n\"\"\n",
    ] {
        if let Ok(reading) = read_bytes("t.csv", text.into(), &ReadOptions::default()) {
            let rows = reading.report.rows;
            assert_eq!(
                rows.read,
                rows.kept + rows.repaired + rows.rejected,
                "{text:?}"
            );
        }
    }
}

/// Bytes that look enough like a table to get far.
fn table_like() -> impl Strategy<Value = Vec<u8>> {
    let cell = prop_oneof![
        "[a-z]{0,6}",
        "[0-9]{1,5}([.,][0-9]{1,2})?",
        "\"[^\"]{0,8}\"",
        Just("Yes".to_owned()),
        Just("No".to_owned()),
        Just(String::new()),
        Just("2026-01-31".to_owned()),
        Just("\"".to_owned()),
        Just("é’“\u{0}".to_owned()),
        Just("18-24".to_owned()),
    ];
    let row = (
        proptest::collection::vec(cell, 0..6),
        prop_oneof![Just(","), Just(";"), Just("\t"), Just("|")],
    )
        .prop_map(|(cells, delimiter)| cells.join(delimiter));
    (
        proptest::collection::vec(row, 0..12),
        prop_oneof![Just("\n"), Just("\r\n"), Just("\r")],
        0..4u8,
    )
        .prop_map(|(rows, end, encoding)| {
            let text = rows.join(end);
            match encoding {
                0 => encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
                1 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
                _ => text.into_bytes(),
            }
        })
}

fn shuffled() -> impl Strategy<Value = Vec<usize>> {
    Just((0..40usize).collect::<Vec<_>>()).prop_shuffle()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(feature = "long-tests") { 5000 } else { 300 }))]

    #[test]
    fn any_table_like_bytes_are_answered_and_accounted_for(bytes in table_like()) {
        if let Ok(reading) = read_bytes("t", bytes, &ReadOptions::default()) {
            let rows = reading.report.rows;
            prop_assert_eq!(rows.read, rows.kept + rows.repaired + rows.rejected);
            for attribute in &reading.table.attributes {
                prop_assert_eq!(attribute.answers.len(), reading.table.len());
                for row in 0..reading.table.len() {
                    prop_assert!(attribute.number(row).is_none_or(f64::is_finite));
                    prop_assert!(attribute.level(row).is_none_or(|level| level < attribute.levels.len()));
                }
            }
        }
    }

    #[test]
    fn any_bytes_at_all_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_bytes("t", bytes, &ReadOptions::default());
    }

    #[test]
    fn damaged_workbooks_are_answered(at in 0usize..6000, byte in any::<u8>(), cut in 0usize..7000) {
        let mut bytes = workbook();
        let place = at % bytes.len();
        bytes[place] = byte;
        if cut < bytes.len() && at % 3 == 0 {
            bytes.truncate(cut);
        }
        let _ = read_bytes("t.xlsx", bytes, &ReadOptions::default());
    }

    #[test]
    fn any_json_like_text_is_answered(text in "[\\[\\]{}\",:0-9a-z\\\\ .eE+-]{0,80}") {
        let _ = crate::source::parse_json(&text);
        let _ = read_bytes("t.json", format!("[{text}]").into_bytes(), &ReadOptions::default());
    }

    #[test]
    fn the_order_of_rows_changes_nothing(order in shuffled(), with_id in any::<bool>()) {
        let row = |i: usize| {
            let id = if with_id { format!("{i},") } else { String::new() };
            format!("{id}{},{},{}\n", 18 + i % 7, ["tea", "coffee", "NA"][i % 3], ["Agree", "Disagree"][i % 2])
        };
        let header = if with_id { "id,age,drink,mood\n" } else { "age,drink,mood\n" };
        let straight: String = (0..40).map(row).collect();
        let mixed: String = order.iter().map(|&i| row(i)).collect();
        let read = |body: &str| read_bytes("t", format!("{header}{body}").into_bytes(), &ReadOptions::default()).unwrap().table;
        let (a, b) = (read(&straight), read(&mixed));
        prop_assert_eq!(format!("{a:?}"), format!("{b:?}"));
    }
}
