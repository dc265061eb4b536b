//! The tables of the middle form: cells as they stand, counted, summed and hashed on the way.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::super::InteractionError;
use super::super::open::damaged;
use super::{Entry, ONE, Shape};
use crate::source::{Dialect, Record, Records};

/// What stands between the cells of a row when it is hashed: the unit separator.
pub const SEPARATOR: u8 = 0x1f;

/// The first 60 bits of the SHA-256 of a row's cells joined by [`SEPARATOR`]: any engine has it.
pub fn row_hash(row: &[u8]) -> u64 {
    let digest = Sha256::digest(row);
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    u64::from_be_bytes(first) >> 4
}

/// Rows, sums and hashes of a table: none depends on the order of its rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Count {
    /// Rows.
    pub rows: u64,
    /// Σ of the fixed-point weights.
    pub sum: u128,
    /// Σ of the hashes of rows.
    pub hash: u128,
    line: Vec<u8>,
}

impl Count {
    /// Takes one row of a table.
    pub fn add<'a>(&mut self, shape: &Shape, cells: impl Iterator<Item = &'a str>) {
        self.line.clear();
        for (place, cell) in cells.enumerate() {
            if place > 0 {
                self.line.push(SEPARATOR);
            }
            self.line.extend_from_slice(cell.as_bytes());
            if shape.summed == Some(place) {
                let units = if cell.is_empty() {
                    ONE
                } else {
                    cell.parse().unwrap_or(0)
                };
                self.sum = self.sum.wrapping_add(units);
            }
        }
        self.rows += 1;
        self.hash = self.hash.wrapping_add(u128::from(row_hash(&self.line)));
    }

    /// How what was read differs from what the manifest says.
    fn differs(&self, entry: &Entry) -> Option<String> {
        let tell = |what: &str, said: &str, found: String| {
            (said != found).then(|| {
                format!("{what} do not match the manifest: it says {said}, the table has {found}")
            })
        };
        tell("rows", &entry.rows.to_string(), self.rows.to_string())
            .or_else(|| tell("sums", &entry.sum, self.sum.to_string()))
            .or_else(|| tell("hashes", &entry.hash, self.hash.to_string()))
    }
}

/// The files of a table or manifest: the one of this name, or the parts in a folder of this name.
pub(super) fn parts(path: &Path, file: &str, kind: &str) -> Result<Vec<PathBuf>, InteractionError> {
    let half = |problem: &str| InteractionError::form(file, problem);
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    if !path.is_dir() {
        return Err(half("is not there: the form was not written to its end"));
    }
    if !path.join("_SUCCESS").exists() {
        return Err(half(
            "holds no `_SUCCESS`: the engine did not write it to its end",
        ));
    }
    let entries = std::fs::read_dir(path).map_err(|source| InteractionError::Io {
        file: file.to_owned(),
        source,
    })?;
    let mut found: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let part = path
                .file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with("part-"));
            // An engine may leave a part without rows empty: rows that are lost show in the counts.
            let filled = std::fs::metadata(path).is_ok_and(|file| file.len() > 0);
            part && filled && path.extension().is_some_and(|end| end == kind)
        })
        .collect();
    found.sort();
    Ok(found)
}

/// Takes a row: its cells in the order of the table's columns, and its line. `Err` says what is wrong.
pub(super) type Take<'a> = dyn FnMut(&[&str]) -> Result<(), String> + 'a;

/// Reads a table of a form and holds it against its manifest.
pub(super) fn read_table(
    folder: &Path,
    form: &str,
    shape: &Shape,
    entry: &Entry,
    take: &mut Take<'_>,
) -> Result<(), InteractionError> {
    let mut count = Count::default();
    let csv = folder.join(format!("{}.csv", shape.name));
    let whole = folder.join(shape.name);
    let packed = folder.join(format!("{}.parquet", shape.name));
    let (file, found) = if csv.is_file() || !(whole.is_dir() || packed.exists()) {
        (format!("{form}/{}.csv", shape.name), vec![csv])
    } else if packed.is_file() {
        (format!("{form}/{}.parquet", shape.name), vec![packed])
    } else {
        let file = format!("{form}/{}", shape.name);
        let mut found = parts(&whole, &file, "csv")?;
        if found.is_empty() {
            found = parts(&whole, &file, "parquet")?;
        }
        (file, found)
    };
    for part in found {
        if part.extension().is_some_and(|kind| kind == "parquet") {
            read_parquet(&part, &file, shape, &mut count, take)?;
        } else {
            read_csv(&part, &file, shape, &mut count, take)?;
        }
    }
    match count.differs(entry) {
        Some(problem) => Err(InteractionError::form(file, problem)),
        None => Ok(()),
    }
}

/// The place of each of the shape's columns in a header.
pub(super) fn places(
    file: &str,
    shape: &Shape,
    header: &[&str],
) -> Result<Vec<usize>, InteractionError> {
    let place = |column: &&str| {
        header
            .iter()
            .position(|name| name.trim() == *column)
            .ok_or_else(|| {
                InteractionError::form(
                    file,
                    format!(
                        "the column `{column}` is missing; expected {}",
                        shape.columns.join(",")
                    ),
                )
            })
    };
    shape.columns.iter().map(place).collect()
}

fn read_csv(
    path: &Path,
    file: &str,
    shape: &Shape,
    count: &mut Count,
    take: &mut Take<'_>,
) -> Result<(), InteractionError> {
    let opened = File::open(path).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => {
            InteractionError::form(file, "is not there, but the manifest names it")
        }
        _ => InteractionError::Io {
            file: file.to_owned(),
            source,
        },
    })?;
    let mut records = Records::new(
        BufReader::with_capacity(1 << 18, opened),
        Dialect::default(),
    );
    let mut record = Record::default();
    let wrong = |error| damaged(file, error);
    if !records.next(&mut record).map_err(wrong)? {
        return Err(InteractionError::form(file, "is empty: not even a header"));
    }
    let header: Vec<&str> = record.iter().collect();
    let places = places(file, shape, &header)?;
    let width = header.len();
    while records.next(&mut record).map_err(wrong)? {
        let cells: Vec<&str> = places
            .iter()
            .map(|&place| record.get(place).unwrap_or(""))
            .collect();
        let problem = if record.len() == width {
            count.add(shape, cells.iter().copied());
            take(&cells).err()
        } else {
            Some("the row has more or fewer cells than the header".to_owned())
        };
        if let Some(problem) = problem {
            return Err(InteractionError::form(
                file,
                format!("line {}: {problem}", record.line()),
            ));
        }
    }
    Ok(())
}

#[cfg(feature = "parquet")]
fn read_parquet(
    path: &Path,
    file: &str,
    shape: &Shape,
    count: &mut Count,
    take: &mut Take<'_>,
) -> Result<(), InteractionError> {
    super::parquet::read(path, file, shape, &mut |cells| {
        count.add(shape, cells.iter().copied());
        take(cells)
    })
}

#[cfg(not(feature = "parquet"))]
fn read_parquet(
    _: &Path,
    file: &str,
    _: &Shape,
    _: &mut Count,
    _: &mut Take<'_>,
) -> Result<(), InteractionError> {
    Err(InteractionError::form(
        file,
        "is Parquet, which this build does not read: build with `--features parquet`, or write CSV",
    ))
}
