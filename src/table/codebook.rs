//! The codebook: what people corrected about the questions.

use super::AttributeOverride;

/// What a codebook says, one entry an attribute.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Codebook {
    /// Attribute (column name) and what is said about it, in the order of the sheet.
    pub entries: Vec<(String, AttributeOverride)>,
}

impl Codebook {
    /// What is said about an attribute.
    pub fn get(&self, attribute: &str) -> Option<&AttributeOverride> {
        self.entries
            .iter()
            .find(|(name, _)| name == attribute)
            .map(|(_, entry)| entry)
    }
}

/// Labels people read are no longer than this.
pub(super) const MAX_LABEL: usize = 60;

/// A header as a short label: one line, 60 characters at most, cut at a word.
pub(super) fn short_label(header: &str) -> String {
    let text = header.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= MAX_LABEL {
        return text;
    }
    let head: String = text.chars().take(MAX_LABEL - 1).collect();
    let cut = head.rfind(' ').filter(|at| *at > 20).unwrap_or(head.len());
    format!(
        "{}…",
        head[..cut].trim_end_matches([' ', ',', ';', ':', '-'])
    )
}
