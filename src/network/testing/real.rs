//! Real sets for the long tests; without `../shared/data` they are `None`, and say so.

use std::io::{BufRead as _, BufReader, Read};
use std::path::PathBuf;

use super::event;
use crate::interaction::{Event, Kind, Log, NO_TIME};
use crate::person::Directory;

/// A file of the shared sets as lines, unpacked where its name ends in `.gz`.
pub(crate) fn lines(path: &str) -> Option<Vec<String>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/data")
        .join(path);
    let Ok(file) = std::fs::File::open(&path) else {
        println!("skipped: {} is not there", path.display());
        return None;
    };
    let packed = path.extension().is_some_and(|end| end == "gz");
    let reader: Box<dyn Read> = if packed {
        Box::new(flate2::read::GzDecoder::new(file))
    } else {
        Box::new(file)
    };
    Some(
        BufReader::new(reader)
            .lines()
            .map(|line| line.expect("text"))
            .collect(),
    )
}

/// A log of (source, target, event) rows; people by their text key.
pub(crate) fn log_of(rows: impl Iterator<Item = (String, String, Event)>) -> Log {
    let mut arrivals = Directory::default();
    let mut events: Vec<Event> = rows
        .filter(|(source, target, _)| source != target)
        .map(|(source, target, event)| Event {
            source: arrivals.intern(&source),
            target: arrivals.intern(&target),
            ..event
        })
        .collect();
    let (people, renumber) = arrivals.sorted();
    for event in &mut events {
        event.source = renumber[event.source as usize];
        event.target = renumber[event.target as usize];
    }
    events.sort_by_key(|e| (e.source, e.target, e.time, e.kind as u8, e.object));
    Log {
        people,
        events,
        ..Log::default()
    }
}

/// One mention without a time.
pub(crate) fn tie(weight: f32) -> Event {
    Event {
        weight,
        ..event(0, 0, Kind::Mention, NO_TIME)
    }
}

/// One of three real graphs, people keyed by the number of the file.
pub(crate) fn real_graph(name: &str) -> Option<Log> {
    let (path, separator, weighted) = match name {
        "musae" => ("musae/ENGB_edges.csv", ',', false),
        "sybil" => ("sybil_facebook/graph.txt", ' ', false),
        _ => ("higgs/higgs-reply_network.edgelist.gz", ' ', true),
    };
    let rows = lines(path)?;
    let numbers = rows
        .iter()
        .filter(|row| row.starts_with(|c: char| c.is_ascii_digit()));
    Some(log_of(numbers.map(|row| {
        let fields: Vec<&str> = row.split(separator).map(str::trim).collect();
        let weight = if weighted {
            fields[2].parse().expect("a weight")
        } else {
            1.0
        };
        (fields[0].to_owned(), fields[1].to_owned(), tie(weight))
    })))
}
