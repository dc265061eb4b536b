//! The middle form of a log: its tables as CSV, one after another, and its manifest.

use std::fmt::Write as _;

use crate::interaction::middle::{
    ALIASES, Count, EVENTS, Entry, Form, LABELS, OBJECTS, ONE, PEOPLE, PLATFORMS, POSTS, SHARES,
    Shape, TERMS, TIES,
};
use crate::interaction::{Findings, FixedTies, Log, NO_TIME, NONE};
use crate::network::fixed;

/// A table in the making: rows of text cells.
type Rows<'a> = Box<dyn FnMut(&mut Vec<String>) -> bool + 'a>;

/// One table of a form: its name and a writer that fills rows until there is none left.
pub struct Table<'a> {
    /// What it holds.
    pub shape: Shape,
    rows: Rows<'a>,
}

/// The tables of a log as single interactions.
pub fn events(log: &Log) -> Vec<Table<'_>> {
    let mut tables = vec![table(EVENTS, &log.events, |_, event, row| {
        let weight = fixed(f64::from(event.weight), 1.0);
        row.push(event.source.to_string());
        row.push(maybe(event.target));
        row.push((event.kind as u8).to_string());
        row.push(time(event.time));
        row.push(maybe(event.object));
        row.push(if weight == ONE {
            String::new()
        } else {
            weight.to_string()
        });
        row.push(event.platform.to_string());
        row.push(maybe(event.post));
    })];
    tables.extend(dictionaries(log));
    tables.push(objects(log));
    tables.push(posts(log));
    tables.push(texts(TERMS, log.terms.iter()));
    tables.push(texts(LABELS, log.labels.iter()));
    tables.push(table(SHARES, &log.shares, |_, share, row| {
        row.push(share.person.to_string());
        row.push(share.object.to_string());
        row.push(time(share.time));
    }));
    tables
}

/// The tables of a log as ties.
pub fn ties<'a>(log: &'a Log, ties: &'a FixedTies) -> Vec<Table<'a>> {
    let mut tables = vec![table(TIES, &ties.rows, |_, tie, row| {
        row.push(tie.source.to_string());
        row.push(maybe(tie.target));
        row.push((tie.kind as u8).to_string());
        row.push(tie.weight.to_string());
        row.push(time(tie.first));
        row.push(time(tie.last));
        row.push(tie.count.to_string());
        row.push(tie.strongest.to_string());
    })];
    tables.extend(dictionaries(log));
    tables
}

fn dictionaries(log: &Log) -> [Table<'_>; 3] {
    let people = table(PEOPLE, &log.accounts, |number, account, row| {
        row.push(number.to_string());
        row.push(log.people.key(number).to_owned());
        row.push(account.label.clone());
        row.push(account.platforms.clone());
        row.push(account.followers.map_or(String::new(), |n| n.to_string()));
        row.push(account.profile_url.clone());
    });
    let aliases = table(ALIASES, &log.alias_people, |number, person, row| {
        row.push(log.aliases.key(number).to_owned());
        row.push(person.to_string());
    });
    [people, texts(PLATFORMS, log.platforms.iter()), aliases]
}

fn objects(log: &Log) -> Table<'_> {
    table(OBJECTS, &log.object_authors, |number, &author, row| {
        row.push(number.to_string());
        row.push(log.objects.key(number).to_owned());
        row.push(maybe(author));
    })
}

fn posts(log: &Log) -> Table<'_> {
    let numbers = |all: &[u32], range: (u32, u32)| {
        let own = all.get(range.0 as usize..range.1 as usize);
        let words: Vec<String> = own.unwrap_or_default().iter().map(u32::to_string).collect();
        words.join(" ")
    };
    table(POSTS, &log.posts, move |number, post, row| {
        row.push(number.to_string());
        row.push(maybe(post.author));
        row.push(maybe(post.object));
        row.push(maybe(post.answers));
        row.push(time(post.time));
        row.push(match post.lang {
            [0, 0] => String::new(),
            lang => String::from_utf8_lossy(&lang).into_owned(),
        });
        row.push(if post.sentiment == i8::MIN {
            String::new()
        } else {
            post.sentiment.to_string()
        });
        row.push(u8::from(post.question).to_string());
        row.push(u8::from(post.repost).to_string());
        row.push(post.platform.to_string());
        row.push(numbers(&log.post_terms, post.terms));
        row.push(numbers(&log.post_labels, post.labels));
    })
}

