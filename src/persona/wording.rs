//! How an attribute and a level read in the project's language.

use serde::{Deserialize, Serialize};

use crate::table::{Attribute, Kind};

/// The language of the documents.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub enum Language {
    /// French.
    #[default]
    #[serde(rename = "fr")]
    French,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// One of two wordings.
    pub(super) fn pick(self, french: &'static str, english: &'static str) -> &'static str {
        match self {
            Self::French => french,
            Self::English => english,
        }
    }
}

const YES: [&str; 10] = [
    "yes", "oui", "true", "vrai", "y", "1", "checked", "selected", "x", "coché",
];
/// The agreeing end of a scale: who stands there says what the question says.
const AGREE: [&str; 8] = [
    "tout à fait d'accord",
    "plutôt d'accord",
    "d'accord",
    "strongly agree",
    "totally agree",
    "completely agree",
    "somewhat agree",
    "agree",
];
const NO: [&str; 9] = [
    "no",
    "non",
    "false",
    "faux",
    "n",
    "0",
    "unchecked",
    "not selected",
    "décoché",
];

/// What people read for a level: its label in the language, else the level as in the table.
pub fn level_text(attribute: &Attribute, place: usize, language: Language) -> &str {
    let written = attribute.level_labels.get(place).map(|l| match language {
        Language::French => l.fr.as_str(),
        Language::English => l.en.as_str(),
    });
    match written.filter(|text| !text.is_empty()) {
        Some(text) => text,
        None => attribute.levels.get(place).map_or("", String::as_str),
    }
}

/// What people read for an attribute: its label, else its name.
pub fn attribute_text(attribute: &Attribute) -> &str {
    if attribute.label.is_empty() {
        &attribute.name
    } else {
        &attribute.label
    }
}

/// The question as put to somebody: as asked, else the label; a bare column name is no question where a longer label says
/// what it means.
pub fn question_text(attribute: &Attribute) -> &str {
    let bare = attribute.question == attribute.name
        && attribute.label.chars().count() > attribute.question.chars().count();
    if attribute.question.is_empty() || bare {
        attribute_text(attribute)
    } else {
        &attribute.question
    }
}

/// What a level says of a question that is a plain yes or no: of its two levels one is a yes, or one
/// is a no ("Not selected") and the other names the thing. A multi-select of the one option "yes" is such a
/// question too.
pub(super) fn yes_or_no(attribute: &Attribute, place: usize) -> Option<bool> {
    let most = if attribute.kind == Kind::Multi { 1 } else { 2 };
    if attribute.levels.len() > most {
        return None;
    }
    let is = |level: &String, words: &[&str]| words.contains(&level.trim().to_lowercase().as_str());
    let no = |level: &String| is(level, &NO) || level.to_lowercase().starts_with("not.");
    let level = attribute.levels.get(place)?;
    let mut others = attribute.levels.iter().filter(|l| *l != level);
    if no(level) {
        Some(false)
    } else if is(level, &YES) || others.any(no) {
        Some(true)
    } else {
        None
    }
}

/// What is affirmed by the yes of a yes-or-no question: the question, or the thing its level names.
fn affirmed_text<'a>(attribute: &'a Attribute, about: &'a str, language: Language) -> &'a str {
    let named = (0..attribute.levels.len()).find(|&place| {
        let level = attribute.levels[place].trim().to_lowercase();
        yes_or_no(attribute, place) == Some(true) && !YES.contains(&level.as_str())
    });
    named.map_or(about, |place| level_text(attribute, place, language))
}

