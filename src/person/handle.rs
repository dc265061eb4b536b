//! Folding of handles, so that `@Léa`, `léa` and its decomposed spelling are one person.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// The folded form of a handle: trimmed, without a leading `@`, NFC, lower case.
///
/// Linear in the length of the text; borrows when nothing has to change.
///
/// ```
/// assert_eq!(entourage::person::fold(" @CafeLumen "), "cafelumen");
/// ```
pub fn fold(handle: &str) -> Cow<'_, str> {
    let bare = handle.trim();
    let bare = bare.strip_prefix('@').unwrap_or(bare).trim_start();
    let plain = bare
        .bytes()
        .all(|b| b.is_ascii() && !b.is_ascii_uppercase());
    if plain {
        return Cow::Borrowed(bare);
    }
    // Lower-casing can denormalise (İ), so the normal form is taken last.
    Cow::Owned(bare.nfc().flat_map(char::to_lowercase).nfc().collect())
}

/// The key of a person: `platform:account`, or just the account where the log names no platform.
///
/// `account` is a platform's id as it stands, or a handle already folded with [`fold`].
pub fn key(platform: Option<&str>, account: &str) -> String {
    match platform {
        Some(platform) if !platform.is_empty() => format!("{platform}:{account}"),
        _ => account.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_handle_fold_to_the_same_text() {
        for spelling in ["@Léa", "léa", " LE\u{301}A ", "@ léa"] {
            assert_eq!(fold(spelling), "léa", "{spelling:?}");
        }
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for text in ["İstanbul", "@@x", "", "@", "ÅB\u{30a}"] {
            let once = fold(text).into_owned();
            if !once.starts_with('@') {
                assert_eq!(fold(&once), once, "{text:?}");
            }
        }
    }

    #[test]
    fn a_platform_stands_before_the_account_it_belongs_to() {
        assert_eq!(key(Some("x"), "42"), "x:42");
        assert_eq!(key(None, "lea"), "lea");
        assert_eq!(key(Some(""), "lea"), "lea");
    }
}
