//! No means no: people who asked not to be contacted, kept as keyed hashes only.
//!
//! HMAC-SHA-256 (RFC 2104, FIPS 180-4) of the normalised handle or e-mail with the project's key. Without the key the list
//! says nothing about anybody; with it, only whether a name that one already holds is on it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::person::{Secret, fold};

/// Bytes of a key.
pub const KEY_BYTES: usize = 32;
/// A list over this is refused before it is parsed: about a hundred thousand people.
const MOST_BYTES: usize = 8 << 20;

/// Why a suppression list cannot be used. All of these stop a build: without the list somebody might be contacted who said no.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SuppressionError {
    /// The file is larger than any list.
    #[error("suppression.yaml is over 8 MiB; this is no suppression list")]
    TooLarge,
    /// The file cannot be read as a list.
    #[error("line {line} of suppression.yaml: {what}")]
    Unreadable {
        /// Where.
        line: usize,
        /// What was found and what was expected.
        what: String,
    },
    /// The key is not the one the list was made with.
    #[error(
        "suppression.yaml was made with another key; put the key file it came with back beside the project"
    )]
    WrongKey,
    /// There is a list but no key.
    #[error(
        "suppression.yaml has no key beside it, so nobody on it can be recognised; put its key file back, or start a new list with the names again"
    )]
    NoKey,
    /// A key that is too short.
    #[error("a suppression key has {KEY_BYTES} bytes, this one {given}")]
    KeyLength {
        /// Its length.
        given: usize,
    },
}

/// The project's secret; never printed, never part of an output. Mail addresses of its log are hashed with it too.
#[derive(Clone, PartialEq, Eq)]
pub struct SuppressionKey(Secret);

impl std::fmt::Debug for SuppressionKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SuppressionKey(…)")
    }
}

impl SuppressionKey {
    /// From the bytes of the key file: 32 raw bytes, or 64 hexadecimal digits and a line end.
    pub fn new(bytes: &[u8]) -> Result<Self, SuppressionError> {
        if let Ok(key) = <[u8; KEY_BYTES]>::try_from(bytes) {
            return Ok(Self(Secret::new(key)));
        }
        let digits = String::from_utf8_lossy(bytes);
        let digits = digits.trim();
        let wrong = SuppressionError::KeyLength { given: bytes.len() };
        if digits.len() != 2 * KEY_BYTES || !digits.is_ascii() {
            return Err(wrong);
        }
        let mut key = [0; KEY_BYTES];
        for (i, byte) in key.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&digits[2 * i..2 * i + 2], 16).map_err(|_| wrong.clone())?;
        }
        Ok(Self(Secret::new(key)))
    }

    /// What makes fingerprints with it.
    pub fn secret(&self) -> &Secret {
        &self.0
    }

    fn hash(&self, domain: &str, text: &str) -> String {
        self.0.fingerprint(domain, text)
    }

    fn of_name(&self, name: &str) -> String {
        self.0.of_name(name)
    }
}

/// The file as it stands.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    key_check: String,
    seal: String,
    entries: Vec<String>,
}

/// The list with its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    key: SuppressionKey,
    entries: BTreeSet<String>,
    /// The accounts that stand for the names in a log of mail, where they are addresses.
    mail: BTreeSet<String>,
    edited: bool,
}

impl Suppression {
    /// An empty list.
    pub fn new(key: SuppressionKey) -> Self {
        Self {
            key,
            entries: BTreeSet::new(),
            mail: BTreeSet::new(),
            edited: false,
        }
    }

    /// Reads `suppression.yaml`. Entries of a list edited by hand are all honoured (see
    /// [`edited_by_hand`](Self::edited_by_hand)); a name in clear text is an error with its line.
    pub fn from_yaml(text: &str, key: SuppressionKey) -> Result<Self, SuppressionError> {
        if text.len() > MOST_BYTES {
            return Err(SuppressionError::TooLarge);
        }
        let file: File = crate::yaml::read_within(text, MOST_BYTES).map_err(|error| {
            let line = match error {
                crate::yaml::Error::Content { line, .. } => line,
                _ => 1,
            };
            SuppressionError::Unreadable {
                line,
                what: "expected `version`, `key_check`, `seal` and `entries`, as `entourage suppress` writes them"
                    .to_owned(),
            }
        })?;
        if file.version != 1 {
            return Err(SuppressionError::Unreadable {
                line: line_of(text, "version"),
                what: format!(
                    "version {} is not known to this program, which reads 1",
                    file.version
                ),
            });
        }
        if file.key_check != key.hash("check", "") {
            return Err(SuppressionError::WrongKey);
        }
        let hash =
            |entry: &String| entry.len() == 64 && entry.bytes().all(|b| b.is_ascii_hexdigit());
        if let Some(place) = file.entries.iter().position(|entry| !hash(entry)) {
            return Err(SuppressionError::Unreadable {
                line: line_of(text, "entries") + 1 + place,
                what:
                    "expected a hash; add people with `entourage suppress add NAME`, never by hand"
                        .to_owned(),
            });
        }
        let mut list = Self::new(key);
        list.entries = file
            .entries
            .iter()
            .map(|entry| entry.to_lowercase())
            .collect();
        let mail = |entry: &String| list.key.0.mail_account_of(entry);
        list.mail = list.entries.iter().map(mail).collect();
        list.edited = file.seal != list.seal();
        Ok(list)
    }

