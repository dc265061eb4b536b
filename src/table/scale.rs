//! Answer scales in French and English, from low to high (`formats.md` section 5.2 is their source).

use super::LevelLabel;
use super::label::fold_label;

/// A step of a scale: its French and English wordings, the usual one first, already folded as
/// [`fold_label`] folds.
struct Step {
    fr: &'static [&'static str],
    en: &'static [&'static str],
}

const fn step(fr: &'static [&'static str], en: &'static [&'static str]) -> Step {
    Step { fr, en }
}

const AGREEMENT: [Step; 5] = [
    step(
        &[
            "pas du tout d'accord",
            "pas d'accord du tout",
            "totalement en désaccord",
            "fortement en désaccord",
        ],
        &[
            "strongly disagree",
            "completely disagree",
            "totally disagree",
        ],
    ),
    step(
        &[
            "plutôt pas d'accord",
            "pas vraiment d'accord",
            "pas d'accord",
            "peu d'accord",
            "en désaccord",
            "plutôt en désaccord",
        ],
        &["disagree", "somewhat disagree", "tend to disagree"],
    ),
    step(
        &[
            "ni d'accord ni pas d'accord",
            "ni d'accord, ni pas d'accord",
            "neutre",
            "ni en accord ni en désaccord",
            "sans avis",
        ],
        &["neither agree nor disagree", "neutral", "undecided"],
    ),
    step(
        &["plutôt d'accord", "d'accord", "assez d'accord"],
        &["agree", "somewhat agree", "tend to agree"],
    ),
    step(
        &[
            "tout à fait d'accord",
            "totalement d'accord",
            "entièrement d'accord",
            "très d'accord",
            "fortement d'accord",
        ],
        &["strongly agree", "completely agree", "totally agree"],
    ),
];

const FREQUENCY: [Step; 8] = [
    step(
        &["jamais"],
        &[
            "never",
            "never, and not open to it",
            "never, but open to it",
        ],
    ),
    step(
        &["presque jamais"],
        &["almost never", "hardly ever", "seldom"],
    ),
    step(&["rarement"], &["rarely"]),
    step(
        &[
            "parfois",
            "occasionnellement",
            "de temps en temps",
            "quelquefois",
        ],
        &[
            "sometimes",
            "once in a while",
            "occasionally",
            "about half the time",
        ],
    ),
    step(
        &["souvent", "régulièrement", "fréquemment"],
        &["often", "frequently", "usually", "regularly"],
    ),
    step(&["très souvent"], &["very often"]),
    step(&["presque toujours"], &["almost always"]),
    step(
        &["toujours", "systématiquement", "tout le temps"],
        &["always", "all the time"],
    ),
];

const RATE: [Step; 13] = [
    step(&["jamais"], &["never"]),
    step(&["moins d'une fois par an"], &["less than once a year"]),
    step(&["une fois par an"], &["once a year"]),
    step(
        &["plusieurs fois par an", "quelques fois par an"],
        &["a few times a year", "several times a year"],
    ),
    step(
        &["tous les trois mois", "une fois par trimestre"],
        &["every three months", "once a quarter"],
    ),
    step(&["moins d'une fois par mois"], &["less than once a month"]),
    step(&["une fois par mois"], &["once a month", "monthly"]),
    step(
        &["plusieurs fois par mois", "quelques fois par mois"],
        &["a few times a month", "several times a month"],
    ),
    step(
        &["moins d'une fois par semaine"],
        &["less than once a week"],
    ),
    step(&["une fois par semaine"], &["once a week", "weekly"]),
    step(
        &["plusieurs fois par semaine", "quelques fois par semaine"],
        &[
            "a few times a week",
            "more than once a week",
            "several times a week",
        ],
    ),
    step(
        &["tous les jours", "une fois par jour", "chaque jour"],
        &["every day", "daily", "once a day"],
    ),
    step(&["plusieurs fois par jour"], &["several times a day"]),
];

const SATISFACTION: [Step; 5] = [
    step(
        &[
            "pas du tout satisfait",
            "très insatisfait",
            "très mécontent",
        ],
        &[
            "very dissatisfied",
            "extremely dissatisfied",
            "extremely unsatisfied",
            "very unsatisfied",
            "not at all satisfied",
        ],
    ),
    step(
        &[
            "plutôt pas satisfait",
            "peu satisfait",
            "pas satisfait",
            "insatisfait",
            "plutôt insatisfait",
            "mécontent",
        ],
        &[
            "dissatisfied",
            "unsatisfied",
            "somewhat dissatisfied",
            "slightly satisfied",
        ],
    ),
    step(
        &[
            "ni satisfait ni insatisfait",
            "neutre",
            "moyennement satisfait",
        ],
        &[
            "neither satisfied nor dissatisfied",
            "neutral",
            "moderately satisfied",
        ],
    ),
    step(
        &["plutôt satisfait", "satisfait", "assez satisfait"],
        &["satisfied", "somewhat satisfied"],
    ),
    step(
        &[
            "très satisfait",
            "tout à fait satisfait",
            "totalement satisfait",
        ],
        &[
            "very satisfied",
            "extremely satisfied",
            "completely satisfied",
        ],
    ),
];

