//! `entourage person`: everything held on a person.

use std::path::PathBuf;

use clap::Args;
use entourage::brief::Catalogue;
use entourage::pipeline::{HeldIn, PersonRecord};

use super::print::{message, told};
use super::{Ended, Outcome, project_file, words};

/// Print everything held on a person, for the right of access
#[derive(Debug, Args)]
pub struct Person {
    /// A handle, `platform:handle` or `platform:id`
    handle: String,
    /// The project file, or its folder [default: entourage.yaml]
    #[arg(long)]
    project: Option<PathBuf>,
}

impl Person {
    pub fn run(self, lang: Option<words::Language>) -> Ended {
        let project = project_file(self.project);
        let record = entourage::pipeline::person(&project, &self.handle)?;
        let words = words::of_project(lang, &project)?;
        if record.is_empty() {
            message(&words.word("person.nothing"));
        }
        told(&text(&record, &words))?;
        Ok(Outcome::Done)
    }
}

fn text(record: &PersonRecord, words: &Catalogue) -> String {
    let mut text = String::new();
    let mut section = |title: &str, lines: Vec<(String, String)>| {
        if lines.is_empty() {
            return;
        }
        text.push_str(&format!("{title}\n"));
        for (name, value) in lines {
            let line = words::line(words, &name, value);
            text.push_str(format!("  {line}").trim_end());
            text.push('\n');
        }
        text.push('\n');
    };
    let mut who: Vec<(String, String)> = record
        .key
        .iter()
        .map(|key| (words.word("person.key"), key.clone()))
        .collect();
    who.extend(
        record
            .accounts
            .iter()
            .map(|(platform, account)| match platform.as_str() {
                "" => (words.word("person.account"), account.clone()),
                platform => {
                    let fills = [
                        ("account", (&**account).into()),
                        ("platform", platform.into()),
                    ];
                    let account = words.text("person.account.on", &fills);
                    (words.word("person.account"), account)
                }
            }),
    );
    if record.suppressed {
        who.push((
            words.word("person.suppressed"),
            words.word("person.suppressed.yes"),
        ));
    }
    section(&words.word("person.person"), who);
    let held = |held: &HeldIn| lines(held, words);
    let inputs = record.inputs.iter().map(held).collect();
    section(&words.word("person.inputs"), inputs);
    for (id, answers) in &record.answers {
        let title = words.text("person.answers", &[("id", (&**id).into())]);
        section(&title, answers.clone());
    }
    for (file, cells) in &record.derived {
        let title = words.text("person.derived", &[("file", (&**file).into())]);
        section(&title, cells.clone());
    }
    section(&words.word("person.contact"), record.contact.clone());
    let outputs = record.outputs.iter().map(held).collect();
    section(&words.word("person.outputs"), outputs);
    let unread = record
        .unread
        .iter()
        .map(|file| (file.clone(), words.word("person.unread.why")));
    section(&words.word("person.unread"), unread.collect());
    text
}

/// A file with how many of its lines name the person, and which.
pub fn lines(held: &HeldIn, words: &Catalogue) -> (String, String) {
    let fills = [
        ("n", held.lines.len().into()),
        ("lines", ranges(&held.lines).into()),
    ];
    (held.file.clone(), words.text("person.lines", &fills))
}

/// `3, 7-9`.
fn ranges(lines: &[u64]) -> String {
    let runs = lines.chunk_by(|one, next| one + 1 == *next);
    let run = |run: &[u64]| match run {
        [first, .., last] => format!("{first}-{last}"),
        _ => run.iter().map(u64::to_string).collect(),
    };
    runs.map(run).collect::<Vec<_>>().join(", ")
}
