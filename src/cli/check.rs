//! `entourage check`: what each file is, how it is read, what is wrong and the fix.

use std::path::PathBuf;

use clap::Args;
use entourage::brief::Catalogue;
use entourage::pipeline::{Checked, is_project};

use super::print::{message, told};
use super::{Ended, Outcome, project_file, words};

/// Say what each file is, how each column is read, what is wrong and the fix; writes nothing
#[derive(Debug, Args)]
pub struct Check {
    /// The project file, or any table or log [default: entourage.yaml]
    file: Option<PathBuf>,
    /// Write a standard UTF-8 RFC 4180 copy of the table as read
    #[arg(long, value_name = "OUT.csv")]
    clean: Option<PathBuf>,
    /// Mask names in the rows shown
    #[arg(long = "for", value_name = "READERS")]
    readers: Option<For>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum For {
    Public,
    Team,
    Private,
}

impl Check {
    pub fn run(self, lang: Option<words::Language>) -> Ended {
        let file = project_file(self.file);
        let masked = self.readers == Some(For::Public);
        let words = if is_project(&file) {
            words::of_project(lang, &file)?
        } else {
            words::of_nothing(lang)?
        };
        let checked = entourage::pipeline::check(&file, masked, &words)?;
        if let Some(copy) = &self.clean {
            let bytes = entourage::pipeline::clean_copy(&file)?;
            entourage::output::write_file(copy, &bytes, true)?;
            message(&words::written(&words, copy));
        }
        told(&text(&checked, &words))?;
        Ok(if checked.problems.is_empty() {
            Outcome::Done
        } else {
            Outcome::CheckFailed
        })
    }
}

/// A longer name, such as a survey's whole question, stands on a line of its own.
const LONGEST_NAME: usize = 40;

fn text(checked: &Checked, words: &Catalogue) -> String {
    let mut text = String::new();
    for section in &checked.sections {
        text.push_str(&section.title);
        text.push('\n');
        let widths = section.lines.iter().map(|(name, _)| name.chars().count());
        let width = widths.filter(|&w| w <= LONGEST_NAME).max().unwrap_or(0);
        for (name, value) in &section.lines {
            match width.checked_sub(name.chars().count()) {
                Some(gap) => {
                    text.push_str(format!("  {name}{}  {value}", " ".repeat(gap)).trim_end());
                }
                None => text.push_str(format!("  {name}\n    {value}").trim_end()),
            }
            text.push('\n');
        }
        text.push('\n');
    }
    for problem in &checked.problems {
        let line = words.text("problem", &[("text", (&**problem).into())]);
        text.push_str(&format!("{line}\n"));
    }
    for advice in &checked.advice {
        let line = words.text("advice", &[("text", (&**advice).into())]);
        text.push_str(&format!("{line}\n"));
    }
    text
}
