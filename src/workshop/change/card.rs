//! Changes of what people wrote of a persona.

use serde::Deserialize;

use super::{PeopleBlock, Refused, StatementRef, What, Write, clean, lines, people_block, version};
use crate::persona::is_slug;
use crate::workshop::page;
use crate::workshop::ready::Ready;
use crate::workshop::truth::Truth;

/// A change of a card.
#[derive(Debug, Deserialize)]
pub(in crate::workshop) struct CardChange {
    /// The persona.
    pub slug: String,
    /// What is changed.
    pub edit: Edit,
}

/// What can be changed of a card.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::workshop) enum Edit {
    /// Another name; empty gives the machine's back.
    Name(String),
    /// Another title; empty gives the machine's back.
    Title(String),
    /// A story.
    Story(String),
    /// Goals, one a line.
    Goals(String),
    /// Notes of the team.
    Notes(String),
    /// A statement is hidden.
    Hide(StatementRef),
    /// It is shown again.
    Show(StatementRef),
    /// A statement stands first.
    Pin(StatementRef),
    /// It no longer does.
    Unpin(StatementRef),
    /// Another persona is taken into this one.
    Merge(String),
    /// It is taken apart again.
    Part(String),
}

impl Edit {
    /// The field, for steps back.
    pub fn field(&self) -> String {
        match self {
            Self::Name(_) => "name".to_owned(),
            Self::Title(_) => "title".to_owned(),
            Self::Story(_) => "story".to_owned(),
            Self::Goals(_) => "goals".to_owned(),
            Self::Notes(_) => "notes".to_owned(),
            Self::Hide(one) => format!("hide {one:?}"),
            Self::Show(one) => format!("show {one:?}"),
            Self::Pin(one) => format!("pin {one:?}"),
            Self::Unpin(one) => format!("unpin {one:?}"),
            Self::Merge(other) => format!("merge {other}"),
            Self::Part(other) => format!("part {other}"),
        }
    }

    /// What was done, for the button that takes it back.
    fn what(&self) -> &'static str {
        match self {
            Self::Name(_) => "workshop.did.name",
            Self::Title(_) => "workshop.did.title",
            Self::Story(_) => "workshop.did.story",
            Self::Goals(_) => "workshop.did.goals",
            Self::Notes(_) => "workshop.did.card_notes",
            Self::Hide(_) => "workshop.did.hide",
            Self::Show(_) => "workshop.did.show",
            Self::Pin(_) => "workshop.did.pin",
            Self::Unpin(_) => "workshop.did.unpin",
            Self::Merge(_) => "workshop.did.merge",
            Self::Part(_) => "workshop.did.part",
        }
    }

    /// Whether it overwrites nothing, whatever was written since the window looked: two windows that hide
    /// two statements are not in each other's way. To hide what somebody pinned meanwhile is another thing.
    fn overwrites_nothing(&self, people: &PeopleBlock) -> bool {
        match self {
            Self::Hide(one) => !people.pinned.contains(one),
            Self::Pin(one) => !people.hidden.contains(one),
            Self::Show(_) | Self::Unpin(_) => true,
            _ => false,
        }
    }

    fn apply(&self, slug: &str, people: &mut PeopleBlock) -> Result<(), Refused> {
        let said = |text: &str| clean(text).map(|text| Some(text).filter(|text| !text.is_empty()));
        match self {
            Self::Name(text) => people.name = said(&text.replace('\n', " "))?,
            Self::Title(text) => people.title = said(&text.replace('\n', " "))?,
            Self::Story(text) => people.story = said(text)?,
            Self::Goals(text) => people.goals = lines(text)?,
            Self::Notes(text) => people.notes = said(text)?,
            Self::Hide(one) => {
                people.pinned.retain(|other| other != one);
                add(&mut people.hidden, one);
            }
            Self::Show(one) => people.hidden.retain(|other| !covers(other, one)),
            Self::Pin(one) => {
                people.hidden.retain(|other| other != one);
                add(&mut people.pinned, one);
            }
            Self::Unpin(one) => people.pinned.retain(|other| !covers(other, one)),
            Self::Merge(other) => {
                if other == slug || !is_slug(other) {
                    return Err(Refused::Senseless("workshop.refused.merge"));
                }
                if !people.merged.contains(other) {
                    people.merged.push(other.clone());
                }
            }
            Self::Part(other) => people.merged.retain(|one| one != other),
        }
        Ok(())
    }
}

