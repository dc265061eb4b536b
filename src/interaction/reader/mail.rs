//! One mail message (formats.md 3.14; RFC 5322, 2045 to 2047, 2369, 2919, 3834): who wrote it, what it
//! answers, whom it addresses.

use std::borrow::Cow;

use jiff::fmt::rfc2822::DateTimeParser;
use mailparse::{DispositionType, MailAddr, MailHeader, MailHeaderMap, ParsedMail};

use super::super::text::html_text;
use crate::person::fold;

/// Longer headers hold nobody in particular, and are made to take time.
const LONGEST: usize = 1 << 14;
/// Messages of a thread that an answer may name, the last ones.
const MOST_NAMED: usize = 100;

/// A mail address, folded, and the name beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in super::super) struct Address {
    pub address: String,
    /// Empty where it says the address again.
    pub name: String,
}

/// The headers of a message, and its text where it was asked for.
pub(in super::super) struct Mail<'a> {
    headers: Vec<MailHeader<'a>>,
    whole: Option<ParsedMail<'a>>,
}

impl<'a> Mail<'a> {
    /// The headers alone; damaged ones are those up to the damage.
    pub fn headers(message: &'a [u8]) -> Self {
        let mut headers = Vec::new();
        let mut rest = message;
        while !matches!(rest.first(), None | Some(b'\n' | b'\r')) {
            let Ok((header, length)) = mailparse::parse_header(rest) else {
                break;
            };
            headers.push(header);
            rest = &rest[length.clamp(1, rest.len())..];
        }
        Self {
            headers,
            whole: None,
        }
    }

    /// Headers and parts; without parts where they are damaged or nested beyond reason.
    pub fn whole(message: &'a [u8]) -> Self {
        Self {
            whole: mailparse::parse_mail(message).ok(),
            ..Self::headers(message)
        }
    }

    /// A header's value, unfolded and decoded; empty where there is none.
    pub fn value(&self, name: &str) -> String {
        let header = self.headers.get_first_header(name);
        header.map_or_else(String::new, |header| header.get_value().trim().to_owned())
    }

    /// The message's own id.
    pub fn id(&self) -> String {
        let value = self.value("Message-ID");
        let first = ids(&value).next().map(str::to_owned);
        first.unwrap_or(value)
    }

    /// What it answers, the likeliest first: the message named by In-Reply-To, then those of References from
    /// the last to the first.
    pub fn answered(&self) -> Vec<String> {
        let (reply, references) = (self.value("In-Reply-To"), self.value("References"));
        let mut all: Vec<String> = ids(&reply).take(1).map(str::to_owned).collect();
        let mut before: Vec<&str> = ids(&references).collect();
        before.reverse();
        before.truncate(MOST_NAMED);
        for id in before {
            if !all.iter().any(|known| known == id) {
                all.push(id.to_owned());
            }
        }
        let own = self.id();
        all.retain(|id| *id != own);
        all
    }

    /// The first address of a header.
    pub fn address(&self, name: &str) -> Option<Address> {
        self.addresses(name).into_iter().next()
    }

    /// All addresses of a header, those of groups too.
    pub fn addresses(&self, name: &str) -> Vec<Address> {
        let Some(header) = self.headers.get_first_header(name) else {
            return Vec::new();
        };
        let raw = header.get_value_raw();
        if raw.len() > LONGEST {
            return Vec::new();
        }
        let parsed =
            memchr::memchr(b'@', raw).and_then(|_| mailparse::addrparse_header(header).ok());
        let mut found = Vec::new();
        for one in parsed.iter().flat_map(|list| list.iter()) {
            let singles = match one {
                MailAddr::Single(single) => std::slice::from_ref(single),
                MailAddr::Group(group) => &group.addrs,
            };
            for single in singles {
                let name = single.display_name.as_deref().unwrap_or("");
                found.extend(address(&single.addr, name));
            }
        }
        // The old way, `lea@example.org (Léa)`, has its name in a comment, which the parser drops.
        let other = by_hand(&header.get_value());
        match (&mut found[..], other) {
            ([], other) => found.extend(other),
            ([one], Some(other)) if one.name.is_empty() && one.address == other.address => {
                one.name = other.name;
            }
            _ => {}
        }
        found
    }

