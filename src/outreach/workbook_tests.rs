//! The workbook, written, edited and read back.

use rust_xlsxwriter::Workbook;

use super::contacts::{Contact, absorb};
use super::error::OutreachError;
use super::method::method;
use super::row::OutreachRow;
use super::testing::{estimate, plan_of};
use super::workbook::{CoverageLine, PersonaLine, WorkbookInput, workbook};
use super::workbook_read::read_workbook;
use crate::role::Language;
use crate::source::{SheetCells, read_sheets};

fn row(rank: u32, id: &str) -> OutreachRow {
    OutreachRow {
        rank,
        id: id.to_owned(),
        label: format!("name of {id}"),
        profile_url: format!("https://example.org/{rank}"),
        marginal_reach: 10.0,
        cumulative_reach: 10.0 * f64::from(rank),
        reason: "=HYPERLINK(\"http://evil\")".to_owned(),
        status: "to contact".to_owned(),
        ..OutreachRow::default()
    }
}

fn contact(person: &str, status: &str, notes: &str) -> Contact {
    Contact {
        person: person.to_owned(),
        status: status.to_owned(),
        notes: notes.to_owned(),
        ..Contact::default()
    }
}

fn bytes(rows: &[OutreachRow], contacts: &[Contact], own: &[(String, SheetCells)]) -> Vec<u8> {
    workbook(&WorkbookInput {
        title: "Café Lumen",
        language: Language::English,
        rows,
        contacts,
        personas: &[PersonaLine {
            name: "Léa".to_owned(),
            size: 40.0,
            reached: estimate(12.0),
        }],
        coverage: &[CoverageLine {
            persona: "Léa".to_owned(),
            label: "sam".to_owned(),
            reach: estimate(3.0),
        }],
        method: &method(&plan_of(&[1]), Language::English),
        left_out: &[("asked not to be contacted".to_owned(), 3)],
        own_sheets: own,
        date: (2026, 2, 1),
    })
    .expect("a workbook")
}

/// A workbook as somebody might save it: sheets of rows of cells.
fn saved(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).expect("a name");
        for (row, cells) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(*cells) {
                if !cell.is_empty() {
                    sheet.write_string(row, column, *cell).expect("a cell");
                }
            }
        }
    }
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let rows = [row(1, "x:1"), row(2, "x:2")];
    let contacts = [contact("x:9", "contacted", "by phone")];
    assert_eq!(bytes(&rows, &contacts, &[]), bytes(&rows, &contacts, &[]));
}

#[test]
fn an_untouched_workbook_changes_nothing_and_holds_no_formula() {
    let rows = [row(1, "x:1"), row(2, "0042")];
    let contacts = [contact("x:9", "contacted", "by phone")];
    let bytes = bytes(&rows, &contacts, &[]);
    let back = read_workbook(&bytes).expect("rows");
    assert_eq!(back.rows.len(), 3);
    assert_eq!(back.own_sheets, []);
    assert_eq!(back.rows[1].now.person, "0042");
    let absorbed = absorb(contacts.to_vec(), &back.rows);
    assert_eq!(
        (absorbed.changed, absorbed.contacts),
        (0, contacts.to_vec())
    );
    // The parts of the file hold no formula element, and the text that looks like one is a string.
    let sheets = read_sheets(&bytes, 1 << 26).expect("sheets");
    assert_eq!(sheets[0].1[&1][&12], "=HYPERLINK(\"http://evil\")");
    let mut reader: calamine::Xlsx<_> =
        calamine::open_workbook_from_rs(std::io::Cursor::new(bytes.as_slice())).expect("xlsx");
    for (name, _) in &sheets {
        let formulas = calamine::Reader::worksheet_formula(&mut reader, name).expect("formulas");
        assert!(formulas.is_empty());
    }
}

