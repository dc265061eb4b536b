//! Same input, same bytes: for any number of threads, any run, any order of rows.

use crate::command::{Seen, cafe_file, entourage};

/// A CSV with its rows turned around: no cell of the café holds a line break.
fn turned(csv: &str) -> String {
    let mut lines: Vec<&str> = csv.lines().collect();
    lines[1..].reverse();
    lines.join("\n") + "\n"
}

fn build(audience: &str, log: &str, threads: &str) -> Seen {
    entourage("build")
        .with(
            "entourage.yaml",
            cafe_file("entourage.yaml").replace("../../personas", "personas"),
        )
        .with("audience.csv", audience)
        .with("log.csv", log)
        .arg("--threads")
        .arg(threads)
        .out()
        .succeeds()
}

#[test]
fn threads_runs_and_the_order_of_rows_change_no_byte() {
    let (audience, log) = (cafe_file("audience.csv"), cafe_file("log.csv"));
    let one = build(&audience, &log, "1").files();
    let two = build(&audience, &log, "2").files();
    assert!(one.len() > 10, "{:?}", one.keys());
    for (name, bytes) in &one {
        assert!(
            two.get(name) == Some(bytes),
            "{name} differs between --threads 1 and 2"
        );
    }
    let shuffled = build(&turned(&audience), &turned(&log), "2").files();
    for (name, bytes) in &one {
        assert!(
            shuffled.get(name) == Some(bytes),
            "{name} depends on the order of rows"
        );
    }
}
