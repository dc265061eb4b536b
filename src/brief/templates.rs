//! The texts of the templates: ours, and the ones users put in their place.

use super::error::BriefError;
use std::collections::BTreeMap;

macro_rules! built_in {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("templates/", $name)))),*]
    };
}

/// The built-in templates, by name.
const BUILT_IN: &[(&str, &str)] = built_in![
    "brief.html",
    "brief.md",
    "cards.html",
    "questionnaire.md",
    "part/macros.html",
    "part/head.html",
    "part/banner.html",
    "part/contents.html",
    "part/director.html",
    "part/personas.html",
    "part/card.html",
    "part/comparison.html",
    "part/choice.html",
    "part/typing.html",
    "part/network.html",
    "part/people.html",
    "part/outreach.html",
    "part/community.html",
    "part/since.html",
    "part/method.html",
    "part/figure.html",
    "style/base.css",
    "style/brief.css",
    "style/cards.css",
    "style/figure.css",
    "style/standalone.css",
    "script/network.js",
    "figure/frame.svg",
    "figure/groups.svg",
    "figure/profiles.svg",
    "figure/map.svg",
    "figure/network.svg",
    "figure/reach.svg",
    "figure/rank.svg",
    "figure/stress.svg",
    "figure/rhythm.svg",
];

/// The templates of a project: the built-in ones, some replaced by the project's own.
#[derive(Debug, Clone)]
pub struct Templates {
    files: BTreeMap<String, String>,
}

impl Default for Templates {
    fn default() -> Self {
        let own = |&(name, text): &(&str, &str)| (name.to_owned(), text.to_owned());
        Self {
            files: BUILT_IN.iter().map(own).collect(),
        }
    }
}

impl Templates {
    /// The built-in templates with some replaced: `own` maps names relative to the templates
    /// folder (`part/card.html`, with `/` on every system) to their texts.
    ///
    /// A file of `own/` is an addition that other templates may include; any other name that is
    /// not one of ours is refused, because it would be left unread without a word.
    pub fn with(own: &BTreeMap<String, String>) -> Result<Self, BriefError> {
        let mut templates = Self::default();
        for (name, text) in own {
            if !templates.files.contains_key(name) && !name.starts_with("own/") {
                return Err(BriefError::UnknownTemplate {
                    name: name.clone(),
                    known: BUILT_IN
                        .iter()
                        .map(|(name, _)| *name)
                        .collect::<Vec<_>>()
                        .join(", "),
                });
            }
            templates.files.insert(name.clone(), text.clone());
        }
        Ok(templates)
    }

    /// The same with more templates beside them, for pages that are no documents.
    #[must_use]
    pub fn and(mut self, more: &[(&str, &str)]) -> Self {
        let more = more
            .iter()
            .map(|&(name, text)| (name.to_owned(), text.to_owned()));
        self.files.extend(more);
        self
    }

    /// Names and texts, by name.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(n, t)| (n.as_str(), t.as_str()))
    }

    /// The text of one.
    pub fn text(&self, name: &str) -> &str {
        self.files.get(name).map_or("", String::as_str)
    }

    /// Names and texts of the built-in templates, to start one's own from.
    pub fn built_in() -> &'static [(&'static str, &'static str)] {
        BUILT_IN
    }
}