#[test]
fn edits_come_back_after_columns_were_moved_renamed_and_added() {
    let first = [row(1, "x:1"), row(2, "x:2")];
    let written = read_workbook(&bytes(&first, &[], &[])).expect("rows");
    assert_eq!(written.rows.len(), 2);
    // Moved, and one of somebody's own; the id came back as a number-like text, with spaces.
    let edited = saved(&[(
        "Outreach",
        &[
            &["Notes", "STATUS", "Phone", "Id", "Next step"],
            &["likes tea", "In discussion", "06 12", " x:1 ", ""],
            &["", "to contact", "", "x:2", "call"],
        ],
    )]);
    let absorbed = absorb(Vec::new(), &read_workbook(&edited).expect("rows").rows);
    assert_eq!(absorbed.contacts.len(), 2);
    assert_eq!(absorbed.contacts[0].status, "In discussion");
    assert_eq!(absorbed.contacts[0].notes, "likes tea\n[Phone: 06 12]");
    assert_eq!(absorbed.contacts[1].next_step, "call");
}

#[test]
fn a_renamed_id_column_is_found_by_its_content_and_a_renamed_field_by_its_place() {
    let edited = saved(&[
        (
            "Ma liste",
            &[
                &["Qui", "Nom", "Où on en est", "Responsable"],
                &["x:1", "sam", "refused", "Zoé"],
            ],
        ),
        (
            "entourage",
            &[
                &["person", "label", "status"],
                &["x:1", "sam", "to contact"],
                &["x:2", "lea", "to contact"],
            ],
        ),
    ]);
    let back = read_workbook(&edited).expect("rows");
    let absorbed = absorb(Vec::new(), &back.rows);
    assert_eq!(absorbed.contacts[0].status, "refused");
    assert_eq!(absorbed.contacts[0].owner, "Zoé");
    assert_eq!(absorbed.refusals, ["x:1"]);
}

#[test]
fn rows_without_an_id_and_tabs_of_ones_own_are_kept() {
    let edited = saved(&[
        (
            "Outreach",
            &[
                &["Id", "Name", "Status", "Notes"],
                &["", "lea", "contacted", ""],
                &["", "Jean", "", "met at the fair"],
                &["", "", "", "who was that?"],
            ],
        ),
        ("Ideas", &[&["a tasting in May"]]),
        ("entourage", &[&["person", "label"], &["x:2", "lea"]]),
    ]);
    let back = read_workbook(&edited).expect("rows");
    let people: Vec<&str> = back
        .rows
        .iter()
        .map(|row| row.now.person.as_str())
        .collect();
    assert_eq!(people, ["x:2", "Jean", "Outreach 4"]);
    assert_eq!(back.own_sheets.len(), 1);
    let again = bytes(&[row(1, "x:1")], &[], &back.own_sheets);
    let kept = read_workbook(&again).expect("rows").own_sheets;
    assert_eq!(kept, back.own_sheets);
}

#[test]
fn a_broken_workbook_is_a_clear_error() {
    let whole = bytes(&[row(1, "x:1")], &[], &[]);
    let cut = &whole[..whole.len() / 2];
    let no_ids = saved(&[("Outreach", &[&["a", "b"], &["1", "2"]])]);
    for broken in [
        b"".as_slice(),
        b"PK\x03\x04",
        b"rank,id\n1,x\n",
        cut,
        &no_ids,
    ] {
        let error = read_workbook(broken).expect_err("not a workbook");
        assert!(matches!(error, OutreachError::Workbook { .. }));
        assert!(error.to_string().contains("Nothing in it was changed"));
    }
}

#[test]
fn a_stray_cell_at_the_far_corner_costs_nothing() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, text) in (0..).zip(["Id", "Status"]) {
        sheet.write_string(0, column, text).expect("a cell");
        sheet.write_string(1, column, "x:1").expect("a cell");
    }
    sheet
        .write_string(1_048_575, 16_383, "lost")
        .expect("a cell");
    let edited = book.save_to_buffer().expect("a workbook");
    let back = read_workbook(&edited).expect("rows");
    assert_eq!(back.rows[0].now.status, "x:1");
    // Even this is kept.
    assert_eq!(back.rows[1].now.notes, "[: lost]");
}

