//! 1,200 respondents in four planted personas, noisy as answers are.

use std::error::Error;
use std::path::Path;

use super::dice::Dice;
use super::people::Town;
use super::words::{AGREEMENT, ONLINE, TASTING, VERBATIMS, VISITS};

/// The planted personas, as the truth file names them.
pub const PERSONAS: [&str; 4] = ["presses", "curieux", "engages", "conviviaux"];
/// Their sizes: 36, 28, 22 and 14 % of 1,200.
const SIZES: [usize; 4] = [432, 336, 264, 168];

/// Mean level (1 to 5) of each planted persona on each answer scale.
const SCALES: [(&str, &[&str; 5], [f64; 4]); 13] = [
    ("gout_nouveau", &AGREEMENT, [1.9, 4.7, 2.4, 3.0]),
    ("origine", &AGREEMENT, [1.8, 4.6, 3.4, 2.2]),
    ("equitable", &AGREEMENT, [2.1, 2.8, 4.8, 2.6]),
    ("emballage", &AGREEMENT, [2.2, 2.2, 4.8, 2.4]),
    ("rapidite", &AGREEMENT, [4.7, 1.8, 3.0, 2.5]),
    ("prix", &AGREEMENT, [4.2, 1.8, 3.5, 3.0]),
    ("lieu", &AGREEMENT, [1.8, 2.5, 2.5, 4.8]),
    ("conseil", &AGREEMENT, [1.9, 4.6, 2.2, 3.5]),
    ("retard", &AGREEMENT, [4.6, 2.9, 2.6, 1.7]),
    ("places", &AGREEMENT, [1.7, 2.1, 2.2, 4.7]),
    ("visites", &VISITS, [1.6, 3.3, 2.6, 4.7]),
    ("commandes", &ONLINE, [4.5, 3.3, 2.8, 1.3]),
    ("ateliers", &TASTING, [1.2, 4.3, 1.9, 2.5]),
];

const METHODS: [&str; 5] = [
    "Machine à grains",
    "Capsules",
    "Filtre doux",
    "Piston",
    "Cafetière italienne",
];
const METHOD_WEIGHTS: [[f64; 5]; 4] = [
    [30.0, 52.0, 6.0, 5.0, 7.0],
    [18.0, 2.0, 62.0, 12.0, 6.0],
    [12.0, 1.0, 18.0, 45.0, 24.0],
    [28.0, 18.0, 10.0, 14.0, 30.0],
];

