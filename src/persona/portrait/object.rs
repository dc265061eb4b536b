//! The thing that stands for what a persona does: which, and how it is drawn.

use super::Thing;
use super::palette::Palette;
use crate::persona::statement::Statement;
use crate::persona::wording::{Language, attribute_text, level_text, yes_or_no};
use crate::table::Table;

/// Beginnings of words, French and English, folded.
const WORDS: [(Thing, &[&str]); 13] = [
    (
        Thing::Cup,
        &[
            "café", "cafe", "coffee", "espresso", "thé", "tea", "barista", "torréf", "filtre",
            "latte",
        ],
    ),
    (
        Thing::Headphones,
        &[
            "musi",
            "podcast",
            "concert",
            "radio",
            "audio",
            "playlist",
            "listening",
        ],
    ),
    (
        Thing::Book,
        &[
            "livre",
            "lecture",
            "lire",
            "book",
            "reading",
            "blog",
            "newspaper",
            "magazine",
            "presse",
        ],
    ),
    (
        Thing::Phone,
        &[
            "instagram",
            "tiktok",
            "facebook",
            "mobile",
            "sms",
            "smartphone",
            "réseaux",
            "snapchat",
            "phone",
        ],
    ),
    (
        Thing::Bicycle,
        &[
            "vélo", "velo", "bike", "cycl", "sport", "fitness", "running", "gym",
        ],
    ),
    (
        Thing::Leaf,
        &[
            "bio",
            "organic",
            "écolog",
            "ecolog",
            "environment",
            "durable",
            "sustain",
            "jardin",
            "garden",
            "plant",
            "santé",
            "health",
            "nature",
            "équitable",
            "emballage",
            "packag",
            "recycl",
            "déchet",
        ],
    ),
    (
        Thing::Tag,
        &[
            "prix",
            "price",
            "promo",
            "discount",
            "cheap",
            "budget",
            "bargain",
            "expensive",
        ],
    ),
    (
        Thing::Camera,
        &[
            "photo", "film", "vidéo", "video", "cinéma", "cinema", "movie", "série", "youtube",
        ],
    ),
    (
        Thing::House,
        &[
            "famille", "family", "enfant", "child", "kids", "parent", "maison", "home", "married",
        ],
    ),
    (
        Thing::Suitcase,
        &["voyage", "travel", "touris", "vacances", "holiday"],
    ),
    (Thing::Gamepad, &["jeux", "gaming", "game", "console"]),
    (
        Thing::Fork,
        &[
            "cuisine",
            "cook",
            "restaurant",
            "gourmand",
            "food",
            "tasty",
            "yummy",
            "goût",
            "spicy",
            "repas",
        ],
    ),
    (
        Thing::Laptop,
        &[
            "ordinateur",
            "computer",
            "laptop",
            "tech",
            "numérique",
            "digital",
            "online",
            "internet",
            "bureau",
        ],
    ),
];

/// The thing a statement speaks of; a denial speaks of nothing.
pub(super) fn of_statement(
    table: &Table,
    statement: &Statement,
    language: Language,
) -> Option<Thing> {
    let attribute = table.attribute(&statement.attribute)?;
    let place = statement
        .level
        .as_ref()
        .and_then(|l| attribute.levels.iter().position(|known| known == l))?;
    if yes_or_no(attribute, place) == Some(false) {
        return None;
    }
    let text = format!(
        "{} {} {} {}",
        level_text(attribute, place, language),
        attribute.phrase,
        attribute_text(attribute),
        attribute.name
    )
    .to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    // A word of three letters or fewer must be the whole word: "thé" is not "théâtre".
    let begins = |word: &str, stem: &str| {
        if stem.chars().count() <= 3 {
            word == stem
        } else {
            word.starts_with(stem)
        }
    };
    words.iter().find_map(|word| {
        let holds = |stems: &[&str]| stems.iter().any(|stem| begins(word, stem));
        WORDS
            .iter()
            .find(|(_, stems)| holds(stems))
            .map(|(thing, _)| *thing)
    })
}

/// What is worn rather than shown beside.
pub(super) fn worn(thing: Thing, p: &Palette) -> String {
    if thing != Thing::Headphones {
        return String::new();
    }
    format!(
        "<path d=\"M116 184c-10-150 178-150 168 0\" fill=\"none\" stroke=\"{i}\" stroke-width=\"11\"/>\
         <rect x=\"98\" y=\"166\" width=\"34\" height=\"52\" rx=\"15\" fill=\"{c}\" stroke=\"{i}\" stroke-width=\"5\"/>\
         <rect x=\"268\" y=\"166\" width=\"34\" height=\"52\" rx=\"15\" fill=\"{c}\" stroke=\"{i}\" stroke-width=\"5\"/>",
        i = p.ink,
        c = p.cloth
    )
}