    /// The file: a comment, then YAML, entries sorted.
    pub fn to_yaml(&self) -> String {
        let mut text = String::from(
            "# People who asked not to be contacted, as keyed hashes. Written by `entourage suppress`; do not edit.\n",
        );
        let _ = write!(
            text,
            "version: 1\nkey_check: {}\nseal: {}\n",
            self.key.hash("check", ""),
            self.seal()
        );
        if self.entries.is_empty() {
            text.push_str("entries: []\n");
        } else {
            text.push_str("entries:\n");
        }
        for entry in &self.entries {
            let _ = writeln!(text, "- {entry}");
        }
        text
    }

    /// Whether somebody changed the file by hand: entries may be missing. Say so, and write it again.
    pub fn edited_by_hand(&self) -> bool {
        self.edited
    }

    /// How many names are on the list: the only thing about it that may be reported.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether the list is empty.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Adds a handle, a `platform:handle`, a profile address or an e-mail; false if it was there or says nothing.
    pub fn add(&mut self, name: &str) -> bool {
        let name = normalise(name);
        if name.is_empty() {
            return false;
        }
        let entry = self.key.of_name(&name);
        self.mail.insert(self.key.0.mail_account_of(&entry));
        self.entries.insert(entry)
    }

    /// Takes a name off the list; false if it was not on it.
    pub fn remove(&mut self, name: &str) -> bool {
        let entry = self.key.of_name(&normalise(name));
        self.mail.remove(&self.key.0.mail_account_of(&entry));
        self.entries.remove(&entry)
    }

    /// Whether a name is on the list, in any spelling of case or `@`, with its platform or without; or the
    /// account that stands for a listed address in a log of mail.
    pub fn holds(&self, name: &str) -> bool {
        if self.entries.is_empty() {
            return false;
        }
        let name = normalise(name);
        let bare = name.split_once(':').map(|(_, bare)| normalise(bare));
        let on = |name: &str| {
            !name.is_empty()
                && (self.mail.contains(name) || self.entries.contains(&self.key.of_name(name)))
        };
        on(&name) || bare.is_some_and(|bare| on(&bare))
    }

    /// Whether a person is on the list by any of its names: its key, its label, its address, e-mails.
    pub fn holds_any<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> bool {
        names.into_iter().any(|name| self.holds(name))
    }

    fn seal(&self) -> String {
        let all: Vec<&str> = self.entries.iter().map(String::as_str).collect();
        self.key.hash("seal", &all.join("\n"))
    }
}

