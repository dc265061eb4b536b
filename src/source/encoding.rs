//! Finding the encoding of a text: UTF-8, UTF-16 (marked or not), Windows-1252.

use std::io::{self, Read};

use encoding_rs::{Decoder, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How the characters of a text are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub enum Encoding {
    /// UTF-8.
    #[serde(rename = "UTF-8")]
    Utf8,
    /// UTF-8 with a byte order mark.
    #[serde(rename = "UTF-8 with BOM")]
    Utf8Bom,
    /// UTF-16, little end first.
    #[serde(rename = "UTF-16LE")]
    Utf16Le,
    /// UTF-16, big end first.
    #[serde(rename = "UTF-16BE")]
    Utf16Be,
    /// Windows-1252 (what Excel calls CSV in western Europe).
    #[serde(rename = "Windows-1252")]
    Windows1252,
}

impl Encoding {
    /// The name people read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf8Bom => "UTF-8 with BOM",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Windows1252 => "Windows-1252",
        }
    }

    /// The encoding of a text by its first bytes; `whole` says that nothing follows them.
    pub fn detect(head: &[u8], whole: bool) -> Self {
        match head {
            [0xef, 0xbb, 0xbf, ..] => return Self::Utf8Bom,
            [0xff, 0xfe, ..] => return Self::Utf16Le,
            [0xfe, 0xff, ..] => return Self::Utf16Be,
            _ => {}
        }
        if let Some(wide) = unmarked_utf16(head) {
            return wide;
        }
        let (valid, invalid) = utf8_sequences(head, whole);
        // A few damaged bytes in a text that plainly is UTF-8 do not make it Windows-1252.
        if invalid == 0 || valid > 20 * invalid {
            Self::Utf8
        } else {
            Self::Windows1252
        }
    }

    fn decoder(self) -> Decoder {
        match self {
            Self::Utf8 | Self::Utf8Bom => UTF_8.new_decoder_with_bom_removal(),
            Self::Utf16Le => UTF_16LE.new_decoder_with_bom_removal(),
            Self::Utf16Be => UTF_16BE.new_decoder_with_bom_removal(),
            Self::Windows1252 => WINDOWS_1252.new_decoder_without_bom_handling(),
        }
    }
}

