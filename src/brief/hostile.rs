//! Hostile text in every sink: shown as text, in every format.

use super::fixture::{HOSTILE, poisoned};
use super::{Lang, Templates, render};

/// Tags our own templates write: any other in a page came from the data.
const TAGS: &[&str] = &[
    "a",
    "article",
    "aside",
    "b",
    "bdi",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "circle",
    "code",
    "datalist",
    "dd",
    "desc",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "g",
    "h1",
    "h2",
    "h3",
    "h4",
    "head",
    "header",
    "html",
    "i",
    "img",
    "input",
    "label",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "path",
    "rect",
    "script",
    "section",
    "span",
    "strong",
    "style",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "text",
    "th",
    "thead",
    "title",
    "tr",
    "u",
    "ul",
    "!doctype",
];

/// Every start and end tag of a page, lower case, with its attributes.
fn tags(page: &str) -> Vec<String> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some(open) = rest.find('<') {
        rest = &rest[open + 1..];
        if rest.starts_with("script>") || rest.starts_with("style>") {
            let end = if rest.starts_with("script>") {
                "</script>"
            } else {
                "</style>"
            };
            rest = rest.find(end).map_or("", |at| &rest[at..]);
            continue;
        }
        let mut quoted = false;
        let end = rest.find(|c| {
            quoted ^= c == '"';
            c == '>' && !quoted
        });
        let end = end.unwrap_or(rest.len());
        tags.push(rest[..end].to_lowercase());
        rest = &rest[end..];
    }
    tags
}

/// What of a tag stands outside quotes.
fn unquoted(tag: &str) -> String {
    tag.split('"').step_by(2).collect()
}

/// Says what is wrong with a page, if anything.
fn wrong_markup(page: &str) -> Option<String> {
    for tag in tags(page) {
        let name: String = tag
            .trim_start_matches('/')
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '!')
            .collect();
        if !TAGS.contains(&name.as_str()) {
            return Some(format!("a tag <{name}>"));
        }
        let handlers = unquoted(&tag);
        let handler = handlers
            .split_whitespace()
            .any(|part| part.starts_with("on"));
        if handler {
            return Some(format!("a handler in <{tag}>"));
        }
        for address in ["href=\"", "src=\""] {
            let value = tag.split(address).nth(1).unwrap_or("");
            let known = ["#", "https://", "http://", "data:image/", "data:,", "\""];
            if tag.contains(address) && !known.iter().any(|start| value.starts_with(start)) {
                return Some(format!("an address in <{tag}>"));
            }
        }
    }
    None
}

/// Characters no document may hold.
fn invisible(text: &str) -> Option<char> {
    text.chars().find(|&c| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{2028}' | '\u{2029}')
    })
}

/// Says what is wrong with Markdown, if anything: tags, links, images, code, tables out of step.
fn wrong_markdown(text: &str) -> Option<String> {
    let body = text.splitn(3, "---\n").nth(2)?;
    let mut columns = None;
    for line in body.lines() {
        let plain = line.replace("\\\\", "");
        if plain.contains('<') {
            return Some(format!("markup in {line}"));
        }
        for (at, _) in plain.match_indices("](") {
            let ours = ["figures/", "personas/"];
            let escaped = plain[..at].ends_with('\\');
            if !escaped && !ours.iter().any(|start| plain[at + 2..].starts_with(start)) {
                return Some(format!("a link in {line}"));
            }
        }
        if plain.replace("\\`", "").contains('`') {
            return Some(format!("code in {line}"));
        }
        let bars = plain.replace("\\|", "").matches('|').count();
        if bars > 0 {
            if *columns.get_or_insert(bars) != bars {
                return Some(format!("a table out of step: {line}"));
            }
        } else {
            columns = None;
        }
    }
    None
}

fn check(text: &str, lang: Lang) {
    let documents = render(&poisoned(text), &Templates::default(), lang).expect("documents");
    for (name, document) in &documents.files {
        assert_eq!(invisible(document), None, "{name} of {text:?}");
        let wrong = if name.split('.').next_back() == Some("md") {
            wrong_markdown(document)
        } else {
            wrong_markup(document)
        };
        assert_eq!(wrong, None, "{name} of {text:?}");
    }
    let front = documents.files["brief.md"]
        .split("---\n")
        .nth(1)
        .unwrap_or("");
    let front: serde_json::Value = crate::yaml::read(front).expect("front matter");
    assert!(front.get("title").is_some_and(serde_json::Value::is_string));
}

#[test]
fn hostile_words_are_text_in_every_format() {
    for (text, lang) in HOSTILE.iter().zip(Lang::ALL.iter().cycle()) {
        check(text, *lang);
    }
}

#[test]
fn the_poison_reaches_every_chapter_as_text() {
    let data = poisoned("<script>alert(1)</script>");
    let documents = render(&data, &Templates::default(), Lang::En).expect("documents");
    let page = &documents.files["brief.html"];
    let shown = "&lt;script&gt;alert(1)&lt;/script&gt;";
    for anchor in [
        "director",
        "since",
        "personas",
        "typing",
        "network",
        "people",
        "outreach",
        "community",
        "method",
    ] {
        let at = page
            .find(&format!("<section id=\"{anchor}\""))
            .expect("a chapter");
        let rest = &page[at + 40..];
        let chapter = &rest[..rest.find("class=\"chapter").unwrap_or(rest.len())];
        assert!(chapter.contains(shown), "{anchor}");
    }
    assert!(documents.files["figures/network.svg"].contains("&lt;script"));
    assert!(documents.files["questionnaire.md"].contains("&lt;script"));
}

#[test]
fn very_long_words_are_cut_where_they_would_break_the_page() {
    check(&"x".repeat(70_000), Lang::Fr);
    check(&"🦊".repeat(16_384), Lang::En);
}

#[cfg(feature = "long-tests")]
#[test]
fn the_big_list_of_naughty_strings_is_text_in_every_format() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/blns/blns.json");
    let file = std::env::var("ENTOURAGE_BLNS").unwrap_or_else(|_| file.to_owned());
    let Ok(text) = std::fs::read_to_string(&file) else {
        println!("skipped: no list of naughty strings at ../shared/data/blns");
        return;
    };
    let strings: Vec<String> = serde_json::from_str(&text).expect("a list");
    assert!(strings.len() > 400);
    for (text, lang) in strings.iter().zip(Lang::ALL.iter().cycle()) {
        check(text, *lang);
    }
}
