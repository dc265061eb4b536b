//! The command as people use it, and the rules of the house.

mod assign;
mod bad_input;
mod briefs;
mod cafe;
mod command;
mod diff;
mod examples;
mod floors;
mod fuzz;
mod init;
mod memory;
mod metier;
mod rights;
mod same_bytes;
mod spss;
mod survey;
mod verify;
mod words;
#[cfg(feature = "workshop")]
mod workshop;
