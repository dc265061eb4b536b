//! The hostile corpora of `../shared/data`: every file is answered in time, without a panic.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::*;
use crate::source::{parse_json, read_grid, sniff};

/// A folder of the shared data, if it is there.
fn shared(path: &str) -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/data")
        .join(path);
    let found = Some(beside).filter(|path| path.exists());
    if found.is_none() {
        println!("{path} is not here: skipped");
    }
    found
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                all.push(path);
            }
        }
    }
    all.sort();
    all
}

/// The most memory this process ever held, in MB (Linux).
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1024)
}

/// Set in the process that reads the corpora alone, so that its memory is its own.
const ALONE: &str = "ENTOURAGE_CORPORA_ALONE";

#[test]
fn every_hostile_file_is_answered_in_two_seconds_and_256_megabytes() {
    if std::env::var_os(ALONE).is_some() {
        return read_the_corpora();
    }
    let name =
        "table::corpus_tests::every_hostile_file_is_answered_in_two_seconds_and_256_megabytes";
    let output = std::process::Command::new(std::env::current_exe().unwrap())
        .args([name, "--exact", "--nocapture", "--test-threads", "1"])
        .env(ALONE, "1")
        .output()
        .unwrap();
    print!("{}", String::from_utf8_lossy(&output.stdout));
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn read_the_corpora() {
    for corpus in [
        "duckdb-csv",
        "calamine",
        "jsontestsuite",
        "blns",
        "csv-spectrum",
    ] {
        let Some(folder) = shared(corpus) else { return };
        let (mut read, mut refused, mut slowest) = (0, 0, (Duration::ZERO, PathBuf::new()));
        for path in files(&folder) {
            let before = peak_memory();
            let start = Instant::now();
            let answer = super::read(&path, &ReadOptions::default());
            let copied = clean_copy(&path).is_ok();
            let took = start.elapsed();
            match answer {
                Ok(reading) => {
                    read += 1;
                    let rows = reading.report.rows;
                    assert_eq!(
                        rows.read,
                        rows.kept + rows.repaired + rows.rejected,
                        "{}",
                        path.display()
                    );
                    assert!(copied, "{}", path.display());
                }
                Err(error) => {
                    refused += 1;
                    if corpus == "calamine" || corpus == "duckdb-csv" {
                        println!(
                            "{}: {}",
                            path.display(),
                            std::error::Error::source(&error)
                                .map_or_else(|| error.to_string(), ToString::to_string)
                        );
                    }
                }
            }
            if let (Some(before), Some(after)) = (before, peak_memory())
                && after > before + 40
            {
                println!("{} took memory from {before} to {after} MB", path.display());
            }
            if took > slowest.0 {
                slowest = (took, path.clone());
            }
            assert!(
                took < Duration::from_secs(4),
                "{} took {took:?} (read twice)",
                path.display()
            );
        }
        println!(
            "{corpus}: {read} read, {refused} refused, slowest {slowest:?}, peak {:?} MB",
            peak_memory()
        );
    }
    assert!(
        peak_memory().is_none_or(|peak| peak < 256),
        "peak memory {:?} MB",
        peak_memory()
    );
}

#[test]
fn json_is_accepted_and_refused_as_the_suite_says() {
    let Some(folder) = shared("jsontestsuite/test_parsing") else {
        return;
    };
    for path in files(&folder) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        let Ok(text) = std::str::from_utf8(&bytes) else {
            assert!(!name.starts_with("y_"), "{name} is not UTF-8");
            continue;
        };
        match &name[..2] {
            "y_" => assert!(parse_json(text).is_ok(), "{name}"),
            "n_" => assert!(parse_json(text).is_err(), "{name}"),
            _ => drop(parse_json(text)),
        }
    }
}

#[test]
fn csv_spectrum_is_read_as_its_json_says() {
    let Some(folder) = shared("csv-spectrum") else {
        return;
    };
    for path in files(&folder.join("csvs")) {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if name == "location_coordinates" {
            continue; // its JSON holds another phone number than its CSV
        }
        let expected =
            std::fs::read_to_string(folder.join("json").join(format!("{name}.json"))).unwrap();
        let expected: serde_json::Value = serde_json::from_str(&expected).unwrap();
        let expected = match expected {
            serde_json::Value::Array(rows) => rows,
            one => vec![one],
        };
        let (grid, _) = read_grid(&text, &sniff(&text)).unwrap();
        assert_eq!(grid.len(), expected.len() + 1, "{name}");
        for (row, object) in expected.iter().enumerate() {
            for column in 0..grid.width(0) {
                let value = object[grid.cell(0, column)].as_str().unwrap();
                // The expected files hold \n where the CSV holds \r\n.
                let cell = grid.cell(row + 1, column).replace("\r\n", "\n");
                assert_eq!(cell, value.replace("\r\n", "\n"), "{name}, row {row}");
            }
        }
    }
}
