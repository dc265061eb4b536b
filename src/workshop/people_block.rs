//! The `people:` block of a persona file, exchanged without touching the rest.
//!
//! People edit these files too: what stands outside the block is kept byte for byte, and comments
//! inside it are kept at its head.

use crate::persona::{PeopleBlock, Persona, PersonaError};

/// The text of a persona file with another people block.
pub(super) fn exchange(
    text: &str,
    file: &str,
    people: &PeopleBlock,
) -> Result<String, PersonaError> {
    let mut persona = Persona::from_yaml(text, file)?;
    persona.people = people.clone();
    let written = persona.to_yaml()?;
    let (_, fresh, _) = parts(&written);
    let (before, old, after) = parts(text);
    let mut out = before.to_owned();
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    for comment in comments(old) {
        out.push_str(&comment);
        out.push('\n');
    }
    out.push_str(fresh);
    if !out.ends_with('\n') {
        out.push('\n');
    }
    out.push_str(after);
    // What was put together must say what was meant, and nothing else may have changed.
    match Persona::from_yaml(&out, file) {
        Ok(read) if read == persona => Ok(out),
        _ => Ok(written),
    }
}

/// What stands before the block, the block, and what stands after it.
fn parts(text: &str) -> (&str, &str, &str) {
    let mut at = 0;
    let (mut start, mut end) = (None, text.len());
    for line in text.split_inclusive('\n') {
        let top = line.starts_with(|c: char| !c.is_whitespace() && c != '#' && c != '-');
        if start.is_none() && line.starts_with("people:") {
            start = Some(at);
        } else if start.is_some() && top {
            end = at;
            break;
        }
        at += line.len();
    }
    let start = start.unwrap_or(text.len());
    (&text[..start], &text[start..end], &text[end..])
}

/// Comments of a block, block texts left alone: a `#` in a story is part of it.
pub(super) fn comments(block: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut inside: Option<usize> = None;
    for line in block.lines() {
        let indent = line.len() - line.trim_start().len();
        if inside.is_some_and(|start| indent <= start && !line.trim().is_empty()) {
            inside = None;
        }
        if inside.is_some() {
            continue;
        }
        if let Some(at) = comment_of(line) {
            found.push(line[at..].trim_end().to_owned());
        }
        let value = line.split_once(": ").map_or("", |(_, value)| value);
        if value.starts_with(['|', '>']) {
            inside = Some(indent);
        }
    }
    found
}

/// Where the comment of a line begins: a `#` after a blank, outside quotes.
fn comment_of(line: &str) -> Option<usize> {
    let (mut quote, mut blank) = (None, true);
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (None, '#') if blank => return Some(at),
            (None, '\'' | '"') if blank => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
        blank = c.is_whitespace() || matches!(c, '[' | ',' | '{');
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# ours\nslug: lea\nname: Léa   # the machine's\nshare: 0.25\nn: 40\ncoverage: { all: 1, three_quarters: 2, base: 40 }\nstatements: []\npeople:\n  # ask Nora\n  story: |\n    # not a comment\n    oui\n  notes: 'a # b' # a word\n";

    fn people(name: &str) -> PeopleBlock {
        PeopleBlock {
            name: Some(name.to_owned()),
            story: Some("Elle dit :\npeople: non".to_owned()),
            ..PeopleBlock::default()
        }
    }

    #[test]
    fn what_is_outside_the_block_stays_byte_for_byte_and_comments_stay() {
        let out = exchange(FILE, "lea.yaml", &people("Lou")).expect("a file");
        let head = FILE.split("people:").next().expect("a head");
        assert!(out.starts_with(head), "{out}");
        assert!(out.contains("# ask Nora\n# a word\npeople:\n"), "{out}");
        assert!(!out.contains("# not a comment"), "{out}");
        let read = Persona::from_yaml(&out, "lea.yaml").expect("a persona");
        assert_eq!(read.people, people("Lou"));
    }

    #[test]
    fn a_file_without_a_block_gets_one_and_one_with_more_behind_keeps_it() {
        let (head, _) = FILE.split_once("people:").expect("a block");
        let out = exchange(head, "lea.yaml", &people("Lou")).expect("a file");
        assert!(out.starts_with(head));
        let turned = "people: { name: Lo }\nslug: lea\nshare: 0.25\nn: 40\ncoverage: { all: 1, three_quarters: 2, base: 40 }\n";
        let out = exchange(turned, "lea.yaml", &people("Lou")).expect("a file");
        assert!(out.ends_with("base: 40 }\n"), "{out}");
        let read = Persona::from_yaml(&out, "lea.yaml").expect("a persona");
        assert_eq!(read.people, people("Lou"));
    }

    #[test]
    fn taking_everything_back_leaves_an_empty_block() {
        let out = exchange(FILE, "lea.yaml", &PeopleBlock::default()).expect("a file");
        let read = Persona::from_yaml(&out, "lea.yaml").expect("a persona");
        assert!(read.people.is_empty());
    }
}
