//! The people wing against pandas and scikit-learn, on the same data, in one go:
//! `cargo bench --bench people`. Prints CPU seconds of both sides and their ratio.
//!
//! The Python side (`benches/peers/people.py`) makes its own environment under `target/`; where it
//! cannot, it is skipped and says why. `cargo bench --bench people -- ours` runs our side only.
// A bench is a program: nobody calls what is in it, and each uses a part of the sitting.
#![allow(missing_docs, dead_code)]

use std::io::Write;
use std::path::Path;

use entourage::segment::{KMeans, Settings, choose};
use entourage::statistic::{hash, unit};
use entourage::table::{Answer, Attribute, Facet, Kind, Role, Table, Values};
use linfa::DatasetBase;
use linfa::traits::Fit;
use ndarray::Array2;

mod sitting;

use sitting::{Cost, Failure, Sitting};

fn main() -> Result<(), Failure> {
    let sitting = Sitting::begin("people.py");
    let folder = tempfile::tempdir()?;
    let kmeans = kmeans_million(&sitting, folder.path())?;
    sitting.against(kmeans, "kmeans", folder.path())?;
    let choice = choice_100k(&sitting, folder.path())?;
    sitting.against(choice, "choice", folder.path())
}

/// A standard normal number of a place (Box & Muller 1958).
fn normal(parts: &[u64]) -> f64 {
    let radius = (-2.0 * (1.0 - unit(parts)).ln()).sqrt();
    let turned: Vec<u64> = parts.iter().copied().chain([1]).collect();
    radius * (std::f64::consts::TAU * unit(&turned)).cos()
}

/// k-means, 1M × 30, k 6, 10 restarts: six overlapping groups of unequal size.
fn kmeans_million(sitting: &Sitting, folder: &Path) -> Result<Cost, Failure> {
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
    let (_, every) = sitting.ours(
        "k-means 1M x 30, k 6, every row",
        |model: &KMeans| format!("inertia {:.6e}", model.inertia()),
        || {
            KMeans::params(6)
                .coarse(0)
                .fit(&data)
                .expect("the points are finite")
        },
    );
    let (_, sampled) = sitting.ours(
        "k-means 1M x 30, k 6, as build does",
        |model: &KMeans| format!("inertia {:.6e}", model.inertia()),
        || KMeans::params(6).fit(&data).expect("the points are finite"),
    );
    println!(
        "  (restarts on a sample first: {:.2} of every restart on every row)",
        sampled.cpu / every.cpu
    );
    Ok(sampled)
}

/// 100k × 30 mixed: k 2..8, 10 restarts, up to 50 bootstrap pairs, 20 nulls.
fn choice_100k(sitting: &Sitting, folder: &Path) -> Result<Cost, Failure> {
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
    let (_, cost) = sitting.ours(
        "100k x 30 mixed, choose k 2..8",
        |k: &Option<usize>| format!("chose {k:?}"),
        || {
            let found = choose(&table, None, &Settings::default());
            found.expect("a segmentation").chosen
        },
    );
    Ok(cost)
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
