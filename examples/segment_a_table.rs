//! Finds the groups of an audience, or refuses, and says what sets each apart: a library call a step.
//!
//! `cargo run --example segment_a_table`

use std::error::Error;
use std::path::Path;

use entourage::{persona, segment, table};

fn main() -> Result<(), Box<dyn Error>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cafe/audience.csv");
    let options = table::ReadOptions {
        id: Some("id".to_owned()),
        weight: Some("poids".to_owned()),
        handle: Some("compte".to_owned()),
        ..table::ReadOptions::default()
    };
    let audience = table::read(&file, &options)?.table;

    let found = segment::choose(&audience, None, &segment::Settings::default())?;
    println!(
        "{} respondents, verdict {:?}",
        audience.len(),
        found.verdict
    );

    let crosstab = persona::crosstab(&audience, &found.labels, found.segments.len())?;
    for group in 0..crosstab.groups() {
        println!(
            "\ngroup {}: {:.0} % of the audience",
            group + 1,
            crosstab.sizes[group].share * 100.0
        );
        for statement in persona::describe(&crosstab, group, &[]).into_iter().take(4) {
            let value = statement
                .share
                .map_or(String::new(), |share| format!("{:.0} %", share * 100.0));
            let level = statement.level.unwrap_or_default();
            println!(
                "  {}: {level} {value} (n = {} of {})",
                statement.attribute, statement.n, statement.base
            );
        }
    }
    Ok(())
}
