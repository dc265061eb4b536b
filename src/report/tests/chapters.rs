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

#[test]
fn people_in_motion_are_told_by_their_own_rhythm() {
    let now = at("2026-02-01T00:00:00Z").expect("a moment");
    let day = |ago: i64| Some(now - ago * 86_400 - 36_000);
    let mut rows = Vec::new();
    let mut speak = |line: &str, ago: i64| {
        rows.push(row(line, day(ago), &format!("{line}-{ago}")));
    };
    for ago in (0..300).step_by(7) {
        // Every week, until ten weeks ago: gone quiet.
        if ago > 70 {
            speak("quiet mention cafe", ago);
        }
        // Every week to the end.
        speak("steady mention cafe", ago);
        // Once in two months: a silence of seven weeks is nothing.
        if ago % 56 == 49 {
            speak("rare mention cafe", ago);
        }
        // Since two months only.
        if ago < 60 {
            speak("coming mention cafe", ago);
        }
    }
    for ago in [5, 10, 15] {
        speak("fresh mention sam", ago);
    }
    let motion = report(&rows, |settings| settings.as_of = Some(now))
        .report
        .motion;
    let told: Vec<_> = motion.iter().map(|it| (it.id.as_str(), it.kind)).collect();
    let expected = [
        ("fresh", MotionKind::Arrived),
        ("coming", MotionKind::BecomingAmbassador),
        ("quiet", MotionKind::GoneQuiet),
    ];
    assert_eq!(told, expected);
    assert_eq!(
        (motion[0].value, motion[0].since.as_str()),
        (3.0, "2026-01-16")
    );
    assert_eq!((motion[1].value, motion[1].before), (9.0, Some(0.0)));
    assert_eq!(motion[2].value, 78.0);
}

#[test]
fn a_critic_whom_more_people_repost_is_gaining_and_an_admirer_is_not() {
    let now = at("2026-02-01T00:00:00Z").expect("a moment");
    let mut rows = Vec::new();
    for (who, sentiment) in [("critic", -1), ("admirer", 1)] {
        for week in 0..26_i64 {
            let mut it = row(
                &format!("{who} mention cafe"),
                Some(now - week * 604_800 - 9),
                "",
            );
            it.id = format!("{who}{week}");
            it.sentiment = Some(sentiment);
            rows.push(it);
            let fans = if week < 13 { 2 } else { 0 };
            for fan in 0..fans {
                let line = format!("f{week}-{fan} repost {who} {who}{week}");
                rows.push(row(&line, Some(now - week * 604_800), ""));
            }
        }
    }
    let motion = report(&rows, |settings| settings.as_of = Some(now))
        .report
        .motion;
    let critics: Vec<&Motion> = motion
        .iter()
        .filter(|it| it.kind == MotionKind::CriticGaining)
        .collect();
    assert_eq!(critics.len(), 1, "{motion:?}");
    assert_eq!((critics[0].id.as_str(), critics[0].value), ("critic", 26.0));
    assert_eq!(critics[0].before, Some(0.0));
}

#[test]
fn each_circle_and_persona_has_the_words_its_own_people_use() {
    let mut rows = Vec::new();
    for person in 0..40 {
        let mut it = row(
            &format!("p{person:02} mention sam"),
            at("2026-01-05T10:00:00Z"),
            &format!("m{person}"),
        );
        it.text = format!(
            "comptoir {}",
            if person < 20 { "mousse" } else { "consigne" }
        );
        rows.push(it);
    }
    let log = log(&rows);
    let half = |name: &str| match name.strip_prefix('p').and_then(|it| it.parse::<u32>().ok()) {
        Some(person) => person / 20,
        None => crate::interaction::NONE,
    };
    let groups: Vec<u32> = log.people.iter().map(half).collect();
    let names = ["a".to_owned(), "b".to_owned()];
    let settings = Settings {
        communities: &groups,
        personas: &groups,
        persona_names: &names,
        ..Settings::default()
    };
    let subjects = community(&log, &settings)
        .expect("a report")
        .report
        .subjects;
    let told: Vec<_> = subjects
        .iter()
        .map(|it| {
            (
                it.of.as_str(),
                it.name.as_str(),
                it.terms[0].term.as_str(),
                it.terms.len(),
            )
        })
        .collect();
    let expected = [
        ("community", "0", "mousse", 1),
        ("community", "1", "consigne", 1),
        ("persona", "a", "mousse", 1),
        ("persona", "b", "consigne", 1),
    ];
    assert_eq!(told, expected);
}

#[test]
fn platforms_and_languages_are_counted_apart() {
    let mut rows = two_months();
    for (place, it) in rows.iter_mut().enumerate() {
        it.platform = if place % 2 == 0 { "x" } else { "bluesky" }.to_owned();
        it.text = "un comptoir".to_owned();
    }
    let report = report(&rows, |_| {}).report;
    let told: Vec<_> = report
        .platforms
        .iter()
        .map(|it| (it.platform.as_str(), it.acts, it.people))
        .collect();
    assert_eq!(told, [("x", 4, 2), ("bluesky", 3, 2)]);
    let mentions: u64 = report.platforms.iter().filter_map(|it| it.mentions).sum();
    assert_eq!(Some(mentions), report.total.mentions);
    assert_eq!(
        (report.languages[0].name.as_str(), report.languages[0].n),
        ("fr", 6)
    );
}
