//! How an audience table was read, in words.

use super::check::{Checked, Section, accounts, listed, reasons};
use super::name_of;
use crate::brief::{Catalogue, Fill, number};
use crate::segment::Settings;
use crate::table::{ColumnReport, FileReport, Kind, Odd, Oddity, Report, Role};

/// Characters of levels shown for a column, and levels at most.
const SHOWN: usize = 110;
const LEVELS: usize = 8;
/// Places named for one oddity.
const PLACES: usize = 3;

/// Says how a table was read.
pub(super) fn table_report(checked: &mut Checked, report: &Report, words: &Catalogue) {
    let alone = report.files.len() == 1;
    for file in &report.files {
        let mut section = file_section(file, words);
        if alone {
            rows(&mut section, report, words);
        } else {
            let below = words.text("check.below", &[("n", file.rows.into())]);
            section.line(words.word("check.rows"), below);
        }
        checked.sections.push(section);
    }
    if !alone {
        let mut section = Section::new(words.word("check.all"));
        rows(&mut section, report, words);
        checked.sections.push(section);
    }
    checked.sections.push(columns(report, words));
    if !report.dropped.is_empty() {
        let mut section = Section::new(words.word("check.left_out"));
        for dropped in &report.dropped {
            let why = words.named("column.dropped", &name_of(&dropped.why));
            section.line(&*dropped.column, why);
        }
        checked.sections.push(section);
    }
    oddities(checked, report, words);
    advice(checked, report, words);
}

/// What is odd in the table, the first places of each kind.
fn oddities(checked: &mut Checked, report: &Report, words: &Catalogue) {
    let same = |one: &Odd, next: &Odd| {
        (&one.file, &one.column, name_of(&one.what))
            == (&next.file, &next.column, name_of(&next.what))
    };
    for odd in report.odd.chunk_by(same) {
        let lost = matches!(odd[0].what, Oddity::RoundedIds(_));
        let list = if lost {
            &mut checked.problems
        } else {
            &mut checked.advice
        };
        list.extend(odd.iter().take(PLACES).map(|one| odd_text(one, words)));
        if odd.len() > PLACES {
            let more = words.text("odd.more", &[("n", (odd.len() - PLACES).into())]);
            list.push(more);
        }
    }
}

/// What people may want to do about it.
fn advice(checked: &mut Checked, report: &Report, words: &Catalogue) {
    let taken = report.rows.kept + report.rows.repaired;
    // Two groups of the smallest size, as a build asks for.
    let needed = 2 * Settings::default().min_size(taken as usize) as u64;
    if taken < needed {
        let fills = [("n", Fill::from(taken)), ("needed", needed.into())];
        checked.advice.push(words.text("advice.few", &fills));
    }
    let constant = |column: &&ColumnReport| {
        let level = matches!(column.kind, Kind::Categorical | Kind::Ordinal);
        column.role == Role::Segmentation && level && column.levels.len() == 1
    };
    let constant = report.columns.iter().filter(constant);
    let constant: Vec<&str> = constant.map(|column| &*column.name).collect();
    if !constant.is_empty() {
        let fills = [("attributes", Fill::from(constant.join(", ")))];
        checked.advice.push(words.text("note.dropped", &fills));
    }
    let coded = report.columns.iter().filter(|one| is_code(&one.label));
    let coded: Vec<&ColumnReport> = coded.collect();
    if coded.len() * 2 > report.columns.len()
        && let Some(first) = coded.first()
    {
        let fills = [("code", Fill::from(&*first.label))];
        checked.advice.push(words.text("advice.codes", &fills));
    }
    let shapes = |column: &ColumnReport| column.role == Role::Segmentation && column.given > 0;
    if !report.columns.iter().any(shapes) {
        checked.problems.push(words.word("problem.no_questions"));
    }
}

