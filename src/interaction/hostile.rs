//! Bad input: answered, counted, never a panic.

use std::fmt::Write as _;

use super::tests::{given, ties};
use super::{FileSpec, InteractionError};

#[test]
fn an_empty_file_a_header_alone_and_one_person_are_answered() {
    assert!(matches!(
        given().file("e.csv", "").try_read(),
        Err(InteractionError::Damaged { .. })
    ));
    let alone = given().file("h.csv", "source,target,time\n").read();
    assert_eq!(
        (
            alone.log.events.len(),
            alone.log.people.len(),
            alone.findings.files[0].read
        ),
        (0, 0, 0)
    );
    let one = given().file("o.csv", "source,target\na,a\n").read();
    assert_eq!((one.log.events.len(), one.log.self_ties), (0, 1));
    assert!(matches!(
        given().file("x.json", "[]").try_read(),
        Err(InteractionError::Unknown { .. })
    ));
    assert!(matches!(
        given().file("x.json", "{}").try_read(),
        Err(InteractionError::Unknown { .. })
    ));
}

#[test]
fn a_file_that_is_not_there_and_a_wrong_pattern_are_named() {
    let mut given = given();
    given.specs = vec![FileSpec::new("4cat/*.csv")];
    assert!(
        matches!(given.try_read(), Err(InteractionError::NoFile { pattern }) if pattern == "4cat/*.csv")
    );
    given.specs = vec![FileSpec::new("a***b")];
    assert!(matches!(
        given.try_read(),
        Err(InteractionError::Pattern { .. })
    ));
}

#[test]
fn a_quote_never_closed_is_named_with_its_line_also_far_into_a_plain_log() {
    let mut log = "source,target\n".to_owned();
    for row in 0..5000 {
        writeln!(log, "a{row},b").unwrap();
    }
    log.push_str("\"c,d\n");
    for row in 0..300 {
        writeln!(log, "e{row},f").unwrap();
    }
    let error = given().file("log.csv", &log).try_read().unwrap_err();
    assert!(error.to_string().contains("line 5002"), "{error}");
    assert!(!error.to_string().contains("c,d"));
}

#[test]
fn the_straight_road_and_the_general_one_say_the_same() {
    let mut plain = "source,target,kind,time,weight\n".to_owned();
    for row in 0..9000u32 {
        let kind = ["", "RT", "reply", "Citation"][row as usize % 4];
        let time = if row % 7 == 0 {
            format!("2026-01-{:02} 10:00", row % 28 + 1)
        } else {
            (1_700_000_000 + row).to_string()
        };
        match row % 500 {
            13 => writeln!(plain, "Léa{row},@b|c,{kind},{time},1"),
            14 => writeln!(plain, ",b,{kind},{time},1"),
            15 => writeln!(plain, "a,b,what,{time},1"),
            16 => writeln!(plain, "a,b,{kind},never,1"),
            17 => writeln!(plain, "a,b"),
            18 => writeln!(plain, "a,1.29E+18,{kind},{time},1"),
            19 => writeln!(plain, "'@a, spaced name ,{kind},{time},2.5"),
            20 => writeln!(plain, "[deleted],b,{kind},{time},-1"),
            21 => writeln!(plain, "a_handle_of_more_than_fifteen_bytes,A_Handle_Of_More_Than_Fifteen_Bytes,{kind},{time},"),
            22 => writeln!(plain),
            _ => writeln!(plain, "User{},user{},{kind},{time},0.5", row % 97, row % 89),
        }
        .unwrap();
    }
    // A quote in the head keeps the general reader on; one at the end changes the road there.
    let general = plain.replacen("User1,", "\"User1\",", 1);
    let late = format!("{plain}\"z\",y,RT,5,1\r\nz,y,RT,6,1\n");
    let early = format!("{general}z,y,RT,5,1\nz,y,RT,6,1\n");
    for (one, other) in [(plain, general), (late, early)] {
        let (one, other) = (
            given().file("log.csv", one).read(),
            given().file("log.csv", other).read(),
        );
        assert_eq!(ties(&one), ties(&other));
        assert_eq!(one.log.accounts, other.log.accounts);
        let (one, other) = (&one.findings.files[0], &other.findings.files[0]);
        assert_eq!(
            (one.read, one.kept, one.repaired, one.rejected),
            (other.read, other.kept, other.repaired, other.rejected)
        );
        assert_eq!(
            (&one.rejects, &one.kinds, &one.odd),
            (&other.rejects, &other.kinds, &other.odd)
        );
        assert_eq!(one.samples, other.samples);
    }
}

