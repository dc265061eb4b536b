//! What can go wrong between a network and a list of people to contact.

use thiserror::Error;

use crate::spread::SpreadError;

/// Why there is no plan, or why a file people edited cannot be read.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OutreachError {
    /// The selection itself failed.
    #[error(transparent)]
    Spread(#[from] SpreadError),
    /// A target names no persona and no community.
    #[error(
        "`outreach.target` names `{name}`, which is no persona and no community of this run; there are: {known}"
    )]
    UnknownTarget {
        /// As written.
        name: String,
        /// What could have been written.
        known: String,
    },
    /// A target's benefit is negative or not a number.
    #[error("`outreach.target.{name}` must be a number of at least 0")]
    TargetBenefit {
        /// Which.
        name: String,
    },
    /// The targets name only people who are not in the network.
    #[error(
        "nobody in the network belongs to the targets of `outreach.target`: a persona is known only for respondents whose handle is in the log"
    )]
    EmptyTarget,
    /// A costs file that cannot be read.
    #[error("line {line} of the costs: {what}")]
    Costs {
        /// Where.
        line: u64,
        /// What was found and what was expected.
        what: &'static str,
    },
    /// A budget needs costs.
    #[error(
        "`outreach.budget` needs what each person costs: name a file with columns `id,cost` as `outreach.costs`"
    )]
    NoCosts,
    /// The budget buys nobody.
    #[error("`outreach.budget` is {budget}, but the cheapest person costs {cheapest}")]
    BudgetTooSmall {
        /// The money.
        budget: f64,
        /// What the cheapest candidate costs.
        cheapest: f64,
    },
    /// Nobody may be listed.
    #[error(
        "nobody is left to contact: all {people} people are excluded, suppressed or contacted already"
    )]
    NobodyLeft {
        /// People in the network.
        people: usize,
    },
    /// A size of zero.
    #[error("`outreach.size` is 0; give at least 1, or leave it out for 20")]
    NoSize,
    /// The workbook cannot be read.
    #[error(
        "the outreach workbook cannot be read ({what}); open it, save it as .xlsx and build again. Nothing in it was changed"
    )]
    Workbook {
        /// What is wrong with it.
        what: String,
    },
    /// The record of contacts cannot be read.
    #[error("line {line} of contacts.csv: {what}")]
    Contacts {
        /// Where.
        line: u64,
        /// What was found and what was expected.
        what: String,
    },
    /// The workbook could not be made.
    #[error("the outreach workbook could not be made")]
    Writing(#[from] rust_xlsxwriter::XlsxError),
}
