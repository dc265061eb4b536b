//! **project**: the project file: what a person asks for.
//!
//! Floor 6.
