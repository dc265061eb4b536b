//! Words that sources write for kinds of interaction.

use std::collections::BTreeMap;

use super::reader::plain_name;
use super::{InteractionError, Kind};

/// Words of each kind, in English or French, singular or plural, folded.
const WORDS: [(Kind, &[&str]); 7] = [
    (
        Kind::Mention,
        &[
            "mention",
            "mentions",
            "mt",
            "at",
            "tag",
            "mentionne",
            "mentioned",
        ],
    ),
    (
        Kind::Reply,
        &[
            "reply",
            "replies",
            "re",
            "reponse",
            "reponses",
            "answer",
            "replied",
            "replied_to",
        ],
    ),
    (
        Kind::Comment,
        &[
            "comment",
            "comments",
            "commentaire",
            "commentaires",
            "commented",
        ],
    ),
    (
        Kind::Quote,
        &[
            "quote",
            "quotes",
            "qt",
            "citation",
            "citations",
            "quoted",
            "quote_tweet",
        ],
    ),
    (
        Kind::Repost,
        &[
            "repost",
            "reposts",
            "rt",
            "retweet",
            "retweets",
            "share",
            "shares",
            "partage",
            "partages",
            "reblog",
            "boost",
            "retweeted",
            "reposted",
            "forward",
        ],
    ),
    (
        Kind::Reaction,
        &[
            "reaction",
            "reactions",
            "like",
            "likes",
            "favorite",
            "favourite",
            "fav",
            "j'aime",
            "upvote",
            "liked",
        ],
    ),
    (
        Kind::Follow,
        &[
            "follow",
            "follows",
            "follower",
            "abonnement",
            "abonne",
            "subscribe",
            "subscription",
            "followed",
        ],
    ),
];

/// The kind a word means; folded by the caller.
pub(super) fn kind_named(word: &str) -> Option<Kind> {
    let named = WORDS.iter().find(|(_, words)| words.contains(&word));
    named.map(|&(kind, _)| kind)
}

/// Every word that means a kind, for a query that has to know them too.
pub fn words_of_kinds(
    own: &BTreeMap<String, String>,
) -> Result<BTreeMap<String, Kind>, InteractionError> {
    let mut all = BTreeMap::new();
    for (kind, words) in WORDS {
        all.extend(words.iter().map(|word| ((*word).to_owned(), kind)));
    }
    all.extend(kind_words(own)?);
    Ok(all)
}

/// Words of a project's `kinds` map with what they mean, folded, sorted.
pub(super) fn kind_words(
    kinds: &BTreeMap<String, String>,
) -> Result<Vec<(String, Kind)>, InteractionError> {
    kinds
        .iter()
        .map(|(word, meaning)| {
            let kind =
                kind_named(&plain_name(meaning)).ok_or_else(|| InteractionError::Setting {
                    what: format!("interactions.format.kinds.{word}"),
                    reason: format!("expected one of {}", Kind::ALL.map(Kind::name).join(", ")),
                })?;
            Ok((plain_name(word), kind))
        })
        .collect()
}
