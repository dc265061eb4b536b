//! Sentences that may be quoted, without what would lead back to their author.

use super::coverage::CardClaims;
use super::crosstab::UNASSIGNED;
use super::statement::Statement;
use crate::table::Table;

/// What stands where something was taken out.
pub const TAKEN_OUT: &str = "[…]";
/// Digits in a row, spaces and separators aside, that look like a telephone number.
const PHONE_DIGITS: usize = 8;
/// Shortest and longest sentence quoted, in characters.
const LENGTH: std::ops::RangeInclusive<usize> = 15..=280;

/// At most `most` quotes for a persona: sentences whose authors consented ([`Table::quotes`] holds
/// no others), best matching its card first, then by respondent id; cleaned by [`strip`], each text
/// once. No id comes along.
pub fn quotes(
    table: &Table,
    labels: &[u32],
    persona: usize,
    statements: &[Statement],
    most: usize,
) -> Vec<String> {
    let Some(texts) = &table.quotes else {
        return Vec::new();
    };
    let claims = CardClaims::of(table, statements);
    let mut found: Vec<(usize, usize, String)> = labels
        .iter()
        .zip(texts)
        .enumerate()
        .filter(|&(_, (&label, _))| label != UNASSIGNED && label as usize == persona)
        .filter_map(|(row, (_, text))| {
            let clean = strip(text.as_deref()?);
            let readable = clean.replace(TAKEN_OUT, "");
            LENGTH
                .contains(&readable.trim().chars().count())
                .then(|| (claims.met(table, row).0, row, clean))
        })
        .collect();
    found.sort_by_key(|&(met, row, _)| (std::cmp::Reverse(met), row));
    let mut chosen: Vec<String> = Vec::new();
    for (_, _, text) in found {
        if chosen.len() < most && !chosen.contains(&text) {
            chosen.push(text);
        }
    }
    chosen
}

/// A text without e-mail addresses, telephone numbers, links and handles, and without control and
/// direction characters; each is replaced by [`TAKEN_OUT`]. In doubt it takes out too much. O(n).
pub fn strip(text: &str) -> String {
    let visible: String = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|&c| !c.is_control() && !is_direction(c))
        .collect();
    let words: Vec<&str> = visible.split(' ').filter(|w| !w.is_empty()).collect();
    let mut out: Vec<String> = Vec::with_capacity(words.len());
    let mut place = 0;
    while place < words.len() {
        let phone = phone_words(&words[place..]);
        if phone > 0 {
            push_taken_out(&mut out);
            place += phone;
            continue;
        }
        let spelled = spelled_address(&words[place..]);
        if spelled > 0 {
            push_taken_out(&mut out);
            place += spelled;
            continue;
        }
        if is_address(words[place]) {
            push_taken_out(&mut out);
        } else {
            out.push(words[place].to_owned());
        }
        place += 1;
    }
    out.join(" ")
}

fn push_taken_out(out: &mut Vec<String>) {
    if out.last().map(String::as_str) != Some(TAKEN_OUT) {
        out.push(TAKEN_OUT.to_owned());
    }
}

