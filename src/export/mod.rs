//! **export**: the tables and graph files of a run, one exporter a file.
//!
//! Floor 5: plain structs in, bytes out; writes nothing.
mod sheet;

pub use sheet::{Locale, Sheet};
