//! The Higgs log: 563,069 real interactions, when the folder of real data is there.

use std::path::Path;

use super::*;
use crate::interaction::{FileSpec, ReadOptions, read};

#[test]
fn the_higgs_week_is_told_day_by_day() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/higgs");
    if !folder.exists() {
        eprintln!("no ../shared/data/higgs: nothing was checked");
        return;
    }
    let options = ReadOptions {
        folder,
        ..ReadOptions::default()
    };
    let file = FileSpec::new("higgs-activity_time.txt.gz");
    let log = read(&[file], &options).expect("the Higgs log").log;
    // The account that is mentioned most plays the brand.
    let mut mentioned = vec![0_u32; log.people.len()];
    for event in &log.events {
        if let Some(count) = mentioned.get_mut(event.target as usize) {
            *count += 1;
        }
    }
    let brand = [(0..)
        .zip(&mentioned)
        .max_by_key(|it| it.1)
        .map_or(0, |it| it.0)];
    let mut settings = settings(&brand);
    settings.length = Length::Day;
    let start = std::time::Instant::now();
    let found = community(&log, &settings).expect("a report");
    eprintln!("{} events in {:?}", log.events.len(), start.elapsed());
    let report = &found.report;
    let days: Vec<&str> = report.periods.iter().map(|it| it.period.as_str()).collect();
    // The log ends with 7 July in UTC: two hours of the 8th in Paris.
    assert_eq!(
        (days.len(), days[0], days[7]),
        (8, "2012-07-01", "2012-07-08")
    );
    let busiest = report
        .periods
        .iter()
        .max_by_key(|it| it.active_people)
        .expect("days");
    // The announcement at CERN.
    assert_eq!(busiest.period, "2012-07-04");
    let sum: u64 = report.periods.iter().map(|it| it.interactions).sum();
    assert_eq!(sum, report.total.interactions);
    assert_eq!(report.total.complaints, None);
    assert!(report.notes.contains(&Note::NoTerms) && report.notes.contains(&Note::NoSentiment));
}
