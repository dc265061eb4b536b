//! Every attribute × level × persona: the numbers all statements are taken from.
//!
//! Shares are weighted, intervals stand on Kish's effective n, tests compare a persona with
//! everybody else. Attributes that made the segments carry no p and no letters: a test of them
//! would be circular.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::error::PersonaError;
use super::tally::{LevelTally, level_cells, number_cells};
use crate::statistic::{benjamini_hochberg, effective_n, wilson};
use crate::table::{Facet, Kind, Role, Table};

/// The label of a respondent who belongs to no group and is left out of every count.
pub const UNASSIGNED: u32 = u32::MAX;

/// One attribute × level × persona.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Place of the attribute in the table.
    pub column: usize,
    /// Machine name of the attribute.
    pub attribute: String,
    /// Level or option; `None` for a numeric attribute, whose cells hold means.
    pub level: Option<String>,
    /// Place of the level in the attribute.
    pub place: usize,
    /// What the attribute's answers are.
    pub answers: Kind,
    /// Role of the attribute.
    pub role: Role,
    /// Facet of the attribute.
    pub facet: Facet,
    /// The persona (segment), from 0.
    pub persona: usize,
    /// Weighted share (0..1) or mean among those of the persona who answered.
    pub share: Option<f64>,
    /// Lower end of the 95 % interval.
    pub low: Option<f64>,
    /// Upper end of the 95 % interval.
    pub high: Option<f64>,
    /// Respondents of the persona who gave this answer (for a mean: who answered), unweighted.
    pub n: u64,
    /// Respondents of the persona who answered, unweighted.
    pub base: u64,
    /// Share or mean among everybody else.
    pub elsewhere: Option<f64>,
    /// Respondents outside the persona who gave this answer, unweighted.
    pub elsewhere_n: u64,
    /// Share or mean among everybody.
    pub overall: Option<f64>,
    /// Standard deviation among everybody, for a numeric attribute.
    pub deviation: Option<f64>,
    /// Cohen's h or Hedges' g against everybody else.
    pub effect: Option<f64>,
    /// Whether the 95 % interval of the difference from everybody else excludes 0.
    pub apart: bool,
    /// p against everybody else: Benjamini–Hochberg over all tests of the descriptors (outcomes
    /// are a family of their own); empty for segmentation attributes.
    pub p: Option<f64>,
    /// Letters of the personas (A is the first) whose share is significantly lower: two-proportion
    /// z or Welch at 5 %, Bonferroni over the pairs of the line. Empty for segmentation attributes.
    pub letters: String,
}

/// Size of a persona.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct GroupSize {
    /// Respondents, unweighted.
    pub n: u64,
    /// Weighted share of all respondents that belong to a group, 0..1.
    pub share: f64,
    /// Lower end of its 95 % interval.
    pub low: f64,
    /// Upper end of its 95 % interval.
    pub high: f64,
}

/// The crosstab of a run.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Crosstab {
    /// Size of each persona.
    pub sizes: Vec<GroupSize>,
    /// Kish's effective n of all respondents that belong to a group.
    pub effective_n: f64,
    /// Cells by attribute (order of the table), level, persona.
    pub cells: Vec<Cell>,
}

impl Crosstab {
    /// Number of personas.
    pub fn groups(&self) -> usize {
        self.sizes.len()
    }

    /// The cells of one persona.
    pub fn of(&self, persona: usize) -> impl Iterator<Item = &Cell> {
        self.cells.iter().filter(move |c| c.persona == persona)
    }

    /// The cell of a persona for an attribute and level (`None`: the mean).
    pub fn cell(&self, persona: usize, attribute: &str, level: Option<&str>) -> Option<&Cell> {
        self.cells.iter().find(|c| {
            c.persona == persona && c.attribute == attribute && c.level.as_deref() == level
        })
    }
}

