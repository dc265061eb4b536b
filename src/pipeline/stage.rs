//! What all stages of a build share: the project, the accounts of what was read, the warnings.

use std::path::PathBuf;

use super::digest;
use super::options::BuildOptions;
use super::run_file::{InputFile, Reject, Warning};
use crate::error::Error;
use crate::outreach::Suppression;
use crate::project::Loaded;
use crate::source;

/// Told now and then how far a build has come: a word for the stage, and a share 0..1.
pub type Progress<'a> = &'a (dyn Fn(&str, f64) + Sync);

/// What all stages of a build share.
pub(super) struct Stage<'a> {
    pub loaded: &'a Loaded,
    pub options: &'a BuildOptions,
    pub progress: Progress<'a>,
    /// OUT, where something is to be written.
    pub out: Option<PathBuf>,
    /// A finished run whose groups may be taken over where nothing they depend on has changed. A build
    /// never does: what it writes is computed, not copied.
    pub finished: Option<PathBuf>,
    pub inputs: Vec<InputFile>,
    pub rejects: Vec<Reject>,
    pub warnings: Vec<Warning>,
    /// People who said no, where the project has such a list.
    pub suppression: Option<Suppression>,
    /// People of the log left out because of it.
    pub suppressed: u64,
}

impl<'a> Stage<'a> {
    pub fn new(loaded: &'a Loaded, options: &'a BuildOptions, progress: Progress<'a>) -> Self {
        Self {
            loaded,
            options,
            progress,
            out: None,
            finished: None,
            inputs: Vec::new(),
            rejects: Vec::new(),
            warnings: Vec::new(),
            suppression: None,
            suppressed: 0,
        }
    }

    /// Says something a person should know.
    pub fn warn(&mut self, warning: Warning) {
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
    }

    /// Says how many rows of all files were repaired or rejected: each stands in `rejects.csv`.
    pub fn warn_of_rows(&mut self) {
        let sum = |count: fn(&InputFile) -> u64| self.inputs.iter().map(count).sum();
        let counted: [(&str, u64); 2] = [
            ("rejected", sum(|file| file.rejected)),
            ("repaired", sum(|file| file.repaired)),
        ];
        for (code, rows) in counted {
            if rows > 0 {
                self.warn(Warning::new(code).with("n", rows));
            }
        }
    }

    /// Counts a row or cell that was repaired or rejected.
    pub fn reject(&mut self, file: &str, line: u64, column: &str, reason: &str) {
        self.rejects.push(Reject {
            file: file.to_owned(),
            line,
            column: column.to_owned(),
            reason: reason.to_owned(),
        });
    }

    /// Puts a file into the accounts of the run, with the hash of its bytes.
    pub fn input(&mut self, mut file: InputFile) -> Result<(), Error> {
        let path = self.loaded.path(&file.name);
        if path.is_file() {
            file.sha256 = digest::of_file(&path).map_err(|source| Error::Input {
                path: file.name.clone(),
                source,
            })?;
        }
        self.inputs.push(file);
        Ok(())
    }

    /// The rows of a small table people keep beside the project, by the columns named.
    pub fn small_table<const N: usize>(
        &mut self,
        name: Option<&str>,
        columns: [&str; N],
    ) -> Result<Vec<[String; N]>, Error> {
        let Some(name) = name else {
            return Ok(Vec::new());
        };
        let rows = self.rows_of(name, columns)?;
        self.input(InputFile {
            name: name.to_owned(),
            format: "table".to_owned(),
            read: rows.len() as u64,
            kept: rows.len() as u64,
            ..InputFile::default()
        })?;
        Ok(rows)
    }

    /// The same rows, of no account.
    pub fn rows_of<const N: usize>(
        &self,
        name: &str,
        columns: [&str; N],
    ) -> Result<Vec<[String; N]>, Error> {
        let grid = self.grid(name)?;
        let wrong = |what: String| Error::usage(format!("{name}: {what}"));
        let mut rows = grid.into_iter();
        let header = rows.next().unwrap_or_default();
        let mut places = [0; N];
        for (place, column) in places.iter_mut().zip(columns) {
            *place = header
                .iter()
                .position(|cell| cell.trim().eq_ignore_ascii_case(column))
                .ok_or_else(|| {
                    wrong(format!(
                        "expected a column `{column}` in {}",
                        columns.join(", ")
                    ))
                })?;
        }
        let rows: Vec<[String; N]> = rows
            .filter(|row| row.iter().any(|cell| !cell.trim().is_empty()))
            .map(|row| {
                places.map(|place| {
                    row.get(place)
                        .map_or(String::new(), |c| c.trim().to_owned())
                })
            })
            .collect();
        Ok(rows)
    }

    fn grid(&self, name: &str) -> Result<Vec<Vec<String>>, Error> {
        let unreadable = |source| Error::Source {
            path: name.to_owned(),
            source,
        };
        let content = source::open(&self.loaded.path(name)).map_err(unreadable)?;
        let text = source::decode(&content.bytes).text;
        let (grid, _) = source::read_grid(&text, &source::sniff(&text)).map_err(unreadable)?;
        let row = |row| grid.row(row).map(str::to_owned).collect();
        Ok((0..grid.len()).map(row).collect())
    }
}
