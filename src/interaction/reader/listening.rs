//! Listening tools (formats.md 3.16). Their columns change with the subscription: a few names are
//! enough. A mention without a target goes to the brand.

use super::fields::{Accounts, EMPTY, Layout, Names};
use super::layout::LayoutReader;
use super::{Header, TableReader};
use crate::interaction::Source;

/// A listening tool: names to look for, how many are enough, where its columns are.
const TOOLS: &[(Names, usize, Layout)] = &[
    (
        &[
            "query name",
            "page type",
            "snippet",
            "full text",
            "thread author",
            "x reply to",
            "x repost of",
            "twitter reply to",
            "twitter retweet of",
            "impact",
        ],
        3,
        Layout {
            source: Source::Brandwatch,
            id: &["mention id", "resource id"],
            author: &["author", "x author id", "twitter author id"],
            author_name: &["full name"],
            followers: &["x followers", "twitter followers"],
            time: &["date"],
            text: &["full text", "snippet", "title"],
            language: &["language"],
            url: &["url"],
            sentiment: &["sentiment"],
            labels: &["tags", "category details", "categories"],
            platform: &["page type"],
            reply: Accounts {
                ids: &[],
                handles: &["x reply to", "twitter reply to", "thread author"],
            },
            repost: Accounts {
                ids: &[],
                handles: &["x repost of", "twitter retweet of"],
            },
            brand: true,
            ..EMPTY
        },
    ),
    (
        &[
            "published",
            "content",
            "source_type",
            "engagement",
            "extra_author_attributes.name",
            "extra_author_attributes.short_name",
            "host_url",
        ],
        3,
        Layout {
            source: Source::Talkwalker,
            id: &["url"],
            author_id: &["extra_author_attributes.id"],
            author: &[
                "extra_author_attributes.short_name",
                "extra_author_attributes.name",
            ],
            author_name: &["extra_author_attributes.name"],
            time: &["published", "indexed"],
            text: &["content", "title"],
            language: &["lang"],
            url: &["url"],
            sentiment: &["sentiment"],
            labels: &["tags_customer", "tags_marking"],
            platform: &["source_type"],
            brand: true,
            ..EMPTY
        },
    ),
    (
        &[
            "hit sentence",
            "opening text",
            "twitter screen name",
            "tweet id",
            "influencer",
            "alternate date format",
            "x screen name",
        ],
        3,
        Layout {
            source: Source::Meltwater,
            id: &["tweet id", "document id"],
            author: &["twitter screen name", "x screen name", "influencer"],
            followers: &["twitter followers", "x followers"],
            time: &["date with time", "date", "alternate date format"],
            time_of_day: &["time"],
            text: &["hit sentence", "opening text", "headline"],
            language: &["language"],
            url: &["url"],
            sentiment: &["sentiment"],
            labels: &["tags", "document tags"],
            brand: true,
            ..EMPTY
        },
    ),
    (
        &["screen name", "followers", "retweets", "text", "date"],
        5,
        Layout {
            source: Source::Visibrain,
            id: &["tweet id", "id"],
            author_id: &["user id"],
            author: &["screen name"],
            author_name: &["name", "user name"],
            followers: &["followers"],
            time: &["date"],
            text: &["text"],
            language: &["lang", "language"],
            url: &["url", "link"],
            labels: &["tags"],
            mentions_in_text: true,
            repost_in_text: true,
            brand: true,
            ..EMPTY
        },
    ),
    (
        &["auteur", "tonalite", "date de publication", "texte"],
        3,
        Layout {
            source: Source::Digimind,
            id: &["id"],
            author: &["auteur"],
            time: &["date de publication", "date"],
            text: &["texte", "contenu", "titre"],
            language: &["langue"],
            url: &["url", "lien"],
            sentiment: &["tonalite"],
            labels: &["tags", "etiquettes"],
            platform: &["source", "canal", "media"],
            brand: true,
            ..EMPTY
        },
    ),
];

pub(super) fn recognise(header: &Header) -> Option<Box<dyn TableReader>> {
    TOOLS
        .iter()
        .map(|(names, enough, layout)| (header.count(names), enough, layout))
        .filter(|(count, enough, layout)| count >= enough && header.any(layout.author).is_some())
        .max_by_key(|(count, ..)| *count)
        .map(|(_, _, layout)| LayoutReader::boxed(layout, header))
}