/// One spelling for all: folded, without `@`, `mailto:`, or the address around a handle.
fn normalise(name: &str) -> String {
    // Characters that show nothing must not make another name of it.
    let visible: String = name
        .chars()
        .filter(|c| !c.is_control() && !matches!(*c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}'))
        .collect();
    let name = fold(&visible).into_owned();
    let name = name.strip_prefix("mailto:").unwrap_or(&name);
    let address = name
        .strip_prefix("https://")
        .or_else(|| name.strip_prefix("http://"));
    let name = match address {
        Some(address) => {
            let path = address.split(['?', '#']).next().unwrap_or_default();
            path.trim_end_matches('/')
                .rsplit('/')
                .next()
                .unwrap_or_default()
        }
        None => name,
    };
    // Keys are `platform:handle`, also when the handle was typed with its `@`.
    let name = name.replace(":@", ":");
    name.trim_start_matches('@').trim().to_owned()
}

/// The line a key stands on, from 1.
fn line_of(text: &str, key: &str) -> usize {
    let place = text.lines().position(|line| line.starts_with(key));
    place.map_or(1, |place| place + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(byte: u8) -> SuppressionKey {
        SuppressionKey::new(&[byte; KEY_BYTES]).expect("a key")
    }

    #[test]
    fn a_name_is_recognised_in_any_spelling_and_never_stored() {
        let mut list = Suppression::new(key(7));
        assert!(list.add("@Léa.Martin"));
        assert!(!list.add("léa.martin "));
        assert!(list.add("Sam@Example.org"));
        for spelling in [
            "léa.martin",
            "LE\u{301}A.MARTIN",
            "x:léa.martin",
            "x:@Léa.Martin",
            "https://x.example/@Léa.Martin/?lang=fr",
            "@\u{200b}léa.martin",
            "mailto:SAM@example.ORG",
        ] {
            assert!(list.holds(spelling), "{spelling}");
        }
        assert!(!list.holds("léa") && !list.holds("") && !list.holds("@"));
        let yaml = list.to_yaml().to_lowercase();
        assert!(!yaml.contains("martin") && !yaml.contains("sam") && !yaml.contains("example"));
        assert!(list.remove("LÉA.martin") && !list.remove("@léa.martin"));
        assert_eq!(list.len(), 1);
    }

    #[test]
    fn a_platform_can_be_named_so_that_namesakes_elsewhere_stay() {
        let mut list = Suppression::new(key(7));
        list.add("x:@Leo");
        assert!(list.holds("x:leo"));
        assert!(!list.holds("y:leo") && !list.holds("leo"));
    }

    #[test]
    fn the_account_of_a_listed_address_is_on_the_list_as_long_as_the_address_is() {
        let mut list = Suppression::new(key(7));
        list.add("Lea@Example.org");
        let account = format!("mail:{}", key(7).secret().mail_account("lea@example.org"));
        assert!(list.holds(&account));
        let again = Suppression::from_yaml(&list.to_yaml(), key(7)).expect("a list");
        assert!(again.holds(&account) && !again.holds("mail:0123456789abcdef0123"));
        assert!(!list.to_yaml().contains(&account[5..]));
        list.remove("lea@example.org");
        assert!(!list.holds(&account));
    }

    #[test]
    fn the_hash_is_hmac_sha_256() {
        // python3: hmac.new(b'\x07'*32, b'name\x00leo', 'sha256').hexdigest()
        let mut list = Suppression::new(key(7));
        list.add("leo");
        assert_eq!(
            list.entries.first().map(String::as_str),
            Some("912f9cb4337af53ac533f932ef6ede607088e21d6eede21b0adc9ede26c9d839")
        );
    }

    #[test]
    fn a_list_comes_back_from_its_file() {
        let mut list = Suppression::new(key(1));
        assert_eq!(
            Suppression::from_yaml(&list.to_yaml(), key(1)),
            Ok(list.clone())
        );
        list.add("léa");
        list.add("sam");
        let back = Suppression::from_yaml(&list.to_yaml(), key(1)).expect("a list");
        assert_eq!(back, list);
        assert!(!back.edited_by_hand());
    }

    #[test]
    fn another_key_is_an_error_and_a_key_is_never_shown() {
        let list = Suppression::new(key(1)).to_yaml();
        let wrong = Suppression::from_yaml(&list, key(2));
        assert_eq!(wrong, Err(SuppressionError::WrongKey));
        assert!(SuppressionKey::new(b"short").is_err());
        assert!(SuppressionKey::new("é".repeat(32).as_bytes()).is_err());
        assert_eq!(SuppressionKey::new("07".repeat(32).as_bytes()), Ok(key(7)));
        assert_eq!(format!("{:?}", key(7)), "SuppressionKey(…)");
    }

    #[test]
    fn a_file_edited_by_hand_is_honoured_and_noticed() {
        let mut list = Suppression::new(key(1));
        list.add("léa");
        list.add("sam");
        let text = list.to_yaml();
        let shorter: Vec<&str> = text.lines().take(text.lines().count() - 1).collect();
        let back = Suppression::from_yaml(&shorter.join("\n"), key(1)).expect("a list");
        assert!(back.edited_by_hand());
        assert_eq!(back.len(), 1);
    }

    #[test]
    fn what_is_not_a_list_is_an_error_with_its_line_and_without_its_content() {
        let mut list = Suppression::new(key(1));
        list.add("léa");
        let text = list.to_yaml();
        for (broken, line) in [
            (format!("{text}- Jean.Dupont\n"), 7),
            (text.replace("version: 1", "version: 2"), 2),
            (format!("{text}friends: [Jean.Dupont]\n"), 7),
            ("- Jean.Dupont\n".to_owned(), 1),
            (String::new(), 1),
        ] {
            let error = Suppression::from_yaml(&broken, key(1)).expect_err("no list");
            let text = error.to_string();
            assert!(text.starts_with(&format!("line {line} ")), "{text}");
            assert!(!text.contains("Dupont"));
        }
        let large = "a".repeat(MOST_BYTES + 1);
        assert_eq!(
            Suppression::from_yaml(&large, key(1)),
            Err(SuppressionError::TooLarge)
        );
    }

    proptest! {
        #[test]
        fn no_text_panics_and_what_is_added_is_held(name in "\\PC{0,20}", text in "\\PC{0,80}") {
            let mut list = Suppression::new(key(3));
            if list.add(&name) {
                prop_assert!(list.holds(&name));
                prop_assert!(list.remove(&name));
            }
            let _ = Suppression::from_yaml(&text, key(3));
        }
    }
}
