//! **report**: the community report: what was done, when people talk, who is answered.
//!
//! Floor 4, ties wing: imports interaction. Communities and personas come as plain slices; texts are
//! never seen, only their words as numbers.
mod document;
mod error;
mod settings;

pub use document::{
    Answered, Change, Content, Count, Difference, Length, MetricInPeriod, Moment, Motion,
    MotionKind, Note, ObjectiveState, Period, Platform, Report, ResponseMinutes, Rhythm, Sentiment,
    Subject, Term, Window,
};
pub use error::ReportError;
pub use settings::{Metric, Objective, Settings};
