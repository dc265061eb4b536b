//! The difference of two runs as text, as data and as a page of its own.

use crate::brief::{Catalogue, Lang};
use crate::error::Error;
use crate::persona::{Fate, PersonaChange, Refit, Share, StatementChange};
use crate::report::{Difference, Note, Window};

use super::diff::{RankChange, RunDiff, RunName};

/// A chapter: its title, sentences, and a table (header first) that may be empty.
struct Chapter {
    title: String,
    lines: Vec<String>,
    table: Vec<Vec<String>>,
}

/// The difference as JSON.
///
/// # Errors
/// None in practice: all numbers in it are finite.
pub fn diff_json(diff: &RunDiff) -> Result<Vec<u8>, Error> {
    let mut bytes = serde_json::to_vec_pretty(diff)
        .map_err(|error| Error::usage(format!("the difference cannot be written: {error}")))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The difference as text for a terminal; control characters of names are left out.
pub fn diff_text(diff: &RunDiff) -> String {
    let mut text = String::new();
    for chapter in chapters(diff) {
        text.push_str(&format!("{}\n", chapter.title));
        for line in &chapter.lines {
            text.push_str(&format!("  {line}\n"));
        }
        let width = |column: usize| {
            let cells = chapter.table.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        for row in &chapter.table {
            let cells = row.iter().enumerate().map(|(column, cell)| {
                format!("{cell}{}", " ".repeat(width(column) - cell.chars().count()))
            });
            let line = cells.collect::<Vec<_>>().join("  ");
            text.push_str(format!("  {line}").trim_end());
            text.push('\n');
        }
        text.push('\n');
    }
    text.retain(|c| c == '\n' || !c.is_control());
    text
}

/// The difference as one self-contained page; everything that comes from data is escaped.
pub fn diff_page(diff: &RunDiff) -> String {
    let mut page = String::from(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>What moved between two runs</title>\n<style>\n\
         body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;\
         color:#1c1b1a;background:#fff}\n\
         table{border-collapse:collapse;display:block;overflow-x:auto}\n\
         th,td{text-align:left;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #d8d4cf}\n\
         @media(prefers-color-scheme:dark){body{color:#eee;background:#1c1b1a}th,td{border-color:#555}}\n\
         </style>\n</head>\n<body>\n<main>\n<h1>What moved between two runs</h1>\n",
    );
    for chapter in chapters(diff) {
        page.push_str(&format!("<h2>{}</h2>\n", escape(&chapter.title)));
        for line in &chapter.lines {
            page.push_str(&format!("<p dir=\"auto\">{}</p>\n", escape(line)));
        }
        let Some((header, rows)) = chapter.table.split_first() else {
            continue;
        };
        page.push_str("<table>\n<thead><tr>");
        for cell in header {
            page.push_str(&format!("<th scope=\"col\">{}</th>", escape(cell)));
        }
        page.push_str("</tr></thead>\n<tbody>\n");
        for row in rows {
            page.push_str("<tr>");
            for cell in row {
                page.push_str(&format!("<td dir=\"auto\">{}</td>", escape(cell)));
            }
            page.push_str("</tr>\n");
        }
        page.push_str("</tbody>\n</table>\n");
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c if c.is_control() => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}

fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

fn chapters(diff: &RunDiff) -> Vec<Chapter> {
    let mut chapters = vec![Chapter {
        title: "Runs".to_owned(),
        lines: vec![
            format!("before: {}", named(&diff.before)),
            format!("after: {}", named(&diff.after)),
        ],
        table: Vec::new(),
    }];
    chapters.extend(personas(diff));
    chapters.extend(community(diff));
    chapters.extend(people(diff));
    chapters
}

fn named(run: &RunName) -> String {
    let mut parts = vec![run.title.clone()];
    if let Some(n) = run.respondents {
        parts.push(format!("{n} respondents"));
    }
    if let Some(verdict) = &run.verdict {
        let groups = run
            .segments
            .map_or(String::new(), |k| format!(", {k} groups"));
        parts.push(format!("verdict {verdict}{groups}"));
    }
    if let Some(n) = run.people {
        parts.push(format!("{n} people"));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

fn personas(diff: &RunDiff) -> Vec<Chapter> {
    let Some(waves) = &diff.personas else {
        return Vec::new();
    };
    let mut lines = vec![if waves.keep() {
        "verdict: keep the personas".to_owned()
    } else {
        "verdict: fit the personas anew".to_owned()
    }];
    lines.extend(waves.refit.iter().map(reason));
    if let Some(stayed) = waves.stayed {
        lines.push(format!(
            "of {} respondents of both runs, {} stayed with their persona",
            waves.respondents_in_both,
            percent(stayed)
        ));
    }
    let mut sizes = vec![row([
        "persona",
        "before",
        "after",
        "size",
        "statements moved",
    ])];
    sizes.extend(waves.personas.iter().map(size));
    let mut moved = vec![row(["persona", "statement", "before", "after", "what"])];
    for persona in &waves.personas {
        let told = |one: &&StatementChange| one.moved || one.fate != Fate::Kept;
        moved.extend(
            persona
                .statements
                .iter()
                .filter(told)
                .map(|one| statement(persona, one)),
        );
    }
    let mut chapters = vec![Chapter {
        title: "Personas".to_owned(),
        lines,
        table: sizes,
    }];
    if moved.len() > 1 {
        chapters.push(Chapter {
            title: "Statements".to_owned(),
            lines: Vec::new(),
            table: moved,
        });
    }
    chapters
}

fn reason(refit: &Refit) -> String {
    match refit {
        Refit::Gone(slug) => format!("{slug} is not found again"),
        Refit::New(slug) => format!("{slug} was not there before"),
        Refit::Moved {
            persona,
            moved,
            compared,
        } => format!("{persona}: {moved} of {compared} statements moved"),
        Refit::FewStayed => {
            "fewer than half of the respondents stayed with their persona".to_owned()
        }
    }
}

fn size(change: &PersonaChange) -> Vec<String> {
    let interval = |share: &Share| {
        let (low, high) = (percent(share.low), percent(share.high));
        format!("{} ({low} to {high})", percent(share.share))
    };
    let name = if change.before == change.after {
        change.after.clone()
    } else {
        format!("{} → {}", change.before, change.after)
    };
    let moved = change.statements.iter().filter(|one| one.moved).count();
    let size = if change.size_moved {
        "moved"
    } else {
        "no sure change"
    };
    vec![
        name,
        interval(&change.share_before),
        interval(&change.share_after),
        size.to_owned(),
        format!("{moved} of {}", change.statements.len()),
    ]
}

fn statement(persona: &PersonaChange, one: &StatementChange) -> Vec<String> {
    let value = |value: Option<f64>| match (value, &one.level) {
        (None, _) => "–".to_owned(),
        (Some(share), Some(_)) => percent(share),
        (Some(mean), None) => format!("{mean:.2}"),
    };
    let what = match (one.fate, one.moved) {
        (Fate::Kept, _) => "moved",
        (Fate::Gained, true) => "gained, and moved",
        (Fate::Gained, false) => "gained",
        (Fate::Lost, true) => "lost, and moved",
        (Fate::Lost, false) => "lost",
    };
    let level = one
        .level
        .as_ref()
        .map_or(String::new(), |level| format!(" = {level}"));
    vec![
        persona.after.clone(),
        format!("{}{level}", one.attribute),
        value(one.before),
        value(one.after),
        what.to_owned(),
    ]
}

fn community(diff: &RunDiff) -> Vec<Chapter> {
    let Some(found) = &diff.community else {
        return Vec::new();
    };
    let mut lines = vec![format!("{} against {}", found.after, found.before)];
    if !found.comparable {
        lines.push("the periods are not of one length: their numbers do not compare".to_owned());
    }
    let windows = [(&found.opened, "new"), (&found.closed, "no more")];
    for (windows, what) in windows {
        for window in windows {
            lines.push(format!(
                "hours when the community waits, {what}: {}",
                hours(window)
            ));
        }
    }
    let terms = [
        (&found.subjects_gained, "new"),
        (&found.subjects_lost, "gone"),
    ];
    for (terms, what) in terms {
        if !terms.is_empty() {
            lines.push(format!("subjects, {what}: {}", terms.join(", ")));
        }
    }
    let state = |on: Option<bool>| match on {
        Some(true) => "on track",
        Some(false) => "not on track",
        None => "cannot be said",
    };
    for one in &found.objectives {
        lines.push(format!(
            "{}: {}, was {}",
            one.name,
            state(one.after),
            state(one.before)
        ));
    }
    if let Some(moved) = &found.answered_share {
        lines.push(format!("mentions answered: {}", points(moved)));
    }
    for (notes, what) in [(&found.notes_gained, "now"), (&found.notes_lost, "no more")] {
        lines.extend(notes.iter().map(|&note| format!("{what}: {}", told(note))));
    }
    let mut table = vec![row(["indicator", "before", "after", "change"])];
    let number = |value: f64| format!("{}", (value * 1000.0).round() / 1000.0);
    for one in &found.indicators {
        table.push(vec![
            one.indicator.clone(),
            number(one.before),
            number(one.after),
            one.change.map_or("–".to_owned(), |change| {
                format!("{:+.1} %", change * 100.0)
            }),
        ]);
    }
    let mut chapters = vec![Chapter {
        title: "Community".to_owned(),
        lines,
        table,
    }];
    if !found.moments.is_empty() {
        let mut table = vec![row(["moment", "before", "after", "difference"])];
        table.extend(found.moments.iter().map(|one| {
            vec![
                moment(&one.moment),
                percent(one.before),
                percent(one.after),
                one.difference.as_ref().map_or("–".to_owned(), points),
            ]
        }));
        chapters.push(Chapter {
            title: "Share of mentions answered, by moment".to_owned(),
            lines: Vec::new(),
            table,
        });
    }
    chapters
}

/// "Saturday, 18 to 22 h: 177 unanswered (18.3 %)".
fn hours(window: &Window) -> String {
    const DAYS: [&str; 8] = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "public holidays",
    ];
    format!(
        "{}, {} to {} h: {} unanswered ({})",
        DAYS[usize::from(window.weekday).min(7)],
        window.from,
        window.to,
        window.unanswered,
        percent(window.share)
    )
}

/// A difference of shares with its interval, and whether chance alone would do.
fn points(moved: &Difference) -> String {
    let signed = |share: f64| format!("{:+.1}", share * 100.0);
    let chance = moved.low <= 0.0 && moved.high >= 0.0;
    format!(
        "{} points ({} to {}){}",
        signed(moved.difference),
        signed(moved.low),
        signed(moved.high),
        if chance { ": may be chance" } else { "" }
    )
}

/// A moment in the words of the documents.
fn moment(name: &str) -> String {
    in_words(&format!("moment.{name}")).unwrap_or_else(|| name.to_owned())
}

/// A note in the words of the documents.
fn told(note: Note) -> String {
    let name = serde_json::to_value(note).unwrap_or_default();
    let name = name.as_str().unwrap_or_default();
    let key = match note {
        Note::NoBrand => "community.no_brand".to_owned(),
        _ => format!("community.note.{name}"),
    };
    in_words(&key).unwrap_or_else(|| name.to_owned())
}

fn in_words(key: &str) -> Option<String> {
    let words = Catalogue::load(Lang::En).ok()?;
    words.find(key, &[])
}

fn people(diff: &RunDiff) -> Option<Chapter> {
    let found = diff.people.as_ref()?;
    let moved: Vec<&RankChange> = found
        .people
        .iter()
        .filter(|one| one.before != one.after)
        .collect();
    let lines = vec![format!(
        "by {}: {} of the first {} were among the first {} before; {} changed place",
        found.measure,
        found.in_both,
        found.first,
        found.first,
        moved.len()
    )];
    let rank = |rank: Option<usize>| rank.map_or("–".to_owned(), |rank| rank.to_string());
    let mut table = vec![row(["person", "before", "after", "sure"])];
    table.extend(moved.iter().map(|one| {
        let sure = match one.sure {
            Some(true) => "yes",
            Some(false) => "no: the intervals overlap",
            None => "–",
        };
        let name = if one.label.is_empty() {
            &one.id
        } else {
            &one.label
        };
        vec![
            name.clone(),
            rank(one.before),
            rank(one.after),
            sure.to_owned(),
        ]
    }));
    Some(Chapter {
        title: "People".to_owned(),
        lines,
        table: if moved.is_empty() { Vec::new() } else { table },
    })
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}