#[test]
fn a_row_limit_stops_every_road() {
    let mut log = "source,target\n".to_owned();
    for row in 0..5000 {
        writeln!(log, "a{row},b").unwrap();
    }
    for limit in [3, 2000, 2001, 4000] {
        let mut given = given().file("log.csv", &log);
        given.options.row_limit = Some(limit);
        assert_eq!(given.read().findings.files[0].read, limit);
    }
}

#[test]
fn nulls_markup_and_formulas_are_texts_like_any_other() {
    let log = "source,target,text\n<script>,\u{202e}evil,=1+1\n'=cmd,\u{0}nul,\u{1F600}\n";
    let reading = given().file("log.csv", log).read();
    assert_eq!(reading.log.events.len(), 2);
    assert!(reading.log.people.get("=cmd").is_some());
}

#[test]
fn deep_json_and_damaged_graphs_are_refused() {
    let deep = format!("[{}{}]", "[".repeat(100_000), "]".repeat(100_000));
    assert!(matches!(
        given().file("deep.json", deep).try_read(),
        Err(InteractionError::Damaged { .. })
    ));
    let cut = "<gexf><graph><edges><edge source='a' target='b'/>";
    assert!(matches!(
        given().file("g.gexf", cut).try_read(),
        Err(InteractionError::Damaged { .. })
    ));
    let deep = format!("<gexf>{}", "<g>".repeat(1000));
    assert!(matches!(
        given().file("g.gexf", deep).try_read(),
        Err(InteractionError::Damaged { .. })
    ));
    let bomb = "<!DOCTYPE gexf [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><gexf><graph><edges><edge source='&b;' target='b'/></edges></graph></gexf>";
    assert!(
        given()
            .file("g.gexf", bomb)
            .read()
            .log
            .people
            .iter()
            .all(|key| key.len() < 10)
    );
    assert!(matches!(
        given().file("g.xml", "<html></html>").try_read(),
        Err(InteractionError::Unknown { .. })
    ));
}