fn file_section(file: &FileReport, words: &Catalogue) -> Section {
    let mut section = Section::new(words.text("check.table", &[("file", (&*file.file).into())]));
    let source = words.named("source", &file.source);
    section.line(words.word("check.source"), source);
    if !file.encoding.is_empty() {
        section.line(words.word("check.encoding"), &*file.encoding);
    }
    if let Some(dialect) = &file.dialect {
        section.line(
            words.word("check.delimiter"),
            delimiter(dialect.delimiter, words),
        );
    }
    if let Some(decimal) = file.decimal {
        let mark = words.word(&format!("decimal.{decimal}"));
        section.line(words.word("check.decimal"), mark);
    }
    if let Some(dictionary) = &file.dictionary {
        let fills = [
            ("variables", Fill::from(dictionary.variables)),
            ("labelled", dictionary.labelled.into()),
            ("missing", dictionary.with_missing.into()),
            ("sets", dictionary.sets.into()),
        ];
        section.line(
            words.word("check.dictionary"),
            words.text("check.dictionary.text", &fills),
        );
    }
    let header = words.text("check.header.rows", &[("n", file.header_rows.into())]);
    section.line(words.word("check.header"), header);
    if file.preamble_rows + file.footer_rows > 0 {
        let fills = [
            ("before", Fill::from(file.preamble_rows)),
            ("behind", file.footer_rows.into()),
        ];
        section.line(
            words.word("check.around"),
            words.text("check.around.rows", &fills),
        );
    }
    section
}

fn rows(section: &mut Section, report: &Report, words: &Catalogue) {
    let rows = &report.rows;
    section.line(
        words.word("check.rows"),
        accounts(words, [rows.read, rows.kept, rows.repaired, rows.rejected]),
    );
    let rejects = report.rejects.iter();
    let parts = rejects.map(|one| (one.line, &*one.column, &*one.reason));
    reasons(section, words, parts);
    if report.partial > 0 {
        let text = words.text("check.partial.rows", &[("n", report.partial.into())]);
        section.line(words.word("check.partial"), text);
    }
    for (name, column) in [
        ("check.id", &report.id),
        ("check.handle", &report.handle),
        ("check.wave", &report.wave),
    ] {
        if let Some(column) = column {
            section.line(words.word(name), &**column);
        }
    }
    if let Some(weight) = &report.weight {
        let fills = [
            ("column", Fill::from(&*weight.column)),
            (
                "effect",
                number::decimal(words.lang(), weight.design_effect, 2).into(),
            ),
            ("n", weight.effective_n.round().into()),
        ];
        section.line(
            words.word("check.weight"),
            words.text("check.weight.text", &fills),
        );
    }
}

/// The columns, each on a line; of options of one question the question stands once.
fn columns(report: &Report, words: &Catalogue) -> Section {
    let mut section = Section::new(words.word("check.columns"));
    let mut before: Option<&ColumnReport> = None;
    for column in &report.columns {
        let stem = |name: &str| name.rsplit_once(" - ").map(|(stem, _)| stem.to_owned());
        let asked = stem(&column.name);
        let again = asked.is_some() && before.is_some_and(|one| stem(&one.name) == asked);
        let name = match column.name.rsplit_once(" - ") {
            Some((_, option)) if again => format!("… - {option}"),
            _ => column.name.clone(),
        };
        let same = column.levels.len() > 2
            && before.is_some_and(|one| one.levels == column.levels && one.kind == column.kind);
        section.line(name, column_text(column, same, words));
        before = Some(column);
    }
    section
}

