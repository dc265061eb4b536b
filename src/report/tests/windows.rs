//! When nobody answers, and what moved between two reports.

use super::super::planted::{Row, at, log, row};
use super::*;

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
    let weekends = moved.moments.iter().find(|it| it.moment == "weekends");
    let weekends = weekends.expect("mentions of both weekends");
    let gain = weekends.difference.expect("an interval");
    assert!(weekends.after == 1.0 && gain.low > 0.0 && gain.difference == 1.0 - weekends.before);
    assert!(moved.notes_gained.is_empty());
    let mut mute = before.clone();
    mute.notes = vec![Note::NoTerms];
    let mut speaking = before.clone();
    speaking.notes = vec![Note::NoSentiment];
    let told = difference(&mute, &speaking);
    assert_eq!(
        (told.notes_gained, told.notes_lost),
        (vec![Note::NoSentiment], vec![Note::NoTerms])
    );
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
