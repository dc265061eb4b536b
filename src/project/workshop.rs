//! `workshop.yaml` beside the project file: what a room decided. People own it.
//!
//! Its settings go before those of the project file, in every command: what a room chose stands, and
//! the project file with its comments is left alone.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{AttributeSettings, Count, Error, Method, Project};
use crate::table::Role;

/// The file's name.
pub const WORKSHOP: &str = "workshop.yaml";

/// What a room decided.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Workshop {
    /// Settings over the project file's.
    #[serde(skip_serializing_if = "is_default")]
    pub settings: WorkshopSettings,
    /// When, where and with how many.
    #[serde(skip_serializing_if = "is_default")]
    pub session: SessionNote,
    /// Questions put to the room, with the hands counted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub votes: Vec<Vote>,
    /// What was said.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub notes: String,
    /// What stays open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<String>,
    /// What is done next.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub next: Vec<Step>,
}

/// Settings that go before the project file's.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WorkshopSettings {
    /// Number of groups.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<usize>,
    /// Method: `kmeans` or `latent-class`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<Method>,
    /// What the room corrected of single questions: labels, kinds, roles, facets.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, AttributeSettings>,
    /// `false`: survey weights are left aside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weights: Option<bool>,
}

/// When, where and with how many a room met.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SessionNote {
    /// The day, as people write it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub date: String,
    /// Who was there, in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub who: String,
    /// How many people were in the room.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub present: Option<u32>,
}

/// A question put to the room.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vote {
    /// The question.
    pub question: String,
    /// Its answers with the hands counted for each.
    #[serde(default)]
    pub options: Vec<Hands>,
    /// What was decided, in the room's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub decided: String,
}

/// Hands counted for an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hands {
    /// The answer.
    pub answer: String,
    /// Hands counted; absent until they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hands: Option<u32>,
}

/// Something to do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Step {
    /// What.
    pub what: String,
    /// Who.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub who: String,
    /// When.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub when: String,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Workshop {
    /// Where the workshop of a project file stands.
    pub fn beside(project: &Path) -> PathBuf {
        project.with_file_name(WORKSHOP)
    }

    /// The workshop of a text; an empty one is a workshop where nothing was decided.
    ///
    /// # Errors
    /// Not YAML, or a key or value that is not expected there.
    pub fn read(text: &str) -> Result<Self, crate::yaml::Error> {
        if text.trim().is_empty() {
            return Ok(Self::default());
        }
        crate::yaml::read(text)
    }

    /// The workshop beside a project file; where there is none, nothing was decided.
    ///
    /// # Errors
    /// A file that cannot be read or is no workshop.
    pub fn load(project: &Path) -> Result<Self, Error> {
        let path = Self::beside(project);
        let shown = path.display().to_string();
        match std::fs::read_to_string(&path) {
            Ok(text) => Self::read(&text).map_err(|source| Error::Content {
                path: shown,
                source,
            }),
            Err(source) if source.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(source) => Err(Error::Unreadable {
                path: shown,
                source,
            }),
        }
    }
}

impl WorkshopSettings {
    /// Whether nothing goes before the project file.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Puts these settings over those of a project.
    pub fn over(&self, project: &mut Project) {
        if let Some(count) = self.count {
            project.segments.count = Count::Fixed(count);
        }
        if let Some(method) = self.method {
            project.segments.method = method;
            if method != Method::Given {
                project.segments.by = None;
            }
        }
        let Some(audience) = &mut project.audience else {
            return;
        };
        for (name, own) in &self.attributes {
            let one = audience.attributes.entry(name.clone()).or_default();
            one.kind = own.kind.or(one.kind);
            one.role = own.role.or(one.role);
            one.facet = own.facet.or(one.facet);
            if own.label.is_some() {
                one.label.clone_from(&own.label);
            }
            if !own.levels.is_empty() {
                one.levels.clone_from(&own.levels);
            }
        }
        if self.weights == Some(false)
            && let Some(column) = audience.weight.take()
        {
            let one = audience.attributes.entry(column).or_default();
            one.role = Some(Role::Ignore);
        }
    }

    /// Whether groups found under the one hold under the other too: all but their number is the same.
    pub fn finds_the_same(&self, other: &Self) -> bool {
        let one = Self {
            count: other.count,
            ..self.clone()
        };
        one == *other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shaping(name: &str) -> BTreeMap<String, AttributeSettings> {
        let settings = AttributeSettings {
            role: Some(Role::Segmentation),
            ..AttributeSettings::default()
        };
        BTreeMap::from([(name.to_owned(), settings)])
    }

    #[test]
    fn a_workshop_survives_its_own_file_and_an_unknown_key_is_refused() {
        let workshop = Workshop {
            settings: WorkshopSettings {
                count: Some(4),
                attributes: shaping("age"),
                ..WorkshopSettings::default()
            },
            votes: vec![Vote {
                question: "Combien : 3 ou 4 ?".to_owned(),
                options: vec![Hands {
                    answer: "4".to_owned(),
                    hands: Some(9),
                }],
                decided: String::new(),
            }],
            notes: "ligne 1\n# pas un commentaire".to_owned(),
            ..Workshop::default()
        };
        let text = crate::yaml::write(&workshop).expect("YAML");
        assert_eq!(Workshop::read(&text).expect("a workshop"), workshop);
        assert_eq!(Workshop::read(" \n").expect("nothing"), Workshop::default());
        assert!(Workshop::read("vote: []").is_err());
    }

    #[test]
    fn what_a_room_chose_goes_before_the_project_file() {
        let text = "audience: { file: a.csv, weight: poids, attributes: { age: { role: descriptor, label: Âge } } }";
        let mut project: Project = crate::yaml::read(text).expect("a project");
        let settings = WorkshopSettings {
            count: Some(5),
            method: Some(Method::LatentClass),
            attributes: shaping("age"),
            weights: Some(false),
        };
        settings.over(&mut project);
        let audience = project.audience.expect("an audience");
        assert_eq!(project.segments.count, Count::Fixed(5));
        assert_eq!(audience.weight, None);
        assert_eq!(audience.attributes["age"].role, Some(Role::Segmentation));
        assert_eq!(audience.attributes["age"].label.as_deref(), Some("Âge"));
        assert_eq!(audience.attributes["poids"].role, Some(Role::Ignore));
    }
}
