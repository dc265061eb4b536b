//! Counting one attribute over the personas, and turning the counts into cells.

use super::crosstab::{Cell, UNASSIGNED, letter};
use crate::statistic::{
    Moments, cohens_h, difference_of_means, difference_of_shares, hedges_g, mean_interval,
    two_proportion, welch, wilson,
};
use crate::table::{Answer, Role, Table, Values};

/// Who answered: weighted and not.
#[derive(Debug, Clone, Copy, Default)]
struct Base {
    weight: f64,
    squares: f64,
    n: u64,
}

impl Base {
    fn add(&mut self, other: Self) {
        self.weight += other.weight;
        self.squares += other.squares;
        self.n += other.n;
    }

    /// Kish's effective n; 0 where nobody answered.
    fn effective_n(self) -> f64 {
        if self.squares > 0.0 {
            self.weight * self.weight / self.squares
        } else {
            0.0
        }
    }
}

/// Counts of one attribute with levels.
#[derive(Debug)]
pub(super) struct LevelTally {
    groups: usize,
    bases: Vec<Base>,
    /// Weight and respondents of each level (outer) in each group (inner).
    given: Vec<Vec<(f64, u64)>>,
}

impl LevelTally {
    /// One pass over the respondents.
    pub(super) fn of(table: &Table, column: usize, labels: &[u32], groups: usize) -> Self {
        let attribute = &table.attributes[column];
        let mut bases = vec![Base::default(); groups];
        let mut given = vec![vec![(0.0, 0); groups]; attribute.levels.len()];
        for (row, &label) in labels.iter().enumerate() {
            let group = label as usize;
            if label == UNASSIGNED {
                continue;
            }
            if attribute.answers[row] != Answer::Given {
                continue;
            }
            let weight = table.weight(row);
            let mut count = |level: usize| {
                if let Some(counts) = given.get_mut(level) {
                    counts[group].0 += weight;
                    counts[group].1 += 1;
                }
            };
            match &attribute.values {
                Values::Level(levels) => count(levels[row] as usize),
                Values::Flags(_) => (0..attribute.levels.len())
                    .filter(|&level| attribute.has(row, level) == Some(true))
                    .for_each(count),
                Values::Number(_) | Values::Text(_) => continue,
            }
            bases[group].add(Base {
                weight,
                squares: weight * weight,
                n: 1,
            });
        }
        Self {
            groups,
            bases,
            given,
        }
    }

    /// Share and effective n of a level over the groups that are asked for.
    fn share(&self, level: usize, wanted: impl Fn(usize) -> bool) -> (Option<f64>, f64, u64) {
        let mut base = Base::default();
        let (mut weight, mut n) = (0.0, 0);
        for group in (0..self.groups).filter(|&g| wanted(g)) {
            base.add(self.bases[group]);
            weight += self.given[level][group].0;
            n += self.given[level][group].1;
        }
        let share = (base.weight > 0.0).then(|| (weight / base.weight).clamp(0.0, 1.0));
        (share, base.effective_n(), n)
    }
}

/// The cells of an attribute with levels; p is not yet adjusted.
pub(super) fn level_cells(table: &Table, column: usize, tally: &LevelTally) -> Vec<Cell> {
    let attribute = &table.attributes[column];
    let tested = attribute.role != Role::Segmentation;
    let mut cells = Vec::with_capacity(attribute.levels.len() * tally.groups);
    for level in 0..attribute.levels.len() {
        let (overall, ..) = tally.share(level, |_| true);
        for group in 0..tally.groups {
            let (share, size, n) = tally.share(level, |g| g == group);
            let (elsewhere, other_size, elsewhere_n) = tally.share(level, |g| g != group);
            let interval = share.and_then(|s| wilson(s, size));
            let both = share.zip(elsewhere);
            let higher_than = |other: usize| {
                let (other_share, other_n, _) = tally.share(level, |g| g == other);
                let (a, b) = share.zip(other_share)?;
                (a > b).then(|| two_proportion(a, size, b, other_n))?
            };
            cells.push(Cell {
                level: Some(attribute.levels[level].clone()),
                place: level,
                persona: group,
                share,
                low: interval.map(|i| i.low),
                high: interval.map(|i| i.high),
                n,
                base: tally.bases[group].n,
                elsewhere,
                elsewhere_n,
                overall,
                effect: both.map(|(a, b)| cohens_h(a, b)),
                apart: both
                    .and_then(|(a, b)| difference_of_shares(a, size, b, other_size))
                    .is_some_and(|i| i.excludes_zero()),
                p: both
                    .filter(|_| tested)
                    .and_then(|(a, b)| two_proportion(a, size, b, other_size)),
                letters: letters(tested, tally.groups, group, higher_than),
                ..blank(table, column)
            });
        }
    }
    cells
}

