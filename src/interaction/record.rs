//! The one checked record that every reader turns its source into.

use std::borrow::Cow;

use super::Kind;

/// A text of the source, borrowed where it stands as it is.
pub(super) type Text<'a> = Cow<'a, str>;

/// An account as a source names it; empty texts are unknown.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Actor<'a> {
    /// Stable id, never folded.
    pub id: Text<'a>,
    /// Handle, folded by the builder.
    pub handle: Text<'a>,
    /// Display name: a label where there is no handle.
    pub name: Text<'a>,
    pub followers: Option<u64>,
    pub url: Text<'a>,
}

impl<'a> Actor<'a> {
    pub fn handle(handle: impl Into<Text<'a>>) -> Self {
        Self {
            handle: handle.into(),
            ..Self::default()
        }
    }

    pub fn id(id: impl Into<Text<'a>>) -> Self {
        Self {
            id: id.into(),
            ..Self::default()
        }
    }

    /// Whether nothing identifies it (a display name alone does not).
    pub fn is_unknown(&self) -> bool {
        self.id.trim().is_empty() && self.handle.trim().trim_start_matches('@').is_empty()
    }

    /// How it is shown in a sample.
    pub fn shown(&self) -> String {
        [&self.handle, &self.name, &self.id]
            .into_iter()
            .map(|text| text.trim())
            .find(|text| !text.is_empty())
            .unwrap_or_default()
            .to_owned()
    }
}

/// Whom an act is towards.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Target<'a> {
    Account(Actor<'a>),
    /// Whoever wrote the act's object: known once all files are read.
    AuthorOfObject,
    /// The brand as a whole: a mention without a target.
    Brand,
}

/// One interaction.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Act<'a> {
    pub kind: Kind,
    pub target: Target<'a>,
    /// Id of the post acted on; empty where unknown.
    pub object: Text<'a>,
    /// Who acts, where it is not the record's author (reactions, reposts listed with the original).
    pub by: Option<Actor<'a>>,
    /// When, where it is not the record's time.
    pub time: Option<i64>,
    pub weight: f32,
}

impl<'a> Act<'a> {
    pub fn new(kind: Kind, target: Target<'a>) -> Self {
        Self {
            kind,
            target,
            object: Text::default(),
            by: None,
            time: None,
            weight: 1.0,
        }
    }

    /// Towards an account.
    pub fn towards(kind: Kind, actor: Actor<'a>) -> Self {
        Self::new(kind, Target::Account(actor))
    }

    /// Towards whoever wrote the post with this id.
    pub fn on(kind: Kind, object: impl Into<Text<'a>>) -> Self {
        Self {
            object: object.into(),
            ..Self::new(kind, Target::AuthorOfObject)
        }
    }

    pub fn object(mut self, object: impl Into<Text<'a>>) -> Self {
        self.object = object.into();
        self
    }

    pub fn by(mut self, actor: Actor<'a>, time: Option<i64>) -> Self {
        self.by = Some(actor);
        self.time = time;
        self
    }
}

/// One row or message of a source.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Record<'a> {
    /// Line or item number, from 1.
    pub line: u64,
    /// Who wrote it, or acts.
    pub author: Actor<'a>,
    /// Id of the message; unique within its platform. Empty where unknown.
    pub id: Text<'a>,
    /// Address of the message.
    pub url: Text<'a>,
    pub time: Option<i64>,
    /// The author's own words (empty for a repost).
    pub text: Text<'a>,
    pub language: Text<'a>,
    pub sentiment: Option<i8>,
    pub labels: Vec<Text<'a>>,
    /// Id of the message it answers.
    pub answers: Text<'a>,
    pub repost: bool,
    /// Whether it is a message: becomes a post.
    pub is_post: bool,
    /// Whether several rows may carry the same message (a row an interaction).
    pub row_is_act: bool,
    /// Platform of the row where the file has several; empty: the file's.
    pub platform: Text<'a>,
    pub acts: Vec<Act<'a>>,
}

/// Why an account is left out wherever it appears.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum LeftOut {
    Bot,
    Private,
    Excluded,
}

/// Authors that stand for many people: never one person.
pub(super) fn is_deleted(name: &str) -> bool {
    matches!(
        name.trim().to_lowercase().as_str(),
        "[deleted]"
            | "[removed]"
            | "deleted user"
            | "deleted account"
            | "utilisateur supprimé"
            | "compte supprimé"
    )
}

/// A long id that a spreadsheet turned into `1.29E+18` (or `1,29E+18`): its digits are lost.
pub(super) fn is_damaged(id: &str) -> bool {
    let id = id.trim().as_bytes();
    let Some(e) = id.iter().position(|byte| matches!(byte, b'e' | b'E')) else {
        return false;
    };
    let (mantissa, exponent) = (&id[..e], &id[e + 1..]);
    let exponent = exponent.strip_prefix(b"+").unwrap_or(exponent);
    let marks = mantissa
        .iter()
        .filter(|byte| matches!(byte, b'.' | b','))
        .count();
    let digits = mantissa.iter().filter(|byte| byte.is_ascii_digit()).count();
    // `1E23` may be a name; `1.29E+18` and `1E+18` are not.
    (marks == 1 || id.get(e + 1) == Some(&b'+'))
        && digits > 0
        && marks + digits == mantissa.len()
        && marks <= 1
        && !exponent.is_empty()
        && exponent.iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_lost_their_digits_are_known_from_those_that_did_not() {
        for damaged in ["1.29E+18", "1,29E+18", "1E+18", " 1.5e17 "] {
            assert!(is_damaged(damaged), "{damaged}");
        }
        for sound in [
            "1290000000000000000",
            "1e23",
            "e5",
            "1.5",
            "user1.2e",
            "",
            "E+5",
            "a1.0E+1",
        ] {
            assert!(!is_damaged(sound), "{sound}");
        }
    }
}