#[test]
fn one_bad_line_of_many_is_a_reject() {
    let lines = r#"{"id":"c1","author":"sam","body":"a","created_utc":1,"parent_id":"t3_s","subreddit":"x"}
{"id":"c2","author":"noe","bo
{"id":"c3","author":"noe","author":"zoe","body":"b","created_utc":2,"parent_id":"t1_c1","subreddit":"x"}
"#;
    let reading = given().file("r.ndjson", lines).read();
    let file = &reading.findings.files[0];
    assert_eq!((file.read, file.kept, file.rejected), (3, 2, 1));
    assert_eq!(file.rejects[0].line, 2);
    assert_eq!(
        ties(&reading),
        ["reddit:zoe reply reddit:sam @2 of reddit:t1_c1"]
    );
    assert!(
        file.odd
            .iter()
            .any(|odd| odd.what == super::Oddity::RepeatedKey && odd.lines == [3])
    );
}

#[test]
fn flat_json_objects_are_a_table() {
    let list =
        r#"[{"source":"a","target":"b","kind":"reply"},{"target":"a","source":"c","time":5}]"#;
    let lines = "{\"source\":\"a\",\"target\":\"b\",\"kind\":\"reply\"}\n{\"target\":\"a\",\"source\":\"c\",\"time\":5}\n";
    for text in [list, lines] {
        assert_eq!(
            given().file("log.json", text).ties(),
            ["a reply b", "c mention a @5"]
        );
    }
}

#[test]
fn every_encoding_gives_the_same_log() {
    let text = "source;target;text\nLéa;Noé;déjà vu à l'été\n";
    let latin: Vec<u8> = text
        .chars()
        .map(|character| u8::try_from(u32::from(character)).unwrap())
        .collect();
    let mut wide = vec![0xff, 0xfe];
    wide.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    let expected = given().file("a.csv", text).read();
    for bytes in [latin, wide] {
        let other = given().file("a.csv", bytes).read();
        assert_eq!(ties(&expected), ties(&other));
        assert!(expected.log.terms.iter().eq(other.log.terms.iter()));
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn no_file_makes_it_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400), kind in 0..8usize) {
        let start: &[u8] = [&b""[..], b"source,target,kind,time\n", b"{\"messages\":[", b"<gexf>", b"PK\x03\x04", b"[{\"uri\":", b"From a 10:00\nFrom: a@x.org\n", b"{\"type\":\"ForkEvent\",\"actor\":{},\"repo\":{},\"created_at\":1,\"payload\":"][kind];
        let all = [start, &bytes].concat();
        let given = given().file("x", all);
        let _ = given.try_read();
        let _ = super::recognise(&given.path().join("x"));
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn rows_of_damaged_events_and_mail_add_up(mail in proptest::bool::ANY, cut in 0.0..1.0f64, damage in proptest::collection::vec((0.0..1.0f64, proptest::num::u8::ANY), 0..30)) {
        let name = if mail { "list.mbox" } else { "github-events.ndjson" };
        let mut bytes = std::fs::read(super::samples::folder().join(name)).unwrap();
        for (place, byte) in damage {
            let place = (place * bytes.len() as f64) as usize;
            bytes[place] = byte;
        }
        bytes.truncate(bytes.len() - (cut * cut * cut * bytes.len() as f64) as usize);
        if let Ok(reading) = given().file("x", bytes).try_read() {
            let file = &reading.findings.files[0];
            assert_eq!(file.read, file.kept + file.repaired + file.rejected);
        }
    }
}

/// The hostile corpora, where the folder is.
#[cfg(feature = "long-tests")]
#[test]
fn the_hostile_corpora_are_answered_in_two_seconds_each() {
    let data = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    if !data.is_dir() {
        eprintln!("no shared data here: the hostile corpora are not read");
        return;
    }
    let mut folders: Vec<_> = [
        "jsontestsuite",
        "csv-spectrum",
        "duckdb-csv",
        "calamine",
        "blns",
        "yaml-test-suite",
    ]
    .iter()
    .map(|name| data.join(name))
    .collect();
    let (mut read, mut refused) = (0, 0);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let start = std::time::Instant::now();
            let options = super::ReadOptions {
                folder: folder.clone(),
                ..super::ReadOptions::default()
            };
            let name = glob::Pattern::escape(&path.file_name().unwrap().to_string_lossy());
            match super::read(&[FileSpec::new(name)], &options) {
                Ok(reading) => {
                    read += 1;
                    for file in &reading.findings.files {
                        assert_eq!(file.read, file.kept + file.repaired + file.rejected);
                    }
                }
                Err(error) => {
                    refused += 1;
                    assert!(!error.to_string().is_empty());
                }
            }
            // Wall clock on a loaded machine: the bound of two seconds has room.
            assert!(start.elapsed().as_secs() < 10, "{}", path.display());
        }
    }
    assert!(read + refused > 1000);
}

/// The Higgs log as it was published.
#[cfg(feature = "long-tests")]
#[test]
fn the_higgs_log_reads_whole() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/higgs");
    if !folder.is_dir() {
        eprintln!("no shared data here: the Higgs log is not read");
        return;
    }
    let options = super::ReadOptions {
        folder,
        ..super::ReadOptions::default()
    };
    let reading = super::read(&[FileSpec::new("higgs-activity_time.txt.gz")], &options).unwrap();
    assert_eq!(reading.findings.files[0].read, 563_069);
    assert_eq!(reading.findings.files[0].kept, 563_069);
    assert_eq!(
        reading.log.events.len() as u64 + reading.log.self_ties,
        563_069
    );
}
