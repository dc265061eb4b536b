//! One file a source: each turns its rows or items into the same checked records.

mod map;
mod row;
mod sink;

pub(super) use map::{MapReader, propose};
pub(super) use row::{Header, Row, plain as plain_name};
pub(super) use sink::Sink;

use super::Source;

/// Reads the rows of one table.
pub(super) trait TableReader {
    /// Which tool wrote it.
    fn source(&self) -> Source;
    /// Our fields and the places of their columns.
    fn mapping(&self) -> Vec<(&'static str, usize)>;
    /// One row to records; the row was begun and is ended by the caller.
    fn row(&mut self, row: &Row, sink: &mut Sink);
    /// What the project file could say so that more is understood, once the rows were read.
    fn proposal(&self) -> Option<String> {
        None
    }
}

/// The reader of a table with this header, if its set of names is known.
pub(super) fn recognise(header: &Header) -> Option<Box<dyn TableReader>> {
    map::recognise(header)
}
