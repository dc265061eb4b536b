//! The chapters of the difference of two runs, in the words of a catalogue.

use crate::brief::{Catalogue, Fill, number};
use crate::persona::{Fate, PersonaChange, Refit, Share, StatementChange};
use crate::report::{Difference, Note, ReportDifference, Window};

use super::diff::{RankChange, RunDiff, RunName};
use super::name_of;

/// A chapter: its title, sentences, and a table (header first) that may be empty.
pub(super) struct Chapter {
    pub title: String,
    pub lines: Vec<String>,
    pub table: Vec<Vec<String>>,
}

/// All chapters of a difference.
pub(super) fn chapters(diff: &RunDiff, words: &Catalogue) -> Vec<Chapter> {
    let told = Told { diff, words };
    let run = |key: &str, run| told.text(key, &[("run", told.named(run).into())]);
    let mut chapters = vec![Chapter {
        title: words.word("diff.runs"),
        lines: vec![
            run("diff.before", &diff.before),
            run("diff.after", &diff.after),
        ],
        table: Vec::new(),
    }];
    chapters.extend(told.personas());
    chapters.extend(told.community());
    chapters.extend(told.people());
    chapters
}

/// A difference and the words it is told in.
struct Told<'a> {
    diff: &'a RunDiff,
    words: &'a Catalogue,
}

