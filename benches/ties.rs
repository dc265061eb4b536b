//! How long the ties wing takes on an R-MAT log of 1M people and 10M events, in CPU seconds.
//!
//! `cargo bench --bench ties [-- SCALE EVENTS]` writes the log with string ids to `target/rmat.csv`
//! (for `benches/peers/ties.py`) and prints one line a stage.
use std::io::Write as _;

use entourage::community::leiden;
use entourage::interaction::{Event, Kind, Log, NO_TIME, NONE};
use entourage::network::{Interactions, Network, NetworkParams};
use entourage::person::Directory;
use entourage::rank::{page_rank, trust};
use entourage::statistic::hash;

fn main() {
    let numbers: Vec<u32> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    let scale = numbers.first().copied().unwrap_or(20);
    let count = numbers.get(1).copied().unwrap_or(10_000_000);
    let log = rmat_log(scale, count);
    write_csv(&log);
    println!("{} people, {} events", log.people.len(), log.events.len());

    let interactions = Interactions::of(&log, &[]);
    let network = stage("network", || {
        Network::build(&interactions, &NetworkParams::default()).expect("a network")
    });
    println!("ties {}", network.ties());
    let ranked = stage("pagerank", || page_rank(&network, 0.85, None));
    println!("iterations {}", ranked.iterations);
    let symmetric = stage("symmetric", || network.symmetric());
    let found = stage("leiden", || entourage::community::leiden_of(symmetric, 42));
    println!(
        "modularity {:.4}, communities {}",
        found.modularity,
        found.sizes.len()
    );
    let _ = leiden;
    if std::env::args().any(|a| a == "trust") {
        let seeds: Vec<u32> = (0..500).map(|i| i * 997).collect();
        let spread = stage("trust", || trust(&network, &seeds, 0.85, 42));
        println!("iterations {}, groups {}", spread.iterations, spread.groups);
    }
    println!("peak memory {} MB", status("VmHWM:") / 1024);
}

/// Runs one stage and prints its CPU seconds (user and system, all threads).
fn stage<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let before = cpu_seconds();
    let clock = std::time::Instant::now();
    let result = work();
    println!(
        "{name}: {:.2} CPU s, {:.2} s",
        cpu_seconds() - before,
        clock.elapsed().as_secs_f64()
    );
    result
}

fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks = |i: usize| -> f64 {
        let field = after.split_whitespace().nth(i);
        field.and_then(|f| f.parse().ok()).unwrap_or(0.0)
    };
    (ticks(11) + ticks(12)) / 100.0
}

fn status(field: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(field));
    line.and_then(|l| l.split_whitespace().nth(1)?.parse().ok())
        .unwrap_or(0)
}

/// R-MAT (Chakrabarti, Zhan & Faloutsos 2004) with a, b, c = 0.57, 0.19, 0.19 and string ids that hide
/// the structure.
fn rmat_log(scale: u32, count: u32) -> Log {
    let mut raw: Vec<(u32, u32)> = (0..u64::from(count)).map(|i| rmat_pair(scale, i)).collect();
    raw.retain(|(source, target)| source != target);
    let name = |node: u32| format!("u{:08x}", hash(&[7, u64::from(node)]) as u32 ^ node);
    let mut arrivals = Directory::default();
    let mut number = vec![NONE; 1 << scale];
    for &(source, target) in &raw {
        for node in [source, target] {
            if number[node as usize] == NONE {
                number[node as usize] = arrivals.intern(&name(node));
            }
        }
    }
    let (people, renumber) = arrivals.sorted();
    let person = |node: u32| renumber[number[node as usize] as usize];
    let mut events: Vec<Event> = raw
        .iter()
        .map(|&(source, target)| Event {
            source: person(source),
            target: person(target),
            kind: Kind::Mention,
            platform: 0,
            weight: 1.0,
            time: NO_TIME,
            object: NONE,
            post: NONE,
        })
        .collect();
    events.retain(|e| e.source != e.target);
    events.sort_unstable_by_key(|e| (e.source, e.target));
    Log {
        people,
        events,
        ..Log::default()
    }
}

fn rmat_pair(scale: u32, i: u64) -> (u32, u32) {
    let (mut source, mut target) = (0, 0);
    let mut bits = 0;
    for level in 0..scale {
        if level % 4 == 0 {
            bits = hash(&[1, i, u64::from(level)]);
        }
        let draw = f64::from(bits as u16) / 65_536.0;
        bits >>= 16;
        let quadrant = [0.57, 0.76, 0.95]
            .iter()
            .filter(|&&edge| draw >= edge)
            .count() as u32;
        source = source << 1 | quadrant >> 1;
        target = target << 1 | quadrant & 1;
    }
    (source, target)
}

fn write_csv(log: &Log) {
    let write = || -> std::io::Result<()> {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target");
        let mut file = std::io::BufWriter::new(std::fs::File::create(folder.join("rmat.csv"))?);
        writeln!(file, "source,target")?;
        for event in &log.events {
            let (source, target) = (log.people.key(event.source), log.people.key(event.target));
            writeln!(file, "{source},{target}")?;
        }
        file.flush()
    };
    write().expect("target/rmat.csv can be written");
}
