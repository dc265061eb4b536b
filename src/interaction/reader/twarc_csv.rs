//! twarc2 through twarc-csv (formats.md 3.5). Cells of `entities.*` hold JSON text.

use super::fields::{Accounts, EMPTY, Layout};
use super::layout::LayoutReader;
use super::{Header, TableReader};
use crate::interaction::Source;

const LAYOUT: Layout = Layout {
    source: Source::TwarcCsv,
    id: &["id"],
    author_id: &["author_id", "author.id"],
    author: &["author.username"],
    author_name: &["author.name"],
    followers: &["author.public_metrics.followers_count"],
    time: &["created_at"],
    text: &["text"],
    language: &["lang"],
    reply: Accounts {
        ids: &["in_reply_to_user_id"],
        handles: &["in_reply_to_username"],
    },
    replied_id: &["referenced_tweets.replied_to.id"],
    repost: Accounts {
        ids: &["retweeted_user_id"],
        handles: &["retweeted_username"],
    },
    reposted_id: &["referenced_tweets.retweeted.id"],
    quote: Accounts {
        ids: &["quoted_user_id"],
        handles: &["quoted_username"],
    },
    quoted_id: &["referenced_tweets.quoted.id"],
    mention_json: &["entities.mentions"],
    ..EMPTY
};

pub(super) fn recognise(header: &Header) -> Option<Box<dyn TableReader>> {
    (header.has(&["referenced_tweets.replied_to.id"]) || header.starts("__twarc."))
        .then(|| LayoutReader::boxed(&LAYOUT, header))
}
