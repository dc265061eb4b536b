//! Writes `examples/cafe`: the audience and the log of Café Lumen, a fictional roastery in Lille,
//! and the truth planted in them.
//!
//! `cargo run --example generate_cafe` writes the same bytes every time; everything is fictional.

#[path = "generate_cafe/audience.rs"]
mod audience;
#[path = "generate_cafe/calendar.rs"]
mod calendar;
#[path = "generate_cafe/dice.rs"]
mod dice;
#[path = "generate_cafe/log.rs"]
mod log;
#[path = "generate_cafe/lookalikes.rs"]
mod lookalikes;
#[path = "generate_cafe/members.rs"]
mod members;
#[path = "generate_cafe/people.rs"]
mod people;
#[path = "generate_cafe/words.rs"]
mod words;

use std::error::Error;
use std::path::{Path, PathBuf};

/// One seed for the whole café: change it and every planted number changes with it.
const SEED: u64 = 20_260_201;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cafe"),
        PathBuf::from,
    );
    std::fs::create_dir_all(folder.join("truth"))?;

    let respondents = audience::draw(SEED);
    let town = people::draw(SEED, &respondents);
    let rows = log::draw(SEED, &town);

    audience::write(&folder.join("audience.csv"), &respondents, &town)?;
    audience::write_truth(&folder.join("truth/respondents.csv"), &respondents, &town)?;
    log::write(&folder.join("log.csv"), &rows)?;
    people::write_truth(&folder.join("truth/people.csv"), &town)?;
    Ok(())
}