const IMPORTANCE: [Step; 6] = [
    step(
        &[
            "pas du tout important",
            "sans importance",
            "aucune importance",
        ],
        &["not at all important", "unimportant", "not important"],
    ),
    step(
        &[
            "peu important",
            "pas très important",
            "plutôt pas important",
        ],
        &[
            "slightly important",
            "not too important",
            "not very important",
            "not so important",
            "of little importance",
        ],
    ),
    step(
        &[
            "moyennement important",
            "ni important ni pas important",
            "neutre",
        ],
        &["moderately important", "neutral", "somewhat important"],
    ),
    step(
        &["important", "assez important", "plutôt important"],
        &["important", "fairly important"],
    ),
    step(&["très important"], &["very important"]),
    step(
        &[
            "essentiel",
            "extrêmement important",
            "primordial",
            "indispensable",
        ],
        &["extremely important", "essential", "critical"],
    ),
];

const LIKELIHOOD: [Step; 5] = [
    step(
        &[
            "très improbable",
            "certainement pas",
            "sûrement pas",
            "pas du tout probable",
        ],
        &[
            "very unlikely",
            "extremely unlikely",
            "definitely not",
            "not at all likely",
        ],
    ),
    step(
        &[
            "plutôt improbable",
            "peu probable",
            "probablement pas",
            "improbable",
        ],
        &[
            "unlikely",
            "somewhat unlikely",
            "probably not",
            "not very likely",
            "not so likely",
        ],
    ),
    step(
        &[
            "ni probable ni improbable",
            "peut-être",
            "neutre",
            "indécis",
        ],
        &[
            "neither likely nor unlikely",
            "neutral",
            "maybe",
            "might or might not",
        ],
    ),
    step(
        &[
            "plutôt probable",
            "probable",
            "probablement",
            "assez probable",
        ],
        &["likely", "somewhat likely", "probably"],
    ),
    step(
        &[
            "très probable",
            "extrêmement probable",
            "certainement",
            "oui certainement",
            "oui, certainement",
            "à coup sûr",
        ],
        &["very likely", "extremely likely", "definitely"],
    ),
];

const FAVOUR: [Step; 5] = [
    step(
        &["très défavorable"],
        &[
            "very unfavorably",
            "very unfavourably",
            "very unfavorable",
            "very unfavourable",
        ],
    ),
    step(
        &["plutôt défavorable", "défavorable"],
        &[
            "somewhat unfavorably",
            "somewhat unfavourably",
            "somewhat unfavorable",
            "unfavorable",
            "unfavourable",
        ],
    ),
    step(
        &["ni favorable ni défavorable", "neutre"],
        &[
            "neither favorably nor unfavorably (neutral)",
            "neither favorably nor unfavorably",
            "neither favorable nor unfavorable",
            "neutral",
        ],
    ),
    step(
        &["plutôt favorable", "favorable"],
        &[
            "somewhat favorably",
            "somewhat favourably",
            "somewhat favorable",
            "favorable",
            "favourable",
        ],
    ),
    step(
        &["très favorable"],
        &[
            "very favorably",
            "very favourably",
            "very favorable",
            "very favourable",
        ],
    ),
];

const AMOUNT: [Step; 5] = [
    step(
        &["pas du tout", "rien du tout", "rien", "aucun"],
        &[
            "not at all",
            "nothing at all",
            "none at all",
            "nothing",
            "none",
        ],
    ),
    step(
        &["un peu", "peu", "très peu"],
        &[
            "a little",
            "only a little",
            "not much",
            "a little bit",
            "slightly",
        ],
    ),
    step(
        &["moyennement", "modérément"],
        &["some", "somewhat", "moderately", "a moderate amount"],
    ),
    step(
        &["beaucoup", "assez"],
        &["a lot", "quite a bit", "quite a lot", "very much"],
    ),
    step(
        &["énormément", "tout à fait"],
        &["a great deal", "extremely", "completely"],
    ),
];

