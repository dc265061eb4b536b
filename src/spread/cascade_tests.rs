use super::*;
use crate::statistic::stream;

/// How often each of a row's people is drawn, beside what it should be, in standard errors.
fn worst_error(weights: &[f32]) -> f64 {
    const DRAWS: u32 = 40_000;
    let others: Vec<u32> = (1..=weights.len() as u32).collect();
    let n = weights.len() + 1;
    let cascade = Cascade::new(n, |person| {
        if person == 0 {
            (&others[..], weights)
        } else {
            (&[], &[])
        }
    })
    .expect("a network");
    let mut hits = vec![0u32; n];
    let mut rng = stream(&[11, weights.len() as u64]);
    for _ in 0..DRAWS {
        cascade.draw(0, &mut rng, |person| hits[person as usize] += 1);
    }
    let total: f64 = weights.iter().map(|&w| f64::from(w)).sum();
    let errors = others.iter().zip(weights).map(|(&person, &weight)| {
        let p = f64::from(weight) / total;
        let expected = p * f64::from(DRAWS);
        let deviation = (expected * (1.0 - p)).sqrt().max(1.0);
        (f64::from(hits[person as usize]) - expected).abs() / deviation
    });
    errors.fold(0.0, f64::max)
}

#[test]
fn every_tie_is_drawn_as_often_as_its_probability_says() {
    let equal = |n: usize| vec![1.0; n];
    let halves = |n: i32| (0..n).map(|i| 0.7_f32.powi(i)).collect::<Vec<f32>>();
    let mixed: Vec<f32> = (0..200)
        .map(|i| {
            if i % 7 == 0 {
                5.0
            } else {
                0.01 * (i + 1) as f32
            }
        })
        .collect();
    let one_giant: Vec<f32> = (0..50).map(|i| if i == 30 { 1e6 } else { 1.0 }).collect();
    for weights in [
        equal(1),
        equal(2),
        equal(7),
        equal(9),
        equal(300),
        halves(5),
        halves(40),
        mixed,
        one_giant,
    ] {
        let error = worst_error(&weights);
        assert!(
            error < 4.5,
            "{} ties: {error} standard errors",
            weights.len()
        );
    }
}

#[test]
fn bounds_are_the_next_power_of_two() {
    for (p, e) in [
        (1.0, 0),
        (0.75, 0),
        (0.5, 0),
        (0.49, 1),
        (0.26, 1),
        (0.125, 2),
        (1e-9, 29),
    ] {
        assert_eq!(exponent(p), e, "{p}");
        assert!(0.5_f32.powi(e as i32) >= p);
    }
    assert_eq!(exponent(f32::MIN_POSITIVE / 8.0), 126);
}

#[test]
fn weights_that_say_nothing_are_left_out_and_strangers_are_an_error() {
    let others = [1, 2, 1];
    let weights = [0.0, f32::NAN, 2.0];
    let cascade = Cascade::new(3, |person| {
        if person == 0 {
            (&others[..], &weights[..])
        } else {
            (&[], &[])
        }
    })
    .expect("a network");
    assert_eq!(cascade.movers(0).collect::<Vec<_>>(), [(1, 1.0)]);
    let error = Cascade::new(2, |_| (&[7][..], &[1.0][..])).expect_err("a stranger");
    assert!(matches!(error, SpreadError::UnknownPerson { other: 7, .. }));
}
