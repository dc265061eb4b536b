//! The café's documents, built once in each language.

use std::path::PathBuf;
use std::sync::OnceLock;

use crate::command::{Seen, entourage, root};

/// A document of the café in both languages, with its name for messages.
pub fn both(name: &str) -> [(String, PathBuf); 2] {
    ["fr", "en"].map(|lang| (format!("{name} ({lang})"), document(lang, name)))
}

/// A document of the café.
pub fn document(lang: &str, name: &str) -> PathBuf {
    static FRENCH: OnceLock<Seen> = OnceLock::new();
    static ENGLISH: OnceLock<Seen> = OnceLock::new();
    let built = match lang {
        "fr" => &FRENCH,
        _ => &ENGLISH,
    };
    built.get_or_init(|| build(lang)).out().join(name)
}

fn build(lang: &str) -> Seen {
    let file =
        |name: &str| std::fs::read(root().join("examples/cafe").join(name)).expect("the café");
    let project = String::from_utf8(file("entourage.yaml")).expect("text");
    entourage("build")
        .with(
            "entourage.yaml",
            project.replace("../../personas", "personas"),
        )
        .with("audience.csv", file("audience.csv"))
        .with("log.csv", file("log.csv"))
        .out()
        .arg("--lang")
        .arg(lang)
        .succeeds()
}
