//! A project that can be looked at, and what was made of it so far.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use super::desk::locked;
use crate::brief::Lang;
use crate::brief::data::Data;
use crate::persona::PeopleBlock;
use crate::pipeline::{Cast, Session, Surroundings};

/// A project that can be looked at.
pub(super) struct Ready {
    pub session: Session,
    made: Mutex<Made>,
}

/// What was made, by number of groups; 0 stands for the typical profile.
#[derive(Default)]
struct Made {
    /// Counts what people changed of the personas. What was begun under another edition is not kept: it may
    /// show what is no more.
    edition: u64,
    casts: BTreeMap<usize, Cast>,
    stories: BTreeMap<(usize, &'static str), Arc<Data>>,
    /// Who reaches the cast of a number of groups.
    around: BTreeMap<usize, Arc<Surroundings>>,
    wholes: BTreeMap<(usize, &'static str), Arc<Data>>,
}

impl Ready {
    pub fn new(session: Session) -> Self {
        Self {
            session,
            made: Mutex::default(),
        }
    }

    fn made(&self) -> MutexGuard<'_, Made> {
        locked(&self.made)
    }

    /// Keeps something, where the personas are still as they were when it was begun.
    fn keep(&self, begun: u64, keep: impl FnOnce(&mut Made)) {
        let mut made = self.made();
        if made.edition == begun {
            keep(&mut made);
        }
    }

    /// The edition of the personas as they stand.
    pub fn edition(&self) -> u64 {
        self.made().edition
    }

    /// The cast of a number of groups: as prepared, else made now. `None` for a number not tried.
    pub fn cast(&self, k: Option<usize>) -> Result<Option<Cast>, crate::Error> {
        let key = k.unwrap_or(0);
        let begun = {
            let made = self.made();
            if let Some(cast) = made.casts.get(&key) {
                return Ok(Some(cast.clone()));
            }
            made.edition
        };
        let cast = self.session.cast(k)?;
        if let Some(cast) = cast.clone() {
            self.keep(begun, |made| {
                made.casts.insert(key, cast);
            });
        }
        Ok(cast)
    }

    /// The story of a number of groups in a language.
    pub fn story(&self, k: Option<usize>, lang: Lang) -> Result<Option<Arc<Data>>, crate::Error> {
        let key = (k.unwrap_or(0), lang.code());
        let begun = {
            let made = self.made();
            if let Some(story) = made.stories.get(&key) {
                return Ok(Some(Arc::clone(story)));
            }
            made.edition
        };
        let Some(cast) = self.cast(k)? else {
            return Ok(None);
        };
        let story = Arc::new(self.session.data(&cast, lang.into()));
        self.keep(begun, |made| {
            made.stories.insert(key, Arc::clone(&story));
        });
        Ok(Some(story))
    }

    /// Puts a cast in the place of the one known, its golden questions found since the edition it was
    /// taken from.
    pub fn put(&self, k: Option<usize>, cast: Cast, begun: u64) {
        self.keep(begun, |made| {
            made.casts.insert(k.unwrap_or(0), cast);
            made.stories.clear();
        });
    }

    /// The story of who reaches the cast of a number of groups, once that was looked for.
    pub fn whole(&self, k: Option<usize>, lang: Lang) -> Option<Arc<Data>> {
        let key = (k.unwrap_or(0), lang.code());
        let (begun, around) = {
            let made = self.made();
            if let Some(whole) = made.wholes.get(&key) {
                return Some(Arc::clone(whole));
            }
            (made.edition, Arc::clone(made.around.get(&key.0)?))
        };
        let whole = Arc::new(self.session.whole(&around, lang.into()));
        self.keep(begun, |made| {
            made.wholes.insert(key, Arc::clone(&whole));
        });
        Some(whole)
    }

    /// Who reaches the cast of a number of groups, looked for since the edition it was taken from.
    pub fn put_around(&self, k: Option<usize>, around: Surroundings, begun: u64) {
        self.keep(begun, |made| {
            made.around.insert(k.unwrap_or(0), Arc::new(around));
            made.wholes.clear();
        });
    }

    /// What people wrote of a persona has changed: nothing needs to be counted anew.
    pub fn reword(&self, slug: &str, people: &PeopleBlock) {
        let mut made = self.made();
        made.edition += 1;
        for cast in made.casts.values_mut() {
            if cast.persona(slug).is_some() {
                *cast = cast.with_people(slug, people);
            }
        }
        for around in made.around.values_mut() {
            Arc::make_mut(around).reword(slug, people);
        }
        made.stories.clear();
        made.wholes.clear();
    }

    /// Personas came, went or were merged: everything is made anew when it is asked for.
    pub fn recast(&self) {
        let mut made = self.made();
        let edition = made.edition + 1;
        *made = Made {
            edition,
            ..Made::default()
        };
    }
}