/// The letter of a persona: A, B, …, Z, AA, AB, …
pub fn letter(persona: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = persona + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Counts, shares, intervals and tests of every described attribute for every persona.
///
/// `labels`: one a respondent, below `groups`, or [`UNASSIGNED`]. Dates and texts are not described,
/// nor are attributes whose role is none of segmentation, descriptor, outcome.
/// O(respondents × attributes + cells × groups), attributes in parallel.
pub fn crosstab(table: &Table, labels: &[u32], groups: usize) -> Result<Crosstab, PersonaError> {
    check_labels(table, labels, groups)?;
    let columns: Vec<usize> = (0..table.attributes.len())
        .filter(|&column| is_described(table, column))
        .collect();
    let mut cells: Vec<Cell> = columns
        .par_iter()
        .map(|&column| match table.attributes[column].kind {
            Kind::Numeric => number_cells(table, column, labels, groups),
            _ => level_cells(
                table,
                column,
                &LevelTally::of(table, column, labels, groups),
            ),
        })
        .collect::<Vec<_>>()
        .into_iter()
        .flatten()
        .collect();
    adjust(&mut cells, Role::Descriptor);
    adjust(&mut cells, Role::Outcome);
    Ok(Crosstab {
        sizes: sizes(table, labels, groups),
        effective_n: effective_n(members(table, labels).map(|row| table.weight(row))),
        cells,
    })
}

/// Every label is below `groups` or [`UNASSIGNED`], and there is one a respondent.
pub(super) fn check_labels(
    table: &Table,
    labels: &[u32],
    groups: usize,
) -> Result<(), PersonaError> {
    if labels.len() != table.len() {
        return Err(PersonaError::Length {
            what: "labels",
            got: labels.len(),
            expected: table.len(),
        });
    }
    let wrong = |&label: &u32| label != UNASSIGNED && label as usize >= groups;
    match labels.iter().position(wrong) {
        Some(row) => Err(PersonaError::Label {
            row,
            label: labels[row],
            count: groups,
        }),
        None => Ok(()),
    }
}

/// Whether an attribute is described at all.
pub(super) fn is_described(table: &Table, column: usize) -> bool {
    let attribute = &table.attributes[column];
    let role = matches!(
        attribute.role,
        Role::Segmentation | Role::Descriptor | Role::Outcome
    );
    role && !matches!(attribute.kind, Kind::Date | Kind::Text)
}

fn members(table: &Table, labels: &[u32]) -> impl Iterator<Item = usize> {
    (0..table.len()).filter(|&row| labels[row] != UNASSIGNED)
}

fn sizes(table: &Table, labels: &[u32], groups: usize) -> Vec<GroupSize> {
    let mut weight = vec![0.0; groups];
    let mut n = vec![0; groups];
    for row in members(table, labels) {
        weight[labels[row] as usize] += table.weight(row);
        n[labels[row] as usize] += 1;
    }
    let total: f64 = weight.iter().sum();
    let effective = effective_n(members(table, labels).map(|row| table.weight(row)));
    (0..groups)
        .map(|group| {
            let share = if total > 0.0 {
                weight[group] / total
            } else {
                0.0
            };
            let interval = wilson(share, effective);
            GroupSize {
                n: n[group],
                share,
                low: interval.map_or(0.0, |i| i.low),
                high: interval.map_or(1.0, |i| i.high),
            }
        })
        .collect()
}

/// Benjamini–Hochberg over the raw p of all cells of one role.
fn adjust(cells: &mut [Cell], role: Role) {
    let places: Vec<usize> = (0..cells.len())
        .filter(|&i| cells[i].role == role && cells[i].p.is_some())
        .collect();
    let raw: Vec<f64> = places.iter().filter_map(|&i| cells[i].p).collect();
    for (&i, p) in places.iter().zip(benjamini_hochberg(&raw)) {
        cells[i].p = Some(p);
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{categorical, numeric, table};
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        let letters: Vec<String> = [0, 25, 26, 27, 701, 702].map(letter).to_vec();
        assert_eq!(letters, ["A", "Z", "AA", "AB", "ZZ", "AAA"]);
    }

    #[test]
    fn shares_are_weighted_and_bases_count_only_those_who_answered() {
        let mut t = table(6);
        t.weights = Some(vec![3.0, 1.0, 1.0, 1.0, 1.0, 1.0]);
        let answers = [Some(0), Some(1), None, Some(1), Some(1), Some(0)];
        t.attributes
            .push(categorical("tea", &["yes", "no"], &answers));
        let tab = crosstab(&t, &[0, 0, 0, 1, 1, UNASSIGNED], 2).expect("a crosstab");
        let yes = tab.cell(0, "tea", Some("yes")).expect("a cell");
        assert_eq!((yes.n, yes.base), (1, 2));
        assert_eq!(yes.share, Some(0.75));
        assert_eq!(yes.elsewhere, Some(0.0));
        assert_eq!(yes.overall, Some(0.5));
        assert!((tab.sizes[0].share - 5.0 / 7.0).abs() < 1e-12);
        assert_eq!(tab.sizes[0].n, 3);
    }

    #[test]
    fn segmentation_attributes_carry_no_p_and_no_letters() {
        let mut t = table(200);
        let answers: Vec<Option<u32>> = (0..200).map(|i| Some(u32::from(i >= 100))).collect();
        let mut made = categorical("made", &["a", "b"], &answers);
        made.role = Role::Segmentation;
        let mut told = categorical("told", &["a", "b"], &answers);
        told.role = Role::Descriptor;
        t.attributes = vec![made, told];
        let labels: Vec<u32> = (0..200).map(|i| u32::from(i >= 100)).collect();
        let tab = crosstab(&t, &labels, 2).expect("a crosstab");
        let made = tab.cell(0, "made", Some("a")).expect("a cell");
        assert_eq!((made.p, made.letters.as_str()), (None, ""));
        assert!(made.apart);
        let told = tab.cell(0, "told", Some("a")).expect("a cell");
        assert!(told.p.expect("a p") < 1e-6);
        assert_eq!(told.letters, "B");
    }

    #[test]
    fn constant_and_empty_columns_give_no_number_that_is_not_one() {
        let mut t = table(10);
        t.attributes = vec![
            categorical("constant", &["same"], &[Some(0); 10]),
            categorical("empty", &["a", "b"], &[None; 10]),
            numeric("flat", &[Some(3.0); 10]),
            numeric("void", &[None; 10]),
        ];
        let labels = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1];
        let tab = crosstab(&t, &labels, 3).expect("a crosstab");
        for cell in &tab.cells {
            for value in [
                cell.share,
                cell.low,
                cell.high,
                cell.elsewhere,
                cell.overall,
                cell.effect,
                cell.p,
                cell.deviation,
            ] {
                assert!(value.unwrap_or(0.0).is_finite(), "{cell:?}");
            }
        }
        assert_eq!(tab.cell(0, "void", None).expect("a cell").share, None);
        assert_eq!(tab.sizes[2].n, 0);
    }

    #[test]
    fn labels_that_do_not_fit_are_an_error() {
        let t = table(3);
        assert!(matches!(
            crosstab(&t, &[0, 1], 2),
            Err(PersonaError::Length { .. })
        ));
        assert!(matches!(
            crosstab(&t, &[0, 1, 2], 2),
            Err(PersonaError::Label { row: 2, .. })
        ));
    }

    #[test]
    fn scaled_weights_change_nothing() {
        let mut t = table(50);
        let answers: Vec<Option<u32>> = (0..50).map(|i| (i % 7 != 0).then_some(i % 3)).collect();
        t.attributes = vec![categorical("x", &["a", "b", "c"], &answers)];
        let weights: Vec<f64> = (0..50).map(|i| 1.0 + f64::from(i % 5)).collect();
        let labels: Vec<u32> = (0..50).map(|i| i % 2).collect();
        t.weights = Some(weights.clone());
        let one = crosstab(&t, &labels, 2).expect("a crosstab");
        t.weights = Some(weights.iter().map(|w| w * 8.0).collect());
        assert_eq!(one, crosstab(&t, &labels, 2).expect("a crosstab"));
    }
}
