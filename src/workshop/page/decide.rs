//! *Decide*: hands counted, notes, open questions, next steps, and the sheet to take home.

use serde::Serialize;

use super::sheet::{Sheet, sheet};
use super::{Frame, Ready, Shown, Truth, Visit, answer};
use crate::workshop::truth::version;

#[derive(Serialize)]
struct Page {
    frame: Frame,
    sheet: Sheet,
    seen: Seen,
    questions: String,
    proposals: Vec<Proposal>,
}

/// The versions of the parts of the sheet.
#[derive(Serialize)]
struct Seen {
    session: String,
    votes: String,
    notes: String,
    questions: String,
    next: String,
}

/// A vote that is ready to be put.
#[derive(Serialize)]
struct Proposal {
    question: String,
    /// Question and answers, for the script.
    value: String,
}

pub(super) fn page(visit: &Visit<'_>, ready: &Ready, truth: &Truth) -> Shown {
    let sheet = sheet(visit, ready, truth)?;
    let workshop = &truth.workshop;
    let page = Page {
        frame: visit.frame("decide", Some(ready), truth),
        seen: Seen {
            session: version(&workshop.session),
            votes: version(&workshop.votes),
            notes: version(&workshop.notes),
            questions: version(&workshop.questions),
            next: version(&workshop.next),
        },
        questions: workshop.questions.join("\n"),
        proposals: proposals(visit, ready, &sheet),
        sheet,
    };
    let body = visit.pages().render("workshop/decide.html", page)?;
    Ok(answer::html(body))
}

/// Votes most rooms take, less those that were put already.
fn proposals(visit: &Visit<'_>, ready: &Ready, sheet: &Sheet) -> Vec<Proposal> {
    let names: Vec<String> = sheet
        .cards
        .iter()
        .map(|one| one.card.called.clone())
        .collect();
    let numbers: Vec<String> = ready
        .session
        .numbers()
        .iter()
        .map(usize::to_string)
        .collect();
    let words = |keys: &[&str]| -> Vec<String> {
        keys.iter()
            .map(|key| visit.text(&format!("workshop.vote.{key}"), &[]))
            .collect()
    };
    let votes = [
        ("number", numbers),
        ("know", words(&["yes", "partly", "no"])),
        ("first", names),
    ];
    votes
        .into_iter()
        .filter(|(_, answers)| answers.len() > 1)
        .map(|(key, answers)| (visit.text(&format!("workshop.vote.{key}"), &[]), answers))
        .filter(|(question, _)| sheet.votes.iter().all(|vote| vote.question != *question))
        .map(|(question, answers)| Proposal {
            value: serde_json::to_string(&(&question, answers.join("\n"))).unwrap_or_default(),
            question,
        })
        .collect()
}
