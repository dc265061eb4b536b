//! The command as people use it, and the rules of the house.

mod bad_input;
mod cafe;
mod command;
mod examples;
mod floors;
mod init;
mod metier;
mod rights;
mod same_bytes;
