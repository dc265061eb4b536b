//! The catalogues: every sentence of the documents, by key, in French and in English.
//!
//! A line is `key = text`; `{name}` is a hole. Where a count decides the form, `key.one` and
//! `key.other` stand for `key`, chosen by the hole `n`. Catalogues are typed with plain blanks and
//! apostrophes (`~` is a no-break space); French spacing and typographic apostrophes are set when they are read.

use super::error::BriefError;
use super::number;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Language of a document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// French.
    #[default]
    Fr,
    /// English.
    En,
}

impl Lang {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// The code for `lang` attributes.
    pub fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// The language of a code; `None` for another than `fr` and `en`.
    pub fn of(code: &str) -> Option<Self> {
        match code {
            "fr" => Some(Self::Fr),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// Whether a count takes the singular: below 2 in French, exactly 1 in English.
    fn singular(self, n: f64) -> bool {
        match self {
            Self::Fr => n.abs() < 2.0,
            Self::En => n == 1.0,
        }
    }
}

/// What fills a hole of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub enum Fill {
    /// A number, written the language's way.
    Number(f64),
    /// Text, put in as it is.
    Text(String),
}

impl From<&str> for Fill {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Fill {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<f64> for Fill {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}
impl From<u64> for Fill {
    fn from(value: u64) -> Self {
        Self::Number(value as f64)
    }
}
impl From<u32> for Fill {
    fn from(value: u32) -> Self {
        Self::Number(f64::from(value))
    }
}
impl From<usize> for Fill {
    fn from(value: usize) -> Self {
        Self::Number(value as f64)
    }
}

const FRENCH: [&str; 6] = [
    include_str!("catalogue/fr.txt"),
    include_str!("catalogue/fr.diff.txt"),
    include_str!("catalogue/fr.figures.txt"),
    include_str!("catalogue/fr.notes.txt"),
    include_str!("catalogue/fr.workshop.txt"),
    include_str!("catalogue/fr.terminal.txt"),
];
const ENGLISH: [&str; 6] = [
    include_str!("catalogue/en.txt"),
    include_str!("catalogue/en.diff.txt"),
    include_str!("catalogue/en.figures.txt"),
    include_str!("catalogue/en.notes.txt"),
    include_str!("catalogue/en.workshop.txt"),
    include_str!("catalogue/en.terminal.txt"),
];

/// All sentences of one language.
#[derive(Debug, Clone)]
pub struct Catalogue {
    lang: Lang,
    texts: BTreeMap<&'static str, String>,
}

impl Catalogue {
    /// The catalogue of a language.
    pub fn load(lang: Lang) -> Result<Self, BriefError> {
        let parts = match lang {
            Lang::Fr => FRENCH,
            Lang::En => ENGLISH,
        };
        let mut texts = BTreeMap::new();
        for part in parts {
            for (number, line) in part.lines().enumerate() {
                if line.trim().is_empty() || line.starts_with('#') {
                    continue;
                }
                let wrong = BriefError::Catalogue {
                    language: lang.code(),
                    line: number + 1,
                };
                let (key, text) = line.split_once(" = ").ok_or(wrong)?;
                texts.insert(key.trim(), typeset(lang, text.trim()));
            }
        }
        Ok(Self { lang, texts })
    }

    /// The catalogue's language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// All keys, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.texts.keys().copied()
    }

    /// The sentence of a key with its holes filled; `None` when there is no such key.
    pub fn find(&self, key: &str, fills: &[(&str, Fill)]) -> Option<String> {
        let text = match self.texts.get(key) {
            Some(text) => text,
            None => self.plural(key, fills)?,
        };
        Some(self.fill(text, fills))
    }

    /// The sentence of a key of ours. A key that is missing shows as itself; a test holds that
    /// none is.
    pub fn text(&self, key: &str, fills: &[(&str, Fill)]) -> String {
        self.find(key, fills).unwrap_or_else(|| key.to_owned())
    }

    /// A word without holes.
    pub fn word(&self, key: &str) -> String {
        self.text(key, &[])
    }

    /// The word for a name of the files, such as `measure` and `reach`; a name that no catalogue knows stays as
    /// it is.
    pub fn named(&self, prefix: &str, name: &str) -> String {
        let known = self.find(&format!("{prefix}.{name}"), &[]);
        known.unwrap_or_else(|| name.to_owned())
    }

    fn plural(&self, key: &str, fills: &[(&str, Fill)]) -> Option<&String> {
        let n = fills.iter().find_map(|(name, fill)| match fill {
            Fill::Number(n) if *name == "n" => Some(*n),
            _ => None,
        })?;
        let form = if n == 0.0 && self.texts.contains_key(format!("{key}.zero").as_str()) {
            "zero"
        } else if self.lang.singular(n) {
            "one"
        } else {
            "other"
        };
        self.texts.get(format!("{key}.{form}").as_str())
    }

