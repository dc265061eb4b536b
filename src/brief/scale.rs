//! Known answer scales, said in the document's language.
//!
//! Only what is certain is translated: a label that belongs to one of the standard scales below,
//! compared after folding; everything else stays as it is and is marked with its language.

use super::catalogue::Lang;
use super::data::{Data, Statement};

/// Pairs of labels, French and English.
const SCALES: &str = include_str!("catalogue/scales.txt");

/// The label in `lang`, when it is a label of a known scale in the other language.
pub fn translated(label: &str, lang: Lang) -> Option<String> {
    let wanted = fold(label);
    SCALES.lines().find_map(|line| {
        let (french, english) = line.split_once(" | ")?;
        let (from, to) = match lang {
            Lang::Fr => (english, french),
            Lang::En => (french, english),
        };
        (fold(from) == wanted).then(|| to.trim().replace('\'', "’"))
    })
}

/// The data with every answer of a known scale said in `lang`.
pub fn in_language(data: &Data, lang: Lang) -> Data {
    let mut data = data.clone();
    let Some(audience) = &mut data.audience else {
        return data;
    };
    let runner_up = audience
        .runner_up
        .iter_mut()
        .flat_map(|second| &mut second.personas);
    let personas = audience.personas.iter_mut().chain(runner_up);
    let typical = audience
        .typical
        .iter_mut()
        .flat_map(|typical| &mut typical.statements);
    personas
        .flat_map(|persona| &mut persona.statements)
        .chain(typical)
        .chain(&mut audience.shared)
        .for_each(|statement| say(statement, lang));
    let profiles = audience
        .profiles
        .iter_mut()
        .filter_map(|profile| profile.answer.as_mut());
    let golden = audience
        .typing
        .iter_mut()
        .flat_map(|typing| &mut typing.questions);
    let answers = golden
        .flat_map(|golden| &mut golden.answers)
        .map(|score| &mut score.answer);
    for answer in profiles.chain(answers) {
        if let Some(said) = translated(answer, lang) {
            *answer = said;
        }
    }
    data
}

/// A statement's answer, said in the language if it is of a known scale.
fn say(statement: &mut Statement, lang: Lang) {
    let answer = statement.answer.as_ref().or(statement.level.as_ref());
    if let Some(said) = answer.and_then(|answer| translated(answer, lang)) {
        statement.answer = Some(said);
    }
}

/// Lower case, plain apostrophes, one blank, no inclusive form, no closing mark.
fn fold(text: &str) -> String {
    let lower = text.to_lowercase().replace(['’', 'ʼ'], "'");
    let plain = ["(e)", "·e", "(s)", "(es)"]
        .iter()
        .fold(lower, |text, form| text.replace(form, ""));
    let joined = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    joined.trim_end_matches(['.', '!', ',', ';']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_scale_is_said_in_the_other_language_and_nothing_else_is() {
        let to_english = |label| translated(label, Lang::En);
        assert_eq!(
            to_english("Tout à fait d’accord").as_deref(),
            Some("Strongly agree")
        );
        assert_eq!(
            to_english("Très satisfait(e)").as_deref(),
            Some("Very satisfied")
        );
        assert_eq!(translated("Never", Lang::Fr).as_deref(), Some("Jamais"));
        assert_eq!(to_english("Le bar du coin"), None);
        assert_eq!(to_english("Strongly agree"), None);
    }
}
