//! The whole choice, on audiences whose truth is known.

use super::planted::{attribute, five, independent, numeric, one_factor, table};
use super::{Error, Method, Reason, Segmentation, Settings, Verdict, Why, adjusted_rand, choose};
use crate::table::{Answer, Kind, Role, Table, Values};

/// Seeds of the tests with many audiences: all that the project promises, or a taste of it.
const LONG: bool = cfg!(feature = "long-tests");

fn settings(seed: u64) -> Settings {
    Settings {
        seed,
        range: (2, if LONG { 8 } else { 6 }),
        ..Settings::default()
    }
}

fn run(table: &Table, seed: u64) -> Segmentation {
    choose(table, None, &settings(seed)).expect("a segmentation")
}

#[test]
fn one_continuous_factor_is_never_natural_groups() {
    for seed in 0..if LONG { 20 } else { 1 } {
        let found = run(
            &one_factor(if LONG { 600 } else { 300 }, 10, false, seed),
            seed,
        );
        assert_ne!(found.verdict, Verdict::Natural, "seed {seed}");
        assert_ne!(
            found.verdict,
            Verdict::None,
            "seed {seed}: the answers do hang together"
        );
    }
}

#[test]
fn one_continuous_factor_behind_answer_scales_is_natural_at_most_once() {
    let seeds = if LONG { 20 } else { 1 };
    let natural = (0..seeds)
        .filter(|&seed| {
            run(
                &one_factor(if LONG { 600 } else { 300 }, 10, true, seed),
                seed,
            )
            .verdict
                == Verdict::Natural
        })
        .count();
    assert!(natural * 20 <= seeds as usize, "{natural} of {seeds}");
}

#[test]
fn answers_that_have_nothing_to_do_with_each_other_give_no_groups() {
    for seed in 0..if LONG { 20 } else { 2 } {
        let found = run(&independent(if LONG { 500 } else { 300 }, seed), seed);
        assert_eq!(found.verdict, Verdict::None, "seed {seed}");
        assert_eq!(found.reason, Some(Reason::NoStructure));
        assert_eq!(found.why, Why::TypicalProfile);
        assert_eq!((found.chosen, found.segments.len()), (None, 1));
    }
}

#[test]
fn five_planted_segments_in_mixed_data_with_gaps_are_found() {
    let found: Vec<(u64, Option<usize>, f64)> = (0..if LONG { 10 } else { 1 })
        .map(|seed| {
            let (table, truth) = five(if LONG { 900 } else { 700 }, seed);
            let found = run(&table, seed);
            let ari = adjusted_rand(&found.labels, &truth, &vec![1.0; truth.len()]);
            (seed, found.chosen, ari)
        })
        .collect();
    let right = found
        .iter()
        .filter(|f| f.1 == Some(5) && f.2 >= 0.9)
        .count();
    assert!(right * 10 >= found.len() * 9, "{found:?}");
}

#[test]
fn a_forced_count_is_obeyed_and_on_no_groups_gives_working_groups() {
    let forced = |table: &Table| {
        let settings = Settings {
            count: Some(4),
            range: (2, 4),
            ..settings(1)
        };
        choose(table, None, &settings).expect("a segmentation")
    };
    let found = forced(&independent(300, 1));
    assert_eq!(
        (found.verdict, found.chosen, found.why),
        (Verdict::None, Some(4), Why::Forced)
    );
    assert!(found.working_groups());
    assert_eq!(found.segments.len(), 4);
    assert!(
        found
            .segments
            .iter()
            .all(|segment| segment.jaccard.is_some())
    );
}

