//! A small language for tests: files in, ties out.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use super::{FileSpec, InteractionError, Kind, NO_TIME, NONE, ReadOptions, Reading, read};

/// A folder of files to read.
pub(super) struct Given {
    folder: tempfile::TempDir,
    pub specs: Vec<FileSpec>,
    pub options: ReadOptions<'static>,
}

pub(super) fn given() -> Given {
    let folder = tempfile::tempdir().unwrap();
    let options = ReadOptions {
        folder: folder.path().to_owned(),
        ..ReadOptions::default()
    };
    Given {
        folder,
        specs: Vec::new(),
        options,
    }
}

impl Given {
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        self.spec(FileSpec::new(name), content)
    }

    pub fn spec(mut self, spec: FileSpec, content: impl AsRef<[u8]>) -> Self {
        std::fs::write(self.folder.path().join(&spec.file), content).unwrap();
        self.specs.push(spec);
        self
    }

    pub fn gzip(mut self, name: &str, content: &str) -> Self {
        let file = std::fs::File::create(self.folder.path().join(name)).unwrap();
        let mut packer = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
        packer.write_all(content.as_bytes()).unwrap();
        packer.finish().unwrap();
        self.specs.push(FileSpec::new(name));
        self
    }

    pub fn try_read(&self) -> Result<Reading, InteractionError> {
        read(&self.specs, &self.options)
    }

    pub fn read(&self) -> Reading {
        self.try_read().unwrap()
    }

    /// All ties as text, see [`ties`].
    pub fn ties(&self) -> Vec<String> {
        ties(&self.read())
    }
}

/// `source kind target [@time] [×weight] [of object]`, in the order of the log.
pub(super) fn ties(reading: &Reading) -> Vec<String> {
    let log = &reading.log;
    log.events
        .iter()
        .map(|event| {
            let target = if event.target == NONE {
                "BRAND"
            } else {
                log.people.key(event.target)
            };
            let mut text = format!(
                "{} {} {target}",
                log.people.key(event.source),
                event.kind.name()
            );
            if event.time != NO_TIME {
                write!(text, " @{}", event.time).unwrap();
            }
            if event.weight != 1.0 {
                write!(text, " ×{}", event.weight).unwrap();
            }
            if event.object != NONE {
                write!(text, " of {}", log.objects.key(event.object)).unwrap();
            }
            text
        })
        .collect()
}

#[test]
fn a_plain_log_is_read_whatever_its_delimiter_order_and_case() {
    let expected = [
        "lea mention sam @1769949296",
        "sam reply lea @1769949300 ×2.5",
    ];
    for log in [
        "source,target,kind,time,weight\nLea,@Sam,,1769949296,\nsam,lea,RE,1769949300,2.5\n",
        "source;target;kind;time;weight\r\nlea;Sam;mention;2026-02-01T12:34:56Z;1\r\nsam;LEA;réponse;2026-02-01 12:35:00;2,5\r\n",
        "Kind\tTime\tTarget\tSource\tWeight\nreply\t1769949300\tlea\tsam\t2.5\nMT\t1769949296000\tsam\tlea\t1",
        "\u{feff}source|target|kind|time|weight\nlea|sam|mention|01/02/2026 12:34:56|1\nsam|lea|reply|01/02/2026 12:35|2.5\n",
    ] {
        assert_eq!(given().file("log.csv", log).ties(), expected, "{log:?}");
    }
}

#[test]
fn a_log_without_header_is_told_by_its_numbers_and_words() {
    let given = given().gzip(
        "higgs.txt.gz",
        "1 2 1341100972 MT\n3 2 1341100990 RT\n2 3 1341100991 RE\n",
    );
    assert_eq!(
        given.ties(),
        [
            "1 mention 2 @1341100972",
            "2 reply 3 @1341100991",
            "3 repost 2 @1341100990"
        ]
    );
    let reading = given.read();
    assert_eq!(reading.findings.files[0].source.name(), "headerless");
    assert_eq!(reading.findings.files[0].kept, 3);
}

