//! The report on planted logs, whose numbers are known.

use super::planted::{Row, at, log, row};
use super::*;

fn settings(brand: &[u32]) -> Settings<'_> {
    Settings {
        time_zone: "Europe/Paris",
        brand,
        ..Settings::default()
    }
}

fn report(rows: &[Row], adapt: impl Fn(&mut Settings)) -> Community {
    let log = log(rows);
    let brand: Vec<u32> = ["cafe", "cafe2"]
        .iter()
        .filter_map(|name| log.people.get(name))
        .collect();
    let mut settings = settings(&brand);
    adapt(&mut settings);
    community(&log, &settings).expect("a report")
}

/// January: two posts of the brand, of which one is answered; three mentions, two answered.
/// February: one mention by somebody new, one by somebody known, neither answered.
fn two_months() -> Vec<Row> {
    vec![
        row("cafe post", at("2026-01-05T09:00:00+01:00"), "b1"),
        row("cafe post", at("2026-01-06T09:00:00+01:00"), "b2"),
        row("lea comment cafe b1", at("2026-01-05T10:00:00+01:00"), "c1"),
        row("sam reaction cafe b2", at("2026-01-06T10:00:00+01:00"), ""),
        row("lea mention cafe", at("2026-01-10T12:00:00+01:00"), "m1"),
        row("sam mention cafe", at("2026-01-11T12:00:00+01:00"), "m2"),
        row("zoe mention cafe", at("2026-01-12T12:00:00+01:00"), "m3"),
        row("cafe reply lea m1", at("2026-01-10T12:30:00+01:00"), "r1"),
        row("cafe reply lea m1", at("2026-01-10T13:30:00+01:00"), "r2"),
        row("cafe reply sam m2", at("2026-01-11T13:30:00+01:00"), "r3"),
        row("lea mention cafe", at("2026-02-03T12:00:00+01:00"), "m4"),
        row("max mention cafe", at("2026-02-28T12:00:00+01:00"), "m5"),
    ]
}

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

/// A year with a mention every two hours of the day, answered but on Saturdays from 18 to 22 h.
fn silent_saturdays() -> Vec<Row> {
    let mut rows = Vec::new();
    let start = at("2025-01-06T00:30:00+01:00").expect("a moment");
    let clock =
        super::clock::Clock::new("Europe/Paris", start, start + 400 * 86_400).expect("a zone");
    for hour in (0..52 * 168).step_by(2) {
        let time = start + hour * 3_600;
        let (id, wall) = (format!("m{hour}"), clock.hour_of_week(time));
        rows.push(row(
            &format!("p{} mention cafe", hour % 97),
            Some(time),
            &id,
        ));
        if !(5 * 24 + 18..5 * 24 + 22).contains(&wall) {
            let reply = format!("cafe reply p{} {id}", hour % 97);
            rows.push(row(&reply, Some(time + 600), &format!("r{hour}")));
        }
    }
    rows
}

#[test]
fn silent_windows_are_named_with_what_covering_them_would_gain() {
    let found = report(&silent_saturdays(), |_| {});
    let windows = &found.report.critical_windows;
    assert_eq!(windows.len(), 1, "{windows:?}");
    let window = &windows[0];
    assert_eq!((window.weekday, window.from), (5, 18));
    assert!((21..=22).contains(&window.to));
    assert_eq!((window.share, window.unanswered_rate), (1.0, 1.0));
    let left = 1.0 - found.report.total.answered_share.expect("a share");
    assert!((window.gain - left).abs() < 1e-12);
    assert_eq!(found.unanswered.len() as u64, window.unanswered);
    let rhythm = found.report.rhythm.expect("hours");
    assert_eq!(rhythm.brand[5][18..22].iter().sum::<u64>(), 0);
    assert!(rhythm.community[5][18] + rhythm.community[5][19] > 0);
}

