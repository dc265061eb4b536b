//! A post's words as terms: what stays of a text once it is forgotten.
//!
//! Words, hashtags and emoji; French and English stop words, addresses and handles are left out,
//! accents stay. Language by whatlang (trigrams; Cavnar & Trenkle 1994) where the source says none.

use std::cell::RefCell;
use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::stop_words::is_stop_word;

/// Bytes of a text that are looked at.
const LONGEST_TEXT: usize = 64 * 1024;
/// Bytes of a term; longer ones are no words.
const LONGEST_TERM: usize = 48;
/// Distinct terms of one post.
const MOST_TERMS: usize = 400;

/// What stays of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words {
    /// Distinct, sorted.
    pub terms: Vec<String>,
    /// ISO 639-1, `[0, 0]` where unknown.
    pub lang: [u8; 2],
    /// Whether a question mark stands outside of addresses.
    pub question: bool,
}

/// Reads a text; linear in its length. `language` is what the source says, else it is detected.
pub(super) fn words(text: &str, language: &str) -> Words {
    let text = cut(text);
    let mut found = Words {
        lang: language_code(language),
        ..Words::default()
    };
    let mut plain = String::with_capacity(text.len());
    for piece in text.split_whitespace() {
        if is_address(piece) {
            continue;
        }
        if piece.starts_with(['@', '＠']) {
            // What follows a handle in the same piece is punctuation at most.
            found.question |= piece.ends_with(['?', '？', '؟']);
            continue;
        }
        found.question |= piece.contains(['?', '？', '؟']);
        plain.push_str(piece);
        plain.push(' ');
        terms_of(piece, &mut found.terms);
    }
    found.terms.sort_unstable();
    found.terms.dedup();
    found.terms.truncate(MOST_TERMS);
    if found.lang == [0, 0] {
        found.lang = remembered(&plain);
    }
    found
}

