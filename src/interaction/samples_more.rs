//! The ties of one sample of each source, the second half (see `samples.rs`).

use super::samples::{check, sample};
use super::tests::ties;

#[test]
fn the_ties_of_a_minet_file_of_reddit_comments_are_exact() {
    check(
        "minet-reddit-comments.csv",
        "minet-reddit-comments",
        "reddit",
        &["noe reply sam @1767607320 of k1"],
    );
}

#[test]
fn the_ties_of_a_minet_file_of_reddit_posts_are_exact() {
    check(
        "minet-reddit-posts.csv",
        "minet-reddit-posts",
        "reddit",
        &[],
    );
}

#[test]
fn the_ties_of_a_minet_file_of_telegram_are_exact() {
    check(
        "minet-telegram.csv",
        "minet-telegram",
        "telegram",
        &["sam reply léa @1767607260"],
    );
}

#[test]
fn the_ties_of_a_minet_file_of_tiktok_are_exact() {
    check(
        "minet-tiktok.csv",
        "minet-tiktok",
        "tiktok",
        &["22 repost lea @1767607200", "22 mention lea @1767607260"],
    );
}

#[test]
fn the_ties_of_a_minet_file_of_x_with_a_tweet_seen_twice_are_exact() {
    check(
        "minet-x.csv",
        "minet-x",
        "x",
        &[
            "11 mention 22 @1767607200",
            "11 mention 33 @1767607200",
            "22 reply 11 @1767607260 of 1001",
            "33 repost 11 @1767607320 of 1001",
            "33 quote 22 @1767607380 of 1002",
        ],
    );
}

#[test]
fn the_ties_of_a_plain_log_are_exact() {
    check(
        "plain.csv",
        "plain",
        "",
        &[
            "lea mention sam @1767607200",
            "sam reply lea @1767607260 of p1",
        ],
    );
}

#[test]
fn the_ties_of_a_reddit_dump_are_exact() {
    check(
        "reddit.ndjson",
        "reddit",
        "reddit",
        &[
            "noe repost lea @1767607400 of t3_s1",
            "noe reply sam @1767607320 of t1_c1",
            "sam comment lea @1767607260 of t3_s1",
        ],
    );
}

#[test]
fn the_ties_of_an_unpacked_slack_export_are_exact() {
    check(
        "slack",
        "slack",
        "slack",
        &[
            "U1 mention U3 @1767607200",
            "U2 reaction U1 @1767607200 of general/1767607200.000100",
            "U2 reply U1 @1767607260 of general/1767607200.000100",
            "U3 reply U1 @1767607320 of general/1767607200.000100",
        ],
    );
}

#[test]
fn the_ties_of_a_slack_export_as_downloaded_are_exact() {
    check(
        "slack.zip",
        "slack",
        "slack",
        &[
            "U1 mention U3 @1767607200",
            "U2 reaction U1 @1767607200 of general/1767607200.000100",
            "U2 reply U1 @1767607260 of general/1767607200.000100",
            "U3 reply U1 @1767607320 of general/1767607200.000100",
        ],
    );
}

#[test]
fn the_ties_of_a_talkwalker_export_are_exact() {
    check(
        "talkwalker.csv",
        "talkwalker",
        "x",
        &["lea mention BRAND @1767607200"],
    );
}

#[test]
fn the_ties_of_a_tcat_file_are_exact() {
    check(
        "tcat.csv",
        "tcat",
        "x",
        &[
            "11 mention 22 @1767607200",
            "22 reply 11 @1767607260 of 1",
            "33 repost 11 @1767607320",
            "33 quote 22 @1767607380 of 2",
        ],
    );
}

#[test]
fn the_ties_of_a_telegram_group_are_exact() {
    check(
        "telegram.json",
        "telegram",
        "telegram",
        &[
            "user2 repost maison du café @1767607440",
            "user2 mention noe @1767607320",
            "user2 reply user1 @1767607320 of 77/1",
            "user2 reaction user1 @1767611100 of 77/1",
            "user2 mention user4 @1767607320",
        ],
    );
}

#[test]
fn the_ties_of_a_twarc_table_are_exact() {
    check(
        "twarc.csv",
        "twarc-csv",
        "x",
        &[
            "11 mention 22 @1767607200",
            "22 reply 11 @1767607260 of 1",
            "33 repost 11 @1767607320 of 1",
            "33 quote 22 @1767607380 of 2",
        ],
    );
}

#[test]
fn the_ties_of_twarc_pages_and_flattened_tweets_are_exact() {
    check(
        "twarc.jsonl",
        "twarc",
        "x",
        &[
            "11 mention 22 @1767607200",
            "22 reply 11 @1767607260 of 1",
            "33 repost 11 @1767607320 of 1",
            "33 quote 22 @1767607380 of 9",
        ],
    );
}

