//! Against scikit-learn and StepMix on a real survey, where `../shared/data` is there.

use std::path::Path;

use super::mixture::{Mixture, Run, data, fit, items};
use super::planted::attribute;
use super::{Model, Settings, Verdict, choose};
use crate::encode::Encoding;
use crate::table::{Answer, Kind, Table, Values};

/// The eleven yes/no brand perceptions of the McDonald's survey; `None` where it is not there.
fn mcdonalds() -> Option<Table> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/mcdonalds/mcdonalds.csv");
    let text = std::fs::read_to_string(file).ok()?;
    let mut lines = text.lines();
    let names: Vec<&str> = lines.next()?.split(',').take(11).collect();
    let rows: Vec<Vec<u32>> = lines
        .map(|line| {
            line.split(',')
                .take(11)
                .map(|cell| u32::from(cell == "Yes"))
                .collect()
        })
        .collect();
    let column = |i: usize| {
        let values = Values::Level(rows.iter().map(|row| row[i]).collect());
        attribute(names[i], Kind::Categorical, 2, values)
    };
    Some(super::planted::table((0..11).map(column).collect()))
}

/// Σ‖x − c‖² of a k-means model on a table.
fn inertia(table: &Table, model: &Model) -> f64 {
    let Model::Kmeans {
        encoding,
        centroids,
    } = model
    else {
        return f64::NAN;
    };
    let (labels, _) = model.assign(table).expect("its own table");
    let matrix = encoding.encode(table);
    let distance = |(row, &label): (usize, &u32)| {
        let own = &centroids[label as usize];

        matrix
            .row(row)
            .iter()
            .zip(own)
            .map(|(x, c)| f64::from(x - c).powi(2))
            .sum::<f64>()
    };
    labels.iter().enumerate().map(distance).sum()
}

/// ```python
/// d = pandas.read_csv("mcdonalds.csv"); X = (d.iloc[:, :11] == "Yes").astype(int)
/// m = sklearn.cluster.KMeans(4, n_init=50, random_state=0, tol=1e-8).fit(X)
/// m.inertia_, sorted(numpy.bincount(m.labels_))   # 1602.9303457472056, [240, 309, 324, 580]
/// ```
#[test]
fn the_four_segments_of_mcdonalds_match_the_best_of_scikit_learns_fifty_starts() {
    let Some(table) = mcdonalds() else {
        println!("skipped: ../shared/data/mcdonalds is not there");
        return;
    };
    let found = choose(&table, None, &Settings::default()).expect("a segmentation");
    for candidate in &found.candidates {
        println!("{candidate:?}");
    }
    println!(
        "chosen {:?}, runner-up {:?}, {:?}",
        found.chosen, found.runner_up, found.verdict
    );
    let four = found.solution(4).expect("4 is in the range");
    let ratio = inertia(&table, &four.model) / 1_602.930_345_747_205_6;
    assert!((ratio - 1.0).abs() < 1e-3, "{ratio}");
    assert_ne!(found.verdict, Verdict::None);
    assert!(
        found.chosen.is_some_and(|k| (2..=5).contains(&k)),
        "{:?}",
        found.chosen
    );
}

fn latent(table: &Table, classes: usize) -> (f64, Vec<f64>) {
    let rows: Vec<usize> = (0..table.len()).collect();
    let names = Encoding::segmentation_names(table);
    let items = items(table, names.iter().map(String::as_str), &rows);
    let data = data(&items, table, &rows, vec![1.0; rows.len()]);
    let run = Run {
        classes,
        restarts: 30,
        iterations: 5_000,
        tolerance: 1e-10,
        seed: 1,
    };
    let estimate = fit(&items, &data, None, &run);
    let mut shares = Mixture::new(items, &estimate).shares().to_vec();
    shares.sort_by(|a, b| b.total_cmp(a));
    (estimate.log_likelihood, shares)
}

fn agrees(found: &(f64, Vec<f64>), log_likelihood: f64, shares: &[f64]) {
    assert!((found.0 - log_likelihood).abs() < 0.05, "{found:?}");
    for (a, b) in found.1.iter().zip(shares) {
        assert!((a - b).abs() < 2e-3, "{found:?}");
    }
}

/// StepMix 3.0.0 (Morin et al. 2023):
/// ```python
/// for k in (2, 3, 4):
///     s = StepMix(n_components=k, measurement="binary", n_init=30, max_iter=5000, abs_tol=1e-9,
///                 rel_tol=0, random_state=1).fit(X)
///     s.score(X) * len(X), sorted(s.weights_)[::-1]
/// ```
#[test]
fn latent_classes_of_mcdonalds_match_stepmix() {
    let Some(table) = mcdonalds() else {
        println!("skipped: ../shared/data/mcdonalds is not there");
        return;
    };
    agrees(
        &latent(&table, 2),
        -7_610.836_091_158_902,
        &[0.633_731, 0.366_269],
    );
    agrees(
        &latent(&table, 3),
        -7_311.477_845_121_217,
        &[0.439_722, 0.324_17, 0.236_107],
    );
    let four = [0.382_82, 0.266_145, 0.209_656, 0.141_379];
    agrees(&latent(&table, 4), -7_111.108_173_342_817, &four);
}

/// As above with `Y = X.astype(float); Y[(numpy.arange(Y.size).reshape(Y.shape) % 7) == 3] = nan` and
/// `measurement="binary_nan"`, three classes.
#[test]
fn gaps_are_answered_by_full_information_likelihood_as_in_stepmix() {
    let Some(mut table) = mcdonalds() else {
        println!("skipped: ../shared/data/mcdonalds is not there");
        return;
    };
    for (column, attribute) in table.attributes.iter_mut().enumerate() {
        for (row, answer) in attribute.answers.iter_mut().enumerate() {
            if (row * 11 + column) % 7 == 3 {
                *answer = Answer::Missing;
            }
        }
    }
    let shares = [0.434_404, 0.335_635, 0.229_961];
    agrees(&latent(&table, 3), -6_321.028_114_671_022, &shares);
}
