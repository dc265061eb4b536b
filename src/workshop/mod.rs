//! **workshop**: the local page where a room tries, doubts, names and decides.
//!
//! Loopback only, behind a token, with nothing from outside. The disk is the truth: every change is
//! written at once, and what somebody edits by hand meanwhile is taken in.
//!
//! Floor 6.
mod answer;
mod change;
mod connection;
mod desk;
mod error;
mod guard;
mod history;
mod look;
mod page;
mod people_block;
mod prepare;
mod ready;
mod route;
mod server;
mod truth;

pub use error::WorkshopError;
pub use server::{Asked, Workshop};