#[test]
fn hostile_text_and_long_notes_do_not_break_the_workbook() {
    let mut hostile = row(1, "=cmd|'/c calc'!A0");
    hostile.label = "\u{202e}\u{0}\u{1b}[31m<script>&amp;".to_owned();
    hostile.profile_url = "javascript:alert(1)".to_owned();
    hostile.notes = "é".repeat(60_000);
    let contacts = [contact(&hostile.id, "contacted", &hostile.notes)];
    let back = read_workbook(&bytes(&[hostile], &contacts, &[])).expect("rows");
    assert_eq!(back.rows[0].now.person, "=cmd|'/c calc'!A0");
    // What did not fit into the cell is not lost.
    let absorbed = absorb(contacts.to_vec(), &back.rows);
    assert_eq!(absorbed.contacts[0].notes.chars().count(), 60_000);
}

/// The workbook saved by `LibreOffice` after an edit of its flat XML; `None` where that is not installed.
#[cfg(feature = "long-tests")]
fn edited_in_libreoffice(bytes: &[u8], edit: impl Fn(String) -> String) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().ok()?;
    let place = |name: &str| folder.path().join(name);
    let profile = format!(
        "-env:UserInstallation=file://{}",
        place("profile").display()
    );
    let convert = |from: &str, to: &str| {
        let mut command = std::process::Command::new("soffice");
        command.args([&profile, "--headless", "--convert-to", to, "--outdir"]);
        let run = command.arg(folder.path()).arg(place(from)).output().ok()?;
        assert!(
            run.status.success(),
            "{}",
            String::from_utf8_lossy(&run.stderr)
        );
        Some(())
    };
    std::fs::write(place("outreach.xlsx"), bytes).ok()?;
    convert("outreach.xlsx", "fods")?;
    let flat = std::fs::read_to_string(place("outreach.fods")).ok()?;
    std::fs::write(place("outreach.fods"), edit(flat)).ok()?;
    convert("outreach.fods", "xlsx")?;
    std::fs::read(place("outreach.xlsx")).ok()
}

#[cfg(feature = "long-tests")]
#[test]
fn a_workbook_edited_in_libreoffice_comes_back_with_its_edits() {
    let mut rows = [row(1, "x:1"), row(2, "0042"), row(3, "=1+1")];
    rows[1].notes = "two\nlines – «\u{202f}é\u{202f}»".to_owned();
    let mut contacts = [
        contact("0042", "to contact", &rows[1].notes),
        contact("x:9", "contacted", "by phone"),
    ];
    rows[1].label.clone_into(&mut contacts[0].label);
    // The first status of the first tab, as somebody picks it from the drop-down.
    let pick = |flat: String| {
        let edited = flat.replacen("<text:p>to contact</text:p>", "<text:p>agreed</text:p>", 1);
        assert!(edited != flat, "no status to edit");
        edited
    };
    let Some(saved) = edited_in_libreoffice(&bytes(&rows, &contacts, &[]), pick) else {
        println!("LibreOffice is not here: nothing was tested");
        return;
    };
    let back = read_workbook(&saved).expect("rows");
    let people: Vec<&str> = back
        .rows
        .iter()
        .map(|row| row.now.person.as_str())
        .collect();
    assert_eq!(people, ["x:1", "0042", "=1+1", "x:9"]);
    let known = back.rows.iter().filter(|row| row.written.is_some());
    assert_eq!((known.count(), back.own_sheets.len()), (4, 0));
    let absorbed = absorb(contacts.to_vec(), &back.rows);
    assert_eq!(absorbed.changed, 1);
    let [untouched, edited, other] = &absorbed.contacts[..] else {
        panic!("three people");
    };
    assert_eq!([untouched, other], [&contacts[0], &contacts[1]]);
    assert_eq!(
        (edited.person.as_str(), edited.status.as_str()),
        ("x:1", "agreed")
    );
    let mut reader: calamine::Xlsx<_> =
        calamine::open_workbook_from_rs(std::io::Cursor::new(saved.as_slice())).expect("xlsx");
    for name in calamine::Reader::sheet_names(&reader) {
        let formulas = calamine::Reader::worksheet_formula(&mut reader, &name).expect("formulas");
        assert!(formulas.is_empty(), "{name}");
    }
}
