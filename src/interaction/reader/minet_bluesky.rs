//! minet, Bluesky posts and profiles (formats.md 3.4). A repost's row describes the original: its author is
//! `user_did`, who acts is `repost_by_user_did`.

use super::super::record::Actor;
use super::cell::count;
use super::fields::{Accounts, EMPTY, Layout};
use super::layout::LayoutReader;
use super::{Header, Row, Sink, TableReader};
use crate::interaction::Source;

const POSTS: Layout = Layout {
    source: Source::MinetBluesky,
    id: &["uri"],
    author_id: &["user_did"],
    author: &["user_handle"],
    author_name: &["user_display_name"],
    time: &["timestamp_utc", "local_time", "indexed_at_utc"],
    text: &["text"],
    language: &["user_langs"],
    url: &["url"],
    reply: Accounts {
        ids: &["to_user_did"],
        handles: &[],
    },
    replied_id: &["to_post_uri"],
    quote: Accounts {
        ids: &["quoted_user_did"],
        handles: &["quoted_user_handle"],
    },
    quoted_id: &["quoted_uri"],
    mention: Accounts {
        ids: &["mentioned_user_dids"],
        handles: &["mentioned_user_handles"],
    },
    reposted_by: Accounts {
        ids: &["repost_by_user_did"],
        handles: &["repost_by_user_handle"],
    },
    reposted_by_time: &["repost_timestamp_utc"],
    separators: &['|'],
    ..EMPTY
};

/// Profiles: what is known of accounts, no posts and no ties.
struct Profiles {
    did: Option<usize>,
    handle: Option<usize>,
    name: Option<usize>,
    url: Option<usize>,
    followers: Option<usize>,
}

impl TableReader for Profiles {
    fn source(&self) -> Source {
        Source::MinetBlueskyProfiles
    }

    fn mapping(&self) -> Vec<(&'static str, usize)> {
        let fields = [
            ("source_id", self.did),
            ("source", self.handle),
            ("name", self.name),
            ("profile", self.url),
            ("followers", self.followers),
        ];
        fields
            .into_iter()
            .filter_map(|(field, column)| Some((field, column?)))
            .collect()
    }

    fn row(&mut self, row: &Row, sink: &mut Sink) {
        let actor = Actor {
            id: row.maybe(self.did).into(),
            handle: row.maybe(self.handle).into(),
            name: row.maybe(self.name).into(),
            followers: count(row.maybe(self.followers)),
            url: row.maybe(self.url).into(),
        };
        if sink.builder.account(sink.platform, &actor).is_none() {
            sink.reject(self.did, "nothing says whose profile it is");
        }
    }
}

pub(super) fn recognise(header: &Header) -> Option<Box<dyn TableReader>> {
    if header.has(&["user_did", "user_handle", "to_post_uri"]) {
        return Some(LayoutReader::boxed(&POSTS, header));
    }
    header
        .has(&["did", "handle", "display_name", "feedgens"])
        .then(|| -> Box<dyn TableReader> {
            Box::new(Profiles {
                did: header.any(&["did"]),
                handle: header.any(&["handle"]),
                name: header.any(&["display_name"]),
                url: header.any(&["url"]),
                followers: header.any(&["followers"]),
            })
        })
}