fn column_text(column: &ColumnReport, same: bool, words: &Catalogue) -> String {
    let yes_or_no = column.kind == Kind::Multi && column.levels.len() == 1;
    let kind = if yes_or_no {
        words.word("column.kind.yes")
    } else {
        words.named("column.kind", &name_of(&column.kind))
    };
    let role = words.named("column.role", &name_of(&column.role));
    let mut text = format!("{kind}, {role}");
    if column.role != Role::Ignore {
        let facet = words.named("column.facet", &name_of(&column.facet));
        text.push_str(&format!(", {facet}"));
    }
    let answers = words.text("column.answers", &[("n", column.given.into())]);
    let mut parts = vec![answers];
    for (count, key) in [
        (column.missing, "column.missing"),
        (column.refused, "column.refused"),
        (column.not_asked, "column.not_asked"),
        (column.unreadable, "column.unreadable"),
    ] {
        if count > 0 {
            parts.push(words.text(key, &[("n", count.into())]));
        }
    }
    let then = |before: String, more: String| {
        words.text(
            "list.semicolon",
            &[("a", before.into()), ("b", more.into())],
        )
    };
    let text = then(text, parts.join(", "));
    if same {
        then(text, words.word("column.levels.same"))
    } else if column.levels.is_empty() || yes_or_no && says_yes(&column.levels[0]) {
        text
    } else {
        then(text, levels(&column.levels, words))
    }
}

/// Whether a column is called by a code, such as `q0007_0002`: nobody knows what it asks.
fn is_code(name: &str) -> bool {
    let letters = name.chars().take_while(|c| c.is_alphabetic()).count();
    let rest = name.chars().skip(letters);
    (1..=3).contains(&letters)
        && name.chars().count() > letters
        && rest
            .into_iter()
            .all(|c| c.is_ascii_digit() || "_.-".contains(c))
}

/// Whether the one option of a yes/no says nothing more than yes.
fn says_yes(level: &str) -> bool {
    let folded = level.trim().to_lowercase();
    ["yes", "oui", "true", "vrai", "1", "x", "y", "o"].contains(&&*folded)
}

/// The first levels, as many as a line takes.
fn levels(levels: &[String], words: &Catalogue) -> String {
    let mut length = 0;
    let fits = |level: &&String| {
        length += level.chars().count() + 3;
        length <= SHOWN
    };
    let room = levels.iter().take(LEVELS).take_while(fits).count().max(1);
    let shown = levels[..room.min(levels.len())].join(" | ");
    match levels.len() - room.min(levels.len()) {
        0 => shown,
        more => words.text(
            "column.more",
            &[("levels", shown.into()), ("n", more.into())],
        ),
    }
}

fn odd_text(odd: &Odd, words: &Catalogue) -> String {
    let key = format!("odd.table.{}", name_of(&odd.what));
    let what = match odd.what {
        Oddity::Undecodable(n) | Oddity::RepeatedKeys(n) | Oddity::RoundedIds(n) => {
            words.text(&key, &[("n", n.into())])
        }
        Oddity::Unreadable { cells, of, kind } => {
            let column = odd.column.as_deref().unwrap_or_default();
            let column = serde_json::to_string(column).unwrap_or_default();
            let yaml = format!(
                "`audience.attributes: {{ {column}: {{ kind: {} }} }}`",
                name_of(&kind)
            );
            let fills = [
                ("n", Fill::from(cells)),
                ("of", of.into()),
                ("yaml", yaml.into()),
            ];
            words.text(&key, &fills)
        }
        _ => words.word(&key),
    };
    let place = [
        odd.file.clone(),
        odd.line.map(|line| listed(&[line], 1)),
        odd.column.clone(),
    ];
    let place: Vec<String> = place.into_iter().flatten().collect();
    if place.is_empty() {
        return what;
    }
    let fills = [
        ("name", Fill::from(place.join(":"))),
        ("value", what.into()),
    ];
    words.text("line", &fills)
}

fn delimiter(byte: u8, words: &Catalogue) -> String {
    match byte {
        b',' => words.word("delimiter.comma"),
        b';' => words.word("delimiter.semicolon"),
        b'\t' => words.word("delimiter.tab"),
        b'|' => words.word("delimiter.pipe"),
        b' ' => words.word("delimiter.space"),
        other => format!("`{}`", char::from(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_says_nothing_and_a_short_name_something() {
        assert!(
            ["q0007_0002", "Q1", "VAR12", "v3.1"]
                .iter()
                .all(|name| is_code(name))
        );
        assert!(
            !["tea", "educ4", "q", "2024", "q1 tea"]
                .iter()
                .any(|name| is_code(name))
        );
    }
}
