//! The command `entourage`: a customer of the library of the same name.

use std::process::ExitCode;

mod cli;

fn main() -> ExitCode {
    cli::main()
}
