//! Writes `examples/metier`: 577 community managers rebuilt from published totals.
//!
//! The `RegionsJob` and ANOV Agency survey of community managers in France published shares, not
//! answers: 52 % women, 45 % aged 26 to 35, 49.6 % in the Paris region; hired through job boards
//! (23 %), referral (20 %), social networks (12 %). Each attribute is dealt out in exact counts,
//! independently of the others, so the table says those numbers and holds no groups at all:
//! a tool that finds personas here has invented them. Levels the survey's summary does not
//! give are plausible complements.

#[path = "generate_cafe/dice.rs"]
#[expect(dead_code, reason = "the café draws in more ways than this example")]
mod dice;

use std::error::Error;
use std::path::{Path, PathBuf};

use dice::Dice;

const RESPONDENTS: usize = 577;

/// A question and how many respondents gave each answer.
type Question = (&'static str, &'static [(&'static str, usize)]);

const QUESTIONS: [Question; 10] = [
    ("genre", &[("Femme", 300), ("Homme", 277)]),
    (
        "age",
        &[
            ("18-25 ans", 162),
            ("26-35 ans", 260),
            ("36-45 ans", 104),
            ("46-55 ans", 38),
            ("56 ans et plus", 13),
        ],
    ),
    (
        "region",
        &[
            ("Île-de-France", 286),
            ("Auvergne-Rhône-Alpes", 64),
            ("Hauts-de-France", 52),
            ("Nouvelle-Aquitaine", 46),
            ("Occitanie", 41),
            ("Bretagne", 35),
            ("Autre région", 53),
        ],
    ),
    (
        "recrutement",
        &[
            ("Site d'emploi", 133),
            ("Cooptation", 115),
            ("Réseaux sociaux", 69),
            ("Candidature spontanée", 81),
            ("Stage ou alternance", 92),
            ("Mobilité interne", 87),
        ],
    ),
    (
        "diplome",
        &[
            ("Jusqu'à bac +2", 121),
            ("Bac +3 ou +4", 179),
            ("Bac +5 et plus", 277),
        ],
    ),
    (
        "contrat",
        &[
            ("CDI", 352),
            ("CDD", 104),
            ("Indépendant", 69),
            ("Stage ou alternance", 52),
        ],
    ),
    (
        "employeur",
        &[
            ("Annonceur", 312),
            ("Agence", 162),
            ("Association ou public", 103),
        ],
    ),
    (
        "equipe",
        &[
            ("Seul", 318),
            ("À deux ou trois", 172),
            ("Plus de trois", 87),
        ],
    ),
    (
        "soirs",
        &[
            ("Jamais", 98),
            ("Rarement", 150),
            ("Parfois", 162),
            ("Souvent", 115),
            ("Toujours", 52),
        ],
    ),
    (
        "reconnaissance",
        &[
            ("Pas du tout d'accord", 69),
            ("Plutôt pas d'accord", 144),
            ("Ni d'accord ni pas d'accord", 116),
            ("Plutôt d'accord", 185),
            ("Tout à fait d'accord", 63),
        ],
    ),
];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/metier"),
        PathBuf::from,
    );
    std::fs::create_dir_all(&folder)?;
    let columns: Vec<Vec<&str>> = (0..)
        .zip(QUESTIONS)
        .map(|(stage, (_, levels))| deal(stage, levels))
        .collect();
    let mut file = csv::Writer::from_path(folder.join("audience.csv"))?;
    let mut header = vec!["id"];
    header.extend(QUESTIONS.iter().map(|question| question.0));
    file.write_record(&header)?;
    for row in 0..RESPONDENTS {
        let id = format!("M{:03}", row + 1);
        let mut record = vec![id.as_str()];
        record.extend(columns.iter().map(|column| column[row]));
        file.write_record(&record)?;
    }
    file.flush()?;
    Ok(())
}

/// The answers of one question in an order of their own: exact counts, independent of the others.
fn deal(stage: u64, levels: &[(&'static str, usize)]) -> Vec<&'static str> {
    let mut answers: Vec<&str> = levels
        .iter()
        .flat_map(|&(level, count)| std::iter::repeat_n(level, count))
        .collect();
    assert_eq!(
        answers.len(),
        RESPONDENTS,
        "every respondent has one answer"
    );
    Dice::new(577, stage).shuffle(&mut answers);
    answers
}
