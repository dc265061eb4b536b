//! What can be said of a persona: distinctive and typical statements.

use serde::{Deserialize, Serialize};

use super::crosstab::{Cell, Crosstab};
use super::statement::{Statement, StatementKind, StatementRef};
use crate::table::{Facet, Kind, Role, Table};

/// The smallest |effect| of a distinctive statement.
pub const SMALLEST_EFFECT: f64 = 0.2;
/// The largest adjusted p of a distinctive statement about a descriptor.
pub const LARGEST_P: f64 = 0.05;
/// The smallest share of a typical statement.
pub const TYPICAL_SHARE: f64 = 0.5;
/// Statements on a card.
pub const CARD: usize = 12;
/// Statements of one facet on a card.
pub const OF_A_FACET: usize = 3;
/// Statements about one single-choice attribute on a card.
const OF_AN_ATTRIBUTE: usize = 2;

/// The statements of a persona, most distinctive first, then typical ones: at most [`CARD`], and
/// [`OF_A_FACET`] a facet. Those in `pinned` come along whatever their numbers.
///
/// *Distinctive*: |effect| ≥ 0.2, the interval of the difference excludes 0, and for descriptors
/// the adjusted p is under 0.05. *Typical*: half of those asked say so, and half of the persona
/// was asked. Of a single-choice question a card says what the persona says more often; what it
/// says less often only where nothing is said more. Outcomes and constant columns are left out.
/// O(cells log cells).
pub fn describe(crosstab: &Crosstab, persona: usize, pinned: &[StatementRef]) -> Vec<Statement> {
    let cells: Vec<&Cell> = crosstab
        .of(persona)
        .filter(|c| c.role != Role::Outcome && !is_constant(c))
        .collect();
    let size = crosstab.sizes.get(persona).map_or(0, |s| s.n);
    let mut card = Card::default();
    for cell in crosstab.of(persona) {
        let at = |r: &StatementRef| r.attribute == cell.attribute && r.level == cell.level;
        if pinned.iter().any(at) {
            let kind = if is_distinctive(cell) {
                StatementKind::Distinctive
            } else {
                StatementKind::Typical
            };
            card.force(cell, kind);
        }
    }
    let mut distinctive: Vec<&Cell> = cells
        .iter()
        .copied()
        .filter(|c| is_distinctive(c) && !is_implied(c, &cells))
        .collect();
    distinctive.sort_by(|a, b| strength(b).total_cmp(&strength(a)).then(place(a, b)));
    for cell in distinctive {
        card.offer(cell, StatementKind::Distinctive);
    }
    let mut typical: Vec<&Cell> = cells
        .iter()
        .copied()
        .filter(|c| is_typical(c, size))
        .collect();
    let signed = |c: &Cell| c.effect.unwrap_or(0.0);
    typical.sort_by(|a, b| {
        let effect = signed(b).total_cmp(&signed(a));
        effect
            .then_with(|| b.share.unwrap_or(0.0).total_cmp(&a.share.unwrap_or(0.0)))
            .then(place(a, b))
    });
    for cell in typical {
        card.offer(cell, StatementKind::Typical);
    }
    card.statements
        .sort_by_key(|s| s.kind != StatementKind::Distinctive);
    card.statements
}

/// What an audience without groups is like: the answers of everybody.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct TypicalProfile {
    /// Respondents, unweighted.
    pub n: u64,
    /// Kish's effective n.
    pub effective_n: f64,
    /// For each described attribute its [`LEVELS_OF_A_PROFILE`] commonest levels, or its mean, in
    /// the order of the table.
    pub statements: Vec<Statement>,
}

/// Levels shown for each attribute of a typical profile.
pub const LEVELS_OF_A_PROFILE: usize = 6;

/// The typical profile of a whole audience, from a crosstab with one group.
///
/// A run whose verdict is `none` shows this instead of personas. O(cells log cells).
pub fn typical_profile(crosstab: &Crosstab) -> TypicalProfile {
    let mut statements = Vec::new();
    let cells: Vec<&Cell> = crosstab.of(0).filter(|c| c.share.is_some()).collect();
    for question in cells.chunk_by(|a, b| a.column == b.column) {
        let mut levels = question.to_vec();
        levels.sort_by(|a, b| {
            let share = b.share.unwrap_or(0.0).total_cmp(&a.share.unwrap_or(0.0));
            share.then(place(a, b))
        });
        levels.truncate(LEVELS_OF_A_PROFILE);
        statements.extend(
            levels
                .into_iter()
                .filter(|c| c.n > 0)
                .map(|c| statement(c, StatementKind::Typical)),
        );
    }
    TypicalProfile {
        n: crosstab.sizes.first().map_or(0, |s| s.n),
        effective_n: crosstab.effective_n,
        statements,
    }
}

