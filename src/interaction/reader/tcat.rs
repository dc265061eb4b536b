//! DMI-TCAT (formats.md 3.3): reposted and quoted authors are not given; a repost shows as `RT @name:`.

use super::fields::{Accounts, EMPTY, Layout};
use super::layout::LayoutReader;
use super::{Header, TableReader};
use crate::interaction::Source;

const LAYOUT: Layout = Layout {
    source: Source::Tcat,
    id: &["id"],
    author_id: &["from_user_id"],
    author: &["from_user_name"],
    author_name: &["from_user_realname"],
    followers: &["from_user_followercount"],
    time: &["time", "created_at"],
    text: &["text"],
    language: &["lang", "from_user_lang"],
    reply: Accounts {
        ids: &["to_user_id"],
        handles: &["to_user_name"],
    },
    replied_id: &["in_reply_to_status_id"],
    quoted_id: &["quoted_status_id"],
    mention: Accounts {
        ids: &[],
        handles: &["mentions"],
    },
    separators: &[',', ';', ' '],
    repost_in_text: true,
    ..EMPTY
};

pub(super) fn recognise(header: &Header) -> Option<Box<dyn TableReader>> {
    header
        .has(&["from_user_name", "to_user_name", "favorite_count"])
        .then(|| LayoutReader::boxed(&LAYOUT, header))
}
