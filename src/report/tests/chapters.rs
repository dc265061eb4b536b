//! Who waits, what rises, who moves.

use super::super::planted::{at, row};
use super::*;

#[test]
fn who_waits_is_listed_oldest_first_with_where_and_since_when() {
    let mut rows = two_months();
    rows[6].id = "https://example.org/p/3".to_owned();
    let found = report(&rows, |settings| {
        settings.as_of = at("2026-03-01T00:00:00+01:00");
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
fn the_words_of_bought_accounts_are_no_subject() {
    let mut rows = Vec::new();
    for person in 0..60 {
        let month = if person < 30 { 1 } else { 2 };
        let time = at(&format!("2026-0{month}-05T10:00:00Z"));
        let mut it = row(
            &format!("p{person:02} mention cafe"),
            time,
            &format!("m{person}"),
        );
        it.text = if person < 30 { "expresso" } else { "gratuit" }.to_owned();
        rows.push(it);
    }
    let log = log(&rows);
    let terms = |unheard: &[u32]| -> Vec<String> {
        let settings = Settings {
            unheard,
            ..Settings::default()
        };
        let report = community(&log, &settings).expect("a report").report;
        report
            .subjects
            .into_iter()
            .flat_map(|it| it.terms)
            .map(|it| it.term)
            .collect()
    };
    assert!(terms(&[]).contains(&"gratuit".to_owned()));
    let bought: Vec<u32> = (30..60)
        .filter_map(|it| log.people.get(&format!("p{it}")))
        .collect();
    assert!(!terms(&bought).contains(&"gratuit".to_owned()));
}

#[test]
fn the_posts_that_worked_come_first_and_each_person_counts_once() {
    let mut rows = vec![
        row("cafe post", at("2026-01-05T09:00:00+01:00"), "b1"),
        row("cafe post", at("2026-01-06T18:00:00+01:00"), "b2"),
    ];
    for (person, post, kind) in [
        ("lea", "b1", "comment"),
        ("lea", "b1", "repost"),
        ("sam", "b2", "reaction"),
        ("zoe", "b2", "quote"),
    ] {
        let line = format!("{person} {kind} cafe {post}");
        rows.push(row(&line, at("2026-01-07T10:00:00Z"), ""));
    }
    let content = report(&rows, |_| {}).report.content;
    let told: Vec<_> = content
        .iter()
        .map(|it| (it.by.as_str(), it.value.as_str(), it.responders))
        .collect();
    let expected = [
        ("post", "b2", 2.0),
        ("post", "b1", 1.0),
        ("hour", "18", 2.0),
        ("hour", "9", 1.0),
        ("weekday", "1", 2.0),
        ("weekday", "0", 1.0),
    ];
    assert_eq!(told, expected);
}
