//! Which tool exported a survey, and what it says about each answer: finished, preview, how long.

use super::column::Column;
use super::label::{fold_label, truth};
use super::moment::{DayOrder, day_order, parse_moment};
use super::number::{Decimal, parse_number};

/// Tools whose exports are told by their headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tool {
    GoogleForms,
    LimeSurvey,
    SurveyMonkey,
    Typeform,
    Tally,
    Qualtrics,
}

impl Tool {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::GoogleForms => "Google Forms",
            Self::LimeSurvey => "LimeSurvey",
            Self::SurveyMonkey => "SurveyMonkey",
            Self::Typeform => "Typeform",
            Self::Tally => "Tally",
            Self::Qualtrics => "Qualtrics",
        }
    }
}

/// The tool that wrote these headers.
pub(super) fn recognise(columns: &[Column], header_rows: usize) -> Option<Tool> {
    let names: Vec<String> = columns
        .iter()
        .map(|column| fold_label(&column.name))
        .collect();
    let has = |any: &[&str]| names.iter().any(|name| any.contains(&name.as_str()));
    let starts = |any: &[&str]| {
        names
            .iter()
            .any(|name| any.iter().any(|start| name.starts_with(start)))
    };
    if header_rows == 3 || (has(&["responseid"]) && has(&["recordeddate"])) {
        Some(Tool::Qualtrics)
    } else if has(&["submitdate", "date de soumission", "date submitted"])
        && has(&[
            "lastpage",
            "dernière page",
            "last page",
            "startlanguage",
            "langue de départ",
            "start language",
            "seed",
        ])
        || starts(&["submitdate. ", "lastpage. "])
    {
        Some(Tool::LimeSurvey)
    } else if has(&["submission id"]) && has(&["respondent id"]) {
        Some(Tool::Tally)
    } else if has(&["#"]) && has(&["network id", "submit date (utc)", "start date (utc)"]) {
        Some(Tool::Typeform)
    } else if has(&["respondent id", "respondentid"])
        && (header_rows == 2 || has(&["collector id", "collectorid"]))
    {
        Some(Tool::SurveyMonkey)
    } else if names
        .first()
        .is_some_and(|name| matches!(name.as_str(), "timestamp" | "horodateur"))
    {
        Some(Tool::GoogleForms)
    } else {
        None
    }
}

fn find<'a>(columns: &'a [Column], names: &[&str]) -> Option<&'a Column> {
    columns.iter().find(|column| {
        let folded = fold_label(&column.name);
        names.contains(&folded.as_str())
            || names.contains(&fold_label(&column.question).as_str())
            || names.iter().any(|name| {
                folded
                    .strip_prefix(name)
                    .is_some_and(|rest| rest.starts_with(". "))
            })
    })
}

/// What a tool says about a row beside its answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowState {
    Complete,
    /// Not finished: kept or dropped as the project says.
    Partial,
    /// A preview by the survey's own author: never an answer.
    Preview,
    /// Without a positive weight, where the file has weights: no answer of the sample.
    Unweighted,
}

/// The state of every row; `weight` is the column that its file declares the weight.
pub(super) fn states(
    tool: Option<Tool>,
    weight: Option<&Column>,
    columns: &[Column],
    rows: usize,
) -> Vec<RowState> {
    let weights = weight.map(|column| -> Vec<bool> {
        let weight = |cell| parse_number(cell, Decimal::Point);
        let cells = column.values.iter();
        cells
            .map(|cell| weight(cell).is_some_and(|weight| weight > 0.0))
            .collect()
    });
    // Where nobody has a weight, the column is none.
    let weights = weights.filter(|weights| weights.contains(&true));
    let unweighted = |row: usize| match (&weights, weight) {
        (Some(weights), Some(column)) => !weights[column.codes[row] as usize],
        _ => false,
    };
    let mut states = match tool {
        Some(tool) => of_tool(tool, columns, rows),
        None => vec![RowState::Complete; rows],
    };
    for (row, state) in states.iter_mut().enumerate() {
        if *state != RowState::Preview && unweighted(row) {
            *state = RowState::Unweighted;
        }
    }
    states
}

