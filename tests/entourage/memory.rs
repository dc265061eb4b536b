//! A log larger than the memory it may take: the same ranks, and the peak under the limit.

use crate::command::{Call, Seen, cafe_file, entourage};

/// The last column of `people.csv` that ties have, from the key on.
const LAST_RANKED: &str = "betweenness";
const MEASURES: &str = "pagerank,communities,reach,trust,credible_reach";

fn ranked(call: Call) -> Call {
    let call = call.out().arg("--only").arg("people");
    call.arg("--measures").arg(MEASURES)
}

/// The columns of `people.csv` that ties have, header and rows.
fn ranks(people: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(people.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let last = header.iter().position(|column| column == LAST_RANKED);
    let count = last.expect("the column") + 1;
    assert_eq!(count, 12);
    let rows = reader.into_records().map(|row| row.expect("a row"));
    std::iter::once(header)
        .chain(rows)
        .map(|row| row.iter().take(count).map(str::to_owned).collect())
        .collect()
}

fn same_ranks(one: &Seen, other: &Seen) {
    assert_eq!(
        ranks(&one.file("people.csv")),
        ranks(&other.file("people.csv"))
    );
}

fn cafe(half_life: &str) -> Call {
    let project = cafe_file("entourage.yaml").replace("../../personas", "personas");
    let project = project.replace("interactions:\n", &format!("interactions:\n{half_life}"));
    entourage("build")
        .with("entourage.yaml", project)
        .with("audience.csv", cafe_file("audience.csv"))
        .with("log.csv", cafe_file("log.csv"))
}

#[test]
fn a_log_larger_than_its_memory_is_ranked_as_any_other_and_says_what_is_left_out() {
    let fixed = "  half_life: 30d\n";
    let whole = ranked(cafe(fixed)).succeeds();
    let limited = ranked(cafe(fixed)).arg("--memory").arg("18M").succeeds();
    same_ranks(&whole, &limited);
    assert!(limited.stderr.contains("18 Mo"), "{}", limited.stderr);
    assert!(limited.stderr.contains("une à une"), "{}", limited.stderr);
    assert!(!whole.stderr.contains("18 Mo"));
    let left = std::fs::read_dir(limited.place()).expect("the folder");
    let names: Vec<_> = left
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    assert!(
        names
            .iter()
            .all(|name| !name.to_string_lossy().starts_with(".tmp")),
        "{names:?}"
    );
    let roomy = ranked(cafe(fixed)).arg("--memory").arg("4G").succeeds();
    assert_eq!(roomy.files(), whole.files(), "a limit that is kept anyway");
}

#[test]
fn a_memory_that_cannot_be_kept_is_refused_with_the_way_out() {
    let half_life = "  half_life: 30d\n";
    let small = ranked(cafe(half_life)).arg("--memory").arg("200K");
    small.fails(2, &["people and ties", "pagerank"]);
    let open = ranked(cafe("  half_life: auto\n"))
        .arg("--memory")
        .arg("18M");
    open.fails(2, &["half_life", "--memory"]);
    let wrong = ranked(cafe(half_life)).arg("--memory").arg("much");
    wrong.fails(2, &["300M"]);
}

/// A log of so many bytes: 3,000 people with a few contacts each, and texts.
#[cfg(all(feature = "long-tests", target_os = "linux"))]
fn long_log(bytes: usize) -> String {
    use entourage::statistic::hash;

    let mut log = String::with_capacity(bytes + 1_000);
    log.push_str("source,target,kind,time,text\n");
    let mut row = 0;
    while log.len() < bytes {
        let draw = |salt: u64, below: u64| hash(&[7, salt, row]) % below;
        let source = draw(1, 3_000).min(draw(2, 3_000));
        let target = (source * 31 + draw(3, 8) * 7) % 3_000;
        let kind = ["mention", "reply", "repost"][draw(4, 3) as usize];
        let time = 1_767_225_600 + draw(5, 90 * 86_400);
        log.push_str(&format!("person{source},person{target},{kind},{time},"));
        for word in 0..36 {
            log.push_str(&format!("mot{} ", hash(&[8, word, row]) % 5_000));
        }
        log.push('\n');
        row += 1;
    }
    log
}

/// A build and the largest memory its process held, in bytes.
#[cfg(all(feature = "long-tests", target_os = "linux"))]
fn peak(place: &std::path::Path, out: &str, limit: Option<&str>) -> u64 {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_entourage"));
    command
        .current_dir(place)
        .args(["build", "--out", out, "--only", "people"]);
    command
        .args(["--measures", MEASURES])
        .args(limit.iter().flat_map(|limit| ["--memory", limit]));
    let mut child = command.spawn().expect("the command starts");
    let status = format!("/proc/{}/status", child.id());
    let mut highest = 0;
    loop {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
        highest = highest.max(kilobytes.unwrap_or(0u64) * 1024);
        if let Some(ended) = child.try_wait().expect("a child") {
            assert!(ended.success(), "{ended}");
            return highest;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
}

#[test]
#[cfg(all(feature = "long-tests", target_os = "linux"))]
fn a_log_of_twice_the_limit_builds_within_it() {
    const LIMIT: u64 = 72_000_000;
    let place = tempfile::tempdir().expect("a folder");
    let write =
        |name: &str, text: &str| std::fs::write(place.path().join(name), text).expect("a file");
    write("log.csv", &long_log(2 * LIMIT as usize));
    write(
        "entourage.yaml",
        "title: long\ninteractions:\n  file: log.csv\n  half_life: 10d\n  brand: [person1]\n  trusted: [person2, person3]\n",
    );
    let whole = peak(place.path(), "whole", None);
    let limited = peak(place.path(), "limited", Some("72M"));
    println!(
        "a log of {} MB: peak {} MB, under a limit of {} MB {} MB",
        2 * LIMIT / 1_000_000,
        whole / 1_000_000,
        LIMIT / 1_000_000,
        limited / 1_000_000
    );
    assert!(limited <= LIMIT, "{limited}");
    assert!(whole > LIMIT, "the limit would be kept anyway: {whole}");
    let people = |out: &str| {
        let file = place.path().join(out).join("people.csv");
        ranks(&std::fs::read_to_string(file).expect("people"))
    };
    assert_eq!(people("whole"), people("limited"));
}
