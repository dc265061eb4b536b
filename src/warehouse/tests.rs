//! A log written as a middle form and read again; forms that cannot be trusted.

use std::path::Path;

use super::{events, manifest, ties};
use crate::interaction::middle::{Form, MANIFEST};
use crate::interaction::{
    Exclusion, FileSpec, FixedTies, Identity, InteractionError, Log, ReadOptions, Reading, read,
};
use crate::network::{Clock, Interactions, Network, NetworkParams, summed};
use crate::rank::{page_rank, reach_kinds_of, reach_of, trust};

const LOG: &str = "id,time,source,target,kind,object,weight,text,labels\n\
    1,2026-01-01T10:00:00Z,@Léa,sam,mention,,1,Bonjour sam,accueil\n\
    2,2026-01-02T10:00:00Z,sam,mia,reply,4,1,Merci mia ?,\n\
    3,2026-01-03T10:00:00Z,zoe,mia,repost,4,0.5,,\n\
    4,2026-01-01T09:00:00Z,mia,léa,mention,,1,Le café,\n\
    5,,zoe,sam,comment,2,1,Oui,\n\
    6,2026-01-05T09:00:00Z,zoe,,mention,,1,\"une, deux\",\n\
    7,2026-01-05T09:30:00Z,zoe,mia,repost,4,1,,\n";

fn options(folder: &Path) -> ReadOptions<'static> {
    ReadOptions {
        folder: folder.to_owned(),
        ..ReadOptions::default()
    }
}

fn raw() -> Reading {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("log.csv"), LOG).unwrap();
    read(&[FileSpec::new("log.csv")], &options(folder.path())).unwrap()
}

fn write(folder: &Path, reading: &Reading, added: Option<&FixedTies>) {
    let (form, tables) = match added {
        None => (Form::Events, events(&reading.log)),
        Some(added) => (Form::Ties, ties(&reading.log, added)),
    };
    let mut entries = Vec::new();
    for table in tables {
        let name = format!("{}.csv", table.shape.name);
        let (bytes, entry) = table.csv(form);
        std::fs::write(folder.join(name), bytes).unwrap();
        entries.push(entry);
    }
    let lines = manifest(entries, &reading.log, &reading.findings, added);
    std::fs::write(folder.join(MANIFEST), lines).unwrap();
}

/// A form of events in a folder `form`.
fn given() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let form = folder.path().join("form");
    std::fs::create_dir(&form).unwrap();
    write(&form, &raw(), None);
    folder
}

fn read_form(folder: &tempfile::TempDir) -> Result<Reading, InteractionError> {
    read(&[FileSpec::new("form")], &options(folder.path()))
}

/// A form with one of its files changed, and what reading it says.
fn changed(file: &str, change: impl Fn(String) -> String) -> String {
    let folder = given();
    let path = folder.path().join("form").join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, change(text)).unwrap();
    match read_form(&folder) {
        Ok(_) => panic!("{file} was read although it was changed"),
        Err(error) => error.to_string(),
    }
}

fn same(one: &Log, other: &Log) {
    let texts = |log: &Log| {
        let directories = [
            &log.people,
            &log.objects,
            &log.terms,
            &log.labels,
            &log.platforms,
            &log.aliases,
        ];
        directories.map(|all| all.iter().map(str::to_owned).collect::<Vec<_>>())
    };
    assert_eq!(texts(one), texts(other));
    assert_eq!(one.accounts, other.accounts);
    assert_eq!(one.object_authors, other.object_authors);
    assert_eq!(one.events, other.events);
    assert_eq!(one.posts, other.posts);
    assert_eq!(one.post_terms, other.post_terms);
    assert_eq!(one.post_labels, other.post_labels);
    assert_eq!(one.shares, other.shares);
    assert_eq!(one.self_ties, other.self_ties);
    assert_eq!(one.duplicates, other.duplicates);
}

#[test]
fn a_log_comes_back_whole_from_its_events() {
    let reading = raw();
    assert!(reading.log.events.len() > 5 && reading.log.posts.len() > 3);
    let folder = given();
    let again = read_form(&folder).unwrap();
    same(&reading.log, &again.log);
    assert!(again.findings.files[0].odd.is_empty());
    // The manifest and the table name the form as well.
    for file in ["form/manifest.jsonl", "form/events.csv"] {
        let again = read(&[FileSpec::new(file)], &options(folder.path())).unwrap();
        same(&reading.log, &again.log);
    }
}