/// Which references point at nothing in the table (an attribute or level that is gone).
pub fn dangling<'a>(references: &'a [StatementRef], table: &Table) -> Vec<&'a StatementRef> {
    let found = |r: &StatementRef| {
        table.attribute(&r.attribute).is_some_and(|attribute| {
            r.level
                .as_ref()
                .is_none_or(|level| attribute.levels.contains(level))
        })
    };
    references.iter().filter(|r| !found(r)).collect()
}

/// A cell as a statement.
pub fn statement(cell: &Cell, kind: StatementKind) -> Statement {
    let numeric = cell.answers == Kind::Numeric;
    Statement {
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
        overall: cell.overall,
        effect: cell.effect,
        p: cell.p,
        n: cell.n,
        base: cell.base,
    }
}

/// Whether a persona differs from everybody else in a cell, by size and by sureness.
pub fn is_distinctive(cell: &Cell) -> bool {
    let sure = cell.role == Role::Segmentation || cell.p.is_some_and(|p| p < LARGEST_P);
    strength(cell) >= SMALLEST_EFFECT && cell.apart && sure
}

fn is_typical(cell: &Cell, size: u64) -> bool {
    cell.answers != Kind::Numeric
        && cell.share.is_some_and(|s| s >= TYPICAL_SHARE)
        && cell.base * 2 >= size
}

/// Everybody everywhere says the same: nothing to tell.
fn is_constant(cell: &Cell) -> bool {
    cell.answers != Kind::Numeric && cell.overall == Some(1.0)
}

/// A single-choice level said less often, where another level is distinctly said more often.
fn is_implied(cell: &Cell, cells: &[&Cell]) -> bool {
    let less = |c: &Cell| c.effect.unwrap_or(0.0) < 0.0;
    matches!(cell.answers, Kind::Ordinal | Kind::Categorical)
        && less(cell)
        && cells
            .iter()
            .any(|c| c.column == cell.column && is_distinctive(c) && !less(c))
}

fn strength(cell: &Cell) -> f64 {
    cell.effect.unwrap_or(0.0).abs()
}

fn place(a: &Cell, b: &Cell) -> std::cmp::Ordering {
    (a.column, a.place).cmp(&(b.column, b.place))
}

#[derive(Default)]
struct Card {
    statements: Vec<Statement>,
}

impl Card {
    fn holds(&self, cell: &Cell) -> bool {
        self.statements
            .iter()
            .any(|s| s.attribute == cell.attribute && s.level == cell.level)
    }

    fn force(&mut self, cell: &Cell, kind: StatementKind) {
        if !self.holds(cell) {
            self.statements.push(statement(cell, kind));
        }
    }

