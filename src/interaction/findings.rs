//! What reading found: per file its source, mapping, samples, counts, oddities, accounting.

use serde::Serialize;

use super::{ColumnMap, Source};

/// One row or cell repaired or rejected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reject {
    /// Line of the file, from 1 (the item's number where the format has no lines).
    pub line: u64,
    /// Header name or key; empty for a whole row.
    pub column: String,
    /// Why, without the content of the cell.
    pub reason: &'static str,
    /// Whether the row was kept, without the cell or with it mended.
    pub repaired: bool,
}

/// What may be odd in a log without being a reject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Oddity {
    /// An object with the same key twice: the last one counts.
    RepeatedKey,
    /// Dates such as 03/04/2026 that may be read two ways: taken day first.
    AmbiguousDates,
    /// A private message: left out.
    PrivateMessage,
    /// A personal chat: left out.
    PersonalChat,
    /// Not public: left out.
    NotPublic,
    /// By a private or non-discoverable account: left out.
    PrivateAccount,
    /// By a bot: left out.
    Bot,
    /// By an account the project excludes.
    ExcludedAccount,
    /// By a deleted author: nobody in particular.
    DeletedAuthor,
    /// A message of the system (join, topic, pin, call): nobody speaks.
    SystemMessage,
    /// A post that is blocked or not found.
    NotFound,
    /// No commit (identity or account): nothing to read.
    NoCommit,
    /// A deletion: applied.
    Deletion,
    /// A collection other than posts, likes, reposts and follows.
    OtherCollection,
    /// An event other than openings, comments, reviews, stars and forks.
    OtherEvent,
    /// Mail that a program wrote by itself: left out.
    AutomaticMail,
    /// An answer to a message that no file of the log holds.
    AnswersMissing,
    /// People whose keys differ by case only.
    KeysByCase,
}

/// Something odd that is no reject, counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Odd {
    /// What it is.
    pub what: Oddity,
    /// How often.
    pub count: u64,
    /// The first lines it stands on, from 1, at most five.
    pub lines: Vec<u64>,
}

/// One row as it was understood, for `check` to show (mask it with `--for public`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sample {
    /// Line of the file, from 1.
    pub line: u64,
    /// Who acts.
    pub author: String,
    /// Time as ISO 8601 UTC, empty where unknown.
    pub time: String,
    /// What it does: `(kind, towards whom)`; empty target is the brand or a message not yet known.
    pub acts: Vec<(&'static str, String)>,
    /// Number of characters of its text; the text itself is never kept.
    pub text_length: usize,
}

/// What was understood of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileReport {
    /// The file as the project names it (relative, `/`).
    pub file: String,
    /// Which tool wrote it.
    pub source: Source,
    /// Encoding, delimiter, compression in a few words.
    pub dialect: String,
    /// Our fields and the columns or keys they are read from.
    pub mapping: Vec<(&'static str, String)>,
    /// Columns nothing is read from.
    pub unused: Vec<String>,
    /// The first three rows as understood.
    pub samples: Vec<Sample>,
    /// Interactions by kind, in the order of [`Kind::ALL`](super::Kind::ALL), before merging and dropping.
    pub kinds: [u64; 7],
    /// Posts.
    pub posts: u64,
    /// Rows (or items) read; = `kept + repaired + rejected`.
    pub read: u64,
    /// Rows understood as they are (also those left out because of their author).
    pub kept: u64,
    /// Rows kept with a cell mended or missing.
    pub repaired: u64,
    /// Rows not understood.
    pub rejected: u64,
    /// Each cell repaired and each row rejected, in the order of the file.
    pub rejects: Vec<Reject>,
    /// What is odd, with line numbers.
    pub odd: Vec<Odd>,
    /// A line of the project file that would read it better, where there is one.
    pub proposal: Option<String>,
}

/// Two accounts that may be one person. Never merged by itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct IdentityPair {
    /// Key of one account.
    pub one: String,
    /// Key of the other.
    pub other: String,
    /// Whether the handles are the same, not only nearly so.
    pub same: bool,
}

/// What reading all files found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Findings {
    /// One report a file, in the order of names.
    pub files: Vec<FileReport>,
    /// Pairs for `identities.csv`, sorted; at most 200.
    pub identities: Vec<IdentityPair>,
    /// Replies to messages that no file holds: no tie could be made.
    pub unresolved: u64,
    /// Identities and exclusions of the project that match nobody.
    pub unmatched: u64,
}

/// What a file seems to be, from its first lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    /// The source, where the fields are known.
    pub source: Option<Source>,
    /// Header names, or keys of the first object.
    pub fields: Vec<String>,
    /// A column map the header suggests, where no source is known.
    pub proposal: Option<ColumnMap>,
}
