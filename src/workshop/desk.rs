//! What every page and every change share: the project, how far it is, what people own of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, Weak};
use std::time::Instant;

use super::guard::Guard;
use super::history::History;
use super::prepare::told;
use super::ready::Ready;
use super::truth::{Stamp, Truth, stamp};
use crate::brief::{BriefError, Lang, Pages};
use crate::pipeline::Taken;
use crate::project::WorkshopSettings;

/// What every page and every change share.
pub(super) struct Desk {
    pub guard: Guard,
    /// The language the command was asked for.
    lang: Option<Lang>,
    /// The project file; where there is none yet, its place to be.
    pub project: PathBuf,
    pages: BTreeMap<&'static str, Pages>,
    standing: RwLock<Standing>,
    /// Counts what a window has to show anew.
    revision: AtomicU64,
    /// What people own, as it stands on the disk; held while something is written.
    truth: Mutex<Truth>,
    history: Mutex<History>,
    /// Work in the background, by name, and what failed of it.
    working: Mutex<BTreeSet<String>>,
    failed: Mutex<BTreeMap<String, Vec<String>>>,
    /// Settings that are tried out.
    trial: Mutex<Option<Arc<Trial>>>,
    /// What the last build from the page did.
    built: Mutex<Option<Vec<String>>>,
    /// Files of the folder that were looked into, as they were then.
    looked_into: Mutex<BTreeMap<PathBuf, (Stamp, Look)>>,
    /// Itself, for work in the background.
    me: Weak<Self>,
}

/// What a file of the folder is, or why it is nothing that can be read.
pub(super) type Look = Result<Taken, Vec<String>>;

/// Settings that are tried out, and what they find.
pub(super) struct Trial {
    pub settings: WorkshopSettings,
    pub ready: Ready,
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

pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Desk {
    pub fn open(
        project: PathBuf,
        guard: Guard,
        lang: Option<Lang>,
    ) -> Result<Arc<Self>, BriefError> {
        let engine = |lang: Lang| Ok((lang.code(), Pages::new(super::look::TEMPLATES, lang)?));
        let pages: Result<_, BriefError> = Lang::ALL.into_iter().map(engine).collect();
        let pages = pages?;
        Ok(Arc::new_cyclic(|me| Self {
            guard,
            lang,
            standing: RwLock::new(Standing::Nothing),
            pages,
            revision: AtomicU64::new(1),
            truth: Mutex::new(Truth::default()),
            history: Mutex::new(History::default()),
            working: Mutex::default(),
            failed: Mutex::default(),
            trial: Mutex::default(),
            built: Mutex::default(),
            looked_into: Mutex::default(),
            me: me.clone(),
            project,
        }))
    }

    /// Does something in the background, once at a time by its name; windows are told when it is done.
    pub fn work(
        &self,
        name: &str,
        job: impl FnOnce(&Arc<Self>) -> Result<(), crate::Error> + Send + 'static,
    ) {
        let Some(desk) = self.me.upgrade() else {
            return;
        };
        if !locked(&self.working).insert(name.to_owned()) {
            return;
        }
        locked(&self.failed).remove(name);
        self.moved();
        let name = name.to_owned();
        std::thread::spawn(move || {
            if let Err(error) = job(&desk) {
                locked(&desk.failed).insert(name.clone(), told(&error));
            }
            locked(&desk.working).remove(&name);
            desk.moved();
        });
    }

    /// Whether something is being done in the background.
    pub fn works(&self, name: &str) -> bool {
        locked(&self.working).contains(name)
    }

    /// Why something in the background failed.
    pub fn failure(&self, name: &str) -> Option<Vec<String>> {
        locked(&self.failed).get(name).cloned()
    }

    /// The settings that are tried out.
    pub fn trial(&self) -> Option<Arc<Trial>> {
        locked(&self.trial).clone()
    }

    pub fn try_out(&self, trial: Option<Arc<Trial>>) {
        *locked(&self.trial) = trial;
        self.moved();
    }

    /// What the last build from the page did.
    pub fn built(&self) -> Option<Vec<String>> {
        locked(&self.built).clone()
    }

    pub fn build_done(&self, lines: Vec<String>) {
        *locked(&self.built) = Some(lines);
    }

    /// What a file is; looked into once as long as it stays as it is.
    pub fn look_into(&self, path: &Path) -> Look {
        let now = stamp(path);
        if let Some((then, look)) = locked(&self.looked_into).get(path)
            && *then == now
        {
            return look.clone();
        }
        let look = Taken::read(path).map_err(|error| told(&error));
        locked(&self.looked_into).insert(path.to_owned(), (now, look.clone()));
        look
    }

    /// This desk, for threads.
    pub fn shared(&self) -> Option<Arc<Self>> {
        self.me.upgrade()
    }

    /// The language the page opens in: the one asked for, else the project's; `None` before there is one.
    pub fn lang(&self) -> Option<Lang> {
        self.lang.or_else(|| {
            let ready = self.ready()?;
            Lang::of(ready.session.project().language.code())
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
        locked(&self.truth)
    }

    pub fn history(&self) -> MutexGuard<'_, History> {
        locked(&self.history)
    }
}
