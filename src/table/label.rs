//! Labels compared as people mean them, and the labels that say there is no answer.

use unicode_normalization::UnicodeNormalization;

use super::Answer;

/// A label for comparison: NFC, lower case, straight apostrophes, single blanks, no punctuation at
/// its end, inclusive endings removed (`satisfait(e)` is `satisfait`).
pub(super) fn fold_label(label: &str) -> String {
    let lower: String = if label.is_ascii() {
        label.to_ascii_lowercase()
    } else {
        label.nfc().flat_map(char::to_lowercase).collect()
    };
    let mut folded = String::with_capacity(lower.len());
    for c in lower.chars() {
        let c = match c {
            '\u{2018}' | '\u{2019}' | '\u{2bc}' | '`' | '´' => '\'',
            '\u{2013}' | '\u{2014}' | '\u{2011}' => '-',
            '·' | '•' => '·',
            c if c.is_whitespace() => ' ',
            c => c,
        };
        if c == ' ' && (folded.is_empty() || folded.ends_with(' ')) {
            continue;
        }
        folded.push(c);
    }
    for ending in ["(e)s", "(e)", "·e·s", "·e", ".e"] {
        if folded.contains(ending) {
            folded = inclusive_removed(&folded, ending);
        }
    }
    let end = folded
        .trim_end_matches([' ', '.', '!', '?', ':', ';', ',', '…'])
        .len();
    folded.truncate(end);
    folded
}

/// Removes an inclusive ending where it ends a word.
fn inclusive_removed(text: &str, ending: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(ending) {
        let after = &rest[at + ending.len()..];
        // At least three letters: `g.e.d` is no inclusive form.
        let word_before = rest[..at]
            .chars()
            .rev()
            .take_while(|c| c.is_alphabetic())
            .count()
            >= 3;
        let word_ends = !after.chars().next().is_some_and(char::is_alphanumeric);
        out.push_str(&rest[..at]);
        if !(word_before && word_ends) {
            out.push_str(ending);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

const REFUSED: [&str; 26] = [
    "prefer not to say",
    "prefer not to answer",
    "i prefer not to say",
    "rather not say",
    "refused",
    "refusal",
    "declined",
    "decline to answer",
    "don't know",
    "do not know",
    "dk",
    "no opinion",
    "ne se prononce pas",
    "nsp",
    "nspp",
    "ne sait pas",
    "ne sais pas",
    "je ne sais pas",
    "sans opinion",
    "ne souhaite pas répondre",
    "je ne souhaite pas répondre",
    "préfère ne pas répondre",
    "je préfère ne pas répondre",
    "préfère ne pas dire",
    "refus",
    "refuse de répondre",
];

const NOT_ASKED: [&str; 11] = [
    "n/a",
    "na",
    "not applicable",
    "not asked",
    "non concerné",
    "non concernée",
    "sans objet",
    "{question_not_shown}",
    "question not shown",
    "not shown",
    "s/o",
];

const MISSING: [&str; 20] = [
    "",
    "-",
    "--",
    "?",
    "#n/a",
    "nan",
    "null",
    "none given",
    "nil",
    "missing",
    "no answer",
    "no response",
    "sans réponse",
    "non réponse",
    "non-réponse",
    "pas de réponse",
    "unknown",
    "inconnu",
    "inconnue",
    "<na>",
];

/// What a cell says about having answered; [`Answer::Given`] for everything that is an answer.
pub(super) fn answer_of(cell: &str) -> Answer {
    if cell.is_empty() {
        return Answer::Missing;
    }
    if cell.len() > 40 {
        return Answer::Given;
    }
    let folded = fold_label(cell);
    let folded = folded.as_str();
    if MISSING.contains(&folded) {
        Answer::Missing
    } else if REFUSED.contains(&folded) {
        Answer::Refused
    } else if NOT_ASKED.contains(&folded) || folded.ends_with("(n/a)") {
        Answer::NotAsked
    } else {
        Answer::Given
    }
}

/// Yes, in the ways exports write it, folded.
pub const YES: [&str; 13] = [
    "yes", "y", "true", "oui", "o", "vrai", "1", "x", "checked", "selected", "coché", "✓", "✔",
];
/// No, likewise.
pub const NO: [&str; 10] = [
    "no",
    "n",
    "false",
    "non",
    "faux",
    "0",
    "unchecked",
    "not selected",
    "non coché",
    "non sélectionné",
];

/// Yes or no, in the ways exports write it; `None` for everything else.
pub(super) fn truth(cell: &str) -> Option<bool> {
    if cell.len() > 20 {
        return None;
    }
    let folded = fold_label(cell);
    let yes = YES.contains(&&*folded);
    (yes || NO.contains(&&*folded)).then_some(yes)
}

/// Labels of an option that was left unchosen.
pub(super) fn not_selected(cell: &str) -> bool {
    cell.len() <= 24
        && matches!(
            fold_label(cell).as_str(),
            "not selected" | "unchecked" | "non sélectionné" | "non coché" | "not checked"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_label_fold_to_one() {
        for spelling in ["Satisfait(e)", "satisfait·e", " SATISFAIT. ", "satisfait.e"] {
            assert_eq!(fold_label(spelling), "satisfait", "{spelling}");
        }
        assert_eq!(fold_label("Plutôt  d’accord"), "plutôt d'accord");
    }

    #[test]
    fn no_answers_are_kept_apart() {
        assert_eq!(answer_of("Prefer not to say"), Answer::Refused);
        assert_eq!(answer_of("NSP"), Answer::Refused);
        assert_eq!(answer_of("Sans objet"), Answer::NotAsked);
        assert_eq!(answer_of(" "), Answer::Missing);
        assert_eq!(answer_of("No answer"), Answer::Missing);
        assert_eq!(answer_of("No"), Answer::Given);
    }
}
