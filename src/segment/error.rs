//! What can go wrong when respondents are grouped.

/// Why respondents could not be grouped or assigned.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The table has no row that may be used.
    #[error(
        "there is no respondent to group: the table is empty or every row was left out of the fit"
    )]
    NoRespondents,
    /// The wanted number of segments cannot be had.
    #[error(
        "the number of segments asked for is {count}, and there are {respondents} respondents to group: ask for 2 to {most}"
    )]
    Count {
        /// Segments asked for.
        count: usize,
        /// Respondents in the fit.
        respondents: usize,
        /// The most that can be had.
        most: usize,
    },
    /// A range that holds no number of segments.
    #[error(
        "segments.range [{low}, {high}] holds no number of segments: give the least and the most, from 2 to {most}"
    )]
    Range {
        /// Least number given.
        low: usize,
        /// Most given.
        high: usize,
        /// The most that is tried.
        most: usize,
    },
    /// `method: given` names a column that cannot be one.
    #[error(
        "segments.by names `{by}`, which is {problem}: name a column with one group for each respondent"
    )]
    Given {
        /// The column named.
        by: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// A table of other questions than the model's.
    #[error("the table does not fit the model: {}", list(.0))]
    Mismatch(Vec<crate::encode::Mismatch>),
    /// A list of one value a respondent is not as long as the table.
    #[error("{what} has {found} values for {expected} respondents")]
    Length {
        /// Which list.
        what: &'static str,
        /// Its length.
        found: usize,
        /// Respondents in the table.
        expected: usize,
    },
    /// A parameter of k-means or the mixture out of its range.
    #[error("{name} must be {expected}")]
    Parameter {
        /// The parameter.
        name: &'static str,
        /// What it may be.
        expected: &'static str,
    },
    /// The points given to k-means hold NaN or infinity, or more segments are wanted than rows of
    /// positive weight.
    #[error("the points cannot be clustered: {0}")]
    Points(&'static str),
    /// linfa refused the data set.
    #[error("linfa refused the data: {0}")]
    Linfa(#[from] linfa::error::Error),
}

fn list(mismatches: &[crate::encode::Mismatch]) -> String {
    let texts: Vec<String> = mismatches.iter().map(ToString::to_string).collect();
    texts.join("; ")
}
