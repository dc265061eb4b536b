//! Small cells: what may be shown of personas to whom.
//!
//! *Team*: a share whose numerator is under the smallest cell becomes a bound. *Public*: a level is
//! published for all personas or for none; its counts and complements are 0 or at least the smallest
//! cell in every persona; where levels of a single-choice question are kept back, so are enough
//! others that what is left of the question is 0 or no small cell either (complementary suppression:
//! Cox, L. H. 1980, JASA 75). Shares are whole percents, n and base rounded to 5; nothing that tells
//! of the others (elsewhere, overall, effect, p, letters).
//!
//! What may be published never changes what was found: this room only takes away.

use std::collections::BTreeSet;

use super::card::{Coverage, PeopleBlock, Persona};
use super::crosstab::{Cell, Crosstab};
use super::describe::TypicalProfile;
use super::shown::{Audience, ProfileRow, ShownPersona, ShownStatement, SmallestCells, Withheld};
use super::statement::{Statement, StatementKind};
use super::title::title;
use super::wording::Language;
use crate::table::{Kind, Table};

/// Bounds people understand: "fewer than 1 in 10".
const BOUNDS: [u32; 11] = [2, 3, 4, 5, 8, 10, 15, 20, 30, 50, 100];

/// What an audience may see of a run.
#[derive(Debug)]
pub struct Release<'a> {
    crosstab: &'a Crosstab,
    audience: Audience,
    smallest: SmallestCells,
    /// Attribute and level (column, place) that may be published; used for the public only.
    published: BTreeSet<(usize, usize)>,
}

impl<'a> Release<'a> {
    /// The rule for one audience, from all cells of a run. O(cells × levels).
    pub fn new(crosstab: &'a Crosstab, audience: Audience, smallest: SmallestCells) -> Self {
        let published = if audience == Audience::Public {
            published(crosstab, smallest.public.max(1))
        } else {
            BTreeSet::new()
        };
        Self {
            crosstab,
            audience,
            smallest,
            published,
        }
    }

    /// The personas as they may be shown. `language`: of a public title, which is made anew from
    /// the statements that may be shown.
    pub fn personas(
        &self,
        table: &Table,
        personas: &[Persona],
        language: Language,
    ) -> Vec<ShownPersona> {
        let coverage = self.coverages(personas);
        let sizes = self.audience != Audience::Public
            || personas
                .iter()
                .all(|p| p.n == 0 || p.n >= self.smallest.public);
        personas
            .iter()
            .zip(coverage)
            .enumerate()
            .map(|(place, (persona, coverage))| {
                let public = self.audience == Audience::Public;
                let allowed: Vec<&Statement> = persona
                    .shown_statements()
                    .into_iter()
                    .filter(|s| self.statement(place, s).is_some())
                    .collect();
                let own_title = if public && persona.people.title.is_none() {
                    let visible: Vec<Statement> = allowed.iter().copied().cloned().collect();
                    title(table, &visible, language)
                } else {
                    persona.shown_title().to_owned()
                };
                ShownPersona {
                    slug: persona.slug.clone(),
                    name: persona.shown_name().to_owned(),
                    title: own_title,
                    portrait: persona.portrait.clone(),
                    share: sizes.then(|| {
                        if public {
                            percent(persona.share)
                        } else {
                            persona.share
                        }
                    }),
                    n: sizes.then(|| {
                        if public {
                            to_five(persona.n)
                        } else {
                            persona.n
                        }
                    }),
                    stability: persona
                        .stability
                        .map(|s| if public { percent(s) } else { s }),
                    coverage,
                    left_out: persona.shown_statements().len() - allowed.len(),
                    statements: allowed
                        .iter()
                        .filter_map(|s| self.statement(place, s))
                        .collect(),
                    people: PeopleBlock {
                        notes: persona.people.notes.clone().filter(|_| !public),
                        ..persona.people.clone()
                    },
                }
            })
            .collect()
    }

    /// The statements of a typical profile (a crosstab with one group) as they may be shown.
    pub fn profile(&self, profile: &TypicalProfile) -> Vec<ShownStatement> {
        profile
            .statements
            .iter()
            .filter_map(|s| self.statement(0, s))
            .collect()
    }