#[test]
fn rows_in_another_order_and_in_parts_are_the_same_form() {
    let folder = given();
    let form = folder.path().join("form");
    let text = std::fs::read_to_string(form.join("events.csv")).unwrap();
    std::fs::remove_file(form.join("events.csv")).unwrap();
    let parts = form.join("events");
    std::fs::create_dir(&parts).unwrap();
    let (header, rows) = text.split_once('\n').unwrap();
    for (number, row) in rows.lines().rev().enumerate() {
        let name = format!("part-{number:05}.csv");
        std::fs::write(parts.join(name), format!("{header}\n{row}\n")).unwrap();
    }
    let error = read_form(&folder).unwrap_err().to_string();
    assert!(error.contains("_SUCCESS"), "{error}");
    std::fs::write(parts.join("_SUCCESS"), "").unwrap();
    same(&raw().log, &read_form(&folder).unwrap().log);
}

#[test]
fn ties_give_the_ranks_of_the_events_they_were_made_of() {
    let reading = raw();
    let log = &reading.log;
    let brand = [log.people.get("mia").unwrap()];
    let params = NetworkParams {
        half_life: Some(86_400.0),
        brand: brand.to_vec(),
        ..NetworkParams::default()
    };
    let interactions = Interactions::of(log, &brand);
    let clock = Clock::of(&interactions, None, params.half_life);
    let added = FixedTies {
        rows: summed(&log.events, &clock),
        earliest: clock.earliest,
        as_of: clock.as_of,
        half_life: clock.half_life,
        wild_times: clock.wild_times,
    };
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("form")).unwrap();
    write(&folder.path().join("form"), &reading, Some(&added));
    let again = read_form(&folder).unwrap().log;
    assert_eq!(again.ties.as_ref(), Some(&added));
    assert_eq!(again.kind_counts(), log.kind_counts());
    let of_ties = Interactions::of(&again, &brand);
    let one = Network::build(&interactions, &params).unwrap();
    let other = Network::build(&of_ties, &params).unwrap();
    assert!(one.ties() > 4);
    assert_eq!(one.out_weight(), other.out_weight());
    assert_eq!(one.vouching(), other.vouching());
    assert_eq!(
        page_rank(&one, 0.85, None).scores,
        page_rank(&other, 0.85, None).scores
    );
    assert_eq!(trust(&one, &brand, 0.85, 1), trust(&other, &brand, 0.85, 1));
    let kinds = reach_kinds_of(interactions.kind_counts());
    assert_eq!(
        reach_of(&interactions, &one, kinds),
        reach_of(&of_ties, &other, kinds)
    );
    let tie = |tie: crate::network::Tie| format!("{tie:?}");
    let all = |of: &Interactions<'_>, network| -> Vec<String> {
        crate::network::ties(of, network).map(tie).collect()
    };
    assert_eq!(all(&interactions, &one), all(&of_ties, &other));
}

#[test]
fn a_form_of_another_version_is_named() {
    let said = changed(MANIFEST, |text| {
        text.replace("\"version\":1", "\"version\":2")
    });
    assert!(
        said.contains("version 2") && said.contains("reads version 1"),
        "{said}"
    );
}

#[test]
fn a_missing_column_is_named() {
    let said = changed("events.csv", |text| text.replace("kind", "kinds"));
    assert!(
        said.contains("form/events.csv: the column `kind` is missing"),
        "{said}"
    );
}

#[test]
fn rows_sums_and_hashes_that_do_not_match_are_named() {
    let lost = |text: String| {
        let rows: Vec<&str> = text.lines().collect();
        rows[..rows.len() - 1].join("\n")
    };
    assert!(changed("events.csv", lost).contains("rows do not match the manifest"));
    let half = (crate::interaction::middle::ONE / 2).to_string();
    let heavier = |text: String| text.replace(&half, "");
    assert!(changed("events.csv", heavier).contains("sums do not match"));
    let renamed = |text: String| text.replace("léa", "lea");
    assert!(changed("people.csv", renamed).contains("hashes do not match"));
}

