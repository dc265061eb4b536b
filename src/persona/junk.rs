//! Answers that were not thought about: straight lines, refusals, duplicates, speed.
//!
//! Meade, A. & Craig, S. (2012), "Identifying careless responses in survey data", Psychol. Methods
//! 17(3). Flagged respondents are left out of the fit and still assigned.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::statistic::hash;
use crate::table::{Answer, Attribute, Kind, Role, Table, Values};

/// Questions a grid needs before the same answer all along it says something.
pub const SHORTEST_GRID: usize = 6;
/// How likely the same answer all along a grid may be, by the shares alone, and still be flagged.
const LIKELIEST_LINE: f64 = 0.01;
/// Share of the questions asked that must be answered.
pub const LEAST_ANSWERED: f64 = 0.5;
/// A speeder takes less than this part of the median time.
pub const FASTEST: f64 = 1.0 / 3.0;
/// Pairs of equal rows that chance alone may be expected to give, for equal rows to be flagged.
const EXPECTED_PAIRS: f64 = 0.01;
/// Where more rows than this are equal to another, the questions are too coarse to tell.
const MOST_DUPLICATES: f64 = 0.1;

/// Why a respondent is left out of the fit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four flags that are independent of each other"
)]
pub struct JunkFlags {
    /// The same answer all along every grid.
    pub straight_line: bool,
    /// Over half of the questions asked not answered.
    pub refuser: bool,
    /// The same answers to everything as an earlier respondent.
    pub duplicate: bool,
    /// Under a third of the median time.
    pub speeder: bool,
}

impl JunkFlags {
    /// Whether any flag is up.
    pub fn any(self) -> bool {
        self.straight_line || self.refuser || self.duplicate || self.speeder
    }
}

/// What the screen found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Junk {
    /// One entry a respondent.
    pub flags: Vec<JunkFlags>,
    /// Respondents with a straight line.
    pub straight_lines: u64,
    /// Refusers.
    pub refusers: u64,
    /// Duplicates (the first of each set is none).
    pub duplicates: u64,
    /// Speeders.
    pub speeders: u64,
    /// Whether equal rows could be told from coincidence; if not, none is flagged.
    pub duplicates_tell: bool,
}

impl Junk {
    /// One flag a respondent: `true` takes part in the fit.
    pub fn kept(&self) -> Vec<bool> {
        self.flags.iter().map(|f| !f.any()).collect()
    }

    /// Respondents left out of the fit.
    pub fn left_out(&self) -> u64 {
        self.flags.iter().filter(|f| f.any()).count() as u64
    }
}

/// Screens the respondents. O(respondents × attributes).
pub fn screen(table: &Table) -> Junk {
    let n = table.len();
    let asked: Vec<&Attribute> = table
        .attributes
        .iter()
        .filter(|a| {
            matches!(
                a.role,
                Role::Segmentation | Role::Descriptor | Role::Outcome
            ) && a.kind != Kind::Text
        })
        .collect();
    let straight = straight_lines(&asked, n);
    let (duplicate, tell) = duplicates(&asked, n);
    let limit = fastest(table.durations.as_deref());
    let flags: Vec<JunkFlags> = (0..n)
        .map(|row| JunkFlags {
            straight_line: straight[row],
            refuser: refuses(&asked, row),
            duplicate: duplicate[row],
            speeder: limit.is_some_and(|limit| {
                let time = table.durations.as_ref().map(|d| d[row]);
                time.is_some_and(|t| t >= 0.0 && t < limit)
            }),
        })
        .collect();
    let count = |flag: fn(&JunkFlags) -> bool| flags.iter().filter(|f| flag(f)).count() as u64;
    Junk {
        straight_lines: count(|f| f.straight_line),
        refusers: count(|f| f.refuser),
        duplicates: count(|f| f.duplicate),
        speeders: count(|f| f.speeder),
        duplicates_tell: tell,
        flags,
    }
}

