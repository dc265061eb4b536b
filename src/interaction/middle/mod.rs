//! The middle form: a log as integers with its dictionaries beside it, between a warehouse and us.
//!
//! A folder of tables (`NAME.csv`, a folder `NAME/` of parts as engines write them, or `NAME.parquet`)
//! and a manifest with one line of JSON a table: version, columns, rows, the sum of its fixed-point
//! weights and a hash that does not depend on the order of rows. The manifest is written last: a
//! folder without one is half written. Two forms: *events*, from which a build gives the same bytes as
//! from the raw log, and *ties*, already added up.
mod log;
mod manifest;
#[cfg(feature = "parquet")]
pub mod parquet;
mod table;

pub(super) use log::{is_form, is_header, read_form};
pub use manifest::{Entry, Form, MANIFEST, VERSION};
pub use table::{Count, SEPARATOR, row_hash};

/// A table of the middle form: its name and its columns, in the order its rows are hashed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Name of the table, and of its file or folder.
    pub name: &'static str,
    /// Its columns.
    pub columns: &'static [&'static str],
    /// Place of the column that is summed, where it has one.
    pub summed: Option<usize>,
}

const fn shape(name: &'static str, columns: &'static [&'static str]) -> Shape {
    Shape {
        name,
        columns,
        summed: None,
    }
}

/// Interactions. `kind` is a place in [`Kind::ALL`](super::Kind::ALL), an empty `target` the brand as
/// a whole, an empty `weight_fixed` one (else units of 2⁻⁸⁴); `time` in seconds since 1970 UTC.
pub const EVENTS: Shape = Shape {
    summed: Some(5),
    ..shape(
        "events",
        &[
            "source",
            "target",
            "kind",
            "time",
            "object",
            "weight_fixed",
            "platform",
            "post",
        ],
    )
};
/// Interactions of one kind between two people, added up and faded.
pub const TIES: Shape = Shape {
    summed: Some(3),
    ..shape(
        "ties",
        &[
            "source",
            "target",
            "kind",
            "weight_fixed",
            "first",
            "last",
            "count",
            "strongest_fixed",
        ],
    )
};
/// People, numbered in the order of the bytes of their keys.
pub const PEOPLE: Shape = shape(
    "people",
    &[
        "person",
        "key",
        "label",
        "platforms",
        "followers",
        "profile_url",
    ],
);
/// Posts acted on or written, numbered likewise, with their authors.
pub const OBJECTS: Shape = shape("objects", &["object", "key", "author"]);
/// Platforms; number 0 is the empty name.
pub const PLATFORMS: Shape = shape("platforms", &["platform", "name"]);
/// Other names of people.
pub const ALIASES: Shape = shape("aliases", &["alias", "person"]);
/// Posts, without their words but for the numbers of those.
pub const POSTS: Shape = shape(
    "posts",
    &[
        "post",
        "author",
        "object",
        "answers",
        "time",
        "lang",
        "sentiment",
        "question",
        "repost",
        "platform",
        "terms",
        "labels",
    ],
);
/// Distinct words of the posts.
pub const TERMS: Shape = shape("terms", &["term", "word"]);
/// Labels and tags of the posts.
pub const LABELS: Shape = shape("labels", &["label", "word"]);
/// Shares of objects whose author nobody names.
pub const SHARES: Shape = shape("shares", &["person", "object", "time"]);

/// Units of 2⁻⁸⁴ that one interaction of weight 1 has.
pub const ONE: u128 = 1 << 84;