#[test]
fn segments_are_numbered_from_the_largest_down_and_the_model_finds_them_again() {
    let (table, _) = five(400, 3);
    let settings = Settings {
        range: (3, 5),
        ..settings(3)
    };
    let found = choose(&table, None, &settings).expect("a segmentation");
    assert!(
        found
            .segments
            .windows(2)
            .all(|pair| pair[0].share >= pair[1].share)
    );
    let total: f64 = found.segments.iter().map(|segment| segment.share).sum();
    assert!((total - 1.0).abs() < 1e-9);
    let text = serde_json::to_string(&found.model).expect("json");
    let model: super::Model = serde_json::from_str(&text).expect("a model");
    assert_eq!(
        model.assign(&table).expect("it fits"),
        (found.labels, found.confidence)
    );
}

#[test]
fn rows_left_out_of_the_fit_are_still_assigned_and_move_nothing() {
    let (mut table, _) = five(400, 4);
    let settings = Settings {
        range: (2, 5),
        ..settings(4)
    };
    let left_out: Vec<bool> = (0..400).map(|row| row % 10 == 0).collect();
    let found = choose(&table, Some(&left_out), &settings).expect("a segmentation");
    assert_eq!(
        (found.fitted, found.left_out, found.labels.len()),
        (360, 40, 400)
    );
    // Whatever those rows say, the segments of the others are the same.
    if let Values::Number(values) = &mut table.attributes[0].values {
        (0..400)
            .filter(|row| row % 10 == 0)
            .for_each(|row| values[row] = 1e6);
    }
    let again = choose(&table, Some(&left_out), &settings).expect("a segmentation");
    assert_eq!(found.model, again.model);
    assert_eq!(found.candidates, again.candidates);
}

#[test]
fn given_groups_are_described_as_they_come() {
    let mut table = independent(60, 2);
    let level = |row: usize| u32::from(row < 40);
    let mut column = attribute(
        "crm",
        Kind::Categorical,
        3,
        Values::Level((0..60).map(level).collect()),
    );
    column.role = Role::Descriptor;
    column.answers[59] = Answer::Missing;
    table.attributes.push(column);
    let settings = Settings {
        method: Method::Given { by: "crm".into() },
        ..settings(1)
    };
    let found = choose(&table, None, &settings).expect("a segmentation");
    assert_eq!((found.verdict, found.chosen), (Verdict::Given, Some(3)));
    let sizes: Vec<(usize, Option<&str>)> = found
        .segments
        .iter()
        .map(|s| (s.size, s.level.as_deref()))
        .collect();
    assert_eq!(sizes, [(40, Some("l1")), (19, Some("l0")), (1, None)]);
    let missing = Settings {
        method: Method::Given { by: "gone".into() },
        ..settings
    };
    assert!(matches!(
        choose(&table, None, &missing),
        Err(Error::Given { .. })
    ));
}

#[test]
fn too_few_respondents_are_told_how_many_more_are_needed() {
    let found = run(&independent(25, 1), 1);
    assert_eq!(
        (found.verdict, found.reason),
        (Verdict::None, Some(Reason::TooFew))
    );
    assert_eq!(found.more_needed, Some(125));
    assert!(found.candidates.is_empty());
}

#[test]
fn an_audience_that_does_not_vary_gives_a_typical_profile() {
    let mut constant = table(vec![
        numeric("same", vec![3.0; 80]),
        numeric("empty", vec![f64::NAN; 80]),
        attribute("one", Kind::Categorical, 1, Values::Level(vec![0; 80])),
    ]);
    constant.attributes[1].answers = vec![Answer::Missing; 80];
    let found = run(&constant, 1);
    assert_eq!(found.verdict, Verdict::None);
    assert_eq!(found.dropped, ["same", "empty", "one"]);
    assert_eq!((found.segments.len(), found.map), (1, None));
    let forced = Settings {
        count: Some(2),
        ..settings(1)
    };
    assert!(matches!(
        choose(&constant, None, &forced),
        Err(Error::Count { most: 1, .. })
    ));
}