fn cut(text: &str) -> &str {
    if text.len() <= LONGEST_TEXT {
        return text;
    }
    let mut end = LONGEST_TEXT;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Web and mail addresses.
fn is_address(piece: &str) -> bool {
    let bare = piece.trim_start_matches(['(', '[', '<', '"', '«', '\'']);
    bare.contains("://")
        || bare.starts_with("www.")
        || bare.starts_with("t.co/")
        || (bare.contains('@')
            && !bare.starts_with('@')
            && bare
                .rsplit('@')
                .next()
                .is_some_and(|host| host.contains('.')))
}

fn terms_of(piece: &str, terms: &mut Vec<String>) {
    let folded: String = piece.nfc().flat_map(char::to_lowercase).nfc().collect();
    let mut word = String::new();
    let mut characters = folded.chars().peekable();
    while let Some(character) = characters.next() {
        if character.is_alphanumeric() || (character == '_' && !word.is_empty()) {
            word.push(character);
        } else if character == '#' && word.is_empty() {
            word.push('#');
        } else if is_emoji(character) {
            keep(&mut word, terms);
            let mut emoji = String::from(character);
            // Skin tones, presentation marks and joined emoji belong to the one before.
            while let Some(&next) = characters.peek() {
                let joins = emoji.ends_with('\u{200d}') && is_emoji(next);
                let flag =
                    is_regional(next) && emoji.chars().count() == 1 && is_regional(character);
                if !(joins
                    || flag
                    || matches!(next, '\u{fe0f}' | '\u{200d}' | '\u{1f3fb}'..='\u{1f3ff}'))
                {
                    break;
                }
                emoji.push(next);
                characters.next();
                if emoji.len() > LONGEST_TERM {
                    break;
                }
            }
            let emoji = emoji.trim_end_matches(['\u{200d}', '\u{fe0f}']);
            terms.push(emoji.to_owned());
        } else {
            keep(&mut word, terms);
            if character == '@' {
                // `.@name`: the rest is a handle.
                while characters
                    .peek()
                    .is_some_and(|next| next.is_alphanumeric() || *next == '_')
                {
                    characters.next();
                }
            }
        }
        if terms.len() > 4 * MOST_TERMS {
            return;
        }
    }
    keep(&mut word, terms);
}

fn keep(word: &mut String, terms: &mut Vec<String>) {
    let trimmed = word.trim_end_matches('_');
    let letters = trimmed.trim_start_matches('#');
    let wordy = letters.chars().any(char::is_alphabetic) && letters.chars().nth(1).is_some();
    if wordy
        && trimmed.len() <= LONGEST_TERM
        && (trimmed.starts_with('#') || !is_stop_word(trimmed))
    {
        terms.push(trimmed.to_owned());
    }
    word.clear();
}

fn is_regional(character: char) -> bool {
    matches!(character, '\u{1f1e6}'..='\u{1f1ff}')
}

fn is_emoji(character: char) -> bool {
    matches!(character,
        '\u{2600}'..='\u{27bf}' | '\u{2b50}' | '\u{2b55}' | '\u{2b1b}' | '\u{2b1c}' | '\u{231a}' | '\u{231b}'
        | '\u{1f300}'..='\u{1f3fa}' | '\u{1f400}'..='\u{1faff}')
        || is_regional(character)
}

/// Texts whose language a thread keeps in mind.
const REMEMBERED: usize = 4_096;
/// Bytes of a text that is kept in mind; longer ones rarely come again.
const LONGEST_REMEMBERED: usize = 1_024;

/// [`detect`], once for texts that come again: reposts and stock answers are much of a log, and
/// finding a language is slower than all else done with a post.
fn remembered(text: &str) -> [u8; 2] {
    thread_local! {
        static SEEN: RefCell<HashMap<String, [u8; 2]>> = RefCell::new(HashMap::new());
    }
    if text.len() > LONGEST_REMEMBERED {
        return detect(text);
    }
    SEEN.with_borrow_mut(|seen| {
        if let Some(&language) = seen.get(text) {
            return language;
        }
        if seen.len() == REMEMBERED {
            seen.clear();
        }
        let language = detect(text);
        seen.insert(text.to_owned(), language);
        language
    })
}

/// A reliable answer among all languages; on short posts, an answer that stays the same and clear
/// when only the languages commonest beside French are left.
fn detect(text: &str) -> [u8; 2] {
    use whatlang::Lang::{Deu, Eng, Fra, Ita, Nld, Por, Spa};
    let Some(open) = whatlang::detect(text) else {
        return [0, 0];
    };
    if open.is_reliable() {
        return language_code(open.lang().code());
    }
    let near =
        whatlang::Detector::with_allowlist(vec![Fra, Eng, Spa, Deu, Ita, Por, Nld]).detect(text);
    match near {
        Some(near) if near.lang() == open.lang() && near.confidence() >= 0.5 => {
            language_code(near.lang().code())
        }
        _ => [0, 0],
    }
}

/// ISO 639-1 of what a source writes: `fr`, `fr-FR`, `fra`, `French`, `français`; `[0, 0]` else.
pub(super) fn language_code(language: &str) -> [u8; 2] {
    let language = language.trim();
    if language.is_empty() || language.len() > 32 {
        return [0, 0];
    }
    let folded = language.to_lowercase();
    let main = folded
        .split(['-', '_', ' ', ',', '|'])
        .next()
        .unwrap_or_default();
    let code = match main {
        "in" => "id",
        "iw" => "he",
        two if two.len() == 2 && two.bytes().all(|byte| byte.is_ascii_lowercase()) => two,
        other => LANGUAGES
            .iter()
            .find(|(_, names)| names.contains(&other))
            .map_or("", |(code, _)| *code),
    };
    code.as_bytes().try_into().unwrap_or([0, 0])
}

/// Codes of ISO 639-3 as whatlang gives them, and names in English, French and their own words.
const LANGUAGES: &[(&str, &[&str])] = &[
    ("fr", &["fra", "fre", "french", "français", "francais"]),
    ("en", &["eng", "english", "anglais"]),
    ("de", &["deu", "ger", "german", "allemand", "deutsch"]),
    ("es", &["spa", "spanish", "espagnol", "español"]),
    ("it", &["ita", "italian", "italien", "italiano"]),
    ("pt", &["por", "portuguese", "portugais", "português"]),
    ("nl", &["nld", "dut", "dutch", "néerlandais", "nederlands"]),
    ("ca", &["cat", "catalan", "català"]),
    ("ar", &["ara", "arabic", "arabe"]),
    ("ru", &["rus", "russian", "russe"]),
    ("uk", &["ukr", "ukrainian", "ukrainien"]),
    ("pl", &["pol", "polish", "polonais"]),
    ("cs", &["ces", "cze", "czech", "tchèque"]),
    ("sk", &["slk", "slovak", "slovaque"]),
    ("ro", &["ron", "rum", "romanian", "roumain"]),
    ("hu", &["hun", "hungarian", "hongrois"]),
    ("bg", &["bul", "bulgarian", "bulgare"]),
    ("el", &["ell", "gre", "greek", "grec"]),
    ("tr", &["tur", "turkish", "turc"]),
    ("sv", &["swe", "swedish", "suédois"]),
    ("da", &["dan", "danish", "danois"]),
    ("no", &["nob", "nno", "nor", "norwegian", "norvégien"]),
    ("fi", &["fin", "finnish", "finnois"]),
    ("et", &["est", "estonian", "estonien"]),
    ("lv", &["lav", "latvian", "letton"]),
    ("lt", &["lit", "lithuanian", "lituanien"]),
    ("hr", &["hrv", "croatian", "croate"]),
    ("sr", &["srp", "serbian", "serbe"]),
    ("sl", &["slv", "slovenian", "slovène"]),
    ("mk", &["mkd", "macedonian", "macédonien"]),
    ("sq", &["sqi", "albanian", "albanais"]),
    ("he", &["heb", "hebrew", "hébreu"]),
    ("yi", &["yid", "yiddish"]),
    ("fa", &["pes", "fas", "persian", "persan"]),
    ("ur", &["urd", "urdu", "ourdou"]),
    ("hi", &["hin", "hindi"]),
    ("bn", &["ben", "bengali"]),
    ("pa", &["pan", "punjabi"]),
    ("gu", &["guj", "gujarati"]),
    ("mr", &["mar", "marathi"]),
    ("ta", &["tam", "tamil", "tamoul"]),
    ("te", &["tel", "telugu"]),
    ("kn", &["kan", "kannada"]),
    ("ml", &["mal", "malayalam"]),
    ("or", &["ori", "oriya"]),
    ("ne", &["nep", "nepali"]),
    ("si", &["sin", "sinhala"]),
    ("my", &["mya", "burmese", "birman"]),
    ("km", &["khm", "khmer"]),
    ("th", &["tha", "thai", "thaï"]),
    ("vi", &["vie", "vietnamese", "vietnamien"]),
    ("id", &["ind", "indonesian", "indonésien"]),
    ("jv", &["jav", "javanese", "javanais"]),
    ("tl", &["tgl", "tagalog"]),
    ("zh", &["cmn", "zho", "chinese", "chinois"]),
    ("ja", &["jpn", "japanese", "japonais"]),
    ("ko", &["kor", "korean", "coréen"]),
    ("ka", &["kat", "georgian", "géorgien"]),
    ("hy", &["hye", "armenian", "arménien"]),
    ("az", &["aze", "azerbaijani"]),
    ("uz", &["uzb", "uzbek"]),
    ("tk", &["tuk", "turkmen"]),
    ("be", &["bel", "belarusian", "biélorusse"]),
    ("am", &["amh", "amharic", "amharique"]),
    ("af", &["afr", "afrikaans"]),
    ("zu", &["zul", "zulu"]),
    ("sn", &["sna", "shona"]),
    ("ak", &["aka", "akan"]),
    ("eo", &["epo", "esperanto"]),
    ("la", &["lat", "latin"]),
    ("cy", &["cym", "welsh", "gallois"]),
    ("br", &["bre", "breton"]),
    ("eu", &["eus", "basque"]),
    ("oc", &["oci", "occitan"]),
];

/// −1, 0 or 1 of what a source writes: a number or a word of French or English.
pub(super) fn sentiment(cell: &str) -> Option<i8> {
    let cell = cell.trim();
    if let Ok(number) = cell.replace(',', ".").parse::<f64>() {
        return number
            .is_finite()
            .then(|| i8::from(number > 0.0) - i8::from(number < 0.0));
    }
    let word = cell.to_lowercase();
    let word = word.trim_end_matches("(e)").trim_end_matches("·e");
    match word {
        "positive" | "positif" | "pos" | "very positive" | "très positif" | "positiv"
        | "favorable" | "joy" => Some(1),
        "negative" | "négatif" | "negatif" | "négative" | "neg" | "very negative"
        | "très négatif" | "défavorable" | "negativ" => Some(-1),
        "neutral" | "neutre" | "neu" | "mixed" | "mitigé" | "mixte" | "ambivalent"
        | "not rated" | "none" => Some(0),
        _ => None,
    }
}

/// Text of a fragment of HTML: tags out, entities resolved, quoted passages (another's words) left out.
pub(super) fn html_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    let mut quoted = 0u32;
    while let Some(at) = rest.find(['<', '&']) {
        if quoted == 0 {
            text.push_str(&rest[..at]);
        }
        rest = &rest[at..];
        if rest.starts_with('<') {
            let Some(end) = rest.find('>') else {
                break;
            };
            let tag = rest[1..end].trim();
            let name = tag
                .trim_start_matches('/')
                .split([' ', '/', '\n'])
                .next()
                .unwrap_or_default();
            if matches!(name, "blockquote" | "aside") {
                quoted = if tag.starts_with('/') {
                    quoted.saturating_sub(1)
                } else {
                    quoted + 1
                };
            }
            if !matches!(name, "span" | "b" | "i" | "em" | "strong" | "a") {
                text.push(' ');
            }
            rest = &rest[end + 1..];
        } else {
            let end = rest.bytes().take(12).position(|byte| byte == b';');
            let resolved =
                end.and_then(|end| entity(&rest[1..end]).map(|character| (end, character)));
            if quoted == 0 {
                text.push(resolved.map_or('&', |(_, character)| character));
            }
            rest = &rest[resolved.map_or(1, |(end, _)| end + 1)..];
        }
    }
    if quoted == 0 && !rest.starts_with('<') {
        text.push_str(rest);
    }
    text
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" | "rsquo" | "lsquo" => '\'',
        "nbsp" => '\u{a0}',
        "hellip" => '…',
        "laquo" => '«',
        "raquo" => '»',
        "eacute" => 'é',
        "egrave" => 'è',
        "agrave" => 'à',
        "ccedil" => 'ç',
        "euro" => '€',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<String> {
        words(text, "fr").terms
    }

    #[test]
    fn words_hashtags_and_emoji_stay_and_the_rest_goes() {
        assert_eq!(
            terms(
                "L'été, @CaféLumen l’Éthiopie est là : https://a.fr/?q=1 #Café2026 ☕👍🏽 à a@b.fr 42"
            ),
            ["#café2026", "éthiopie", "☕", "👍🏽"]
                .into_iter()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        );
    }

    #[test]
    fn a_word_counts_once_a_post_whatever_its_case_and_form() {
        assert_eq!(
            terms("Torréfaction TORRE\u{301}FACTION torréfaction!"),
            ["torréfaction"]
        );
    }

    #[test]
    fn a_question_mark_in_an_address_asks_nothing() {
        assert!(!words("voir https://a.fr/?q=1", "").question);
        assert!(words("vous ouvrez demain ?", "").question);
        assert!(words("t'en penses quoi @lumen?", "").question);
    }

    #[test]
    fn languages_are_found_and_named_in_many_ways() {
        assert_eq!(
            words(
                "Nous avons beaucoup aimé votre café de la semaine dernière, merci encore",
                ""
            )
            .lang,
            *b"fr"
        );
        assert_eq!(
            words(
                "We really enjoyed the coffee that you roasted for us last week, thank you",
                ""
            )
            .lang,
            *b"en"
        );
        for name in ["fr", "fr-FR", "fr_CA", "French", "français", "fra"] {
            assert_eq!(language_code(name), *b"fr", "{name}");
        }
        for none in ["und", "", "qme", "x", "日本語です"] {
            assert_eq!(language_code(none), [0, 0], "{none}");
        }
    }

    #[test]
    fn html_is_reduced_to_the_authors_own_text() {
        assert_eq!(
            html_text("<p>Bonjour &amp; <b>mer</b>ci&#33;</p><blockquote>cité</blockquote><p>fin &inconnu; 1 &lt; 2</p>").split_whitespace().collect::<Vec<_>>().join(" "),
            "Bonjour & merci! fin &inconnu; 1 < 2"
        );
        assert_eq!(html_text("a <b"), "a ");
        assert_eq!(html_text("&"), "&");
    }

    #[test]
    fn sentiments_are_signs() {
        assert_eq!(sentiment("Positif"), Some(1));
        assert_eq!(sentiment("-0,5"), Some(-1));
        assert_eq!(sentiment("neutral"), Some(0));
        assert_eq!(sentiment("sans objet"), None);
        assert_eq!(sentiment("NaN"), None);
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_too_strange(text in "\\PC{0,200}") {
            let once = words(&text, "");
            proptest::prop_assert!(once.terms.windows(2).all(|pair| pair[0] < pair[1]));
            html_text(&text);
            language_code(&text);
        }
    }
}
