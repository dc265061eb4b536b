//! A look at a zip's list of contents before anything is unpacked (APPNOTE.TXT 4.3.12, 4.3.16).

use std::io::Read;

use super::SourceError;

/// One file of a zip.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub name: String,
    method: u16,
    packed: u64,
    unpacked: u64,
    offset: u64,
}

fn damaged(reason: &str) -> SourceError {
    SourceError::Unpack {
        format: "zip",
        reason: reason.to_owned(),
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// The files a zip says it holds.
pub(super) fn entries(bytes: &[u8]) -> Result<Vec<Entry>, SourceError> {
    let tail = bytes.len().saturating_sub(66_000);
    let end = memchr::memmem::rfind(&bytes[tail..], b"PK\x05\x06")
        .map(|at| at + tail)
        .ok_or_else(|| damaged("its list of contents is missing"))?;
    let list = || -> Option<(usize, usize)> {
        Some((
            u16_at(bytes, end + 10)? as usize,
            u32_at(bytes, end + 16)? as usize,
        ))
    };
    let (count, mut at) = list().ok_or_else(|| damaged("its end is cut off"))?;
    let mut entries = Vec::with_capacity(count.min(4096));
    for _ in 0..count {
        let (entry, next) =
            entry(bytes, at).ok_or_else(|| damaged("its list of contents is broken"))?;
        entries.push(entry);
        at = next;
    }
    Ok(entries)
}

fn entry(bytes: &[u8], at: usize) -> Option<(Entry, usize)> {
    if bytes.get(at..at + 4)? != b"PK\x01\x02" {
        return None;
    }
    let length = |offset| u16_at(bytes, at + offset).map(usize::from);
    let (name, extra, comment) = (length(28)?, length(30)?, length(32)?);
    let entry = Entry {
        name: String::from_utf8_lossy(bytes.get(at + 46..at + 46 + name)?).into_owned(),
        method: u16_at(bytes, at + 10)?,
        packed: u64::from(u32_at(bytes, at + 20)?),
        unpacked: u64::from(u32_at(bytes, at + 24)?),
        offset: u64::from(u32_at(bytes, at + 42)?),
    };
    Some((entry, at + 46 + name + extra + comment))
}

/// Deflate cannot do better than this (zlib, "Maximum expansion factor").
const MAX_RATIO: u64 = 1032;

/// Refuses a zip that unpacks to more than `limit` bytes in all, whatever its list says.
pub(super) fn check(bytes: &[u8], limit: u64) -> Result<Vec<Entry>, SourceError> {
    let entries = entries(bytes)?;
    let declared: u64 = entries.iter().map(|entry| entry.unpacked).sum();
    if declared > limit {
        return Err(SourceError::TooLarge { limit });
    }
    let packed: u64 = entries
        .iter()
        .map(|entry| entry.packed.min(bytes.len() as u64))
        .sum();
    if packed.saturating_mul(MAX_RATIO) > limit {
        // The list may lie: count what really comes out.
        let mut total = 0;
        for entry in &entries {
            let mut reader = reader(bytes, entry)?.take(limit - total + 1);
            total += std::io::copy(&mut reader, &mut std::io::sink())
                .map_err(|error| damaged(&error.to_string()))?;
            if total > limit {
                return Err(SourceError::TooLarge { limit });
            }
        }
    }
    Ok(entries)
}

/// The unpacked bytes of one file, as a stream.
pub(super) fn reader<'a>(
    bytes: &'a [u8],
    entry: &Entry,
) -> Result<Box<dyn Read + 'a>, SourceError> {
    let start = || -> Option<usize> {
        let at = usize::try_from(entry.offset).ok()?;
        if bytes.get(at..at + 4)? != b"PK\x03\x04" {
            return None;
        }
        let (name, extra) = (
            u16_at(bytes, at + 26)? as usize,
            u16_at(bytes, at + 28)? as usize,
        );
        Some(at + 30 + name + extra)
    };
    let start = start().ok_or_else(|| damaged("a file in it is missing"))?;
    let end = start.saturating_add(entry.packed as usize).min(bytes.len());
    let packed = bytes
        .get(start..end)
        .ok_or_else(|| damaged("it is cut off"))?;
    match entry.method {
        0 => Ok(Box::new(packed)),
        8 => Ok(Box::new(flate2::read::DeflateDecoder::new(packed))),
        _ => Err(damaged("it is packed in a way spreadsheets do not use")),
    }
}
