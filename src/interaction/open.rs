//! From names and globs to open files: sizes, kinds of content, rows one after another.

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{FileSpec, InteractionError};
use crate::source::{Format, SourceError, Utf8Reader, format_of, stream};

/// What streams may unpack to: a bound against files made to fill the disk of time, not of memory.
const MAX_STREAM: u64 = 1 << 40;
/// How much of a file is looked at before it is read.
const HEAD: usize = 1 << 18;

/// One file that a name or glob means.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub path: PathBuf,
    /// Relative to the project, with `/`.
    pub name: String,
    pub size: u64,
    /// Place in the list of specs.
    pub spec: usize,
}

/// The files of all specs, each once (the first spec that names it counts), in the order of names.
pub(super) fn find_files(
    folder: &Path,
    specs: &[FileSpec],
) -> Result<Vec<Found>, InteractionError> {
    let mut found: Vec<Found> = Vec::new();
    for (place, spec) in specs.iter().enumerate() {
        let mut paths = Vec::new();
        let whole = folder.join(&spec.file);
        if whole.exists() {
            paths.push(whole);
        } else {
            let pattern =
                Path::new(&glob::Pattern::escape(&folder.to_string_lossy())).join(&spec.file);
            let matches = glob::glob(&pattern.to_string_lossy()).map_err(|error| {
                InteractionError::Pattern {
                    pattern: spec.file.clone(),
                    reason: error.msg.to_owned(),
                }
            })?;
            paths.extend(matches.filter_map(Result::ok));
        }
        if paths.is_empty() {
            return Err(InteractionError::NoFile {
                pattern: spec.file.clone(),
            });
        }
        for path in paths {
            let name = path
                .strip_prefix(folder)
                .unwrap_or(&path)
                .to_string_lossy()
                .replace('\\', "/");
            if found.iter().any(|one| one.path == path) {
                continue;
            }
            let size = std::fs::metadata(&path)
                .map_err(|source| InteractionError::Io {
                    file: name.clone(),
                    source,
                })?
                .len();
            found.push(Found {
                path,
                name,
                size,
                spec: place,
            });
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

/// A file's first bytes and all its bytes, unpacked; `read` counts packed bytes as they pass.
pub(super) struct Opened {
    pub head: Vec<u8>,
    pub format: Format,
    pub packed: &'static str,
    pub reader: Box<dyn Read + Send>,
    pub bytes: Arc<AtomicU64>,
}

pub(super) fn open_file(path: &Path, name: &str) -> Result<Opened, InteractionError> {
    let (mut reader, compression) =
        stream(path, MAX_STREAM).map_err(|error| damaged(name, error))?;
    let mut head = Vec::new();
    reader
        .by_ref()
        .take(HEAD as u64)
        .read_to_end(&mut head)
        .map_err(|error| damaged(name, SourceError::Io(error)))?;
    let packed = match compression {
        crate::source::Compression::None => "",
        crate::source::Compression::Gzip => "gzip, ",
        crate::source::Compression::Zstd => "zstd, ",
    };
    let bytes = Arc::new(AtomicU64::new(0));
    let all = Cursor::new(head.clone()).chain(reader);
    let reader = Box::new(Counted {
        inner: all,
        bytes: Arc::clone(&bytes),
    });
    Ok(Opened {
        format: format_of(&head),
        head,
        packed,
        reader,
        bytes,
    })
}

/// All bytes of a small file, unpacked.
pub(super) fn all_bytes_of(path: &Path, name: &str) -> Result<Vec<u8>, InteractionError> {
    let content = crate::source::open(path).map_err(|error| damaged(name, error))?;
    Ok(content.bytes)
}

/// UTF-8 of whatever encoding the file has.
pub(super) fn utf8(
    reader: Box<dyn Read + Send>,
    name: &str,
) -> Result<Utf8Reader<Box<dyn Read + Send>>, InteractionError> {
    Utf8Reader::new(reader).map_err(|error| damaged(name, SourceError::Io(error)))
}

struct Counted<R> {
    inner: R,
    bytes: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// An error of the source room with the file's name.
pub(super) fn damaged(file: &str, error: SourceError) -> InteractionError {
    let file = file.to_owned();
    match error {
        SourceError::Io(source) => match source.downcast::<SourceError>() {
            Ok(inner) => damaged(&file, inner),
            Err(source) => InteractionError::Io { file, source },
        },
        // The message names the line itself.
        other => InteractionError::Damaged {
            file,
            line: None,
            reason: other.to_string(),
        },
    }
}
