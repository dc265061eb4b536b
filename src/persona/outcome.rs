//! Do the segments predict what they have not seen? Outcomes on held-out respondents.
//!
//! Five folds: segments are fitted on four, the fifth is assigned; each fold's segments are named
//! after the run's by the best assignment on the rows that were fitted (Kuhn 1955). Then Cramér's V
//! or eta² of the outcome over the assigned segments of all folds together.

use serde::{Deserialize, Serialize};

use super::error::PersonaError;
use super::hungarian::best_assignment;
use crate::statistic::{cramers_v, eta_squared, hash};
use crate::table::{Attribute, Kind, Role, Table};

/// Folds.
pub const FOLDS: usize = 5;

/// How well held-out segments separate an outcome.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutcomeValidity {
    /// Machine name of the outcome.
    pub attribute: String,
    /// Option of a multi-select outcome.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// What is measured.
    pub measure: Measure,
    /// On held-out respondents, 0..1.
    pub held_out: f64,
    /// With the run's own segments, 0..1.
    pub in_sample: f64,
    /// Respondents who answered.
    pub n: u64,
}

/// A measure of association.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Measure {
    /// Cramér's V, for levels and options.
    #[serde(rename = "cramers_v")]
    CramersV,
    /// Eta², for numbers.
    #[serde(rename = "eta_squared")]
    EtaSquared,
}

/// A label for every respondent, from segments that were fitted on other respondents.
///
/// `kept`: who may be fitted on (`None`: all). `fit_assign(train, all)` fits on the rows `train` and
/// gives a label below `groups` for each row of `all` (every respondent, in order). A fold whose fit
/// fails gives `None`, and so does the whole. Folds are drawn by `seed` and the respondent's id, so
/// the order of rows does not matter. Cost: five fits.
pub fn held_out_labels(
    table: &Table,
    labels: &[u32],
    groups: usize,
    kept: Option<&[bool]>,
    seed: u64,
    mut fit_assign: impl FnMut(&[usize]) -> Option<Vec<u32>>,
) -> Result<Option<Vec<u32>>, PersonaError> {
    super::crosstab::check_labels(table, labels, groups)?;
    let folds = folds(&table.ids, seed);
    let mut held_out = vec![super::crosstab::UNASSIGNED; table.len()];
    for fold in 0..FOLDS {
        let train: Vec<usize> = (0..table.len())
            .filter(|&row| folds[row] != fold && kept.is_none_or(|k| k[row]))
            .collect();
        let Some(assigned) = fit_assign(&train) else {
            return Ok(None);
        };
        if assigned.len() != table.len() {
            return Err(PersonaError::Length {
                what: "labels of a fold",
                got: assigned.len(),
                expected: table.len(),
            });
        }
        let named = names_of(&assigned, labels, groups, &train);
        for row in (0..table.len()).filter(|&row| folds[row] == fold) {
            let name = named.get(assigned[row] as usize).copied().flatten();
            held_out[row] = name.map_or(super::crosstab::UNASSIGNED, |n| n as u32);
        }
    }
    Ok(Some(held_out))
}

/// The fold of each respondent: its place, by a hash of its id, modulo [`FOLDS`].
pub(super) fn folds(ids: &[String], seed: u64) -> Vec<usize> {
    let key = |id: &str| {
        let parts: Vec<u64> = std::iter::once(seed)
            .chain(id.bytes().map(u64::from))
            .collect();
        hash(&parts)
    };
    let mut order: Vec<(u64, usize)> = ids
        .iter()
        .enumerate()
        .map(|(row, id)| (key(id), row))
        .collect();
    order.sort_unstable();
    let mut folds = vec![0; ids.len()];
    for (place, &(_, row)) in order.iter().enumerate() {
        folds[row] = place % FOLDS;
    }
    folds
}

/// The run's segment that each of a fold's segments is, by the rows both have.
fn names_of(
    assigned: &[u32],
    labels: &[u32],
    groups: usize,
    train: &[usize],
) -> Vec<Option<usize>> {
    let mut both = vec![vec![0.0; groups]; groups];
    for &row in train {
        let (a, l) = (assigned[row] as usize, labels[row] as usize);
        if a < groups && l < groups {
            both[a][l] += 1.0;
        }
    }
    best_assignment(&both)
}

/// How well segments separate each outcome of the table, on held-out labels and on the run's own.
///
/// Outcomes nobody answered, or that have one value, are left out. O(respondents × outcomes).
pub fn outcome_validity(
    table: &Table,
    labels: &[u32],
    held_out: &[u32],
    groups: usize,
) -> Result<Vec<OutcomeValidity>, PersonaError> {
    super::crosstab::check_labels(table, labels, groups)?;
    super::crosstab::check_labels(table, held_out, groups)?;
    let mut results = Vec::new();
    for outcome in table.with_role(Role::Outcome) {
        let levels: Vec<Option<usize>> = match outcome.kind {
            Kind::Multi => (0..outcome.levels.len()).map(Some).collect(),
            Kind::Date | Kind::Text => Vec::new(),
            _ => vec![None],
        };
        for level in levels {
            let measured = association(table, outcome, level, held_out, groups)
                .zip(association(table, outcome, level, labels, groups));
            let Some((held, own)) = measured else {
                continue;
            };
            results.push(OutcomeValidity {
                attribute: outcome.name.clone(),
                level: level.map(|l| outcome.levels[l].clone()),
                measure: if outcome.kind == Kind::Numeric {
                    Measure::EtaSquared
                } else {
                    Measure::CramersV
                },
                held_out: held.0,
                in_sample: own.0,
                n: held.1,
            });
        }
    }
    Ok(results)
}

