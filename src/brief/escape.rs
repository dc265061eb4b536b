//! Text from outside, made harmless for the format it stands in.

use std::fmt::Write as _;

use base64::prelude::{BASE64_STANDARD, Engine as _};

/// The format a template writes, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// HTML, SVG, XML, and every name we do not know.
    Markup,
    /// Markdown.
    Markdown,
    /// Plain text, CSS or a script of ours: nothing from outside stands in these.
    Plain,
}

impl Format {
    /// Format of a template: only `.md`, `.txt`, `.css` and `.js` are not markup.
    pub fn of(name: &str) -> Self {
        match name.rsplit('.').next() {
            Some("md") => Self::Markdown,
            Some("txt" | "css" | "js") => Self::Plain,
            _ => Self::Markup,
        }
    }
}

/// Whether a character changes the text around it without being seen: controls, bidirectional
/// marks and overrides, line separators, tags, byte order marks.
fn is_hostile(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c,
            '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
        || (c as u32) & 0xFFFE == 0xFFFE
        || matches!(c, '\u{FDD0}'..='\u{FDEF}')
}

/// Characters beyond which a text of the data is cut, with an ellipsis: a document is for reading.
const LONGEST: usize = 2_000;
/// Combining marks kept on one letter: more would draw over the lines around it.
const MOST_MARKS: usize = 3;

/// Text without characters that act on their surroundings, and of a length one can read.
pub fn clean(text: &str) -> String {
    // A picture is no text: cut, it would be no picture either.
    let longest = if text.starts_with("data:image/") {
        usize::MAX
    } else {
        LONGEST
    };
    let mut out = String::with_capacity(text.len().min(4 * LONGEST));
    let mut marks = 0;
    let mut count = 0;
    for c in text.chars() {
        if is_hostile(c) {
            continue;
        }
        marks = if unicode_normalization::char::is_combining_mark(c) {
            marks + 1
        } else {
            0
        };
        if marks > MOST_MARKS {
            continue;
        }
        count += 1;
        if count > longest {
            out.push('…');
            break;
        }
        out.push(c);
    }
    out
}

/// Text for HTML, SVG or XML, in content or in a quoted attribute.
pub fn markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '`' => out.push_str("&#96;"),
            other => out.push(other),
        }
    }
    out
}

/// Text for Markdown (`CommonMark`, GFM, Pandoc, Obsidian, Hugo): on one line, nothing in it is
/// syntax, nothing in it becomes a link.
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let flat = text.split_whitespace_ascii();
    let chars: Vec<char> = flat.chars().collect();
    let mut start = true;
    for (i, &c) in chars.iter().enumerate() {
        let after = chars.get(i + 1).copied();
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '}' | '|' | '~' | '$' | '^' | '#' | '@'
            | '=' => {
                out.push('\\');
                out.push(c);
            }
            '!' if after == Some('[') => out.push_str("\\!"),
            '%' if after == Some('%') => out.push_str("\\%"),
            // bare addresses become links in GFM
            ':' if after == Some('/') || scheme_before(&chars[..i]) => out.push_str("\\:"),
            '.' if i >= 3 && chars[i - 3..i].iter().all(|w| matches!(w, 'w' | 'W')) => {
                out.push_str("\\.");
            }
            // list marks, rules and headings at the start of a line
            '-' | '+' | ':' if start => {
                out.push('\\');
                out.push(c);
            }
            '.' | ')'
                if i > 0
                    && after.is_none_or(char::is_whitespace)
                    && chars[..i].iter().all(char::is_ascii_digit) =>
            {
                out.push('\\');
                out.push(c);
            }
            other => out.push(other),
        }
        start = false;
    }
    out
}

/// Whether what stands before a colon is a scheme that runs or embeds something.
fn scheme_before(chars: &[char]) -> bool {
    let word: String = chars
        .iter()
        .rev()
        .take_while(|c| c.is_ascii_alphabetic())
        .collect();
    let word: String = word.chars().rev().collect::<String>().to_ascii_lowercase();
    matches!(
        word.as_str(),
        "javascript" | "vbscript" | "data" | "mailto" | "xmpp" | "file"
    )
}

trait Flat {
    /// The text on one line, its runs of ASCII white space as one blank.
    fn split_whitespace_ascii(&self) -> String;
}