#[test]
fn small_numbers_in_the_third_column_of_an_edge_list_are_weights_not_times() {
    let given = given().gzip("higgs-reply.edgelist.gz", "1 2 1\n3 2 14\n2 3 1\n");
    let reading = given.read();
    let mapping = &reading.findings.files[0].mapping;
    let fields: Vec<&str> = mapping.iter().map(|(field, _)| *field).collect();
    assert_eq!(fields, ["source", "target", "weight"]);
    assert!(
        reading
            .log
            .events
            .iter()
            .all(|event| event.time == super::NO_TIME)
    );
}

#[test]
fn every_row_is_accounted_for() {
    let given = given().file(
        "log.csv",
        "source,target,kind,time\na,b,mention,1\n,b,mention,2\na,b,blah,3\na,b,mention,soon\na,b\na,1.29E+18,mention,5\nc,c,mention,6\n",
    );
    let reading = given.read();
    let file = &reading.findings.files[0];
    assert_eq!(
        (file.read, file.kept, file.repaired, file.rejected),
        (7, 2, 2, 3)
    );
    assert_eq!(
        file.rejects
            .iter()
            .map(|reject| (reject.line, reject.column.as_str(), reject.repaired))
            .collect::<Vec<_>>(),
        [
            (3, "source", false),
            (4, "kind", false),
            (5, "time", true),
            (6, "", true),
            (7, "target", false)
        ]
    );
    assert_eq!(file.proposal.as_deref(), Some("kinds: { blah: mention }"));
    assert_eq!(reading.log.self_ties, 1);
    assert_eq!(ties(&reading).len(), 3);
}

#[test]
fn a_column_map_reads_any_table_and_what_names_nobody_goes_to_the_brand() {
    let map = super::ColumnMap {
        source: Some("auteur".to_owned()),
        time: Some("Date".to_owned()),
        text: Some("Texte".to_owned()),
        sentiment: Some("Tonalité".to_owned()),
        url: Some("Lien".to_owned()),
        labels: Some("Tags".to_owned()),
        ..super::ColumnMap::default()
    };
    let spec = FileSpec {
        platform: Some("X".to_owned()),
        time_zone: Some("Europe/Paris".to_owned()),
        format: super::Format::Map(Box::new(map)),
        ..FileSpec::new("veille.csv")
    };
    let mut given = given().spec(
        spec,
        "Auteur;Date;Texte;Tonalité;Lien;Tags\nLéa;31/01/2026 10:00;Où acheter ce café ?;négatif;https://x.com/1;SAV, café\n",
    );
    given
        .options
        .labels
        .insert("complaint".to_owned(), vec!["SAV".to_owned()]);
    let reading = given.read();
    assert_eq!(ties(&reading), ["x:léa mention BRAND @1769850000"]);
    let log = &reading.log;
    let post = log.posts[0];
    assert_eq!(
        (post.sentiment, post.question, post.time),
        (-1, true, 1_769_850_000)
    );
    assert_eq!(log.objects.key(post.object), "x:https://x.com/1");
    let words = |range: (u32, u32), all: &[u32], names: &crate::person::Directory| -> Vec<String> {
        all[range.0 as usize..range.1 as usize]
            .iter()
            .map(|&n| names.key(n).to_owned())
            .collect()
    };
    assert_eq!(
        words(post.terms, &log.post_terms, &log.terms),
        ["acheter", "café"]
    );
    assert_eq!(
        words(post.labels, &log.post_labels, &log.labels),
        ["café", "complaint", "sav"]
    );
    assert_eq!(log.accounts[0].label, "Léa");
    assert_eq!(log.find("@léa"), [0]);
}

#[test]
fn one_message_that_names_two_people_is_one_post_and_two_mentions() {
    let given = given().file(
        "log.csv",
        "source,target,kind,time,id,text\na,b,mention,1,m1,hello you\na,c,mention,1,m1,hello you\na,b,mention,1,m1,hello you\n",
    );
    let reading = given.read();
    assert_eq!(ties(&reading), ["a mention b @1", "a mention c @1"]);
    assert_eq!((reading.log.posts.len(), reading.log.duplicates), (1, 1));
}

