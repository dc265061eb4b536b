//! The words of the command: in the language asked for, else the project's, else the system's.

use std::path::Path;

use entourage::brief::{Catalogue, Fill, Lang};
use entourage::project;

use super::print::Failure;

/// A language of the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Language {
    Fr,
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Fr => Self::Fr,
            Language::En => Self::En,
        }
    }
}

/// The words for a project; one that cannot be read has its error to come.
pub fn of_project(asked: Option<Language>, project: &Path) -> Result<Catalogue, Failure> {
    spoken(asked, || {
        let loaded = project::load(project).ok()?;
        Some(loaded.project.language.into())
    })
}

/// The words where there is no project.
pub fn of_nothing(asked: Option<Language>) -> Result<Catalogue, Failure> {
    spoken(asked, || None)
}

/// The words for a finished run.
pub fn of_run(asked: Option<Language>, run: &Path) -> Result<Catalogue, Failure> {
    spoken(asked, || {
        Some(entourage::pipeline::run_language(run)?.into())
    })
}

fn spoken(
    asked: Option<Language>,
    project: impl FnOnce() -> Option<Lang>,
) -> Result<Catalogue, Failure> {
    let lang = asked.map(Lang::from).or_else(project);
    Ok(Catalogue::load(lang.unwrap_or_else(system))?)
}

/// The language of the environment's locale: the first variable that says one decides.
pub fn system() -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok());
    of_locale(locale)
}

fn of_locale(mut locale: impl Iterator<Item = String>) -> Lang {
    let first = locale.find(|value| !value.is_empty());
    match first {
        Some(value) if value.starts_with("fr") => Lang::Fr,
        _ => Lang::En,
    }
}

/// `name: value`, as the language sets it.
pub fn line(words: &Catalogue, name: &str, value: impl Into<Fill>) -> String {
    words.text("line", &[("name", name.into()), ("value", value.into())])
}

/// A warning on a line.
pub fn warning(words: &Catalogue, text: &str) -> String {
    words.text("warning", &[("text", text.into())])
}

/// That a file was written.
pub fn written(words: &Catalogue, file: &Path) -> String {
    let file = file.display().to_string();
    words.text("file.written", &[("file", file.into())])
}

/// Text filled up with blanks to a width in characters.
pub fn padded(text: &str, width: usize) -> String {
    let gap = width.saturating_sub(text.chars().count());
    format!("{text}{}", " ".repeat(gap))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_is_set_decides_the_language() {
        let of = |values: &[&str]| of_locale(values.iter().map(|value| (*value).to_owned()));
        assert_eq!(of(&["", "fr_FR.UTF-8", "en_GB.UTF-8"]), Lang::Fr);
        assert_eq!(of(&["C", "fr_FR.UTF-8"]), Lang::En);
        assert_eq!(of(&[]), Lang::En);
    }
}
