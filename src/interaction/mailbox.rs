//! Mail: read twice, first to know which messages and lists all files hold, since answers may stand before
//! what they answer, also in another file.

use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::open::{Found, Opened, damaged, find_files, open_file};
use super::read::Job;
use super::reader::{Known, MAIL, Sink};
use super::{FileSpec, InteractionError, ReadOptions, Source};
use crate::person::Secret;
use crate::source::{Mailbox, SourceError, is_mailbox};

/// Messages between two calls of the progress.
const TICK: u64 = 1 << 10;

/// Reads the messages of one file. One message in memory, and the hashes of all ids.
pub(super) fn read(job: &Job, opened: Opened, sink: &mut Sink) -> Result<(), InteractionError> {
    job.place_on(Source::Mbox.platform(), sink);
    sink.report.source = Source::Mbox;
    sink.report.dialect = format!("{}mbox", opened.packed);
    let mapping = MAIL
        .iter()
        .map(|&(field, header)| (field, header.to_owned()));
    sink.report.mapping = mapping.collect();
    let known = match &sink.builder.people.mail {
        Some(known) => Arc::clone(known),
        None => Arc::new(know(job, &opened)?),
    };
    sink.builder.people.mail = Some(Arc::clone(&known));
    let bytes = opened.bytes.clone();
    each(opened.reader, &job.file.name, |_, line, message| {
        if !job.more(sink) {
            return false;
        }
        sink.begin(line);
        known.read(message, sink);
        sink.end();
        if sink.report.read.is_multiple_of(TICK) {
            job.tick(TICK, bytes.load(Ordering::Relaxed));
        }
        true
    })?;
    job.tick(sink.report.read % TICK, job.file.size);
    Ok(())
}

/// What there is to know before the first file is read. Addresses are hashed with the project's key; else
/// with one made of this file: whoever lacks the mail lacks the key.
fn know(job: &Job, first: &Opened) -> Result<Known, InteractionError> {
    let made = || Secret::of_content(&first.head);
    let mut known = Known::new(job.secret().cloned().unwrap_or_else(made));
    for found in job.all() {
        if let Some(opened) = mail(found)? {
            each(opened.reader, &found.name, |place, _, message| {
                known.note(message);
                job.allows(place)
            })?;
        }
    }
    Ok(known)
}

/// A file, opened, if it is one of mail.
fn mail(found: &Found) -> Result<Option<Opened>, InteractionError> {
    if found.path.is_dir() {
        return Ok(None);
    }
    let opened = open_file(&found.path, &found.name)?;
    Ok(is_mailbox(&opened.head).then_some(opened))
}

/// Calls for each message with its place from 1, its line and its bytes, until it says no.
fn each(
    reader: Box<dyn Read + Send>,
    name: &str,
    mut call: impl FnMut(u64, u64, &[u8]) -> bool,
) -> Result<(), InteractionError> {
    let mut mailbox = Mailbox::new(reader);
    let mut message = Vec::new();
    let mut place = 0;
    let failed = |error| damaged(name, SourceError::Io(error));
    while let Some(line) = mailbox.next(&mut message).map_err(failed)? {
        place += 1;
        if !call(place, line, &message) {
            break;
        }
    }
    Ok(())
}

/// Whether any file of a log holds mail, whose addresses need a key.
///
/// # Errors
/// A file that is not there or cannot be opened.
pub fn holds_mail(files: &[FileSpec], options: &ReadOptions) -> Result<bool, InteractionError> {
    for found in find_files(&options.folder, files)? {
        if mail(&found)?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}
