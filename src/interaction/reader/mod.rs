//! One file a source: each turns its rows or items into the same checked records.

mod bluesky;
mod cell;
mod coortweet;
mod discord;
mod discord_csv;
mod discourse;
mod discourse_archive;
mod fields;
mod four_cat;
mod gexf;
mod github;
mod graph;
mod graphml;
mod item;
mod jetstream;
mod layout;
mod listening;
mod mail;
mod mail_text;
mod map;
mod mastodon;
mod mbox;
mod minet;
mod minet_bluesky;
mod minet_x;
mod reddit;
mod row;
mod sink;
mod slack;
mod tcat;
mod telegram;
mod twarc;
mod twarc_csv;

pub(super) use item::{ItemReader, reader_of, recognise_item};
pub(super) use map::{MapReader, propose};
pub(super) use mbox::{Known, MAPPING as MAIL};
pub(super) use row::{Header, Row, plain as plain_name};
pub(super) use sink::Sink;
pub(super) use slack::read_users;

use std::io::Read;

use super::{InteractionError, Source};

/// Reads the rows of one table.
pub(super) trait TableReader {
    /// Which tool wrote it.
    fn source(&self) -> Source;
    /// Our fields and the places of their columns.
    fn mapping(&self) -> Vec<(&'static str, usize)>;
    /// One row to records; the row was begun and is ended by the caller.
    fn row(&mut self, row: &Row, sink: &mut Sink);
    /// The columns of a log plain enough for the straight road.
    fn plan(&self) -> Option<super::fast::Plan> {
        None
    }
    /// What the project file could say so that more is understood, once the rows were read.
    fn proposal(&self) -> Option<String> {
        None
    }
}

/// Which graph format the first bytes of an XML file announce.
pub(super) fn recognise_xml(head: &str) -> Option<Source> {
    let lower = head.to_lowercase();
    [("<gexf", Source::Gexf), ("<graphml", Source::Graphml)]
        .into_iter()
        .find_map(|(mark, source)| lower.contains(mark).then_some(source))
}

/// Streams a graph file.
pub(super) fn read_xml(
    source: Source,
    reader: Box<dyn Read + Send>,
    file: &str,
    sink: &mut Sink,
) -> Result<(), InteractionError> {
    let mut elements: Box<dyn graph::Elements> = match source {
        Source::Gexf => Box::new(gexf::Gexf::default()),
        _ => Box::new(graphml::GraphMl::default()),
    };
    sink.report.source = elements.source();
    graph::stream(reader, elements.as_mut(), file, sink)
}

/// Knows a source by its header.
type Recogniser = fn(&Header) -> Option<Box<dyn TableReader>>;

/// What tries to recognise a header, the stricter first.
const TABLES: &[Recogniser] = &[
    twarc_csv::recognise,
    minet_x::recognise,
    minet_bluesky::recognise,
    four_cat::recognise,
    tcat::recognise,
    coortweet::recognise,
    discourse_archive::recognise,
    discord_csv::recognise,
    minet::recognise,
    map::recognise,
    listening::recognise,
];

/// The reader of a table with this header, if its set of names is known.
pub(super) fn recognise(header: &Header) -> Option<Box<dyn TableReader>> {
    TABLES.iter().find_map(|recognise| recognise(header))
}
