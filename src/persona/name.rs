//! Fictional first names: common ones of France and of English-speaking countries, by generation.

use super::who::{Generation, Majority, Presentation};
use super::wording::Language;
use crate::statistic::hash;

/// Where names come from (`personas.names` of the project).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum NameSource {
    /// Fictional first names.
    #[default]
    FirstName,
    /// No name: the title stands alone.
    None,
    /// The project's own list, in order; where it is used up, first names.
    List(Vec<String>),
}

type Names = [&'static str; 14];

const FR_F: [Names; 4] = [
    [
        "Léa", "Manon", "Inès", "Chloé", "Jade", "Lina", "Emma", "Louise", "Aïcha", "Zoé", "Clara",
        "Nour", "Romane", "Lou",
    ],
    [
        "Élodie", "Émilie", "Samira", "Julie", "Céline", "Aurélie", "Fatou", "Marion", "Sonia",
        "Laetitia", "Hélène", "Audrey", "Karima", "Claire",
    ],
    [
        "Nathalie",
        "Sylvie",
        "Isabelle",
        "Véronique",
        "Malika",
        "Catherine",
        "Corinne",
        "Valérie",
        "Patricia",
        "Fatima",
        "Agnès",
        "Béatrice",
        "Laurence",
        "Florence",
    ],
    [
        "Monique",
        "Jeannine",
        "Françoise",
        "Denise",
        "Yvette",
        "Colette",
        "Zohra",
        "Geneviève",
        "Nicole",
        "Simone",
        "Odette",
        "Arlette",
        "Josiane",
        "Ginette",
    ],
];
const FR_M: [Names; 4] = [
    [
        "Hugo", "Théo", "Nathan", "Adam", "Enzo", "Rayan", "Jules", "Gabin", "Ibrahim", "Maxence",
        "Sacha", "Tom", "Noé", "Ilyes",
    ],
    [
        "Julien",
        "Nicolas",
        "Karim",
        "Mathieu",
        "Thomas",
        "Mehdi",
        "Romain",
        "Vincent",
        "Sébastien",
        "Moussa",
        "Guillaume",
        "Cédric",
        "Benoît",
        "Arnaud",
    ],
    [
        "Philippe", "Pascal", "Éric", "Thierry", "Rachid", "Olivier", "Didier", "Bruno", "Franck",
        "Farid", "Marc", "Hervé", "Gilles", "Xavier",
    ],
    [
        "Michel",
        "Jacques",
        "Bernard",
        "André",
        "Roger",
        "Ahmed",
        "Gérard",
        "Claude-Henri",
        "Marcel",
        "René",
        "Raymond",
        "Guy",
        "Lucien",
        "Henri",
    ],
];
const FR_N: [Names; 4] = [
    [
        "Charlie", "Camille", "Andrea", "Sasha", "Eden", "Alix", "Noa", "Loïs", "Ange", "Swan",
        "Yaël", "Maé", "Robin", "Lou-Ann",
    ],
    [
        "Camille",
        "Morgan",
        "Alex",
        "Sacha",
        "Maxime",
        "Charlie",
        "Alix",
        "Yannick",
        "Sam",
        "Jessy",
        "Stéphane",
        "Ariel",
        "Élie",
        "Gwen",
    ],
    [
        "Dominique",
        "Claude",
        "Pascale",
        "Frédérique",
        "Joëlle",
        "Emmanuelle",
        "Danièle",
        "Michèle",
        "Andréa",
        "Yaël",
        "Camille",
        "Gaël",
        "Marie-Jo",
        "Jo",
    ],
    [
        "Claude",
        "Dominique",
        "Camille",
        "Maxime",
        "Andrée",
        "Renée",
        "Josée",
        "Anne-Jo",
        "Lou",
        "Alix",
        "Ange",
        "Marcelle",
        "Hyacinthe",
        "Prudence",
    ],
];
const EN_F: [Names; 4] = [
    [
        "Olivia", "Maya", "Amelia", "Zara", "Grace", "Chloe", "Priya", "Ella", "Ruby", "Aisha",
        "Lily", "Sophie", "Imani", "Hannah",
    ],
    [
        "Jessica", "Sarah", "Laura", "Nadia", "Emily", "Rachel", "Amara", "Kate", "Michelle",
        "Leila", "Rebecca", "Gemma", "Melissa", "Anna",
    ],
    [
        "Susan", "Karen", "Deborah", "Linda", "Angela", "Shanthi", "Alison", "Julie", "Denise",
        "Theresa", "Wendy", "Yvonne", "Carol", "Diane",
    ],
    [
        "Margaret", "Dorothy", "Barbara", "Joan", "Shirley", "Patricia", "Jean", "Ruth", "Maureen",
        "Sheila", "Beryl", "Eileen", "Nancy", "Rose",
    ],
];
const EN_M: [Names; 4] = [
    [
        "Noah", "Leo", "Oscar", "Kofi", "Ethan", "Zayn", "Jacob", "Arjun", "Lucas", "Finn",
        "Malik", "Harry", "Mason", "Theo",
    ],
    [
        "James", "Daniel", "Ravi", "Michael", "David", "Tariq", "Ben", "Chris", "Andrew", "Kwame",
        "Matthew", "Luke", "Simon", "Omar",
    ],
    [
        "Steve", "Paul", "Mark", "Ian", "Kevin", "Sanjay", "Gary", "Nigel", "Martin", "Winston",
        "Tony", "Keith", "Neil", "Craig",
    ],
    [
        "George", "Arthur", "Harold", "Frank", "Walter", "Albert", "Raymond", "Clifford", "Ernest",
        "Stanley", "Roy", "Norman", "Cecil", "Leonard",
    ],
];
const EN_N: [Names; 4] = [
    [
        "Alex", "Riley", "Quinn", "Rowan", "Sage", "Avery", "Skyler", "Kai", "River", "Remi",
        "Ariel", "Jude", "Emery", "Blake",
    ],
    [
        "Jordan", "Taylor", "Casey", "Morgan", "Sam", "Jamie", "Robin", "Charlie", "Drew",
        "Cameron", "Ash", "Reese", "Devon", "Frankie",
    ],
    [
        "Chris", "Pat", "Terry", "Kim", "Lee", "Robin", "Leslie", "Dana", "Jackie", "Tracy",
        "Sandy", "Kelly", "Jo", "Toni",
    ],
    [
        "Frances", "Leslie", "Marion", "Vivian", "Jean", "Billie", "Lynn", "Evelyn", "Beverley",
        "Jessie", "Hilary", "Merle", "Connie", "Bobbie",
    ],
];

fn list(who: Majority, language: Language) -> &'static Names {
    let by_age = match (language, who.presentation) {
        (Language::French, Presentation::Feminine) => &FR_F,
        (Language::French, Presentation::Masculine) => &FR_M,
        (Language::French, Presentation::Neutral) => &FR_N,
        (Language::English, Presentation::Feminine) => &EN_F,
        (Language::English, Presentation::Masculine) => &EN_M,
        (Language::English, Presentation::Neutral) => &EN_N,
    };
    match who.generation {
        Generation::Young => &by_age[0],
        Generation::Adult => &by_age[1],
        Generation::Mature => &by_age[2],
        Generation::Senior => &by_age[3],
    }
}