/// Grids are the runs of [`SHORTEST_GRID`] or more ordinal questions with the same three levels or
/// more. A row is flagged when it draws a line in every grid it answered, and when such a line is
/// not what many would give honestly.
fn straight_lines(asked: &[&Attribute], n: usize) -> Vec<bool> {
    let mut grids: BTreeMap<&[String], Vec<&Attribute>> = BTreeMap::new();
    for attribute in asked {
        if attribute.kind == Kind::Ordinal && attribute.levels.len() >= 3 {
            grids.entry(&attribute.levels).or_default().push(attribute);
        }
    }
    grids.retain(|_, grid| grid.len() >= SHORTEST_GRID);
    let likely: Vec<(Vec<&Attribute>, Vec<f64>)> = grids
        .into_iter()
        .map(|(levels, grid)| {
            let line = |level: usize| -> f64 { grid.iter().map(|a| share(a, n, level)).product() };
            let lines = (0..levels.len()).map(line).collect();
            (grid, lines)
        })
        .collect();
    (0..n)
        .map(|row| {
            let mut lines = 0;
            for (grid, likely) in &likely {
                let given: Vec<usize> = grid.iter().filter_map(|a| a.level(row)).collect();
                if given.len() < SHORTEST_GRID {
                    continue;
                }
                let same = given.windows(2).all(|pair| pair[0] == pair[1]);
                if !same || likely[given[0]] > LIKELIEST_LINE {
                    return false;
                }
                lines += 1;
            }
            lines > 0
        })
        .collect()
}

fn share(attribute: &Attribute, n: usize, level: usize) -> f64 {
    let given: Vec<bool> = (0..n).filter_map(|row| attribute.has(row, level)).collect();
    given.iter().filter(|&&has| has).count() as f64 / given.len().max(1) as f64
}

fn refuses(asked: &[&Attribute], row: usize) -> bool {
    let put = asked
        .iter()
        .filter(|a| a.answers[row] != Answer::NotAsked)
        .count();
    let given = asked
        .iter()
        .filter(|a| a.answers[row] == Answer::Given)
        .count();
    (given as f64) < LEAST_ANSWERED * put as f64
}

fn fastest(durations: Option<&[f64]>) -> Option<f64> {
    let mut times: Vec<f64> = durations?
        .iter()
        .copied()
        .filter(|t| t.is_finite() && *t > 0.0)
        .collect();
    if times.len() < 10 {
        return None;
    }
    times.sort_by(f64::total_cmp);
    Some(times[times.len() / 2] * FASTEST)
}

/// Rows equal to an earlier one in every answer, and whether that can be told from coincidence.
///
/// Two honest respondents may agree on everything by chance, the more so where answers hang together;
/// but then still more pairs differ in a single question. Copies are equal rows without such
/// neighbours (after Kuriakose & Robbins 2016, "Don't get duped").
fn duplicates(asked: &[&Attribute], n: usize) -> (Vec<bool>, bool) {
    let codes: Vec<Vec<u64>> = asked
        .par_iter()
        .enumerate()
        .map(|(place, attribute)| {
            let code = |row| hash(&[place as u64, hash(&bits(attribute, row))]);
            (0..n).map(code).collect()
        })
        .collect();
    let agreement: f64 = codes.iter().map(|of| coincidence(of.clone())).product();
    let possible = n as f64 * (n as f64 - 1.0) / 2.0;
    let nobody = vec![false; n];
    if asked.is_empty() || agreement * possible > EXPECTED_PAIRS {
        return (nobody, false);
    }
    let whole: Vec<u64> = (0..n)
        .map(|row| codes.iter().fold(0, |sum, of| sum ^ of[row]))
        .collect();
    let equal = equal_pairs(whole.clone());
    let neighbours: u64 = codes
        .par_iter()
        .map(|of| {
            let without = whole.iter().zip(of).map(|(all, one)| all ^ one).collect();
            equal_pairs(without).saturating_sub(equal)
        })
        .sum();
    let mut flags = nobody.clone();
    let mut first: BTreeMap<u64, usize> = BTreeMap::new();
    for (row, flag) in flags.iter_mut().enumerate() {
        let nothing = asked.iter().all(|a| a.answers[row] != Answer::Given);
        let earlier = *first.entry(whole[row]).or_insert(row);
        let same = |a: &&Attribute| bits(a, row) == bits(a, earlier);
        *flag = !nothing && earlier != row && asked.iter().all(same);
    }
    let flagged = flags.iter().filter(|&&f| f).count() as f64;
    if neighbours >= equal.max(1) || flagged > MOST_DUPLICATES * n as f64 {
        return (nobody, false);
    }
    (flags, true)
}

/// Pairs of equal numbers.
fn equal_pairs(mut codes: Vec<u64>) -> u64 {
    codes.sort_unstable();
    let pairs = |run: &[u64]| run.len() as u64 * (run.len() as u64 - 1) / 2;
    codes.chunk_by(|a, b| a == b).map(pairs).sum()
}

/// How likely two respondents give the same answer to a question, by its shares alone.
fn coincidence(mut codes: Vec<u64>) -> f64 {
    codes.sort_unstable();
    let total = codes.len().max(1) as f64;
    codes
        .chunk_by(|a, b| a == b)
        .map(|run| (run.len() as f64 / total).powi(2))
        .sum()
}

