//! What the author of a mail wrote: neither what is quoted, nor the signature, nor anybody's address.

/// The author's own words.
pub(super) fn own_words(body: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut quoting = false;
    for line in body.lines() {
        let bare = line.trim();
        if line.trim_end() == "--" || is_forwarding(bare) {
            break;
        }
        if bare.starts_with('>') {
            if !quoting {
                drop_attribution(&mut kept);
            }
            quoting = true;
        } else if !bare.is_empty() {
            quoting = false;
            kept.push(bare);
        }
    }
    without_addresses(&kept.join("\n"))
}

/// `-----Original Message-----`, in any language: what is below is somebody else's.
fn is_forwarding(line: &str) -> bool {
    let inner = line.trim_matches('-');
    line.starts_with("-----") && line.ends_with("-----") && !inner.trim().is_empty()
}

/// Takes away `On Monday 5 January 2026, Léa wrote:` before a quote, on one line or two.
fn drop_attribution(kept: &mut Vec<&str>) {
    let has_digit = |line: &str| line.bytes().any(|byte| byte.is_ascii_digit());
    if let Some(last) = kept.pop_if(|line| line.ends_with(':'))
        && !has_digit(last)
    {
        kept.pop_if(|line| has_digit(line) && line.contains([',', '@']));
    }
}

/// A text without mail addresses, also those hidden as `lea at example.org`.
pub(super) fn without_addresses(text: &str) -> String {
    let mut lines = Vec::new();
    for line in text.lines() {
        let mut words: Vec<&str> = Vec::new();
        for word in line.split(' ') {
            if word.trim_start_matches('@').contains('@') {
                continue;
            }
            let host = word
                .trim_end_matches(['.', ',', ';', ')', '>'])
                .contains('.');
            if host && words.last() == Some(&"at") && words.len() > 1 {
                words.truncate(words.len() - 2);
                continue;
            }
            words.push(word);
        }
        lines.push(words.join(" "));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_signatures_and_forwarded_messages_are_not_the_authors_words() {
        let body = "Bonjour,\n\nLe lun. 5 janv. 2026 à 10:00, Léa a écrit :\n> le café est froid\n>> vraiment\n\nOui, froid.\n-- \nSam\n01 23 45";
        assert_eq!(own_words(body), "Bonjour,\nOui, froid.");
        let folded = "On Mon, Jan 5, 2026 at 10:00, Léa <lea@example.org>\nwrote:\n\n> cold\nYes";
        assert_eq!(own_words(folded), "Yes");
        assert_eq!(
            own_words("Oui :\n\n- un\n-----Message d'origine-----\nNon"),
            "Oui :\n- un"
        );
        assert_eq!(own_words("Je cite :\n> quelqu'un"), "");
    }

    #[test]
    fn no_address_is_left_in_a_text_and_handles_are() {
        assert_eq!(
            without_addresses("Écrivez à lea@example.org, ou sam at example.org. Merci @noe"),
            "Écrivez à ou Merci @noe"
        );
        assert_eq!(
            without_addresses("open at noon. closed"),
            "open at noon. closed"
        );
    }
}
