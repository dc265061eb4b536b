//! `entourage verify`: every statement and score made anew from the inputs.

use std::path::PathBuf;

use clap::Args;
use entourage::brief::{Catalogue, Fill};
use entourage::pipeline::Verified;

use super::print::{message, progress, told};
use super::{Ended, Outcome, words};

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
    pub fn run(self, lang: Option<words::Language>) -> Ended {
        let words = words::of_run(lang, &self.run)?;
        let bar = progress(&words);
        let threads = self.threads.map(usize::from);
        let verified =
            entourage::pipeline::verify(self.project.as_deref(), &self.run, threads, &|name, _| {
                bar.set_message(words.named("step", name));
                bar.tick();
            });
        bar.finish_and_clear();
        let verified = verified?;
        for note in &verified.notes {
            message(&words::warning(&words, &note.text(&words)));
        }
        told(&text(&verified, &words))?;
        Ok(if verified.holds() {
            Outcome::Done
        } else {
            Outcome::CheckFailed
        })
    }
}

fn text(verified: &Verified, words: &Catalogue) -> String {
    let verification = &verified.verification;
    let differences = &verification.differences;
    let mut text = String::new();
    let mut line = |line: String| text.push_str(&format!("{line}\n"));
    for one in differences.iter().take(PRINTED) {
        let fills = [
            ("path", Fill::from(&*one.path)),
            ("stored", (&*one.stored).into()),
            ("recomputed", (&*one.recomputed).into()),
        ];
        line(words.text("verify.differs", &fills));
    }
    if differences.len() > PRINTED {
        let more = differences.len() - PRINTED;
        line(words.text("verify.more", &[("n", more.into())]));
    }
    for what in &verification.not_verifiable {
        line(words.text("verify.team", &[("what", (&**what).into())]));
    }
    let files = ("files", Fill::from(verified.files));
    let checked = verification.checked;
    line(if differences.is_empty() {
        words.text("verify.all", &[files, ("n", checked.into())])
    } else {
        let n = ("n", differences.len().into());
        words.text("verify.some", &[files, ("checked", checked.into()), n])
    });
    text
}