#[test]
fn a_reply_to_a_message_of_another_file_finds_its_author() {
    let given = given()
        .file(
            "b.csv",
            "source,target,kind,object,id\nb,,reply,m1,m2\nb,,reply,m9,m3\n",
        )
        .file("a.csv", "source,target,id,text\na,,m1,hello\n");
    let reading = given.read();
    assert_eq!(ties(&reading), ["b reply a of m1"]);
    assert_eq!(reading.findings.unresolved, 1);
}

#[test]
fn people_of_the_project_are_merged_or_left_out() {
    let mut given = given().file("log.csv", "source,target,platform\nLéa,bot,x\nlea.m,samuel,bluesky\nsamuel,léa,x\nsamuel,lea.m,bluesky\nbot,samuel,x\n");
    for (platform, account) in [("x", "@léa"), ("bluesky", "lea.m")] {
        given.options.identities.push(super::Identity {
            person: "Léa".to_owned(),
            platform: platform.to_owned(),
            account: account.to_owned(),
        });
    }
    given.options.exclude.push(super::Exclusion {
        platform: String::new(),
        account: "bot".to_owned(),
    });
    let reading = given.read();
    assert_eq!(
        ties(&reading),
        [
            "bluesky:lea.m mention bluesky:samuel",
            "bluesky:samuel mention bluesky:lea.m",
            "x:samuel mention bluesky:lea.m"
        ]
    );
    assert_eq!(reading.log.left_out, 1);
    assert_eq!(reading.log.accounts[0].platforms, "bluesky|x");
    assert_eq!(reading.log.find("x:léa"), [0]);
    assert_eq!(reading.findings.identities[0].one, "bluesky:samuel");
}

#[test]
fn a_table_of_unknown_columns_is_answered_with_a_proposal() {
    let error = given()
        .file("t.csv", "Auteur,Message,Date\na,b,2026-01-01\n")
        .try_read()
        .unwrap_err();
    let help = error.help().unwrap();
    assert_eq!(
        help,
        r#"- { file: "t.csv", format: { source: "Auteur", time: "Date", text: "Message" } }"#
    );
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(32))]
    #[test]
    fn the_order_of_rows_and_files_does_not_show(
        rows in proptest::collection::vec((0..6u8, 0..6u8, 0..4usize, 0..3i64, 0..4u8), 1..30),
        cut in 0..30usize,
        seed in 0..1000u64,
    ) {
        let line = |(source, target, kind, time, id): &(u8, u8, usize, i64, u8)| {
            let spelling = if time % 2 == 0 { "P" } else { "p" };
            format!("{spelling}{source},{spelling}{target},{},{time},m{id},mot{time} mot{source}", Kind::ALL[*kind].name())
        };
        let header = "source,target,kind,time,id,text";
        let mut lines: Vec<String> = rows.iter().map(line).collect();
        let whole = given().file("z.csv", format!("{header}\n{}\n", lines.join("\n"))).read();
        lines.sort_by_key(|line| crate::statistic::hash(&[seed, line.len() as u64, u64::from(line.as_bytes()[1])]));
        let cut = cut.min(lines.len() - 1);
        let two = given()
            .file("b.csv", format!("{header}\n{}\n", lines[cut..].join("\n")))
            .file("a.csv", format!("{header}\n{}\n", lines[..cut].join("\n")))
            .read();
        proptest::prop_assert_eq!(ties(&whole), ties(&two));
        proptest::prop_assert_eq!(&whole.log.accounts, &two.log.accounts);
        proptest::prop_assert_eq!(&whole.log.posts, &two.log.posts);
        proptest::prop_assert_eq!(&whole.log.post_terms, &two.log.post_terms);
        proptest::prop_assert_eq!(whole.log.duplicates, two.log.duplicates);
    }
}
