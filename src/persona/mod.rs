//! **persona**: a segment given a face, each line with its evidence.
//!
//! Floor 4, people wing: imports segment, table.
