use super::*;
use proptest::prelude::*;

fn contact(person: &str, status: &str, owner: &str, notes: &str) -> Contact {
    Contact {
        person: person.to_owned(),
        status: status.to_owned(),
        owner: owner.to_owned(),
        notes: notes.to_owned(),
        ..Contact::default()
    }
}

fn edited(now: Contact, written: Option<Contact>) -> Edited {
    Edited { now, written }
}

#[test]
fn what_was_typed_in_the_sheet_reaches_the_record() {
    let record = vec![contact("x:1", "contacted", "Léa", "")];
    let written = contact("x:1", "contacted", "Léa", "");
    let now = contact("x:1", "refused", "Léa", "not before May");
    let absorbed = absorb(record, &[edited(now.clone(), Some(written))]);
    assert_eq!(absorbed.contacts, [now]);
    assert_eq!((absorbed.changed, absorbed.conflicts.len()), (1, 0));
    assert_eq!(absorbed.refusals, ["x:1"]);
}

#[test]
fn where_both_sides_changed_both_are_kept() {
    let record = vec![contact("x:1", "contacted", "Sam", "called twice")];
    let written = contact("x:1", "contacted", "", "");
    let now = contact("x:1", "agreed", "Léa", "likes tea");
    let absorbed = absorb(record, &[edited(now, Some(written))]);
    let kept = &absorbed.contacts[0];
    assert_eq!(
        (kept.status.as_str(), kept.owner.as_str()),
        ("agreed", "Léa")
    );
    for word in ["called twice", "likes tea", "[owner: Sam]"] {
        assert!(kept.notes.contains(word), "{}", kept.notes);
    }
    assert_eq!(absorbed.conflicts, [("x:1".to_owned(), "owner")]);
}

#[test]
fn an_old_workbook_does_not_undo_a_record_and_an_emptied_cell_deletes_nothing() {
    let record = vec![contact("x:1", "agreed", "Sam", "signed")];
    let old = contact("x:1", "to contact", "", "");
    let absorbed = absorb(record.clone(), &[edited(old.clone(), Some(old.clone()))]);
    assert_eq!(absorbed.contacts, record);
    let absorbed = absorb(record.clone(), &[edited(old, None)]);
    assert_eq!(absorbed.contacts, record);
    assert_eq!(absorbed.changed, 0);
}

#[test]
fn rows_nobody_touched_are_not_recorded() {
    let row = contact("x:1", "à contacter", "", "");
    let absorbed = absorb(Vec::new(), &[edited(row.clone(), Some(row))]);
    assert_eq!(absorbed.contacts, []);
}

#[test]
fn the_same_status_in_the_other_language_is_no_change() {
    let record = vec![contact("x:1", "contacted", "", "")];
    let now = contact("x:1", "contact pris", "", "");
    let absorbed = absorb(record.clone(), &[edited(now, None)]);
    assert_eq!(absorbed.contacts, record);
}

#[test]
fn contacts_come_back_from_their_file_also_after_a_spreadsheet_saved_it() {
    let contacts = vec![
        contact("x:1", "contacted", "Léa", "two\nlines, and \"quotes\""),
        contact("x:2", "refus", "", "=1+1"),
    ];
    let bytes = write_contacts(&contacts, str::to_owned);
    let back = read_contacts(&bytes, str::to_owned).expect("contacts");
    assert_eq!(back, contacts);
    let saved = "\u{feff}Statut;Personne;Téléphone;Responsable\r\nrefus;x:2;06 12;Zoé\r\n;;;\r\n";
    let back = read_contacts(saved.as_bytes(), str::to_owned).expect("contacts");
    assert_eq!(back, [contact("x:2", "refus", "Zoé", "[Téléphone: 06 12]")]);
    let latin = b"person,owner\nx:1,L\xe9a\n";
    let back = read_contacts(latin, str::to_owned).expect("contacts");
    assert_eq!(back[0].owner, "Léa");
    assert_eq!(read_contacts(b"", str::to_owned).expect("none"), []);
}

#[test]
fn a_record_that_cannot_be_read_says_where() {
    let open = format!("person,notes\nx:1,\"open{}", "\n".repeat(600));
    for (bytes, line) in [
        ("name of,status\na,b\n".to_owned(), 1),
        ("person,status\nx:1,\n,refus\n".to_owned(), 3),
        (open, 2),
    ] {
        let error = read_contacts(bytes.as_bytes(), str::to_owned).expect_err("unreadable");
        let text = error.to_string();
        assert!(text.starts_with(&format!("line {line} ")), "{text}");
    }
}

#[test]
fn contacted_people_are_found_by_key_or_by_handle() {
    let mut people = Directory::default();
    for key in ["x:léa", "x:sam", "y:léa"] {
        people.intern(key);
    }
    let contacts = [
        contact("x:sam", "contacted", "", ""),
        contact("@Léa", "refus", "", ""),
        contact("x:nobody", "done", "", ""),
        contact("y:léa", "to contact", "Zoé", ""),
    ];
    assert_eq!(contacted(&contacts, &people), [0, 1, 2]);
}

proptest! {
    #[test]
    fn nothing_typed_is_ever_lost(
        record in proptest::collection::vec("[a-c]{0,3}", 4),
        written in proptest::option::of(proptest::collection::vec("[a-c]{0,3}", 4)),
        typed in proptest::collection::vec("[a-d]{0,3}", 4),
    ) {
        let build = |cells: &[String]| Contact {
            person: "x:1".to_owned(),
            owner: cells[0].clone(),
            last_contact: cells[1].clone(),
            next_step: cells[2].clone(),
            notes: cells[3].clone(),
            ..Contact::default()
        };
        let written_contact = written.as_deref().map(build);
        let row = edited(build(&typed), written_contact.clone());
        let absorbed = absorb(vec![build(&record)], &[row]);
        let after = &absorbed.contacts[0];
        let all = format!("{after:?}");
        for place in 0..4 {
            let was = written.as_ref().map(|written| &written[place]);
            // A word typed since the sheet was written is there, on whichever side it was typed.
            if was != Some(&typed[place]) {
                prop_assert!(all.contains(&typed[place]), "{all}");
            }
            if was != Some(&record[place]) {
                prop_assert!(all.contains(&record[place]), "{all}");
            }
        }
    }
}
