//! The fuzz targets on stable: the samples of the project, damaged in a thousand ways.

mod targets;

use std::path::Path;

use proptest::prelude::*;

/// Damage to a file: where (0..1 of its length), and what is done there.
#[derive(Debug, Clone)]
enum Damage {
    Put(f64, Vec<u8>),
    Cut(f64, usize),
    Again(f64, usize),
    Flip(f64, u8),
}

/// Bytes that mean something to some reader.
const TELLING: [&[u8]; 16] = [
    b"\"",
    b"\"\"",
    b",",
    b";",
    b"\t",
    b"\r",
    b"\n",
    b"\0",
    b"{",
    b"}",
    b"[",
    b"]",
    b": ",
    b"\\u00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
];

fn damage() -> impl Strategy<Value = Damage> {
    let bytes = prop_oneof![
        proptest::sample::select(&TELLING[..]).prop_map(<[u8]>::to_vec),
        proptest::collection::vec(any::<u8>(), 0..12),
    ];
    prop_oneof![
        (0.0..1.0, bytes).prop_map(|(at, bytes)| Damage::Put(at, bytes)),
        (0.0..1.0, 1..200_usize).prop_map(|(at, count)| Damage::Cut(at, count)),
        (0.0..1.0, 1..200_usize).prop_map(|(at, count)| Damage::Again(at, count)),
        (0.0..1.0, 1..=255_u8).prop_map(|(at, mask)| Damage::Flip(at, mask)),
    ]
}

fn damaged(mut bytes: Vec<u8>, all: &[Damage]) -> Vec<u8> {
    for one in all {
        let place = |at: f64| (at * bytes.len() as f64) as usize;
        match one {
            Damage::Put(at, more) => {
                let at = place(*at);
                bytes.splice(at..at, more.iter().copied());
            }
            Damage::Cut(at, count) => {
                let at = place(*at);
                bytes.drain(at..(at + count).min(bytes.len()));
            }
            Damage::Again(at, count) => {
                let at = place(*at);
                let piece = bytes[at..(at + count).min(bytes.len())].to_vec();
                bytes.splice(at..at, piece);
            }
            Damage::Flip(at, mask) => {
                let at = place(*at);
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= mask;
                }
            }
        }
    }
    bytes
}

/// Samples of the project with one of these endings.
fn samples(folder: &str, endings: &[&str]) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the samples")
        .map(|entry| entry.expect("a sample").path())
        .filter(|path| {
            endings
                .iter()
                .any(|end| path.to_string_lossy().ends_with(end))
        })
        .collect();
    files.sort();
    assert!(!files.is_empty(), "no samples");
    files
        .iter()
        .map(|file| std::fs::read(file).expect("a sample"))
        .collect()
}

/// Each of `seeds`, and many damaged ones, given to `target`.
fn run(seeds: &[Vec<u8>], cases: u32, target: fn(&[u8])) {
    for seed in seeds {
        target(seed);
    }
    let strategy = (0..seeds.len(), proptest::collection::vec(damage(), 1..9));
    let config = ProptestConfig {
        cases: if cfg!(feature = "long-tests") {
            20 * cases
        } else {
            cases
        },
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    runner
        .run(&strategy, |(seed, damages)| {
            target(&damaged(seeds[seed].clone(), &damages));
            Ok(())
        })
        .unwrap_or_else(|failure| panic!("{failure}"));
}

#[test]
fn any_damaged_table_has_one_dialect_and_its_rows_add_up() {
    run(
        &samples("tests/inputs/tables", &[".csv"]),
        300,
        targets::dialect,
    );
}

#[test]
fn any_damaged_json_is_taken_only_where_serde_json_takes_it() {
    run(
        &samples("tests/inputs/logs", &[".json", ".jsonl"]),
        100,
        targets::json,
    );
}

#[test]
fn any_damaged_workbook_is_answered() {
    let table = samples("tests/inputs/tables", &["typeform.csv"]).remove(0);
    let seen = super::command::entourage("init")
        .with("typeform.csv", table)
        .arg("typeform.csv")
        .succeeds();
    let book = std::fs::read(seen.place().join("questions.xlsx")).expect("the codebook");
    run(&[book], 1_000, targets::workbook);
}

#[test]
fn any_damaged_survey_file_is_answered_and_its_rows_add_up() {
    run(
        &samples("tests/inputs/tables", &[".sav", ".zsav"]),
        300,
        targets::spss,
    );
}

#[test]
fn any_damaged_project_file_is_refused_or_kept_whole() {
    let mut seeds = samples("examples/cafe", &[".yaml"]);
    seeds.extend(samples("examples/metier", &[".yaml"]));
    run(&seeds, 1_000, targets::project);
}
