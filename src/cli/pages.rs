//! `entourage schema`, `completions`, `man`: what editors, shells and manuals want to know.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::print::{Failure, result};
use super::{Cli, Ended, Outcome};

/// Print the JSON Schema (draft-07) of the project file
#[derive(Debug, Args)]
pub struct Schema {}

impl Schema {
    pub fn run(self) -> Ended {
        result(&entourage::project::schema())?;
        Ok(Outcome::Done)
    }
}

/// Print completions for a shell
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub fn run(self) -> Ended {
        let mut text = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "entourage", &mut text);
        result(&String::from_utf8_lossy(&text))?;
        Ok(Outcome::Done)
    }
}

/// Print the manual page (roff), or that of one command
#[derive(Debug, Args)]
pub struct Man {
    /// The command; the whole program if left out
    command: Option<String>,
}

impl Man {
    pub fn run(self) -> Ended {
        let mut whole = Cli::command();
        whole.build();
        let page = match &self.command {
            None => whole,
            Some(name) => whole
                .find_subcommand(name)
                .cloned()
                .ok_or_else(|| entourage::Error::usage(format!("there is no command `{name}`")))?,
        };
        let mut text = Vec::new();
        clap_mangen::Man::new(page)
            .render(&mut text)
            .map_err(Failure::Output)?;
        result(&String::from_utf8_lossy(&text))?;
        Ok(Outcome::Done)
    }
}
