//! Whom to contact.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ByName;

/// Whom to contact, to reach whom, within what.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OutreachSettings {
    /// How many people.
    pub size: usize,
    /// Or how much, with `costs`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub budget: Option<f64>,
    /// Table `id,cost`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub costs: Option<String>,
    /// Persona or community: benefit of reaching one of its people; default: everyone 1.
    pub target: ByName<f64>,
    /// People always in the plan.
    pub always: Vec<String>,
    /// People never in the plan.
    pub never: Vec<String>,
    /// At most so many of one community.
    pub quota: Quota,
}

impl Default for OutreachSettings {
    fn default() -> Self {
        Self {
            size: 20,
            budget: None,
            costs: None,
            target: ByName::new(),
            always: Vec::new(),
            never: Vec::new(),
            quota: Quota::default(),
        }
    }
}

/// Upper bounds of the plan.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Quota {
    /// People of one community.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub community: Option<usize>,
}