const QUALITY: [Step; 5] = [
    step(
        &["très mauvais", "très mauvaise", "très mal"],
        &["very poor", "very bad", "terrible"],
    ),
    step(
        &[
            "mauvais",
            "mauvaise",
            "mal",
            "plutôt mauvais",
            "plutôt mauvaise",
        ],
        &["poor", "bad"],
    ),
    step(
        &["moyen", "moyenne", "passable", "correct", "correcte"],
        &["fair", "average", "ok", "okay", "acceptable"],
    ),
    step(
        &["bon", "bonne", "bien", "plutôt bon", "plutôt bonne"],
        &["good"],
    ),
    step(
        &[
            "très bon",
            "très bonne",
            "très bien",
            "excellent",
            "excellente",
        ],
        &["very good", "excellent"],
    ),
];

const SCHOOLING: [Step; 9] = [
    step(
        &["aucun diplôme", "sans diplôme"],
        &["no diploma", "no schooling", "none"],
    ),
    step(
        &[
            "brevet",
            "brevet des collèges",
            "primaire",
            "certificat d'études",
        ],
        &[
            "did not complete high school",
            "less than high school",
            "less than high school degree",
            "primary",
            "primary school",
        ],
    ),
    step(
        &["cap", "bep", "cap/bep", "cap, bep", "cap ou bep"],
        &["high school or less", "lt high school"],
    ),
    step(
        &["bac", "baccalauréat", "niveau bac", "secondaire", "lycée"],
        &[
            "high school",
            "high school degree",
            "high school diploma",
            "high school or g.e.d",
            "high school or ged",
            "secondary",
            "secondary school",
            "high school graduate",
        ],
    ),
    step(
        &["bac+1", "études supérieures sans diplôme"],
        &[
            "some college",
            "some college or associate degree",
            "some college, no degree",
        ],
    ),
    step(
        &["bac+2", "bac +2", "bts", "dut", "bts, dut", "bts/dut"],
        &["associate's degree", "associate degree", "junior college"],
    ),
    step(
        &[
            "bac+3",
            "bac +3",
            "licence",
            "bac+3/4",
            "bac+3/+4",
            "bac +3/4",
            "supérieur",
            "bac+4",
            "bac +4",
        ],
        &[
            "bachelor degree",
            "bachelor's degree",
            "bachelor",
            "college graduate",
            "college or more",
            "tertiary",
            "college degree",
        ],
    ),
    step(
        &[
            "bac+5",
            "bac +5",
            "master",
            "bac+5 et plus",
            "bac +5 et plus",
            "bac+5 ou plus",
        ],
        &[
            "graduate degree",
            "post graduate degree",
            "postgraduate degree",
            "master's degree",
            "master degree",
            "master",
            "graduate",
        ],
    ),
    step(
        &["doctorat", "bac+8"],
        &["doctorate", "phd", "doctoral degree"],
    ),
];

/// Every scale, the more particular first (labels such as "neutral" belong to several).
const SCALES: [(&str, &[Step]); 10] = [
    ("agreement", &AGREEMENT),
    ("rate", &RATE),
    ("frequency", &FREQUENCY),
    ("satisfaction", &SATISFACTION),
    ("importance", &IMPORTANCE),
    ("likelihood", &LIKELIHOOD),
    ("favour", &FAVOUR),
    ("quality", &QUALITY),
    ("schooling", &SCHOOLING),
    ("amount", &AMOUNT),
];

/// An order found for a set of labels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Order {
    /// Which rule found it, for the report.
    pub rule: String,
    /// The labels from low to high.
    pub levels: Vec<String>,
    /// Their readings in both languages, where the scale knows them.
    pub readings: Vec<LevelLabel>,
}

/// The scale all labels belong to: agreement, frequency and the like, degrees of one adjective.
pub(super) fn scale_of(labels: &[&str]) -> Option<Order> {
    if labels.len() < 2 {
        return None;
    }
    SCALES
        .iter()
        .find_map(|(name, steps)| named(name, steps, labels))
        .or_else(|| degrees(labels))
}

fn named(name: &str, steps: &[Step], labels: &[&str]) -> Option<Order> {
    let mut placed: Vec<(usize, usize, &str)> = Vec::with_capacity(labels.len());
    for label in labels {
        let folded = fold_label(label);
        let place = steps.iter().enumerate().find_map(|(i, step)| {
            let within = |words: &[&str]| words.iter().position(|word| *word == folded);
            within(step.fr)
                .or_else(|| within(step.en))
                .map(|variant| (i, variant))
        })?;
        placed.push((place.0, place.1, label));
    }
    placed.sort_unstable();
    // One step only ("neutral" and "undecided") is no scale.
    if placed.first()?.0 == placed.last()?.0 {
        return None;
    }
    let readings = placed
        .iter()
        .map(|(i, _, label)| reading(&steps[*i], label))
        .collect();
    Some(Order {
        rule: format!("{name} scale"),
        levels: placed
            .iter()
            .map(|(_, _, label)| (*label).to_owned())
            .collect(),
        readings,
    })
}

