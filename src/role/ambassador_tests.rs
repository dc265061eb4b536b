use super::*;
use crate::role::testing::{Village, precision_at};

#[test]
fn planted_ambassadors_fill_the_first_twenty_over_ten_seeds_and_staff_never_does() {
    for seed in 0..10 {
        let village = Village::planted(seed);
        let scored = ambassadors(
            &village.log,
            &village.brand,
            &village.staff,
            Window::of(&village.log),
        );
        let precision = precision_at(20, &scored, &village.ambassadors);
        assert!(precision >= 0.9, "seed {seed}: {precision}");
        for &person in village.staff.iter().chain(&village.brand) {
            assert_eq!(scored.scores[person as usize], None);
        }
        assert!(scored.dropped.is_empty());
    }
}

#[test]
fn look_alikes_do_not_pass_without_sentiment_nor_objects_either() {
    for seed in 0..10 {
        let mut village = Village::planted(seed);
        for post in &mut village.log.posts {
            post.sentiment = i8::MIN;
            post.object = NONE;
        }
        // Critics cannot be told from friends without a sentiment: they are taken out.
        village.drop_critics();
        let scored = ambassadors(
            &village.log,
            &village.brand,
            &village.staff,
            Window::of(&village.log),
        );
        assert_eq!(scored.dropped, [Dropped::NoSentiment]);
        assert!(scored.spread_of_everything);
        let precision = precision_at(20, &scored, &village.ambassadors);
        assert!(precision >= 0.9, "seed {seed}: {precision}");
    }
}

#[test]
fn a_one_day_fan_has_no_score() {
    let village = Village::planted(3);
    let scored = ambassadors(
        &village.log,
        &village.brand,
        &village.staff,
        Window::of(&village.log),
    );
    for &fan in &village.one_day_fans {
        assert_eq!(scored.scores[fan as usize], None);
    }
}

#[test]
fn without_a_brand_the_scores_say_they_are_about_the_community() {
    let village = Village::planted(1);
    let scored = ambassadors(&village.log, &[], &[], Window::of(&village.log));
    assert_eq!(scored.basis, Basis::Community);
    assert!(scored.scores.iter().flatten().count() > 20);
}

#[test]
fn without_times_nobody_is_scored_and_it_says_so() {
    let mut village = Village::planted(1);
    for event in &mut village.log.events {
        event.time = crate::interaction::NO_TIME;
    }
    let scored = ambassadors(&village.log, &village.brand, &village.staff, None);
    assert_eq!(scored.dropped, [Dropped::NoTimes]);
    assert!(scored.scores.iter().all(Option::is_none));
}

#[test]
fn an_empty_log_has_no_ambassadors() {
    let scored = ambassadors(&Log::default(), &[], &[], None);
    assert!(scored.scores.is_empty());
    assert_eq!(scored.population, 0);
}

#[test]
fn every_part_stands_beside_the_score() {
    let village = Village::planted(2);
    let scored = ambassadors(
        &village.log,
        &village.brand,
        &village.staff,
        Window::of(&village.log),
    );
    for score in scored.scores.iter().flatten() {
        let parts: Vec<f64> = score.percentiles.iter().flatten().copied().collect();
        assert_eq!(parts.len(), 6);
        let mean = parts.iter().map(|part| part.ln()).sum::<f64>() / 6.0;
        assert!((score.score - 100.0 * mean.exp()).abs() < 1e-9);
        assert!(score.score > 0.0 && score.score < 100.0);
        assert!(score.weeks >= WEEKS_NEEDED);
    }
}

#[test]
fn the_order_of_the_rows_changes_no_score() {
    let village = Village::planted(4);
    let score = |log: &Log| ambassadors(log, &village.brand, &village.staff, Window::of(log));
    let straight = score(&village.log);
    let mut shuffled = village.log.clone();
    shuffled
        .events
        .sort_by_key(|event| crate::statistic::hash(&[event.time as u64, u64::from(event.source)]));
    assert_eq!(score(&shuffled), straight);
}
