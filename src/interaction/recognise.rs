//! What a file seems to be, before anything is read of it.

use std::path::Path;

use super::document::{self, Document};
use super::open::{damaged, open_file};
use super::reader;
use super::table::{Start, Table, grid_start};
use super::{InteractionError, Recognised, Source};
use crate::source::{self, Format as Bytes};

/// What a file seems to be, by its first rows or items.
///
/// Reads the head of a table; workbooks and JSON documents have no head and are read whole.
pub fn recognise(path: &Path) -> Result<Recognised, InteractionError> {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    if path.is_dir() {
        let source = document::is_slack_folder(path).then_some(Source::Slack);
        return Ok(by_shape(source));
    }
    let opened = open_file(path, &name)?;
    if source::is_mailbox(&opened.head) {
        return Ok(by_shape(Some(Source::Mbox)));
    }
    let start = match opened.format {
        Bytes::Xml => {
            let head = source::decode(&opened.head).text;
            return Ok(by_shape(reader::recognise_xml(&head)));
        }
        Bytes::Spss => return Ok(by_shape(None)),
        Bytes::Json => match document::open(opened, &name, document::Wanted::Any)? {
            Document::Items(reader, _) => {
                return Ok(by_shape(Some(reader.source)));
            }
            Document::Rows(grid) => grid_start(&grid).0,
        },
        Bytes::Zip | Bytes::Ole => {
            let bytes = document::all_bytes(opened, &name)?;
            if document::is_slack_archive(&bytes, &name)? {
                return Ok(by_shape(Some(Source::Slack)));
            }
            grid_start(&source::read_workbook(&bytes).map_err(|error| damaged(&name, error))?).0
        }
        Bytes::Text => Table::open(opened, &name)?.start,
    };
    Ok(match start {
        Start::Known { header, reader } => Recognised {
            source: Some(reader.source()),
            fields: header.names,
            proposal: None,
        },
        Start::Unknown { header } => Recognised {
            source: None,
            proposal: reader::propose(&header),
            fields: header.names,
        },
    })
}

/// A file whose form says what it is, or that it is none of ours: there are no columns to map.
fn by_shape(source: Option<Source>) -> Recognised {
    Recognised {
        source,
        fields: Vec::new(),
        proposal: None,
    }
}
