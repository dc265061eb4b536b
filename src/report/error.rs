//! What can go wrong before a report is made.

/// Why there is no report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReportError {
    /// The time zone is not in the IANA data base.
    #[error("unknown time zone `{0}`: expected an IANA name such as `Europe/Paris`")]
    TimeZone(String),
    /// A day of the metrics table cannot be read.
    #[error("row {row} of the metrics table: the date must be written YYYY-MM-DD")]
    MetricDate {
        /// Row, from 1, the header left out.
        row: usize,
    },
    /// A value of the metrics table is not a number.
    #[error("row {row} of the metrics table: the value must be a finite number")]
    MetricValue {
        /// Row, from 1, the header left out.
        row: usize,
    },
    /// An objective names an indicator that nobody measures.
    #[error("objective `{name}`: unknown indicator `{indicator}`, expected one of {known}")]
    Indicator {
        /// Name of the objective.
        name: String,
        /// The indicator it asks for.
        indicator: String,
        /// Indicators that exist.
        known: String,
    },
    /// A target is not a number.
    #[error("objective `{name}`: the target must be a finite number")]
    Target {
        /// Name of the objective.
        name: String,
    },
    /// The period picked is none of the log's.
    #[error("the log has no period {asked}: {known}")]
    Period {
        /// The period asked for.
        asked: String,
        /// The periods there are.
        known: String,
    },
    /// A slice of the settings does not fit the log.
    #[error(
        "`{what}` must have one entry a person of the log ({expected}), or none; it has {found}"
    )]
    Shape {
        /// Which one.
        what: &'static str,
        /// People of the log.
        expected: usize,
        /// Entries found.
        found: usize,
    },
}
