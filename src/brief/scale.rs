//! Known answer scales, said in the document's language.
//!
//! Only what is certain is translated: a label that belongs to one of the standard scales below,
//! compared after folding; everything else stays as it is and is marked with its language.

use super::catalogue::Lang;

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
