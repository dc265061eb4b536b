//! The files of a zip that is an export of several files, not a workbook.

use std::io::Read;

use super::{MAX_UNPACKED, SourceError, zip};

/// One file of an archive.
#[derive(Debug, Clone)]
pub struct ArchiveFile {
    /// Its path in the archive.
    pub name: String,
    /// Its bytes, unpacked.
    pub bytes: Vec<u8>,
}

/// The files of a zip whose path ends with `suffix`, in the order of their paths.
///
/// Refused when the whole unpacks to more than [`MAX_UNPACKED`]; nothing is written anywhere, so a
/// path that leads out of the archive is a name and no more.
pub fn archive(bytes: &[u8], suffix: &str) -> Result<Vec<ArchiveFile>, SourceError> {
    let mut entries = zip::check(bytes, MAX_UNPACKED)?;
    entries.retain(|entry| entry.name.ends_with(suffix));
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    let mut files = Vec::with_capacity(entries.len());
    for entry in &entries {
        let mut content = Vec::new();
        zip::reader(bytes, entry)?
            .take(MAX_UNPACKED)
            .read_to_end(&mut content)
            .map_err(|error| SourceError::Unpack {
                format: "zip",
                reason: error.to_string(),
            })?;
        files.push(ArchiveFile {
            name: entry.name.clone(),
            bytes: content,
        });
    }
    Ok(files)
}
