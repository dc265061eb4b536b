//! The command as people use it, and the rules of the house.

mod assign;
mod bad_input;
mod cafe;
mod command;
mod diff;
mod floors;
mod metier;
mod same_bytes;
mod survey;
mod verify;