    fn fill(&self, text: &str, fills: &[(&str, Fill)]) -> String {
        let mut out = String::with_capacity(text.len() + 16);
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            let Some(close) = rest[open..].find('}') else {
                break;
            };
            out.push_str(&rest[..open]);
            let name = &rest[open + 1..open + close];
            match fills.iter().find(|(hole, _)| *hole == name) {
                Some((_, Fill::Text(text))) => out.push_str(text),
                Some((_, Fill::Number(value))) => {
                    out.push_str(&number::amount(self.lang, *value));
                }
                None => {
                    let _ = write!(out, "{{{name}}}");
                }
            }
            rest = &rest[open + close + 1..];
        }
        out.push_str(rest);
        out
    }

    /// An English sentence of ours as this language says it, found among the keys that begin so;
    /// one that no catalogue holds stays as it is.
    pub fn reworded(&self, prefix: &str, english: &str) -> String {
        let set = typeset(Lang::En, english);
        let known = Self::load(Lang::En).ok().and_then(|known| {
            let mut keys = known.texts.iter();
            let found = keys.find(|(key, text)| key.starts_with(prefix) && **text == set);
            found.map(|(key, _)| *key)
        });
        known.map_or_else(|| english.to_owned(), |key| self.word(key))
    }

    /// A list in words: "a, b and c".
    pub fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => {
                format!("{} {} {last}", first.join(", "), self.word("list.and"))
            }
        }
    }
}

/// The text with its first letter a capital.
pub fn capitalised(mut text: String) -> String {
    if let Some(first) = text.chars().next().filter(|c| c.is_lowercase()) {
        text.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    text
}

/// Typography of a language on a text typed with plain blanks and apostrophes.
fn typeset(lang: Lang, text: &str) -> String {
    let text = text
        .replace('\'', "’")
        .replace("...", "…")
        .replace('~', "\u{00A0}");
    match lang {
        Lang::En => text,
        Lang::Fr => text
            .replace(" ;", "\u{202F};")
            .replace(" !", "\u{202F}!")
            .replace(" ?", "\u{202F}?")
            .replace(" %", "\u{202F}%")
            .replace(" :", "\u{00A0}:")
            .replace("« ", "«\u{202F}")
            .replace(" »", "\u{202F}»"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holes(text: &str) -> Vec<&str> {
        let mut holes: Vec<&str> = text
            .split('{')
            .skip(1)
            .filter_map(|part| part.split_once('}').map(|(name, _)| name))
            .collect();
        holes.sort_unstable();
        holes.dedup();
        holes
    }

    #[test]
    fn both_languages_have_the_same_keys_and_the_same_holes() {
        let [fr, en] = Lang::ALL.map(|lang| Catalogue::load(lang).expect("a catalogue"));
        let missing: Vec<_> = fr
            .keys()
            .filter(|key| !en.texts.contains_key(key))
            .collect();
        assert!(missing.is_empty(), "English lacks {missing:?}");
        let missing: Vec<_> = en
            .keys()
            .filter(|key| !fr.texts.contains_key(key))
            .collect();
        assert!(missing.is_empty(), "French lacks {missing:?}");
        let form = |key: &str| {
            key.rsplit_once('.')
                .is_some_and(|(_, form)| matches!(form, "one" | "zero"))
        };
        for key in fr.keys() {
            if !form(key) {
                assert_eq!(holes(&fr.texts[key]), holes(&en.texts[key]), "{key}");
            }
        }
    }

    #[test]
    fn a_key_stands_once_in_its_catalogue() {
        for parts in [FRENCH, ENGLISH] {
            let mut keys: Vec<&str> = parts
                .iter()
                .flat_map(|part| part.lines())
                .filter(|line| !line.starts_with('#'))
                .filter_map(|line| line.split_once(" = ").map(|(key, _)| key))
                .collect();
            keys.sort_unstable();
            for pair in keys.windows(2) {
                assert_ne!(pair[0], pair[1]);
            }
        }
    }

    #[test]
    fn french_is_set_with_its_own_spaces() {
        assert_eq!(
            typeset(Lang::Fr, "« Qui ? » : l'audience, 5 % ; oui !"),
            "«\u{202F}Qui\u{202F}?\u{202F}»\u{A0}: l’audience, 5\u{202F}%\u{202F}; oui\u{202F}!"
        );
    }

    #[test]
    fn counts_choose_their_form_by_language() {
        assert!(Lang::Fr.singular(0.0) && Lang::Fr.singular(1.5) && !Lang::Fr.singular(2.0));
        assert!(!Lang::En.singular(0.0) && Lang::En.singular(1.0));
    }
}
