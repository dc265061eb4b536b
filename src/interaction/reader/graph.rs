//! What GEXF and `GraphML` share: nodes with labels, edges with attributes, read as they stream by.

use std::collections::HashMap;
use std::io::{BufReader, Read};

use foldhash::fast::FixedState;
use quick_xml::events::{BytesStart, Event as Xml};

use super::super::kinds::kind_named;
use super::super::record::{Act, Actor, Record};
use super::super::{InteractionError, Kind, Source};
use super::Sink;
use super::row::plain;

/// Deeper elements are refused.
const DEEPEST: usize = 64;

/// One edge as it is read.
#[derive(Default)]
pub(super) struct Edge {
    pub source: String,
    pub target: String,
    pub both_ways: bool,
    pub kind: String,
    pub time: String,
    pub weight: String,
}

impl Edge {
    /// Takes an attribute by what its title says.
    pub fn set(&mut self, title: &str, value: String) {
        match plain(title).as_str() {
            "kind" | "relation" | "interaction" | "label" | "type"
                // A label may be anything: only a word we know is a kind.
                if (self.kind.is_empty() || kind_named(&plain(&self.kind)).is_none()) => {
                    self.kind = value;
                }
            "time" | "timestamp" | "date" | "start" | "first" => self.time = value,
            "weight" => self.weight = value,
            _ => {}
        }
    }
}

/// The graph so far.
#[derive(Default)]
pub(super) struct Graph {
    labels: HashMap<String, String, FixedState>,
}

impl Graph {
    pub fn node(&mut self, id: String, label: String) {
        if !label.trim().is_empty() {
            self.labels.insert(id, label);
        }
    }

    /// The edge as a record or two.
    pub fn edge(&self, edge: &Edge, sink: &mut Sink) {
        sink.begin_item();
        if edge.source.trim().is_empty() || edge.target.trim().is_empty() {
            sink.reject(None, "an edge without its two ends");
            sink.end();
            return;
        }
        let kind = kind_named(&plain(&edge.kind)).unwrap_or(Kind::Mention);
        let time = sink.time(edge.time.trim(), None);
        let weight = edge.weight.trim();
        let read: Option<f32> = weight
            .parse()
            .ok()
            .filter(|weight: &f32| weight.is_finite() && *weight >= 0.0);
        if read.is_none() && !weight.is_empty() {
            sink.repair(None, "not a weight: expected a number from 0; 1 is used");
        }
        let mut ends = vec![(&edge.source, &edge.target)];
        if edge.both_ways {
            ends.push((&edge.target, &edge.source));
        }
        for (source, target) in ends {
            let mut act = Act::towards(kind, self.actor(target));
            act.weight = read.unwrap_or(1.0);
            sink.record(&Record {
                author: self.actor(source),
                time,
                row_is_act: true,
                acts: vec![act],
                ..Record::default()
            });
        }
        sink.end();
    }

    fn actor(&self, id: &str) -> Actor<'static> {
        match self.labels.get(id) {
            Some(label) => Actor {
                id: id.to_owned().into(),
                handle: label.clone().into(),
                ..Actor::default()
            },
            None => Actor::handle(id.to_owned()),
        }
    }
}

/// What a source does with the elements of its file.
pub(super) trait Elements {
    fn source(&self) -> Source;
    fn open(&mut self, name: &str, attributes: &Attributes, sink: &mut Sink);
    fn text(&mut self, text: &str);
    fn close(&mut self, name: &str, sink: &mut Sink);
}

/// Attributes of one element.
pub(super) struct Attributes(Vec<(String, String)>);

impl Attributes {
    fn of(element: &BytesStart) -> Self {
        let mut attributes = element.attributes();
        let pairs = attributes.with_checks(false).flatten().map(|attribute| {
            let key = attribute.key.local_name().as_ref().to_owned();
            let raw = attribute.value.to_string();
            let value = quick_xml::escape::unescape(&raw)
                .map(std::borrow::Cow::into_owned)
                .unwrap_or(raw.clone());
            (key, value)
        });
        Self(pairs.collect())
    }

    /// The value, empty where the attribute is not there.
    pub fn get(&self, name: &str) -> String {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.clone())
            .unwrap_or_default()
    }
}

/// Streams an XML file through its source's elements.
pub(super) fn stream(
    reader: Box<dyn Read + Send>,
    elements: &mut dyn Elements,
    file: &str,
    sink: &mut Sink,
) -> Result<(), InteractionError> {
    let mut xml = quick_xml::Reader::from_reader(BufReader::with_capacity(1 << 18, reader));
    xml.config_mut().check_end_names = true;
    let damaged = |position: u64, reason: String| InteractionError::Damaged {
        file: file.to_owned(),
        line: None,
        reason: format!("at byte {position}: {reason}"),
    };
    let mut buffer = Vec::new();
    let mut open: usize = 0;
    loop {
        buffer.clear();
        let event = xml.read_event_into(&mut buffer);
        let position = xml.buffer_position();
        match event {
            Ok(Xml::Start(element)) => {
                open += 1;
                if open > DEEPEST {
                    return Err(damaged(
                        position,
                        format!("elements nested deeper than {DEEPEST}"),
                    ));
                }
                let name = element.local_name().as_ref().to_owned();
                elements.open(&name, &Attributes::of(&element), sink);
            }
            Ok(Xml::Empty(element)) => {
                let name = element.local_name().as_ref().to_owned();
                elements.open(&name, &Attributes::of(&element), sink);
                elements.close(&name, sink);
            }
            Ok(Xml::Text(text)) => elements.text(&text),
            Ok(Xml::CData(text)) => elements.text(&text),
            Ok(Xml::GeneralRef(name)) => {
                let reference = format!("&{};", &*name);
                if let Ok(text) = quick_xml::escape::unescape(&reference) {
                    elements.text(&text);
                }
            }
            Ok(Xml::End(element)) => {
                open = open.saturating_sub(1);
                elements.close(element.local_name().as_ref(), sink);
            }
            Ok(Xml::Eof) if open == 0 => return Ok(()),
            Ok(Xml::Eof) => {
                return Err(damaged(
                    position,
                    "the file ends before its elements are closed".to_owned(),
                ));
            }
            Ok(_) => {}
            Err(error) => {
                return Err(damaged(
                    position,
                    format!("this is not XML: {}", first_line(&error.to_string())),
                ));
            }
        }
    }
}

/// Messages of the XML reader may quote names of the file: only their first words are kept.
fn first_line(message: &str) -> String {
    message
        .split(['`', ':', '\n'])
        .next()
        .unwrap_or("")
        .trim()
        .to_owned()
}
