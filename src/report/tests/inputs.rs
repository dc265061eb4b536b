//! Hostile and thin inputs.

use super::super::planted::{Row, at, log, row};
use super::*;
use proptest::prelude::*;

#[test]
fn without_a_brand_its_chapters_are_left_out_and_said_so() {
    let rows = [
        row("lea mention sam", at("2026-01-05T10:00:00Z"), "m1"),
        row("sam reply lea m1", at("2026-01-06T11:00:00Z"), "m2"),
    ];
    let found = report(&rows, |_| {});
    assert!(!found.report.has_brand && found.report.notes.contains(&Note::NoBrand));
    assert_eq!(
        (
            found.report.total.mentions,
            found.report.total.answered_share
        ),
        (None, None)
    );
    assert!(found.report.critical_windows.is_empty() && found.unanswered.is_empty());
    assert_eq!(found.report.total.active_people, 2);
}

#[test]
fn dates_without_hours_have_no_rhythm_and_no_response_times() {
    let rows = [
        row("lea mention cafe", at("2026-01-05T00:00:00+01:00"), "m1"),
        row("cafe reply lea m1", at("2026-01-06T00:00:00+01:00"), "r1"),
    ];
    let report = report(&rows, |_| {}).report;
    assert!(report.notes.contains(&Note::DatesOnly));
    assert_eq!((report.rhythm, report.total.response_minutes), (None, None));
    assert_eq!(report.total.answered, Some(1));
}

#[test]
fn an_empty_log_a_log_without_times_and_a_log_of_one_day_are_told_as_such() {
    let nothing = report(&[], |_| {}).report;
    assert!(nothing.periods.is_empty() && nothing.notes.contains(&Note::EmptyLog));
    let timeless = report(&[row("lea mention cafe", None, "m1")], |_| {}).report;
    assert!(timeless.periods.is_empty() && timeless.notes.contains(&Note::NoTimes));
    assert_eq!(
        (timeless.total.mentions, timeless.total.active_people),
        (Some(1), 1)
    );
    let one_day = report(
        &[row("lea mention cafe", at("2026-01-05T10:00:00Z"), "m1")],
        |settings| settings.length = Length::Week,
    );
    assert_eq!(one_day.report.periods.len(), 1);
    assert!(one_day.report.periods[0].unfinished);
}

#[test]
fn a_gap_is_periods_of_zeros_and_a_wild_time_is_left_out() {
    let mut rows = vec![
        row("lea mention cafe", at("2026-01-05T10:00:00Z"), "m1"),
        row("lea mention cafe", at("2026-04-05T10:00:00Z"), "m2"),
    ];
    let months = |rows: &[Row]| {
        let periods = report(rows, |_| {}).report.periods;
        periods
            .iter()
            .map(|period| period.active_people)
            .collect::<Vec<_>>()
    };
    assert_eq!(months(&rows), [1, 0, 0, 1]);
    for day in 0..300 {
        let time = at("2026-01-05T10:00:00Z").map(|start| start + day * 25_000);
        rows.push(row("sam mention cafe", time, &format!("d{day}")));
    }
    rows.push(row("max mention cafe", at("1970-01-02T00:00:00Z"), "old"));
    let found = report(&rows, |_| {}).report;
    assert_eq!(found.periods[0].period, "2026-01");
    assert!(found.notes.contains(&Note::SomeTimesUnknown));
    assert_eq!(found.total.mentions, Some(303));
}

#[test]
fn rows_after_now_have_not_happened() {
    let report = report(&two_months(), |settings| {
        settings.as_of = at("2026-02-01T00:00:00+01:00");
    })
    .report;
    assert_eq!(report.periods.len(), 1);
    assert!(!report.periods[0].unfinished);
    assert_eq!(report.total.mentions, Some(3));
}

#[test]
fn one_period_is_told_as_it_stood_at_its_end_and_compared_with_the_one_before() {
    let whole = report(&two_months(), |_| {}).report;
    let cut = |period: &'static str| {
        report(&two_months(), move |settings| {
            settings.period = Some(period);
        })
    };
    let february = cut("2026-02");
    let [before, now] = &february.report.periods[..] else {
        panic!("two periods, not {}", february.report.periods.len());
    };
    assert_eq!((before, now), (&whole.periods[0], &whole.periods[1]));
    assert_eq!(&february.report.total, now);
    let acts = |report: &Report| report.platforms.iter().map(|one| one.acts).sum::<u64>();
    assert_eq!((acts(&whole), acts(&february.report)), (7, 2));
    assert_eq!(
        february.unanswered.len(),
        2,
        "January's own stay in January"
    );
    let january = cut("2026-01");
    assert_eq!(january.report.periods.len(), 1);
    assert_eq!(
        january.report.periods[0].mentions,
        whole.periods[0].mentions
    );
    assert!(january.report.as_of.as_str() < "2026-02-01T00:00:00+01:00");
    let rhythm = january.report.rhythm.expect("hours");
    assert_eq!(rhythm.community.iter().flatten().sum::<u64>(), 5);
}