impl Flat for str {
    fn split_whitespace_ascii(&self) -> String {
        self.split(|c: char| c.is_ascii_whitespace())
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// Text as a double-quoted YAML (and JSON) scalar, without a character HTML would read.
pub fn yaml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in clean(text).chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '<' | '>' | '&' | '`' => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

/// The address, if it is one a document may link to: `https:` or `http:`, without blanks or quotes.
pub fn link(address: &str) -> Option<&str> {
    let scheme_end = address.find("://")?;
    let scheme = &address[..scheme_end];
    let known = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let plain = address.chars().all(|c| {
        !is_hostile(c) && !c.is_whitespace() && !matches!(c, '"' | '\'' | '<' | '>' | '`' | '\\')
    });
    (known && plain && address.len() > scheme_end + 3 && address.len() < 2_000).then_some(address)
}

/// The language code, if it looks like one (BCP 47: letters, then parts of letters and digits).
pub fn language(code: &str) -> Option<&str> {
    let mut parts = code.split('-');
    let first = parts.next()?;
    let primary = (2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic());
    let others = parts.all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    (primary && others && code.len() <= 20).then_some(code)
}

/// The picture, if it is a `data:` address of an image kind a page may show.
pub fn picture(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("data:image/")?;
    let (kind, body) = rest.split_once(";base64,")?;
    let known = matches!(kind, "png" | "jpeg" | "gif" | "webp" | "svg+xml");
    let plain = body
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='));
    (known && plain && !body.is_empty()).then_some(address)
}

/// An SVG document as a `data:` address: a picture cannot run anything nor clash with the page.
pub fn svg_address(svg: &str) -> String {
    format!("data:image/svg+xml;base64,{}", BASE64_STANDARD.encode(svg))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_leaves_nothing_that_opens_a_tag_or_closes_an_attribute() {
        assert_eq!(
            markup("<a href=\"x\" on='y'>&`"),
            "&lt;a href=&quot;x&quot; on=&#39;y&#39;&gt;&amp;&#96;"
        );
    }

    #[test]
    fn markdown_from_outside_is_text() {
        assert_eq!(
            markdown("# a *b* [c](javascript:alert(1)) ![d](e)"),
            "\\# a \\*b\\* \\[c\\](javascript\\:alert(1)) !\\[d\\](e)".replace("!\\[", "\\!\\[")
        );
        assert_eq!(markdown("- item\n\n1. x"), "\\- item 1. x");
        assert_eq!(markdown("1. x"), "1\\. x");
        assert_eq!(
            markdown("see https://x.y www.x.y"),
            "see https\\://x.y www\\.x.y"
        );
        assert_eq!(markdown("18-25, 3.5"), "18-25, 3.5");
    }

    #[test]
    fn invisible_characters_that_turn_text_around_are_dropped() {
        assert_eq!(clean("a\u{202E}b\u{2066}c\u{0}d\u{200F}e\u{FEFF}"), "abcde");
        assert_eq!(clean("👩\u{200D}👧"), "👩\u{200D}👧");
    }

    #[test]
    fn piled_up_marks_and_endless_texts_are_cut() {
        let zalgo: String = std::iter::once('a')
            .chain(std::iter::repeat_n('\u{0301}', 50))
            .collect();
        assert_eq!(clean(&zalgo).chars().count(), 1 + MOST_MARKS);
        assert_eq!(clean(&"é".repeat(70_000)).chars().count(), LONGEST + 1);
    }

    #[test]
    fn only_web_addresses_are_linked() {
        assert!(link("https://example.org/a?b=c").is_some());
        for bad in [
            "javascript:alert(1)",
            " https://x",
            "data:text/html,x",
            "JaVaScRiPt://x%0aalert(1)",
            "https://",
            "https://x\" onload=",
        ] {
            assert!(link(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn only_language_codes_mark_a_language() {
        assert!(
            ["fr", "en-GB", "zh-Hant-TW"]
                .iter()
                .all(|code| language(code).is_some())
        );
        assert!(
            ["", "f", "fr\"", "french!", "@x"]
                .iter()
                .all(|code| language(code).is_none())
        );
    }

    #[test]
    fn pictures_are_images_in_base64_only() {
        assert!(picture("data:image/png;base64,aGk=").is_some());
        assert!(picture("data:text/html;base64,aGk=").is_none());
        assert!(picture("data:image/png;base64,\"x").is_none());
        assert!(picture("https://example.org/x.png").is_none());
    }
}
