//! One file of a run against the same file made anew: where they differ, never whose cell it is.

use std::path::Path;

use serde_json::Value;

use crate::error::Error;
use crate::output::OutFile;
use crate::outreach::{OUTREACH_COLUMNS, is_typed_header};
use crate::persona::{Difference, Verification, verify_part};
use crate::source::{SheetCells, read_sheets};

/// Differences told of one file at most; the rest is counted.
const TOLD: usize = 20;
/// A workbook that unpacks to more than this is not ours.
const MOST_BYTES: u64 = 128 << 20;
/// Columns of the plan that people fill.
const TYPED: usize = 5;

/// Compares a file of a run's folder with its twin made anew.
pub(super) fn file(folder: &Path, made: &OutFile, result: &mut Verification) -> Result<(), Error> {
    let path = folder.join(&made.name);
    let mut found = Verification::default();
    let stored = match std::fs::read(&path) {
        Ok(stored) => stored,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            result.checked += 1;
            return {
                result
                    .differences
                    .push(difference(&made.name, "no such file", "one"));
                Ok(())
            };
        }
        Err(source) => {
            return Err(Error::Input {
                path: path.display().to_string(),
                source,
            });
        }
    };
    if stored == made.bytes && made.name != "outreach.csv" {
        result.checked += 1;
        return Ok(());
    }
    match Path::new(&made.name)
        .extension()
        .and_then(|kind| kind.to_str())
    {
        Some("csv") => csv(made, &stored, &mut found),
        Some("json") => json(made, &stored, &mut found)?,
        Some("xlsx") => workbook(made, &stored, &mut found),
        _ => text(made, &stored, &mut found),
    }
    let more = found.differences.len().saturating_sub(TOLD);
    found.differences.truncate(TOLD);
    if more > 0 {
        let many = format!("{more} more values");
        found
            .differences
            .push(difference(&made.name, &many, "others"));
    }
    result.extend(found);
    Ok(())
}

fn difference(path: &str, stored: &str, recomputed: &str) -> Difference {
    Difference {
        path: path.to_owned(),
        stored: stored.to_owned(),
        recomputed: recomputed.to_owned(),
    }
}

/// Cell by cell. Texts of personal files are not repeated, numbers are.
fn csv(made: &OutFile, stored: &[u8], found: &mut Verification) {
    let read = |bytes: &[u8]| -> Option<Vec<csv::StringRecord>> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(bytes);
        reader.records().collect::<Result<_, _>>().ok()
    };
    let (Some(then), Some(now)) = (read(stored), read(&made.bytes)) else {
        found
            .differences
            .push(difference(&made.name, "no CSV", "a table"));
        return;
    };
    if then.len() != now.len() {
        let rows = |all: &[csv::StringRecord]| format!("{} rows", all.len().saturating_sub(1));
        found
            .differences
            .push(difference(&made.name, &rows(&then), &rows(&now)));
    }
    let header = now.first().cloned().unwrap_or_default();
    let plan = made.name == "outreach.csv" && header.iter().eq(OUTREACH_COLUMNS);
    let typed = |column: usize| plan && column + TYPED >= OUTREACH_COLUMNS.len();
    let mut written = 0;
    for (row, (then, now)) in then.iter().zip(&now).enumerate() {
        for column in 0..then.len().max(now.len()) {
            if row > 0 && typed(column) {
                // The status has a first value of ours; what else stands there somebody typed.
                let ours =
                    column + TYPED == OUTREACH_COLUMNS.len() && then.get(column) == now.get(column);
                let filled = then.get(column).is_some_and(|cell| !cell.is_empty());
                written += u64::from(filled && !ours);
                continue;
            }
            found.checked += 1;
            let (stored, recomputed) = (then.get(column), now.get(column));
            if stored != recomputed {
                let name = header.get(column).unwrap_or("a column too many");
                let path = format!("{}, line {}, column {name}", made.name, row + 1);
                let told = |cell| told(cell, made.personal);
                found.differences.push(Difference {
                    path,
                    stored: told(stored),
                    recomputed: told(recomputed),
                });
            }
        }
    }
    if written > 0 {
        found.not_verifiable.push(format!(
            "{}: {} ({written})",
            made.name,
            OUTREACH_COLUMNS[OUTREACH_COLUMNS.len() - TYPED..].join(", ")
        ));
    }
}

fn told(cell: Option<&str>, personal: bool) -> String {
    match cell {
        None => "no cell".to_owned(),
        Some("") => "nothing".to_owned(),
        Some(cell) if !personal || cell.parse::<f64>().is_ok() => format!("{cell:?}"),
        Some(_) => "a text (personal, not repeated)".to_owned(),
    }
}