/// The label as it is in its own language, the usual wording in the other.
fn reading(step: &Step, label: &str) -> LevelLabel {
    let folded = fold_label(label);
    let french = step.fr.contains(&folded.as_str());
    let english = step.en.contains(&folded.as_str());
    let usual = |words: &[&str]| capitalised(words.first().copied().unwrap_or(""));
    LevelLabel {
        fr: if french {
            label.to_owned()
        } else {
            usual(step.fr)
        },
        en: if english {
            label.to_owned()
        } else {
            usual(step.en)
        },
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// Degrees before one adjective, from low to high: "Not at all masculine" … "Very masculine".
const DEGREES: [&str; 25] = [
    "not at all",
    "pas du tout",
    "not",
    "pas",
    "not too",
    "not very",
    "not so",
    "peu",
    "pas très",
    "plutôt pas",
    "slightly",
    "a little",
    "un peu",
    "somewhat",
    "moderately",
    "moyennement",
    "plutôt",
    "fairly",
    "assez",
    "mostly",
    "",
    "very",
    "très",
    "extremely",
    "extrêmement",
];

fn degrees(labels: &[&str]) -> Option<Order> {
    let folded: Vec<String> = labels.iter().map(|label| fold_label(label)).collect();
    let first = folded.first()?;
    // The adjective is a common ending of whole words.
    let endings = first
        .match_indices(' ')
        .map(|(at, _)| &first[at + 1..])
        .chain([first.as_str()]);
    for adjective in endings {
        let ranks: Option<Vec<usize>> = folded
            .iter()
            .map(|label| {
                let degree = label.strip_suffix(adjective)?;
                if !degree.is_empty() && !degree.ends_with(' ') {
                    return None;
                }
                DEGREES.iter().position(|d| *d == degree.trim_end())
            })
            .collect();
        let Some(ranks) = ranks else { continue };
        if ranks.iter().all(|rank| DEGREES[*rank].is_empty()) {
            continue;
        }
        let mut order: Vec<(usize, &str)> = ranks.into_iter().zip(labels.iter().copied()).collect();
        order.sort_unstable();
        return Some(Order {
            rule: "degrees of one adjective".to_owned(),
            readings: vec![LevelLabel::default(); order.len()],
            levels: order
                .into_iter()
                .map(|(_, label)| label.to_owned())
                .collect(),
        });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_folded_as_labels_are() {
        for (name, steps) in SCALES {
            for step in steps {
                for word in step.fr.iter().chain(step.en) {
                    assert_eq!(fold_label(word), **word, "{name}");
                }
            }
        }
    }

    #[test]
    fn order_comes_from_the_scale_not_from_the_data() {
        let order = scale_of(&[
            "Tout à fait d’accord",
            "Plutôt d'accord",
            "Pas du tout d'accord",
        ])
        .unwrap();
        assert_eq!(
            order.levels,
            [
                "Pas du tout d'accord",
                "Plutôt d'accord",
                "Tout à fait d’accord"
            ]
        );
        assert_eq!(order.readings[0].en, "Strongly disagree");
    }

    #[test]
    fn variants_of_one_step_keep_their_own_order() {
        let labels = [
            "Often",
            "Never, but open to it",
            "Rarely",
            "Never, and not open to it",
            "Sometimes",
        ];
        assert_eq!(
            scale_of(&labels).unwrap().levels,
            [
                "Never, and not open to it",
                "Never, but open to it",
                "Rarely",
                "Sometimes",
                "Often"
            ]
        );
    }

    #[test]
    fn degrees_of_an_adjective_are_ordered() {
        let labels = [
            "Very masculine",
            "Somewhat masculine",
            "Not at all masculine",
            "Not very masculine",
        ];
        assert_eq!(
            scale_of(&labels).unwrap().levels,
            [
                "Not at all masculine",
                "Not very masculine",
                "Somewhat masculine",
                "Very masculine"
            ]
        );
    }

    #[test]
    fn labels_of_two_scales_are_none() {
        assert!(scale_of(&["Never", "Agree"]).is_none());
        assert!(scale_of(&["Paris", "Lille"]).is_none());
        assert!(scale_of(&["Neutral", "Undecided"]).is_none());
    }
}
