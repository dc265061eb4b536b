//! `entourage forget`: the right to erasure.

use std::path::PathBuf;

use clap::Args;
use entourage::brief::Fill;
use entourage::pipeline::HeldIn;

use super::person::lines;
use super::print::{message, told};
use super::{Ended, Outcome, project_file, words};

/// Forget a person: out of the record and of every build to come; lists the input files to purge
#[derive(Debug, Args)]
pub struct Forget {
    /// A handle, `platform:handle` or `platform:id`
    handle: String,
    /// The project file, or its folder [default: entourage.yaml]
    #[arg(long)]
    project: Option<PathBuf>,
}

impl Forget {
    pub fn run(self, lang: Option<words::Language>) -> Ended {
        let project = project_file(self.project);
        let done = entourage::pipeline::forget(&project, &self.handle)?;
        let words = words::of_project(lang, &project)?;
        let contacts = words.text("forget.contacts", &[("n", done.contacts.into())]);
        let fills = [
            ("n", Fill::from(done.excluded)),
            ("exclude", done.exclude.into()),
        ];
        let excluded = words.text("forget.excluded", &fills);
        message(&format!("{contacts}, {excluded}"));
        if let Some(line) = &done.to_add {
            message(&words.text("forget.add", &[("line", (&**line).into())]));
        }
        let mut text = String::new();
        let mut list = |title: &str, entries: Vec<(String, String)>| {
            if !entries.is_empty() {
                text.push_str(&format!("{}\n", words.word(title)));
            }
            for (file, what) in entries {
                text.push_str(&format!("  {}\n", words::line(&words, &file, what)));
            }
        };
        let held = |held: &HeldIn| lines(held, &words);
        list("forget.inputs", done.inputs.iter().map(held).collect());
        list("forget.outputs", done.outputs.iter().map(held).collect());
        let unread = done
            .unread
            .iter()
            .map(|file| (file.clone(), words.word("person.unread.why")));
        list("forget.unread", unread.collect());
        told(&text)?;
        Ok(Outcome::Done)
    }
}