#[test]
fn a_holiday_nobody_works_on_is_a_window_of_its_own() {
    let mut rows = Vec::new();
    for day in 0..60 {
        let start = at("2025-04-01T10:00:00+02:00").expect("a moment") + day * 86_400;
        for step in 0..6 {
            let id = format!("m{day}-{step}");
            rows.push(row(
                &format!("p{step} mention cafe"),
                Some(start + step * 60),
                &id,
            ));
            // 21 April, 1, 8 and 29 May.
            if ![20, 30, 37, 58].contains(&day) {
                let reply = format!("cafe reply p{step} {id}");
                rows.push(row(
                    &reply,
                    Some(start + step * 60 + 300),
                    &format!("r{day}-{step}"),
                ));
            }
        }
    }
    let found = report(&rows, |settings| settings.country = Some("FR")).report;
    let feast = found
        .critical_windows
        .iter()
        .find(|window| window.weekday == 7);
    assert_eq!(feast.expect("a window").unanswered, 24);
    let moment = found.moments.last().expect("moments");
    assert_eq!(
        (moment.moment.as_str(), moment.answered_share),
        ("holidays", Some(0.0))
    );
}

#[test]
fn who_waits_is_listed_oldest_first_with_where_and_since_when() {
    let mut rows = two_months();
    rows[6].id = "https://example.org/p/3".to_owned();
    let found = report(&rows, |settings| {
        settings.as_of = at("2026-03-01T00:00:00+01:00")
    });
    let list: Vec<_> = found.unanswered.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(list, ["zoe", "lea", "max"]);
    assert_eq!(found.unanswered[0].time, "2026-01-12T12:00:00+01:00");
    assert_eq!(
        found.unanswered[0].url.as_deref(),
        Some("https://example.org/p/3")
    );
    assert_eq!(found.unanswered[2].age_hours, Some(12.0));
    assert_eq!(found.unanswered[2].url, None);
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
fn a_term_under_min_cell_is_withheld_and_a_new_one_rises() {
    let mut rows = Vec::new();
    for month in 1..=4_i64 {
        for person in 0..40 {
            let time = at("2026-01-02T10:00:00Z").map(|start| start + (month - 1) * 31 * 86_400);
            let mut it = row(
                &format!("p{person} mention cafe"),
                time,
                &format!("m{month}-{person}"),
            );
            "expresso comptoir".clone_into(&mut it.text);
            if month == 4 && person < 20 {
                it.text.push_str(" cascara");
            }
            if month == 4 && person < 4 {
                it.text.push_str(" secret");
            }
            rows.push(it);
        }
    }
    let report = report(&rows, |_| {}).report;
    let april: Vec<&Subject> = report
        .subjects
        .iter()
        .filter(|it| it.name == "2026-04")
        .collect();
    assert_eq!(april.len(), 1);
    let cascara = &april[0].terms[0];
    assert_eq!(
        (cascara.term.as_str(), cascara.people, cascara.rising),
        ("cascara", 20, true)
    );
    let everything = serde_json::to_string(&report).expect("JSON");
    assert!(!everything.contains("secret"));
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

#[test]
fn two_reports_differ_by_what_moved() {
    let rows = silent_saturdays();
    let before = report(&rows, |_| {}).report;
    let answered: Vec<Row> = rows
        .iter()
        .flat_map(|it| {
            let reply = (it.kind == "mention").then(|| {
                row(
                    &format!("cafe reply {} {}", it.source, it.id),
                    it.time,
                    &format!("a{}", it.id),
                )
            });
            [Some(it.clone()), reply]
        })
        .flatten()
        .collect();
    let after = report(&answered, |_| {}).report;
    let moved = difference(&before, &after);
    assert_eq!((moved.closed.len(), moved.opened.len()), (1, 0));
    let share = moved
        .indicators
        .iter()
        .find(|it| it.indicator == "answered_share");
    assert_eq!(share.expect("a share").after, 1.0);
    assert!(moved.comparable && moved.answered_share.expect("an interval").low > 0.0);
    assert_eq!(
        difference(&before, &before)
            .answered_share
            .expect("same")
            .difference,
        0.0
    );
}

#[test]
fn a_report_is_the_same_whatever_the_order_of_events_and_comes_back_from_json() {
    let rows = silent_saturdays();
    let log = log(&rows);
    let brand = [log.people.get("cafe").unwrap()];
    let one = community(&log, &settings(&brand)).expect("a report");
    let mut turned = log.clone();
    turned.events.reverse();
    let two = community(&turned, &settings(&brand)).expect("a report");
    assert_eq!(one, two);
    let json = serde_json::to_string(&one.report).expect("JSON");
    let back: Report = serde_json::from_str(&json).expect("a report");
    assert_eq!(back, one.report);
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
