//! What a run knows beyond its segments: the golden questions, and whether the segments predict
//! outcomes they have not seen.

use serde::{Deserialize, Serialize};

use super::audience::{Audience, language, settings};
use super::stage::Stage;
use crate::error::Error;
use crate::persona::{self, OutcomeValidity, TypingTool};
use crate::segment::{self, Method, Model};
use crate::table::{Kind, Role};

/// The typing tool with its printed questionnaire.
#[derive(Clone)]
pub(super) struct Typing {
    pub tool: TypingTool,
    /// `questionnaire.md`.
    pub questionnaire: String,
}

/// `model.json`: all that `assign` needs beside the new table.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct ModelFile {
    /// What puts answers into segments.
    pub model: Model,
    /// The persona of each segment of the model; merged segments share one. Empty without personas.
    pub slugs: Vec<String>,
    /// The questions of the model as the run read them.
    pub questions: Vec<Question>,
    /// The typing tool, with personas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub golden: Option<TypingTool>,
}

/// A question as a run read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Question {
    /// Machine name.
    pub attribute: String,
    /// What its answers are.
    pub kind: Kind,
    /// Its levels; empty for quantities.
    pub levels: Vec<String>,
}

/// Golden questions of personas; working groups and typical profiles have none.
pub(super) fn typing(stage: &Stage<'_>, wing: &Audience) -> Result<Option<Typing>, Error> {
    if !wing.has_personas() {
        return Ok(None);
    }
    (stage.progress)("golden questions", 0.0);
    let slugs: Vec<String> = wing
        .faces
        .iter()
        .map(|face| face.persona.slug.clone())
        .collect();
    let seed = stage.loaded.project.seed();
    let kept = wing.kept();
    let tool = persona::typing_tool(&wing.table, &wing.labels, &slugs, Some(&kept), seed)?;
    let names: Vec<String> = wing
        .faces
        .iter()
        .map(|face| face.persona.shown_name().to_owned())
        .collect();
    let language = language(stage.loaded.project.language);
    Ok(tool.map(|tool| Typing {
        questionnaire: persona::questionnaire(&tool, &wing.table, &names, language),
        tool,
    }))
}

/// How well the segments separate each outcome on respondents they were not fitted on; empty where
/// the table has no outcome or the run no segments.
pub(super) fn outcomes(stage: &Stage<'_>, wing: &Audience) -> Result<Vec<OutcomeValidity>, Error> {
    let segmentation = &wing.segmentation;
    let (Some(_), Some(_)) = (
        segmentation.chosen,
        wing.table.with_role(Role::Outcome).next(),
    ) else {
        return Ok(Vec::new());
    };
    (stage.progress)("outcomes", 0.0);
    let (table, labels) = (&wing.table, &segmentation.labels);
    let groups = segmentation.segments.len();
    let settings = settings(stage);
    // Given segments were fitted on nobody: all respondents are held out.
    let held_out = if matches!(settings.method, Method::Given { .. }) {
        Some(labels.clone())
    } else {
        let fit_assign = |train: &[usize]| {
            let mut kept = vec![false; table.len()];
            for &row in train {
                kept[row] = true;
            }
            let model = segment::refit(table, &kept, groups, &settings).ok()?;
            model.assign(table).ok().map(|(labels, _)| labels)
        };
        persona::held_out_labels(
            table,
            labels,
            groups,
            Some(&wing.kept()),
            settings.seed,
            fit_assign,
        )?
    };
    match held_out {
        Some(held_out) => Ok(persona::outcome_validity(table, labels, &held_out, groups)?),
        None => Ok(Vec::new()),
    }
}

/// `model.json` of a run.
pub(super) fn model_file(wing: &Audience) -> ModelFile {
    let segmentation = &wing.segmentation;
    let asked: Vec<&str> = match &segmentation.model {
        Model::Given { by, .. } => vec![by],
        _ => segmentation.attributes.iter().map(String::as_str).collect(),
    };
    let question = |name: &&str| {
        wing.table.attribute(name).map(|attribute| Question {
            attribute: attribute.name.clone(),
            kind: attribute.kind,
            levels: attribute.levels.clone(),
        })
    };
    let slug = |number: usize| {
        let row = segmentation
            .labels
            .iter()
            .position(|&label| label as usize == number);
        row.map_or(String::new(), |row| wing.slug_of(row).to_owned())
    };
    ModelFile {
        slugs: if wing.faces.is_empty() {
            Vec::new()
        } else {
            (0..segmentation.model.segments()).map(slug).collect()
        },
        questions: asked.iter().filter_map(question).collect(),
        golden: wing.typing.as_ref().map(|typing| typing.tool.clone()),
        model: segmentation.model.clone(),
    }
}