fn add(list: &mut Vec<StatementRef>, one: &StatementRef) {
    if !list.contains(one) {
        list.push(one.clone());
    }
}

/// Whether a reference means a statement: without a level it means all of the attribute.
fn covers(reference: &StatementRef, one: &StatementRef) -> bool {
    reference.attribute == one.attribute
        && (reference.level.is_none() || reference.level == one.level)
}

/// The files a change of a card writes. The first change of all makes the cast's personas the
/// project's own: their files are written with it.
pub(super) fn writes(
    ready: &Ready,
    truth: &Truth,
    change: &CardChange,
    seen: &str,
) -> Result<(Vec<Write>, What), Refused> {
    let slug = &change.slug;
    let k = page::kept(&ready.session, truth);
    let cast = ready.cast(k).ok().flatten().ok_or(Refused::NotReady)?;
    let shown = cast.persona(slug);
    if let Edit::Merge(other) = &change.edit
        && cast.persona(other).is_none()
    {
        return Err(Refused::Senseless("workshop.refused.merge"));
    }
    let file = format!("{slug}.yaml");
    if let Some(why) = truth.broken.get(&file) {
        return Err(Refused::Unwritable(why.clone()));
    }
    let before = truth.people(slug);
    let now = version(&before);
    if now != seen && !change.edit.overwrites_nothing(&before) {
        return Err(Refused::Meanwhile(now));
    }
    let mut people = before.clone();
    change.edit.apply(slug, &mut people)?;
    let mut writes = Vec::new();
    if truth.persona(slug).is_none() {
        if shown.is_none() {
            return Err(Refused::Senseless("workshop.refused.nobody"));
        }
        writes = adopt(ready, truth, k)?;
    }
    let name = shown.map_or(slug.clone(), |one| one.shown_name().to_owned());
    let what = (change.edit.what(), name);
    if people == before {
        return Ok((Vec::new(), what));
    }
    let written = |text: &[u8]| {
        let text = String::from_utf8_lossy(text);
        people_block::exchange(&text, &file, &people)
            .map(String::into_bytes)
            .map_err(|error| Refused::Unwritable(error.to_string()))
    };
    let path = ready.session.personas_folder().join(&file);
    if let Some((path, _, bytes)) = truth.persona(slug) {
        writes.push(Write {
            path: path.to_owned(),
            before: Some(bytes.to_owned()),
            after: Some(written(bytes)?),
        });
    } else if let Some(write) = writes.iter_mut().find(|write| write.path == path) {
        let bytes = write.after.clone().unwrap_or_default();
        write.after = Some(written(&bytes)?);
    }
    Ok((writes, what))
}

/// The files that make the personas of a cast the project's own, of those that have none yet.
pub(super) fn adopt(ready: &Ready, truth: &Truth, k: Option<usize>) -> Result<Vec<Write>, Refused> {
    let cast = ready.cast(k).ok().flatten().ok_or(Refused::NotReady)?;
    let folder = ready.session.personas_folder();
    let mut writes = Vec::new();
    for persona in cast.personas() {
        if truth.persona(&persona.slug).is_some() {
            continue;
        }
        let files = cast
            .files(&persona.slug)
            .map_err(|error| Refused::Unwritable(error.to_string()))?;
        for (name, bytes) in files {
            let path = folder.join(name);
            let before = super::read(&path)?;
            // A drawing that stands there already is somebody's.
            if before.is_none() {
                writes.push(Write {
                    path,
                    before: None,
                    after: Some(bytes),
                });
            }
        }
    }
    Ok(writes)
}