impl Told<'_> {
    fn text(&self, key: &str, fills: &[(&str, Fill)]) -> String {
        self.words.text(key, fills)
    }

    fn heads<const N: usize>(&self, keys: [&str; N]) -> Vec<String> {
        keys.map(|key| self.words.word(&format!("diff.head.{key}")))
            .to_vec()
    }

    fn percent(&self, share: f64) -> String {
        number::percent(self.words.lang(), share, 1)
    }

    /// The name people gave a persona, or that a run gave it.
    fn persona(&self, slug: &str) -> String {
        let named = self.diff.names.get(slug);
        named.cloned().unwrap_or_else(|| slug.to_owned())
    }

    fn question<'b>(&'b self, one: &'b StatementChange) -> &'b str {
        let asked = self.diff.questions.get(&one.attribute);
        asked.unwrap_or(&one.attribute)
    }

    fn named(&self, run: &RunName) -> String {
        let mut parts = vec![run.title.clone()];
        if let Some(n) = run.respondents {
            parts.push(self.text("diff.respondents", &[("n", n.into())]));
        }
        if let Some(verdict) = &run.verdict {
            let verdict = self.words.named("diff.verdict", verdict);
            let verdict = ("verdict", verdict.into());
            parts.push(match run.segments {
                Some(k) => self.text("diff.groups", &[verdict, ("n", k.into())]),
                None => self.text("diff.verdict", &[verdict]),
            });
        }
        if let Some(n) = run.people {
            parts.push(self.text("diff.people", &[("n", n.into())]));
        }
        parts.retain(|part| !part.is_empty());
        parts.join(", ")
    }

    fn personas(&self) -> Vec<Chapter> {
        let Some(waves) = &self.diff.personas else {
            return Vec::new();
        };
        let verdict = if waves.keep() {
            "diff.keep"
        } else {
            "diff.refit"
        };
        let mut lines = vec![self.words.word(verdict)];
        lines.extend(waves.refit.iter().map(|why| self.reason(why)));
        if let Some(stayed) = waves.stayed {
            let fills = [
                ("n", waves.respondents_in_both.into()),
                ("share", self.percent(stayed).into()),
            ];
            lines.push(self.text("diff.stayed", &fills));
        }
        let mut sizes =
            vec![self.heads(["persona", "before", "after", "size", "statements_moved"])];
        sizes.extend(waves.personas.iter().map(|one| self.size(one)));
        let mut moved = vec![self.heads(["persona", "statement", "before", "after", "what"])];
        for persona in &waves.personas {
            let told = |one: &&StatementChange| one.moved || one.fate != Fate::Kept;
            let statements = persona.statements.iter().filter(told);
            moved.extend(statements.map(|one| self.statement(persona, one)));
        }
        let mut chapters = vec![Chapter {
            title: self.words.word("diff.personas"),
            lines,
            table: sizes,
        }];
        if moved.len() > 1 {
            chapters.push(Chapter {
                title: self.words.word("diff.statements"),
                lines: Vec::new(),
                table: moved,
            });
        }
        chapters
    }

    fn reason(&self, refit: &Refit) -> String {
        let persona = |slug: &str| ("persona", self.persona(slug).into());
        match refit {
            Refit::Gone(slug) => self.text("diff.gone", &[persona(slug)]),
            Refit::New(slug) => self.text("diff.new", &[persona(slug)]),
            Refit::Moved {
                persona: slug,
                moved,
                compared,
            } => {
                let moved = ("moved", moved.to_string().into());
                self.text(
                    "diff.moved",
                    &[persona(slug), moved, ("n", (*compared).into())],
                )
            }
            Refit::FewStayed => self.words.word("diff.few_stayed"),
        }
    }

    fn size(&self, change: &PersonaChange) -> Vec<String> {
        let interval = |share: &Share| {
            let fills = [
                ("value", self.percent(share.share).into()),
                ("low", self.percent(share.low).into()),
                ("high", self.percent(share.high).into()),
            ];
            self.text("value.interval", &fills)
        };
        let (was, is) = (self.persona(&change.before), self.persona(&change.after));
        let moved = change.statements.iter().filter(|one| one.moved).count();
        let of = [("n", moved.into()), ("of", change.statements.len().into())];
        let size = if change.size_moved {
            "diff.size.moved"
        } else {
            "diff.size.unsure"
        };
        vec![
            if change.before == change.after {
                is
            } else {
                format!("{was} → {is}")
            },
            interval(&change.share_before),
            interval(&change.share_after),
            self.words.word(size),
            self.text("of", &of),
        ]
    }

    fn statement(&self, persona: &PersonaChange, one: &StatementChange) -> Vec<String> {
        let value = |value: Option<f64>| match (value, &one.level) {
            (None, _) => number::ABSENT.to_owned(),
            (Some(share), Some(_)) => self.percent(share),
            (Some(mean), None) => number::decimal(self.words.lang(), mean, 2),
        };
        let what = match (one.fate, one.moved) {
            (Fate::Kept, _) => "kept",
            (Fate::Gained, true) => "gained_moved",
            (Fate::Gained, false) => "gained",
            (Fate::Lost, true) => "lost_moved",
            (Fate::Lost, false) => "lost",
        };
        let said = one.level.as_ref().map(|level| {
            let fills = [
                ("question", self.question(one).into()),
                ("answer", level.as_str().into()),
            ];
            self.text("diff.statement", &fills)
        });
        vec![
            self.persona(&persona.after),
            said.unwrap_or_else(|| self.question(one).to_owned()),
            value(one.before),
            value(one.after),
            self.words.word(&format!("diff.fate.{what}")),
        ]
    }

    fn community(&self) -> Vec<Chapter> {
        let Some(found) = &self.diff.community else {
            return Vec::new();
        };
        let mut table = vec![self.heads(["indicator", "before", "after", "change"])];
        for one in &found.indicators {
            let change = |change| number::change(self.words.lang(), change);
            table.push(vec![
                self.words.named("indicator", &one.indicator),
                self.indicator(&one.indicator, one.before),
                self.indicator(&one.indicator, one.after),
                one.change.map_or(number::ABSENT.to_owned(), change),
            ]);
        }
        let mut chapters = vec![Chapter {
            title: self.words.word("diff.community"),
            lines: self.community_lines(found),
            table,
        }];
        if !found.moments.is_empty() {
            let mut table = vec![self.heads(["moment", "before", "after", "difference"])];
            table.extend(found.moments.iter().map(|one| {
                let absent = || number::ABSENT.to_owned();
                vec![
                    self.words.named("moment", &one.moment),
                    self.percent(one.before),
                    self.percent(one.after),
                    (one.difference.as_ref()).map_or_else(absent, |moved| self.points(moved)),
                ]
            }));
            chapters.push(Chapter {
                title: self.words.word("diff.moments"),
                lines: Vec::new(),
                table,
            });
        }
        chapters
    }

    fn community_lines(&self, found: &ReportDifference) -> Vec<String> {
        let period = |text: &str| number::period(self.words, text);
        let (before, after) = (period(&found.before), period(&found.after));
        let fills = [("after", after.into()), ("before", before.into())];
        let mut lines = vec![self.text("diff.against", &fills)];
        if !found.comparable {
            lines.push(self.words.word("diff.not_comparable"));
        }
        for (windows, key) in [
            (&found.opened, "diff.opened"),
            (&found.closed, "diff.closed"),
        ] {
            let hours = windows.iter().map(|one| self.hours(one));
            lines.extend(hours.map(|hours| self.text(key, &[("hours", hours.into())])));
        }
        for (terms, key) in [
            (&found.subjects_gained, "diff.subjects.gained"),
            (&found.subjects_lost, "diff.subjects.lost"),
        ] {
            if !terms.is_empty() {
                lines.push(self.text(key, &[("list", terms.join(", ").into())]));
            }
        }
        let state = |on: Option<bool>| match on {
            Some(true) => self.words.word("diff.objective.on"),
            Some(false) => self.words.word("diff.objective.off"),
            None => self.words.word("diff.objective.unknown"),
        };
        lines.extend(found.objectives.iter().map(|one| {
            let fills = [
                ("name", one.name.as_str().into()),
                ("after", state(one.after).into()),
                ("before", state(one.before).into()),
            ];
            self.text("diff.objective", &fills)
        }));
        if let Some(moved) = &found.answered_share {
            lines.push(self.text("diff.answered", &[("points", self.points(moved).into())]));
        }
        for (notes, key) in [
            (&found.notes_gained, "diff.note.gained"),
            (&found.notes_lost, "diff.note.lost"),
        ] {
            let notes = notes.iter().map(|&note| self.note(note));
            lines.extend(notes.map(|note| self.text(key, &[("note", note.into())])));
        }
        lines
    }

    /// A value of an indicator as people read it: a share, a delay, or a count.
    fn indicator(&self, name: &str, value: f64) -> String {
        if name.ends_with("_share") {
            self.percent(value)
        } else if name.starts_with("response_") {
            number::duration(self.words, value)
        } else {
            number::amount(self.words.lang(), value)
        }
    }

    /// "Saturdays, 18:00 to 22:00: 177 unanswered (18.3%)".
    fn hours(&self, window: &Window) -> String {
        let day = format!("weekdays.{}", window.weekday.min(7));
        let when = [
            ("day", self.words.word(&day).into()),
            ("from", window.from.to_string().into()),
            ("to", window.to.to_string().into()),
        ];
        let fills = [
            ("when", self.text("when", &when).into()),
            ("n", window.unanswered.into()),
            ("share", self.percent(window.share).into()),
        ];
        self.text("diff.hours", &fills)
    }

    /// A difference of shares with its interval, and whether chance alone would do.
    fn points(&self, moved: &Difference) -> String {
        let lang = self.words.lang();
        let fills = [
            ("value", number::points(lang, moved.difference).into()),
            ("low", number::points(lang, moved.low).into()),
            ("high", number::points(lang, moved.high).into()),
        ];
        let chance = moved.low <= 0.0 && moved.high >= 0.0;
        let key = if chance {
            "diff.points.chance"
        } else {
            "diff.points"
        };
        self.text(key, &fills)
    }

    fn note(&self, note: Note) -> String {
        match note {
            Note::NoBrand => self.words.word("community.no_brand"),
            _ => self.words.named("community.note", &name_of(&note)),
        }
    }

    fn people(&self) -> Option<Chapter> {
        let found = self.diff.people.as_ref()?;
        let changed = |one: &&RankChange| one.before != one.after;
        let moved: Vec<&RankChange> = found.people.iter().filter(changed).collect();
        let fills = [
            (
                "measure",
                self.words
                    .word(&format!("measure.{}", found.measure))
                    .into(),
            ),
            ("both", found.in_both.into()),
            ("first", found.first.into()),
            ("moved", moved.len().into()),
        ];
        let rank = |rank: Option<usize>| rank.map_or(number::ABSENT.to_owned(), |r| r.to_string());
        let mut table = vec![self.heads(["person", "before", "after", "sure"])];
        table.extend(moved.iter().map(|one| {
            let name = [&one.label, &one.id]
                .into_iter()
                .find(|name| !name.is_empty());
            vec![
                name.cloned().unwrap_or_default(),
                rank(one.before),
                rank(one.after),
                match one.sure {
                    Some(true) => self.words.word("diff.sure.yes"),
                    Some(false) => self.words.word("diff.sure.no"),
                    None => number::ABSENT.to_owned(),
                },
            ]
        }));
        Some(Chapter {
            title: self.words.word("diff.ranks"),
            lines: vec![self.text("diff.ranks.lead", &fills)],
            table: if moved.is_empty() { Vec::new() } else { table },
        })
    }
}