fn texts<'a>(shape: Shape, mut texts: impl Iterator<Item = &'a str> + 'a) -> Table<'a> {
    let mut number = 0u32;
    let rows = move |row: &mut Vec<String>| {
        let Some(text) = texts.next() else {
            return false;
        };
        row.push(number.to_string());
        row.push(text.to_owned());
        number += 1;
        true
    };
    Table {
        shape,
        rows: Box::new(rows),
    }
}

fn table<'a, T>(
    shape: Shape,
    all: &'a [T],
    fill: impl Fn(u32, &'a T, &mut Vec<String>) + 'a,
) -> Table<'a> {
    let mut each = all.iter().zip(0u32..);
    let rows = move |row: &mut Vec<String>| {
        let Some((one, number)) = each.next() else {
            return false;
        };
        fill(number, one, row);
        true
    };
    Table {
        shape,
        rows: Box::new(rows),
    }
}

fn maybe(number: u32) -> String {
    if number == NONE {
        String::new()
    } else {
        number.to_string()
    }
}

fn time(time: i64) -> String {
    if time == NO_TIME {
        String::new()
    } else {
        time.to_string()
    }
}

impl Table<'_> {
    /// The table as RFC 4180 text, and what the manifest says of it.
    pub fn csv(mut self, form: Form) -> (Vec<u8>, Entry) {
        let mut text = self.shape.columns.join(",");
        text.push('\n');
        let mut count = Count::default();
        let mut row = Vec::new();
        while (self.rows)(&mut row) {
            count.add(&self.shape, row.iter().map(String::as_str));
            for (place, cell) in row.iter().enumerate() {
                if place > 0 {
                    text.push(',');
                }
                if cell.contains([',', '"', '\n', '\r']) {
                    let _ = write!(text, "\"{}\"", cell.replace('"', "\"\""));
                } else {
                    text.push_str(cell);
                }
            }
            text.push('\n');
            row.clear();
        }
        (text.into_bytes(), Entry::of(form, &self.shape, &count))
    }

    /// The table as Parquet, and what the manifest says of it.
    #[cfg(feature = "parquet")]
    pub fn parquet(mut self, form: Form) -> Result<(Vec<u8>, Entry), String> {
        let mut count = Count::default();
        let mut rows = Vec::new();
        let mut row = Vec::new();
        while (self.rows)(&mut row) {
            count.add(&self.shape, row.iter().map(String::as_str));
            rows.push(std::mem::take(&mut row));
        }
        let bytes = crate::interaction::middle::parquet::write(&self.shape, &rows)
            .map_err(|error| error.to_string())?;
        Ok((bytes, Entry::of(form, &self.shape, &count)))
    }
}

/// The manifest: one line a table, the main one with what is known of the whole log.
pub fn manifest(
    mut entries: Vec<Entry>,
    log: &Log,
    findings: &Findings,
    ties: Option<&FixedTies>,
) -> Vec<u8> {
    if let Some(main) = entries.first_mut() {
        main.self_ties = Some(log.self_ties);
        main.duplicates = Some(log.duplicates);
        main.left_out = Some(log.left_out);
        main.unresolved = Some(findings.unresolved);
        main.unmatched = Some(findings.unmatched);
        if let Some(ties) = ties {
            main.as_of = ties.as_of;
            main.earliest = ties.earliest;
            main.half_life = ties.half_life;
            main.wild_times = Some(ties.wild_times);
        }
    }
    let lines = entries.iter().map(|entry| {
        // Plain structs of texts and finite numbers always are JSON.
        serde_json::to_string(entry).unwrap_or_default() + "\n"
    });
    lines.collect::<String>().into_bytes()
}