    fn offer(&mut self, cell: &Cell, kind: StatementKind) {
        let facet = |facet: Facet| self.statements.iter().filter(|s| s.facet == facet).count();
        let about = self
            .statements
            .iter()
            .filter(|s| s.attribute == cell.attribute)
            .count();
        let single = cell.answers != Kind::Multi;
        let room = self.statements.len() < CARD
            && facet(cell.facet) < OF_A_FACET
            && !(single && about >= OF_AN_ATTRIBUTE);
        if room {
            self.force(cell, kind);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::crosstab::crosstab;
    use super::super::fixture::{categorical, multi, numeric, planted, table};
    use super::*;

    #[test]
    fn planted_traits_are_distinctive_and_noise_is_not() {
        let (mut t, labels) = planted(400, 4, 8, 0.9, 1);
        let noise: Vec<Option<u32>> = (0..400).map(|i| Some((i / 4) % 2)).collect();
        t.attributes.push(categorical("noise", &["x", "y"], &noise));
        let tab = crosstab(&t, &labels, 4).expect("a crosstab");
        for persona in 0..4 {
            let statements = describe(&tab, persona, &[]);
            assert!(statements.len() >= 5, "{}", statements.len());
            assert!(statements.len() <= CARD);
            let distinctive = statements
                .iter()
                .filter(|s| s.kind == StatementKind::Distinctive);
            assert!(distinctive.clone().count() >= 4);
            assert!(distinctive.clone().all(|s| s.attribute != "noise"));
            for s in &statements {
                assert!(s.p.is_none() == (s.role == Role::Segmentation));
                assert!(s.low <= s.value() && s.value() <= s.high);
            }
        }
    }

    #[test]
    fn a_facet_never_takes_more_than_three_places() {
        let (mut t, labels) = planted(400, 2, 12, 0.95, 2);
        for attribute in &mut t.attributes {
            attribute.facet = Facet::Goal;
        }
        let tab = crosstab(&t, &labels, 2).expect("a crosstab");
        assert_eq!(describe(&tab, 0, &[]).len(), OF_A_FACET);
    }

    #[test]
    fn a_two_level_question_gives_one_distinctive_statement_not_two() {
        let mut t = table(100);
        let answers: Vec<Option<u32>> = (0..100).map(|i| Some(u32::from(i % 2 == 1))).collect();
        t.attributes = vec![categorical("tea", &["yes", "no"], &answers)];
        let labels: Vec<u32> = (0..100).map(|i| u32::from(i % 2 == 1)).collect();
        let tab = crosstab(&t, &labels, 2).expect("a crosstab");
        let statements = describe(&tab, 0, &[]);
        assert_eq!(statements.len(), 1);
        assert_eq!(statements[0].level.as_deref(), Some("yes"));
    }

    #[test]
    fn an_option_a_persona_avoids_can_be_distinctive() {
        let mut t = table(100);
        let chosen: Vec<bool> = (0..100).flat_map(|i| [i % 2 == 0, true]).collect();
        t.attributes = vec![multi("uses", &["app", "shop"], &chosen)];
        let labels: Vec<u32> = (0..100).map(|i| i % 2).collect();
        let tab = crosstab(&t, &labels, 2).expect("a crosstab");
        let avoids = describe(&tab, 1, &[]);
        assert_eq!(avoids.len(), 1, "a constant option says nothing");
        assert_eq!(avoids[0].level.as_deref(), Some("app"));
        assert!(avoids[0].effect.expect("an effect") < 0.0);
    }

    #[test]
    fn a_pinned_statement_is_on_the_card_whatever_its_numbers() {
        let (mut t, labels) = planted(200, 2, 6, 0.9, 3);
        t.attributes.push(numeric("age", &vec![Some(40.0); 200]));
        let tab = crosstab(&t, &labels, 2).expect("a crosstab");
        let pin = StatementRef {
            attribute: "age".to_owned(),
            level: None,
        };
        let found = |pins: &[StatementRef]| {
            describe(&tab, 0, pins)
                .iter()
                .any(|s| s.attribute == "age" && s.mean == Some(40.0) && s.share.is_none())
        };
        assert!(found(std::slice::from_ref(&pin)));
        assert!(!found(&[]));
        let gone = StatementRef {
            attribute: "shoe size".to_owned(),
            level: None,
        };
        assert_eq!(dangling(&[pin, gone.clone()], &t), [&gone]);
    }

    #[test]
    fn an_outcome_never_stands_on_a_card() {
        let (mut t, labels) = planted(200, 2, 3, 0.9, 4);
        let bought: Vec<Option<u32>> = labels.iter().map(|&l| Some(l)).collect();
        let mut outcome = categorical("bought", &["no", "yes"], &bought);
        outcome.role = Role::Outcome;
        t.attributes.push(outcome);
        let tab = crosstab(&t, &labels, 2).expect("a crosstab");
        assert!(tab.cell(0, "bought", Some("yes")).is_some());
        assert!(
            describe(&tab, 0, &[])
                .iter()
                .all(|s| s.attribute != "bought")
        );
    }

    #[test]
    fn a_typical_profile_says_the_published_shares_even_under_a_half() {
        let mut t = table(577);
        let sex: Vec<Option<u32>> = (0..577).map(|i| Some(u32::from(i >= 300))).collect();
        let found: Vec<Option<u32>> = (0..577)
            .map(|i| {
                Some(
                    [133, 248, 317, 577]
                        .iter()
                        .position(|&c| i < c)
                        .unwrap_or(3) as u32,
                )
            })
            .collect();
        t.attributes = vec![
            categorical("sex", &["woman", "man"], &sex),
            categorical("hired", &["board", "referral", "network", "other"], &found),
        ];
        let tab = crosstab(&t, &[0; 577], 1).expect("a crosstab");
        let profile = typical_profile(&tab);
        let share = |level: &str| {
            let s = profile
                .statements
                .iter()
                .find(|s| s.level.as_deref() == Some(level));
            s.and_then(|s| s.share).expect("a share")
        };
        assert!((share("woman") - 0.52).abs() < 0.001);
        assert!((share("board") - 0.2305).abs() < 0.001);
        assert!(
            profile
                .statements
                .iter()
                .all(|s| s.elsewhere.is_none() && s.p.is_none())
        );
        assert_eq!(profile.n, 577);
    }
}
