//! Where a source keeps what: constants of each source's own file.

use super::super::Source;

/// Header names (lower case, without accents), the preferred first.
pub(super) type Names = &'static [&'static str];

/// Columns that name accounts: stable ids, handles, or both in the same order.
#[derive(Clone, Copy)]
pub(super) struct Accounts {
    pub ids: Names,
    pub handles: Names,
}

pub(super) const NOBODY: Accounts = Accounts {
    ids: &[],
    handles: &[],
};

/// Where a source keeps what.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    pub source: Source,
    /// Id of the message.
    pub id: Names,
    /// Column whose value stands before message ids: they are unique within it only.
    pub id_scope: Names,
    pub author_id: Names,
    pub author: Names,
    pub author_name: Names,
    pub followers: Names,
    pub profile_url: Names,
    /// Columns tried one after another, row by row.
    pub time: Names,
    /// A column with the time of day, where the date stands alone.
    pub time_of_day: Names,
    pub text: Names,
    pub language: Names,
    pub url: Names,
    pub sentiment: Names,
    pub labels: Names,
    pub platform: Names,
    pub reply: Accounts,
    pub quote: Accounts,
    pub repost: Accounts,
    pub mention: Accounts,
    /// Accounts tagged together with the author: a mention both ways.
    pub tagged_together: Accounts,
    /// Who reposted the row's post, where rows are originals listed with their reposts, and when.
    pub reposted_by: Accounts,
    pub reposted_by_time: Names,
    /// JSON text in a cell: `[{"id": …, "username": …}]`.
    pub mention_json: Names,
    /// Message replied to, quoted, reposted, commented.
    pub replied_id: Names,
    pub quoted_id: Names,
    pub reposted_id: Names,
    pub commented_id: Names,
    /// What parts a list in one cell.
    pub separators: &'static [char],
    /// Truthy where the author is no person, or does not want to be read.
    pub bot: Names,
    pub private: Names,
    /// Falsy where the row may be read (`is_pm`, `is_ad`): truthy rows are left out.
    pub leave_out: Names,
    /// `@name` in the text is a mention (the source has no column of them).
    pub mentions_in_text: bool,
    /// `RT @name: …` is a repost (the source has no column of them).
    pub repost_in_text: bool,
    /// A row towards nobody is a mention of the brand.
    pub brand: bool,
    /// What the source cannot say, for the report.
    pub notice: Option<&'static str>,
}

pub(super) const EMPTY: Layout = Layout {
    source: Source::FourCat,
    id: &[],
    id_scope: &[],
    author_id: &[],
    author: &[],
    author_name: &[],
    followers: &[],
    profile_url: &[],
    time: &[],
    time_of_day: &[],
    text: &[],
    language: &[],
    url: &[],
    sentiment: &[],
    labels: &[],
    platform: &[],
    reply: NOBODY,
    quote: NOBODY,
    repost: NOBODY,
    mention: NOBODY,
    tagged_together: NOBODY,
    reposted_by: NOBODY,
    reposted_by_time: &[],
    mention_json: &[],
    replied_id: &[],
    quoted_id: &[],
    reposted_id: &[],
    commented_id: &[],
    separators: &[','],
    bot: &[],
    private: &[],
    leave_out: &[],
    mentions_in_text: false,
    repost_in_text: false,
    brand: false,
    notice: None,
};