/// A fictional name for a persona, none of `taken`; empty for [`NameSource::None`].
///
/// The same seed, persona and taken names give the same name.
pub fn name(
    source: &NameSource,
    who: Majority,
    language: Language,
    seed: u64,
    persona: usize,
    taken: &[String],
) -> String {
    let free = |name: &&str| !taken.iter().any(|t| t == name);
    match source {
        NameSource::None => return String::new(),
        NameSource::List(own) => {
            let given = own.iter().map(|n| n.trim()).filter(|n| !n.is_empty());
            if let Some(name) = { given }.find(free) {
                return name.to_owned();
            }
        }
        NameSource::FirstName => {}
    }
    let names = list(who, language);
    let first = (hash(&[seed, 0x6e61_6d65, persona as u64]) % names.len() as u64) as usize;
    let turn = (0..names.len()).map(|i| names[(first + i) % names.len()]);
    if let Some(name) = { turn }.find(free) {
        return name.to_owned();
    }
    let mut number = 2_u64;
    loop {
        let candidate = format!("{} {number}", names[first]);
        if free(&candidate.as_str()) {
            return candidate;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_in_a_run_and_the_same_again() {
        let run = || {
            let mut taken: Vec<String> = Vec::new();
            for persona in 0..30 {
                let next = name(
                    &NameSource::FirstName,
                    Majority::default(),
                    Language::French,
                    42,
                    persona,
                    &taken,
                );
                taken.push(next);
            }
            taken
        };
        let names = run();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), 30);
        assert_eq!(names, run());
    }

    #[test]
    fn a_name_fits_sex_and_generation() {
        let who = Majority {
            presentation: Presentation::Feminine,
            generation: Generation::Senior,
        };
        let given = name(&NameSource::FirstName, who, Language::French, 1, 0, &[]);
        assert!(FR_F[3].contains(&given.as_str()));
    }

    #[test]
    fn the_projects_own_names_come_in_order_and_none_means_none() {
        let own = NameSource::List(vec!["Ada".to_owned(), "Bo".to_owned()]);
        let who = Majority::default();
        let second = name(&own, who, Language::English, 1, 0, &["Ada".to_owned()]);
        assert_eq!(second, "Bo");
        assert_eq!(
            name(&NameSource::None, who, Language::English, 1, 0, &[]),
            ""
        );
    }

    #[test]
    fn no_name_stands_twice_in_a_list() {
        for lists in [FR_F, FR_M, FR_N, EN_F, EN_M, EN_N] {
            for names in lists {
                assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
            }
        }
    }
}