    /// A statement of a persona as it may be shown; `None` where it may not be shown at all.
    pub fn statement(&self, persona: usize, statement: &Statement) -> Option<ShownStatement> {
        let cell = self
            .crosstab
            .cell(persona, &statement.attribute, statement.level.as_deref())?;
        let shown = self.cell(cell, statement.kind);
        (shown.withheld != Withheld::All).then_some(shown)
    }

    /// Every row of the crosstab as it may be shown; `slugs`: of the personas, in order.
    pub fn rows(&self, slugs: &[String]) -> Vec<ProfileRow> {
        self.crosstab
            .cells
            .iter()
            .map(|cell| {
                let shown = self.cell(cell, StatementKind::Typical);
                let letters =
                    self.audience != Audience::Public && shown.withheld == Withheld::Nothing;
                ProfileRow {
                    attribute: shown.attribute,
                    level: shown.level.unwrap_or_default(),
                    role: shown.role,
                    facet: shown.facet,
                    persona: slugs.get(cell.persona).cloned().unwrap_or_default(),
                    share: shown.share.or(shown.mean),
                    low: shown.low,
                    high: shown.high,
                    n: shown.n,
                    base: shown.base,
                    overall: shown.overall,
                    effect: shown.effect,
                    p: shown.p,
                    letters: if letters {
                        cell.letters.clone()
                    } else {
                        String::new()
                    },
                    withheld: shown.withheld,
                }
            })
            .collect()
    }

    fn cell(&self, cell: &Cell, kind: StatementKind) -> ShownStatement {
        let numeric = cell.answers == Kind::Numeric;
        let mut shown = ShownStatement {
            attribute: cell.attribute.clone(),
            level: cell.level.clone(),
            role: cell.role,
            facet: cell.facet,
            kind,
            share: cell.share.filter(|_| !numeric),
            mean: cell.share.filter(|_| numeric),
            low: cell.low,
            high: cell.high,
            elsewhere: cell.elsewhere,
            elsewhere_fewer_than_one_in: None,
            overall: cell.overall,
            effect: cell.effect,
            p: cell.p,
            n: Some(cell.n),
            base: Some(cell.base),
            withheld: Withheld::Nothing,
        };
        match self.audience {
            Audience::Private => {}
            Audience::Team => self.for_team(cell, &mut shown),
            Audience::Public => self.for_public(cell, &mut shown),
        }
        shown
    }

    fn for_team(&self, cell: &Cell, shown: &mut ShownStatement) {
        let least = self.smallest.team;
        if cell.elsewhere.is_some() && cell.elsewhere_n < least {
            // The others' count is as small: their share, and what it can be computed from, goes.
            shown.elsewhere = None;
            shown.overall = None;
            shown.effect = None;
            let others = self.crosstab.cells.iter().filter(|c| {
                c.column == cell.column && c.place == cell.place && c.persona != cell.persona
            });
            let base = others.map(|c| c.base).sum();
            shown.elsewhere_fewer_than_one_in =
                bound(least, base).filter(|_| cell.answers != Kind::Numeric);
        }
        if cell.n >= least {
            return;
        }
        shown.withheld = match bound(least, cell.base) {
            Some(many) if cell.answers != Kind::Numeric => Withheld::FewerThanOneIn(many),
            _ => Withheld::All,
        };
        (shown.share, shown.mean, shown.low, shown.high) = (None, None, None, None);
        (shown.effect, shown.p, shown.n) = (None, None, None);
        shown.overall = None;
        if shown.withheld == Withheld::All {
            (shown.elsewhere, shown.base) = (None, None);
        }
    }

    fn for_public(&self, cell: &Cell, shown: &mut ShownStatement) {
        (shown.elsewhere, shown.overall, shown.effect, shown.p) = (None, None, None, None);
        if !self.published.contains(&(cell.column, cell.place)) {
            shown.withheld = Withheld::All;
            (shown.share, shown.mean, shown.low, shown.high) = (None, None, None, None);
            (shown.n, shown.base) = (None, None);
            return;
        }
        if cell.answers == Kind::Numeric {
            let step = coarse_step(cell.low, cell.high);
            let round = |v: Option<f64>| v.map(|v| (v / step).round() * step);
            shown.mean = round(shown.mean);
            shown.low = round(shown.low);
            shown.high = round(shown.high);
        } else {
            shown.share = shown.share.map(percent);
            shown.low = shown.low.map(percent);
            shown.high = shown.high.map(percent);
        }
        shown.n = shown.n.map(to_five);
        shown.base = shown.base.map(to_five);
    }

