//! What an encoded table looks like.

use proptest::prelude::*;

use super::{Encoding, Mismatch};
use crate::table::{Answer, Attribute, Facet, Kind, Role, Table, Values};

fn attribute(name: &str, kind: Kind, levels: &[&str], values: Values) -> Attribute {
    let rows = match &values {
        Values::Number(v) => v.len(),
        Values::Level(v) => v.len(),
        Values::Flags(v) => v.len() / levels.len(),
        Values::Text(v) => v.len(),
    };
    Attribute {
        name: name.into(),
        label: String::new(),
        question: String::new(),
        phrase: String::new(),
        kind,
        role: Role::Segmentation,
        facet: Facet::Attitude,
        levels: levels.iter().map(|&level| level.to_owned()).collect(),
        level_labels: Vec::new(),
        answers: vec![Answer::Given; rows],
        values,
    }
}

fn table(attributes: Vec<Attribute>) -> Table {
    Table {
        ids: (0..attributes[0].answers.len())
            .map(|row| format!("r{row}"))
            .collect(),
        attributes,
        ..Table::default()
    }
}

fn fit(table: &Table) -> Encoding {
    Encoding::fit(table, &Encoding::segmentation_names(table))
}

/// Weighted variance of a question: the sum over its features.
fn voice(table: &Table, name: &str) -> f64 {
    let encoding = Encoding::fit(table, &[name]);
    let matrix = encoding.encode(table);
    let total: f64 = (0..table.len()).map(|row| table.weight(row)).sum();
    matrix
        .rows()
        .into_iter()
        .enumerate()
        .map(|(row, values)| {
            let square: f64 = values.iter().map(|&v| f64::from(v) * f64::from(v)).sum();
            square * table.weight(row) / total
        })
        .sum()
}

#[test]
fn a_quantity_a_scale_and_a_balanced_yes_or_no_have_the_same_voice() {
    let halves = (0..100).map(|row| u32::from(row < 50)).collect();
    let table = table(vec![
        attribute(
            "n",
            Kind::Numeric,
            &[],
            Values::Number((0..100).map(f64::from).collect()),
        ),
        attribute(
            "o",
            Kind::Ordinal,
            &["a", "b", "c"],
            Values::Level((0..100).map(|r| r % 3).collect()),
        ),
        attribute(
            "c",
            Kind::Categorical,
            &["no", "yes"],
            Values::Level(halves),
        ),
        attribute(
            "m",
            Kind::Multi,
            &["x", "y"],
            Values::Flags((0..200).map(|i| i % 4 < 2).collect()),
        ),
    ]);
    for name in ["n", "o", "c"] {
        assert!(
            (voice(&table, name) - 0.25).abs() < 1e-6,
            "{name}: {}",
            voice(&table, name)
        );
    }
    // Two balanced options over √(2/2): a quarter each.
    assert!(
        (voice(&table, "m") - 0.5).abs() < 1e-6,
        "{}",
        voice(&table, "m")
    );
}

#[test]
fn an_outlier_is_moved_to_the_99_percent_point() {
    let mut values: Vec<f64> = (0..200).map(f64::from).collect();
    values[7] = 1e9;
    let table = table(vec![attribute(
        "n",
        Kind::Numeric,
        &[],
        Values::Number(values),
    )]);
    let matrix = fit(&table).encode(&table);
    assert!(matrix.iter().all(|v| v.abs() < 1.5), "{matrix:?}");
}

#[test]
fn what_does_not_vary_is_dropped_and_named() {
    let mut never = attribute(
        "never",
        Kind::Categorical,
        &["a", "b"],
        Values::Level(vec![0, 1, 0]),
    );
    never.answers = vec![Answer::NotAsked; 3];
    let table = table(vec![
        attribute("same", Kind::Numeric, &[], Values::Number(vec![1e15; 3])),
        attribute("one", Kind::Ordinal, &["a", "b"], Values::Level(vec![1; 3])),
        attribute(
            "text",
            Kind::Text,
            &[],
            Values::Text(vec![String::new(); 3]),
        ),
        never,
        attribute(
            "kept",
            Kind::Categorical,
            &["a", "b"],
            Values::Level(vec![0, 1, 1]),
        ),
    ]);
    let encoding = fit(&table);
    assert_eq!(encoding.dropped(), ["same", "one", "text", "never"]);
    assert_eq!(encoding.attributes().collect::<Vec<_>>(), ["kept"]);
    assert_eq!(encoding.ranges().len(), 1);
    assert_eq!(encoding.ranges()[0], 0..2);
}

