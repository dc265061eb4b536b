//! The people wing against pandas and scikit-learn, on the same data, in one go:
//! `cargo bench --bench people`. Prints CPU seconds of both sides and their ratio.
//!
//! The Python side (`benches/peers/people.py`) makes its own environment under `target/`; where it
//! cannot, it is skipped and says why. `cargo bench --bench people -- ours` runs our side only.
// A bench is a program: nobody calls what is in it.
#![allow(missing_docs)]

use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use entourage::segment::{KMeans, Settings, choose};
use entourage::statistic::{hash, unit};
use entourage::table::{Answer, Attribute, Facet, Kind, Role, Table, Values};
use linfa::DatasetBase;
use linfa::traits::Fit;
use ndarray::Array2;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    // `cargo bench` adds --bench.
    let only_ours = std::env::args().any(|argument| argument == "ours");
    let folder = tempfile::tempdir()?;
    println!("work                                   who              CPU s   wall s  note");
    let kmeans = kmeans_million(folder.path())?;
    let choice = choice_100k(folder.path())?;
    if only_ours {
        return Ok(());
    }
    for (work, ours) in [("kmeans", kmeans), ("choice", choice)] {
        match peer(work, folder.path())? {
            Some(peer) => println!("{work}: ours / theirs = {:.3} of the CPU", ours / peer),
            None => println!("{work}: no ratio, the peer was skipped"),
        }
    }
    Ok(())
}

/// CPU seconds (user + system) of this process so far, all threads; wall seconds elsewhere than Linux.
fn cpu(since: Instant) -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<f64> = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .filter_map(|field| field.parse().ok())
        .collect();
    // After the command and the state letter: utime and stime are numbers 10 and 11, in hundredths.
    match fields.get(10..12) {
        Some([user, system]) => (user + system) / 100.0,
        _ => since.elapsed().as_secs_f64(),
    }
}

fn timed<T>(work: &str, note: impl Fn(&T) -> String, run: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    let before = cpu(start);
    let result = run();
    let used = cpu(start) - before;
    let wall = start.elapsed().as_secs_f64();
    println!(
        "{work:<38} {:<14} {used:>7.2} {wall:>8.2}  {}",
        "entourage",
        note(&result)
    );
    used
}

/// A standard normal number of a place (Box & Muller 1958).
fn normal(parts: &[u64]) -> f64 {
    let radius = (-2.0 * (1.0 - unit(parts)).ln()).sqrt();
    let turned: Vec<u64> = parts.iter().copied().chain([1]).collect();
    radius * (std::f64::consts::TAU * unit(&turned)).cos()
}

/// k-means, 1M × 30, k 6, 10 restarts: six overlapping groups of unequal size.
fn kmeans_million(folder: &Path) -> Result<f64, Failure> {
    let (rows, width) = (1_000_000, 30);
    let value = |(row, feature): (usize, usize)| {
        let group = hash(&[row as u64]) % 10;
        let group = [0, 0, 0, 1, 1, 2, 2, 3, 4, 5][group as usize];
        let centre = unit(&[7, group, feature as u64]) * 2.0;
        (centre + normal(&[9, row as u64, feature as u64])) as f32
    };
    let points = Array2::from_shape_fn((rows, width), value);
    let mut file = std::io::BufWriter::new(std::fs::File::create(folder.join("kmeans.f32"))?);
    for value in &points {
        file.write_all(&value.to_le_bytes())?;
    }
    file.flush()?;
    let data = DatasetBase::from(points);
    let every = timed(
        "k-means 1M x 30, k 6, every row",
        |model: &KMeans| format!("inertia {:.6e}", model.inertia()),
        || {
            KMeans::params(6)
                .coarse(0)
                .fit(&data)
                .expect("the points are finite")
        },
    );
    let sampled = timed(
        "k-means 1M x 30, k 6, as build does",
        |model: &KMeans| format!("inertia {:.6e}", model.inertia()),
        || KMeans::params(6).fit(&data).expect("the points are finite"),
    );
    println!(
        "  (restarts on a sample first: {:.2} of every restart on every row)",
        sampled / every
    );
    Ok(sampled)
}