    /// Coverage for each persona; in public for all or for none.
    fn coverages(&self, personas: &[Persona]) -> Vec<Option<Coverage>> {
        if self.audience != Audience::Public {
            return personas.iter().map(|p| Some(p.coverage)).collect();
        }
        let least = self.smallest.public;
        let safe = personas.iter().all(|p| {
            let c = p.coverage;
            let apart = c.three_quarters.saturating_sub(c.all);
            [c.all, apart, c.base.saturating_sub(c.three_quarters)]
                .into_iter()
                .all(|count| count == 0 || count >= least)
        });
        let one = |p: &Persona| {
            safe.then(|| Coverage {
                all: to_five(p.coverage.all),
                three_quarters: to_five(p.coverage.three_quarters),
                base: to_five(p.coverage.base),
            })
        };
        personas.iter().map(one).collect()
    }
}

/// The levels that may be published: see the head of this file.
fn published(crosstab: &Crosstab, least: u64) -> BTreeSet<(usize, usize)> {
    let small = |count: u64| count > 0 && count < least;
    let mut allowed = BTreeSet::new();
    for question in crosstab.cells.chunk_by(|a, b| a.column == b.column) {
        let levels: Vec<&[Cell]> = question.chunk_by(|a, b| a.place == b.place).collect();
        let numeric = question[0].answers == Kind::Numeric;
        let mut open: Vec<bool> = levels
            .iter()
            .map(|cells| {
                cells.iter().all(|c| {
                    let complement = if numeric { 0 } else { c.base - c.n };
                    !small(c.n) && !small(complement)
                })
            })
            .collect();
        if matches!(question[0].answers, Kind::Ordinal | Kind::Categorical) {
            close_until_safe(&levels, &mut open, small);
        }
        for (cells, _) in levels.iter().zip(&open).filter(|(_, open)| **open) {
            allowed.insert((cells[0].column, cells[0].place));
        }
    }
    allowed
}

/// Keeps back the rarest open level again and again, until what is kept back of the question is
/// nobody or no small cell in every persona.
fn close_until_safe(levels: &[&[Cell]], open: &mut [bool], small: impl Fn(u64) -> bool) {
    let personas = levels.first().map_or(0, |cells| cells.len());
    loop {
        let kept_back = |persona: usize| -> u64 {
            let shown: u64 = levels
                .iter()
                .zip(open.iter())
                .filter(|(_, open)| **open)
                .map(|(cells, _)| cells[persona].n)
                .sum();
            levels[0][persona].base.saturating_sub(shown)
        };
        if (0..personas).all(|p| !small(kept_back(p))) {
            return;
        }
        let total = |level: usize| -> u64 { levels[level].iter().map(|c| c.n).sum() };
        let rarest = (0..levels.len())
            .filter(|&l| open[l])
            .min_by_key(|&l| (total(l), l));
        match rarest {
            Some(level) => open[level] = false,
            None => return,
        }
    }
}

/// The sharpest bound that says no more than "under `least` of `base`"; `None` where `base` is so
/// small that there is none.
fn bound(least: u64, base: u64) -> Option<u32> {
    BOUNDS
        .into_iter()
        .rev()
        .find(|&many| u64::from(many) * least <= base)
}

/// A share as a whole percent.
fn percent(share: f64) -> f64 {
    (share * 100.0).round() / 100.0
}

/// A count rounded to 5.
fn to_five(count: u64) -> u64 {
    (count + 2) / 5 * 5
}

/// A power of ten no smaller than a tenth, and no larger than the whole, of the interval's half
/// width: a mean is no sharper than what is known of it.
fn coarse_step(low: Option<f64>, high: Option<f64>) -> f64 {
    let half = low.zip(high).map_or(0.0, |(low, high)| (high - low) / 2.0);
    if half > 0.0 && half.is_finite() {
        10_f64.powf(half.log10().floor())
    } else {
        1.0
    }
}

#[cfg(test)]
mod tests;
