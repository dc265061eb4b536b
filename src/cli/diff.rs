//! `entourage diff`: what moved between two runs.

use std::path::PathBuf;

use clap::Args;
use entourage::brief::{Catalogue, Lang};
use entourage::pipeline::{diff, diff_json, diff_page, diff_text};

use super::print::{message, result};
use super::{Ended, Outcome, words};

/// Say what moved between two runs: persona sizes, statements, ranks; keep or refit
#[derive(Debug, Args)]
pub struct Diff {
    /// The folder of the former run
    run_a: PathBuf,
    /// The folder of the latter run
    run_b: PathBuf,
    /// Write the difference too, as a page or as data
    #[arg(short, long, value_name = "FILE.html|json")]
    output: Option<PathBuf>,
}

impl Diff {
    pub fn run(self, lang: Option<words::Language>) -> Ended {
        let kind = self.output.as_ref().map(|file| {
            let kind = file.extension().unwrap_or_default().to_string_lossy();
            kind.to_ascii_lowercase()
        });
        if kind
            .as_ref()
            .is_some_and(|kind| kind != "html" && kind != "json")
        {
            return Err(entourage::Error::usage(
                "--output: expected a file name that ends in .html or .json",
            )
            .into());
        }
        let found = diff(&self.run_a, &self.run_b)?;
        let asked = lang.map(Lang::from);
        let words = Catalogue::load(asked.unwrap_or(Lang::En))?;
        // A page is of the runs: it speaks their language.
        let own = asked
            .or_else(|| Lang::of(found.language))
            .unwrap_or_default();
        if let Some(file) = &self.output {
            let bytes = match kind.as_deref() {
                Some("json") => diff_json(&found)?,
                _ => diff_page(&found, &Catalogue::load(own)?).into_bytes(),
            };
            entourage::output::write_file(file, &bytes, true)?;
            message(&words::written(&words, file));
        }
        result(&diff_text(&found, &words))?;
        Ok(Outcome::Done)
    }
}
