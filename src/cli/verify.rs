//! `entourage verify`: every statement and score made anew from the inputs.

use std::path::PathBuf;

use clap::Args;
use entourage::pipeline::Verified;

use super::print::{message, progress, result};
use super::{Ended, Outcome};

/// Differences printed at most; the rest is counted.
const PRINTED: usize = 100;

/// Recompute every statement and score of a run from the inputs; exit 1 where one does not hold
#[derive(Debug, Args)]
pub struct Verify {
    /// The folder of the run
    #[arg(long)]
    run: PathBuf,
    /// The project file, or its folder [default: found beside or above the run]
    #[arg(long)]
    project: Option<PathBuf>,
    /// Threads [default: all cores]; the result does not depend on it
    #[arg(long, env = "ENTOURAGE_THREADS", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
}

impl Verify {
    pub fn run(self) -> Ended {
        let bar = progress();
        let threads = self.threads.map(usize::from);
        let verified =
            entourage::pipeline::verify(self.project.as_deref(), &self.run, threads, &|step, _| {
                bar.set_message(step.to_owned());
                bar.tick();
            });
        bar.finish_and_clear();
        let verified = verified?;
        for note in &verified.notes {
            message(&format!("warning: {note}"));
        }
        result(&text(&verified))?;
        Ok(if verified.holds() {
            Outcome::Done
        } else {
            Outcome::CheckFailed
        })
    }
}

fn text(verified: &Verified) -> String {
    let verification = &verified.verification;
    let differences = &verification.differences;
    let mut text = String::new();
    for one in differences.iter().take(PRINTED) {
        text.push_str(&format!("does not hold: {one}\n"));
    }
    if differences.len() > PRINTED {
        text.push_str(&format!("… and {} more\n", differences.len() - PRINTED));
    }
    for what in &verification.not_verifiable {
        text.push_str(&format!("not verifiable: {what}\n"));
    }
    let outcome = if differences.is_empty() {
        "all hold".to_owned()
    } else {
        format!("{} do not hold", differences.len())
    };
    text.push_str(&format!(
        "{} files made anew, {} values and files compared: {outcome}\n",
        verified.files, verification.checked
    ));
    text
}