/// An answer as numbers that are equal where the answers are.
fn bits(attribute: &Attribute, row: usize) -> Vec<u64> {
    let answer = attribute.answers[row] as u64;
    if attribute.answers[row] != Answer::Given {
        return vec![answer];
    }
    match &attribute.values {
        Values::Number(numbers) => vec![answer, numbers[row].to_bits()],
        Values::Level(levels) => vec![answer, u64::from(levels[row])],
        Values::Flags(flags) => {
            let width = attribute.levels.len();
            let mut packed = vec![answer];
            packed.extend(
                flags[row * width..(row + 1) * width]
                    .chunks(64)
                    .map(|chunk| chunk.iter().fold(0, |word, &f| word << 1 | u64::from(f))),
            );
            packed
        }
        Values::Text(_) => vec![answer],
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{categorical, table};
    use super::*;
    use crate::statistic::unit;

    fn survey(n: usize, questions: usize) -> Table {
        let mut t = table(n);
        for q in 0..questions {
            let answers: Vec<Option<u32>> = (0..n)
                .map(|row| Some((unit(&[9, q as u64, row as u64]) * 5.0) as u32))
                .collect();
            let mut made = categorical(&format!("q{q}"), &["1", "2", "3", "4", "5"], &answers);
            made.kind = Kind::Ordinal;
            t.attributes.push(made);
        }
        t
    }

    fn answer(t: &mut Table, row: usize, level: u32) {
        for attribute in &mut t.attributes {
            if let Values::Level(levels) = &mut attribute.values {
                levels[row] = level;
            }
        }
    }

    #[test]
    fn each_kind_of_junk_is_flagged_and_honest_answers_are_not() {
        let mut t = survey(200, 12);
        answer(&mut t, 3, 4);
        for attribute in t.attributes.iter_mut().skip(2) {
            attribute.answers[5] = Answer::Refused;
        }
        for attribute in &mut t.attributes {
            if let Values::Level(levels) = &mut attribute.values {
                levels[9] = levels[8];
            }
        }
        t.durations = Some(
            (0..200)
                .map(|i| if i == 11 { 30.0 } else { 300.0 })
                .collect(),
        );
        let junk = screen(&t);
        assert!(junk.duplicates_tell);
        assert!(junk.flags[3].straight_line);
        assert!(junk.flags[5].refuser);
        assert!(junk.flags[9].duplicate && !junk.flags[8].duplicate);
        assert!(junk.flags[11].speeder);
        assert_eq!(junk.left_out(), 4);
        assert_eq!(junk.kept().iter().filter(|&&k| k).count(), 196);
    }

    #[test]
    fn a_line_that_most_people_give_honestly_is_not_flagged() {
        let mut t = survey(100, 8);
        for row in 0..90 {
            answer(&mut t, row, 3);
        }
        assert_eq!(screen(&t).straight_lines, 0);
    }

    #[test]
    fn equal_rows_mean_nothing_where_questions_are_few() {
        let mut t = table(500);
        let answers: Vec<Option<u32>> = (0..500).map(|i| Some(i % 2)).collect();
        t.attributes = vec![categorical("sex", &["a", "b"], &answers)];
        let junk = screen(&t);
        assert!(!junk.duplicates_tell);
        assert_eq!(junk.left_out(), 0);
    }

    #[test]
    fn equal_rows_among_many_near_equal_ones_are_coincidence() {
        let (t, _) = super::super::fixture::planted(3000, 2, 14, 0.8, 1);
        let asked: Vec<&Attribute> = t.attributes.iter().collect();
        let mut rows: Vec<Vec<u64>> = (0..3000)
            .map(|row| asked.iter().flat_map(|a| bits(a, row)).collect())
            .collect();
        rows.sort();
        rows.dedup();
        assert!(
            rows.len() < 3000,
            "some honest respondents agree on everything"
        );
        assert_eq!(screen(&t).duplicates, 0);
    }

    #[test]
    fn questions_that_were_not_asked_are_not_refused() {
        let mut t = survey(20, 10);
        for attribute in t.attributes.iter_mut().skip(1) {
            attribute.answers[0] = Answer::NotAsked;
        }
        assert!(!screen(&t).flags[0].refuser);
        assert_eq!(screen(&table(0)).left_out(), 0);
        let mut nothing = table(3);
        nothing.attributes = vec![categorical("x", &["a"], &[None; 3])];
        assert_eq!(screen(&nothing).refusers, 3);
    }
}