/// In western text every second byte of UTF-16 is zero.
fn unmarked_utf16(head: &[u8]) -> Option<Encoding> {
    let sample = &head[..head.len().min(4096) & !1];
    if sample.len() < 4 {
        return None;
    }
    let pairs = sample.len() / 2;
    let zeros = |offset: usize| {
        sample
            .iter()
            .skip(offset)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (first, second) = (zeros(0), zeros(1));
    if second * 10 >= pairs * 6 && first * 20 <= pairs {
        return Some(Encoding::Utf16Le);
    }
    if first * 10 >= pairs * 6 && second * 20 <= pairs {
        return Some(Encoding::Utf16Be);
    }
    None
}

/// How many multi-byte sequences are well formed, and how many bytes are not UTF-8.
fn utf8_sequences(bytes: &[u8], whole: bool) -> (usize, usize) {
    let mut valid = 0;
    let mut invalid = 0;
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    if !whole
        && let Err(error) = std::str::from_utf8(bytes)
        && bytes.len() - bytes.len().min(4) <= error.valid_up_to()
        && error.error_len().is_none()
    {
        invalid -= 1; // the sample ends inside a character
    }
    (valid, invalid)
}

/// A text with what it took to read it.
#[derive(Debug, Clone)]
pub struct Decoded {
    /// The text, without byte order mark.
    pub text: String,
    /// How it was written.
    pub encoding: Encoding,
    /// How many places could not be decoded; they hold U+FFFD now.
    pub replaced: u64,
}

/// Decodes a whole text. Linear.
pub fn decode(bytes: &[u8]) -> Decoded {
    let encoding = Encoding::detect(bytes, true);
    let mut text = String::with_capacity(bytes.len() + 16);
    let mut decoder = encoding.decoder();
    let mut rest = bytes;
    let mut marks = 0;
    loop {
        text.reserve(
            decoder
                .max_utf8_buffer_length(rest.len().min(1 << 20))
                .unwrap_or(1 << 22),
        );
        let chunk = &rest[..rest.len().min(1 << 20)];
        let last = chunk.len() == rest.len();
        let start = text.len();
        let (result, read, replaced) = decoder.decode_to_string(chunk, &mut text, last);
        if replaced {
            marks += text[start..].matches('\u{fffd}').count() as u64;
        }
        rest = &rest[read..];
        if last && rest.is_empty() && result == encoding_rs::CoderResult::InputEmpty {
            break;
        }
    }
    Decoded {
        text,
        encoding,
        replaced: marks,
    }
}

/// Characters of the head that are looked at, and marks of a machine that a text may hold.
const LOOKED_AT: usize = 1 << 16;
const STRAY: usize = 16;

/// Whether decoded bytes are no text: over a twentieth of the first characters are control
/// characters, or the file says itself that it is a picture or a PDF.
pub fn is_no_text(text: &str) -> bool {
    if ["%PDF-", "\u{2030}PNG", "\u{89}PNG", "GIF8", "ÿØÿ"]
        .iter()
        .any(|mark| text.starts_with(mark))
    {
        return true;
    }
    let (mut seen, mut stray) = (0, 0);
    for c in text.chars().take(LOOKED_AT) {
        seen += 1;
        stray += usize::from(c.is_control() && !matches!(c, '\t' | '\n' | '\r'));
    }
    stray > STRAY && stray * 20 > seen
}

/// A reader that turns text of any encoding into UTF-8 as it streams.
pub struct Utf8Reader<R> {
    inner: R,
    encoding: Encoding,
    decoder: Decoder,
    input: Vec<u8>,
    /// What of `input` is not decoded yet.
    pending: std::ops::Range<usize>,
    finished: bool,
    /// The decoder has given its last: it may not be asked again.
    closed: bool,
    replaced: u64,
    spill: Vec<u8>,
    spilled: usize,
}

impl<R: Read> Utf8Reader<R> {
    /// Looks at the first 256 KiB to find the encoding.
    pub fn new(mut inner: R) -> io::Result<Self> {
        let mut input = vec![0; 1 << 18];
        let mut filled = 0;
        let mut whole = false;
        while filled < input.len() {
            match inner.read(&mut input[filled..]) {
                Ok(0) => {
                    whole = true;
                    break;
                }
                Ok(read) => filled += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        let encoding = Encoding::detect(&input[..filled], whole);
        Ok(Self {
            inner,
            encoding,
            decoder: encoding.decoder(),
            input,
            pending: 0..filled,
            finished: whole,
            closed: false,
            replaced: 0,
            spill: Vec::new(),
            spilled: 0,
        })
    }

    /// The encoding found.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// How many places could not be decoded so far (at least).
    pub fn replaced(&self) -> u64 {
        self.replaced
    }
}

impl<R: Read> Read for Utf8Reader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.spilled < self.spill.len() {
            let length = buffer.len().min(self.spill.len() - self.spilled);
            buffer[..length].copy_from_slice(&self.spill[self.spilled..self.spilled + length]);
            self.spilled += length;
            return Ok(length);
        }
        if buffer.is_empty() {
            return Ok(0);
        }
        // The decoder needs room for one character at least.
        if buffer.len() < 16 {
            let mut small = [0; 64];
            let read = self.decode_into(&mut small)?;
            self.spill = small[..read].to_vec();
            self.spilled = 0;
            return if read == 0 { Ok(0) } else { self.read(buffer) };
        }
        self.decode_into(buffer)
    }
}

impl<R: Read> Utf8Reader<R> {
    fn decode_into(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.closed {
            return Ok(0);
        }
        loop {
            if self.pending.is_empty() && !self.finished {
                let read = self.inner.read(&mut self.input)?;
                self.finished = read == 0;
                self.pending = 0..read;
            }
            let input = &self.input[self.pending.clone()];
            let (result, read, written, replaced) =
                self.decoder.decode_to_utf8(input, buffer, self.finished);
            self.pending.start += read;
            self.replaced += u64::from(replaced);
            let done = self.finished
                && self.pending.is_empty()
                && result == encoding_rs::CoderResult::InputEmpty;
            self.closed = done;
            if written > 0 || done {
                return Ok(written);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "id;prénom\n1;Zoé\n2;« œuf »\n";

    fn wide(text: &str, little: bool, mark: bool) -> Vec<u8> {
        let mut bytes = Vec::new();
        for unit in mark
            .then_some(0xfeff)
            .into_iter()
            .chain(text.encode_utf16())
        {
            bytes.extend(if little {
                unit.to_le_bytes()
            } else {
                unit.to_be_bytes()
            });
        }
        bytes
    }

    #[test]
    fn a_picture_a_pdf_and_noise_are_no_text_but_a_few_nuls_are_pardoned() {
        // A linear congruential generator: noise, the same at each run.
        let noise: Vec<u8> = std::iter::successors(Some(7u32), |x| {
            Some(x.wrapping_mul(1_664_525).wrapping_add(1_013_904_223))
        })
        .take(5000)
        .map(|x| (x >> 24) as u8)
        .collect();
        assert!(is_no_text(&decode(&noise).text));
        assert!(is_no_text(&decode(b"\x89PNG\r\n\x1a\n").text));
        assert!(is_no_text(&decode(b"%PDF-1.7\n1 0 obj").text));
        assert!(!is_no_text("id,q\n1,\0\0\0\n"));
        assert!(!is_no_text("id,prénom\n1,Zoé\n"));
    }

    #[test]
    fn one_text_in_seven_encodings_is_one_text() {
        let (western, _, _) = WINDOWS_1252.encode(TEXT);
        let marked = [b"\xef\xbb\xbf", TEXT.as_bytes()].concat();
        for (bytes, encoding) in [
            (TEXT.as_bytes().to_vec(), Encoding::Utf8),
            (marked, Encoding::Utf8Bom),
            (western.to_vec(), Encoding::Windows1252),
            (wide(TEXT, true, true), Encoding::Utf16Le),
            (wide(TEXT, true, false), Encoding::Utf16Le),
            (wide(TEXT, false, true), Encoding::Utf16Be),
            (wide(TEXT, false, false), Encoding::Utf16Be),
        ] {
            let decoded = decode(&bytes);
            assert_eq!(decoded.text, TEXT, "{encoding:?}");
            assert_eq!(decoded.encoding, encoding);
            assert_eq!(decoded.replaced, 0);
            let mut streamed = String::new();
            Utf8Reader::new(&bytes[..])
                .unwrap()
                .read_to_string(&mut streamed)
                .unwrap();
            assert_eq!(streamed, TEXT, "{encoding:?}");
        }
    }

    #[test]
    fn one_damaged_byte_does_not_turn_utf8_into_windows_1252() {
        let mut bytes = "é".repeat(100).into_bytes();
        bytes.push(0xff);
        let decoded = decode(&bytes);
        assert_eq!(decoded.encoding, Encoding::Utf8);
        assert_eq!(decoded.replaced, 1);
    }

    #[test]
    fn a_stream_read_by_single_bytes_loses_nothing() {
        let bytes = wide(TEXT, true, true);
        let mut reader = Utf8Reader::new(&bytes[..]).unwrap();
        let mut read = Vec::new();
        let mut one = [0];
        while reader.read(&mut one).unwrap() == 1 {
            read.push(one[0]);
        }
        assert_eq!(String::from_utf8(read).unwrap(), TEXT);
    }
}
