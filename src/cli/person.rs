//! `entourage person`: everything held on a person.

use std::path::PathBuf;

use clap::Args;
use entourage::pipeline::{HeldIn, PersonRecord};

use super::print::{message, result};
use super::{Ended, Outcome, project_file};

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
    pub fn run(self) -> Ended {
        let record = entourage::pipeline::person(&project_file(self.project), &self.handle)?;
        if record.is_empty() {
            message("nothing is held under this name");
        }
        result(&text(&record))?;
        Ok(Outcome::Done)
    }
}

fn text(record: &PersonRecord) -> String {
    let mut text = String::new();
    let mut section = |title: &str, lines: Vec<(String, String)>| {
        if lines.is_empty() {
            return;
        }
        text.push_str(&format!("{title}\n"));
        for (name, value) in lines {
            text.push_str(format!("  {name}: {value}").trim_end());
            text.push('\n');
        }
        text.push('\n');
    };
    let mut who: Vec<(String, String)> = record
        .key
        .iter()
        .map(|key| ("key".to_owned(), key.clone()))
        .collect();
    who.extend(
        record
            .accounts
            .iter()
            .map(|(platform, account)| match platform.as_str() {
                "" => ("account".to_owned(), account.clone()),
                platform => ("account".to_owned(), format!("{account} on {platform}")),
            }),
    );
    if record.suppressed {
        who.push((
            "asked not to be contacted".to_owned(),
            "yes; left out of every build".to_owned(),
        ));
    }
    section("person", who);
    section("input files", record.inputs.iter().map(lines).collect());
    for (id, answers) in &record.answers {
        section(&format!("answers of respondent {id}"), answers.clone());
    }
    for (file, cells) in &record.derived {
        section(&format!("derived by the last run: {file}"), cells.clone());
    }
    section("record of outreach: contacts.csv", record.contact.clone());
    section(
        "files of the last runs",
        record.outputs.iter().map(lines).collect(),
    );
    let unread = record
        .unread
        .iter()
        .map(|file| (file.clone(), "could not be searched".to_owned()));
    section("to be looked through by hand", unread.collect());
    text
}

/// A file with how many of its lines name the person, and which.
pub fn lines(held: &HeldIn) -> (String, String) {
    let word = if held.lines.len() == 1 {
        "line"
    } else {
        "lines"
    };
    (
        held.file.clone(),
        format!("{} {word}: {}", held.lines.len(), ranges(&held.lines)),
    )
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
