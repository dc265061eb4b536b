//! Printing: results to stdout, messages to stderr, errors with their causes and the way out.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use entourage::brief::Catalogue;
use indicatif::{ProgressBar, ProgressStyle};

/// Why a command stops.
#[derive(Debug)]
pub enum Failure {
    /// The library's word.
    Library(entourage::Error),
    /// The reader of our output went away: that is no failure.
    BrokenPipe,
    /// Our output could not be written.
    Output(std::io::Error),
}

impl<E: Into<entourage::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Library(error.into())
    }
}

impl Failure {
    /// Says what went wrong and gives the exit code for it.
    pub fn report(self) -> ExitCode {
        match self {
            Self::BrokenPipe => ExitCode::SUCCESS,
            Self::Output(error) => {
                message(&format!(
                    "error: the output could not be written\ncaused by: {error}"
                ));
                ExitCode::from(4)
            }
            Self::Library(error) => {
                let mut text = format!("error: {error}");
                let mut cause = std::error::Error::source(&error);
                while let Some(inner) = cause {
                    text.push_str(&format!("\ncaused by: {inner}"));
                    cause = inner.source();
                }
                if let Some(help) = error.way_out() {
                    text.push_str(&format!("\nhelp: {help}"));
                }
                message(&text);
                ExitCode::from(error.exit_code())
            }
        }
    }
}

/// A message for the person at the terminal; that nobody reads it is no reason to stop.
pub fn message(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{}", harmless(text));
}

/// A result, to stdout.
pub fn result(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| match error.kind() {
            std::io::ErrorKind::BrokenPipe => Failure::BrokenPipe,
            _ => Failure::Output(error),
        })
}

/// A result for a person's eyes, to stdout: what came from files cannot steer the terminal.
pub fn told(text: &str) -> Result<(), Failure> {
    result(&harmless(text))
}

/// Text without control and direction marks, which a name or a cell may hold.
fn harmless(text: &str) -> String {
    let steers = |c: char| {
        c.is_control() && !matches!(c, '\n' | '\t')
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.replace(steers, "\u{fffd}")
}

/// A progress bar on a terminal, nothing elsewhere.
pub fn progress(words: &Catalogue) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    let left = words.word("progress.left");
    let template = format!("{{msg}} {{bar:24}} {{percent:>3}} % {{per_sec}} {{eta}} {left}");
    let style = ProgressStyle::with_template(&template);
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_from_a_file_cannot_steer_the_terminal() {
        assert_eq!(
            harmless("a\u{1b}[2Jb\u{202e}c\n"),
            "a\u{fffd}[2Jb\u{fffd}c\n"
        );
    }
}
