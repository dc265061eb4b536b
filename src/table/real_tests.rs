//! The real sets read without a line of configuration; their picture is printed and pinned where
//! it matters. Needs `../shared/data` (prints a word and returns where it is not).

use std::path::PathBuf;

use super::*;

/// A file of the shared data, if it is there.
fn shared(path: &str) -> Option<PathBuf> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/data")
        .join(path);
    if file.exists() {
        return Some(file);
    }
    println!("{path} is not here: skipped");
    None
}

fn picture(reading: &Reading) -> String {
    use std::fmt::Write;
    let mut out = String::new();
    for file in &reading.report.files {
        let _ = writeln!(out, "{file:?}");
    }
    let _ = writeln!(
        out,
        "{:?} id {:?} weight {:?} partial {}",
        reading.report.rows, reading.report.id, reading.report.weight, reading.report.partial
    );
    for c in &reading.report.columns {
        let _ = writeln!(
            out,
            "{:?} | {} | {:?} {:?} {:?} | {} given {} missing {} refused {} not asked {} unreadable | {:?} | {}",
            c.name,
            c.label,
            c.kind,
            c.role,
            c.facet,
            c.given,
            c.missing,
            c.refused,
            c.not_asked,
            c.unreadable,
            c.levels,
            c.why
        );
    }
    for d in &reading.report.dropped {
        let _ = writeln!(out, "dropped {:?}: {:?}", d.column, d.why);
    }
    for odd in reading.report.odd.iter().take(10) {
        let _ = writeln!(out, "odd {odd:?}");
    }
    for reject in reading.report.rejects.iter().take(10) {
        let _ = writeln!(out, "reject {reject:?}");
    }
    out
}

#[test]
fn the_real_sets_are_understood() {
    for file in [
        "fte-star-wars/StarWars.csv",
        "fte-masculinity/raw-responses.csv",
        "bank-marketing/bank-full.csv",
        "mcdonalds/mcdonalds.csv",
        "tea-hobbies-fr/tea.csv",
        "tea-hobbies-fr/hobbies.csv",
        "gss-cat/gss_cat.csv",
        "musae/ENGB_target.csv",
        "musae/ENGB_features.json",
    ] {
        let Some(path) = shared(file) else { return };
        let start = std::time::Instant::now();
        match read(&path, &ReadOptions::default()) {
            Ok(reading) => println!("=== {file} {:?}\n{}", start.elapsed(), picture(&reading)),
            Err(error) => println!(
                "=== {file}: {error} {:?}",
                std::error::Error::source(&error)
            ),
        }
    }
}

/// Reading's share of the main job: a table of a hundred thousand rows and thirty columns.
#[test]
fn a_hundred_thousand_rows_of_thirty_columns_are_read() {
    use std::fmt::Write;
    let mut text = (0..30)
        .map(|c| format!("q{c}"))
        .collect::<Vec<_>>()
        .join(",");
    let mut state = 7u64;
    for row in 0..100_000u64 {
        let _ = write!(text, "\n{row}");
        for column in 1..30 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let draw = state >> 40;
            let _ = match column % 4 {
                0 => write!(text, ",{}.{:02}", draw % 500, draw % 97),
                1 => write!(
                    text,
                    ",{}",
                    ["Never", "Rarely", "Sometimes", "Often"][(draw % 4) as usize]
                ),
                2 => write!(text, ",{}", ["yes", "no"][(draw % 2) as usize]),
                _ => write!(text, ",option {}", draw % 9),
            };
        }
    }
    let start = std::time::Instant::now();
    let reading = read_bytes("large.csv", text.into_bytes(), &ReadOptions::default()).unwrap();
    println!("100,000 x 30 read in {:?} (wall)", start.elapsed());
    assert_eq!(reading.table.len(), 100_000);
    assert_eq!(reading.report.rows.kept, 100_000);
}
