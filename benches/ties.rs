//! The ties wing against igraph and NetworKit on an R-MAT log of 1M people and 10M events with string ids:
//! from the CSV to `people.csv` with PageRank and circles, then stage by stage.
//!
//! `cargo bench --bench ties [-- SCALE EVENTS] [ours]` prints CPU seconds of both sides and their ratio. The
//! Python side (`benches/peers/ties.py`) makes its own environment under `target/`; where it cannot, it is
//! skipped and says why.
// A bench is a program: nobody calls what is in it, and each uses a part of the sitting.
#![allow(missing_docs, dead_code)]

use std::io::Write as _;
use std::path::Path;

use entourage::community::{Communities, leiden_of};
use entourage::interaction::{Event, Kind, Log, NO_TIME, NONE};
use entourage::network::{Interactions, Network, NetworkParams};
use entourage::person::Directory;
use entourage::rank::{PageRank, Trust, page_rank, trust};
use entourage::statistic::hash;

mod sitting;

use sitting::{Failure, Sitting, rmat};

fn main() -> Result<(), Failure> {
    let sitting = Sitting::begin("ties.py");
    let [scale, count] = sitting::numbers([20, 10_000_000]);
    let folder = sitting::root().join("target/bench-ties");
    std::fs::create_dir_all(&folder)?;
    {
        let log = rmat_log(scale, count);
        write_csv(&log, &folder.join("rmat.csv"))?;
        stages(&sitting, &log);
    }
    let project = folder.join("entourage.yaml");
    std::fs::write(&project, "interactions: { files: [rmat.csv] }\n")?;
    let project = project.to_string_lossy();
    let build = ["build", &project, "--only", "people"];
    let two = [&build[..], &["--measures", "pagerank,communities"]].concat();
    let ours = sitting.command("CSV to PageRank and circles", &two)?;
    for peer in ["igraph", "networkit"] {
        sitting.against(ours, peer, &folder)?;
    }
    let every = sitting.command("CSV to every measure", &build)?;
    println!("  {:.2} of the CPU of two measures", every.cpu / ours.cpu);
    Ok(())
}

fn stages(sitting: &Sitting, log: &Log) {
    let interactions = Interactions::of(log, &[]);
    let (network, _) = sitting.ours(
        "network",
        |network: &Network| format!("{} ties", network.ties()),
        || Network::build(&interactions, &NetworkParams::default()).expect("a network"),
    );
    sitting.ours(
        "PageRank",
        |ranked: &PageRank| format!("{} iterations", ranked.iterations),
        || page_rank(&network, 0.85, None),
    );
    let seeds: Vec<u32> = (0..500).map(|i| i * 997).collect();
    sitting.ours(
        "trust from 500 seeds",
        |found: &Trust| format!("{} iterations, {} groups", found.iterations, found.groups),
        || trust(&network, &seeds, 0.85, 42),
    );
    let (symmetric, _) = sitting.ours("both ways", |_| String::new(), || network.symmetric());
    sitting.ours(
        "Leiden",
        |found: &Communities| {
            let circles = found.sizes.len();
            format!("modularity {:.4}, {circles} circles", found.modularity)
        },
        || leiden_of(symmetric, 42),
    );
}

/// String ids that hide the structure.
fn rmat_log(scale: u32, count: u32) -> Log {
    let raw = rmat::pairs(scale, count);
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
    let event = |&(source, target): &(u32, u32)| Event {
        source: person(source),
        target: person(target),
        kind: Kind::Mention,
        platform: 0,
        weight: 1.0,
        time: NO_TIME,
        object: NONE,
        post: NONE,
    };
    let mut events: Vec<Event> = raw.iter().map(event).collect();
    events.retain(|e| e.source != e.target);
    events.sort_unstable_by_key(|e| (e.source, e.target));
    Log {
        people,
        events,
        ..Log::default()
    }
}

fn write_csv(log: &Log, path: &Path) -> std::io::Result<()> {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    writeln!(file, "source,target")?;
    for event in &log.events {
        let (source, target) = (log.people.key(event.source), log.people.key(event.target));
        writeln!(file, "{source},{target}")?;
    }
    file.flush()
}
