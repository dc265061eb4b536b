//! `CooRTweet` (formats.md 3.15): who shared which object when. No tie by itself; shares of one object
//! close in time are evidence of coordination.

use super::super::Kind;
use super::super::record::{Act, Actor, Record};
use super::{Header, Row, Sink, TableReader};
use crate::interaction::Source;

struct Shares {
    object: Option<usize>,
    account: Option<usize>,
    content: Option<usize>,
    time: Option<usize>,
}

impl TableReader for Shares {
    fn source(&self) -> Source {
        Source::Coortweet
    }

    fn mapping(&self) -> Vec<(&'static str, usize)> {
        let fields = [
            ("object", self.object),
            ("source", self.account),
            ("id", self.content),
            ("time", self.time),
        ];
        fields
            .into_iter()
            .filter_map(|(field, column)| Some((field, column?)))
            .collect()
    }

    fn row(&mut self, row: &Row, sink: &mut Sink) {
        let account = sink.id(row.maybe(self.account), self.account);
        let object = sink.id(row.maybe(self.object), self.object);
        if account.is_empty() || object.is_empty() {
            sink.reject(
                if account.is_empty() {
                    self.account
                } else {
                    self.object
                },
                "a share needs an account and an object",
            );
            return;
        }
        let time = sink.time(row.maybe(self.time), self.time);
        let id = sink.id(row.maybe(self.content), self.content);
        sink.record(&Record {
            line: row.line,
            author: Actor::handle(account),
            id: id.into(),
            time,
            repost: true,
            is_post: true,
            acts: vec![Act::on(Kind::Repost, object)],
            ..Record::default()
        });
    }
}

pub(super) fn recognise(header: &Header) -> Option<Box<dyn TableReader>> {
    header
        .has(&["object_id", "account_id", "timestamp_share"])
        .then(|| -> Box<dyn TableReader> {
            Box::new(Shares {
                object: header.any(&["object_id"]),
                account: header.any(&["account_id"]),
                content: header.any(&["content_id"]),
                time: header.any(&["timestamp_share"]),
            })
        })
}
