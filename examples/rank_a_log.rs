//! Ranks the people of a log by recent supporters: a library call a step.
//!
//! `cargo run --example rank_a_log`

use std::error::Error;
use std::path::Path;

use entourage::interaction::{self, FileSpec, ReadOptions};
use entourage::network::{Interactions, Network, NetworkParams};
use entourage::rank::{self, RankParams, Selection};

fn main() -> Result<(), Box<dyn Error>> {
    let options = ReadOptions {
        folder: Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cafe"),
        time_zone: Some("Europe/Paris".to_owned()),
        ..ReadOptions::default()
    };
    let reading = interaction::read(&[FileSpec::new("log.csv")], &options)?;
    let log = reading.log;

    let brand = log.find("@cafelumen");
    let interactions = Interactions::of(&log, &brand);
    let network = Network::build(
        &interactions,
        &NetworkParams {
            half_life: Some(90.0 * 86_400.0),
            brand: brand.clone(),
            ..NetworkParams::default()
        },
    )?;
    let params = RankParams {
        brand,
        ..RankParams::default()
    };
    let measures = rank::measure(&log, &network, None, &params, Selection::ALL)?;

    let score = measures.reach.unwrap_or_default();
    let mut people: Vec<u32> = (0..score.len() as u32).collect();
    people.sort_by(|&a, &b| {
        score[b as usize]
            .total_cmp(&score[a as usize])
            .then(a.cmp(&b))
    });
    println!("{} people, {} ties", network.people(), network.ties());
    for person in people.into_iter().take(10) {
        println!(
            "{:>8.1}  {}",
            score[person as usize],
            log.people.key(person)
        );
    }
    Ok(())
}