    /// When it was written; `None` where the header is missing or no date.
    pub fn time(&self) -> Option<i64> {
        date(&self.value("Date"))
    }

    /// Addresses of the list that sent it, by List-Post and List-Id.
    pub fn lists(&self) -> Vec<String> {
        let post = self.value("List-Post");
        let mailto = ids(&post).filter_map(|part| part.strip_prefix("mailto:"));
        let mut lists: Vec<String> = mailto
            .filter_map(|part| address(part.split('?').next()?, ""))
            .map(|one| one.address)
            .collect();
        let id = self.value("List-Id");
        let bare = ids(&id).next().unwrap_or(&id);
        // `cafe.lists.example.org` is the list of the address `cafe@lists.example.org`.
        let named = bare
            .split_once('.')
            .map(|(list, host)| format!("{list}@{host}"));
        lists.extend(
            named
                .and_then(|one| address(&one, ""))
                .map(|one| one.address),
        );
        lists
    }

    /// Whether a program wrote it by itself: an automatic answer, a delivery report.
    pub fn is_automatic(&self) -> bool {
        let automatic = self.value("Auto-Submitted").to_lowercase();
        !matches!(automatic.as_str(), "" | "no")
    }

    /// Whether its author asked that no archive keep it.
    pub fn keeps_out(&self) -> bool {
        self.value("X-No-Archive").eq_ignore_ascii_case("yes")
            || self.value("Archive").to_lowercase().starts_with("no")
    }

    /// Its first plain text, else the words of its first page of HTML; nothing of what is attached.
    pub fn text(&self) -> String {
        let Some(whole) = &self.whole else {
            return String::new();
        };
        let of_type = |wanted: &str| {
            let part = whole.parts().find(|part| {
                part.subparts.is_empty()
                    && part.ctype.mimetype == wanted
                    && part.get_content_disposition().disposition != DispositionType::Attachment
            })?;
            part.get_body().ok()
        };
        of_type("text/plain")
            .or_else(|| of_type("text/html").map(|page| html_text(&page)))
            .unwrap_or_default()
    }
}

/// What stands between `<` and `>`: message ids, addresses of services.
fn ids(value: &str) -> impl Iterator<Item = &str> {
    let parts = value.split('<').skip(1);
    parts
        .filter_map(|part| Some(part.split_once('>')?.0.trim()))
        .filter(|id| !id.is_empty())
}

/// An address with its name, where it is one.
fn address(text: &str, name: &str) -> Option<Address> {
    let visible: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect();
    let address = fold(&visible).into_owned();
    let (local, host) = address.split_once('@')?;
    if local.is_empty() || host.is_empty() {
        return None;
    }
    Some(Address {
        name: display_name(name),
        address,
    })
}

/// A name without its quotes; empty where it is an address too.
fn display_name(name: &str) -> String {
    let bare = name.trim().trim_matches(['"', '\'']).trim();
    if super::mail_text::without_addresses(bare) == bare {
        bare.to_owned()
    } else {
        String::new()
    }
}

/// An address in a header that no parser takes, also hidden as archives do: `lea at example.org (Léa)`.
fn by_hand(value: &str) -> Option<Address> {
    let value: Cow<str> = if value.contains('@') {
        value.into()
    } else {
        value.replacen(" at ", "@", 1).into()
    };
    let (before, comment) = value.split_once('(').unwrap_or((&value, ""));
    let (name, text) = if let Some((name, rest)) = before.rsplit_once('<') {
        (name, rest.split('>').next().unwrap_or(""))
    } else {
        let mut words = before.split([' ', '\t', ',', ';']);
        (
            comment.trim_end_matches([')', ' ']),
            words.find(|word| word.contains('@'))?,
        )
    };
    address(text, name)
}

