//! Changes of what a room decides: `workshop.yaml`.

use serde::Deserialize;

use super::card::adopt;
use super::{Refused, What, Workshop, WorkshopSettings, Write, clean, lines, version};
use crate::project::{AttributeSettings, Hands, SessionNote, Step, Vote};
use crate::workshop::desk::Desk;
use crate::workshop::people_block::comments;
use crate::workshop::ready::Ready;
use crate::workshop::truth::Truth;

/// Votes, answers of a vote and steps at most: a room has one afternoon.
const MOST: usize = 200;

/// A change of the decision sheet.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::workshop) enum SheetChange {
    /// This number of groups; none gives the found one back.
    Keep(Option<usize>),
    /// Settings tried and found good.
    Settings(WorkshopSettings),
    /// A question of the table corrected: its name, `label`, `kind`, `role` or `facet`, and the word.
    Question(String, String, String),
    /// When, and with whom.
    Session(SessionNote),
    /// What was said.
    Notes(String),
    /// What stays open, one a line.
    Questions(String),
    /// A question is put to the room: the question, its answers one a line.
    Ask(String, String),
    /// Hands counted: vote, answer, hands.
    Count(usize, usize, Option<u32>),
    /// What was decided on a vote.
    Decide(usize, String),
    /// A vote is taken away.
    Withdraw(usize),
    /// Something to do.
    Plan(Step),
    /// It is taken away.
    Drop(usize),
}

impl SheetChange {
    /// The field, for steps back.
    pub fn field(&self) -> String {
        match self {
            Self::Keep(_) => "keep".to_owned(),
            Self::Settings(_) => "settings".to_owned(),
            Self::Question(name, field, _) => format!("question {name} {field}"),
            Self::Session(_) => "session".to_owned(),
            Self::Notes(_) => "notes".to_owned(),
            Self::Questions(_) => "questions".to_owned(),
            Self::Ask(question, _) => format!("ask {question}"),
            Self::Count(vote, answer, _) => format!("count {vote} {answer}"),
            Self::Decide(vote, _) => format!("decide {vote}"),
            Self::Withdraw(vote) => format!("withdraw {vote}"),
            Self::Plan(step) => format!("plan {}", step.what),
            Self::Drop(step) => format!("drop {step}"),
        }
    }

    fn what(&self) -> What {
        let (key, fill) = match self {
            Self::Keep(k) => (
                "workshop.did.keep",
                k.map_or(String::new(), |k| k.to_string()),
            ),
            Self::Settings(_) => ("workshop.did.settings", String::new()),
            Self::Question(name, ..) => ("workshop.did.question", name.clone()),
            Self::Session(_) => ("workshop.did.session", String::new()),
            Self::Notes(_) => ("workshop.did.notes", String::new()),
            Self::Questions(_) => ("workshop.did.questions", String::new()),
            Self::Ask(question, _) => ("workshop.did.ask", question.clone()),
            Self::Count(..) => ("workshop.did.count", String::new()),
            Self::Decide(..) => ("workshop.did.decide", String::new()),
            Self::Withdraw(_) => ("workshop.did.withdraw", String::new()),
            Self::Plan(step) => ("workshop.did.plan", step.what.clone()),
            Self::Drop(_) => ("workshop.did.drop", String::new()),
        };
        (key, fill)
    }

    /// The version of the part of the sheet it changes.
    pub fn version(&self, workshop: &Workshop) -> String {
        match self {
            Self::Keep(_) | Self::Settings(_) | Self::Question(..) => version(&workshop.settings),
            Self::Session(_) => version(&workshop.session),
            Self::Notes(_) => version(&workshop.notes),
            Self::Questions(_) => version(&workshop.questions),
            Self::Ask(..) | Self::Count(..) | Self::Decide(..) | Self::Withdraw(_) => {
                version(&workshop.votes)
            }
            Self::Plan(_) | Self::Drop(_) => version(&workshop.next),
        }
    }

    /// Whether it overwrites nothing, whatever was written since the window looked: it adds at the end.
    fn overwrites_nothing(&self) -> bool {
        matches!(self, Self::Ask(..) | Self::Plan(_))
    }