/// 100k × 30 mixed: k 2..8, 10 restarts, up to 50 bootstrap pairs, 20 nulls.
fn choice_100k(folder: &Path) -> Result<f64, Failure> {
    let rows = 100_000;
    let table = mixed(rows);
    let mut file = std::io::BufWriter::new(std::fs::File::create(folder.join("mixed.csv"))?);
    let names: Vec<&str> = table.attributes.iter().map(|a| a.name.as_str()).collect();
    writeln!(file, "{}", names.join(","))?;
    for row in 0..rows {
        let cells: Vec<String> = table
            .attributes
            .iter()
            .map(|a| match (a.number(row), a.level(row)) {
                (Some(number), _) => number.to_string(),
                (_, Some(level)) if a.kind == Kind::Ordinal => level.to_string(),
                (_, Some(level)) => a.levels[level].clone(),
                _ => String::new(),
            })
            .collect();
        writeln!(file, "{}", cells.join(","))?;
    }
    file.flush()?;
    Ok(timed(
        "100k x 30 mixed, choose k 2..8",
        |k: &Option<usize>| format!("chose {k:?}"),
        || {
            let found = choose(&table, None, &Settings::default());
            found.expect("a segmentation").chosen
        },
    ))
}

/// Ten numeric, ten ordinal and ten categorical questions behind which stand five groups.
fn mixed(rows: usize) -> Table {
    let group = |row: usize| [0, 0, 0, 1, 1, 1, 2, 2, 3, 4][(hash(&[3, row as u64]) % 10) as usize];
    let attribute = |question: usize| {
        let key = |row: usize, what: u64| [11, question as u64, row as u64, what];
        let profile = |row: usize| unit(&[5, question as u64, group(row)]);
        let (kind, levels) = [
            (Kind::Numeric, 0),
            (Kind::Ordinal, 5),
            (Kind::Categorical, 4),
        ][question % 3];
        let values = match kind {
            Kind::Numeric => Values::Number(
                (0..rows)
                    .map(|r| 3.0 * profile(r) + normal(&key(r, 0)))
                    .collect(),
            ),
            Kind::Ordinal => {
                let level = |r| (5.0 * profile(r) + normal(&key(r, 0))).clamp(0.0, 4.0) as u32;
                Values::Level((0..rows).map(level).collect())
            }
            _ => {
                let level = |r: usize| {
                    let own = unit(&key(r, 1)) < 0.6;
                    (4.0 * if own { profile(r) } else { unit(&key(r, 2)) }) as u32
                };
                Values::Level((0..rows).map(level).collect())
            }
        };
        Attribute {
            name: format!("q{question}"),
            label: format!("q{question}"),
            question: String::new(),
            phrase: String::new(),
            kind,
            role: Role::Segmentation,
            facet: Facet::Attitude,
            levels: (0..levels).map(|l| format!("l{l}")).collect(),
            level_labels: Vec::new(),
            answers: vec![Answer::Given; rows],
            values,
        }
    };
    Table {
        ids: (0..rows).map(|row| format!("r{row}")).collect(),
        attributes: (0..30).map(attribute).collect(),
        ..Table::default()
    }
}

/// Runs the Python side of a work; `None` where it was skipped. Its last line is its CPU seconds.
fn peer(work: &str, folder: &Path) -> Result<Option<f64>, Failure> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new("python3")
        .arg(here.join("benches/peers/people.py"))
        .arg(work)
        .arg(folder)
        .arg(here.join("target/peers-people"))
        .output();
    let output = match output {
        Ok(output) => output,
        Err(error) => {
            println!("skipped: python3 does not start ({error})");
            return Ok(None);
        }
    };
    let text = String::from_utf8(output.stdout)?;
    let mut seconds = None;
    for line in text.lines() {
        match line.strip_prefix("cpu ") {
            Some(number) => seconds = Some(number.parse()?),
            None => println!("{line}"),
        }
    }
    if !output.status.success() {
        println!(
            "skipped: {}",
            String::from_utf8_lossy(&output.stderr)
                .lines()
                .last()
                .unwrap_or("")
        );
        return Ok(None);
    }
    Ok(seconds)
}
