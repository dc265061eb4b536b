//! **segment**: groups of respondents, how many there are, and whether there are any.
//!
//! Floor 3, people wing: imports encode, table.
mod error;
mod given;
mod model;
mod nearest;
mod segmentation;
mod settings;

pub use error::Error;
pub use model::{Assignment, Model};
pub use segmentation::{
    Candidate, Map, Null, Objection, Reason, Segment, Segmentation, Solution, Stability, Trust,
    Verdict, Weighting, Why,
};
pub use settings::{Method, Settings};
