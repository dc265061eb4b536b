//! Mail: the ties of the sample, and what must never come of an address.

use super::samples::{check, folder};
use super::tests::{Given, given, ties};
use super::{
    Exclusion, FileReport, FileSpec, Format, Identity, InteractionError, Oddity, Reading, Source,
    holds_mail,
};
use crate::person::Secret;

const PEOPLE: [&str; 4] = ["lea", "noe", "sam", "zoe"];

fn secret() -> Secret {
    Secret::new([7; 32])
}

fn text() -> String {
    std::fs::read_to_string(folder().join("list.mbox")).unwrap()
}

fn keyed() -> Given {
    let mut given = given();
    given.options.secret = Some(secret());
    given
}

/// Ties with people and messages under the names they have in the sample.
fn named(reading: &Reading) -> Vec<String> {
    let mut shown = ties(reading).join("\n");
    for name in PEOPLE {
        let account = secret().mail_account(&format!("{name}@example.org"));
        shown = shown.replace(&format!("mail:{account}"), name);
    }
    for id in ["m1", "m2", "m3", "m4", "m5", "m6"] {
        let hash = secret().short("message", &format!("{id}@example.org"));
        shown = shown.replace(&format!("mail:{hash}"), id);
    }
    shown.lines().map(str::to_owned).collect()
}

fn odd(report: &FileReport, what: Oddity) -> (u64, Vec<u64>) {
    let found = report.odd.iter().find(|odd| odd.what == what);
    found
        .map(|odd| (odd.count, odd.lines.clone()))
        .unwrap_or_default()
}

const TIES: [&str; 4] = [
    "lea reply sam of m2",
    "noe reply lea @1767607800 of m1",
    "noe mention sam @1767609000",
    "sam reply lea @1767607500 of m1",
];

#[test]
fn the_ties_of_an_mbox_are_exact() {
    let reading = keyed().file("list.mbox", text()).read();
    let mut found = named(&reading);
    found.sort();
    let mut expected = TIES.map(str::to_owned).to_vec();
    expected.sort();
    assert_eq!(found, expected);
    let report = &reading.findings.files[0];
    assert_eq!(
        (report.read, report.kept, report.repaired, report.rejected),
        (11, 9, 1, 1)
    );
    assert_eq!((reading.log.posts.len(), reading.log.duplicates), (7, 1));
    assert_eq!(reading.findings.unresolved, 1);
    assert_eq!(odd(report, Oddity::AnswersMissing), (1, vec![53]));
    assert_eq!(odd(report, Oddity::AutomaticMail).0, 1);
    assert_eq!(odd(report, Oddity::NotPublic).0, 1);
    let label = |name: &str| {
        let person = reading.log.find(&format!("{name}@Example.org"))[0];
        reading.log.accounts[person as usize].label.clone()
    };
    assert_eq!(PEOPLE.map(label), ["Léa Martin", "Noe", "Sam Petit", "Zoe"]);
}

#[test]
fn an_mbox_is_recognised_alone_and_by_its_name_and_is_no_other_format() {
    let recognised = super::recognise(&folder().join("list.mbox")).unwrap();
    assert_eq!(recognised.source, Some(Source::Mbox));
    let as_format = |format, text: &str| {
        let spec = FileSpec {
            format: Format::Named(format),
            ..FileSpec::new("a")
        };
        given().spec(spec, text).try_read()
    };
    assert_eq!(Source::named("mbox"), Some(Source::Mbox));
    assert_eq!(
        as_format(Source::Mbox, &text()).unwrap().log.events.len(),
        4
    );
    for (format, text) in [(Source::Mbox, "a,b\nc,d\n"), (Source::Plain, &text())] {
        assert!(matches!(
            as_format(format, text),
            Err(InteractionError::Setting { .. })
        ));
    }
}

#[test]
fn no_address_is_left_anywhere_in_a_log_of_mail() {
    for given in [keyed(), given()] {
        let reading = given.file("list.mbox", text()).read();
        // Whatever stands in the log: keys, labels, words, objects, samples, messages about rows.
        let (log, findings) = (&reading.log, &reading.findings);
        let all = format!("{:?} {:?} {findings:?}", log.accounts, log.posts);
        let directories = [
            &log.people,
            &log.objects,
            &log.terms,
            &log.labels,
            &log.aliases,
        ];
        let keys = directories.map(|one| one.iter().collect::<Vec<_>>().join(" "));
        let all = format!("{all} {}", keys.join(" "));
        assert!(!all.contains("example.org"), "{all}");
        for word in ["moulu", "café", "lille", "mouture"] {
            assert!(log.terms.get(word).is_some(), "{all}");
        }
    }
}

#[test]
fn addresses_are_one_person_over_all_files_and_under_one_key() {
    let text = text();
    let half = text.find("From noe@").unwrap();
    let parts = |given: Given| {
        let given = given
            .file("1.mbox", &text[..half])
            .file("2.mbox", &text[half..]);
        given.read()
    };
    let (whole, parted) = (keyed().file("list.mbox", &text).read(), parts(keyed()));
    assert_eq!(ties(&whole), ties(&parted));
    assert!(whole.log.people.iter().eq(parted.log.people.iter()));
    // Without a key the first mbox makes one, for all files: its people are as many and as tied.
    let (one, other) = (parts(given()), parts(given()));
    assert!(one.log.people.iter().eq(other.log.people.iter()));
    assert!(!one.log.people.iter().eq(whole.log.people.iter()));
    assert_eq!(one.log.people.len(), whole.log.people.len());
    assert_eq!(one.log.events.len(), whole.log.events.len());
    assert_eq!(one.log.find("sam@example.org").len(), 1);
    assert_eq!(one.log.find("nobody@example.org").len(), 0);
}