fn association(
    table: &Table,
    outcome: &Attribute,
    option: Option<usize>,
    labels: &[u32],
    groups: usize,
) -> Option<(f64, u64)> {
    let rows = (0..table.len()).filter(|&row| (labels[row] as usize) < groups);
    if outcome.kind == Kind::Numeric {
        let items: Vec<(usize, f64, f64)> = rows
            .filter_map(|row| {
                let value = outcome.number(row).filter(|v| v.is_finite())?;
                Some((labels[row] as usize, value, table.weight(row)))
            })
            .collect();
        let n = items.len() as u64;
        return eta_squared(groups, &items).map(|eta| (eta, n));
    }
    let width = option.map_or(outcome.levels.len(), |_| 2);
    let mut counts = vec![vec![0.0; width]; groups];
    let mut n = 0;
    for row in rows {
        let place = match option {
            Some(level) => outcome.has(row, level).map(usize::from),
            None => outcome.level(row),
        };
        if let Some(place) = place {
            counts[labels[row] as usize][place] += table.weight(row);
            n += 1;
        }
    }
    cramers_v(&counts).map(|v| (v, n))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{categorical, multi, numeric, planted};
    use super::*;

    fn with_outcomes(n: usize) -> (Table, Vec<u32>) {
        let (mut t, labels) = planted(n, 3, 6, 0.9, 3);
        let noise: Vec<Option<u32>> = (0..n)
            .map(|row| Some((crate::statistic::unit(&[5, row as u64]) * 2.0) as u32))
            .collect();
        let buys: Vec<Option<u32>> = labels.iter().map(|&l| Some(u32::from(l == 1))).collect();
        let spent: Vec<Option<f64>> = labels.iter().map(|&l| Some(f64::from(l) * 10.0)).collect();
        let flags: Vec<bool> = labels.iter().flat_map(|&l| [l == 0, true]).collect();
        for mut outcome in [
            categorical("noise", &["no", "yes"], &noise),
            categorical("buys", &["no", "yes"], &buys),
            numeric("spent", &spent),
            multi("plans", &["trip", "nothing"], &flags),
            categorical("constant", &["x"], &vec![Some(0); n]),
        ] {
            outcome.role = Role::Outcome;
            t.attributes.push(outcome);
        }
        (t, labels)
    }

    #[test]
    fn a_real_outcome_holds_on_respondents_not_fitted_on_and_noise_does_not() {
        let (t, labels) = with_outcomes(600);
        let truth = labels.clone();
        let held = held_out_labels(&t, &labels, 3, None, 7, |train| {
            assert!(train.len() >= 480 - 1);
            // Segments come in another order in every fold.
            Some(
                truth
                    .iter()
                    .map(|l| (l + train[0] as u32 + 1) % 3)
                    .collect(),
            )
        })
        .expect("labels fit")
        .expect("a fit");
        assert_eq!(held, labels);
        let validity = outcome_validity(&t, &labels, &held, 3).expect("labels fit");
        let of = |name: &str| {
            validity
                .iter()
                .find(|v| v.attribute == name)
                .expect("found")
        };
        assert!(of("buys").held_out > 0.99);
        assert!(of("spent").held_out > 0.99 && of("spent").measure == Measure::EtaSquared);
        assert!(of("noise").held_out < 0.15);
        assert_eq!(of("plans").level.as_deref(), Some("trip"));
        assert!(validity.iter().all(|v| v.attribute != "constant"));
    }

    #[test]
    fn folds_belong_to_respondents_not_to_rows() {
        let ids: Vec<String> = (0..50).map(|i| format!("id{i}")).collect();
        let mut turned = ids.clone();
        turned.reverse();
        let mut back = folds(&turned, 1);
        back.reverse();
        assert_eq!(folds(&ids, 1), back);
        assert_eq!(folds(&ids, 1).iter().filter(|&&f| f == 0).count(), 10);
    }

    #[test]
    fn a_fit_that_fails_gives_nothing_and_a_wrong_length_is_an_error() {
        let (t, labels) = with_outcomes(60);
        let none = held_out_labels(&t, &labels, 3, None, 7, |_| None);
        assert_eq!(none, Ok(None));
        let wrong = held_out_labels(&t, &labels, 3, None, 7, |_| Some(vec![0; 3]));
        assert!(wrong.is_err());
    }
}
