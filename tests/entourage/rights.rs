//! The rights of the people whose data this is: to say no, to see, to be forgotten.

use std::collections::BTreeMap;

use crate::command::{Seen, cafe_file, entourage};

fn cafe() -> Seen {
    let project = cafe_file("entourage.yaml").replace("../../personas", "personas")
        + "privacy: { controller: \"Café Lumen, bonjour@cafelumen.example\", purpose: fidélisation }\n";
    entourage("build")
        .with("entourage.yaml", project)
        .with("audience.csv", cafe_file("audience.csv"))
        .with("log.csv", cafe_file("log.csv"))
        .out()
        .succeeds()
}

fn again(seen: &Seen, arguments: &[&str], code: i32) -> (String, String) {
    let english: &[&str] = match arguments[0] {
        "build" => &[],
        _ => &["--lang", "en"],
    };
    let (found, stdout, stderr) = seen.again(&[arguments, english].concat());
    assert_eq!(found, code, "{arguments:?}\n{stdout}\n{stderr}");
    (stdout, stderr)
}

/// All files of OUT as text, the parts of workbooks unpacked.
fn texts(seen: &Seen) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    for (name, bytes) in seen.files() {
        if !name.ends_with(".xlsx") {
            texts.insert(name, String::from_utf8_lossy(&bytes).into_owned());
            continue;
        }
        for part in entourage::source::archive(&bytes, "").expect("a workbook") {
            let text = String::from_utf8_lossy(&part.bytes).into_owned();
            texts.insert(format!("{name}/{}", part.name), text);
        }
    }
    texts
}

/// Whether a text holds a name as a word, in any spelling of case.
fn names(text: &str, name: &str) -> bool {
    let text = text.to_lowercase();
    let of_handle = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-');
    text.match_indices(name).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + name.len()..].chars().next();
        !before.is_some_and(of_handle) && !after.is_some_and(of_handle)
    })
}

/// Influencers by their labels, best first.
fn influencers(seen: &Seen) -> Vec<String> {
    let roles = &seen.json("run.json")["headline"]["roles"]["influencer"];
    let names = roles.as_array().expect("influencers").iter();
    names
        .map(|name| name.as_str().expect("a name").to_lowercase())
        .collect()
}

#[test]
fn no_suppressed_person_is_in_any_output_in_any_spelling() {
    let seen = cafe();
    let influencers = influencers(&seen);
    let (one, other) = (&influencers[0], &influencers[1]);
    let before = texts(&seen);
    for name in [one, other] {
        let files = before.values().filter(|text| names(text, name)).count();
        assert!(
            files > 5,
            "{name} should stand in many files before, not {files}"
        );
    }
    let mut capital = one.chars();
    let first = capital
        .next()
        .expect("a letter")
        .to_uppercase()
        .collect::<String>()
        + capital.as_str();
    let (_, said) = again(
        &seen,
        &[
            "suppress",
            "add",
            &format!("@{first}"),
            &other.to_uppercase(),
            "@nobody.at.all",
        ],
        0,
    );
    assert!(
        said.contains("3 added") && said.contains("`@nobody.at.all` matches nobody"),
        "{said}"
    );
    assert!(!said.contains(&format!("`@{first}` matches")), "{said}");
    let (count, _) = again(&seen, &["suppress", "count"], 0);
    assert_eq!(count, "3\n");
    let list = std::fs::read_to_string(seen.place().join("suppression.yaml")).expect("the list");
    assert!(!names(&list, one) && !names(&list, other));

    // Said of a contact before: the record of the team must not bring them back into OUT.
    let contacts = format!(
        "person,label,status,owner,last_contact,next_step,notes\n{one},{one},contacted,Lea,2026-01-02,,\n"
    );
    std::fs::write(seen.place().join("contacts.csv"), contacts).expect("contacts");
    again(&seen, &["build", "--out", "out"], 0);
    let after = texts(&seen);
    println!(
        "{} files and parts of workbooks looked through",
        after.len()
    );
    for (file, text) in &after {
        for name in [one, other] {
            assert!(!names(text, name), "{file} names a suppressed person");
        }
    }
    let run = seen.json("run.json");
    assert_eq!(run["headline"]["suppressed"], 2);
    assert!(run["warnings"].to_string().contains("\"suppressed\""));
    let kept = std::fs::read_to_string(seen.place().join("contacts.csv")).expect("contacts");
    assert!(names(&kept, one), "what the team typed stays with the team");
}

#[test]
fn the_key_is_for_its_owner_alone_and_a_list_without_it_stops_the_build() {
    let seen = entourage("suppress")
        .with("entourage.yaml", "interactions: { file: log.csv }\n")
        .with("log.csv", "source,target\nlea,sam\nmia,sam\n")
        .with("list.csv", "handle\n@Lea\nperson@example.org\n")
        .arg("add")
        .arg("--file")
        .arg("list.csv")
        .succeeds();
    assert!(seen.stderr.contains("2 added"), "{}", seen.stderr);
    let key = seen.place().join("suppression.key");
    assert_eq!(std::fs::read(&key).expect("a key").len(), 32);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&key).expect("a key").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let list = seen.place().join("suppression.yaml");
    let text = std::fs::read_to_string(&list).expect("the list");
    let shorter: Vec<&str> = text.lines().take(text.lines().count() - 1).collect();
    std::fs::write(&list, shorter.join("\n") + "\n").expect("edited");
    let (_, said) = again(&seen, &["build", "--out", "out"], 0);
    assert!(said.contains("by hand"), "{said}");
    std::fs::remove_file(&key).expect("removed");
    let (_, said) = again(&seen, &["build", "--out", "out"], 2);
    assert!(said.contains("no key"), "{said}");
}

