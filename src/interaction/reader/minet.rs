//! minet, platforms other than X and Bluesky, and `YouTube` Data Tools (formats.md 3.4).

use super::fields::{Accounts, EMPTY, Layout};
use super::layout::LayoutReader;
use super::{Header, TableReader};
use crate::interaction::Source;

/// A fingerprint and where its columns are.
const LAYOUTS: &[(&[&str], Layout)] = &[
    (
        &[
            "video_id",
            "comment_id",
            "author_channel_id",
            "parent_comment_id",
        ],
        Layout {
            source: Source::YoutubeComments,
            id: &["comment_id"],
            author_id: &["author_channel_id"],
            author_name: &["author_name"],
            time: &["published_at"],
            text: &["text"],
            replied_id: &["parent_comment_id"],
            commented_id: &["video_id"],
            ..EMPTY
        },
    ),
    (
        &["video_id", "channel_id", "channel_title", "title"],
        Layout {
            source: Source::YoutubeVideos,
            id: &["video_id"],
            author_id: &["channel_id"],
            author_name: &["channel_title"],
            time: &["published_at"],
            text: &["title"],
            language: &["default_language"],
            labels: &["category", "tags"],
            ..EMPTY
        },
    ),
    (
        &["isreplyto", "authorname", "publishedat", "text"],
        Layout {
            source: Source::YoutubeDataTools,
            id: &["id"],
            author_id: &["authorchannelid"],
            author: &["authorname"],
            time: &["publishedat"],
            text: &["text"],
            replied_id: &["isreplytoid"],
            reply: Accounts {
                ids: &[],
                handles: &["isreplytoname"],
            },
            ..EMPTY
        },
    ),
    (
        &[
            "author",
            "author_text",
            "points",
            "number_comments",
            "published_date",
        ],
        Layout {
            source: Source::MinetRedditPosts,
            id: &["url"],
            author: &["author"],
            time: &["published_date"],
            text: &["author_text", "title"],
            ..EMPTY
        },
    ),
    (
        &["comment_url", "author", "parent", "points", "comment"],
        Layout {
            source: Source::MinetRedditComments,
            id: &["id"],
            author: &["author"],
            time: &["published_date"],
            text: &["comment"],
            url: &["comment_url"],
            replied_id: &["parent"],
            ..EMPTY
        },
    ),
    (
        &["link_to_message", "user", "is_reply_user", "datetime"],
        Layout {
            source: Source::MinetTelegram,
            id: &["link_to_message"],
            author: &["user"],
            profile_url: &["user_link"],
            time: &["datetime"],
            text: &["text"],
            reply: Accounts {
                ids: &[],
                handles: &["is_reply_user"],
            },
            ..EMPTY
        },
    ),
    (
        &[
            "comment_like_count",
            "child_comment_count",
            "created_at_utc",
            "username",
        ],
        Layout {
            source: Source::MinetInstagramComments,
            id: &["id"],
            author_id: &["user_id"],
            author: &["username"],
            author_name: &["user_full_name"],
            time: &["created_at_utc"],
            text: &["text"],
            replied_id: &["parent_id"],
            mention: Accounts {
                ids: &[],
                handles: &["mentioned_names"],
            },
            separators: &['|'],
            ..EMPTY
        },
    ),
    (
        &["author_unique_id", "digg_count", "challenges_titles"],
        Layout {
            source: Source::MinetTiktok,
            id: &["id"],
            author_id: &["author_id"],
            author: &["author_unique_id"],
            author_name: &["author_nickname"],
            followers: &["author_follower_count"],
            time: &["timestamp"],
            text: &["description"],
            repost: Accounts {
                ids: &[],
                handles: &["duet_from_user_name"],
            },
            mentions_in_text: true,
            ..EMPTY
        },
    ),
];

pub(super) fn recognise(header: &Header) -> Option<Box<dyn TableReader>> {
    let (_, layout) = LAYOUTS
        .iter()
        .find(|(fingerprint, _)| header.has(fingerprint))?;
    Some(LayoutReader::boxed(layout, header))
}
