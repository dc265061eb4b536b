//! The project file that `init` writes: the keys the files call for, with comments in words.

use std::collections::BTreeMap;

use super::init::{CODEBOOK, Inputs, SCHEMA, Spoken, wave};
use crate::brief::{Catalogue, Lang};
use crate::interaction::{ColumnMap, Log, NONE};
use crate::table::Reading;

/// Accounts proposed for the brand's.
const PROPOSED: usize = 3;
/// Where comments begin, so that they stand below each other.
const COMMENTS: usize = 34;

/// A line with a comment behind it.
fn told(line: &str, comment: &str) -> String {
    let gap = COMMENTS.saturating_sub(line.chars().count()).max(2);
    format!("{line}{}# {comment}\n", " ".repeat(gap))
}

/// The text of the project file.
pub(super) fn project_file(
    inputs: &Inputs,
    audience: Option<&Reading>,
    log: Option<&Log>,
    words: &Catalogue,
) -> String {
    let lang = words.lang();
    let mut text = format!(
        "# yaml-language-server: $schema=./{SCHEMA}\n# {}\n# {}\ntitle: {}\n",
        words.word("init.head"),
        words.word("init.head.more"),
        quoted(&title(inputs)),
    );
    let language = format!("language: {}", lang.code());
    text.push_str(&told(&language, &words.word("init.language")));
    let zone = match lang {
        Lang::Fr => "time_zone: Europe/Paris",
        Lang::En => "time_zone: UTC",
    };
    text.push_str(&told(zone, &words.word("init.time_zone")));
    if let Some(reading) = audience {
        audience_block(&mut text, inputs, reading, words);
    }
    if let Some(log) = log {
        log_block(&mut text, inputs, log, words);
    }
    text.push_str("privacy:\n");
    text.push_str(&told("  for: team", &words.word("init.readers")));
    text.push_str(&format!("  retention: {}\n", words.word("init.retention")));
    let controller = words.word("init.controller");
    text.push_str(&told("  # controller: \"\"", &controller));
    text.push_str("  # purpose: \"\"\n  # basis: \"\"\n");
    text
}

fn audience_block(text: &mut String, inputs: &Inputs, reading: &Reading, words: &Catalogue) {
    text.push_str("audience:\n");
    match &inputs.tables[..] {
        [table] => text.push_str(&format!("  file: {}\n", quoted(&table.file))),
        waves => {
            text.push_str("  files:\n");
            for table in waves {
                text.push_str(&format!(
                    "    - {{ file: {}, wave: {} }}\n",
                    quoted(&table.file),
                    quoted(&wave(&table.file))
                ));
            }
        }
    }
    let codebook = format!("  codebook: {CODEBOOK}");
    text.push_str(&told(&codebook, &words.word("init.codebook")));
    let report = &reading.report;
    let column = words.word("init.column");
    let mut found = |name: &str, found: Option<&str>, key: &str| {
        let (value, comment) = match found {
            Some(found) => (quoted(found), words.word("init.found")),
            None => (column.clone(), words.word(key)),
        };
        text.push_str(&told(&format!("  # {name}: {value}"), &comment));
    };
    found("id", report.id.as_deref(), "init.id");
    let weight = report.weight.as_ref().map(|weight| weight.column.as_str());
    found("weight", weight, "init.weight");
    found("handle", None, "init.handle");
    let quotes = format!("  # quotes: {{ column: {column}, consent: {column} }}");
    text.push_str(&told(&quotes, &words.word("init.quotes")));
}

fn log_block(text: &mut String, inputs: &Inputs, log: &Log, words: &Catalogue) {
    text.push_str("interactions:\n  files:\n");
    for input in &inputs.logs {
        match &input.map {
            None => text.push_str(&told(
                &format!("    - {}", quoted(&input.file)),
                &input.source,
            )),
            Some(map) => {
                text.push_str(&format!("    # {}\n", words.word("init.map")));
                text.push_str(&format!(
                    "    - {{ file: {}, format: {{ {} }} }}\n",
                    quoted(&input.file),
                    columns(map)
                ));
            }
        }
    }
    let most = most_acted_on(log);
    if most.is_empty() {
        let brand = format!("  # brand: [{}]", quoted(&words.word("init.account")));
        text.push_str(&told(&brand, &words.word("init.brand")));
    } else {
        let names: Vec<String> = most.iter().map(|name| quoted(name)).collect();
        let told = words.text("init.brand.most", &[("names", names.join(", ").into())]);
        text.push_str(&format!("  # {told}\n  # brand: [{}]\n", names[0]));
    }
    text.push_str(&told("  # staff: []", &words.word("init.staff")));
    let outreach = words.word("init.outreach");
    text.push_str(&told("# outreach: { size: 20 }", &outreach));
}

