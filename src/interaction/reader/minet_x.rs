//! minet and gazouilloire, X (formats.md 3.2). Lists are joined by a pipe; on a repost the mentions
//! are the original's.

use super::fields::{Accounts, EMPTY, Layout};
use super::layout::LayoutReader;
use super::{Header, TableReader};
use crate::interaction::Source;

const LAYOUT: Layout = Layout {
    source: Source::MinetX,
    id: &["id"],
    author_id: &["user_id"],
    author: &["user_screen_name"],
    author_name: &["user_name"],
    followers: &["user_followers"],
    time: &["timestamp_utc"],
    text: &["text"],
    language: &["lang"],
    url: &["url"],
    reply: Accounts {
        ids: &["to_userid"],
        handles: &["to_username"],
    },
    replied_id: &["to_tweetid"],
    repost: Accounts {
        ids: &["retweeted_user_id"],
        handles: &["retweeted_user"],
    },
    reposted_id: &["retweeted_id"],
    quote: Accounts {
        ids: &["quoted_user_id"],
        handles: &["quoted_user"],
    },
    quoted_id: &["quoted_id"],
    mention: Accounts {
        ids: &["mentioned_ids"],
        handles: &["mentioned_names"],
    },
    separators: &['|'],
    private: &["protected"],
    ..EMPTY
};

pub(super) fn recognise(header: &Header) -> Option<Box<dyn TableReader>> {
    header
        .has(&[
            "timestamp_utc",
            "local_time",
            "user_screen_name",
            "retweeted_user",
        ])
        .then(|| LayoutReader::boxed(&LAYOUT, header))
}
