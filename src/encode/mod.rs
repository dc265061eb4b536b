//! **encode**: the audience table as numbers, one block a question, so that each question has
//! about one voice.
//!
//! Floor 2, people wing: imports table.
mod block;
mod encoding;
mod mismatch;
#[cfg(test)]
mod tests;

pub use encoding::{Block, Encoding, Feature};
pub use mismatch::Mismatch;
