//! The compact records of the log.

use serde::{Deserialize, Serialize};

/// No person, object, language or label.
pub const NONE: u32 = u32::MAX;

/// An event or post without a time.
pub const NO_TIME: i64 = i64::MIN;

/// How attention was paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[repr(u8)]
pub enum Kind {
    /// Named in a post.
    Mention,
    /// Answered a post.
    Reply,
    /// Commented a post.
    Comment,
    /// Shared with words of one's own.
    Quote,
    /// Shared as it is.
    Repost,
    /// A like or another sign.
    Reaction,
    /// Subscribed to the account.
    Follow,
}

impl Kind {
    /// All kinds, in their order.
    pub const ALL: [Self; 7] = [
        Self::Mention,
        Self::Reply,
        Self::Comment,
        Self::Quote,
        Self::Repost,
        Self::Reaction,
        Self::Follow,
    ];

    /// The word of files and settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mention => "mention",
            Self::Reply => "reply",
            Self::Comment => "comment",
            Self::Quote => "quote",
            Self::Repost => "repost",
            Self::Reaction => "reaction",
            Self::Follow => "follow",
        }
    }
}

/// One interaction: `source` acts on `target`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Event {
    /// Who acts.
    pub source: u32,
    /// Who receives; [`NONE`] is the brand as a whole (a mention without a target).
    pub target: u32,
    /// How.
    pub kind: Kind,
    /// Place in [`Log::platforms`](super::Log::platforms).
    pub platform: u16,
    /// Weight of the row, 1 unless the source says otherwise; finite and ≥ 0.
    pub weight: f32,
    /// Seconds since 1970 UTC, [`NO_TIME`] where unknown.
    pub time: i64,
    /// The post acted on, [`NONE`] where unknown.
    pub object: u32,
    /// Place in [`Log::posts`](super::Log::posts) of the post that carries it, [`NONE`] where unknown.
    pub post: u32,
}

/// One post or message as integers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Post {
    /// Who wrote it.
    pub author: u32,
    /// Its own object number, [`NONE`] where the source gives no id.
    pub object: u32,
    /// The post it answers, [`NONE`] where it answers none or that is unknown.
    pub answers: u32,
    /// Seconds since 1970 UTC, [`NO_TIME`] where unknown.
    pub time: i64,
    /// Language found: ISO 639-1 as two ASCII bytes, `[0, 0]` where unknown.
    pub lang: [u8; 2],
    /// Sentiment the source carries: −1, 0, 1; `i8::MIN` where it carries none.
    pub sentiment: i8,
    /// Whether it asks something (a question mark outside of addresses, or a label that says so).
    pub question: bool,
    /// Whether it is a repost (its words are another's and are not counted).
    pub repost: bool,
    /// First and one past the last word in [`Log::post_terms`](super::Log::post_terms).
    pub terms: (u32, u32),
    /// First and one past the last label in [`Log::post_labels`](super::Log::post_labels).
    pub labels: (u32, u32),
    /// Place in [`Log::platforms`](super::Log::platforms).
    pub platform: u16,
}

impl Post {
    /// A post of which nothing but its author and its object is known.
    pub fn of(author: u32, object: u32) -> Self {
        Self {
            author,
            object,
            answers: NONE,
            time: NO_TIME,
            lang: [0, 0],
            sentiment: i8::MIN,
            question: false,
            repost: false,
            terms: (0, 0),
            labels: (0, 0),
            platform: 0,
        }
    }
}

/// A share of an object whose author is unknown: no tie, but evidence of coordination.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Share {
    /// Who shared.
    pub person: u32,
    /// What.
    pub object: u32,
    /// Seconds since 1970 UTC, [`NO_TIME`] where unknown.
    pub time: i64,
}

/// What is known of a person beside its key.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Account {
    /// The commonest spelling (ties: the smallest text).
    pub label: String,
    /// Platforms, sorted, joined with `|`; empty where the log names none.
    pub platforms: String,
    /// Followers as the source says it, for comparison only: never ranks anybody.
    pub followers: Option<u64>,
    /// Public address of the profile, where the source gives one.
    pub profile_url: String,
}
