//! What can go wrong with a log as a whole. A bad row is no error: it is counted in the report.

use thiserror::Error;

/// Why a log could not be read at all.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum InteractionError {
    /// No file has this name, or nothing matches the pattern.
    #[error("no file matches `{pattern}`")]
    NoFile {
        /// The name or glob as the project writes it.
        pattern: String,
    },
    /// The pattern itself is wrong.
    #[error("`{pattern}` is no file pattern: {reason}")]
    Pattern {
        /// The glob as the project writes it.
        pattern: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The system could not open or read the file.
    #[error("cannot read {file}")]
    Io {
        /// The file, as the project names it.
        file: String,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
    /// The file is damaged: an open quote, a bomb, JSON too deep, XML that does not close.
    #[error("{file}{}: {reason}", .line.map(|line| format!(":{line}")).unwrap_or_default())]
    Damaged {
        /// The file, as the project names it.
        file: String,
        /// Line where it starts, from 1, where known.
        line: Option<u64>,
        /// What was expected and what stands there, never the content of a cell.
        reason: String,
    },
    /// Nothing in the file says which tool wrote it.
    #[error("{file}: no known source has these fields: {fields}")]
    Unknown {
        /// The file, as the project names it.
        file: String,
        /// The first header names or keys.
        fields: String,
        /// A line of the project file that would read it, where the header suggests one.
        proposal: Option<String>,
    },
    /// The column map or the format names a column the file does not have.
    #[error(
        "{file}: the format names a column `{column}` that the file does not have (it has: {fields})"
    )]
    NoColumn {
        /// The file, as the project names it.
        file: String,
        /// The missing column.
        column: String,
        /// The first header names.
        fields: String,
    },
    /// A middle form that cannot be trusted: half written, of another version, or changed.
    #[error("{file}: {problem}")]
    Form {
        /// The manifest or table, as the project names its folder.
        file: String,
        /// What is wrong with it, and what was expected.
        problem: String,
    },
    /// A setting cannot be understood.
    #[error("{what}: {reason}")]
    Setting {
        /// Which setting.
        what: String,
        /// What was expected.
        reason: String,
    },
}

impl InteractionError {
    /// A middle form's table or manifest, and what is wrong with it.
    pub(super) fn form(file: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::Form {
            file: file.into(),
            problem: problem.into(),
        }
    }

    /// The way out, in the words of the project file, where one is known.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::NoFile { .. } => Some(
                "names and globs under `interactions.files` are relative to the project file"
                    .to_owned(),
            ),
            Self::Unknown { proposal, .. } => Some(proposal.clone().unwrap_or_else(|| {
                "name the columns: `format: { source: COLUMN, target: COLUMN, time: COLUMN }`"
                    .to_owned()
            })),
            Self::NoColumn { .. } => {
                Some("correct the column's name under `interactions.format`".to_owned())
            }
            Self::Form { .. } => Some(
                "write the form anew with the query that `entourage query` prints, or with `entourage query export`"
                    .to_owned(),
            ),
            Self::Damaged { .. } => {
                Some("export the file again, or repair the line named".to_owned())
            }
            _ => None,
        }
    }
}
