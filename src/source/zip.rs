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

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    /// A zip of one deflated file of zeros, with the size its list of contents shall declare.
    fn zipped(zeros: usize, declared: u32) -> Vec<u8> {
        let mut packer =
            flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(&vec![0; zeros]).unwrap();
        let packed = packer.finish().unwrap();
        let size = (packed.len() as u32).to_le_bytes();
        let sizes = [&[0; 4][..], &size, &declared.to_le_bytes()].concat();
        let mut file = b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0".to_vec();
        file.extend([&sizes[..], b"\x01\0\0\0a"].concat());
        file.extend(&packed);
        let at = file.len() as u32;
        file.extend(b"PK\x01\x02\x14\0\x14\0\0\0\x08\0\0\0\0\0");
        file.extend([&sizes[..], b"\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0a"].concat());
        let length = file.len() as u32 - at;
        file.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
        file.extend([&length.to_le_bytes()[..], &at.to_le_bytes(), b"\0\0"].concat());
        file
    }

    #[test]
    fn a_zip_is_refused_by_what_it_declares_and_by_what_comes_out() {
        let limit = 1 << 16;
        let honest = zipped(1 << 18, 1 << 18);
        assert!(matches!(
            check(&honest, limit),
            Err(SourceError::TooLarge { .. })
        ));
        let lying = zipped(1 << 18, 100);
        assert!(matches!(
            check(&lying, limit),
            Err(SourceError::TooLarge { .. })
        ));
        let small = zipped(1 << 10, 1 << 10);
        assert_eq!(check(&small, limit).unwrap()[0].name, "a");
    }

    #[test]
    fn a_zip_cut_off_says_so() {
        let whole = zipped(1000, 1000);
        for end in 0..whole.len() {
            let _ = check(&whole[..end], 1 << 20);
        }
        assert!(matches!(
            check(&whole[..30], 1 << 20),
            Err(SourceError::Unpack { .. })
        ));
    }
}
