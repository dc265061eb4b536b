//! The list of the morning: who waits for the brand's answer, since when, where.

use serde::{Deserialize, Serialize};

use super::answer::Conversation;
use super::frame::Frame;
use crate::interaction::NONE;

/// Somebody who waits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unanswered {
    /// Key of the person.
    pub id: String,
    /// Name as shown.
    pub label: String,
    /// When they wrote: ISO 8601 with the offset of the time zone; empty where unknown.
    pub time: String,
    /// Hours they have waited; `null` where unknown.
    pub age_hours: Option<f64>,
    /// Key of their message; empty where unknown.
    pub object: String,
    /// Address of the message, where its key is one.
    pub url: Option<String>,
    /// Their words: the log keeps none, whoever reads it again puts them in.
    pub text: Option<String>,
    /// Place of their message in the log's posts, where it has one (to find its words again).
    pub post: Option<u32>,
    /// Whether it asks something or complains.
    pub asks: bool,
}

/// Who waits, oldest first, those whose time is unknown last.
pub(super) fn unanswered(frame: &Frame, conversation: &Conversation) -> Vec<Unanswered> {
    let mut waiting: Vec<(i64, u32, Unanswered)> = conversation
        .mentions
        .iter()
        .filter(|mention| mention.answer.is_none() && frame.is_told(mention.time))
        .map(|mention| {
            let time = frame.time(mention.time);
            let known = mention.object != NONE;
            let object = if known {
                frame.log.objects.key(mention.object)
            } else {
                ""
            };
            let post = frame.log.posts.get(mention.post as usize);
            let person = Unanswered {
                id: frame.log.people.key(mention.source).to_owned(),
                label: label(frame, mention.source),
                time: time.map_or_else(String::new, |time| frame.clock.text(time)),
                age_hours: time.map(|time| ((frame.as_of - time).max(0) / 36) as f64 / 100.0),
                object: object.to_owned(),
                url: address(object),
                text: None,
                post: post.map(|_| mention.post),
                asks: post.is_some_and(|post| frame.asks(post)),
            };
            (time.unwrap_or(i64::MAX), mention.source, person)
        })
        .collect();
    waiting.sort_by(|a, b| {
        (a.0, a.1)
            .cmp(&(b.0, b.1))
            .then_with(|| a.2.object.cmp(&b.2.object))
    });
    waiting.into_iter().map(|(_, _, person)| person).collect()
}

/// The name of a person as shown, the key where the log has none.
pub(super) fn label(frame: &Frame, person: u32) -> String {
    match frame.log.accounts.get(person as usize) {
        Some(account) if !account.label.is_empty() => account.label.clone(),
        _ => frame.log.people.key(person).to_owned(),
    }
}

/// The web address within the key of a post (`platform:message id`, else an address).
pub(super) fn address(key: &str) -> Option<String> {
    let from = ["https://", "http://"].iter().find_map(|scheme| {
        let at = key.find(scheme)?;
        // Only after the platform's name: an address within an id is none.
        (at == 0 || key[..at].ends_with(':') && !key[..at - 1].contains([':', '/'])).then_some(at)
    })?;
    Some(key[from..].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_address_is_an_address() {
        let url = Some("https://example.org/p/1".to_owned());
        assert_eq!(address("https://example.org/p/1"), url);
        assert_eq!(address("x:https://example.org/p/1"), url);
        assert_eq!(address("x:javascript:https://example.org"), None);
        assert_eq!(address("m00012"), None);
    }
}
