//! Small tables for the tests of this room.

use crate::statistic::{hash, unit};
use crate::table::{Answer, Attribute, Facet, Kind, LevelLabel, Role, Table, Values};

/// A table of `n` respondents without attributes.
pub(crate) fn table(n: usize) -> Table {
    Table {
        ids: (0..n).map(|i| format!("r{i:05}")).collect(),
        ..Table::default()
    }
}

fn attribute(name: &str, kind: Kind, answers: Vec<Answer>, values: Values) -> Attribute {
    Attribute {
        name: name.to_owned(),
        label: name.to_owned(),
        question: String::new(),
        phrase: String::new(),
        kind,
        role: Role::Descriptor,
        facet: Facet::Attitude,
        levels: Vec::new(),
        level_labels: Vec::new(),
        answers,
        values,
    }
}

fn given<T>(answers: &[Option<T>]) -> Vec<Answer> {
    let one = |a: &Option<T>| {
        if a.is_some() {
            Answer::Given
        } else {
            Answer::Missing
        }
    };
    answers.iter().map(one).collect()
}

/// A single-choice descriptor.
pub(crate) fn categorical(name: &str, levels: &[&str], answers: &[Option<u32>]) -> Attribute {
    let values = Values::Level(answers.iter().map(|a| a.unwrap_or(0)).collect());
    let mut made = attribute(name, Kind::Categorical, given(answers), values);
    made.levels = levels.iter().map(|&l| l.to_owned()).collect();
    made.level_labels = vec![LevelLabel::default(); levels.len()];
    made
}

/// A numeric descriptor.
pub(crate) fn numeric(name: &str, answers: &[Option<f64>]) -> Attribute {
    let values = Values::Number(answers.iter().map(|a| a.unwrap_or(f64::NAN)).collect());
    attribute(name, Kind::Numeric, given(answers), values)
}

/// A multi-select descriptor; `chosen` is row-major.
pub(crate) fn multi(name: &str, options: &[&str], chosen: &[bool]) -> Attribute {
    let rows = chosen.len() / options.len();
    let values = Values::Flags(chosen.to_vec());
    let mut made = attribute(name, Kind::Multi, vec![Answer::Given; rows], values);
    made.levels = options.iter().map(|&l| l.to_owned()).collect();
    made.level_labels = vec![LevelLabel::default(); options.len()];
    made
}

/// `n` respondents of `groups` planted groups (`row % groups`), `questions` three-level
/// segmentation questions over the facets: each group keeps to a level of its own with
/// probability `loyalty`. Returns the table and the planted labels.
pub(crate) fn planted(
    n: usize,
    groups: usize,
    questions: usize,
    loyalty: f64,
    seed: u64,
) -> (Table, Vec<u32>) {
    let facets = [
        Facet::Demographic,
        Facet::Goal,
        Facet::Frustration,
        Facet::Behaviour,
        Facet::Attitude,
        Facet::Environment,
        Facet::Channel,
    ];
    let labels: Vec<u32> = (0..n).map(|row| (row % groups) as u32).collect();
    let mut t = table(n);
    for q in 0..questions {
        let answers: Vec<Option<u32>> = (0..n)
            .map(|row| {
                let own = hash(&[7, u64::from(labels[row]), q as u64]) % 3;
                let keeps = unit(&[seed, 1, q as u64, row as u64]) < loyalty;
                let any = (unit(&[seed, 2, q as u64, row as u64]) * 3.0) as u64;
                Some(if keeps { own } else { any } as u32)
            })
            .collect();
        let mut made = categorical(&format!("q{q}"), &["low", "middle", "high"], &answers);
        made.role = Role::Segmentation;
        made.facet = facets[q % facets.len()];
        t.attributes.push(made);
    }
    (t, labels)
}
