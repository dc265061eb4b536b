//! Every source has a sample under `tests/inputs/logs`, written for the project: its ties are exactly right.

use std::path::Path;

use super::tests::ties;
use super::{FileSpec, Oddity, ReadOptions, Reading, read, recognise};

pub(super) fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/inputs/logs")
}

pub(super) fn sample(files: &[&str]) -> Reading {
    let specs: Vec<FileSpec> = files.iter().map(|file| FileSpec::new(*file)).collect();
    read(
        &specs,
        &ReadOptions {
            folder: folder(),
            ..ReadOptions::default()
        },
    )
    .unwrap()
}

/// Reads one sample; ties are shown without the platform, which is checked apart.
pub(super) fn check(file: &str, source: &str, platform: &str, expected: &[&str]) -> Reading {
    let reading = sample(&[file]);
    let report = &reading.findings.files[0];
    assert_eq!(report.source.name(), source);
    assert_eq!(report.read, report.kept + report.repaired + report.rejected);
    assert!(report.read > 0 && !report.mapping.is_empty());
    assert_eq!(
        recognise(&folder().join(file)).unwrap().source,
        Some(report.source),
        "recognised alone"
    );
    let prefix = if platform.is_empty() {
        String::new()
    } else {
        format!("{platform}:")
    };
    assert!(
        reading
            .log
            .people
            .iter()
            .all(|key| key.starts_with(&prefix))
    );
    let shown: Vec<String> = ties(&reading)
        .iter()
        .map(|tie| {
            tie.split(' ')
                .map(|word| word.strip_prefix(&prefix).unwrap_or(word))
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    assert_eq!(shown, expected);
    reading
}

#[test]
fn the_ties_of_a_4cat_file_of_bluesky_are_exact() {
    check(
        "4cat-bluesky.csv",
        "4cat-bluesky",
        "bluesky",
        &[
            "did:plc:lea mention did:plc:noe @1767607200",
            "did:plc:lea mention did:plc:sam @1767607200",
            "did:plc:noe quote did:plc:lea @1767610800 of p1",
            "did:plc:sam reply did:plc:lea @1767607500 of p1",
        ],
    );
}

#[test]
fn the_ties_of_a_4cat_file_of_facebook_are_exact() {
    check("4cat-facebook.csv", "4cat-facebook", "facebook", &[]);
}

#[test]
fn the_ties_of_a_4cat_file_of_instagram_are_exact() {
    check(
        "4cat-instagram.csv",
        "4cat-instagram",
        "instagram",
        &[
            "11 mention 22 @1767607200",
            "11 mention noe @1767607200",
            "22 mention 11 @1767607200",
        ],
    );
}

#[test]
fn the_ties_of_a_4cat_file_of_linkedin_are_exact() {
    check(
        "4cat-linkedin.csv",
        "4cat-linkedin",
        "linkedin",
        &["lea-martin mention sam-p @1767607200"],
    );
}

#[test]
fn the_ties_of_a_4cat_file_of_telegram_are_exact() {
    check(
        "4cat-telegram.csv",
        "4cat-telegram",
        "telegram",
        &[
            "502 reply 501 @1767607260 of cafe/1",
            "502 mention 503 @1767607260",
            "503 repost 501 @1767607320",
        ],
    );
}

#[test]
fn the_ties_of_a_4cat_file_of_threads_are_exact() {
    check(
        "4cat-threads.csv",
        "4cat-threads",
        "threads",
        &["lea mention sam.cafe @1767607200"],
    );
}

#[test]
fn the_ties_of_a_4cat_file_of_tiktok_are_exact() {
    check(
        "4cat-tiktok.csv",
        "4cat-tiktok",
        "tiktok",
        &["lea mention sam @1767607200"],
    );
}

#[test]
fn the_ties_of_a_4cat_file_of_the_x_api_are_exact() {
    check(
        "4cat-x-api.csv",
        "4cat-x-api",
        "x",
        &[
            "11 mention 22 @1767607200",
            "22 reply 11 @1767607210",
            "33 repost 11 @1767607230",
            "33 quote 22 @1767607220",
        ],
    );
}

#[test]
fn the_ties_of_a_4cat_file_of_x_are_exact() {
    check(
        "4cat-x.csv",
        "4cat-x",
        "x",
        &[
            "11 mention 22 @1767607200",
            "22 reply 11 @1767607260",
            "22 mention 33 @1767607260",
            "33 repost 11 @1767607320",
            "33 quote 22 @1767607380 of 1002",
        ],
    );
}

#[test]
fn the_ties_of_a_feed_of_the_bluesky_api_are_exact() {
    check(
        "bluesky.json",
        "bluesky",
        "bluesky",
        &[
            "did:plc:lea mention did:plc:noe @1767607260",
            "did:plc:noe quote did:plc:lea @1767607380 of at://did:plc:lea/app.bsky.feed.post/1",
            "did:plc:sam reply did:plc:lea @1767607320 of at://did:plc:lea/app.bsky.feed.post/1",
            "did:plc:sam repost did:plc:lea @1767607740 of at://did:plc:lea/app.bsky.feed.post/1",
        ],
    );
}

#[test]
fn the_ties_of_a_brandwatch_export_with_its_preamble_are_exact() {
    check(
        "brandwatch.csv",
        "brandwatch",
        "x",
        &[
            "lea mention BRAND @1767607200",
            "noe repost lea @1767607320",
            "sam reply lea @1767607260",
        ],
    );
}

#[test]
fn the_ties_of_a_coortweet_file_are_exact() {
    check(
        "coortweet.csv",
        "coortweet",
        "",
        &[
            "a mention b @1767607200 of o1",
            "b mention a @1767607230 of o1",
        ],
    );
}

#[test]
fn the_ties_of_a_digimind_export_are_exact() {
    check(
        "digimind.csv",
        "digimind",
        "x",
        &["léa mention BRAND @1767607200"],
    );
}

#[test]
fn the_ties_of_a_discord_csv_are_exact() {
    check("discord.csv", "discord-csv", "discord", &[]);
}

#[test]
fn the_ties_of_a_discord_channel_are_exact() {
    check(
        "discord.json",
        "discord",
        "discord",
        &[
            "22 reaction 11 @1767607260 of 1",
            "22 reply 11 @1767607320 of 1",
            "22 mention 33 @1767607320",
        ],
    );
}

#[test]
fn the_ties_of_a_discourse_topic_are_exact() {
    check(
        "discourse.json",
        "discourse",
        "discourse",
        &[
            "noe reply sam @1767607380 of 12/2",
            "sam comment lea @1767607320 of 12/1",
            "sam mention noe @1767607320",
        ],
    );
}

#[test]
fn the_ties_of_an_edge_table_of_gephi_are_exact() {
    check(
        "gephi-edges.csv",
        "gephi-edges",
        "",
        &["lea mention sam ×2", "sam mention lea"],
    );
}

#[test]
fn the_ties_of_a_file_of_github_events_are_exact() {
    let reading = check(
        "github-events.ndjson",
        "github-events",
        "github",
        &[
            "11 comment 22 @1767607260 of Lumen/moulin#8",
            "22 comment 11 @1767607230 of Lumen/moulin#7",
            "22 reaction lumen @1767607200 of Lumen/moulin",
            "33 comment 22 @1767607250 of Lumen/moulin#8",
            "33 repost lumen @1767607210 of Lumen/moulin",
        ],
    );
    let report = &reading.findings.files[0];
    assert_eq!((report.read, report.kept), (15, 15));
    // A push and an edit; one bot that speaks, and one that is spoken to; somebody to themselves.
    let odd = |what| {
        let found = report.odd.iter().find(|odd| odd.what == what);
        found.map(|odd| odd.count)
    };
    assert_eq!(odd(Oddity::OtherEvent), Some(2));
    assert_eq!(odd(Oddity::Bot), Some(1));
    assert_eq!((reading.log.left_out, reading.log.self_ties), (2, 1));
    assert_eq!(reading.findings.unresolved, 0);
}

#[test]
fn the_ties_of_a_gexf_graph_are_exact() {
    check(
        "graph.gexf",
        "gexf",
        "",
        &[
            "n0 mention n1",
            "n0 repost n1 @1767607200 ×2.5",
            "n1 mention n0",
        ],
    );
}

#[test]
fn the_ties_of_a_graphml_graph_are_exact() {
    check("graph.graphml", "graphml", "", &["n0 reply n1 ×3"]);
}

#[test]
fn the_ties_of_a_log_without_header_are_exact() {
    check(
        "headerless.txt",
        "headerless",
        "",
        &[
            "11 mention 22 @1767607200",
            "22 reply 11 @1767607260",
            "33 repost 11 @1767607320",
        ],
    );
}

#[test]
fn the_ties_of_a_jetstream_with_deletions_are_exact() {
    check(
        "jetstream.jsonl",
        "jetstream",
        "bluesky",
        &[
            "did:plc:noe reply did:plc:lea @1767607240 of at://did:plc:lea/app.bsky.feed.post/1",
            "did:plc:sam reaction did:plc:lea @1767607210 of at://did:plc:lea/app.bsky.feed.post/1",
            "did:plc:sam repost did:plc:lea @1767607220 of at://did:plc:lea/app.bsky.feed.post/1",
            "did:plc:sam follow did:plc:lea @1767607230",
        ],
    );
}

#[test]
fn the_ties_of_a_list_of_mastodon_statuses_are_exact() {
    check(
        "mastodon.jsonl",
        "mastodon",
        "mastodon",
        &[
            "lea@mastodon.example mention sam@autre.example @1767607260",
            "noe@mastodon.example repost lea@mastodon.example @1767607380 of https://mastodon.example/users/lea/statuses/9101",
            "noe@mastodon.example reply sam@autre.example @1767607440 of https://autre.example/users/sam/statuses/9102",
            "sam@autre.example reply lea@mastodon.example @1767607320 of https://mastodon.example/users/lea/statuses/9101",
        ],
    );
}

#[test]
fn the_ties_of_a_meltwater_export_with_a_rounded_id_are_exact() {
    check(
        "meltwater.csv",
        "meltwater",
        "",
        &["lea mention BRAND @1767607200"],
    );
}

#[test]
fn the_ties_of_a_minet_file_of_bluesky_profiles_are_exact() {
    check(
        "minet-bluesky-profiles.csv",
        "minet-bluesky-profiles",
        "bluesky",
        &[],
    );
}

#[test]
fn the_ties_of_a_minet_file_of_bluesky_posts_are_exact() {
    check(
        "minet-bluesky.csv",
        "minet-bluesky",
        "bluesky",
        &[
            "did:plc:lea mention did:plc:noe @1767607200",
            "did:plc:lea mention did:plc:sam @1767607200",
            "did:plc:noe repost did:plc:lea @1767607300 of at://did:plc:lea/app.bsky.feed.post/1",
            "did:plc:sam reply did:plc:lea @1767607260 of at://did:plc:lea/app.bsky.feed.post/1",
            "did:plc:sam quote did:plc:lea @1767607280 of at://did:plc:lea/app.bsky.feed.post/1",
        ],
    );
}

#[test]
fn the_ties_of_a_minet_file_of_instagram_comments_are_exact() {
    check(
        "minet-instagram-comments.csv",
        "minet-instagram-comments",
        "instagram",
        &["22 reply 11 @1767607260 of 1", "22 mention noe @1767607260"],
    );
}
