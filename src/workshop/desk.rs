//! What every page and every change share: the project, how far it is, what people own of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Instant;

use super::guard::Guard;
use super::history::History;
use super::truth::Truth;
use crate::brief::data::Data;
use crate::brief::{BriefError, Lang, Pages};
use crate::pipeline::{Cast, Session};
use crate::project::Language;

/// What every page and every change share.
pub(super) struct Desk {
    pub guard: Guard,
    /// The project file; where there is none yet, its place to be.
    pub project: PathBuf,
    pages: BTreeMap<&'static str, Pages>,
    standing: RwLock<Standing>,
    /// Counts what a window has to show anew.
    revision: AtomicU64,
    /// What people own, as it stands on the disk; held while something is written.
    truth: Mutex<Truth>,
    history: Mutex<History>,
}

/// How far the project is.
#[derive(Clone)]
pub(super) enum Standing {
    /// There is no project file yet.
    Nothing,
    /// Files are read and groups are found.
    Preparing(Steps),
    /// It cannot be used, and why: the message, its causes, the way out.
    Failed(Vec<String>),
    /// It can be looked at.
    Ready(Arc<Ready>),
}

/// What has been done so far, and since when.
#[derive(Clone)]
pub(super) struct Steps {
    pub done: Vec<String>,
    pub now: String,
    pub since: Instant,
}

/// A project that can be looked at.
pub(super) struct Ready {
    pub session: Session,
    /// Casts by number of groups; 0 stands for the typical profile.
    casts: RwLock<BTreeMap<usize, Cast>>,
    stories: Mutex<BTreeMap<(usize, &'static str), Arc<Data>>>,
}

impl Desk {
    pub fn new(project: PathBuf, guard: Guard) -> Result<Self, BriefError> {
        let engine = |lang: Lang| Ok((lang.code(), Pages::new(super::look::TEMPLATES, lang)?));
        let pages: Result<_, BriefError> = Lang::ALL.into_iter().map(engine).collect();
        Ok(Self {
            guard,
            standing: RwLock::new(Standing::Nothing),
            pages: pages?,
            revision: AtomicU64::new(1),
            truth: Mutex::new(Truth::default()),
            history: Mutex::new(History::default()),
            project,
        })
    }

    /// The engine of a language.
    pub fn pages(&self, lang: Lang) -> &Pages {
        &self.pages[lang.code()]
    }

    /// The project's folder.
    pub fn folder(&self) -> &Path {
        match self.project.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        }
    }

    pub fn standing(&self) -> Standing {
        let standing = self.standing.read().unwrap_or_else(PoisonError::into_inner);
        standing.clone()
    }

    pub fn stand(&self, standing: Standing) {
        *self
            .standing
            .write()
            .unwrap_or_else(PoisonError::into_inner) = standing;
        self.moved();
    }

    /// The project, where it can be looked at.
    pub fn ready(&self) -> Option<Arc<Ready>> {
        match self.standing() {
            Standing::Ready(ready) => Some(ready),
            _ => None,
        }
    }

    /// Something a window has to show anew.
    pub fn moved(&self) {
        self.revision.fetch_add(1, Ordering::Relaxed);
    }

    pub fn revision(&self) -> u64 {
        self.revision.load(Ordering::Relaxed)
    }

    pub fn truth(&self) -> MutexGuard<'_, Truth> {
        self.truth.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn history(&self) -> MutexGuard<'_, History> {
        self.history.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ready {
    pub fn new(session: Session) -> Self {
        Self {
            session,
            casts: RwLock::default(),
            stories: Mutex::default(),
        }
    }

    /// The cast of a number of groups: as prepared, else made now. `None` for a number not tried.
    pub fn cast(&self, k: Option<usize>) -> Result<Option<Cast>, crate::Error> {
        let key = k.unwrap_or(0);
        let known = |casts: &BTreeMap<usize, Cast>| casts.get(&key).cloned();
        if let Some(cast) = known(&self.casts.read().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(Some(cast));
        }
        let made = self.session.cast(k)?;
        if let Some(cast) = &made {
            let mut casts = self.casts.write().unwrap_or_else(PoisonError::into_inner);
            casts.insert(key, cast.clone());
        }
        Ok(made)
    }

    /// The story of a number of groups in a language.
    pub fn story(&self, k: Option<usize>, lang: Lang) -> Result<Option<Arc<Data>>, crate::Error> {
        let key = (k.unwrap_or(0), lang.code());
        let known = |stories: &Mutex<BTreeMap<_, Arc<Data>>>| {
            let stories = stories.lock().unwrap_or_else(PoisonError::into_inner);
            stories.get(&key).cloned()
        };
        if let Some(story) = known(&self.stories) {
            return Ok(Some(story));
        }
        let Some(cast) = self.cast(k)? else {
            return Ok(None);
        };
        let story = Arc::new(self.session.data(&cast, language(lang)));
        let mut stories = self.stories.lock().unwrap_or_else(PoisonError::into_inner);
        stories.insert(key, Arc::clone(&story));
        Ok(Some(story))
    }

    /// What people wrote of a persona has changed: nothing needs to be counted anew.
    pub fn reword(&self, slug: &str, people: &crate::persona::PeopleBlock) {
        let mut casts = self.casts.write().unwrap_or_else(PoisonError::into_inner);
        for cast in casts.values_mut() {
            if cast.persona(slug).is_some() {
                *cast = cast.with_people(slug, people);
            }
        }
        drop(casts);
        self.forget_stories();
    }

    /// Personas came, went or were merged: casts are made anew when they are asked for.
    pub fn recast(&self) {
        let mut casts = self.casts.write().unwrap_or_else(PoisonError::into_inner);
        casts.clear();
        drop(casts);
        self.forget_stories();
    }

    fn forget_stories(&self) {
        let mut stories = self.stories.lock().unwrap_or_else(PoisonError::into_inner);
        stories.clear();
    }
}

/// The project's word for a language.
pub(super) fn language(lang: Lang) -> Language {
    match lang {
        Lang::Fr => Language::Fr,
        Lang::En => Language::En,
    }
}
