//! Which answer scale a set of labels belongs to, and its order.

use super::LevelLabel;
use super::label::fold_label;
use super::scales::{SCALES, Step};

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
    fn months_and_weekdays_stand_in_the_order_of_the_calendar() {
        let ordered = |labels: &[&str]| scale_of(labels).expect("a calendar").levels;
        assert_eq!(
            ordered(&["apr", "aug", "dec", "feb", "jan", "jul", "mar", "may"]),
            ["jan", "feb", "mar", "apr", "may", "jul", "aug", "dec"]
        );
        assert_eq!(
            ordered(&["Déc.", "Août", "Janv.", "Févr."]),
            ["Janv.", "Févr.", "Août", "Déc."]
        );
        assert_eq!(
            ordered(&["dimanche", "jeudi", "lundi", "mardi"]),
            ["lundi", "mardi", "jeudi", "dimanche"]
        );
        assert_eq!(
            ordered(&["Fri", "Mon", "Sun", "Wed"]),
            ["Mon", "Wed", "Fri", "Sun"]
        );
        let months = scale_of(&["may", "february"]).expect("a calendar");
        assert_eq!(months.readings[0].fr, "Février");
        assert!(scale_of(&["May", "Sam", "June"]).is_none());
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
