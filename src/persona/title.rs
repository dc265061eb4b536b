//! A title from the most distinctive statements, and the slug.

use unicode_normalization::UnicodeNormalization;

use super::statement::{Statement, StatementKind};
use super::wording::{Language, fragment};
use crate::table::{Facet, Table};

/// Longest title, in characters.
pub const LONGEST_TITLE: usize = 90;
/// Statements in a title.
const PARTS: usize = 2;
/// Longest slug made, in bytes.
const LONGEST_SLUG: usize = 40;

/// A title in the project's language from the two most distinctive statements, of two attributes.
///
/// What people say, want and do comes before who they are; what they have more of before what they
/// have less of. Without a distinctive statement the title says that the persona is near the average.
pub fn title(table: &Table, statements: &[Statement], language: Language) -> String {
    let mut chosen: Vec<&Statement> = statements
        .iter()
        .filter(|s| s.kind == StatementKind::Distinctive)
        .collect();
    let more = |s: &Statement| s.effect.unwrap_or(0.0) >= 0.0;
    chosen.sort_by_key(|s| (s.facet == Facet::Demographic, !more(s)));
    let mut used: Vec<&str> = Vec::new();
    let mut parts: Vec<String> = Vec::new();
    for statement in chosen {
        let Some(attribute) = table.attribute(&statement.attribute) else {
            continue;
        };
        if used.contains(&statement.attribute.as_str()) || used.len() == PARTS {
            continue;
        }
        let place = statement
            .level
            .as_ref()
            .and_then(|l| attribute.levels.iter().position(|known| known == l));
        used.push(&statement.attribute);
        parts.push(fragment(attribute, place, more(statement), language));
    }
    if parts.is_empty() {
        return language
            .pick("Proche de la moyenne", "Close to the average")
            .to_owned();
    }
    while parts.len() > 1 && length(&parts.join(" · ")) > LONGEST_TITLE {
        parts.pop();
    }
    shorten(&capitalised(&parts.join(" · ")))
}

fn length(text: &str) -> usize {
    text.chars().count()
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

fn shorten(text: &str) -> String {
    if length(text) <= LONGEST_TITLE {
        return text.to_owned();
    }
    let cut: String = text.chars().take(LONGEST_TITLE - 1).collect();
    format!("{}…", cut.trim_end())
}

/// A text in small ASCII letters, digits and hyphens; `persona` where nothing is left.
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.nfkd().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            '\u{300}'..='\u{36f}' => {}
            _ if !out.ends_with('-') && !out.is_empty() => out.push('-'),
            _ => {}
        }
    }
    let cut = match out.char_indices().nth(LONGEST_SLUG) {
        Some((end, _)) => out[..end].rsplit_once('-').map_or(&out[..end], |(a, _)| a),
        None => &out,
    };
    let cut = cut.trim_matches('-');
    if cut.is_empty() {
        "persona".to_owned()
    } else {
        cut.to_owned()
    }
}

/// A slug that none of `taken` is, numbered from 2 where it must be.
pub fn unique_slug(text: &str, taken: &[String]) -> String {
    let first = slug(text);
    if !taken.contains(&first) {
        return first;
    }
    let mut number = 2_u64;
    loop {
        let candidate = format!("{first}-{number}");
        if !taken.contains(&candidate) {
            return candidate;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::super::card::is_slug;
    use super::super::crosstab::crosstab;
    use super::super::describe::describe;
    use super::super::fixture::planted;
    use super::*;

    #[test]
    fn slugs_are_ascii_short_and_unique() {
        assert_eq!(slug("Léa-Sœur d’Été"), "lea-soeur-d-ete");
        assert_eq!(slug("李"), "persona");
        assert_eq!(slug("../../etc"), "etc");
        assert!(slug(&"très long nom ".repeat(20)).len() <= LONGEST_SLUG);
        let taken = ["lea".to_owned(), "lea-2".to_owned()];
        assert_eq!(unique_slug("Léa", &taken), "lea-3");
    }

    #[test]
    fn a_title_names_two_distinctive_traits_and_never_grows_long() {
        let (mut t, labels) = planted(300, 3, 8, 0.9, 1);
        let tab = crosstab(&t, &labels, 3).expect("a crosstab");
        let statements = describe(&tab, 0, &[]);
        let short = title(&t, &statements, Language::English);
        assert!(short.contains(" · "), "{short}");
        for attribute in &mut t.attributes {
            attribute.label = "un libellé bien trop long ".repeat(9);
        }
        let long = title(&t, &statements, Language::French);
        assert!(length(&long) <= LONGEST_TITLE);
        assert_eq!(title(&t, &[], Language::French), "Proche de la moyenne");
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_a_valid_slug(text in ".{0,80}") {
            proptest::prop_assert!(is_slug(&slug(&text)));
        }
    }
}
