//! Who spoke to the brand, and when the brand answered.

use crate::interaction::{Kind, NO_TIME, NONE};

use super::clock::DAY;
use super::document::Note;
use super::frame::{Frame, Side};

/// How long a brand's words to somebody still answer what that person said before, where the log
/// does not say which message they answer.
const ANSWERS_BY_PERSON: i64 = 7 * DAY;

/// A message that speaks to the brand.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    pub source: u32,
    /// When; [`NO_TIME`] where unknown.
    pub time: i64,
    pub platform: u16,
    /// Its own object, [`NONE`] where unknown.
    pub object: u32,
    /// Place in the log's posts, [`NONE`] where unknown.
    pub post: u32,
    /// Whether it is labelled as a complaint.
    pub complaint: bool,
    /// The first answer, if there is one.
    pub answer: Option<Answer>,
}

/// A first answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Answer {
    /// When; [`NO_TIME`] where unknown.
    pub time: i64,
    /// Which of [`Conversation::replies`] it is.
    pub reply: u32,
}

impl Mention {
    /// Seconds to the first answer, where both times are known and in order.
    pub fn response(&self) -> Option<i64> {
        let answer = self.answer?;
        let known = self.time != NO_TIME && answer.time != NO_TIME && answer.time >= self.time;
        known.then(|| answer.time - self.time)
    }
}

/// Something the brand or its staff said to somebody.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reply {
    pub target: u32,
    pub object: u32,
    pub time: i64,
    /// A reply or comment (a mention or quote may answer, and is no reply).
    pub counts: bool,
}

/// What was said to the brand, and what the brand said to people.
#[derive(Debug, Default)]
pub(super) struct Conversation {
    /// Ordered by person and time.
    pub mentions: Vec<Mention>,
    pub replies: Vec<Reply>,
    /// Whether some answers could be matched by person only.
    pub by_person: bool,
}

/// Finds mentions and their first answers. O(events log events).
///
/// A mention is a post that names the brand or replies to it, and a comment or quote of its posts
/// that asks something; a reply within a conversation the brand already answered counts when it
/// asks. An answer is a message of brand or staff about that message; where the log does not say
/// about which, what the brand says to the person within a week answers all they said before.
pub(super) fn conversation(frame: &Frame, notes: &mut Vec<Note>) -> Conversation {
    let mut conversation = Conversation {
        mentions: mentions(frame),
        replies: replies(frame),
        by_person: false,
    };
    answer_by_object(&mut conversation);
    answer_by_person(&mut conversation);
    if conversation.by_person {
        notes.push(Note::AnswersByPerson);
    }
    conversation
}

fn mentions(frame: &Frame) -> Vec<Mention> {
    let mut mentions = Vec::new();
    let mut seen = vec![false; frame.log.posts.len()];
    for event in &frame.log.events {
        if !frame.is_to_brand(event) || frame.is_future(event.time) {
            continue;
        }
        let post = frame.post(event);
        let asks = post.is_some_and(|post| frame.asks(post));
        let speaks = match event.kind {
            Kind::Mention => true,
            Kind::Reply => asks || !within_an_answer(frame, event.object),
            Kind::Comment | Kind::Quote => asks,
            Kind::Repost | Kind::Reaction | Kind::Follow => false,
        };
        if !speaks {
            continue;
        }
        // A post that names two accounts of the brand is one mention.
        if let Some(seen) = seen.get_mut(event.post as usize)
            && std::mem::replace(seen, true)
        {
            continue;
        }
        mentions.push(Mention {
            source: event.source,
            time: event.time,
            platform: event.platform,
            object: post.map_or(NONE, |post| post.object),
            post: event.post,
            complaint: post.is_some_and(|post| frame.complains(post) == Some(true)),
            answer: None,
        });
    }
    mentions.sort_by_key(|mention| (mention.source, mention.time, mention.object, mention.post));
    mentions
}

/// Whether an object is the brand's answer to somebody: what follows is thanks more often than not.
fn within_an_answer(frame: &Frame, object: u32) -> bool {
    let post = frame.post_of.get(object as usize).copied().unwrap_or(NONE);
    frame
        .log
        .posts
        .get(post as usize)
        .is_some_and(|post| frame.side(post.author) != Side::Community)
        && frame.answering[post as usize]
}

fn replies(frame: &Frame) -> Vec<Reply> {
    let mut replies = Vec::new();
    let mut seen = vec![false; frame.log.posts.len()];
    let speaks = |kind| {
        matches!(
            kind,
            Kind::Reply | Kind::Comment | Kind::Quote | Kind::Mention
        )
    };
    for event in &frame.log.events {
        if !frame.has_brand()
            || frame.side(event.source) == Side::Community
            || event.target == NONE
            || frame.side(event.target) != Side::Community
            || !speaks(event.kind)
            || frame.is_future(event.time)
        {
            continue;
        }
        let reply = matches!(event.kind, Kind::Reply | Kind::Comment);
        // A post is one reply, though it may speak to several people.
        let again = reply
            && seen
                .get_mut(event.post as usize)
                .is_some_and(|seen| std::mem::replace(seen, true));
        replies.push(Reply {
            target: event.target,
            object: event.object,
            time: event.time,
            counts: reply && !again,
        });
    }
    replies.sort_by_key(|reply| (reply.time, reply.target, reply.object, !reply.counts));
    replies
}

fn answer_by_object(conversation: &mut Conversation) {
    let mut by_object: Vec<(u32, u32)> = (0..)
        .zip(&conversation.mentions)
        .filter(|(_, mention)| mention.object != NONE)
        .map(|(place, mention)| (mention.object, place))
        .collect();
    by_object.sort_unstable();
    for (number, reply) in (0..).zip(&conversation.replies) {
        let from = by_object.partition_point(|&(object, _)| object < reply.object);
        for &(object, place) in &by_object[from..] {
            if object != reply.object {
                break;
            }
            // Replies come in order of time: the first stays.
            let mention = &mut conversation.mentions[place as usize];
            mention.answer.get_or_insert(Answer {
                time: reply.time,
                reply: number,
            });
        }
    }
}

fn answer_by_person(conversation: &mut Conversation) {
    let mut objects: Vec<u32> = conversation.mentions.iter().map(|it| it.object).collect();
    objects.sort_unstable();
    let mentions = &mut conversation.mentions;
    for (number, reply) in (0..).zip(&conversation.replies) {
        let about_a_mention = reply.object != NONE && objects.binary_search(&reply.object).is_ok();
        if about_a_mention || reply.time == NO_TIME {
            continue;
        }
        let from = mentions.partition_point(|mention| {
            (mention.source, mention.time) < (reply.target, reply.time - ANSWERS_BY_PERSON)
        });
        for mention in &mut mentions[from..] {
            if (mention.source, mention.time) > (reply.target, reply.time) {
                break;
            }
            if mention.answer.is_none_or(|answer| answer.time > reply.time) {
                mention.answer = Some(Answer {
                    time: reply.time,
                    reply: number,
                });
                conversation.by_person = true;
            }
        }
    }
}