#[test]
fn what_is_held_on_a_person_is_shown_and_forgotten() {
    let seen = cafe();
    let name = influencers(&seen)[0].clone();
    let (held, _) = again(&seen, &["person", &format!("@{}", name.to_uppercase())], 0);
    let log = std::fs::read_to_string(seen.place().join("log.csv")).expect("the log");
    let lines = log.lines().filter(|line| names(line, &name)).count();
    assert!(
        held.contains(&format!("log.csv: {lines} lines")),
        "{lines} lines expected in\n{held}"
    );
    for word in [
        "derived by the last run: people.csv",
        "reach:",
        "roles: influencer",
        "out/people.csv: 1 line",
    ] {
        assert!(held.contains(word), "`{word}` is not in\n{held}");
    }
    let contacts = format!(
        "person,label,status,owner,last_contact,next_step,notes\n{name},{name},contacted,Lea,,,\nsomebody,somebody,contacted,Lea,,,\n"
    );
    std::fs::write(seen.place().join("contacts.csv"), contacts).expect("contacts");
    again(&seen, &["build", "--out", "out"], 0);
    let (to_do, said) = again(&seen, &["forget", &name], 0);
    assert!(
        said.contains("1 removed from contacts.csv") && said.contains("`exclude: exclude.csv`"),
        "{said}"
    );
    assert!(
        to_do.contains(&format!("log.csv: {lines} lines")) && to_do.contains("out/people.csv"),
        "{to_do}"
    );
    let project =
        std::fs::read_to_string(seen.place().join("entourage.yaml")).expect("the project");
    let project = project.replace("interactions:\n", "interactions:\n  exclude: exclude.csv\n");
    std::fs::write(seen.place().join("entourage.yaml"), project).expect("edited");
    again(&seen, &["build", "--out", "out"], 0);
    for (file, text) in texts(&seen) {
        // Words of posts and the respondent's own row are what is left to purge.
        if ["people.csv", "outreach.csv", "nodes.csv", "edges.csv"].contains(&&*file)
            || file.starts_with("outreach.xlsx")
        {
            assert!(!names(&text, &name), "{file} names who was forgotten");
        }
    }
    let kept = std::fs::read_to_string(seen.place().join("contacts.csv")).expect("contacts");
    assert!(!names(&kept, &name) && names(&kept, "somebody"), "{kept}");
}

#[test]
fn the_record_of_the_processing_is_written_and_the_notice_where_a_controller_is_named() {
    let seen = cafe();
    assert!(seen.file("PRIVACY.md").contains("Registre du traitement"));
    assert!(seen.file("notice.fr.md").contains("Café Lumen"));
    assert!(seen.file("notice.en.md").contains("Your rights"));
    let bare = entourage("build")
        .with("entourage.yaml", "interactions: { file: log.csv }\n")
        .with("log.csv", "source,target\nlea,sam\nmia,sam\n")
        .out()
        .succeeds();
    assert!(bare.file("PRIVACY.md").contains("to be completed"));
    assert!(!bare.out().join("notice.fr.md").exists());
}

#[test]
fn check_says_when_the_retention_has_passed() {
    let seen = entourage("check")
        .with(
            "entourage.yaml",
            "interactions: { file: log.csv }\nprivacy: { retention: 13 months }\n",
        )
        .with(
            "log.csv",
            "source,target,time\nlea,sam,2015-01-01\nmia,sam,2016-01-01\n",
        )
        .run();
    assert!(
        seen.stdout.contains("privacy.retention: the oldest record"),
        "{}",
        seen.stdout
    );
}

#[test]
fn no_address_of_a_mailing_list_leaves_the_reading_and_its_people_can_say_no_by_their_addresses() {
    let mail = std::fs::read("tests/inputs/logs/list.mbox").expect("the sample");
    let seen = entourage("build")
        .with("entourage.yaml", "interactions: { file: list.mbox }\n")
        .with("list.mbox", mail)
        .out()
        .succeeds();
    for (file, text) in texts(&seen) {
        assert!(!text.contains("example.org"), "{file} holds an address");
    }
    assert!(seen.place().join("suppression.key").exists());
    assert!(seen.file("people.csv").contains("Sam Petit"));
    let before = seen.file("people.csv");
    again(&seen, &["build", "--out", "out"], 0);
    assert_eq!(seen.file("people.csv"), before);
    let (held, _) = again(&seen, &["person", "Sam@Example.org"], 0);
    assert!(held.contains("out/people.csv: 1 line"), "{held}");
    assert!(held.contains("list.mbox: "), "{held}");
    again(&seen, &["forget", "noe@example.org"], 0);
    let forgotten = std::fs::read_to_string(seen.place().join("exclude.csv")).expect("a list");
    assert!(
        forgotten.contains("mail,") && !forgotten.contains("example.org"),
        "{forgotten}"
    );
    let (_, said) = again(&seen, &["suppress", "add", "sam@example.org"], 0);
    assert!(!said.contains("nobody"), "{said}");
    again(&seen, &["build", "--out", "out"], 0);
    let after = seen.file("people.csv");
    assert!(
        !after.contains("Sam Petit") && after.contains("Martin"),
        "{after}"
    );
}
