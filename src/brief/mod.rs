//! **brief**: the documents: templates, catalogues, figures.
//!
//! Floor 5.
pub mod data;