#[test]
fn a_period_the_log_does_not_have_is_refused_with_those_it_has() {
    let log = log(&two_months());
    let asked = Settings {
        period: Some("2025-12"),
        ..settings(&[])
    };
    let refused = community(&log, &asked)
        .expect_err("no such period")
        .to_string();
    assert!(refused.contains("from 2026-01 to 2026-02"), "{refused}");
}

#[test]
fn a_zone_nobody_knows_and_a_slice_that_does_not_fit_are_named() {
    let log = log(&two_months());
    let zone = Settings {
        time_zone: "Paris",
        ..Settings::default()
    };
    let error = community(&log, &zone)
        .expect_err("no such zone")
        .to_string();
    assert!(error.contains("Paris") && error.contains("IANA"), "{error}");
    let short = Settings {
        communities: &[0],
        ..Settings::default()
    };
    assert!(matches!(
        community(&log, &short),
        Err(ReportError::Shape { found: 1, .. })
    ));
}

/// Any log of a few people, with what logs get wrong: no times, no ids, answers before questions,
/// objects nobody wrote.
fn any_row() -> impl Strategy<Value = Row> {
    let kinds = [
        "post", "mention", "reply", "comment", "quote", "repost", "reaction", "follow",
    ];
    (
        0..5_usize,
        0..5_usize,
        0..8_usize,
        0..30_usize,
        0..30_usize,
        0..400_i64,
        -2..2_i8,
    )
        .prop_map(move |(source, target, kind, id, object, time, sentiment)| {
            let people = ["cafe", "lea", "sam", "zoe", "cafe2"];
            let time = (time > 20).then(|| 1_740_000_000 + time * 40_003);
            let mut it = row(&format!("{} {}", people[source], kinds[kind]), time, "");
            if kind > 0 && source != target {
                people[target].clone_into(&mut it.target);
            } else if kind > 0 {
                "nina".clone_into(&mut it.target);
            }
            it.id = if id > 5 {
                format!("m{id}")
            } else {
                String::new()
            };
            it.object = if object > 5 {
                format!("m{object}")
            } else {
                String::new()
            };
            it.text = ["café filtre", "combien ?", ""][id % 3].to_owned();
            it.label = ["sav", "", ""][object % 3].to_owned();
            it.sentiment = (sentiment > -2).then_some(sentiment);
            it
        })
}

proptest! {
    #[test]
    fn any_log_makes_a_report_that_adds_up(
        rows in proptest::collection::vec(any_row(), 0..120),
        length in 0..4_usize,
    ) {
        let length = [Length::Day, Length::Week, Length::Month, Length::Quarter][length];
        let labels = [("complaint".to_owned(), vec!["sav".to_owned()])];
        let log = log(&rows);
        let brand: Vec<u32> = ["cafe", "cafe2"].iter().filter_map(|it| log.people.get(it)).collect();
        let mut settings = settings(&brand);
        settings.length = length;
        settings.labels = &labels;
        settings.min_cell = 1;
        let found = community(&log, &settings).expect("a report");
        let report = &found.report;
        // NaN would be written as null, and would not come back.
        let json = serde_json::to_string(report).expect("JSON");
        prop_assert_eq!(&serde_json::from_str::<Report>(&json).expect("a report"), report);
        for period in report.periods.iter().chain([&report.total]) {
            prop_assert_eq!(period.new_people + period.returning_people, period.active_people);
            prop_assert!(period.answered <= period.mentions);
            prop_assert!(period.complaints.is_none_or(|it| it.answered <= it.n));
            let minutes = period.response_minutes;
            prop_assert!(minutes.is_none_or(|it| it.median >= 0.0 && it.median <= it.p90));
        }
        let sum = |read: fn(&Period) -> u64| report.periods.iter().map(read).sum::<u64>();
        prop_assert!(sum(|it| it.interactions) <= report.total.interactions);
        prop_assert!(sum(|it| it.new_people) <= report.total.active_people);
        let waiting = report.total.mentions.unwrap_or(0) - report.total.answered.unwrap_or(0);
        prop_assert_eq!(found.unanswered.len() as u64, waiting);
        let share: f64 = report.critical_windows.iter().filter(|it| it.weekday < 7).map(|it| it.share).sum();
        prop_assert!(share <= 1.0 + 1e-9);
    }
}