/// The cells of a numeric attribute: means instead of shares; p is not yet adjusted.
pub(super) fn number_cells(
    table: &Table,
    column: usize,
    labels: &[u32],
    groups: usize,
) -> Vec<Cell> {
    let attribute = &table.attributes[column];
    let tested = attribute.role != Role::Segmentation;
    let mut members: Vec<Vec<(f64, f64)>> = vec![Vec::new(); groups];
    for (row, &label) in labels.iter().enumerate() {
        let value = attribute.number(row).filter(|v| v.is_finite());
        if let (true, Some(value)) = (label != UNASSIGNED, value) {
            members[label as usize].push((value, table.weight(row)));
        }
    }
    let moments = |wanted: &dyn Fn(usize) -> bool| {
        let chosen = (0..groups).filter(|&g| wanted(g));
        Moments::of(chosen.flat_map(|g| members[g].iter().copied()))
    };
    let overall = moments(&|_| true);
    let own: Vec<Option<Moments>> = (0..groups).map(|group| moments(&|g| g == group)).collect();
    (0..groups)
        .map(|group| {
            let elsewhere = moments(&|g| g != group);
            let interval = own[group].as_ref().and_then(mean_interval);
            let both = own[group].as_ref().zip(elsewhere.as_ref());
            let higher_than = |other: usize| {
                let (a, b) = own[group].as_ref().zip(own[other].as_ref())?;
                (a.mean > b.mean).then(|| welch(a, b))?
            };
            let n = members[group].len() as u64;
            Cell {
                persona: group,
                share: own[group].map(|m| m.mean),
                low: interval.map(|i| i.low),
                high: interval.map(|i| i.high),
                n,
                base: n,
                elsewhere: elsewhere.map(|m| m.mean),
                elsewhere_n: members.iter().map(|m| m.len() as u64).sum::<u64>() - n,
                overall: overall.map(|m| m.mean),
                deviation: overall.map(|m| m.variance.sqrt()),
                effect: both.and_then(|(a, b)| hedges_g(a, b)),
                apart: both
                    .and_then(|(a, b)| difference_of_means(a, b))
                    .is_some_and(|i| i.excludes_zero()),
                p: both.filter(|_| tested).and_then(|(a, b)| welch(a, b)),
                letters: letters(tested, groups, group, higher_than),
                ..blank(table, column)
            }
        })
        .collect()
}

/// The letters of the groups that this one is significantly above.
fn letters(
    tested: bool,
    groups: usize,
    group: usize,
    higher_than: impl Fn(usize) -> Option<f64>,
) -> String {
    if !tested {
        return String::new();
    }
    let pairs = (groups * groups.saturating_sub(1) / 2).max(1) as f64;
    (0..groups)
        .filter(|&other| other != group && higher_than(other).is_some_and(|p| p * pairs < 0.05))
        .map(letter)
        .collect()
}

/// What all cells of an attribute share.
fn blank(table: &Table, column: usize) -> Cell {
    let attribute = &table.attributes[column];
    Cell {
        column,
        attribute: attribute.name.clone(),
        level: None,
        place: 0,
        answers: attribute.kind,
        role: attribute.role,
        facet: attribute.facet,
        persona: 0,
        share: None,
        low: None,
        high: None,
        n: 0,
        base: 0,
        elsewhere: None,
        elsewhere_n: 0,
        overall: None,
        deviation: None,
        effect: None,
        apart: false,
        p: None,
        letters: String::new(),
    }
}