/// A column map in the words of the project file.
fn columns(map: &ColumnMap) -> String {
    let fields = [
        ("source", &map.source),
        ("target", &map.target),
        ("kind", &map.kind),
        ("time", &map.time),
        ("weight", &map.weight),
        ("text", &map.text),
        ("object", &map.object),
        ("id", &map.id),
        ("url", &map.url),
        ("language", &map.language),
        ("sentiment", &map.sentiment),
        ("labels", &map.labels),
        ("platform", &map.platform),
    ];
    let named = fields
        .iter()
        .filter_map(|(field, column)| Some(format!("{field}: {}", quoted(column.as_ref()?))));
    named.collect::<Vec<_>>().join(", ")
}

/// A YAML text in double quotes: JSON's escapes are YAML's.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_else(|_| "\"\"".to_owned())
}

fn title(inputs: &Inputs) -> String {
    let first = inputs
        .tables
        .first()
        .map(|table| &table.file)
        .or(inputs.logs.first().map(|log| &log.file));
    let name = first.map_or(String::new(), |file| wave(file));
    name.replace(['_', '-'], " ")
}

/// The language asked for, else that of the files, else another.
pub(super) fn spoken(lang: Spoken, audience: Option<&Reading>, log: Option<&Log>) -> Lang {
    lang.asked
        .or_else(|| written(audience, log))
        .unwrap_or(lang.otherwise)
}

/// The language most of what people wrote is in, where it is one of ours and there is enough of it.
fn written(audience: Option<&Reading>, log: Option<&Log>) -> Option<Lang> {
    let asked = audience.map_or(String::new(), |reading| {
        let texts = reading
            .table
            .attributes
            .iter()
            .flat_map(|one| std::iter::once(&one.question).chain(&one.levels));
        texts.map(String::as_str).collect::<Vec<_>>().join(". ")
    });
    // A few names of columns sound like any language: accents tell French apart.
    let accents = asked.contains(['é', 'è', 'ê', 'à', 'ç', 'ù', 'œ']);
    if let Some(found) = whatlang::detect(&asked) {
        match found.lang() {
            whatlang::Lang::Fra if accents || found.is_reliable() => return Some(Lang::Fr),
            whatlang::Lang::Eng if found.is_reliable() => return Some(Lang::En),
            _ => {}
        }
    }
    let mut counts: BTreeMap<[u8; 2], u64> = BTreeMap::new();
    for post in log
        .iter()
        .flat_map(|log| &log.posts)
        .filter(|post| post.lang != [0, 0])
    {
        *counts.entry(post.lang).or_default() += 1;
    }
    let (lang, _) = counts.iter().max_by_key(|(_, count)| **count)?;
    std::str::from_utf8(lang).ok().and_then(Lang::of)
}

/// Labels of the accounts most people act on.
fn most_acted_on(log: &Log) -> Vec<String> {
    let mut endorsers = vec![0u64; log.people.len()];
    let mut last = (NONE, NONE);
    // Events are ordered by source and target: each pair counts once.
    for event in log.events.iter().filter(|event| event.target != NONE) {
        if (event.source, event.target) != last {
            last = (event.source, event.target);
            endorsers[event.target as usize] += 1;
        }
    }
    let mut people: Vec<u32> = (0..endorsers.len() as u32)
        .filter(|&person| endorsers[person as usize] > 1)
        .collect();
    people.sort_by_key(|&person| (std::cmp::Reverse(endorsers[person as usize]), person));
    people.truncate(PROPOSED);
    people
        .iter()
        .map(|&person| log.people.key(person).to_owned())
        .collect()
}
