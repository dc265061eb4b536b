//! k-means against plain Lloyd, against linfa-clustering, and for any number of threads.

use linfa::DatasetBase;
use linfa::traits::{Fit, Predict};
use ndarray::{Array1, Array2};
use proptest::prelude::*;
use rand_xoshiro::rand_core::RngCore;

use super::hamerly::{Stop, run};
use super::lloyd::lloyd;
use super::points::Points;
use super::seeding::plus_plus;
use super::{KMeans, Search, best};
use crate::statistic::stream;

const STOP: Stop = Stop {
    iterations: 300,
    shift: 0.0,
};

fn uniform(rng: &mut impl RngCore) -> f64 {
    (rng.next_u64() >> 11) as f64 / (1u64 << 53) as f64
}

/// `k` blobs far apart by `gap`, of unequal size, with the number of each row's blob.
fn blobs(n: usize, width: usize, k: usize, gap: f64, seed: u64) -> (Array2<f32>, Vec<usize>) {
    let mut rng = stream(&[seed]);
    let mut truth = Vec::new();
    let rows = Array2::from_shape_fn((n, width), |(row, feature)| {
        let blob = (row * row / 7) % k;
        if feature == 0 {
            truth.push(blob);
        }
        let centre = gap * f64::from(u8::from(feature % k == blob));
        let noise: f64 = (0..4).map(|_| uniform(&mut rng) - 0.5).sum();
        (centre + noise) as f32
    });
    (rows, truth)
}

fn weights(n: usize, seed: u64) -> Vec<f64> {
    let mut rng = stream(&[seed, 77]);
    (0..n).map(|_| 0.2 + 3.0 * uniform(&mut rng)).collect()
}

#[test]
fn bounds_change_no_label_of_plain_lloyd() {
    for seed in 0..10 {
        let k = 2 + seed as usize % 9;
        let (rows, _) = blobs(1_500, 3 + seed as usize % 20, k, 0.8, seed);
        let weights = weights(1_500, seed);
        let points = Points::new(rows.view(), Some(&weights));
        let start = plus_plus(&points, k, &mut stream(&[seed, 1]));
        let bounded = run(&points, start.clone(), STOP);
        let plain = lloyd(&points, start, STOP);
        assert_eq!(bounded.labels, plain.labels, "seed {seed}");
        assert_eq!(bounded.centroids, plain.centroids, "seed {seed}");
        assert_eq!(bounded.iterations, plain.iterations, "seed {seed}");
    }
}

#[test]
fn yes_no_answers_with_many_ties_give_plain_lloyds_labels_too() {
    for seed in 0..10 {
        let mut rng = stream(&[seed, 5]);
        let rows =
            Array2::from_shape_fn((2_000, 8), |_| f32::from(u8::from(uniform(&mut rng) < 0.4)));
        let points = Points::new(rows.view(), None);
        let start = plus_plus(&points, 4, &mut stream(&[seed, 1]));
        let bounded = run(&points, start.clone(), STOP);
        assert_eq!(
            bounded.labels,
            lloyd(&points, start, STOP).labels,
            "seed {seed}"
        );
    }
}

#[test]
fn converged_centroids_of_linfa_are_a_fixed_point_of_ours() {
    let (rows, _) = blobs(2_000, 6, 4, 3.0, 3);
    let theirs = linfa_clustering::KMeans::params(4)
        .tolerance(1e-9)
        .max_n_iterations(2_000)
        .fit(&DatasetBase::from(rows.mapv(f64::from)))
        .expect("linfa fits");
    let start = theirs.centroids().mapv(|v| v as f32);
    let ours = KMeans::params(4)
        .start(start.clone())
        .fit(&DatasetBase::from(rows))
        .expect("ours fits");
    // linfa counts the old centroid as one more point: at its fixed point that changes nothing.
    let moved = (ours.centroids() - &start).mapv(f32::abs);
    assert!(moved.iter().all(|&m| m < 1e-4), "{moved:?}");
}

