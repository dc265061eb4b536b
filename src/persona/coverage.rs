//! How many real respondents stand behind a card, and whom no card represents.
//!
//! Chapman, C. & Milham, R. (2006), "The personas' new clothes", HFES: a persona that says many
//! things at once may describe nobody. So each card is held against every respondent.

use super::card::{Coverage, Persona};
use super::crosstab::{UNASSIGNED, check_labels, crosstab};
use super::describe::describe;
use super::error::PersonaError;
use super::statement::Statement;
use crate::table::{Kind, Table};

/// What a card says about one attribute, to hold a respondent against.
#[derive(Debug)]
enum Claim {
    /// One of these levels is given.
    OneOf(usize, Vec<usize>),
    /// None of these levels is given.
    NoneOf(usize, Vec<usize>),
    /// The number is nearer to the persona's mean than to everybody else's.
    Nearer(usize, f64, f64),
}

/// A card as claims that a respondent meets or not.
///
/// Levels of one single-choice question are one claim (nobody can give two answers); each option
/// of a multi-select is its own. What is said less often here than elsewhere is met by not saying it.
#[derive(Debug)]
pub struct CardClaims {
    claims: Vec<Claim>,
}

impl CardClaims {
    /// The claims of a card. Statements about attributes or levels the table lacks are passed over.
    pub fn of(table: &Table, statements: &[Statement]) -> Self {
        let mut claims: Vec<Claim> = Vec::new();
        for statement in statements {
            let found = table
                .attributes
                .iter()
                .position(|a| a.name == statement.attribute);
            let Some(column) = found else { continue };
            let attribute = &table.attributes[column];
            if let (Some(mean), Some(elsewhere)) = (statement.mean, statement.elsewhere) {
                claims.push(Claim::Nearer(column, mean, elsewhere));
            }
            let level = statement
                .level
                .as_ref()
                .and_then(|l| attribute.levels.iter().position(|known| known == l));
            let Some(level) = level else { continue };
            let less = statement.effect.unwrap_or(0.0) < 0.0
                && statement.share.unwrap_or(1.0) < super::describe::TYPICAL_SHARE;
            let single = attribute.kind != Kind::Multi;
            let same = claims.iter_mut().find_map(|claim| match claim {
                Claim::OneOf(c, levels) if single && !less && *c == column => Some(levels),
                Claim::NoneOf(c, levels) if single && less && *c == column => Some(levels),
                _ => None,
            });
            match same {
                Some(levels) => levels.push(level),
                None if less => claims.push(Claim::NoneOf(column, vec![level])),
                None => claims.push(Claim::OneOf(column, vec![level])),
            }
        }
        Self { claims }
    }

    /// Claims met and claims the respondent answered; a question not answered counts in neither.
    pub fn met(&self, table: &Table, row: usize) -> (usize, usize) {
        let mut met = 0;
        let mut answered = 0;
        for claim in &self.claims {
            let meets = match claim {
                Claim::OneOf(column, levels) => any_level(table, *column, row, levels),
                Claim::NoneOf(column, levels) => {
                    any_level(table, *column, row, levels).map(|given| !given)
                }
                Claim::Nearer(column, mean, elsewhere) => table.attributes[*column]
                    .number(row)
                    .map(|x| (x - mean).abs() <= (x - elsewhere).abs()),
            };
            answered += usize::from(meets.is_some());
            met += usize::from(meets == Some(true));
        }
        (met, answered)
    }

    /// Whether a respondent answered half of the questions of the card, so that it can be judged.
    fn judges(&self, answered: usize) -> bool {
        answered > 0 && answered * 2 >= self.claims.len()
    }

    /// How many of the respondents `rows` match everything, and three quarters.
    ///
    /// Only respondents who answered half of the card's questions are held against it (`base`).
    pub fn coverage(&self, table: &Table, rows: impl Iterator<Item = usize>) -> Coverage {
        let mut coverage = Coverage::default();
        for row in rows {
            let (met, answered) = self.met(table, row);
            if self.judges(answered) {
                coverage.base += 1;
                coverage.all += u64::from(met == answered);
                coverage.three_quarters += u64::from(met * 4 >= answered * 3);
            }
        }
        coverage
    }
}

fn any_level(table: &Table, column: usize, row: usize, levels: &[usize]) -> Option<bool> {
    let attribute = &table.attributes[column];
    attribute.has(row, *levels.first()?)?;
    Some(
        levels
            .iter()
            .any(|&level| attribute.has(row, level) == Some(true)),
    )
}

/// The respondents who match less than half of what any card says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BadlyRepresented {
    /// One flag a respondent.
    pub rows: Vec<bool>,
    /// How many.
    pub n: u64,
    /// How many could be held against a card.
    pub base: u64,
    /// What sets them apart from those who are represented: descriptors only count where tested.
    pub who: Vec<Statement>,
}