    fn apply(&self, workshop: &mut Workshop) -> Result<(), Refused> {
        const GONE: Refused = Refused::Senseless("workshop.refused.gone");
        match self {
            Self::Keep(k) => workshop.settings.count = *k,
            Self::Settings(settings) => workshop.settings = settings.clone(),
            Self::Question(name, field, word) => {
                let own = workshop.settings.attributes.entry(name.clone());
                let own = own.or_default();
                match field.as_str() {
                    "label" => own.label = Some(clean(word)?).filter(|text| !text.is_empty()),
                    "kind" => own.kind = known(word)?,
                    "role" => own.role = known(word)?,
                    "facet" => own.facet = known(word)?,
                    _ => return Err(Refused::Senseless("workshop.refused.form")),
                }
                if *own == AttributeSettings::default() {
                    workshop.settings.attributes.remove(name);
                }
            }
            Self::Session(session) => {
                workshop.session = SessionNote {
                    date: clean(&session.date)?,
                    who: clean(&session.who)?,
                    present: session.present,
                }
            }
            Self::Notes(text) => workshop.notes = clean(text)?,
            Self::Questions(text) => workshop.questions = lines(text)?,
            Self::Ask(question, answers) => {
                let question = clean(question)?;
                let answers = lines(answers)?;
                if question.is_empty() || answers.is_empty() {
                    return Err(Refused::Senseless("workshop.refused.ask"));
                }
                if workshop.votes.len() >= MOST || answers.len() > MOST {
                    return Err(Refused::Senseless("workshop.refused.long"));
                }
                let hands = |answer| Hands {
                    answer,
                    hands: None,
                };
                workshop.votes.push(Vote {
                    question,
                    options: answers.into_iter().map(hands).collect(),
                    decided: String::new(),
                });
            }
            Self::Count(vote, answer, hands) => {
                let vote = workshop.votes.get_mut(*vote).ok_or(GONE)?;
                vote.options.get_mut(*answer).ok_or(GONE)?.hands = *hands;
            }
            Self::Decide(vote, text) => {
                workshop.votes.get_mut(*vote).ok_or(GONE)?.decided = clean(text)?;
            }
            Self::Withdraw(vote) => {
                if *vote >= workshop.votes.len() {
                    return Err(GONE);
                }
                workshop.votes.remove(*vote);
            }
            Self::Plan(step) => {
                let step = Step {
                    what: clean(&step.what)?,
                    who: clean(&step.who)?,
                    when: clean(&step.when)?,
                };
                if step.what.is_empty() || workshop.next.len() >= MOST {
                    return Err(Refused::Senseless("workshop.refused.step"));
                }
                workshop.next.push(step);
            }
            Self::Drop(step) => {
                if *step >= workshop.next.len() {
                    return Err(GONE);
                }
                workshop.next.remove(*step);
            }
        }
        Ok(())
    }
}

/// A word of the project file.
fn known<T: serde::de::DeserializeOwned>(word: &str) -> Result<Option<T>, Refused> {
    let word = serde_json::Value::String(word.to_owned());
    serde_json::from_value(word)
        .map(Some)
        .map_err(|_| Refused::Senseless("workshop.refused.form"))
}

/// The files a change of the sheet writes. A number of groups that is kept makes its personas the
/// project's own, so that they can be named.
pub(super) fn writes(
    desk: &Desk,
    ready: &Ready,
    truth: &Truth,
    change: &SheetChange,
    seen: &str,
) -> Result<(Vec<Write>, What), Refused> {
    if let Some(why) = truth.broken.get(crate::project::WORKSHOP) {
        return Err(Refused::Unwritable(why.clone()));
    }
    let now = change.version(&truth.workshop);
    if now != seen && !change.overwrites_nothing() {
        return Err(Refused::Meanwhile(now));
    }
    let mut workshop = truth.workshop.clone();
    change.apply(&mut workshop)?;
    let mut writes = Vec::new();
    if let SheetChange::Question(name, ..) = change
        && !ready
            .session
            .questions()
            .iter()
            .any(|one| one.name == *name)
    {
        return Err(Refused::Senseless("workshop.refused.gone"));
    }
    if let SheetChange::Keep(Some(k)) = change {
        if !ready.session.numbers().contains(k) {
            return Err(Refused::Senseless("workshop.refused.number"));
        }
        writes = adopt(ready, truth, Some(*k))?;
    }
    let what = change.what();
    if workshop == truth.workshop {
        return Ok((writes, what));
    }
    let text =
        crate::yaml::write(&workshop).map_err(|error| Refused::Unwritable(error.to_string()))?;
    let text = with_comments(truth.workshop_bytes(), &text);
    if text.len() > crate::yaml::LIMIT {
        return Err(Refused::Senseless("workshop.refused.long"));
    }
    writes.push(Write {
        path: Workshop::beside(&desk.project),
        before: truth.workshop_bytes().map(<[u8]>::to_owned),
        after: Some(text.into_bytes()),
    });
    Ok((writes, what))
}

/// Comments people wrote stay, at the head of the file; a new file says what it is.
fn with_comments(before: Option<&[u8]>, text: &str) -> String {
    const HEAD: &str = "# What the room decided, written by `entourage workshop`; yours to edit.\n";
    let Some(before) = before else {
        return format!("{HEAD}{text}");
    };
    let comments = comments(&String::from_utf8_lossy(before));
    let comments: String = comments.iter().map(|line| format!("{line}\n")).collect();
    format!("{comments}{text}")
}
