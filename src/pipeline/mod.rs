//! **pipeline**: the main job, from files to documents.
//!
//! Floor 6.