/// A date of RFC 5322. Zones it does not name count as UTC, as it asks.
fn date(text: &str) -> Option<i64> {
    const PARSER: DateTimeParser = DateTimeParser::new().relaxed_weekday(true);
    let read = |text: &str| PARSER.parse_timestamp(text).ok();
    let text = text.trim();
    let time = read(text).or_else(|| {
        let (before, zone) = text.rsplit_once(' ')?;
        let unknown = zone.len() <= 5 && zone.bytes().all(|byte| byte.is_ascii_alphabetic());
        read(&format!("{before} +0000")).filter(|_| unknown)
    });
    time.map(jiff::Timestamp::as_second)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(header: &str) -> Address {
        let text = format!("From: {header}\n\n");
        Mail::headers(text.as_bytes())
            .address("From")
            .unwrap_or_default()
    }

    #[test]
    fn an_address_is_found_in_every_way_it_is_written() {
        for (header, address, name) in [
            ("lea@example.org", "lea@example.org", ""),
            (
                "Léa Martin <Lea@Example.ORG>",
                "lea@example.org",
                "Léa Martin",
            ),
            (
                "\"Martin, Léa\" <lea@example.org>",
                "lea@example.org",
                "Martin, Léa",
            ),
            (
                "=?utf-8?q?L=C3=A9a?= Martin <lea@example.org>",
                "lea@example.org",
                "Léa Martin",
            ),
            (
                "=?iso-8859-1?B?TOlh?=\n <lea@example.org>",
                "lea@example.org",
                "Léa",
            ),
            (
                "lea at example.org (Léa Martin)",
                "lea@example.org",
                "Léa Martin",
            ),
            (
                "lea@example.org (Léa Martin)",
                "lea@example.org",
                "Léa Martin",
            ),
            ("Lea <lea@example.org", "lea@example.org", "Lea"),
            (
                "\"lea@example.org\" <lea@example.org>",
                "lea@example.org",
                "",
            ),
            (
                "=?utf-8?q?Sam_=3Csam=40example=2Eorg=3E?= <lea@example.org>",
                "lea@example.org",
                "",
            ),
            ("friends: lea@example.org;", "lea@example.org", ""),
            ("root", "", ""),
            ("", "", ""),
        ] {
            let found = of(header);
            assert_eq!((&*found.address, &*found.name), (address, name), "{header}");
        }
    }

    #[test]
    fn dates_are_read_with_old_zones_and_wrong_weekdays() {
        let noon = 1_767_607_200;
        for text in [
            "Mon, 5 Jan 2026 10:00:00 +0000",
            "Mon, 05 Jan 2026 11:00:00 +0100 (CET)",
            "Fri, 5 Jan 2026 10:00:00 GMT",
            "5 Jan 26 05:00 EST",
            "Mon,  5 Jan 2026 10:00:00 -0000",
            "Mon, 5 Jan 2026 10:00:00 MEST",
        ] {
            assert_eq!(date(text), Some(noon), "{text}");
        }
        for text in ["", "yesterday", "Mon, 45 Jan 2026 10:00:00 +0000", "x GMT"] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn ids_are_told_from_the_prose_around_them() {
        let text = "Message-Id: <c@x>\nIn-Reply-To: Your message of Monday <b@x>\nReferences: <a@x>\n\t<b@x> <c@x>\n\n";
        let mail = Mail::headers(text.as_bytes());
        assert_eq!(mail.id(), "c@x");
        assert_eq!(mail.answered(), ["b@x", "a@x"]);
        let bare = Mail::headers(b"Message-ID: c@x\nIn-Reply-To: nobody\n");
        assert_eq!((bare.id(), bare.answered().len()), ("c@x".to_owned(), 0));
    }

    #[test]
    fn a_list_is_known_by_its_address_and_by_its_name() {
        let text = "List-Post: <mailto:Cafe@lists.example.org?subject=x>\nList-Id: Le <cafe-fr.lists.example.org>\n\n";
        assert_eq!(
            Mail::headers(text.as_bytes()).lists(),
            ["cafe@lists.example.org", "cafe-fr@lists.example.org"]
        );
    }
}
