//! The mixture on planted classes, with gaps and weights, and its parts by hand.

use super::em::{Data, Run, fit};
use super::{Mixture, criteria, data, items};
use crate::segment::adjusted_rand;
use crate::segment::planted::{attribute, five, numeric, table};
use crate::table::{Answer, Kind, Table, Values};

fn run(classes: usize, seed: u64) -> Run {
    Run {
        classes,
        restarts: 6,
        iterations: 500,
        tolerance: 1e-8,
        seed,
    }
}

fn all(table: &Table) -> (Vec<super::Item>, Data) {
    let rows: Vec<usize> = (0..table.len()).collect();
    let names: Vec<String> = table.attributes.iter().map(|a| a.name.clone()).collect();
    let items = items(table, names.iter().map(String::as_str), &rows);
    let weights = rows.iter().map(|&row| table.weight(row)).collect();
    let data = data(&items, table, &rows, weights);
    (items, data)
}

#[test]
fn planted_classes_in_mixed_data_with_gaps_are_found() {
    let (table, truth) = five(500, 2);
    let (items, data) = all(&table);
    let estimate = fit(&items, &data, None, &run(5, 1));
    let mixture = Mixture::new(items, &estimate);
    let ari = adjusted_rand(&mixture.assign(&table).0, &truth, &vec![1.0; 500]);
    assert!(ari > 0.9, "{ari}");
}

#[test]
fn one_class_has_the_likelihood_of_the_shares_and_the_normal() {
    let table = table(vec![
        attribute("c", Kind::Categorical, 2, Values::Level(vec![0, 0, 0, 1])),
        numeric("n", vec![1.0, 2.0, 3.0, 4.0]),
    ]);
    let (items, data) = all(&table);
    let estimate = fit(&items, &data, None, &run(1, 1));
    let levels = 3.0 * 0.75_f64.ln() + 0.25_f64.ln();
    // Standardised with n − 1, so the greatest likelihood is at variance 3/4.
    let normal = -2.0 * ((std::f64::consts::TAU * 0.75).ln() + 1.0);
    assert!(
        (estimate.log_likelihood - levels - normal).abs() < 1e-6,
        "{estimate:?}"
    );
    let mixture = Mixture::new(items, &estimate);
    // One share of two levels, a mean and a variance: 3 parameters; no entropy with one class.
    let (bic, icl) = criteria(&mixture, &estimate, &data.weights);
    assert!((bic - (-2.0 * estimate.log_likelihood + 3.0 * 4.0_f64.ln())).abs() < 1e-9);
    assert!((bic - icl).abs() < 1e-9);
}

#[test]
fn a_question_nobody_answered_changes_nothing() {
    let (mut table, _) = five(200, 3);
    let (items_before, data_before) = all(&table);
    let before = fit(&items_before, &data_before, None, &run(3, 1)).log_likelihood;
    let mut empty = attribute("empty", Kind::Categorical, 3, Values::Level(vec![0; 200]));
    empty.answers = vec![Answer::NotAsked; 200];
    table.attributes.push(empty);
    let (items, data) = all(&table);
    let after = fit(&items, &data, None, &run(3, 1)).log_likelihood;
    assert!((before - after).abs() < 1e-9 * before.abs());
}

#[test]
fn a_weight_of_two_is_the_same_as_a_row_twice() {
    let twice = |values: &[u32]| values.iter().flat_map(|&v| [v, v]).collect::<Vec<u32>>();
    let answers: Vec<Vec<u32>> = (0..4)
        .map(|i| {
            (0..60)
                .map(|row| u32::from((row * (i + 3)) % 7 < 3))
                .collect()
        })
        .collect();
    let column = |i: usize, values| {
        attribute(
            &format!("q{i}"),
            Kind::Categorical,
            2,
            Values::Level(values),
        )
    };
    let mut weighted = table((0..4).map(|i| column(i, answers[i].clone())).collect());
    weighted.weights = Some(vec![2.0; 60]);
    let doubled = table((0..4).map(|i| column(i, twice(&answers[i]))).collect());
    let labels: Vec<u32> = (0..60).map(|row| row % 2).collect();
    let only = Run {
        restarts: 0,
        ..run(2, 1)
    };
    let (items, one) = all(&weighted);
    let a = fit(&items, &one, Some(&labels), &only).log_likelihood;
    let (items, two) = all(&doubled);
    let b = fit(&items, &two, Some(&twice(&labels)), &only).log_likelihood;
    assert!((a - b).abs() < 1e-8 * a.abs(), "{a} {b}");
}

#[test]
fn a_class_of_equal_answers_stays_finite() {
    let values = (0..40)
        .map(|row| if row < 20 { 5.0 } else { f64::from(row) })
        .collect();
    let table = table(vec![numeric("n", values)]);
    let (items, data) = all(&table);
    let estimate = fit(&items, &data, None, &run(3, 1));
    assert!(estimate.log_likelihood.is_finite());
    assert!(estimate.posterior.iter().all(|p| p.is_finite()));
}
