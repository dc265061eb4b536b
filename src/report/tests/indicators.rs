//! Indicators whose numbers are known by hand.

use super::super::planted::{at, log, row};
use super::*;

#[test]
fn the_indicators_of_a_planted_log_are_exact() {
    let report = report(&two_months(), |_| {}).report;
    let [january, february] = &report.periods[..] else {
        panic!("two periods, not {}", report.periods.len());
    };
    assert_eq!(january.period, "2026-01");
    assert_eq!((january.posts, january.brand_posts), (Some(4), Some(2)));
    let people = (
        january.active_people,
        january.new_people,
        january.returning_people,
    );
    assert_eq!(people, (3, 3, 0));
    assert_eq!(january.conversations_started, Some(1));
    assert_eq!(
        (january.brand_replies, january.first_replies),
        (Some(3), Some(2))
    );
    assert_eq!((january.mentions, january.answered), (Some(3), Some(2)));
    assert_eq!(january.answered_share, Some(2.0 / 3.0));
    let minutes = january.response_minutes.expect("answers");
    assert_eq!((minutes.median, minutes.p90, minutes.n), (60.0, 84.0, 2));
    let people = (
        february.active_people,
        february.new_people,
        february.returning_people,
    );
    assert_eq!(people, (2, 1, 1));
    assert_eq!((february.mentions, february.answered), (Some(2), Some(0)));
    assert_eq!(february.response_minutes, None);
    assert!(january.first && !february.first && !february.unfinished);
    let change = february.change.as_ref().expect("a change");
    assert_eq!(change.mentions, Some(2.0 / 3.0 - 1.0));
    let difference = change.answered_share.expect("a difference");
    assert!(difference.difference < -0.66 && difference.low < difference.high);
    assert_eq!(report.total.mentions, Some(5));
    assert_eq!(report.total.active_people, 4);
}

#[test]
fn an_answer_an_hour_later_took_an_hour_whatever_the_clocks_did() {
    for (asked, answered) in [
        ("2025-03-30T01:30:00+01:00", "2025-03-30T03:30:00+02:00"),
        ("2025-10-26T02:30:00+02:00", "2025-10-26T02:30:00+01:00"),
    ] {
        let rows = [
            row("lea mention cafe", at(asked), "m1"),
            row("cafe reply lea m1", at(answered), "r1"),
        ];
        let total = report(&rows, |_| {}).report.total;
        assert_eq!(
            total.response_minutes.expect("an answer").median,
            60.0,
            "{asked}"
        );
    }
}

#[test]
fn without_ids_what_the_brand_says_to_somebody_answers_what_they_said_that_week() {
    let rows = [
        row("lea mention cafe", at("2026-01-05T10:00:00Z"), ""),
        row("lea mention cafe", at("2026-01-06T10:00:00Z"), ""),
        row("cafe reply lea", at("2026-01-06T11:00:00Z"), ""),
        row("lea mention cafe", at("2026-01-07T10:00:00Z"), ""),
        row("sam mention cafe", at("2026-01-05T10:00:00Z"), ""),
        row("cafe mention sam", at("2026-01-20T10:00:00Z"), ""),
    ];
    let report = report(&rows, |_| {}).report;
    assert_eq!(
        (report.total.mentions, report.total.answered),
        (Some(4), Some(2))
    );
    assert_eq!(report.total.posts, None);
    assert!(report.notes.contains(&Note::AnswersByPerson));
}

#[test]
fn a_post_that_names_two_accounts_of_the_brand_is_one_mention() {
    let mut one = row("lea mention cafe", at("2026-01-05T10:00:00Z"), "m1");
    let reply = row("cafe2 reply lea m1", at("2026-01-05T11:00:00Z"), "r1");
    let mut log = log(&[one.clone(), reply]);
    one.target = "cafe2".to_owned();
    let (cafe, cafe2) = (
        log.people.get("cafe").unwrap(),
        log.people.get("cafe2").unwrap(),
    );
    let first = *log
        .events
        .iter()
        .find(|event| event.target == cafe)
        .unwrap();
    log.events.push(crate::interaction::Event {
        target: cafe2,
        ..first
    });
    let brand = [cafe, cafe2];
    let total = community(&log, &settings(&brand))
        .expect("a report")
        .report
        .total;
    assert_eq!((total.mentions, total.answered), (Some(1), Some(1)));
}

#[test]
fn thanks_after_an_answer_wait_for_nothing_and_a_question_does() {
    let mut rows = vec![
        row("lea mention cafe", at("2026-01-05T10:00:00Z"), "m1"),
        row("cafe reply lea m1", at("2026-01-05T11:00:00Z"), "r1"),
        row("lea reply cafe r1", at("2026-01-05T12:00:00Z"), "m2"),
    ];
    assert_eq!(report(&rows, |_| {}).report.total.mentions, Some(1));
    rows[2].text = "et demain ?".to_owned();
    assert_eq!(report(&rows, |_| {}).report.total.mentions, Some(2));
}

#[test]
fn complaints_are_counted_only_where_something_says_what_one_is() {
    let mut rows = two_months();
    rows[4].label = "SAV".to_owned();
    rows[6].label = "sav".to_owned();
    let silent = report(&rows, |_| {}).report;
    assert_eq!(silent.total.complaints, None);
    assert!(silent.notes.contains(&Note::NoComplaintLabels));
    let labels = [("complaint".to_owned(), vec!["Sav".to_owned()])];
    let log = log(&rows);
    let brand = [log.people.get("cafe").unwrap()];
    let settings = Settings {
        labels: &labels,
        ..settings(&brand)
    };
    let told = community(&log, &settings).expect("a report").report;
    let complaints = told.total.complaints.expect("complaints");
    assert_eq!((complaints.n, complaints.answered), (2, 1));
    assert_eq!(told.total.labels[0].n, 2);
    assert_eq!(told.total.sentiment, None);
}

#[test]
fn objectives_say_on_track_only_where_the_interval_clears_the_target() {
    let objective = |indicator: &str, target| Objective {
        name: "x".to_owned(),
        indicator: indicator.to_owned(),
        target,
    };
    let asked = [
        objective("answered_share", 0.05),
        objective("answered_share", 0.999),
        objective("answered_share", 0.6),
        objective("response_median", 90.0),
        objective("followers", 100.0),
    ];
    let metric = |date: &str, platform: &str, value| Metric {
        date: date.to_owned(),
        platform: platform.to_owned(),
        indicator: "followers".to_owned(),
        value,
    };
    let table = [
        metric("2026-01-02", "x", 40.0),
        metric("2026-01-30", "x", 50.0),
        metric("2026-01-30", "instagram", 70.0),
    ];
    let log = log(&two_months()[..10]);
    let brand = [log.people.get("cafe").unwrap()];
    let mut settings = settings(&brand);
    settings.as_of = at("2026-02-01T00:00:00+01:00");
    settings.objectives = &asked;
    settings.metrics = &table;
    let report = community(&log, &settings).expect("a report").report;
    let states: Vec<_> = report.objectives.iter().map(|it| it.on_track).collect();
    assert_eq!(
        states,
        [Some(true), Some(false), None, Some(true), Some(true)]
    );
    assert_eq!(report.objectives[4].value, Some(120.0));
    assert_eq!(report.metrics.len(), 2);
    let unknown = [objective("fame", 1.0)];
    settings.objectives = &unknown;
    let error = community(&log, &settings)
        .expect_err("nobody measures fame")
        .to_string();
    assert!(
        error.contains("fame") && error.contains("answered_share, "),
        "{error}"
    );
}
