//! Segments that the team merged: `people.merged` of an adopted persona.

use std::fmt;

use super::adopt::Matching;
use super::card::Persona;
use super::crosstab::UNASSIGNED;
use super::statement::StatementRef;

/// Something people wrote that the new run cannot follow, or not wholly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// No segment of this run matches an adopted persona; its file stays as it is.
    Gone {
        /// Its slug.
        slug: String,
    },
    /// `people.merged` names a persona that is not among the adopted ones, or that is gone.
    MergedGone {
        /// The persona whose block names it.
        slug: String,
        /// The persona named.
        names: String,
    },
    /// `people.merged` names the persona itself, or two personas name each other.
    MergedInCircle {
        /// The persona whose block is not followed.
        slug: String,
        /// The persona named.
        names: String,
    },
    /// `people.hidden` or `people.pinned` points at a statement the table does not have.
    NoSuchStatement {
        /// The persona whose block points at it.
        slug: String,
        /// What it points at.
        reference: StatementRef,
    },
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gone { slug } => write!(
                f,
                "persona {slug}: no group of this run resembles it; its file is kept, and it is \
                 left out of the documents"
            ),
            Self::MergedGone { slug, names } => write!(
                f,
                "persona {slug}: people.merged names {names}, which this run does not have"
            ),
            Self::MergedInCircle { slug, names } => write!(
                f,
                "persona {slug}: people.merged names {names}, which is {slug} itself or already \
                 merged with it; not followed"
            ),
            Self::NoSuchStatement { slug, reference } => write!(
                f,
                "persona {slug}: people.hidden or people.pinned points at {}{}, which the table \
                 does not have",
                reference.attribute,
                reference
                    .level
                    .as_ref()
                    .map(|level| format!(" = {level}"))
                    .unwrap_or_default()
            ),
        }
    }
}

/// Segments after merging.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The persona of each respondent, or [`UNASSIGNED`].
    pub labels: Vec<u32>,
    /// For each persona the segments it is made of, its own first.
    pub segments: Vec<Vec<usize>>,
    /// What could not be followed.
    pub notices: Vec<Notice>,
}

/// Follows `people.merged`: the segment of a named persona goes into the persona that names it.
///
/// Chains are followed; a circle, or a name that is gone, is reported and passed over. Personas keep
/// the order of their own segments. O(respondents + personas²).
pub fn merge(labels: &[u32], groups: usize, adopted: &[Persona], matching: &Matching) -> Merged {
    let mut into: Vec<usize> = (0..groups).collect();
    let mut notices = Vec::new();
    for (place, persona) in adopted.iter().enumerate() {
        let Some(own) = matching.segment_of(place) else {
            continue;
        };
        for names in &persona.people.merged {
            let slug = || persona.slug.clone();
            let other = adopted.iter().position(|p| p.slug == *names);
            let Some(theirs) = other.and_then(|o| matching.segment_of(o)) else {
                notices.push(Notice::MergedGone {
                    slug: slug(),
                    names: names.clone(),
                });
                continue;
            };
            if root(&into, own) == theirs || into[theirs] != theirs {
                notices.push(Notice::MergedInCircle {
                    slug: slug(),
                    names: names.clone(),
                });
            } else {
                into[theirs] = own;
            }
        }
    }
    let kept: Vec<usize> = (0..groups).filter(|&s| into[s] == s).collect();
    let segments: Vec<Vec<usize>> = kept
        .iter()
        .map(|&own| {
            let parts = (0..groups).filter(|&s| s != own && root(&into, s) == own);
            std::iter::once(own).chain(parts).collect()
        })
        .collect();
    let new_label = |old: u32| {
        let own = root(&into, old as usize);
        kept.binary_search(&own).map_or(UNASSIGNED, |p| p as u32)
    };
    let labels = labels
        .iter()
        .map(|&old| {
            if old == UNASSIGNED {
                old
            } else {
                new_label(old)
            }
        })
        .collect();
    Merged {
        labels,
        segments,
        notices,
    }
}

/// Where a segment ends up; the circles are kept out when `into` is made.
fn root(into: &[usize], mut segment: usize) -> usize {
    while into[segment] != segment {
        segment = into[segment];
    }
    segment
}
