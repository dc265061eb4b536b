//! The project and its readers in the words of the documents.

use super::super::stage::Stage;
use super::super::ties::Ties;
use super::super::{moment, sha256};
use crate::brief::data;
use crate::project::{Language, Readers, ScopeAudience, Setting};

/// The project as the documents tell it.
pub(super) fn project(stage: &Stage<'_>, ties: Option<&Ties>) -> data::Project {
    let project = &stage.loaded.project;
    let now = ties.and_then(|wing| wing.network.clock().as_of);
    let file = stage.loaded.file.file_name().unwrap_or_default();
    let hashes: String = stage
        .inputs
        .iter()
        .map(|input| input.sha256.as_str())
        .collect();
    let settings = serde_json::to_string(project).unwrap_or_default();
    data::Project {
        title: project.title.clone(),
        file: file.to_string_lossy().into_owned(),
        data_language: None,
        scope: scope(stage),
        seed: project.seed(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        as_of: now.map(|now| moment::date(now, project.zone())),
        period: super::super::community::picked(stage.options),
        data_hash: sha256(hashes.as_bytes()),
        settings_hash: sha256(settings.as_bytes()),
        logo: project
            .style
            .logo
            .as_ref()
            .and_then(|logo| super::super::adopted::data_address(&stage.loaded.path(logo))),
        accent: project.style.accent.clone(),
        brand: ties.map_or(Vec::new(), |wing| {
            let label = |&person: &u32| wing.log.accounts[person as usize].label.clone();
            wing.brand.iter().map(label).collect()
        }),
    }
}

/// The project as a finished run told it, in today's title, frame and look.
pub(in super::super) fn presented(stage: &Stage<'_>, then: data::Project) -> data::Project {
    let now = project(stage, None);
    data::Project {
        title: now.title,
        scope: now.scope,
        logo: now.logo,
        accent: now.accent,
        file: now.file,
        settings_hash: now.settings_hash,
        ..then
    }
}

fn scope(stage: &Stage<'_>) -> Option<data::Scope> {
    let scope = &stage.loaded.project.scope;
    if *scope == crate::project::Scope::default() {
        return None;
    }
    let said = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let setting = |setting: &Setting| match setting {
        Setting::Online => "online".to_owned(),
        Setting::Offline => "offline".to_owned(),
    };
    Some(data::Scope {
        niche: said(&scope.niche),
        challenge: said(&scope.challenge),
        service: said(&scope.service),
        locality: said(&scope.locality),
        audience: Some(match scope.audience {
            ScopeAudience::Internal => data::Standing::Internal,
            ScopeAudience::External => data::Standing::External,
            ScopeAudience::Both => data::Standing::Both,
        }),
        setting: scope.setting.iter().map(setting).collect(),
    })
}

/// Who may read, and what must be said about the data.
pub(in super::super) fn privacy(stage: &Stage<'_>) -> data::Privacy {
    let project = &stage.loaded.project;
    let privacy = &project.privacy;
    let said = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let (level, min_cell) = match privacy.readers {
        Readers::Public => (data::Level::Public, privacy.min_cell.public),
        Readers::Team => (data::Level::Team, privacy.min_cell.team),
        Readers::Private => (data::Level::Private, 0),
    };
    data::Privacy {
        level,
        min_cell,
        controller: said(&privacy.controller),
        purpose: said(&privacy.purpose),
        basis: said(&privacy.basis),
        retention: said(&privacy.retention).map(|text| duration(&text, project.language)),
    }
}

/// A duration as the project writes it (`13 months`), in the language of the documents.
fn duration(text: &str, language: Language) -> String {
    if language == Language::En {
        return text.to_owned();
    }
    let words = [
        ("months", "mois"),
        ("month", "mois"),
        ("years", "ans"),
        ("year", "an"),
        ("weeks", "semaines"),
        ("week", "semaine"),
        ("days", "jours"),
        ("day", "jour"),
    ];
    let found = words
        .iter()
        .find(|(english, _)| text.ends_with(&format!(" {english}")));
    found.map_or(text.to_owned(), |(english, french)| {
        text.replace(english, french)
    })
}
