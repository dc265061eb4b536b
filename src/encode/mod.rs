//! **encode**: attributes become features, one block a question, so that each question has about one voice.
//!
//! Floor 2, people wing: imports table.
