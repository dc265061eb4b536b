//! Opening a file: gzip and zstd unpacked, with a bound on what they unpack to.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use super::{SourceError, spss};

/// How much a file may unpack to (1 GiB).
pub const MAX_UNPACKED: u64 = 1 << 30;

/// How a file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Compression {
    /// As it is.
    None,
    /// gzip (RFC 1952), several members allowed.
    Gzip,
    /// zstd (RFC 8878).
    Zstd,
}

/// What the bytes of a file are, told by their first bytes, never by the file's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Delimited text, or any other text.
    Text,
    /// JSON or NDJSON: the first character is `{` or `[`.
    Json,
    /// A zip: XLSX, XLSB, ODS, or an export of several files.
    Zip,
    /// The older Excel container (XLS), or a password-protected workbook.
    Ole,
    /// XML: GEXF, `GraphML`, flat spreadsheets.
    Xml,
    /// A system file of SPSS or PSPP (SAV, ZSAV).
    Spss,
}

/// The bytes of a file, unpacked.
#[derive(Debug, Clone)]
pub struct Content {
    /// All bytes.
    pub bytes: Vec<u8>,
    /// How they were packed.
    pub compression: Compression,
    /// What they are.
    pub format: Format,
}

/// Reads a whole file, unpacked; refused above [`MAX_UNPACKED`].
pub fn open(path: &Path) -> Result<Content, SourceError> {
    let (reader, compression) = stream(path, MAX_UNPACKED)?;
    let mut bytes = Vec::new();
    let mut reader = reader;
    reader
        .read_to_end(&mut bytes)
        .map_err(|error| unpack_error(compression, error))?;
    let format = format_of(&bytes);
    Ok(Content {
        bytes,
        compression,
        format,
    })
}

/// A reader of a file's unpacked bytes, for what need not be in memory at once. It fails (with an
/// [`io::Error`] that holds [`SourceError::TooLarge`]) after `limit` bytes.
pub fn stream(path: &Path, limit: u64) -> Result<(Box<dyn Read + Send>, Compression), SourceError> {
    let mut file = BufReader::with_capacity(1 << 18, File::open(path)?);
    let magic = peek(&mut file)?;
    let (inner, compression): (Box<dyn Read + Send>, _) = match magic {
        [0x1f, 0x8b, ..] => (
            Box::new(flate2::bufread::MultiGzDecoder::new(file)),
            Compression::Gzip,
        ),
        [0x28, 0xb5, 0x2f, 0xfd] => (Box::new(Zstd::new(file)?), Compression::Zstd),
        _ => (Box::new(file), Compression::None),
    };
    Ok((
        Box::new(Bounded {
            inner,
            left: limit,
            limit,
        }),
        compression,
    ))
}

/// What a file is by its first bytes (a byte order mark and blanks skipped).
pub fn format_of(bytes: &[u8]) -> Format {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Format::Zip;
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        return Format::Ole;
    }
    if spss::is_spss(bytes) {
        return Format::Spss;
    }
    let head = &bytes[..bytes.len().min(4096)];
    // Zero bytes are skipped so that UTF-16 is told too.
    let first = head.iter().find(|byte| {
        !matches!(
            byte,
            0xef | 0xbb | 0xbf | 0xff | 0xfe | 0 | b' ' | b'\t' | b'\r' | b'\n'
        )
    });
    match first {
        Some(b'{') => Format::Json,
        Some(b'[') if looks_like_array(head) => Format::Json,
        Some(b'<') => Format::Xml,
        _ => Format::Text,
    }
}

/// A table may start with a cell such as `[id]`: JSON goes on with a value.
fn looks_like_array(head: &[u8]) -> bool {
    let mut rest = head
        .iter()
        .filter(|byte| **byte != 0)
        .skip_while(|byte| **byte != b'[')
        .skip(1);
    matches!(
        rest.find(|byte| !byte.is_ascii_whitespace()),
        Some(b'{' | b'[' | b'"' | b']' | b'0'..=b'9' | b'-' | b't' | b'f' | b'n') | None
    )
}

/// The unpacking error behind an [`io::Error`] of [`stream`].
fn unpack_error(compression: Compression, error: io::Error) -> SourceError {
    if error
        .get_ref()
        .is_some_and(<dyn std::error::Error + Send + Sync>::is::<SourceError>)
    {
        return SourceError::TooLarge {
            limit: MAX_UNPACKED,
        };
    }
    match compression {
        Compression::None => SourceError::Io(error),
        Compression::Gzip => SourceError::Unpack {
            format: "gzip",
            reason: error.to_string(),
        },
        Compression::Zstd => SourceError::Unpack {
            format: "zstd",
            reason: error.to_string(),
        },
    }
}

