//! The café's documents, built once in each language.

use std::path::PathBuf;
use std::sync::OnceLock;

use crate::command::{Seen, cafe};

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
    let built = built.get_or_init(|| cafe().arg("--lang").arg(lang).succeeds());
    built.out().join(name)
}
