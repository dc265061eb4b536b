//! The café: what was planted in it is told.

use std::path::Path;
use std::sync::OnceLock;

use super::*;
use crate::interaction::{ColumnMap, FileSpec, Format, Log, ReadOptions, read};

/// The café's log through the reader, with the column map of its project file.
fn cafe_log() -> Log {
    let column = |name: &str| Some(name.to_owned());
    let map = ColumnMap {
        id: column("id"),
        time: column("time"),
        source: column("source"),
        target: column("target"),
        kind: column("kind"),
        object: column("object"),
        text: column("text"),
        labels: column("labels"),
        sentiment: column("sentiment"),
        ..ColumnMap::default()
    };
    let file = FileSpec {
        format: Format::Map(Box::new(map)),
        ..FileSpec::new("log.csv")
    };
    let options = ReadOptions {
        folder: Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cafe"),
        time_zone: Some("Europe/Paris".to_owned()),
        ..ReadOptions::default()
    };
    let reading = read(&[file], &options).expect("the café's log");
    assert_eq!(reading.log.events.len(), 20_000);
    assert_eq!(reading.log.people.len(), 2_500);
    for file in &reading.findings.files {
        assert!(file.rejects.is_empty(), "{:?}", file.rejects.first());
    }
    reading.log
}

fn planted(part: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cafe/truth");
    let mut file = csv::Reader::from_path(folder.join("people.csv")).expect("the truth");
    file.records()
        .map(|record| record.expect("a row"))
        .filter(|record| &record[1] == part)
        .map(|record| record[0].to_owned())
        .collect()
}

/// The café as its project file describes it, the farm and the group known (the roles find them).
///
/// Made once: finding the language of twelve thousand posts takes its time.
fn cafe() -> &'static Community {
    static CAFE: OnceLock<Community> = OnceLock::new();
    CAFE.get_or_init(made)
}

fn made() -> Community {
    let log = cafe_log();
    let people = |parts: &[&str]| -> Vec<u32> {
        let names = parts.iter().flat_map(|part| planted(part));
        names.filter_map(|name| log.people.get(&name)).collect()
    };
    let (brand, staff) = (people(&["brand"]), people(&["staff"]));
    let labels = [
        ("complaint".to_owned(), vec!["plainte".to_owned()]),
        ("question".to_owned(), vec!["question".to_owned()]),
    ];
    let settings = Settings {
        staff: &staff,
        unheard: &people(&["farm", "coordinated"]),
        labels: &labels,
        as_of: at("2026-02-01T00:00:00+01:00"),
        country: Some("FR"),
        ..settings(&brand)
    };
    community(&log, &settings).expect("a report")
}

/// Counted apart with pandas 3.0 from `log.csv` and the parts of `truth/people.csv`:
///
/// ```python
/// ours = lambda s: s.map(part).isin(['brand', 'staff'])
/// asks = l.text.str.contains(r'\?') | l.labels.isin(['plainte', 'question'])
/// ment = l[(l.target == 'cafelumen') & ~ours(l.source)
///          & ((l.kind == 'mention') | (l.kind.isin(['comment', 'quote']) & asks))]
/// rep = l[ours(l.source) & ~ours(l.target) & (l.target != '') & l.kind.isin(['reply', 'comment'])]
/// first = rep.groupby('object').t.min(); a = ment.id.map(first)
/// len(ment), a.notna().sum(), (a - ment.t).dt.total_seconds().median() / 60   # 2550 1581 75.78333
/// ```
#[test]
fn the_cafes_indicators_are_those_counted_apart() {
    let report = &cafe().report;
    let total = &report.total;
    assert_eq!((total.mentions, total.answered), (Some(2_550), Some(1_581)));
    let median = total.response_minutes.expect("answers").median;
    assert!((median - 75.783_333).abs() < 1e-6, "{median}");
    let january = report.periods.last().expect("periods");
    assert_eq!(
        (january.period.as_str(), january.unfinished),
        ("2026-01", false)
    );
    assert_eq!((january.mentions, january.answered), (Some(405), Some(232)));
    let minutes = january.response_minutes.expect("answers");
    assert!((minutes.median - 58.191_667).abs() < 1e-6 && (minutes.p90 - 769.168_333).abs() < 1e-6);
    assert_eq!((january.active_people, january.new_people), (1_179, 5));
    assert_eq!(
        (january.posts, january.brand_posts),
        (Some(1_505), Some(27))
    );
    assert_eq!(
        (january.interactions, january.brand_replies),
        (2_090, Some(245))
    );
    assert_eq!(
        (total.conversations_started, january.conversations_started),
        (Some(246), Some(24))
    );
}

#[test]
fn the_cafes_silent_saturdays_new_product_and_moving_people_are_told() {
    let found = cafe();
    let windows = &found.report.critical_windows;
    assert_eq!(
        (windows[0].weekday, windows[0].from, windows[0].to),
        (5, 18, 22)
    );
    let january = found
        .report
        .subjects
        .iter()
        .find(|subject| subject.of == "period" && subject.name == "2026-01")
        .expect("January's subjects");
    assert!(
        january.terms[0].term == "cascara" && january.terms[0].rising,
        "{january:?}"
    );
    let moving = |kind| {
        let of_kind = found.report.motion.iter().filter(move |it| it.kind == kind);
        let mut names: Vec<String> = of_kind.map(|it| it.id.clone()).collect();
        names.sort();
        names
    };
    let sorted = |part| {
        let mut names = planted(part);
        names.sort();
        names
    };
    assert_eq!(
        moving(MotionKind::BecomingAmbassador),
        sorted("rising_ambassador")
    );
    assert_eq!(moving(MotionKind::CriticGaining), sorted("rising_critic"));
    let quiet = moving(MotionKind::GoneQuiet);
    assert!(
        sorted("quiet_ambassador")
            .iter()
            .all(|name| quiet.contains(name)),
        "{quiet:?}"
    );
    assert!(quiet.len() <= 4, "{quiet:?}");
}
