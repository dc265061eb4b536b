use super::*;
use crate::spread::forward::simulate;
use crate::spread::testing::random_cascade;

fn params() -> SpreadValidParams {
    SpreadParams::new(42)
        .precision(0.02)
        .check()
        .expect("parameters")
}

fn select(cascade: &Cascade, rules: &Rules<'_>) -> Selection {
    let benefit = vec![1.0; cascade.people()];
    params().select(cascade, &benefit, rules).expect("a choice")
}

#[test]
fn a_forward_simulation_agrees_with_the_reported_spread() {
    for weighted in [false, true] {
        let cascade = random_cascade(1500, 9000, 21, weighted);
        let selection = select(&cascade, &Rules::new(Limit::Size(10)));
        let benefit = vec![1.0; 1500];
        let forward = simulate(&cascade, &selection.chosen, &benefit, 4000, 5);
        let expected = selection.expected;
        assert!(
            forward.high >= expected.low && forward.low <= expected.high,
            "{forward:?} against {expected:?}"
        );
        assert!(selection.lower <= forward.high && selection.upper >= forward.low);
        assert!(selection.reached_target && selection.guarantee >= 0.53);
    }
}

#[test]
fn the_choice_is_the_same_for_any_number_of_threads() {
    let cascade = random_cascade(2000, 12_000, 4, true);
    let choices: Vec<(Vec<u32>, Vec<f64>)> = [1, 2, 8]
        .map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .expect("a pool");
            let selection = pool.install(|| select(&cascade, &Rules::new(Limit::Size(20))));
            (selection.chosen, selection.gains)
        })
        .to_vec();
    assert!(choices.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn it_is_no_worse_than_the_best_pair_by_brute_force() {
    let cascade = random_cascade(40, 160, 9, true);
    let benefit = vec![1.0; 40];
    let selection = select(&cascade, &Rules::new(Limit::Size(2)));
    let roots = Roots::new(&benefit).expect("benefits");
    let judge = Sample::draw(&cascade, &roots, 40_000, 77, 9);
    let mut best: f64 = 0.0;
    for a in 0..40 {
        for b in 0..a {
            best = best.max(judge.spread(&[a, b]).value);
        }
    }
    let ours = judge.spread(&selection.chosen).value;
    assert!(ours >= 0.97 * best, "{ours} against {best}");
    assert!(selection.upper >= 0.98 * best);
}

#[test]
fn a_budget_is_never_overspent_nor_worse_than_the_best_single_or_the_plain_greedy() {
    for seed in 0..5 {
        let cascade = random_cascade(600, 4000, seed, true);
        // The popular cost more, out of proportion.
        let costs: Vec<f64> = (0..600u32)
            .map(|p| 1.0 + 400.0 / f64::from(p + 1))
            .collect();
        let budget = 300.0;
        let rules = Rules::new(Limit::Budget {
            budget,
            costs: &costs,
        });
        let selection = select(&cascade, &rules);
        let spent: f64 = selection.chosen.iter().map(|&p| costs[p as usize]).sum();
        assert!(spent <= budget);
        let judge = Sample::draw(
            &cascade,
            &Roots::new(&[1.0; 600]).expect("benefits"),
            60_000,
            5,
            5,
        );
        let ours = judge.spread(&selection.chosen);
        let single = (0..600u32)
            .filter(|&p| costs[p as usize] <= budget)
            .map(|p| judge.spread(&[p]).value)
            .fold(0.0, f64::max);
        assert!(ours.high >= single);
        let unit = vec![1.0; 600];
        let drawn = &Sample::draw(
            &cascade,
            &Roots::new(&unit).expect("benefits"),
            20_000,
            8,
            8,
        )
        .into_sets();
        let plain = Choice::greedy(drawn, &rules.candidates(600), &rules, |_| 1.0);
        assert!(ours.high >= judge.spread(&plain.people).value * 0.99);
        assert!(selection.upper >= ours.low);
    }
}

#[test]
fn quotas_always_never_and_those_reached_are_kept() {
    let cascade = random_cascade(800, 5000, 3, false);
    let groups: Vec<u32> = (0..800).map(|p| if p < 100 { 0 } else { p % 5 }).collect();
    let free = select(&cascade, &Rules::new(Limit::Size(12)));
    let reached = [free.chosen[0], free.chosen[1]];
    let mut excluded = vec![false; 800];
    excluded[free.chosen[2] as usize] = true;
    let rules = Rules {
        excluded: &excluded,
        groups: &groups,
        quota: Some(3),
        always: &[777],
        reached: &reached,
        ..Rules::new(Limit::Size(12))
    };
    let kept = select(&cascade, &rules);
    assert_eq!(kept.chosen[0], 777);
    for no in [reached[0], reached[1], free.chosen[2]] {
        assert!(!kept.chosen.contains(&no));
    }
    for group in 0..5 {
        let held = kept.chosen.iter().filter(|&&p| groups[p as usize] == group);
        assert!(held.count() <= 3);
    }
    assert!(kept.expected.value < free.expected.value);
    assert!(kept.guarantee >= 0.4);
}

#[test]
fn more_places_than_people_is_everybody_who_adds_something() {
    let cascade = random_cascade(30, 60, 1, false);
    let selection = select(&cascade, &Rules::new(Limit::Size(500)));
    assert!(selection.chosen.len() <= 30);
    assert!((selection.expected.value - 30.0).abs() < 1e-9);
    let mut people = selection.chosen.clone();
    people.sort_unstable();
    people.dedup();
    assert_eq!(people.len(), selection.chosen.len());
}

#[test]
fn a_target_draws_the_choice_towards_it() {
    let cascade = random_cascade(1000, 5000, 8, true);
    let target: Vec<f64> = (0..1000).map(|p| f64::from(u8::from(p % 9 == 0))).collect();
    let rules = Rules::new(Limit::Size(5));
    let aimed = params()
        .select(&cascade, &target, &rules)
        .expect("a choice");
    let free = select(&cascade, &rules);
    let judge = Sample::draw(
        &cascade,
        &Roots::new(&target).expect("benefits"),
        50_000,
        1,
        7,
    );
    assert!(judge.spread(&aimed.chosen).value > judge.spread(&free.chosen).value);
}

#[test]
fn settings_that_cannot_be_are_refused_with_the_way_out() {
    let cascade = random_cascade(20, 60, 1, false);
    let unit = vec![1.0; 20];
    let error = |rules: &Rules<'_>| params().select(&cascade, &unit, rules).err();
    let costs = vec![0.0; 20];
    let zero = Rules::new(Limit::Budget {
        budget: 5.0,
        costs: &costs,
    });
    assert_eq!(error(&zero), Some(SpreadError::Cost { person: 0 }));
    let crowded = Rules {
        always: &[1, 2, 3],
        ..Rules::new(Limit::Size(2))
    };
    let expected = SpreadError::AlwaysDoesNotFit {
        needed: 3.0,
        available: 2.0,
    };
    assert_eq!(error(&crowded), Some(expected));
    assert!(SpreadParams::new(1).epsilon(0.0).check().is_err());
    assert!(SpreadParams::new(1).delta(f64::NAN).check().is_err());
    let nothing = params().select(&cascade, &[0.0; 20], &Rules::new(Limit::Size(2)));
    assert_eq!(nothing.err(), Some(SpreadError::NoBenefit));
}

#[test]
fn weights_twice_as_large_change_nothing() {
    let rows: Vec<Vec<u32>> = (0..300u32)
        .map(|p| (1..12).map(|i| (p * 7 + i * i) % 300).collect())
        .collect();
    let weight = |scale: f32| -> Vec<f32> { (1..12).map(|i| scale * (i as f32).sqrt()).collect() };
    let [one, two] = [1.0, 2.0].map(|scale| {
        let weights = weight(scale);
        let cascade =
            Cascade::new(300, |p| (&rows[p as usize][..], &weights[..])).expect("a network");
        let selection = select(&cascade, &Rules::new(Limit::Size(6)));
        (selection.chosen, selection.gains)
    });
    assert_eq!(one, two);
}

#[test]
fn a_network_without_ties_reaches_only_who_is_contacted() {
    let cascade = Cascade::new(50, |_| (&[], &[])).expect("a network");
    let selection = select(&cascade, &Rules::new(Limit::Size(5)));
    assert_eq!(selection.chosen.len(), 5);
    let expected = selection.expected;
    assert!(expected.low <= 5.0 && 5.0 <= expected.high, "{expected:?}");
}