/// A question whose options may be chosen together: one sibling column an option.
type Multi = (&'static str, &'static [(&'static str, [f64; 4])]);
const MULTIS: [Multi; 3] = [
    (
        "buts",
        &[
            ("Gagner du temps", [0.86, 0.10, 0.16, 0.14]),
            ("Découvrir des terroirs", [0.08, 0.90, 0.20, 0.12]),
            ("Acheter responsable", [0.10, 0.18, 0.92, 0.12]),
            ("Se retrouver à plusieurs", [0.08, 0.16, 0.20, 0.88]),
            ("Progresser en préparation", [0.10, 0.70, 0.22, 0.14]),
        ],
    ),
    (
        "freins",
        &[
            ("Livraison trop longue", [0.72, 0.26, 0.16, 0.06]),
            ("Origines en rupture", [0.12, 0.74, 0.22, 0.08]),
            ("Trop d'emballage", [0.08, 0.16, 0.82, 0.10]),
            ("Pas assez de places, le samedi", [0.06, 0.12, 0.10, 0.80]),
        ],
    ),
    (
        "canaux",
        &[
            ("E-mail", [0.80, 0.46, 0.42, 0.22]),
            ("SMS", [0.52, 0.08, 0.06, 0.14]),
            ("Instagram", [0.14, 0.78, 0.30, 0.58]),
            ("Groupes et associations", [0.05, 0.18, 0.76, 0.12]),
            ("En boutique", [0.12, 0.46, 0.40, 0.86]),
        ],
    ),
];

const AGES: [&str; 6] = [
    "18-25 ans",
    "26-35 ans",
    "36-45 ans",
    "46-55 ans",
    "56-65 ans",
    "66 ans et plus",
];
const AGE_WEIGHTS: [[f64; 6]; 4] = [
    [8.0, 30.0, 34.0, 20.0, 6.0, 2.0],
    [18.0, 44.0, 20.0, 10.0, 6.0, 2.0],
    [14.0, 26.0, 26.0, 18.0, 11.0, 5.0],
    [30.0, 18.0, 10.0, 10.0, 17.0, 15.0],
];
const GENDERS: [&str; 3] = ["Femme", "Homme", "Autre"];
const GENDER_WEIGHTS: [[f64; 3]; 4] = [
    [46.0, 53.0, 1.0],
    [40.0, 58.0, 2.0],
    [66.0, 32.0, 2.0],
    [58.0, 41.0, 1.0],
];
const DISTRICTS: [&str; 7] = [
    "Lille-Centre",
    "Vieux-Lille",
    "Wazemmes",
    "Vauban-Esquermes",
    "Moulins",
    "Fives",
    "Hors de Lille",
];
const DISTRICT_WEIGHTS: [[f64; 7]; 4] = [
    [22.0, 12.0, 8.0, 16.0, 6.0, 8.0, 28.0],
    [16.0, 24.0, 16.0, 14.0, 8.0, 8.0, 14.0],
    [8.0, 6.0, 30.0, 8.0, 20.0, 20.0, 8.0],
    [24.0, 20.0, 14.0, 20.0, 8.0, 6.0, 8.0],
];
const SITUATIONS: [&str; 4] = ["En emploi", "En études", "À la retraite", "Sans emploi"];

/// One respondent: the planted persona and the answers as text, in the order of [`headers`].
pub struct Respondent {
    pub id: String,
    pub persona: usize,
    pub answers: Vec<String>,
    pub weight: f64,
}

fn headers() -> Vec<String> {
    let mut headers: Vec<String> = ["age", "genre", "quartier", "situation"]
        .map(str::to_owned)
        .to_vec();
    headers.extend(SCALES.iter().map(|scale| scale.0.to_owned()));
    headers.extend(["depense", "tasses", "methode"].map(str::to_owned));
    for (question, options) in MULTIS {
        headers.extend(
            options
                .iter()
                .map(|option| format!("{question}[{}]", option.0)),
        );
    }
    headers.extend(["renouvele", "verbatim", "accord"].map(str::to_owned));
    headers
}

/// All respondents, in an order that says nothing about their persona.
pub fn draw(seed: u64) -> Vec<Respondent> {
    let dice = &mut Dice::new(seed, 1);
    let mut personas: Vec<usize> = (0..4)
        .flat_map(|persona| std::iter::repeat_n(persona, SIZES[persona]))
        .collect();
    dice.shuffle(&mut personas);
    personas
        .into_iter()
        .enumerate()
        .map(|(row, persona)| respondent(dice, row, persona))
        .collect()
}

fn respondent(dice: &mut Dice, row: usize, persona: usize) -> Respondent {
    // One respondent in fifty ticks without reading, whatever the persona.
    let careless = dice.chance(0.02);
    let mut answers = Vec::new();
    let age = dice.weighted(&AGE_WEIGHTS[persona]);
    answers.push(AGES[age].to_owned());
    let gender = dice.weighted(&GENDER_WEIGHTS[persona]);
    answers.push(GENDERS[gender].to_owned());
    answers.push(DISTRICTS[dice.weighted(&DISTRICT_WEIGHTS[persona])].to_owned());
    let situations = match age {
        0 => [30.0, 62.0, 0.0, 8.0],
        5 => [2.0, 0.0, 97.0, 1.0],
        4 => [70.0, 0.0, 24.0, 6.0],
        _ => [92.0, 2.0, 0.0, 6.0],
    };
    answers.push(SITUATIONS[dice.weighted(&situations)].to_owned());
    for (_, levels, means) in SCALES {
        let level = if careless {
            dice.below(5)
        } else {
            ((means[persona] + 0.9 * dice.normal())
                .round()
                .clamp(1.0, 5.0)) as usize
                - 1
        };
        answers.push(levels[level].to_owned());
    }
    let spending = [31.0, 64.0, 38.0, 20.0][persona] * (0.3 * dice.normal()).exp();
    answers.push(format!("{:.2}", spending.clamp(5.0, 180.0)));
    let cups = [4.1, 2.8, 2.3, 1.5][persona] + 0.8 * dice.normal();
    answers.push(format!("{}", cups.round().clamp(0.0, 9.0)));
    answers.push(METHODS[dice.weighted(&METHOD_WEIGHTS[persona])].to_owned());
    for (place, cell) in answers.iter_mut().enumerate().skip(4) {
        blank(dice, cell, place < 4 + SCALES.len());
    }
    for (_, options) in MULTIS {
        let asked = !dice.chance(0.015);
        for (_, shares) in options {
            let share = if careless { 0.4 } else { shares[persona] };
            let chosen = dice.chance(share);
            let cell = if chosen { "Oui" } else { "Non" };
            answers.push(if asked { cell } else { "" }.to_owned());
        }
    }
    let renewed = dice.chance([0.55, 0.83, 0.74, 0.46][persona]);
    answers.push(if renewed { "Oui" } else { "Non" }.to_owned());
    let speaks = dice.chance(0.42);
    answers.push(
        if speaks {
            dice.pick(&VERBATIMS[persona])
        } else {
            ""
        }
        .to_owned(),
    );
    let agrees = dice.chance(0.7);
    answers.push(if agrees { "Oui" } else { "Non" }.to_owned());
    let weight = [1.18, 0.92, 0.96, 1.02, 1.08, 1.22][age] * [0.97, 1.04, 1.0][gender];
    Respondent {
        id: format!("L{:04}", row + 1),
        persona,
        answers,
        weight,
    }
}

/// Leaves some cells empty, and on answer scales puts some refusals.
fn blank(dice: &mut Dice, cell: &mut String, scale: bool) {
    let draw = dice.unit();
    if draw < 0.018 {
        cell.clear();
    } else if scale && draw < 0.034 {
        "Ne se prononce pas".clone_into(cell);
    }
}

/// Writes the audience table: what a survey tool would have exported.
pub fn write(path: &Path, respondents: &[Respondent], town: &Town) -> Result<(), Box<dyn Error>> {
    let mut file = csv::Writer::from_path(path)?;
    let mut header = vec!["id".to_owned(), "compte".to_owned(), "poids".to_owned()];
    header.extend(headers());
    file.write_record(&header)?;
    for (row, respondent) in respondents.iter().enumerate() {
        let account = town
            .account_of(row)
            .map_or(String::new(), |name| format!("@{name}"));
        let mut record = vec![
            respondent.id.clone(),
            account,
            format!("{:.3}", respondent.weight),
        ];
        record.extend(respondent.answers.iter().cloned());
        file.write_record(&record)?;
    }
    file.flush()?;
    Ok(())
}

/// Writes the planted persona of each respondent.
pub fn write_truth(
    path: &Path,
    respondents: &[Respondent],
    town: &Town,
) -> Result<(), Box<dyn Error>> {
    let mut file = csv::Writer::from_path(path)?;
    file.write_record(["id", "persona", "account"])?;
    for (row, respondent) in respondents.iter().enumerate() {
        let account = town.account_of(row).unwrap_or_default();
        file.write_record([&respondent.id, PERSONAS[respondent.persona], account])?;
    }
    file.flush()?;
    Ok(())
}
