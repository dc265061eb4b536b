//! What the plan is, how it was made and how sure it is, in words: for the workbook and the brief.

use crate::role::{Language, count, decimal, percent};
use crate::spread::Estimate;

use super::plan::Plan;

/// One line of the method tab: what, and its value in words.
pub type MethodLine = (String, String);

/// The facts of a plan in words, in reading order.
pub fn method(plan: &Plan, language: Language) -> Vec<MethodLine> {
    let people = |n: f64| decimal(language, n, 0);
    let between = |estimate: &Estimate| interval(estimate, language);
    let pick = |french: &str, english: &str| language.pick(french, english).to_owned();
    let mut lines = vec![
        (
            pick("Personnes à contacter", "People to contact"),
            count(language, plan.listed.len() as u64),
        ),
        (
            pick(
                "Personnes touchées selon le modèle",
                "People touched, by the model",
            ),
            between(&plan.reached),
        ),
        (
            pick("Personnes qui comptent", "People who count"),
            people(plan.people),
        ),
        (pick("Garantie", "Guarantee"), guarantee(plan, language)),
        (
            pick(
                "Les plus suivis, pour la même taille",
                "Top followers, same size",
            ),
            between(&plan.top_followers.reached),
        ),
    ];
    if plan.already.value > 0.0 {
        let what = pick(
            "Déjà touchées par les contacts pris",
            "Touched already by those contacted",
        );
        lines.push((what, between(&plan.already)));
    }
    if let Some(cost) = plan.cost {
        lines.push((pick("Coût", "Cost"), decimal(language, cost, 2)));
    }
    if let Some(stop) = stop_sentence(plan, language) {
        lines.push((pick("Où s’arrêter", "Where to stop"), stop));
    }
    if let Some(target) = target_sentence(plan, language) {
        lines.push((pick("Effet du ciblage", "Effect of aiming"), target));
    }
    lines.push((pick("Modèle", "Model"), model(language)));
    lines.push((pick("Tirages", "Draws"), count(language, plan.sets as u64)));
    lines
}

/// "The 12th person adds 0.4 %: stop there", where the list stops paying.
pub fn stop_sentence(plan: &Plan, language: Language) -> Option<String> {
    let stop = plan.stop?;
    let next = stop.keep + 1;
    let share = stop.next_adds * 100.0;
    Some(match language {
        Language::French => format!(
            "la {next}\u{1d49} personne n’ajoute que {}\u{202f}%\u{202f}: on peut s’arrêter à {}",
            decimal(language, share, 1),
            count(language, stop.keep as u64)
        ),
        Language::English => format!(
            "the {} person adds only {}%: {} can be enough",
            ordinal(next),
            decimal(language, share, 1),
            count(language, stop.keep as u64)
        ),
    })
}

/// What aiming changed, where the plan was aimed.
pub fn target_sentence(plan: &Plan, language: Language) -> Option<String> {
    let target = plan.target.as_ref()?;
    let (aimed, free) = (target.targeted.value, target.untargeted.value);
    let change = if free > 0.0 { aimed / free - 1.0 } else { 0.0 };
    let (aimed, free) = (decimal(language, aimed, 0), decimal(language, free, 0));
    let sure = target.targeted.low > target.untargeted.high;
    Some(match language {
        Language::French => format!(
            "{aimed} au lieu de {free} dans la cible, soit {}{}",
            percent_change(change, language),
            if sure {
                ""
            } else {
                " (l’écart est dans la marge d’incertitude)"
            }
        ),
        Language::English => format!(
            "{aimed} instead of {free} within the target, {}{}",
            percent_change(change, language),
            if sure {
                ""
            } else {
                " (within the margin of error)"
            }
        ),
    })
}

fn guarantee(plan: &Plan, language: Language) -> String {
    let (share, sure) = (plan.guarantee, plan.confidence);
    match language {
        Language::French => format!(
            "au moins {} du meilleur plan possible selon le modèle, avec une probabilité de {}\u{202f}%",
            percent(language, share),
            decimal(language, sure * 100.0, 1)
        ),
        Language::English => format!(
            "at least {} of the best possible plan by the model, with probability {}%",
            percent(language, share),
            decimal(language, sure * 100.0, 1)
        ),
    }
}

