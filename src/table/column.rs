//! A column as text: each distinct cell once, and which cell stands in each row.

use std::sync::OnceLock;

use super::Answer;
use super::dictionary::Declared;
use super::label::answer_of;
use crate::person::Directory;

/// A row that has no such column (another wave).
pub(super) const ABSENT: u32 = u32::MAX;

/// One column of the table before its kind is known.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// The header, unique in the table.
    pub name: String,
    /// The whole question.
    pub question: String,
    /// The option or row of a question of several columns.
    pub option: Option<String>,
    /// The header says that people wrote what they liked.
    pub open_ended: bool,
    /// The set of columns that its file says it belongs to.
    pub set: Option<String>,
    /// What its file says about it.
    pub declared: Declared,
    /// The distinct cells, trimmed.
    pub values: Directory,
    /// Number of the cell in `values`, or [`ABSENT`].
    pub codes: Vec<u32>,
    /// The distinct answers by text with their counts, made once.
    given: OnceLock<Vec<(u32, u64)>>,
}

impl Column {
    pub(super) fn new(name: &str, question: &str, option: Option<&str>) -> Self {
        Self {
            name: name.to_owned(),
            question: question.to_owned(),
            option: option.map(str::to_owned),
            open_ended: false,
            set: None,
            declared: Declared::default(),
            values: Directory::default(),
            codes: Vec::new(),
            given: OnceLock::new(),
        }
    }

    /// The cell of a row; empty where there is none.
    pub(super) fn cell(&self, row: usize) -> &str {
        match self.codes[row] {
            ABSENT => "",
            code => self.values.key(code),
        }
    }

    /// How often each distinct cell stands.
    pub(super) fn counts(&self) -> Vec<u64> {
        let mut counts = vec![0; self.values.len()];
        for &code in &self.codes {
            if code != ABSENT {
                counts[code as usize] += 1;
            }
        }
        counts
    }

    /// Whether each distinct cell is an answer.
    pub(super) fn states(&self) -> Vec<Answer> {
        self.values.iter().map(answer_of).collect()
    }

    /// The distinct cells that are answers, with their numbers and counts, by text.
    pub(super) fn given(&self) -> Vec<(&str, u32, u64)> {
        let made = self.given.get_or_init(|| {
            let counts = self.counts();
            let mut given: Vec<(u32, u64)> = (0..self.values.len() as u32)
                .filter(|&code| counts[code as usize] > 0)
                .filter(|&code| answer_of(self.values.key(code)) == Answer::Given)
                .map(|code| (code, counts[code as usize]))
                .collect();
            given.sort_unstable_by(|a, b| self.values.key(a.0).cmp(self.values.key(b.0)));
            given
        });
        made.iter()
            .map(|&(code, count)| (self.values.key(code), code, count))
            .collect()
    }

    /// Adds rows; what was counted is counted anew.
    pub(super) fn extend(&mut self, codes: impl IntoIterator<Item = u32>) {
        self.given = OnceLock::new();
        self.codes.extend(codes);
    }

    /// Rows in a new order.
    pub(super) fn reordered(&mut self, order: &[usize]) {
        self.given = OnceLock::new();
        self.codes = order.iter().map(|&row| self.codes[row]).collect();
    }
}
