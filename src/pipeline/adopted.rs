//! The project's own personas: read before a build, lent to its groups, written by `adopt`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use base64::prelude::{BASE64_STANDARD, Engine};

use super::audience::Audience;
use super::stage::Stage;
use crate::error::Error;
use crate::export::plain_cell;
use crate::output;
use crate::persona::{PeopleBlock, Persona, PersonaError};

/// A picture the team put in place of a portrait, at most (bytes).
const LARGEST_PICTURE: u64 = 4 << 20;

/// The project's own personas.
#[derive(Debug, Clone, Default)]
pub(super) struct Adopted {
    /// Their folder.
    pub folder: PathBuf,
    /// In the order of their file names.
    pub personas: Vec<Persona>,
    /// Respondent id → slug in the run they come from, where that run stands in OUT.
    pub members: Arc<BTreeMap<String, String>>,
}

/// Reads `personas/*.yaml` beside the project and the memberships of the former run.
pub(super) fn read(stage: &Stage<'_>, out: &Path) -> Result<Adopted, Error> {
    let folder = stage.loaded.path(&stage.loaded.project.personas.folder);
    let personas = read_folder(&folder)?;
    let members = if personas.is_empty() {
        BTreeMap::new()
    } else {
        members(out)
    };
    Ok(Adopted {
        folder,
        personas,
        members: Arc::new(members),
    })
}

/// The first build adopts its personas by itself: there is nothing of the project's own to lose.
pub(super) fn first(
    stage: &Stage<'_>,
    adopted: &Adopted,
    audience: Option<&Audience>,
) -> Result<(), Error> {
    let Some(wing) = audience.filter(|wing| wing.has_personas()) else {
        return Ok(());
    };
    if !adopted.personas.is_empty() || stage.options.readers.is_some() {
        return Ok(());
    }
    for face in &wing.faces {
        for (name, bytes) in super::files::persona_files(face)? {
            output::write_file(&adopted.folder.join(name), &bytes, false)?;
        }
    }
    Ok(())
}

/// The persona files of a folder, in the order of their names.
pub(super) fn read_folder(folder: &Path) -> Result<Vec<Persona>, Error> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "yaml"))
        .collect();
    paths.sort();
    let mut personas: Vec<Persona> = Vec::new();
    for path in paths {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let text = std::fs::read_to_string(&path).map_err(|source| Error::Input {
            path: name.clone(),
            source,
        })?;
        let persona = Persona::from_yaml(&text, &name)?;
        if personas.iter().any(|one| one.slug == persona.slug) {
            return Err(PersonaError::SlugTwice { slug: persona.slug }.into());
        }
        personas.push(persona);
    }
    Ok(personas)
}

/// Respondent id → slug, from `segments.csv` of a run; empty where there is none.
pub(super) fn members(out: &Path) -> BTreeMap<String, String> {
    let Ok(mut reader) = csv::Reader::from_path(out.join("segments.csv")) else {
        return BTreeMap::new();
    };
    let rows = reader.records().flatten();
    rows.filter_map(|row| Some((plain_cell(row.get(0)?), row.get(1)?.to_owned())))
        .collect()
}

/// The team's own picture as a `data:` address; `None` where there is none that can be shown.
pub(super) fn picture(folder: &Path, people: &PeopleBlock) -> Option<String> {
    data_address(&folder.join(people.image.as_ref()?))
}

/// An image file as a `data:` address.
pub(super) fn data_address(path: &Path) -> Option<String> {
    let kind = match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "svg" => "image/svg+xml",
        "webp" => "image/webp",
        _ => return None,
    };
    if std::fs::metadata(path).ok()?.len() > LARGEST_PICTURE {
        return None;
    }
    let bytes = std::fs::read(path).ok()?;
    Some(format!(
        "data:{kind};base64,{}",
        BASE64_STANDARD.encode(bytes)
    ))
}

/// What `adopt` did.
#[derive(Debug, Clone)]
pub struct AdoptedPersonas {
    /// How many personas.
    pub count: usize,
    /// Where they are now.
    pub folder: PathBuf,
}

/// Takes the personas of a run as the project's own; what people wrote into them before stays.
///
/// # Errors
/// No personas in the run, a persona file that cannot be read, or a folder that cannot be written.
pub fn adopt(project: &Path, run: &Path) -> Result<AdoptedPersonas, Error> {
    let loaded = crate::project::load(project)?;
    let folder = loaded.path(&loaded.project.personas.folder);
    let mine = read_folder(&folder)?;
    let found = read_folder(&run.join("personas"))?;
    if found.is_empty() {
        return Err(Error::usage(format!(
            "{}: holds no personas to adopt; build first, or name the run with --run",
            run.display()
        )));
    }
    for mut persona in found.clone() {
        if let Some(before) = mine.iter().find(|one| one.slug == persona.slug) {
            persona.people = before.people.clone();
        }
        let portrait = run.join("personas").join(&persona.portrait);
        let svg = std::fs::read(&portrait).map_err(|source| Error::Input {
            path: portrait.display().to_string(),
            source,
        })?;
        let yaml = persona.to_yaml()?;
        output::write_file(
            &folder.join(format!("{}.yaml", persona.slug)),
            yaml.as_bytes(),
            false,
        )?;
        output::write_file(&folder.join(&persona.portrait), &svg, false)?;
    }
    Ok(AdoptedPersonas {
        count: found.len(),
        folder,
    })
}
