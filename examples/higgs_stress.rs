//! How far follower farms fool each ranking, on the Higgs Twitter log (De Domenico et al. 2013).
//!
//! `cargo run --release --example higgs_stress -- higgs-activity_time.txt.gz [SHARE] [ACCOUNTS] [DRAW]`
//!
//! Reads `source target seconds RT|MT|RE` lines, sees the first SHARE of the log (0.6), trusts 500 people
//! drawn among those with two endorsements and one act of their own, and prints a table. Another DRAW draws
//! other seeds of trust and other accounts: a median of few accounts says little.
use std::io::BufRead as _;

use entourage::interaction::{Event, Kind, Log, NONE};
use entourage::network::{Interactions, NetworkParams};
use entourage::person::Directory;
use entourage::rank::{
    HalfLife, RankParams, Split, StressParams, backtest, choose_half_life, stress,
};
use entourage::statistic::hash;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let Some(path) = arguments.next() else {
        println!("usage: higgs_stress higgs-activity_time.txt.gz [SHARE] [ACCOUNTS] [DRAW]");
        return Ok(());
    };
    let share: f64 = arguments.next().map_or(Ok(0.6), |a| a.parse())?;
    let accounts: usize = arguments.next().map_or(Ok(24), |a| a.parse())?;
    let draw: u64 = arguments.next().map_or(Ok(1), |a| a.parse())?;
    let log = read(&path)?;
    let whole = Interactions::of(&log, &[]);
    let split = Split::at(&whole, share, None).ok_or("the log cannot be cut there")?;
    let seen = Interactions::new(&split.seen, log.people.len(), &[]);
    let settings = NetworkParams::default();
    let choice = choose_half_life(&seen, &settings, None);
    let settings = NetworkParams {
        half_life: choice.half_life,
        ..settings
    };
    let params = RankParams {
        trusted: seeds(&seen, 500, draw),
        ..RankParams::default()
    };
    let none = |_: &_| Vec::new();
    let half_life = HalfLife::Fixed(choice.half_life);
    let Some(found) = backtest(&whole, &settings, half_life, &params, &none, share)? else {
        return Ok(());
    };
    println!(
        "seen {share}, half-life {:?} s, reach by {}",
        choice.half_life,
        split.kinds.names()
    );
    for (ranking, score) in &found.scores {
        println!("NDCG@100 {:15} {score:.4}", ranking.name());
    }
    let farms = StressParams {
        accounts,
        sizes: vec![1_000],
        seed: draw,
        ..StressParams::default()
    };
    let found = stress(&seen, &settings, &params, &none, &farms)?;
    println!("farm, bad seeds, ranking: median rank before, after; factor low, quartiles, high");
    for row in &found.rows {
        let middle = |ranks: &[u32]| {
            let mut ranks = ranks.to_vec();
            ranks.sort_unstable();
            ranks[ranks.len() / 2]
        };
        if let Some([low, q1, median, q3, high]) = row.factors() {
            println!(
                "{:12} {:5} {:15} {:7} -> {:7}   {low:.2} {q1:.2} [{median:.2}] {q3:.2} {high:.2}",
                row.farm.name(),
                row.bad_seeds,
                row.ranking.name(),
                middle(&row.before),
                middle(&row.after),
            );
        }
    }
    Ok(())
}

/// People with at least two endorsements and one act of their own, `count` of them drawn.
fn seeds(seen: &Interactions<'_>, count: usize, draw: u64) -> Vec<u32> {
    let mut endorsements = vec![0u32; seen.people()];
    let mut acts = vec![0u32; seen.people()];
    for event in seen.events() {
        endorsements[event.target as usize] += 1;
        acts[event.source as usize] += 1;
    }
    let mut known: Vec<u32> = (0..seen.people() as u32)
        .filter(|&p| endorsements[p as usize] >= 2 && acts[p as usize] >= 1)
        .collect();
    known.sort_by_key(|&person| hash(&[draw, u64::from(person)]));
    known.truncate(count);
    known
}

fn read(path: &str) -> Result<Log, Box<dyn std::error::Error>> {
    let file = flate2::read::GzDecoder::new(std::fs::File::open(path)?);
    let mut arrivals = Directory::default();
    let mut events = Vec::new();
    for line in std::io::BufReader::new(file).lines() {
        let line = line?;
        let fields: Vec<&str> = line.split(' ').collect();
        let [source, target, time, kind] = fields[..] else {
            return Err(format!("expected four fields: {line}").into());
        };
        events.push(Event {
            source: arrivals.intern(source),
            target: arrivals.intern(target),
            kind: match kind {
                "RT" => Kind::Repost,
                "RE" => Kind::Reply,
                _ => Kind::Mention,
            },
            platform: 0,
            weight: 1.0,
            time: time.parse()?,
            object: NONE,
            post: NONE,
        });
    }
    let (people, renumber) = arrivals.sorted();
    for event in &mut events {
        event.source = renumber[event.source as usize];
        event.target = renumber[event.target as usize];
    }
    events.retain(|e| e.source != e.target);
    events.sort_by_key(|e| (e.source, e.target, e.time, e.kind as u8));
    Ok(Log {
        people,
        events,
        ..Log::default()
    })
}