#[test]
fn one_giant_category_breaks_nothing() {
    let mut levels = vec![0; 100];
    levels[7] = 1;
    let giant = table(vec![
        attribute("giant", Kind::Categorical, 2, Values::Level(levels)),
        numeric("same", vec![1.0; 100]),
    ]);
    let found = run(&giant, 1);
    assert_ne!(found.verdict, Verdict::Natural);
    let text = serde_json::to_string(&found).expect("json");
    assert!(
        !text.contains("labels"),
        "single respondents stay out of segmentation.json"
    );
}

#[test]
fn more_segments_than_respondents_and_empty_tables_are_refused_with_the_way_out() {
    let few = independent(3, 1);
    let forced = Settings {
        count: Some(5),
        ..settings(1)
    };
    let error = choose(&few, None, &forced).expect_err("too many");
    assert!(error.to_string().contains("ask for 2 to 3"), "{error}");
    let nobody = vec![true; 3];
    assert!(matches!(
        choose(&few, Some(&nobody), &settings(1)),
        Err(Error::NoRespondents)
    ));
    assert!(matches!(
        choose(&few, Some(&[true]), &settings(1)),
        Err(Error::Length { .. })
    ));
    let wrong = Settings {
        range: (5, 3),
        ..settings(1)
    };
    assert!(matches!(
        choose(&few, None, &wrong),
        Err(Error::Range { .. })
    ));
}

#[test]
fn weights_that_change_the_answer_are_reported() {
    let (mut table, truth) = five(400, 5);
    // The two largest segments nearly vanish.
    table.weights = Some(
        truth
            .iter()
            .map(|&g| if g < 2 { 0.01 } else { 2.0 })
            .collect(),
    );
    let settings = Settings {
        range: (2, 4),
        ..settings(5)
    };
    let weighting = choose(&table, None, &settings)
        .expect("a segmentation")
        .weighting
        .expect("weights");
    assert!(weighting.design_effect > 1.5, "{weighting:?}");
    assert!((weighting.effective_n * weighting.design_effect - 400.0).abs() < 1e-6);
    assert_eq!(weighting.changes_answer, weighting.agreement < 0.8);
}

#[test]
fn latent_classes_go_through_the_same_choice_with_their_own_criteria() {
    let (mut table, truth) = five(300, 6);
    table.weights = Some((0..300).map(|row| 0.5 + f64::from(row % 3)).collect());
    let settings = Settings {
        method: Method::LatentClass,
        range: (4, 5),
        ..settings(6)
    };
    let found = choose(&table, None, &settings).expect("a segmentation");
    assert_eq!(found.chosen, Some(5));
    let ari = adjusted_rand(&found.labels, &truth, &vec![1.0; 300]);
    assert!(ari > 0.9, "{ari}");
    let bic: Vec<f64> = found.candidates.iter().filter_map(|c| c.bic).collect();
    assert!(bic[1] < bic[0], "five classes fit better: {bic:?}");
    assert!(found.candidates.iter().all(|c| c.icl >= c.bic));
    let text = serde_json::to_string(&found.model).expect("json");
    let model: super::Model = serde_json::from_str(&text).expect("a model");
    assert_eq!(
        model.assign(&table).expect("it fits"),
        (found.labels, found.confidence)
    );
    table.attributes.remove(0);
    let error = model.assign(&table).expect_err("a question is gone");
    assert!(
        error.to_string().contains("`n0` is not in the table"),
        "{error}"
    );
}

#[test]
fn the_choice_is_the_same_for_any_number_of_threads() {
    let (table, _) = five(200, 8);
    let settings = Settings {
        range: (2, 3),
        ..settings(8)
    };
    let texts: Vec<String> = [1, 2, 5]
        .map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .expect("a pool");
            let found = pool
                .install(|| choose(&table, None, &settings))
                .expect("a segmentation");
            let model = serde_json::to_string(&found.model).expect("json");
            let map = found.map.as_ref().expect("a map");
            format!(
                "{}{model}{:?}",
                serde_json::to_string(&found).expect("json"),
                map
            )
        })
        .to_vec();
    assert!(texts.windows(2).all(|pair| pair[0] == pair[1]));
}