/// The first four bytes, left in the buffer (fewer where the file is shorter).
fn peek(file: &mut BufReader<File>) -> Result<[u8; 4], SourceError> {
    use std::io::BufRead;
    let buffer = file.fill_buf()?;
    let mut magic = [0; 4];
    let length = buffer.len().min(4);
    magic[..length].copy_from_slice(&buffer[..length]);
    Ok(magic)
}

struct Bounded {
    inner: Box<dyn Read + Send>,
    left: u64,
    limit: u64,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        if read as u64 > self.left {
            return Err(io::Error::other(SourceError::TooLarge {
                limit: self.limit,
            }));
        }
        self.left -= read as u64;
        Ok(read)
    }
}

/// zstd frames one after another (ruzstd reads one at a time).
struct Zstd {
    input: BufReader<File>,
    frame: ruzstd::decoding::FrameDecoder,
    /// Whether a frame is open.
    open: bool,
}

impl Zstd {
    fn new(mut input: BufReader<File>) -> Result<Self, SourceError> {
        let mut frame = ruzstd::decoding::FrameDecoder::new();
        frame
            .reset(&mut input)
            .map_err(|error| SourceError::Unpack {
                format: "zstd",
                reason: error.to_string(),
            })?;
        Ok(Self {
            input,
            frame,
            open: true,
        })
    }
}

impl Read for Zstd {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        use ruzstd::decoding::BlockDecodingStrategy;
        use std::io::BufRead;
        loop {
            if self.frame.can_collect() > 0 {
                return self.frame.read(buffer);
            }
            if self.open && self.frame.is_finished() {
                self.open = false;
            }
            if !self.open {
                if self.input.fill_buf()?.is_empty() {
                    return Ok(0);
                }
                self.frame
                    .reset(&mut self.input)
                    .map_err(io::Error::other)?;
                self.open = true;
            }
            self.frame
                .decode_blocks(&mut self.input, BlockDecodingStrategy::UptoBytes(1 << 17))
                .map_err(io::Error::other)?;
            if self.frame.is_finished() && self.frame.can_collect() == 0 {
                self.open = false;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_gzip_of_two_members_is_read_to_its_end() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        for part in ["a,b\n", "1,2\n"] {
            let mut packer = flate2::write::GzEncoder::new(&mut file, flate2::Compression::fast());
            packer.write_all(part.as_bytes()).unwrap();
            packer.finish().unwrap();
        }
        let content = open(file.path()).unwrap();
        assert_eq!(content.bytes, b"a,b\n1,2\n");
        assert_eq!(content.compression, Compression::Gzip);
    }

    #[test]
    fn two_zstd_frames_are_read_to_their_end() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        for part in ["a,b\n", "1,2\n"] {
            let packed = ruzstd::encoding::compress_to_vec(
                part.as_bytes(),
                ruzstd::encoding::CompressionLevel::Fastest,
            );
            file.write_all(&packed).unwrap();
        }
        let content = open(file.path()).unwrap();
        assert_eq!(content.bytes, b"a,b\n1,2\n");
        assert_eq!(content.compression, Compression::Zstd);
    }

    #[test]
    fn unpacking_stops_at_the_bound() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        let mut packer = flate2::write::GzEncoder::new(&mut file, flate2::Compression::fast());
        packer.write_all(&vec![b'x'; 1 << 20]).unwrap();
        packer.finish().unwrap();
        let (mut reader, compression) = stream(file.path(), 1000).unwrap();
        let error = reader.read_to_end(&mut Vec::new()).unwrap_err();
        assert!(matches!(
            unpack_error(compression, error),
            SourceError::TooLarge { .. }
        ));
    }

    #[test]
    fn a_damaged_gzip_says_so() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(&[0x1f, 0x8b, 8, 0, 1, 2, 3]).unwrap();
        assert!(matches!(
            open(file.path()),
            Err(SourceError::Unpack { format: "gzip", .. })
        ));
    }

    #[test]
    fn formats_are_told_by_content() {
        assert_eq!(format_of(b"\xef\xbb\xbf [1]"), Format::Json);
        assert_eq!(format_of(b"{\0}\0"), Format::Json);
        assert_eq!(format_of(b"[id],name"), Format::Text);
        assert_eq!(format_of(b"id,name"), Format::Text);
        assert_eq!(format_of(b""), Format::Text);
        assert_eq!(format_of(b"PK\x03\x04"), Format::Zip);
        assert_eq!(format_of(b"$FL2@(#) SPSS DATA FILE"), Format::Spss);
        assert_eq!(format_of(b"$FL2,name\n1,2\n"), Format::Text);
    }
}
