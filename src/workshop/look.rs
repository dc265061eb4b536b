//! Templates, style and script, built into the program.

use crate::brief::Templates;

macro_rules! own {
    ($($name:literal),* $(,)?) => {
        &[$((concat!("workshop/", $name), include_str!(concat!("template/", $name)))),*]
    };
}

/// The templates of the pages.
pub(super) const TEMPLATES: &[(&str, &str)] = own![
    "frame.html",
    "macros.html",
    "how_many.html",
    "number.html",
    "preparing.html",
    "failed.html",
    "who.html",
    "data.html",
    "decide.html",
    "decisions.md",
    "decisions.html",
    "which.html",
    "answer.html",
    "reach.html",
    "people.html",
    "what_if.html",
    "trial.html",
];

/// The script of the pages.
pub(super) const SCRIPT: &str = include_str!("look/script.js");
/// The part of it that runs before anything is drawn: light or dark.
pub(super) const THEME: &str = include_str!("look/theme.js");

/// The style of the pages: that of the documents, and the projector's over it.
pub(super) fn style() -> String {
    let documents = Templates::default();
    let mut style = String::from(":root{--accent:#0b5c94;--accent-dark:#7cc0f2}\n");
    for name in ["style/base.css", "style/figure.css"] {
        style.push_str(documents.text(name));
        style.push('\n');
    }
    style.push_str(include_str!("look/style.css"));
    style
}
