//! What people own, as it stands on the disk: the persona files and `workshop.yaml`.
//!
//! The disk is the truth. Before anything is written, and now and then, it is looked at again: what
//! somebody edited by hand is taken in, and what cannot be read is said and left alone.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::persona::{PeopleBlock, Persona};
use crate::pipeline::sha256;
use crate::project::Workshop;

/// Size and time of a file, which tell whether it changed; none where there is no file.
pub(super) type Stamp = Option<(u64, std::time::SystemTime)>;

/// What people own, as last read.
#[derive(Debug, Default)]
pub(super) struct Truth {
    /// Persona files by path.
    files: BTreeMap<PathBuf, PersonaFile>,
    /// What the room decided.
    pub workshop: Workshop,
    workshop_bytes: Option<Vec<u8>>,
    /// Files that cannot be read as what they should be: name, and why.
    pub broken: BTreeMap<String, String>,
    /// When each file the project was read from was last seen to change.
    inputs: BTreeMap<PathBuf, Stamp>,
    /// Input files that have changed since they were read.
    pub changed_inputs: Vec<String>,
}

#[derive(Debug)]
struct PersonaFile {
    bytes: Vec<u8>,
    persona: Option<Persona>,
}

/// What a look at the disk found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// Personas whose people block reads another way now.
    pub reworded: Vec<String>,
    /// Whether personas came, went, or were merged or parted.
    pub recast: bool,
    /// Whether the workshop reads another way now.
    pub workshop: bool,
    /// Whether a file broke or was mended, or an input changed.
    pub notices: bool,
}

impl Found {
    /// Whether a window has something to show anew.
    pub fn anything(&self) -> bool {
        *self != Self::default()
    }
}

/// A version: the same for the same content.
pub(super) fn version(content: &impl serde::Serialize) -> String {
    let text = serde_json::to_string(content).unwrap_or_default();
    sha256(text.as_bytes())[..16].to_owned()
}

impl Truth {
    /// Looks at the disk again.
    pub fn look(&mut self, folder: &Path, project: &Path) -> Found {
        let mut found = Found::default();
        let mut broken = BTreeMap::new();
        self.look_at_personas(folder, &mut found, &mut broken);
        self.look_at_workshop(project, &mut found, &mut broken);
        if broken != self.broken {
            found.notices = true;
            self.broken = broken;
        }
        let changed = self.look_at_inputs();
        if changed != self.changed_inputs {
            found.notices = true;
            self.changed_inputs = changed;
        }
        found
    }

    fn look_at_personas(
        &mut self,
        folder: &Path,
        found: &mut Found,
        broken: &mut BTreeMap<String, String>,
    ) {
        let paths = persona_paths(folder);
        let gone: Vec<PathBuf> = self
            .files
            .keys()
            .filter(|path| !paths.contains(path))
            .cloned()
            .collect();
        for path in gone {
            self.files.remove(&path);
            found.recast = true;
        }
        for path in paths {
            let name = name_of(&path);
            let Ok(bytes) = std::fs::read(&path) else {
                broken.insert(name, "cannot be read".to_owned());
                continue;
            };
            let known = self.files.get(&path);
            if let Some(known) = known.filter(|known| known.bytes == bytes) {
                if known.persona.is_none() {
                    let why = self.broken.get(&name).cloned().unwrap_or_default();
                    broken.insert(name, why);
                }
                continue;
            }
            let before = known.and_then(|known| known.persona.clone());
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let persona = match Persona::from_yaml(&text, &name) {
                Ok(persona) => {
                    compare(before.as_ref(), &persona, found);
                    Some(persona)
                }
                Err(error) => {
                    broken.insert(name, error.to_string());
                    None
                }
            };
            self.files.insert(path, PersonaFile { bytes, persona });
        }
    }

    fn look_at_workshop(
        &mut self,
        project: &Path,
        found: &mut Found,
        broken: &mut BTreeMap<String, String>,
    ) {
        let path = Workshop::beside(project);
        let bytes = std::fs::read(&path).ok();
        if bytes == self.workshop_bytes {
            if let Some(why) = self.broken.get(crate::project::WORKSHOP) {
                broken.insert(crate::project::WORKSHOP.to_owned(), why.clone());
            }
            return;
        }
        let text = String::from_utf8_lossy(bytes.as_deref().unwrap_or_default()).into_owned();
        match Workshop::read(&text) {
            Ok(workshop) => {
                found.workshop = workshop != self.workshop;
                self.workshop = workshop;
            }
            Err(error) => {
                broken.insert(crate::project::WORKSHOP.to_owned(), error.to_string());
            }
        }
        self.workshop_bytes = bytes;
    }

    /// The files the project was read from: from now on a change of one is said.
    pub fn watch(&mut self, paths: Vec<PathBuf>) {
        let seen = |path: PathBuf| {
            let stamp = stamp(&path);
            (path, stamp)
        };
        self.inputs = paths.into_iter().map(seen).collect();
        self.changed_inputs.clear();
    }

    fn look_at_inputs(&self) -> Vec<String> {
        let changed = self
            .inputs
            .iter()
            .filter(|(path, seen)| stamp(path) != **seen);
        changed.map(|(path, _)| name_of(path)).collect()
    }

    /// A persona as its file says, with its path; `None` where there is no file that can be read.
    pub fn persona(&self, slug: &str) -> Option<(&Path, &Persona, &[u8])> {
        self.files.iter().find_map(|(path, file)| {
            let persona = file.persona.as_ref().filter(|one| one.slug == slug)?;
            Some((path.as_path(), persona, file.bytes.as_slice()))
        })
    }

    /// What people wrote of a persona.
    pub fn people(&self, slug: &str) -> PeopleBlock {
        self.persona(slug)
            .map_or(PeopleBlock::default(), |(_, one, _)| one.people.clone())
    }

    /// `workshop.yaml` as last read.
    pub fn workshop_bytes(&self) -> Option<&[u8]> {
        self.workshop_bytes.as_deref()
    }
}

/// Notes what is another now.
fn compare(before: Option<&Persona>, now: &Persona, found: &mut Found) {
    match before {
        Some(before) if before.slug == now.slug && before.people.merged == now.people.merged => {
            if before.people != now.people {
                found.reworded.push(now.slug.clone());
            }
            found.recast |= before.statements != now.statements || before.name != now.name;
        }
        _ => found.recast = true,
    }
}

fn persona_paths(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "yaml"))
        .collect();
    paths.sort();
    paths
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

pub(super) fn stamp(path: &Path) -> Stamp {
    let file = std::fs::metadata(path).ok()?;
    Some((file.len(), file.modified().ok()?))
}
