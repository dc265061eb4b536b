//! 4CAT, mapped CSV and NDJSON of all its data sets (formats.md 3.1).

use super::fields::{Accounts, EMPTY, Layout};
use super::layout::LayoutReader;
use super::{Header, TableReader};
use crate::interaction::Source;

/// What every 4CAT file has.
const CONTRACT: Layout = Layout {
    id: &["id"],
    author_id: &["author_id"],
    author: &["author"],
    author_name: &[
        "author_fullname",
        "author_display_name",
        "author_full",
        "author_name",
    ],
    followers: &["author_followers"],
    time: &["unix_timestamp", "timestamp", "created_at"],
    text: &["body"],
    language: &["language_guess", "languages"],
    url: &["link", "url", "post_url", "tiktok_url", "comment_url"],
    ..EMPTY
};

/// Fingerprints in the order they are tried, each with what it adds to the contract.
const KINDS: &[(&[&str], Layout)] = &[
    (
        &["replied_to_user", "quoted_user", "author_display_name"],
        Layout {
            source: Source::FourCatBluesky,
            reply: Accounts {
                ids: &[],
                handles: &["replied_to_user"],
            },
            replied_id: &["replied_to_post"],
            quote: Accounts {
                ids: &[],
                handles: &["quoted_user"],
            },
            quoted_id: &["quoted_post"],
            mention: Accounts {
                ids: &[],
                handles: &["mentions"],
            },
            ..CONTRACT
        },
    ),
    (
        &["is_retweet", "retweeted_user", "replied_author"],
        Layout {
            source: Source::FourCatX,
            reply: Accounts {
                ids: &[],
                handles: &["replied_author"],
            },
            repost: Accounts {
                ids: &[],
                handles: &["retweeted_user"],
            },
            quote: Accounts {
                ids: &[],
                handles: &["quote_author"],
            },
            quoted_id: &["quote_tweet_id"],
            mention: Accounts {
                ids: &[],
                handles: &["mentions"],
            },
            ..CONTRACT
        },
    ),
    (
        &["author_followers", "quoted_user", "replied_user"],
        Layout {
            source: Source::FourCatXApi,
            reply: Accounts {
                ids: &[],
                handles: &["replied_user"],
            },
            repost: Accounts {
                ids: &[],
                handles: &["retweeted_user"],
            },
            quote: Accounts {
                ids: &[],
                handles: &["quoted_user"],
            },
            mention: Accounts {
                ids: &[],
                handles: &["mentions"],
            },
            ..CONTRACT
        },
    ),
    (
        &["chat", "author_is_bot", "body_markdown"],
        Layout {
            source: Source::FourCatTelegram,
            id_scope: &["chat"],
            author_id: &["author"],
            author: &["author_username"],
            replied_id: &["reply_to"],
            repost: Accounts {
                ids: &["author_forwarded_from_id"],
                handles: &["author_forwarded_from_username"],
            },
            mention: Accounts {
                ids: &[],
                handles: &["entities_mentioned"],
            },
            bot: &["author_is_bot"],
            ..CONTRACT
        },
    ),
    (
        &["is_liked_by_post_author", "is_comment_on_comment"],
        Layout {
            source: Source::FourCatTiktokComments,
            commented_id: &["post_id"],
            mentions_in_text: true,
            ..CONTRACT
        },
    ),
    (
        &["author_followers", "is_duet", "challenges"],
        Layout {
            source: Source::FourCatTiktok,
            mentions_in_text: true,
            ..CONTRACT
        },
    ),
    (
        &["coauthors", "usertags", "num_likes"],
        Layout {
            source: Source::FourCatInstagram,
            mention: Accounts {
                ids: &[],
                handles: &["usertags"],
            },
            tagged_together: Accounts {
                ids: &[],
                handles: &["coauthors"],
            },
            ..CONTRACT
        },
    ),
    (
        &["author_is_verified", "reposts", "quotes"],
        Layout {
            source: Source::FourCatThreads,
            mentions_in_text: true,
            ..CONTRACT
        },
    ),
    (
        &["author_name_mentions", "timestamp_ago"],
        Layout {
            source: Source::FourCatLinkedin,
            profile_url: &["author_url"],
            mention: Accounts {
                ids: &[],
                handles: &["author_mentions"],
            },
            ..CONTRACT
        },
    ),
    (
        &["is_in_group", "group_name"],
        Layout {
            source: Source::FourCatFacebook,
            ..CONTRACT
        },
    ),
    (
        &["thread_id"],
        Layout {
            mention: Accounts {
                ids: &[],
                handles: &["mentions"],
            },
            ..CONTRACT
        },
    ),
];

pub(super) fn recognise(header: &Header) -> Option<Box<dyn TableReader>> {
    if !header.has(&["id", "author", "body", "timestamp"]) {
        return None;
    }
    let (_, layout) = KINDS
        .iter()
        .find(|(fingerprint, _)| header.has(fingerprint))?;
    Some(LayoutReader::boxed(layout, header))
}