/// Key by key.
fn json(made: &OutFile, stored: &[u8], found: &mut Verification) -> Result<(), Error> {
    let again: Value = serde_json::from_slice(&made.bytes).unwrap_or_default();
    match serde_json::from_slice::<Value>(stored) {
        Ok(stored) => {
            found.extend(verify_part(&made.name, &stored, &again)?);
            if found.differences.is_empty() {
                found.differences.push(difference(
                    &made.name,
                    "the same in other words",
                    "the file",
                ));
            }
        }
        Err(error) => {
            let what = format!("no JSON (line {})", error.line());
            found
                .differences
                .push(difference(&made.name, &what, "the file"));
        }
    }
    Ok(())
}

/// Line by line; only the first line is named, the content of a document may be personal.
fn text(made: &OutFile, stored: &[u8], found: &mut Verification) {
    found.checked += 1;
    let lines = |bytes: &[u8]| -> Vec<Vec<u8>> {
        bytes.split(|&b| b == b'\n').map(<[u8]>::to_vec).collect()
    };
    let (then, now) = (lines(stored), lines(&made.bytes));
    let apart = (0..then.len().max(now.len())).filter(|&line| then.get(line) != now.get(line));
    let apart: Vec<usize> = apart.collect();
    let first = apart.first().map_or(0, |line| line + 1);
    found.differences.push(Difference {
        path: format!("{}, line {first}", made.name),
        stored: format!("something else ({} lines differ)", apart.len()),
        recomputed: "the document as the data tell it".to_owned(),
    });
}

/// Cell by cell; what people type into the plan is theirs.
fn workbook(made: &OutFile, stored: &[u8], found: &mut Verification) {
    let (Ok(then), Ok(now)) = (
        read_sheets(stored, MOST_BYTES),
        read_sheets(&made.bytes, MOST_BYTES),
    ) else {
        found
            .differences
            .push(difference(&made.name, "no workbook", "one"));
        return;
    };
    let plan = made.name == "outreach.xlsx";
    let (before, mut own) = (found.differences.len(), 0u64);
    for (name, cells) in &now {
        found.checked += 1;
        match then.iter().find(|(other, _)| other == name) {
            None => found.differences.push(difference(
                &format!("{}, sheet {name}", made.name),
                "no such sheet",
                "one",
            )),
            Some((_, stored)) => {
                own += sheet(
                    &format!("{}, sheet {name}", made.name),
                    stored,
                    cells,
                    plan,
                    found,
                );
            }
        }
    }
    let strangers = then
        .iter()
        .filter(|(name, _)| now.iter().all(|(other, _)| other != name))
        .count();
    if plan && own + strangers as u64 > 0 {
        found
            .not_verifiable
            .push(format!("{} ({own} + {strangers})", made.name));
    } else if strangers > 0 || found.differences.len() == before && !plan {
        found
            .differences
            .push(difference(&made.name, "something else", "the workbook"));
    }
}

/// The differences of one sheet; how many of them are cells that people fill.
fn sheet(
    path: &str,
    then: &SheetCells,
    now: &SheetCells,
    plan: bool,
    found: &mut Verification,
) -> u64 {
    let get = |cells: &SheetCells, row: u32, column: u32| -> String {
        let cell = cells.get(&row).and_then(|row| row.get(&column));
        cell.map_or(String::new(), |text| text.trim().to_owned())
    };
    let typed = if plan { typed_columns(now) } else { Vec::new() };
    let rows: std::collections::BTreeSet<u32> = then.keys().chain(now.keys()).copied().collect();
    let mut own = 0;
    for row in rows {
        let columns = |cells: &SheetCells| -> Vec<u32> {
            cells
                .get(&row)
                .map_or(Vec::new(), |row| row.keys().copied().collect())
        };
        let mut all = columns(then);
        all.extend(columns(now));
        all.sort_unstable();
        all.dedup();
        for column in all {
            found.checked += 1;
            if get(then, row, column) == get(now, row, column) {
                continue;
            }
            if typed.contains(&column) {
                own += 1;
            } else {
                let path = format!("{path}, row {}, column {}", row + 1, column + 1);
                found
                    .differences
                    .push(difference(&path, "another cell", "the one of the run"));
            }
        }
    }
    own
}

/// Columns of a sheet that stand under a header of what people fill.
fn typed_columns(cells: &SheetCells) -> Vec<u32> {
    let header = cells
        .values()
        .find(|row| row.values().any(|text| is_typed_header(text)));
    let typed = |row: &std::collections::BTreeMap<u32, String>| -> Vec<u32> {
        let columns = row.iter().filter(|(_, text)| is_typed_header(text));
        columns.map(|(&column, _)| column).collect()
    };
    header.map_or(Vec::new(), typed)
}