/// Who is badly represented by every persona: respondents who, on each card they can be held
/// against, meet under half of its claims. O(respondents × statements).
pub fn badly_represented(
    table: &Table,
    labels: &[u32],
    personas: &[Persona],
) -> Result<BadlyRepresented, PersonaError> {
    check_labels(table, labels, personas.len())?;
    let cards: Vec<CardClaims> = personas
        .iter()
        .map(|p| CardClaims::of(table, &p.statements))
        .collect();
    let mut result = BadlyRepresented {
        rows: vec![false; table.len()],
        ..BadlyRepresented::default()
    };
    let mut side = vec![UNASSIGNED; table.len()];
    for row in (0..table.len()).filter(|&row| labels[row] != UNASSIGNED) {
        let mut judged = false;
        let mut represented = false;
        for card in &cards {
            let (met, answered) = card.met(table, row);
            if card.judges(answered) {
                judged = true;
                represented |= met * 2 >= answered;
            }
        }
        if judged {
            result.base += 1;
            result.n += u64::from(!represented);
            result.rows[row] = !represented;
            side[row] = u32::from(represented);
        }
    }
    if result.n > 0 && result.n < result.base {
        result.who = describe(&crosstab(table, &side, 2)?, 0, &[]);
    }
    Ok(result)
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{categorical, multi, numeric, planted, table};
    use super::*;

    fn cards(t: &Table, labels: &[u32], groups: usize) -> Vec<Vec<Statement>> {
        let tab = crosstab(t, labels, groups).expect("a crosstab");
        (0..groups).map(|g| describe(&tab, g, &[])).collect()
    }

    #[test]
    fn everybody_matches_a_card_that_says_what_everybody_of_the_persona_says() {
        let (t, labels) = planted(200, 2, 6, 1.0, 1);
        let statements = cards(&t, &labels, 2);
        let claims = CardClaims::of(&t, &statements[0]);
        let coverage = claims.coverage(&t, (0..200).filter(|&r| labels[r] == 0));
        assert_eq!(
            (coverage.all, coverage.three_quarters, coverage.base),
            (100, 100, 100)
        );
    }

    #[test]
    fn few_match_everything_when_each_answer_is_only_likely() {
        let (t, labels) = planted(400, 2, 12, 0.6, 2);
        let statements = cards(&t, &labels, 2);
        let claims = CardClaims::of(&t, &statements[0]);
        let coverage = claims.coverage(&t, (0..400).filter(|&r| labels[r] == 0));
        assert!(coverage.all < coverage.three_quarters);
        assert!(coverage.all * 4 < coverage.base, "{coverage:?}");
    }

    #[test]
    fn an_option_not_chosen_meets_a_claim_that_it_is_avoided_and_a_number_one_on_its_side() {
        let mut t = table(40);
        let chosen: Vec<bool> = (0..40).flat_map(|i| [i % 2 == 0, i % 4 == 0]).collect();
        let age: Vec<Option<f64>> = (0..40)
            .map(|i| Some(if i % 2 == 0 { 20.0 } else { 60.0 } + f64::from(i % 3)))
            .collect();
        t.attributes = vec![
            multi("uses", &["app", "shop"], &chosen),
            numeric("age", &age),
        ];
        let labels: Vec<u32> = (0..40).map(|i| i % 2).collect();
        let statements = cards(&t, &labels, 2);
        let claims = CardClaims::of(&t, &statements[1]);
        assert_eq!(claims.met(&t, 1).0, claims.met(&t, 1).1);
        assert_eq!(claims.met(&t, 0).0, 0);
    }

    #[test]
    fn those_whom_no_card_describes_are_counted_and_described() {
        let mut t = table(300);
        let answer = |q: u32| -> Vec<Option<u32>> {
            (0..300)
                .map(|i| {
                    Some(if i < 20 {
                        2
                    } else {
                        (i + u32::from(q > 9)) % 2
                    })
                })
                .collect()
        };
        t.attributes = (0..5)
            .map(|q| categorical(&format!("q{q}"), &["a", "b", "c"], &answer(q)))
            .collect();
        let labels: Vec<u32> = (0..300).map(|i| i % 2).collect();
        let statements = cards(&t, &labels, 2);
        let personas: Vec<Persona> = statements
            .into_iter()
            .map(|statements| Persona {
                slug: "p".to_owned(),
                name: String::new(),
                title: String::new(),
                portrait: String::new(),
                share: 0.5,
                n: 150,
                stability: None,
                coverage: Coverage::default(),
                statements,
                people: super::super::PeopleBlock::default(),
            })
            .collect();
        let badly = badly_represented(&t, &labels, &personas).expect("labels fit");
        assert_eq!((badly.n, badly.base), (20, 300));
        assert!(badly.rows[..20].iter().all(|&flag| flag));
        assert!(badly.who.iter().any(|s| s.level.as_deref() == Some("c")));
    }
}