fn is_direction(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// How many words from the first one on write a telephone number; 0 where they do not.
fn phone_words(words: &[&str]) -> usize {
    let mut digits = 0;
    let mut used = 0;
    for word in words {
        let count = word.chars().filter(char::is_ascii_digit).count();
        let other = word
            .chars()
            .any(|c| !c.is_ascii_digit() && !"+-–.()/:;,!?\"'«»".contains(c));
        if count == 0 || other {
            break;
        }
        digits += count;
        used += 1;
    }
    let glued = words.first().is_some_and(|word| {
        let longest = word
            .split(|c: char| !c.is_ascii_digit() && !"+-.()/".contains(c))
            .map(|run| run.chars().filter(char::is_ascii_digit).count())
            .max();
        longest.unwrap_or(0) >= PHONE_DIGITS
    });
    if digits >= PHONE_DIGITS {
        used
    } else {
        usize::from(glued)
    }
}

/// `name (at) domain.tld`, `name [arobase] domain point fr`: how many words, 0 where it is not one.
fn spelled_address(words: &[&str]) -> usize {
    let is_at = |word: &str| {
        let bare = word.to_lowercase();
        [
            "(at)",
            "[at]",
            "{at}",
            "(a)",
            "[a]",
            "(arobase)",
            "[arobase]",
            "arobase",
            "@",
        ]
        .contains(&bare.as_str())
    };
    match words {
        [_, at, _, dot, _, ..] if is_at(at) && is_dot(dot) => 5,
        [_, at, _, ..] if is_at(at) => 3,
        _ => 0,
    }
}

fn is_dot(word: &str) -> bool {
    ["(dot)", "[dot]", "dot", "(point)", "[point]", "point"].contains(&word.to_lowercase().as_str())
}

/// Whether a word is or holds an e-mail address, a handle or a link.
fn is_address(word: &str) -> bool {
    let lower = word.to_lowercase();
    if lower.contains('@')
        || lower.contains('＠')
        || lower.contains("(at)")
        || lower.contains("[at]")
    {
        return true;
    }
    if lower.contains("://") || lower.contains("www.") || lower.contains("mailto:") {
        return true;
    }
    is_domain(&lower)
}

/// `word.tld`, with or without a path: letters and digits around a dot without a space. A full stop
/// whose space was forgotten is taken out as well when the next word could be a domain.
fn is_domain(word: &str) -> bool {
    let host = word
        .trim_matches(|c: char| !c.is_alphanumeric())
        .split(['/', '?', '#', ':'])
        .next()
        .unwrap_or("");
    let Some((name, end)) = host.rsplit_once('.') else {
        return false;
    };
    let tld = (2..=24).contains(&end.len()) && end.chars().all(char::is_alphabetic);
    tld && name.chars().any(char::is_alphanumeric) && !is_abbreviation(host)
}

/// `p.ex`, `c.à.d`: every part one letter but the last.
fn is_abbreviation(host: &str) -> bool {
    host.split('.')
        .rev()
        .skip(1)
        .all(|part| part.chars().count() == 1)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::table;
    use super::*;

    #[test]
    fn what_leads_back_to_somebody_is_taken_out() {
        for (text, expected) in [
            (
                "Écrivez à jean.dupont@example.org, merci",
                "Écrivez à […] merci",
            ),
            (
                "Mon numéro : 06 12 34 56 78 le soir",
                "Mon numéro : […] le soir",
            ),
            ("Call +33(0)612345678 now", "Call […] now"),
            ("tel:0612345678", "[…]"),
            ("06.12.34.56.78", "[…]"),
            (
                "voir https://exemple.fr/a?b=c pour la suite",
                "voir […] pour la suite",
            ),
            ("www.exemple.fr est bien", "[…] est bien"),
            ("sur exemple.com/page", "sur […]"),
            ("merci @lea_c !", "merci […] !"),
            ("jean (at) exemple point fr me trouve", "[…] me trouve"),
            ("caché\u{202e} ici", "caché ici"),
        ] {
            assert_eq!(strip(text), expected);
        }
    }

    #[test]
    fn plain_sentences_stay_as_they_are() {
        for text in [
            "J'en bois 3 par jour, depuis 2019.",
            "Le prix est passé de 12,50 à 14 euros !",
            "p.ex. le matin, c.à.d. tôt",
        ] {
            assert_eq!(strip(text), text);
        }
    }

    #[test]
    fn only_sentences_of_the_persona_are_quoted_and_each_once() {
        let mut t = table(4);
        t.quotes = Some(vec![
            Some("Le café du matin, c'est sacré.".to_owned()),
            Some("Le café du matin, c'est sacré.".to_owned()),
            Some("Une phrase d'un autre groupe.".to_owned()),
            Some("jean@exemple.fr".to_owned()),
        ]);
        let found = quotes(&t, &[0, 0, 1, 0], 0, &[], 3);
        assert_eq!(found, ["Le café du matin, c'est sacré."]);
        t.quotes = None;
        assert!(quotes(&t, &[0, 0, 1, 0], 0, &[], 3).is_empty());
    }

    proptest::proptest! {
        #[test]
        fn no_address_survives_in_any_text(before in "[a-zà-ÿ ]{0,20}", after in "[a-z !?.]{0,20}") {
            for secret in ["a.b@c.org", "@handle", "https://x.fr/y", "0612345678"] {
                let clean = strip(&format!("{before} {secret} {after}"));
                proptest::prop_assert!(!clean.contains(secret));
            }
        }
    }
}
