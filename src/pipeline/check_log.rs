//! How an interaction log was read, in words.

use super::check::{Checked, Section, accounts, listed, reasons};
use super::name_of;
use crate::brief::{Catalogue, Fill};
use crate::interaction::{FileReport, IdentityPair, Kind, Reading, Sample, Source};

/// Share of the rows from which on a log is not read at all well.
const REJECTED: f64 = 0.2;

/// Says how a log was read.
pub(super) fn log_report(
    checked: &mut Checked,
    reading: &Reading,
    masked: bool,
    words: &Catalogue,
) {
    for file in &reading.findings.files {
        checked.sections.push(file_section(file, masked, words));
        checked.advice.extend(file.proposal.clone());
        lacks(checked, file, words);
        if file.rejected as f64 > REJECTED * file.read as f64 {
            let fills = [
                ("file", Fill::from(&*file.file)),
                ("rejected", file.rejected.into()),
                ("read", file.read.into()),
            ];
            checked
                .problems
                .push(words.text("problem.rejected", &fills));
        }
    }
    checked
        .advice
        .extend(super::privacy::future(&reading.log, words));
    let pairs = reading.findings.identities.iter();
    checked
        .advice
        .extend(pairs.map(|pair| identity(pair, masked, words)));
}

/// What a table of source and target cannot say.
fn lacks(checked: &mut Checked, file: &FileReport, words: &Catalogue) {
    let mapped = matches!(file.source, Source::Plain | Source::Headerless);
    let named = |field: &str| file.mapping.iter().any(|(name, _)| *name == field);
    for (field, key) in [("time", "advice.no_times"), ("kind", "advice.no_kinds")] {
        if mapped && !named(field) {
            let fills = [
                ("name", Fill::from(&*file.file)),
                ("value", words.word(key).into()),
            ];
            checked.advice.push(words.text("line", &fills));
        }
    }
}

fn file_section(file: &FileReport, masked: bool, words: &Catalogue) -> Section {
    let mut section = Section::new(words.text("check.log", &[("file", (&*file.file).into())]));
    let source = words.named("source", file.source.name());
    section.line(words.word("check.source"), source);
    section.line(words.word("check.dialect"), dialect(&file.dialect, words));
    for (field, column) in &file.mapping {
        let place = column.strip_prefix("column ");
        let from = match place.filter(|_| file.source == Source::Headerless) {
            Some(place) => words.text("check.from.number", &[("column", place.into())]),
            None => words.text("check.from", &[("column", (&**column).into())]),
        };
        section.line(*field, from);
    }
    if !file.unused.is_empty() {
        section.line(words.word("check.unused"), file.unused.join(", "));
    }
    let counts = [file.read, file.kept, file.repaired, file.rejected];
    section.line(words.word("check.rows"), accounts(words, counts));
    let rejects = file.rejects.iter();
    let parts = rejects.map(|one| (one.line, &*one.column, one.reason));
    reasons(&mut section, words, parts);
    let kinds = Kind::ALL.into_iter().zip(file.kinds);
    let counted = kinds.filter(|&(_, count)| count > 0).map(|(kind, count)| {
        let number = crate::brief::number::integer(words.lang(), count as f64);
        let key = format!("act.{}", kind.name());
        format!("{number} {}", words.text(&key, &[("n", count.into())]))
    });
    let counted: Vec<String> = counted.collect();
    section.line(words.word("check.interactions"), counted.join(", "));
    if file.posts > 0 {
        let number = crate::brief::number::integer(words.lang(), file.posts as f64);
        section.line(words.word("check.posts"), number);
    }
    for sample in &file.samples {
        section.line(
            words.text("check.line", &[("line", sample.line.to_string().into())]),
            sample_text(sample, masked, words),
        );
    }
    for odd in &file.odd {
        let fills = [
            ("n", Fill::from(odd.count)),
            ("what", words.named("odd.log", &name_of(&odd.what)).into()),
            ("lines", listed(&odd.lines, odd.count).into()),
        ];
        section.line(words.word("check.odd"), words.text("odd.log.times", &fills));
    }
    section
}

/// `gzip, UTF-8, comma`: the delimiter is a word.
fn dialect(dialect: &str, words: &Catalogue) -> String {
    let parts = dialect.split(", ");
    let parts = parts.map(|part| words.named("delimiter", part));
    parts.collect::<Vec<_>>().join(", ")
}

fn identity(pair: &IdentityPair, masked: bool, words: &Catalogue) -> String {
    let key = if pair.same {
        "advice.same"
    } else {
        "advice.nearly"
    };
    let [one, other] = [&*pair.one, &*pair.other].map(|name| if masked { "…" } else { name });
    words.text(key, &[("one", one.into()), ("other", other.into())])
}

fn sample_text(sample: &Sample, masked: bool, words: &Catalogue) -> String {
    let name = |name: &str| {
        if masked && !name.is_empty() {
            "…".to_owned()
        } else {
            name.to_owned()
        }
    };
    let acts = sample
        .acts
        .iter()
        .map(|(kind, target)| match target.as_str() {
            "" => words.text(&format!("act.{kind}"), &[("n", 1u64.into())]),
            target => words.text(&format!("act.{kind}.to"), &[("who", name(target).into())]),
        });
    let acts: Vec<String> = acts.collect();
    let acts = if acts.is_empty() {
        words.word("act.none")
    } else {
        acts.join(", ")
    };
    let time = if sample.time.is_empty() {
        words.word("check.no_time")
    } else {
        sample.time.clone()
    };
    let key = if sample.text_length == 0 {
        "check.sample"
    } else {
        "check.sample.text"
    };
    let fills = [
        ("author", Fill::from(name(&sample.author))),
        ("time", time.into()),
        ("acts", acts.into()),
        ("n", sample.text_length.into()),
    ];
    words.text(key, &fills)
}
