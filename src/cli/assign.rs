//! `entourage assign`: new respondents in the personas of a finished run.

use std::path::PathBuf;

use clap::Args;
use entourage::brief::number::integer;

use super::print::{message, result};
use super::{Ended, Outcome, words};

/// Put new respondents into the personas of a finished run
#[derive(Debug, Args)]
pub struct Assign {
    /// The folder of the run
    #[arg(long)]
    run: PathBuf,
    /// The table of new respondents
    table: PathBuf,
    /// Where the list goes [default: to the terminal]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The project file, or its folder [default: found beside or above the run]
    #[arg(long)]
    project: Option<PathBuf>,
    /// The table answers the questionnaire of golden questions only
    #[arg(long)]
    questionnaire: bool,
}

impl Assign {
    pub fn run(self, lang: Option<words::Language>) -> Ended {
        let project = self.project.as_deref();
        let assigned =
            entourage::pipeline::assign(project, &self.run, &self.table, self.questionnaire)?;
        let words = words::of_run(lang, &self.run)?;
        for note in &assigned.notes {
            message(&words::warning(&words, &note.text(&words)));
        }
        let none = words.word("assign.none");
        for (slug, count) in &assigned.personas {
            let slug = if slug.is_empty() { &none } else { slug };
            let count = integer(words.lang(), *count as f64);
            message(&format!("{count:>8}  {slug}"));
        }
        match &self.output {
            Some(file) => {
                entourage::output::write_file(file, &assigned.csv, true)?;
                message(&words::written(&words, file));
            }
            None => result(&String::from_utf8_lossy(&assigned.csv))?,
        }
        Ok(Outcome::Done)
    }
}