fn model(language: Language) -> String {
    language
        .pick(
            "Cascade pondérée (Kempe, Kleinberg et Tardos 2003)\u{202f}: qui soutient souvent une personne a d’autant plus de \
             chances d’être touché par elle. Choix par ensembles inverses (SUBSIM 2020, OPIM-C 2018). C’est une espérance \
             du modèle, pas une promesse.",
            "Weighted cascade (Kempe, Kleinberg & Tardos 2003): whoever often endorses a person is the more likely to be \
             touched by that person. Chosen by reverse reachable sets (SUBSIM 2020, OPIM-C 2018). An expectation of the \
             model, not a promise.",
        )
        .to_owned()
}

/// `1,204 (1,180 to 1,229)`.
pub(super) fn interval(estimate: &Estimate, language: Language) -> String {
    let number = |value: f64| decimal(language, value, 0);
    let (value, low, high) = (
        number(estimate.value),
        number(estimate.low),
        number(estimate.high),
    );
    match language {
        Language::French => format!("{value} (de {low} à {high})"),
        Language::English => format!("{value} ({low} to {high})"),
    }
}

fn percent_change(change: f64, language: Language) -> String {
    let sign = if change >= 0.0 { "+" } else { "" };
    let number = decimal(language, change * 100.0, 0);
    match language {
        Language::French => format!("{sign}{number}\u{202f}%"),
        Language::English => format!("{sign}{number}%"),
    }
}

fn ordinal(n: usize) -> String {
    let ending = match (n % 10, n % 100) {
        (1, rest) if rest != 11 => "st",
        (2, rest) if rest != 12 => "nd",
        (3, rest) if rest != 13 => "rd",
        _ => "th",
    };
    format!("{n}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outreach::plan::{Stop, TargetEffect};
    use crate::outreach::testing::{estimate, plan_of};

    #[test]
    fn where_to_stop_is_said_in_both_languages() {
        let mut plan = plan_of(&[1, 2]);
        assert_eq!(stop_sentence(&plan, Language::French), None);
        plan.stop = Some(Stop {
            keep: 11,
            next_adds: 0.004,
        });
        assert_eq!(
            stop_sentence(&plan, Language::French).as_deref(),
            Some(
                "la 12\u{1d49} personne n’ajoute que 0,4\u{202f}%\u{202f}: on peut s’arrêter à 11"
            )
        );
        assert_eq!(
            stop_sentence(&plan, Language::English).as_deref(),
            Some("the 12th person adds only 0.4%: 11 can be enough")
        );
        let ends: Vec<String> = [1, 2, 3, 11, 12, 13, 21, 112].map(ordinal).to_vec();
        assert_eq!(
            ends,
            ["1st", "2nd", "3rd", "11th", "12th", "13th", "21st", "112th"]
        );
    }

    #[test]
    fn the_effect_of_aiming_says_when_it_is_within_the_margin() {
        let mut plan = plan_of(&[1]);
        plan.target = Some(TargetEffect {
            targeted: estimate(150.0),
            untargeted: estimate(100.0),
            personas: Vec::new(),
        });
        let sure = target_sentence(&plan, Language::English).expect("a sentence");
        assert_eq!(sure, "150 instead of 100 within the target, +50%");
        if let Some(target) = &mut plan.target {
            target.untargeted = estimate(149.0);
        }
        let unsure = target_sentence(&plan, Language::French).expect("une phrase");
        assert!(unsure.ends_with("soit +1\u{202f}% (l’écart est dans la marge d’incertitude)"));
    }

    #[test]
    fn the_method_names_the_guarantee_and_what_the_money_could_have_done() {
        let lines = method(&plan_of(&[1, 2]), Language::English);
        let text: Vec<String> = lines
            .iter()
            .map(|(what, value)| format!("{what}: {value}"))
            .collect();
        assert!(text.contains(&"People touched, by the model: 20 (18 to 22)".to_owned()));
        assert!(text.contains(&"Top followers, same size: 10 (9 to 11)".to_owned()));
        assert!(
            text[3].contains("61% of the best possible plan by the model, with probability 99.9%")
        );
    }
}
