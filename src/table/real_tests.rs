//! The real sets read without a line of configuration; their picture is printed and pinned where
//! it matters. Needs `../shared/data` (prints a word and returns where it is not).

use std::path::PathBuf;

use super::*;

/// A file of the shared data, if it is there.
fn shared(path: &str) -> Option<PathBuf> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/data")
        .join(path);
    let file = if file.exists() {
        file
    } else {
        PathBuf::from("/work/shared/data").join(path)
    };
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