/// The thing in a round badge at the lower right.
pub(super) fn badge(thing: Thing, p: &Palette) -> String {
    let drawn = match thing {
        Thing::Headphones => return String::new(),
        Thing::Cup => {
            "<path d=\"M-28-10h46v16c0 18-10 28-23 28s-23-10-23-28z\" fill=\"C\"/><path d=\"M18-4c18-4 18 22-2 20\"/>\
             <path d=\"M-16-22q-6-8 0-16M-2-22q-6-8 0-16M12-22q-6-8 0-16\"/>"
        }
        Thing::Book => {
            "<path d=\"M0-22c-12-9-26-9-36-5v46c10-4 24-4 36 5 12-9 26-9 36-5v-46c-10-4-24-4-36 5z\" fill=\"C\"/><path d=\"M0-22v46\"/>"
        }
        Thing::Phone => {
            "<rect x=\"-19\" y=\"-34\" width=\"38\" height=\"68\" rx=\"8\" fill=\"C\"/>\
             <path d=\"M0 10c-22-16-10-28 0-17 10-11 22 1 0 17z\" fill=\"T\" stroke=\"none\"/><path d=\"M-5 25h10\" stroke=\"T\"/>"
        }
        Thing::Laptop => {
            "<rect x=\"-27\" y=\"-24\" width=\"54\" height=\"38\" rx=\"5\" fill=\"C\"/><path d=\"M-36 22h72\" stroke-width=\"8\"/>"
        }
        Thing::Leaf => {
            "<path d=\"M-26 24c-8-40 16-56 52-54 4 38-14 64-52 54z\" fill=\"C\"/><path d=\"M-32 32c12-22 24-34 40-44\" stroke=\"T\"/>"
        }
        Thing::Bicycle => {
            "<circle cx=\"-21\" cy=\"10\" r=\"15\"/><circle cx=\"21\" cy=\"10\" r=\"15\"/>\
             <path d=\"M-21 10l11-26h22l9 26M-10-16L4 10h-25M4 10l8-26M8-26h10M-16-20h10\"/>"
        }
        Thing::Tag => {
            "<path d=\"M-30 4L2-30h28V-2L-4 32z\" fill=\"C\"/><circle cx=\"17\" cy=\"-17\" r=\"5\" fill=\"T\" stroke=\"none\"/>"
        }
        Thing::Camera => {
            "<rect x=\"-33\" y=\"-19\" width=\"66\" height=\"46\" rx=\"8\" fill=\"C\"/><path d=\"M-14-19l6-10h16l6 10\"/>\
             <circle cx=\"0\" cy=\"4\" r=\"13\" fill=\"T\"/>"
        }
        Thing::House => {
            "<path d=\"M-26-2v30h52V-2\" fill=\"C\"/><path d=\"M-34 4L0-28 34 4\"/><path d=\"M0 22c-18-13-8-22 0-13 8-9 18 0 0 13z\" fill=\"T\" stroke=\"none\"/>"
        }
        Thing::Suitcase => {
            "<rect x=\"-31\" y=\"-16\" width=\"62\" height=\"44\" rx=\"7\" fill=\"C\"/><path d=\"M-12-16v-12h24v12M-17-14v40M17-14v40\"/>"
        }
        Thing::Gamepad => {
            "<path d=\"M-20-16h40c18 0 22 40 8 40-8 0-10-12-18-12h-20c-8 0-10 12-18 12-14 0-10-40 8-40z\" fill=\"C\"/>\
             <path d=\"M-22-2h14M-15-9v14M14-4h1M22 3h1\" stroke=\"T\" stroke-width=\"6\"/>"
        }
        Thing::Fork => {
            "<path d=\"M-15-32v62M-25-32v16c0 12 20 12 20 0v-16M15 30v-62c14 6 16 26 12 36l-12 4\"/>"
        }
    };
    let drawn = drawn.replace("\"C\"", &format!("\"{}\"", p.cloth));
    let drawn = drawn.replace("\"T\"", &format!("\"{}\"", p.trim));
    format!(
        "<g transform=\"translate(324 324)\" fill=\"none\" stroke=\"{i}\" stroke-width=\"5\" stroke-linecap=\"round\" \
         stroke-linejoin=\"round\"><circle r=\"66\" fill=\"#fff\" stroke=\"{g}\" stroke-width=\"8\"/>{drawn}</g>",
        i = p.ink,
        g = p.ground
    )
}