fn of_tool(tool: Tool, columns: &[Column], rows: usize) -> Vec<RowState> {
    let submitted = match tool {
        Tool::LimeSurvey => find(
            columns,
            &["submitdate", "date de soumission", "date submitted"],
        ),
        Tool::Typeform => find(columns, &["submit date (utc)"]),
        _ => None,
    };
    let finished = find(columns, &["finished", "terminé"]).filter(|_| tool == Tool::Qualtrics);
    let progress = find(columns, &["progress", "progression"]).filter(|_| tool == Tool::Qualtrics);
    let status = find(columns, &["status", "statut"]).filter(|_| tool == Tool::Qualtrics);
    let response_type = find(columns, &["response type"]).filter(|_| tool == Tool::Typeform);
    (0..rows)
        .map(|row| {
            let says = |column: Option<&Column>, test: &dyn Fn(&str) -> bool| {
                column.is_some_and(|column| test(column.cell(row)))
            };
            let preview = says(status, &|cell| {
                matches!(fold_label(cell).as_str(), "survey preview" | "1")
            });
            let below_100 =
                |cell: &str| parse_number(cell, Decimal::Point).is_some_and(|done| done < 100.0);
            let unfinished = says(finished, &|cell| truth(cell) == Some(false))
                || says(progress, &below_100)
                || says(submitted, &str::is_empty)
                || says(response_type, &|cell| fold_label(cell) == "partial");
            match (preview, unfinished) {
                (true, _) => RowState::Preview,
                (false, true) => RowState::Partial,
                _ => RowState::Complete,
            }
        })
        .collect()
}

/// Seconds each respondent took: as the tool says, else from start to end; `None` where neither is
/// there or nothing in it can be read.
pub(super) fn durations(columns: &[Column], rows: usize) -> Option<Vec<f64>> {
    if let Some(column) = find(
        columns,
        &["duration (in seconds)", "interviewtime", "temps total"],
    ) {
        let read: Vec<f64> = (0..rows)
            .map(|row| parse_number(column.cell(row), Decimal::Point).unwrap_or(f64::NAN))
            .collect();
        return usable(read);
    }
    let start = find(
        columns,
        &[
            "startdate",
            "start date",
            "start date (utc)",
            "start time",
            "starttime",
            "heure de début",
            "date de lancement",
        ],
    )?;
    let end = find(
        columns,
        &[
            "enddate",
            "end date",
            "submitdate",
            "submit date (utc)",
            "completion time",
            "end time",
            "stoptime",
            "heure de fin",
            "date de soumission",
        ],
    )?;
    let order = |column: &Column| day_order(column.values.iter());
    let order = order(start)
        .or_else(|| order(end))
        .unwrap_or(DayOrder::DayFirst);
    let read: Vec<f64> = (0..rows)
        .map(|row| {
            match (
                parse_moment(start.cell(row), order),
                parse_moment(end.cell(row), order),
            ) {
                (Some(start), Some(end)) if end >= start => end - start,
                _ => f64::NAN,
            }
        })
        .collect();
    usable(read)
}

/// Missing durations become the median, so that nobody is screened for what was not measured.
fn usable(read: Vec<f64>) -> Option<Vec<f64>> {
    let mut known: Vec<f64> = read
        .iter()
        .copied()
        .filter(|seconds| seconds.is_finite() && *seconds >= 0.0)
        .collect();
    if known.len() * 2 < read.len() || known.is_empty() {
        return None;
    }
    known.sort_by(f64::total_cmp);
    let median = known[known.len() / 2];
    Some(
        read.into_iter()
            .map(|seconds| {
                if seconds.is_finite() && seconds >= 0.0 {
                    seconds
                } else {
                    median
                }
            })
            .collect(),
    )
}
