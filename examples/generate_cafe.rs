//! Writes `examples/cafe`: the audience and the log of Café Lumen, a fictional roastery in Lille,
//! and the truth planted in them.
//!
//! `cargo run --example generate_cafe` writes the same bytes every time; everything is fictional.
//! `cargo run --example generate_cafe -- FOLDER SEED` plants another town of the same kind elsewhere.

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

/// The seed of the café that is committed.
const SEED: u64 = 20_260_201;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let folder = arguments.next().map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cafe"),
        PathBuf::from,
    );
    let seed = match arguments.next() {
        Some(seed) => seed.to_string_lossy().parse()?,
        None => SEED,
    };
    std::fs::create_dir_all(folder.join("truth"))?;

    let respondents = audience::draw(seed);
    let town = people::draw(seed, &respondents);
    let rows = log::draw(seed, &town);

    audience::write(&folder.join("audience.csv"), &respondents, &town)?;
    audience::write_truth(&folder.join("truth/respondents.csv"), &respondents, &town)?;
    log::write(&folder.join("log.csv"), &rows)?;
    people::write_truth(&folder.join("truth/people.csv"), &town)?;
    Ok(())
}
