//! Sex and age of a persona's majority, where the data have them, for the fictional name and the
//! drawn portrait. Nothing else is guessed from them.

use super::crosstab::{Cell, Crosstab};
use crate::person::fold;
use crate::table::{Attribute, Kind, Table};

/// How the fictional person is presented.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Presentation {
    /// Most are women.
    Feminine,
    /// Most are men.
    Masculine,
    /// Neither, or the data do not say.
    #[default]
    Neutral,
}

/// Age of the fictional person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Generation {
    /// Under 30.
    Young,
    /// 30 to 49, and where the data do not say.
    #[default]
    Adult,
    /// 50 to 64.
    Mature,
    /// 65 and more.
    Senior,
}

/// Sex and age of the majority.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Majority {
    /// Presentation.
    pub presentation: Presentation,
    /// Generation.
    pub generation: Generation,
}

const SEX: [&str; 6] = ["sexe", "sex", "genre", "gender", "civilite", "civilité"];
const AGE: [&str; 6] = ["age", "âge", "ages", "âges", "tranche", "ageband"];
const WOMEN: [&str; 12] = [
    "f",
    "w",
    "femme",
    "femmes",
    "female",
    "woman",
    "women",
    "feminin",
    "féminin",
    "mme",
    "fille",
    "une femme",
];
const MEN: [&str; 12] = [
    "m", "h", "homme", "hommes", "male", "man", "men", "masculin", "mr", "garçon", "garcon",
    "un homme",
];

/// Sex and age of the majority of a persona.
pub fn majority(table: &Table, crosstab: &Crosstab, persona: usize) -> Majority {
    let mut result = Majority::default();
    let cells: Vec<&Cell> = crosstab.of(persona).collect();
    for question in cells.chunk_by(|a, b| a.column == b.column) {
        let attribute = &table.attributes[question[0].column];
        if is_about(attribute, &SEX) {
            result.presentation = presentation(question);
        }
        let asks_age = is_about(attribute, &AGE);
        if let Some(years) = mean_age(attribute, question).filter(|_| asks_age) {
            result.generation = generation(years);
        }
    }
    result
}

/// Whether a word of the attribute's name or label is one of these.
fn is_about(attribute: &Attribute, words: &[&str]) -> bool {
    [&attribute.name, &attribute.label].into_iter().any(|text| {
        fold(text)
            .split(|c: char| !c.is_alphabetic())
            .any(|word| words.contains(&word))
    })
}

fn presentation(question: &[&Cell]) -> Presentation {
    let share = |words: &[&str]| -> f64 {
        question
            .iter()
            .filter(|c| {
                let level = c.level.as_deref().map(fold).unwrap_or_default();
                words.contains(&level.trim())
            })
            .filter_map(|c| c.share)
            .sum()
    };
    if share(&WOMEN) > 0.5 {
        Presentation::Feminine
    } else if share(&MEN) > 0.5 {
        Presentation::Masculine
    } else {
        Presentation::Neutral
    }
}

/// Mean age in years: the mean of a number, else of the middles of the bands.
fn mean_age(attribute: &Attribute, question: &[&Cell]) -> Option<f64> {
    if attribute.kind == Kind::Numeric {
        return question[0]
            .share
            .filter(|years| (1.0..120.0).contains(years));
    }
    let (mut years, mut total) = (0.0, 0.0);
    for cell in question {
        if let Some((share, middle)) = cell.share.zip(cell.level.as_deref().and_then(band_middle)) {
            years += share * middle;
            total += share;
        }
    }
    (total > 0.5).then(|| years / total)
}

/// The middle of "26-35", "65 ans et plus", "moins de 25", "> 60".
fn band_middle(level: &str) -> Option<f64> {
    let numbers: Vec<f64> = level
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|run| run.parse().ok())
        .filter(|n| (1.0..120.0).contains(n))
        .collect();
    let lower = fold(level);
    let below = ["moins", "under", "<", "less", "below"]
        .iter()
        .any(|w| lower.contains(w));
    match numbers[..] {
        [only] if below => Some(only - 5.0),
        [only] => Some(only + 5.0),
        [low, high] if low <= high => Some(f64::midpoint(low, high)),
        _ => None,
    }
}

fn generation(years: f64) -> Generation {
    match years {
        y if y < 30.0 => Generation::Young,
        y if y < 50.0 => Generation::Adult,
        y if y < 65.0 => Generation::Mature,
        _ => Generation::Senior,
    }
}

#[cfg(test)]
mod tests {
    use super::super::crosstab::crosstab;
    use super::super::fixture::{categorical, numeric, table};
    use super::*;

    #[test]
    fn the_majority_is_read_from_questions_on_sex_and_age() {
        let mut t = table(10);
        let sex: Vec<Option<u32>> = (0..10).map(|i| Some(u32::from(i >= 6))).collect();
        let age: Vec<Option<u32>> = (0..10).map(|i| Some(u32::from(i >= 1))).collect();
        t.attributes = vec![
            categorical("Sexe", &["Femme", "Homme"], &sex),
            categorical("Tranche d'âge", &["18-25", "65 ans et plus"], &age),
        ];
        let tab = crosstab(&t, &[0; 10], 1).expect("a crosstab");
        let who = majority(&t, &tab, 0);
        assert_eq!(who.presentation, Presentation::Feminine);
        assert_eq!(who.generation, Generation::Senior);
        t.attributes = vec![numeric("Age", &[Some(22.0); 10])];
        let tab = crosstab(&t, &[0; 10], 1).expect("a crosstab");
        assert_eq!(majority(&t, &tab, 0).generation, Generation::Young);
    }

    #[test]
    fn without_such_questions_nothing_is_guessed() {
        let mut t = table(4);
        t.attributes = vec![
            categorical("Message", &["f", "m"], &[Some(0); 4]),
            categorical(
                "Sexe",
                &["Femme", "Homme"],
                &[Some(0), Some(0), Some(1), Some(1)],
            ),
        ];
        let tab = crosstab(&t, &[0; 4], 1).expect("a crosstab");
        assert_eq!(majority(&t, &tab, 0), Majority::default());
    }

    #[test]
    fn bands_have_middles() {
        for (level, middle) in [
            ("26-35", Some(30.5)),
            ("65+", Some(70.0)),
            ("Moins de 25 ans", Some(20.0)),
            ("30 à 44 ans", Some(37.0)),
            ("n/a", None),
        ] {
            assert_eq!(band_middle(level), middle, "{level}");
        }
    }
}
