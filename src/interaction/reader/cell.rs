//! What stands in a cell of an export: names in a text, yes and no, counts.

use std::borrow::Cow;

/// `RT @name: …`
pub(super) fn reposted_in_text(text: &str) -> Option<Cow<'_, str>> {
    let rest = text
        .strip_prefix("RT @")
        .or_else(|| text.strip_prefix("RT : @"))?;
    let end = rest
        .find(|character: char| !is_handle(character))
        .unwrap_or(rest.len());
    (end > 0).then(|| Cow::Borrowed(&rest[..end]))
}

/// Handles named in a text with an `@` at the start of a word.
pub(super) fn mentions_in_text(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    text.match_indices('@').filter_map(move |(at, _)| {
        let before = text[..at].chars().next_back();
        if before.is_some_and(|character| {
            character.is_alphanumeric() || matches!(character, '/' | '@' | '.')
        }) {
            return None;
        }
        let rest = &text[at + 1..];
        let end = rest
            .find(|character: char| !is_handle(character))
            .unwrap_or(rest.len());
        let handle = rest[..end].trim_end_matches(['.', '-']);
        (!handle.is_empty()).then_some(Cow::Borrowed(handle))
    })
}

fn is_handle(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '.' | '-')
}

/// Yes, in the ways exports write it.
pub(super) fn truthy(cell: &str) -> bool {
    ["true", "1", "yes", "oui", "vrai"]
        .iter()
        .any(|yes| cell.eq_ignore_ascii_case(yes))
}

/// A count; tools write `1234`, `1234.0`, `1 234`.
pub(super) fn count(cell: &str) -> Option<u64> {
    let bare: String = cell
        .chars()
        .filter(|character| !character.is_whitespace() && *character != ',')
        .collect();
    let whole = bare.split('.').next().unwrap_or_default();
    whole.parse().ok()
}
