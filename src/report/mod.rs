//! **report**: the community report: what was done, when people talk, who is answered.
//!
//! Floor 4, ties wing: imports interaction. Communities and personas come as plain slices; texts are
//! never seen, only their words as numbers.
mod answer;
mod burst;
mod calendar;
mod change;
mod clock;
mod compose;
mod content;
mod difference;
mod document;
mod error;
mod frame;
mod holiday;
mod indicator;
mod metric;
mod motion;
mod objective;
#[cfg(test)]
mod planted;
mod rhythm;
mod settings;
mod subject;
#[cfg(test)]
mod tests;
mod unanswered;
mod window;

pub use compose::{Community, community};
pub use difference::{
    IndicatorDifference, MomentDifference, ObjectiveDifference, ReportDifference, difference,
};
pub use document::{
    Answered, Change, Content, Count, Difference, Length, MetricInPeriod, Moment, Motion,
    MotionKind, Note, ObjectiveState, Period, Platform, Report, ResponseMinutes, Rhythm, Sentiment,
    Subject, Term, Window,
};
pub use error::ReportError;
pub use objective::INDICATORS;
pub use settings::{Metric, Objective, Settings};
pub use unanswered::Unanswered;
