//! Questions, answers and statements in the table's own words, in the language of the documents.

use crate::brief::data;
use crate::persona::{QuestionOption, ShownStatement, StatementKind, Withheld};
use crate::table::{Attribute, Facet, Role, Table};

/// The table's own words for questions and answers, in the language of the documents.
pub(super) struct Words<'a> {
    pub table: &'a Table,
    pub french: bool,
}

impl Words<'_> {
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.table.attribute(name)
    }

    /// The short label of a question.
    pub fn question(&self, name: &str) -> String {
        self.attribute(name)
            .map_or_else(|| name.to_owned(), |one| one.label.clone())
    }

    /// A level as people read it.
    pub fn answer(&self, name: &str, level: &str) -> String {
        let translated = self.attribute(name).and_then(|one| {
            let place = one.levels.iter().position(|own| own == level)?;
            let label = one.level_labels.get(place)?;
            let text = if self.french { &label.fr } else { &label.en };
            Some(text.clone()).filter(|text| !text.is_empty())
        });
        translated.unwrap_or_else(|| level.to_owned())
    }

    /// A band of a quantity.
    pub fn band(&self, band: &QuestionOption) -> String {
        let number = |value: f64| {
            let text = format!("{}", (value * 100.0).round() / 100.0);
            if self.french {
                text.replace('.', ",")
            } else {
                text
            }
        };
        match (band.above, band.up_to, self.french) {
            (Some(above), Some(up_to), true) => {
                format!("plus de {}, jusqu’à {}", number(above), number(up_to))
            }
            (Some(above), Some(up_to), false) => {
                format!("over {}, up to {}", number(above), number(up_to))
            }
            (Some(above), None, true) => format!("plus de {}", number(above)),
            (Some(above), None, false) => format!("over {}", number(above)),
            (None, Some(up_to), true) => format!("{} ou moins", number(up_to)),
            (None, Some(up_to), false) => format!("{} or less", number(up_to)),
            (None, None, _) => String::new(),
        }
    }

    pub fn phrase(&self, name: &str) -> Option<String> {
        self.attribute(name)
            .map(|one| one.phrase.clone())
            .filter(|phrase| !phrase.is_empty())
    }

    pub fn descriptors(&self) -> Vec<String> {
        let known = self
            .table
            .with_role(Role::Descriptor)
            .filter(|one| !one.levels.is_empty());
        known.map(|one| one.label.clone()).take(8).collect()
    }
}

/// A statement as the documents show it.
pub(super) fn statement(words: &Words<'_>, one: &ShownStatement, pinned: bool) -> data::Statement {
    data::Statement {
        attribute: one.attribute.clone(),
        level: one.level.clone(),
        question: words.question(&one.attribute),
        short_label: None,
        answer: one
            .level
            .as_ref()
            .map(|level| words.answer(&one.attribute, level)),
        phrase: words.phrase(&one.attribute),
        unit: None,
        role: match one.role {
            Role::Descriptor => data::AttributeRole::Descriptor,
            Role::Outcome => data::AttributeRole::Outcome,
            _ => data::AttributeRole::Segmentation,
        },
        facet: facet(one.facet),
        kind: match one.kind {
            StatementKind::Distinctive => data::StatementKind::Distinctive,
            StatementKind::Typical => data::StatementKind::Typical,
        },
        share: one.share,
        mean: one.mean,
        below: match one.withheld {
            Withheld::FewerThanOneIn(many) => Some(1.0 / f64::from(many)),
            _ => None,
        },
        low: one.low,
        high: one.high,
        elsewhere: one.elsewhere,
        overall: one.overall,
        effect: one.effect,
        p: one.p,
        n: one.n,
        base: one.base,
        pinned,
        language: None,
    }
}

fn facet(facet: Facet) -> data::Facet {
    match facet {
        Facet::Demographic => data::Facet::Demographic,
        Facet::Goal => data::Facet::Goal,
        Facet::Frustration => data::Facet::Frustration,
        Facet::Behaviour => data::Facet::Behaviour,
        Facet::Attitude => data::Facet::Attitude,
        Facet::Environment => data::Facet::Environment,
        Facet::Channel => data::Facet::Channel,
    }
}