#[test]
fn a_half_written_form_is_named() {
    let folder = given();
    let form = folder.path().join("form");
    std::fs::remove_file(form.join("people.csv")).unwrap();
    let error = read_form(&folder).unwrap_err().to_string();
    assert!(error.contains("form/people.csv: is not there"), "{error}");
    std::fs::remove_file(form.join(MANIFEST)).unwrap();
    let options = options(folder.path());
    let error = read(&[FileSpec::new("form/events.csv")], &options).unwrap_err();
    assert!(
        error.to_string().contains("not written to its end"),
        "{error}"
    );
    assert!(changed(MANIFEST, |_| String::new()).contains("is empty"));
    let without = |text: String| {
        let people = |line: &&str| !line.contains("\"people\"");
        text.lines()
            .filter(people)
            .map(|line| format!("{line}\n"))
            .collect()
    };
    assert!(changed(MANIFEST, without).contains("names no table `people`"));
}

#[test]
fn an_engine_that_orders_otherwise_or_points_nowhere_is_named() {
    // Hashes are taken before what they stand for is looked at: both files must agree.
    let folder = given();
    let form = folder.path().join("form");
    let path = form.join("people.csv");
    let text = std::fs::read_to_string(&path).unwrap();
    let swapped = text
        .replace("0,léa", "9,léa")
        .replace("1,mia", "0,mia")
        .replace("9,léa", "1,léa");
    assert_ne!(text, swapped);
    std::fs::write(&path, swapped).unwrap();
    let error = read_form(&folder).unwrap_err().to_string();
    assert!(error.contains("hashes do not match"), "{error}");
    let nowhere = changed("events.csv", |text| text.replacen("\n0,", "\n77,", 1));
    assert!(
        nowhere.contains("line 2: a number that no dictionary holds"),
        "{nowhere}"
    );
}

#[test]
fn people_that_differ_by_case_are_counted_with_their_lines() {
    let mut reading = raw();
    let mut people = crate::person::Directory::default();
    for key in ["MIA", "léa", "mia", "sam", "zoe"] {
        people.intern(key);
    }
    reading.log.accounts.resize_with(5, Default::default);
    reading.log.people = people;
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("form")).unwrap();
    // `MIA` stands before `léa` in the order of bytes.
    write(&folder.path().join("form"), &reading, None);
    let odd = &read_form(&folder).unwrap().findings.files[0].odd;
    assert_eq!((odd[0].count, &odd[0].lines[..]), (1, &[4][..]));
}

#[test]
fn lists_of_the_project_still_count_and_late_merges_are_named() {
    let folder = given();
    let mut options = options(folder.path());
    options.exclude = vec![Exclusion {
        platform: String::new(),
        account: "@Zoe".to_owned(),
    }];
    let spec = [FileSpec::new("form")];
    let log = read(&spec, &options).unwrap().log;
    assert!(log.find("zoe").is_empty() && log.left_out == 1);
    let one = |account: &str| Identity {
        person: "p".to_owned(),
        platform: String::new(),
        account: account.to_owned(),
    };
    options.identities = vec![one("sam"), one("mia")];
    let error = read(&spec, &options).unwrap_err().to_string();
    assert!(error.contains("merged after the form"), "{error}");
    let both = [FileSpec::new("form"), FileSpec::new("log.csv")];
    let error = read(&both, &options).unwrap_err().to_string();
    assert!(error.contains("stands alone"), "{error}");
}

#[cfg(feature = "parquet")]
#[test]
fn a_log_comes_back_whole_from_parquet() {
    let reading = raw();
    let folder = tempfile::tempdir().unwrap();
    let form = folder.path().join("form");
    std::fs::create_dir(&form).unwrap();
    let mut entries = Vec::new();
    for table in events(&reading.log) {
        let name = format!("{}.parquet", table.shape.name);
        let (bytes, entry) = table.parquet(Form::Events).unwrap();
        std::fs::write(form.join(name), bytes).unwrap();
        entries.push(entry);
    }
    let lines = manifest(entries, &reading.log, &reading.findings, None);
    std::fs::write(form.join(MANIFEST), lines).unwrap();
    same(&reading.log, &read_form(&folder).unwrap().log);
    let cut = std::fs::read(form.join("events.parquet")).unwrap();
    std::fs::write(form.join("events.parquet"), &cut[..cut.len() / 2]).unwrap();
    let error = read_form(&folder).unwrap_err().to_string();
    assert!(error.contains("no whole Parquet file"), "{error}");
}
