//! The errors of all rooms, with the exit code and the way out of each.

use std::io::ErrorKind;

use crate::{
    brief, interaction, network, output, outreach, persona, project, rank, report, segment, source,
    spread, table,
};

/// Why a command stops.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// What was asked for makes no sense.
    #[error("{what}")]
    Usage {
        /// What was asked for.
        what: String,
    },
    /// The project file.
    #[error(transparent)]
    Project(#[from] project::Error),
    /// An input file that cannot be opened.
    #[error("{path}: cannot be read")]
    Input {
        /// The file.
        path: String,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A small table of the project's own that cannot be read.
    #[error("{path}: cannot be read")]
    Source {
        /// The file.
        path: String,
        /// Why.
        #[source]
        source: source::SourceError,
    },
    /// A file of a finished run that is not what a run writes.
    #[error("{path}: {what}")]
    Run {
        /// The file.
        path: String,
        /// Where, and what was expected.
        what: String,
    },
    /// A new table that does not fit a finished run.
    #[error("the table does not fit the run: {what}")]
    Mismatch {
        /// The questions and levels that do not match.
        what: String,
    },
    /// The audience table.
    #[error(transparent)]
    Table(#[from] table::TableError),
    /// The log.
    #[error(transparent)]
    Log(#[from] interaction::InteractionError),
    /// The segments.
    #[error(transparent)]
    Segment(#[from] segment::Error),
    /// The personas, or what people wrote into them.
    #[error(transparent)]
    Persona(#[from] persona::PersonaError),
    /// The network.
    #[error(transparent)]
    Network(#[from] network::NetworkError),
    /// The measures.
    #[error(transparent)]
    Rank(#[from] rank::RankError),
    /// The community report.
    #[error(transparent)]
    Report(#[from] report::ReportError),
    /// The plan, its costs, targets and contacts.
    #[error(transparent)]
    Outreach(#[from] outreach::OutreachError),
    /// How attention spreads.
    #[error(transparent)]
    Spread(#[from] spread::SpreadError),
    /// The list of people who said no.
    #[error(transparent)]
    Suppression(#[from] outreach::SuppressionError),
    /// The documents.
    #[error(transparent)]
    Brief(#[from] brief::BriefError),
    /// A workbook that cannot be made.
    #[error("a workbook cannot be made")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The workshop page cannot be served.
    #[cfg(feature = "workshop")]
    #[error(transparent)]
    Workshop(#[from] crate::workshop::WorkshopError),
    /// OUT or another file that cannot be written.
    #[error(transparent)]
    Output(#[from] output::Error),
}

impl Error {
    /// Something asked for that makes no sense (exit code 2).
    pub fn usage(what: impl Into<String>) -> Self {
        Self::Usage { what: what.into() }
    }

    /// 2 wrong usage or project file, 3 input that could not be read, 4 output that could not be written.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Usage { .. } | Self::Project(_) | Self::Persona(_) | Self::Brief(_) => 2,
            Self::Segment(segment::Error::Mismatch(_)) => 3,
            #[cfg(feature = "workshop")]
            Self::Workshop(_) => 2,
            Self::Segment(_)
            | Self::Report(_)
            | Self::Outreach(_)
            | Self::Spread(_)
            | Self::Suppression(_) => 2,
            Self::Input { .. }
            | Self::Source { .. }
            | Self::Run { .. }
            | Self::Mismatch { .. }
            | Self::Table(_)
            | Self::Log(_)
            | Self::Network(_)
            | Self::Rank(_) => 3,
            Self::Output(_) | Self::Workbook(_) => 4,
        }
    }

    /// The way out, where the message itself does not say it.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Project(project::Error::Unreadable { .. }) => {
                Some("name the project file, or make one with `entourage init FILE…`")
            }
            Self::Project(_) => Some(
                "`entourage schema` prints every key; `entourage init` writes a file that is right",
            ),
            Self::Input { .. } => Some("file names in entourage.yaml are relative to its folder"),
            Self::Table(_) | Self::Log(_) => {
                Some("`entourage check FILE` shows what is understood of it, and the fix")
            }
            Self::Segment(segment::Error::Mismatch(_)) | Self::Mismatch { .. } => Some(
                "ask the questions as the run did, or build anew with the new table and compare with \
                 `entourage diff`",
            ),
            #[cfg(feature = "workshop")]
            Self::Workshop(crate::workshop::WorkshopError::PortTaken { .. }) => Some(
                "close the other workshop, name another port with --port, or let the system pick one \
                 with --port 0",
            ),
            Self::Output(output::Error::Exists { .. }) => {
                Some("move it away or remove it, or work in another folder")
            }
            Self::Output(output::Error::Unwritable { source, .. }) => Some(match source.kind() {
                ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                    "make the folder writable, or write to another one; what was there is untouched"
                }
                _ => "free some space, or write to another folder; what was there is untouched",
            }),
            _ => None,
        }
    }

    /// The way out in the terms of this very input where it is known, else [`help`](Self::help).
    pub fn way_out(&self) -> Option<String> {
        let own = match self {
            Self::Log(error) => error.help(),
            _ => None,
        };
        own.or_else(|| self.help().map(str::to_owned))
    }
}