/// A short piece of a title: what an answer says of a person, in a few words.
///
/// `more`: the persona gives the answer more often than others (or has more of a quantity).
/// A codebook's phrase is used where it has one, without its leading dots.
pub fn fragment(
    attribute: &Attribute,
    level: Option<usize>,
    more: bool,
    language: Language,
) -> String {
    let label = attribute_text(attribute);
    let phrase = attribute
        .phrase
        .trim()
        .trim_start_matches(['…', '.'])
        .trim_start();
    let about = if phrase.is_empty() { label } else { phrase };
    let Some(place) = level else {
        // The unit after a comma ("Dépense par mois, en euros") is for the evidence.
        let thing = label.split_once(", ").map_or(label, |(thing, _)| thing);
        let side = if more {
            language.pick("au-dessus de la moyenne", "above average")
        } else {
            language.pick("en dessous de la moyenne", "below average")
        };
        return format!("{thing} {side}");
    };
    if let Some(yes) = yes_or_no(attribute, place) {
        let thing = affirmed_text(attribute, about, language);
        return match (yes == more, language) {
            (true, _) => thing.to_owned(),
            (false, Language::French) => format!("pas « {thing} »"),
            (false, Language::English) => format!("not “{thing}”"),
        };
    }
    let level = level_text(attribute, place, language);
    if more && AGREE.contains(&level.trim().to_lowercase().replace('’', "'").as_str()) {
        return match language {
            Language::French => format!("« {label} »"),
            Language::English => format!("“{label}”"),
        };
    }
    let told = format!("{label}{}{level}", language.pick(" : ", ": "));
    match (more, attribute.kind) {
        (true, Kind::Multi) => level.to_owned(),
        (true, _) => told,
        (false, Kind::Multi) => format!("{} {level}", language.pick("sans", "no")),
        (false, _) => format!("{} {told}", language.pick("rarement", "rarely")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{categorical, multi, numeric};
    use super::*;

    #[test]
    fn a_box_ticked_or_not_is_told_by_its_question_never_by_yes_alone() {
        let adult = multi("Pour adultes", &["True"], &[]);
        let told = |more| fragment(&adult, Some(0), more, Language::French);
        assert_eq!(told(true), "Pour adultes");
        assert_eq!(told(false), "pas « Pour adultes »");
    }

    #[test]
    fn a_fragment_reads_in_the_language_of_the_project() {
        let tea = categorical("Boit du thé", &["oui", "non"], &[]);
        assert_eq!(
            fragment(&tea, Some(0), true, Language::French),
            "Boit du thé"
        );
        assert_eq!(
            fragment(&tea, Some(1), true, Language::French),
            "pas « Boit du thé »"
        );
        assert_eq!(
            fragment(&tea, Some(0), false, Language::English),
            "not “Boit du thé”"
        );
        let mut home = categorical("home", &["yes", "no"], &[]);
        home.phrase = "… drinks coffee at home".to_owned();
        assert_eq!(
            fragment(&home, Some(0), true, Language::English),
            "drinks coffee at home"
        );
        let pop = categorical("q4", &["Not selected", "Pop culture"], &[]);
        assert_eq!(
            fragment(&pop, Some(1), true, Language::English),
            "Pop culture"
        );
        assert_eq!(
            fragment(&pop, Some(0), true, Language::French),
            "pas « Pop culture »"
        );
        let age = numeric("Age", &[]);
        assert_eq!(
            fragment(&age, None, true, Language::English),
            "Age above average"
        );
        let spent = numeric("Dépense par mois, en euros", &[]);
        assert_eq!(
            fragment(&spent, None, false, Language::French),
            "Dépense par mois en dessous de la moyenne"
        );
        let scale = ["Tout à fait d’accord", "Plutôt d’accord", "Pas du tout"];
        let place = categorical("Un café est un lieu", &scale, &[]);
        assert_eq!(
            fragment(&place, Some(0), true, Language::French),
            "« Un café est un lieu »"
        );
        assert_eq!(
            fragment(&place, Some(0), false, Language::French),
            "rarement Un café est un lieu : Tout à fait d’accord"
        );
        let uses = multi("uses", &["Instagram"], &[]);
        assert_eq!(
            fragment(&uses, Some(0), false, Language::French),
            "sans Instagram"
        );
        let mut city = categorical("City", &["L", "P"], &[]);
        city.level_labels[0].fr = "Lille".to_owned();
        assert_eq!(
            fragment(&city, Some(0), true, Language::French),
            "City : Lille"
        );
        assert_eq!(fragment(&city, Some(0), true, Language::English), "City: L");
    }
}
