//! **brief**: the documents: templates, catalogues, figures.
//!
//! Floor 5.
