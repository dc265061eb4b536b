//! The report on planted logs, whose numbers are known.

mod cafe;
mod chapters;
#[cfg(feature = "long-tests")]
mod higgs;
mod indicators;
mod inputs;
mod windows;

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
