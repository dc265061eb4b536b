//! The data arranged for the page: sorted, cut to what a page holds, worded where a sentence depends
//! on several facts. Templates only lay it out.

pub mod card;
pub mod director;
pub mod people;
pub mod statement;

use super::data::{Data, Level, Standing};

/// Colours in the palette of groups and circles; more than these share a neutral one.
pub const COLOURS: usize = 10;

/// The colour of a group or circle: `COLOURS` is the neutral one.
pub fn colour(index: usize) -> usize {
    index.min(COLOURS)
}

/// Whether this document may name people of the network.
pub fn shows_people(data: &Data) -> bool {
    let internal = is_internal(data);
    data.privacy.level == Level::Private || (data.privacy.level == Level::Team && !internal)
}

/// Whether the audience is inside the organisation only: then nobody is to be contacted as a target.
pub fn is_internal(data: &Data) -> bool {
    let standing = data.project.scope.as_ref().and_then(|scope| scope.audience);
    standing == Some(Standing::Internal)
}