#[test]
fn the_ties_of_an_archive_of_a_discourse_member_are_exact() {
    check(
        "user_archive-lea-260201-101500.csv",
        "discourse-archive",
        "discourse",
        &[
            "lea mention noe @1767607440",
            "lea quote sam @1767607440 of 12/2",
        ],
    );
}

#[test]
fn the_ties_of_a_visibrain_export_are_exact() {
    check(
        "visibrain.csv",
        "visibrain",
        "x",
        &[
            "lea mention cafelumen @1767607200",
            "noe mention BRAND @1768302000",
            "sam repost lea @1768298400",
        ],
    );
}

#[test]
fn the_ties_of_a_file_of_youtube_data_tools_are_exact() {
    check(
        "youtube-data-tools.csv",
        "youtube-data-tools",
        "youtube",
        &["UCsam reply UClea @1767607260 of k1"],
    );
}

#[test]
fn comments_on_a_video_are_towards_its_channel_when_the_videos_are_read_too() {
    let alone = check(
        "youtube-comments.csv",
        "minet-youtube-comments",
        "youtube",
        &["UCnoe reply UCsam @1767607260 of c1"],
    );
    assert_eq!(alone.findings.unresolved, 2);
    let together = sample(&["youtube-comments.csv", "youtube-videos.csv"]);
    assert_eq!(
        ties(&together),
        [
            "youtube:UCnoe reply youtube:UCsam @1767607260 of youtube:c1",
            "youtube:UCsam comment youtube:UClea @1767607200 of youtube:v1"
        ]
    );
    assert_eq!(together.findings.unresolved, 1);
}

#[test]
fn comments_on_a_tiktok_are_towards_its_author_when_the_posts_are_read_too() {
    let together = sample(&["4cat-tiktok*.csv"]);
    assert_eq!(
        ties(&together),
        [
            "tiktok:lea mention tiktok:sam @1767607200",
            "tiktok:sam comment tiktok:lea @1767610800 of tiktok:71"
        ]
    );
}

#[test]
fn one_export_read_in_two_forms_counts_once() {
    let once = sample(&["slack.zip"]);
    let twice = sample(&["slack.zip", "slack"]);
    assert_eq!(ties(&once), ties(&twice));
    assert_eq!(once.log.posts, twice.log.posts);
    // Three messages and one reaction.
    assert_eq!(twice.log.duplicates, 4);
}

#[test]
fn bots_and_whoever_does_not_want_to_be_found_are_left_out_and_counted() {
    assert_eq!(sample(&["mastodon.jsonl"]).log.left_out, 2);
    assert_eq!(sample(&["discord.json"]).log.left_out, 1);
    assert_eq!(sample(&["4cat-telegram.csv"]).log.left_out, 1);
    assert!(sample(&["slack.zip"]).log.people.get("slack:U9").is_none());
}

#[test]
fn an_address_in_an_export_is_read_nowhere() {
    let reading = sample(&["slack.zip"]);
    let texts = [
        &reading.log.people,
        &reading.log.terms,
        &reading.log.aliases,
        &reading.log.labels,
    ];
    assert!(
        texts
            .iter()
            .all(|texts| texts.iter().all(|text| !text.contains("example")))
    );
    assert!(
        reading
            .log
            .accounts
            .iter()
            .all(|account| !account.label.contains('@'))
    );
}

#[test]
fn labels_are_handles_before_names() {
    let labels = |file| {
        sample(&[file])
            .log
            .accounts
            .iter()
            .map(|account| account.label.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(labels("brandwatch.csv"), ["lea", "noe", "sam"]);
    assert_eq!(labels("minet-telegram.csv"), ["Léa", "Sam"]);
    assert_eq!(
        labels("telegram.json"),
        ["Maison du café", "noe", "Léa", "Sam", "user4"]
    );
}

#[test]
fn a_person_is_found_by_handle_where_the_key_is_an_id() {
    let log = sample(&["minet-x.csv"]).log;
    assert_eq!(log.find("@Lea"), log.find("x:11"));
    assert_eq!(log.find("x:lea").len(), 1);
    assert!(log.find("nobody").is_empty());
    assert_eq!(
        log.accounts[log.find("lea")[0] as usize].followers,
        Some(121)
    );
}

#[test]
fn a_sentiment_and_labels_the_source_carries_are_kept() {
    let log = sample(&["brandwatch.csv"]).log;
    let of = |handle: &str| {
        log.posts
            .iter()
            .find(|post| post.author == log.find(handle)[0])
            .copied()
            .unwrap()
    };
    assert_eq!((of("lea").sentiment, of("sam").sentiment), (1, 0));
    let labels = of("sam").labels;
    assert_eq!(log.labels.key(log.post_labels[labels.0 as usize]), "sav");
}
