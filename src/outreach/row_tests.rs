use super::*;
use crate::interaction::Post;
use crate::outreach::testing::{persona_names, plan_of, small_log};
use crate::role::{Reason, Role};

fn context<'a>(log: &'a Log, roles: &'a [Assigned], contacts: &'a [Contact]) -> RowContext<'a> {
    RowContext {
        log,
        roles,
        communities: Groups::default(),
        personas: Groups::default(),
        contacts,
        brand: "Café Lumen",
        language: Language::French,
    }
}

#[test]
fn a_row_carries_the_reason_the_opening_and_what_was_typed() {
    let log = small_log();
    let names = persona_names();
    let roles = [Assigned {
        person: 1,
        role: Role::Broker,
        rank: 1,
        reason: Reason::Broker {
            communities: 3,
            contacts: 12,
        },
    }];
    let contacts = [Contact {
        person: "x:2".to_owned(),
        owner: "Zoé".to_owned(),
        ..Contact::default()
    }];
    let context = RowContext {
        personas: Groups {
            of: &[],
            names: &names,
        },
        ..context(&log, &roles, &contacts)
    };
    let rows = rows(&plan_of(&[1, 2]), &context);
    assert_eq!(rows[0].id, "x:1");
    assert_eq!(rows[0].label, "Léa");
    assert_eq!(rows[0].roles, "broker");
    assert_eq!(rows[0].reason, "relie 3\u{a0}cercles par 12\u{a0}personnes");
    assert!(
        rows[0]
            .opening
            .starts_with("Bonjour Léa, ici l’équipe Café Lumen")
    );
    assert_eq!(
        (rows[0].status.as_str(), rows[0].persona.as_str()),
        ("à contacter", "sam")
    );
    assert_eq!(rows[1].owner, "Zoé");
    // Person 2 writes in English, and holds no role.
    assert!(
        rows[1]
            .opening
            .starts_with("Hello 2, this is the Café Lumen team")
    );
    assert!(
        rows[1]
            .reason
            .starts_with("ajoute environ 10\u{a0}personnes")
    );
}

#[test]
fn the_language_of_a_person_is_that_of_most_of_their_own_posts() {
    let mut log = small_log();
    let template = log.posts[0];
    let post = |author: u32, lang: &[u8; 2], repost: bool| Post {
        author,
        lang: *lang,
        repost,
        ..template
    };
    log.posts = vec![
        post(0, b"fr", false),
        post(0, b"en", true),
        post(0, b"en", true),
        post(1, b"en", false),
        post(1, b"fr", false),
        post(2, b"\0\0", false),
    ];
    assert_eq!(languages(&log, &[2, 0, 1]), ["", "fr", "en"]);
}

#[test]
fn the_french_file_opens_in_a_french_spreadsheet_and_the_machine_file_in_any_program() {
    let rows = [OutreachRow {
        rank: 1,
        id: "x:1".to_owned(),
        label: "a;b".to_owned(),
        marginal_reach: 12.345,
        cumulative_reach: 12.345,
        notes: "=1+1".to_owned(),
        ..OutreachRow::default()
    }];
    let safe = |cell: &str| {
        if cell.starts_with('=') {
            format!("'{cell}")
        } else {
            cell.to_owned()
        }
    };
    let french = String::from_utf8(french_csv(&rows, safe)).expect("UTF-8");
    assert!(french.starts_with("\u{feff}rank;id;label;"));
    assert!(french.contains("1;x:1;\"a;b\";;;;;;;12,3;12,3;;"));
    assert!(french.ends_with(";'=1+1\r\n"));
    let machine = String::from_utf8(machine_csv(&rows, safe)).expect("UTF-8");
    assert!(machine.contains("1,x:1,a;b,,,,,,,12.345,12.345,,"));
    assert_eq!(
        machine.lines().next().map(|line| line.split(',').count()),
        Some(19)
    );
}
