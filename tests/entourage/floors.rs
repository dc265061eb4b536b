//! The floors of the house: imports go down, never up, never across the wings.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Floor of a room, its wing, and the foreign crates that only some rooms may name.
const ROOMS: &[(&str, u8, Wing)] = &[
    ("person", 0, Wing::Both),
    ("statistic", 0, Wing::Both),
    ("yaml", 0, Wing::Both),
    ("source", 0, Wing::Both),
    ("table", 1, Wing::People),
    ("interaction", 1, Wing::Ties),
    ("encode", 2, Wing::People),
    ("network", 2, Wing::Ties),
    ("segment", 3, Wing::People),
    ("community", 3, Wing::Ties),
    ("rank", 3, Wing::Ties),
    ("role", 3, Wing::Ties),
    ("spread", 3, Wing::Ties),
    ("persona", 4, Wing::People),
    ("outreach", 4, Wing::Ties),
    ("report", 4, Wing::Ties),
    ("brief", 5, Wing::Both),
    ("export", 5, Wing::Both),
    ("warehouse", 5, Wing::Both),
    ("error", 6, Wing::Both),
    ("output", 6, Wing::Both),
    ("project", 6, Wing::Both),
    ("pipeline", 6, Wing::Both),
    ("workshop", 6, Wing::Both),
];

/// Foreign crates and the rooms they stay in.
const FOREIGN: &[(&str, &[&str])] = &[
    ("linfa", &["encode", "segment", "persona"]),
    ("linfa_clustering", &["segment"]),
    ("linfa_reduction", &["segment"]),
    ("ndarray", &["encode", "segment", "persona"]),
    ("petgraph", &["network", "rank", "community", "spread"]),
    ("minijinja", &["brief", "warehouse", "workshop"]),
    ("serde_yaml", &["yaml"]),
    ("calamine", &["source", "outreach"]),
    ("axum", &["workshop"]),
    ("tokio", &["workshop"]),
    ("parquet", &["interaction"]),
    ("clap", &["cli"]),
    ("indicatif", &["cli"]),
];

#[derive(Clone, Copy, PartialEq, Debug)]
enum Wing {
    People,
    Ties,
    Both,
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("src is readable") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push(path);
        }
    }
}

fn room_of(path: &Path, src: &Path) -> String {
    let inside = path.strip_prefix(src).expect("below src");
    let first = inside.components().next().expect("a name");
    let name = first.as_os_str().to_string_lossy();
    name.trim_end_matches(".rs").to_owned()
}

/// The rooms a file names after `crate::`, comments aside.
fn imports(text: &str) -> Vec<String> {
    let code = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let mut rooms = Vec::new();
    for line in code {
        for part in line.split("crate::").skip(1) {
            let word = |text: &str| {
                let end = text.find(|c: char| !c.is_alphanumeric() && c != '_');
                text[..end.unwrap_or(text.len())].to_owned()
            };
            match part.strip_prefix('{') {
                Some(list) => rooms.extend(list.split(',').map(|item| word(item.trim()))),
                None => rooms.push(word(part)),
            }
        }
    }
    rooms
}

#[test]
fn imports_go_down_never_up_never_across_the_wings() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let floors: BTreeMap<&str, (u8, Wing)> = ROOMS
        .iter()
        .map(|(name, floor, wing)| (*name, (*floor, *wing)))
        .collect();
    let mut files = Vec::new();
    sources(&src, &mut files);
    let mut wrong = Vec::new();
    for path in files {
        let room = room_of(&path, &src);
        if ["lib", "main", "cli"].contains(&room.as_str()) {
            continue;
        }
        let (floor, wing) = *floors
            .get(room.as_str())
            .unwrap_or_else(|| panic!("{room} has no floor"));
        let text = std::fs::read_to_string(&path).expect("a source file");
        for other in imports(&text).into_iter().filter(|other| *other != room) {
            let Some(&(other_floor, other_wing)) = floors.get(other.as_str()) else {
                continue;
            };
            let across = wing != Wing::Both && other_wing != Wing::Both && wing != other_wing;
            // The rooms of floor 6 are one level of orchestration and may know each other.
            let sideways = floor == other_floor && floor != 6;
            if other_floor > floor || across || sideways {
                wrong.push(format!("{}: crate::{other}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_command_uses_the_public_api_only() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src.join("cli"), &mut files);
    files.push(src.join("main.rs"));
    for path in files {
        let text = std::fs::read_to_string(&path).expect("a source file");
        for other in imports(&text) {
            assert!(
                !ROOMS.iter().any(|(room, ..)| *room == other),
                "{}: reaches the library as crate::{other}, not as entourage::{other}",
                path.display()
            );
        }
    }
}

#[test]
fn foreign_types_stay_in_their_room() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let mut wrong = Vec::new();
    for path in files {
        let room = room_of(&path, &src);
        let text = std::fs::read_to_string(&path).expect("a source file");
        let code: Vec<&str> = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect();
        for (name, rooms) in FOREIGN {
            let named = code.iter().any(|line| {
                line.match_indices(&format!("{name}::")).any(|(at, _)| {
                    !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
                })
            });
            if named && !rooms.contains(&room.as_str()) {
                wrong.push(format!("{}: {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Files that are compiled for tests only: modules declared under `#[cfg(test)]`, and what is below.
fn test_files(files: &[PathBuf]) -> Vec<PathBuf> {
    let mut only = Vec::new();
    for path in files {
        let text = std::fs::read_to_string(path).expect("a source file");
        let stem = path.file_stem().expect("a name");
        let folder = match stem.to_str() {
            Some("mod" | "lib" | "main") => path.parent().expect("a folder").to_owned(),
            _ => path.with_extension(""),
        };
        let mut lines = text.lines().map(str::trim);
        while let Some(line) = lines.next() {
            if !line.starts_with("#[cfg(") || !line.contains("test") {
                continue;
            }
            let declared = lines.by_ref().find(|line| !line.starts_with("#["));
            let words: Vec<&str> = declared.unwrap_or_default().split_whitespace().collect();
            if let Some(at) = words.iter().position(|word| *word == "mod") {
                let name = words.get(at + 1).and_then(|name| name.strip_suffix(';'));
                only.extend(name.map(|name| folder.join(name)));
            }
        }
    }
    only
}

#[test]
fn nobody_writes_files_but_the_output_room() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let tests = test_files(&files);
    for path in files {
        let bare = path.with_extension("");
        if tests.iter().any(|test| bare.starts_with(test)) {
            continue;
        }
        let room = room_of(&path, &src);
        let text = std::fs::read_to_string(&path).expect("a source file");
        // Tests may lay out files of their own.
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for call in [
            "fs::write(",
            "File::create(",
            "fs::rename(",
            "fs::remove_",
            "fs::create_dir",
        ] {
            assert!(
                room == "output" || !code.contains(call),
                "{}: {call}",
                path.display()
            );
        }
        let prints = ["println!(", "eprintln!(", "print!(", "eprint!(", "dbg!("];
        for call in prints {
            let printing = code
                .lines()
                .any(|line| !line.trim_start().starts_with("//") && line.contains(call));
            assert!(room == "cli" || !printing, "{}: {call}", path.display());
        }
    }
}

#[test]
fn files_stay_near_150_lines_and_under_500() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "tests", "examples"] {
        if root.join(folder).is_dir() {
            sources(&root.join(folder), &mut files);
        }
    }
    for path in files {
        let lines = std::fs::read_to_string(&path)
            .expect("a source file")
            .lines()
            .count();
        assert!(lines <= 500, "{}: {lines} lines", path.display());
    }
}
