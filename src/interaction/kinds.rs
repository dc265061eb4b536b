//! Words that sources write for kinds of interaction.

use std::collections::BTreeMap;

use super::reader::plain_name;
use super::{InteractionError, Kind};

/// The kind a word means, in English or French, singular or plural; folded by the caller.
pub(super) fn kind_named(word: &str) -> Option<Kind> {
    Some(match word {
        "mention" | "mentions" | "mt" | "at" | "tag" | "mentionne" | "mentioned" => Kind::Mention,
        "reply" | "replies" | "re" | "reponse" | "reponses" | "answer" | "replied"
        | "replied_to" => Kind::Reply,
        "comment" | "comments" | "commentaire" | "commentaires" | "commented" => Kind::Comment,
        "quote" | "quotes" | "qt" | "citation" | "citations" | "quoted" | "quote_tweet" => {
            Kind::Quote
        }
        "repost" | "reposts" | "rt" | "retweet" | "retweets" | "share" | "shares" | "partage"
        | "partages" | "reblog" | "boost" | "retweeted" | "reposted" | "forward" => Kind::Repost,
        "reaction" | "reactions" | "like" | "likes" | "favorite" | "favourite" | "fav"
        | "j'aime" | "upvote" | "liked" => Kind::Reaction,
        "follow" | "follows" | "follower" | "abonnement" | "abonne" | "subscribe"
        | "subscription" | "followed" => Kind::Follow,
        _ => return None,
    })
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
