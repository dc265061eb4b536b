//! Keyed fingerprints of names: HMAC-SHA-256 (RFC 2104, FIPS 180-4).

use std::fmt::Write as _;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use super::fold;

/// Digits of a mail account: 80 bits, so that two addresses of one log never share one.
const DIGITS: usize = 20;

/// What fingerprints are made with; never printed, never part of an output.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; 32]);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// From a key file's 32 bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// From something that only holders of the data have: whoever lacks it cannot try addresses out.
    pub fn of_content(content: &[u8]) -> Self {
        Self(Sha256::digest(content).into())
    }

    /// The fingerprint of a text, in 64 hexadecimal digits; texts of two domains never share one.
    pub fn fingerprint(&self, domain: &str, text: &str) -> String {
        let mut digits = String::with_capacity(64);
        // A key of any length is allowed by the definition of HMAC.
        if let Ok(mut mac) = <Hmac<Sha256> as KeyInit>::new_from_slice(&self.0) {
            mac.update(domain.as_bytes());
            mac.update(&[0]);
            mac.update(text.as_bytes());
            for byte in mac.finalize().into_bytes() {
                let _ = write!(digits, "{byte:02x}");
            }
        }
        digits
    }

    /// The fingerprint a name has on a suppression list; the name is folded already.
    pub fn of_name(&self, name: &str) -> String {
        self.fingerprint("name", name)
    }

    /// The account that stands for a mail address in a log.
    pub fn mail_account(&self, address: &str) -> String {
        self.mail_account_of(&self.of_name(&fold(address)))
    }

    /// The same, of the address's fingerprint on a list: a list holds no addresses, and without the key
    /// nobody can tell which account an entry means.
    pub fn mail_account_of(&self, fingerprint: &str) -> String {
        self.short("mail", fingerprint)
    }

    /// A fingerprint short enough for an id.
    pub fn short(&self, domain: &str, text: &str) -> String {
        let mut digits = self.fingerprint(domain, text);
        digits.truncate(DIGITS);
        digits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_is_one_account_in_any_case_and_under_one_key_only() {
        let secret = Secret::new([7; 32]);
        let account = secret.mail_account("Lea@Example.org ");
        assert_eq!(account, secret.mail_account("lea@example.org"));
        assert_eq!(account.len(), DIGITS);
        assert_eq!(
            account,
            secret.mail_account_of(&secret.of_name("lea@example.org"))
        );
        assert_ne!(account, secret.mail_account("sam@example.org"));
        assert_ne!(
            account,
            Secret::new([8; 32]).mail_account("lea@example.org")
        );
        // The entry of a list and the account of a log cannot be told to be one person's.
        assert!(!secret.of_name("lea@example.org").starts_with(&account));
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }
}