#[test]
fn both_agree_on_well_separated_data() {
    for seed in 0..2 {
        let (rows, truth) = blobs(1_500, 5, 5, 6.0, seed);
        let ours = KMeans::params(5)
            .fit(&DatasetBase::from(rows.clone()))
            .expect("ours fits")
            .predict(&rows);
        let wide = rows.mapv(f64::from);
        let theirs = linfa_clustering::KMeans::params(5)
            .n_runs(10)
            .fit(&DatasetBase::from(wide.clone()))
            .expect("linfa fits")
            .predict(&wide);
        for a in 0..1_500 {
            let b = (a * 31 + 7) % 1_500;
            let same = truth[a] == truth[b];
            assert_eq!(ours[a] == ours[b], same);
            assert_eq!(theirs[a] == theirs[b], same);
        }
    }
}

#[test]
fn a_weight_of_two_is_the_same_as_a_row_twice() {
    let (rows, _) = blobs(400, 4, 3, 1.5, 9);
    let doubled = Array2::from_shape_fn((800, 4), |(row, feature)| rows[[row / 2, feature]]);
    let start = rows.select(ndarray::Axis(0), &[0, 1, 2]);
    let weighted = DatasetBase::from(rows).with_weights(Array1::from_elem(400, 2.0));
    let one = KMeans::params(3)
        .start(start.clone())
        .fit(&weighted)
        .expect("fits");
    let two = KMeans::params(3)
        .start(start)
        .fit(&DatasetBase::from(doubled))
        .expect("fits");
    assert!((one.inertia() - two.inertia()).abs() < 1e-6 * two.inertia());
}

#[test]
fn the_result_is_bit_equal_for_any_number_of_threads() {
    let (rows, _) = blobs(34_000, 4, 3, 0.9, 4);
    let weights = weights(34_000, 4);
    let search = Search {
        k: 3,
        restarts: 3,
        iterations: 50,
        tolerance: 1e-4,
        polish: true,
        coarse: 4_000,
        seed: 1,
    };
    let fits: Vec<(Vec<u32>, Vec<u32>)> = [1, 2, 8]
        .map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .expect("a pool");
            let points = Points::new(rows.view(), Some(&weights));
            let found = pool.install(|| best(&points, &search));
            (
                found.labels,
                found.centroids.iter().map(|c| c.to_bits()).collect(),
            )
        })
        .to_vec();
    assert!(fits.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn restarts_on_a_sample_end_as_low_as_restarts_on_every_row() {
    let (rows, _) = blobs(21_000, 6, 4, 0.9, 6);
    let fit = |coarse| {
        KMeans::params(4)
            .coarse(coarse)
            .fit(&DatasetBase::from(rows.clone()))
            .expect("fits")
            .inertia()
    };
    let (sampled, every) = (fit(5_000), fit(0));
    assert!(sampled <= every * 1.001, "{sampled} {every}");
}

#[test]
fn fewer_distinct_rows_than_segments_leave_a_segment_empty_and_nothing_breaks() {
    let rows = Array2::from_elem((10, 2), 1.0_f32);
    let model = KMeans::params(3)
        .fit(&DatasetBase::from(rows))
        .expect("fits");
    assert!(model.inertia() < 1e-9);
    assert!(model.centroids().iter().all(|c| c.is_finite()));
}

#[test]
fn points_that_cannot_be_clustered_are_refused() {
    let refused =
        |rows: Array2<f32>, k: usize| KMeans::params(k).fit(&DatasetBase::from(rows)).is_err();
    assert!(refused(Array2::from_elem((5, 1), f32::NAN), 2));
    assert!(refused(Array2::from_elem((1, 1), 1.0), 2));
    assert!(refused(Array2::from_elem((5, 0), 1.0), 2));
    assert!(refused(Array2::from_elem((5, 1), 1.0), 0));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn scaling_all_weights_changes_no_label(seed in 0_u64..1_000, power in -3_i32..4) {
        let (rows, _) = blobs(300, 4, 3, 1.0, seed);
        let weights = weights(300, seed);
        // A power of two: products stay exact.
        let scaled: Vec<f64> = weights.iter().map(|w| w * 2_f64.powi(power)).collect();
        let start = rows.iter().take(12).copied().collect::<Vec<f32>>();
        let one = run(&Points::new(rows.view(), Some(&weights)), start.clone(), STOP);
        let two = run(&Points::new(rows.view(), Some(&scaled)), start, STOP);
        prop_assert_eq!(one.labels, two.labels);
    }
}
