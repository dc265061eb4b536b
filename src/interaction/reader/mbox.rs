//! mbox (formats.md 3.14): an answer is a reply to whoever wrote the message it answers; a message that
//! answers nobody addresses the persons of its To.
//!
//! People are known by keyed hashes of their addresses, messages by those of their ids: no address stays.
//! Cc makes no tie, nor does the To of an answer (mail programs fill both in by themselves), nor a message
//! to many.

use std::collections::HashSet;

use super::super::record::{Act, Actor, Record};
use super::super::{Kind, Oddity};
use super::Sink;
use super::mail::{Address, Mail};
use super::mail_text::{own_words, without_addresses};
use crate::person::{Secret, fold};

/// Where our fields are read from.
pub(in super::super) const MAPPING: &[(&str, &str)] = &[
    ("id", "Message-ID (hashed)"),
    ("source_id", "From, Reply-To (hashed)"),
    ("name", "From, Reply-To"),
    ("time", "Date"),
    ("text", "Subject, text/plain"),
    ("reply", "In-Reply-To, References"),
    ("mention", "To (hashed)"),
    (
        "left out",
        "Auto-Submitted, X-No-Archive, List-Post, List-Id",
    ),
];
/// A message to more persons than that addresses nobody in particular.
const MOST_ADDRESSED: usize = 10;

/// What is known of all mail of a log before any of it is read.
pub(in super::super) struct Known {
    secret: Secret,
    /// Keys of its messages.
    messages: HashSet<String>,
    /// Addresses of lists: no persons.
    lists: HashSet<String>,
}

impl Known {
    pub fn new(secret: Secret) -> Self {
        Self {
            secret,
            messages: HashSet::new(),
            lists: HashSet::new(),
        }
    }

    /// What addresses are hashed with.
    pub fn secret(&self) -> &Secret {
        &self.secret
    }

    /// Takes note of one message.
    pub fn note(&mut self, message: &[u8]) {
        let mail = Mail::headers(message);
        let id = self.message(&mail.id());
        self.messages.insert(id);
        self.lists.extend(mail.lists());
    }

    /// One message to a record: begins and ends it.
    pub fn read(&self, message: &[u8], sink: &mut Sink) {
        let mail = Mail::whole(message);
        let author = self.author(&mail);
        let machine = author
            .as_ref()
            .is_some_and(|author| author.address.starts_with("mailer-daemon@"));
        if mail.keeps_out() {
            sink.odd(Oddity::NotPublic);
        } else if machine || mail.is_automatic() {
            sink.odd(Oddity::AutomaticMail);
        } else {
            self.record(&mail, author, sink);
        }
    }

    fn record(&self, mail: &Mail, author: Option<Address>, sink: &mut Sink) {
        let answers = self.answered(mail);
        let mut text = own_words(&mail.text());
        let mut acts = Vec::new();
        if let Some(answered) = &answers {
            if !self.messages.contains(answered) {
                sink.odd(Oddity::AnswersMissing);
            }
            acts.push(Act::on(Kind::Reply, answered.clone()));
        } else {
            let subject = without_addresses(&mail.value("Subject"));
            text = format!("{subject}\n{text}");
            acts.extend(self.addressed(mail));
        }
        let date = mail.value("Date");
        let time = mail.time().or_else(|| sink.time(&date, None));
        sink.record(&Record {
            author: author.map(|author| self.actor(author)).unwrap_or_default(),
            id: self.message(&mail.id()).into(),
            time,
            text: text.into(),
            answers: answers.unwrap_or_default().into(),
            is_post: true,
            acts,
            ..Record::default()
        });
    }

    /// Who wrote it. A list may put its own address into From: Reply-To says who it was then.
    fn author(&self, mail: &Mail) -> Option<Address> {
        let person = |one: &Address| !self.lists.contains(&one.address);
        let from = mail.address("From");
        from.filter(person)
            .or_else(|| mail.addresses("Reply-To").into_iter().find(person))
    }

    /// The message it answers: the likeliest that is there, else the likeliest.
    fn answered(&self, mail: &Mail) -> Option<String> {
        let mut all: Vec<String> = mail.answered().iter().map(|id| self.message(id)).collect();
        let place = all.iter().position(|id| self.messages.contains(id));
        (!all.is_empty()).then(|| all.swap_remove(place.unwrap_or(0)))
    }

    /// Mentions of the persons in To.
    fn addressed(&self, mail: &Mail) -> Vec<Act<'static>> {
        let mut persons = mail.addresses("To");
        persons.retain(|one| !self.lists.contains(&one.address));
        if persons.len() > MOST_ADDRESSED {
            return Vec::new();
        }
        let mention = |one| Act::towards(Kind::Mention, self.actor(one));
        persons.into_iter().map(mention).collect()
    }

    fn actor(&self, one: Address) -> Actor<'static> {
        Actor {
            id: self.secret.mail_account(&one.address).into(),
            name: one.name.into(),
            ..Actor::default()
        }
    }

    /// The key of a message; ids often hold an address or the name of somebody's computer.
    fn message(&self, id: &str) -> String {
        if id.is_empty() {
            return String::new();
        }
        self.secret.short("message", &fold(id))
    }
}
