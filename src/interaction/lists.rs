//! The project's two lists of accounts: `identities.csv` and `exclude.csv`.

use std::path::Path;

use super::open::{all_bytes_of, damaged};
use super::reader::Header;
use super::{Exclusion, Identity, InteractionError};
use crate::source::{decode, read_grid, sniff};

/// Rows of `identities.csv` (`person,platform,account`): accounts with one person are merged.
pub fn read_identities(path: &Path, name: &str) -> Result<Vec<Identity>, InteractionError> {
    let mut identities = Vec::new();
    each(path, name, &["person", "platform", "account"], |cells| {
        if !cells[0].is_empty() && !cells[2].is_empty() {
            identities.push(Identity {
                person: cells[0].to_owned(),
                platform: cells[1].to_owned(),
                account: cells[2].to_owned(),
            });
        }
    })?;
    Ok(identities)
}

/// Rows of `exclude.csv` (`platform,account,why`): accounts left out of the analysis.
pub fn read_exclusions(path: &Path, name: &str) -> Result<Vec<Exclusion>, InteractionError> {
    let mut exclusions = Vec::new();
    each(path, name, &["platform", "account"], |cells| {
        if !cells[1].is_empty() {
            exclusions.push(Exclusion {
                platform: cells[0].to_owned(),
                account: cells[1].to_owned(),
            });
        }
    })?;
    Ok(exclusions)
}

/// Calls `row` with the cells of these columns; a column other than the last may be missing.
fn each(
    path: &Path,
    name: &str,
    columns: &[&str],
    mut row: impl FnMut(&[&str]),
) -> Result<(), InteractionError> {
    let text = decode(&all_bytes_of(path, name)?).text;
    if text.trim().is_empty() {
        return Ok(());
    }
    let (grid, _) = read_grid(&text, &sniff(&text)).map_err(|error| damaged(name, error))?;
    if grid.is_empty() {
        return Ok(());
    }
    let header = Header::new(grid.row(0));
    let places: Vec<Option<usize>> = columns.iter().map(|column| header.any(&[column])).collect();
    for (column, place) in columns.iter().zip(&places) {
        if place.is_none() && *column != "platform" {
            return Err(InteractionError::NoColumn {
                file: name.to_owned(),
                column: (*column).to_owned(),
                fields: header.shown(),
            });
        }
    }
    for line in 1..grid.len() {
        let cells: Vec<&str> = places
            .iter()
            .map(|place| place.map_or("", |place| grid.cell(line, place).trim()))
            .collect();
        row(&cells);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_lists_are_read_and_a_missing_column_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        let path = write(
            "identities.csv",
            "person;platform;account\nLéa;x;@lea\nLéa;bluesky;lea.m\n;x;sam\n",
        );
        let identities = read_identities(&path, "identities.csv").unwrap();
        assert_eq!(identities.len(), 2);
        assert_eq!(identities[1].account, "lea.m");
        let path = write("exclude.csv", "account,why\nrobot,bot\n");
        assert_eq!(
            read_exclusions(&path, "exclude.csv").unwrap(),
            [Exclusion {
                platform: String::new(),
                account: "robot".to_owned()
            }]
        );
        let path = write("wrong.csv", "name,why\nrobot,bot\n");
        assert!(matches!(
            read_exclusions(&path, "wrong.csv"),
            Err(InteractionError::NoColumn { .. })
        ));
        assert!(
            read_exclusions(&write("empty.csv", ""), "empty.csv")
                .unwrap()
                .is_empty()
        );
    }
}
