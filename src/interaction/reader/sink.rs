//! Where readers put records: the builder, and the report of the file that grows beside it.

use std::collections::BTreeMap;

use super::super::builder::{Builder, Outcome};
use super::super::record::{Actor, LeftOut, Record, Target, is_damaged};
use super::super::time::Clock;
use super::super::{FileReport, Odd, Oddity, Reject, Sample, Source};

/// Rows shown as understood.
const SAMPLES: usize = 3;
/// Reason of a rounded id.
pub(super) const DAMAGED: &str =
    "a long id rounded by a spreadsheet (1.29E+18): its digits are lost, export it as text";
/// Lines named for one oddity.
const LINES: usize = 5;

/// One file being read.
pub(in super::super) struct Sink<'a> {
    pub builder: &'a mut Builder,
    pub platform: u16,
    pub clock: Clock,
    pub report: FileReport,
    /// Header names, for messages about cells.
    pub columns: Vec<String>,
    /// What message ids are unique within, where a file of several stands for one (a channel).
    pub scope: String,
    odd: BTreeMap<Oddity, (u64, Vec<u64>)>,
    line: u64,
    /// Line of the item being read, where items stand one a line.
    pub item_line: Option<u64>,
    row_repaired: bool,
    row_rejected: bool,
}

impl<'a> Sink<'a> {
    pub fn new(builder: &'a mut Builder, file: &str, clock: Clock) -> Self {
        Self {
            builder,
            platform: 0,
            clock,
            report: FileReport {
                file: file.to_owned(),
                source: Source::Plain,
                dialect: String::new(),
                mapping: Vec::new(),
                unused: Vec::new(),
                samples: Vec::new(),
                kinds: [0; 7],
                posts: 0,
                read: 0,
                kept: 0,
                repaired: 0,
                rejected: 0,
                rejects: Vec::new(),
                odd: Vec::new(),
                proposal: None,
            },
            columns: Vec::new(),
            scope: String::new(),
            odd: BTreeMap::new(),
            line: 0,
            item_line: None,
            row_repaired: false,
            row_rejected: false,
        }
    }

    /// A row or item begins.
    pub fn begin(&mut self, line: u64) {
        self.line = line;
        self.row_repaired = false;
        self.row_rejected = false;
    }

    /// An item of a document begins: it is known by its number, or by the line it stands on.
    pub fn begin_item(&mut self) {
        let number = self.item_line.unwrap_or(self.report.read + 1);
        self.begin(number);
    }

    /// The row ends: it is kept, repaired or rejected.
    pub fn end(&mut self) {
        self.report.read += 1;
        if self.row_rejected {
            self.report.rejected += 1;
        } else if self.row_repaired {
            self.report.repaired += 1;
        } else {
            self.report.kept += 1;
        }
    }

    /// `rows` rows were kept as they are (the fast path counts by itself).
    pub fn kept(&mut self, rows: u64) {
        self.report.read += rows;
        self.report.kept += rows;
    }

    /// The row cannot be understood.
    pub fn reject(&mut self, column: Option<usize>, reason: &'static str) {
        self.row_rejected = true;
        self.note(column, reason, false);
    }

    /// The row is kept without a cell, or with it mended.
    pub fn repair(&mut self, column: Option<usize>, reason: &'static str) {
        self.row_repaired = true;
        self.note(column, reason, true);
    }

    fn note(&mut self, column: Option<usize>, reason: &'static str, repaired: bool) {
        let column = column
            .and_then(|column| self.columns.get(column))
            .cloned()
            .unwrap_or_default();
        self.report.rejects.push(Reject {
            line: self.line,
            column,
            reason,
            repaired,
        });
    }

    /// Something odd on this line that is no reject.
    pub fn odd(&mut self, what: Oddity) {
        let (count, lines) = self.odd.entry(what).or_default();
        *count += 1;
        if lines.len() < LINES {
            lines.push(self.line);
        }
    }

    /// A time, in the file's zone; an unreadable one is missing and counted.
    pub fn time(&mut self, cell: &str, column: Option<usize>) -> Option<i64> {
        if cell.is_empty() {
            return None;
        }
        let time = self.clock.read(cell);
        if time.is_none() {
            self.repair(
                column,
                "not a time: expected Unix seconds, ISO 8601 or dd/mm/yyyy",
            );
        }
        time
    }

    /// An id as text; one that a spreadsheet rounded is no key, missing and counted.
    pub fn id<'t>(&mut self, cell: &'t str, column: Option<usize>) -> &'t str {
        if is_damaged(cell) {
            self.repair(column, DAMAGED);
            return "";
        }
        cell
    }

    /// Leaves an account out wherever it appears.
    pub fn leave_out(&mut self, actor: &Actor, why: LeftOut) {
        self.builder.leave_out(self.platform, actor, why);
        self.odd(match why {
            LeftOut::Bot => Oddity::Bot,
            LeftOut::Private => Oddity::PrivateAccount,
            LeftOut::Excluded => Oddity::ExcludedAccount,
        });
    }

    /// Takes a record.
    pub fn record(&mut self, record: &Record) {
        match self
            .builder
            .record(self.platform, record, &mut self.report.kinds)
        {
            Outcome::Kept => {}
            Outcome::Deleted => {
                self.odd(Oddity::DeletedAuthor);
                return;
            }
            Outcome::Nobody => {
                self.reject(None, "nothing says who acts");
                return;
            }
        }
        self.report.posts += u64::from(record.is_post);
        if self.report.samples.len() < SAMPLES {
            self.report.samples.push(sample(self.line, record));
        }
    }

    /// The report, when the file is read.
    pub fn finish(mut self) -> FileReport {
        self.report.odd = self
            .odd
            .into_iter()
            .map(|(what, (count, lines))| Odd { what, count, lines })
            .collect();
        self.report
    }
}

fn sample(line: u64, record: &Record) -> Sample {
    Sample {
        line,
        author: record.author.shown(),
        time: record
            .time
            .and_then(|time| jiff::Timestamp::from_second(time).ok())
            .map(|time| time.to_string())
            .unwrap_or_default(),
        acts: record
            .acts
            .iter()
            .map(|act| {
                let target = match &act.target {
                    Target::Account(actor) => actor.shown(),
                    Target::AuthorOfObject | Target::Brand => String::new(),
                };
                (act.kind.name(), target)
            })
            .collect(),
        text_length: record.text.chars().count(),
    }
}
