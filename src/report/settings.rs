//! What the report needs beside the log.

use super::document::Length;

/// What the report needs beside the log.
#[derive(Debug, Clone)]
pub struct Settings<'a> {
    /// IANA name of the time zone of the report.
    pub time_zone: &'a str,
    /// "Now": seconds since 1970 UTC; the latest time of the log where absent. Later rows are left out.
    pub as_of: Option<i64>,
    /// How long a period is.
    pub length: Length,
    /// The one period reported on (`2026-01-31`, `2026-W05`, `2026-01`, `2026-Q1`): as it stood at its end,
    /// what came before serving for comparison only. The whole log where absent.
    pub period: Option<&'a str>,
    /// People numbers of the brand's accounts.
    pub brand: &'a [u32],
    /// People numbers of the staff.
    pub staff: &'a [u32],
    /// People whose words count for no subject: bought and coordinated accounts. What they do is counted.
    pub unheard: &'a [u32],
    /// Label categories of the project (`complaint`, `question`, …) and the source's labels they stand for.
    pub labels: &'a [(String, Vec<String>)],
    /// ISO 3166 country whose public holidays count, two letters.
    pub country: Option<&'a str>,
    /// Terms used by fewer people are withheld.
    pub min_cell: u64,
    /// Community of each person, [`NONE`](crate::interaction::NONE) where unknown; empty where there are none.
    pub communities: &'a [u32],
    /// Persona of each person, a place in `persona_names`, [`NONE`](crate::interaction::NONE) where unknown;
    /// empty where there are none.
    pub personas: &'a [u32],
    /// Slugs of the personas.
    pub persona_names: &'a [String],
    /// The project's table of followers and platform statistics.
    pub metrics: &'a [Metric],
    /// Objectives of the project.
    pub objectives: &'a [Objective],
}

impl Default for Settings<'_> {
    fn default() -> Self {
        Self {
            time_zone: "UTC",
            as_of: None,
            length: Length::Month,
            period: None,
            brand: &[],
            staff: &[],
            unheard: &[],
            labels: &[],
            country: None,
            min_cell: 5,
            communities: &[],
            personas: &[],
            persona_names: &[],
            metrics: &[],
            objectives: &[],
        }
    }
}

/// One row of the project's metrics table.
#[derive(Debug, Clone, PartialEq)]
pub struct Metric {
    /// Day, `YYYY-MM-DD`.
    pub date: String,
    /// Platform.
    pub platform: String,
    /// Indicator: followers, publications, …
    pub indicator: String,
    /// Value.
    pub value: f64,
}

/// An objective of the project.
#[derive(Debug, Clone, PartialEq)]
pub struct Objective {
    /// Name, in the team's words.
    pub name: String,
    /// A field of [`Period`](super::Period) that is a number, or an indicator of the metrics table.
    pub indicator: String,
    /// Target.
    pub target: f64,
}
