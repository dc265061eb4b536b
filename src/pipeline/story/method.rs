//! Where the numbers come from and what was left out, in the words of the documents.

use std::collections::BTreeMap;

use super::super::audience::Audience;
use super::super::stage::Stage;
use super::super::ties::Ties;
use crate::brief::data;
use crate::rank::{LeftOut, Measure};
use crate::table::Role;

/// Where the numbers of a run come from.
pub(super) fn method(
    stage: &Stage<'_>,
    people: Option<&Audience>,
    ties: Option<&Ties>,
) -> data::Method {
    let inputs = stage.inputs.iter().map(|input| data::Input {
        name: input.name.rsplit('/').next().unwrap_or_default().to_owned(),
        format: input.format.clone(),
        sha256: input.sha256.clone(),
        read: input.read,
        kept: input.kept,
        repaired: input.repaired,
        rejected: input.rejected,
    });
    data::Method {
        inputs: inputs.collect(),
        warnings: notes(stage),
        left_out: ties.map_or(Vec::new(), |wing| {
            wing.measures
                .left_out
                .iter()
                .map(|(measure, why)| left_out(*measure, *why))
                .collect()
        }),
        settings: settings(stage),
        attributes: people.map_or(BTreeMap::new(), attributes),
    }
}

/// The warnings of a run as notes for the catalogues.
pub(super) fn notes(stage: &Stage<'_>) -> Vec<data::Note> {
    let note = |warning: &super::super::Warning| data::Note {
        code: warning.code.clone(),
        values: warning.values.clone(),
        text: None,
    };
    stage.warnings.iter().map(note).collect()
}

fn left_out(measure: Measure, why: LeftOut) -> data::Note {
    let code = match why {
        LeftOut::FewPeople { .. } => "few_people",
        LeftOut::NoSeeds => "no_seeds_for",
        LeftOut::NoTimes => "no_times_for",
        LeftOut::NoCommunities => "no_communities",
        LeftOut::NoObjects => "no_objects",
        LeftOut::NothingTrusted => "nothing_trusted",
        LeftOut::NoEndorsements => "no_endorsements",
        LeftOut::NoEvents => "no_events_for",
    };
    let note = data::Note::new(code).with("measure", measure.name());
    match why {
        LeftOut::FewPeople { active, needed } => note.with("active", active).with("needed", needed),
        _ => note,
    }
}

/// Settings as a person wrote them, for the method page.
fn settings(stage: &Stage<'_>) -> BTreeMap<String, String> {
    let project = &stage.loaded.project;
    let text = |value: &dyn erased::Shown| value.shown();
    BTreeMap::from([
        ("segments.method".to_owned(), text(&project.segments.method)),
        ("segments.count".to_owned(), text(&project.segments.count)),
        ("segments.range".to_owned(), text(&project.segments.range)),
        (
            "segments.min_size".to_owned(),
            text(&project.segments.min_size),
        ),
        ("seed".to_owned(), project.seed().to_string()),
        ("time_zone".to_owned(), project.zone().to_owned()),
        ("privacy.for".to_owned(), text(&project.privacy.readers)),
    ])
}

mod erased {
    /// A setting as its word in the project file.
    pub trait Shown {
        /// The word.
        fn shown(&self) -> String;
    }

    impl<T: serde::Serialize> Shown for T {
        fn shown(&self) -> String {
            let json = serde_json::to_string(self).unwrap_or_default();
            json.trim_matches('"').to_owned()
        }
    }
}

/// Labels of the attributes by role.
fn attributes(wing: &Audience) -> BTreeMap<String, Vec<String>> {
    let mut by_role: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for attribute in &wing.table.attributes {
        let role = match attribute.role {
            Role::Segmentation => "segmentation",
            Role::Descriptor => "descriptor",
            Role::Outcome => "outcome",
            _ => continue,
        };
        by_role
            .entry(role.to_owned())
            .or_default()
            .push(attribute.label.clone());
    }
    by_role
}