#[test]
fn missing_answers_unseen_levels_and_absent_questions_are_the_mean() {
    let old = table(vec![
        attribute(
            "c",
            Kind::Categorical,
            &["a", "b"],
            Values::Level(vec![0, 1, 1, 0]),
        ),
        attribute(
            "n",
            Kind::Numeric,
            &[],
            Values::Number(vec![1.0, 2.0, 3.0, 4.0]),
        ),
    ]);
    let encoding = fit(&old);
    let mut column = attribute(
        "c",
        Kind::Categorical,
        &["new", "b", "a"],
        Values::Level(vec![0, 1, 2, 2]),
    );
    column.answers[3] = Answer::Refused;
    let new = table(vec![column]);
    let matrix = encoding.encode(&new);
    let half = (0.5 / std::f64::consts::SQRT_2) as f32;
    let expected = [
        [0.0, 0.0, 0.0],
        [-half, half, 0.0],
        [half, -half, 0.0],
        [0.0, 0.0, 0.0],
    ];
    for (row, expected) in matrix.rows().into_iter().zip(expected) {
        assert_eq!(row.to_vec(), expected);
    }
    assert_eq!(
        encoding.mismatches(&new),
        [
            Mismatch::Levels {
                attribute: "c".into(),
                unknown: vec!["new".into()]
            },
            Mismatch::Missing {
                attribute: "n".into()
            },
        ]
    );
    assert!(encoding.mismatches(&old).is_empty());
}

#[test]
fn an_encoding_comes_back_from_json_as_it_was() {
    let table = table(vec![
        attribute("n", Kind::Numeric, &[], Values::Number(vec![0.1, 0.2, 0.7])),
        attribute(
            "c",
            Kind::Categorical,
            &["a", "b"],
            Values::Level(vec![0, 1, 1]),
        ),
    ]);
    let encoding = fit(&table);
    let text = serde_json::to_string(&encoding).expect("json");
    let back: Encoding = serde_json::from_str(&text).expect("an encoding");
    assert_eq!(back, encoding);
    assert_eq!(back.encode(&table), encoding.encode(&table));
}

#[test]
fn rows_left_out_teach_nothing() {
    let table = table(vec![attribute(
        "n",
        Kind::Numeric,
        &[],
        Values::Number(vec![1.0, 2.0, 3.0, 900.0]),
    )]);
    let encoding = Encoding::fit_rows(&table, &["n"], &[true, true, true, false]);
    assert!((encoding.features()[0].centre - 2.0).abs() < 1e-12);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn every_encoded_column_is_centred_and_finite(
        values in proptest::collection::vec(-1e6..1e6_f64, 4..60),
        weights in proptest::collection::vec(0.01..5.0_f64, 60),
    ) {
        let n = values.len();
        let levels = (0..n as u32).map(|row| row % 3).collect();
        let mut table = table(vec![
            attribute("n", Kind::Numeric, &[], Values::Number(values)),
            attribute("c", Kind::Categorical, &["a", "b", "c"], Values::Level(levels)),
        ]);
        table.weights = Some(weights[..n].to_vec());
        let matrix = fit(&table).encode(&table);
        let total: f64 = weights[..n].iter().sum();
        for column in matrix.columns() {
            let mean: f64 =
                column.iter().zip(&weights).map(|(&v, w)| f64::from(v) * w).sum::<f64>() / total;
            prop_assert!(column.iter().all(|v| v.is_finite()));
            prop_assert!(mean.abs() < 1e-5, "{}", mean);
        }
    }
}