#[test]
fn the_lists_of_the_project_name_people_by_their_addresses() {
    let mut given = keyed().file("list.mbox", text());
    given.options.exclude = vec![Exclusion {
        platform: "mail".to_owned(),
        account: "Noe@example.org".to_owned(),
    }];
    let identity = |account: &str| Identity {
        person: "lz".to_owned(),
        platform: String::new(),
        account: account.to_owned(),
    };
    given.options.identities = vec![identity("lea@example.org"), identity("zoe@example.org")];
    let reading = given.read();
    assert!(reading.log.find("noe@example.org").is_empty());
    assert_eq!(
        reading.log.find("lea@example.org"),
        reading.log.find("mail:zoe@example.org")
    );
    assert_eq!(
        (reading.log.people.len(), reading.findings.unmatched),
        (2, 0)
    );
}

#[test]
fn a_message_to_many_or_to_a_list_of_another_file_addresses_nobody() {
    let to = |count: usize| {
        let names: Vec<String> = (0..count).map(|one| format!("p{one}@x.org")).collect();
        format!(
            "From a 10:00\nFrom: a@x.org\nTo: {}\nSubject: x\n\nx\n",
            names.join(", ")
        )
    };
    assert_eq!(keyed().file("a", to(10)).read().log.events.len(), 10);
    assert_eq!(keyed().file("a", to(11)).read().log.events.len(), 0);
    let list = "From b 10:00\nFrom: b@x.org\nList-Id: <p0.x.org>\nSubject: y\n\ny\n";
    let reading = keyed().file("a", to(2)).file("b", list).read();
    assert_eq!(reading.log.events.len(), 1);
}

#[test]
fn mail_in_any_state_is_answered() {
    let text = text();
    let unix = keyed().file("a", &text).read();
    let windows = keyed().file("a", text.replace('\n', "\r\n")).read();
    assert_eq!(ties(&unix), ties(&windows));
    let bare = keyed().file("a", text.trim_end()).read();
    assert_eq!(ties(&unix), ties(&bare));
    assert_eq!(ties(&unix), ties(&keyed().gzip("a.gz", &text).read()));
    for cut in (0..text.len())
        .filter(|&cut| text.is_char_boundary(cut))
        .step_by(41)
    {
        if let Ok(reading) = keyed().file("a", &text[..cut]).try_read() {
            let report = &reading.findings.files[0];
            assert_eq!(report.read, report.kept + report.repaired + report.rejected);
        }
    }
    let headers = keyed().file("a", "From a 10:00\nFrom: a@x.org\n").read();
    assert_eq!(
        (headers.log.posts.len(), headers.findings.files[0].kept),
        (1, 1)
    );
    let mut noise =
        b"From a 10:00\nFrom: a@x.org\nContent-Type: multipart/mixed; boundary=b\n\n".to_vec();
    for level in 0..5000u32 {
        noise.extend(
            format!("--b\nContent-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n")
                .bytes(),
        );
    }
    noise.extend((0..100_000u32).map(|byte| (byte * 31 % 256) as u8));
    assert_eq!(keyed().file("a", noise).read().findings.files[0].read, 1);
}

#[test]
fn headers_made_to_take_time_take_none() {
    let start = std::time::Instant::now();
    let encoded = "=?utf-8?q?a?= ".repeat(70_000);
    let named: String = (0..80_000).map(|one| format!("<{one}@x> ")).collect();
    for header in [
        format!("From: {encoded}<a@x.org>"),
        format!("References: {named}"),
    ] {
        let mail = format!("From a 10:00\nTo: b@x.org\n{header}\nSubject: x\n\nx\n");
        assert_eq!(keyed().file("a", mail).read().findings.files[0].read, 1);
    }
    // A minute and more when each is read to its end.
    assert!(start.elapsed().as_secs() < 10);
}

#[test]
fn only_logs_with_mail_need_a_key() {
    let given = keyed()
        .file("a", text())
        .file("b.csv", "source,target\na,b\n");
    assert!(holds_mail(&given.specs, &given.options).unwrap());
    assert!(!holds_mail(&given.specs[1..], &given.options).unwrap());
    let log = given.read().log;
    assert!(log.secret.is_some());
    let plain = keyed().file("b.csv", "source,target\na@x.org,b\n").read();
    assert_eq!((plain.log.secret, plain.log.people.len()), (None, 2));
}

#[test]
fn a_row_limit_stops_at_so_many_messages() {
    let mut given = keyed().file("a", text());
    given.options.row_limit = Some(3);
    assert_eq!(given.read().findings.files[0].read, 3);
}

#[test]
fn the_sample_is_checked_like_those_of_other_sources() {
    let reading = super::samples::sample(&["list.mbox"]);
    let mut keys: Vec<String> = ties(&reading);
    for tie in &mut keys {
        *tie = tie.replace("mail:", "");
    }
    let expected: Vec<&str> = keys.iter().map(String::as_str).collect();
    check("list.mbox", "mbox", "mail", &expected);
}
