//! The encoding of the texts: as the file names it, else by its code page, else what most are.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// How texts are decoded.
#[derive(Debug, Clone, Copy)]
pub(super) struct Charset {
    encoding: &'static Encoding,
    /// The file does not say: what is UTF-8 is read as that.
    guessed: bool,
}

impl Charset {
    /// The encoding of a file; the second is the name it gives, where that is not known.
    ///
    /// `named` is the text of subtype 20, `code` the character code of subtype 3.
    pub fn of(named: Option<&[u8]>, code: Option<i32>) -> (Self, Option<String>) {
        let known = |encoding| Self {
            encoding,
            guessed: false,
        };
        if let Some(name) = named.map(|name| String::from_utf8_lossy(name).trim().to_owned())
            && !name.is_empty()
        {
            return match by_name(&name) {
                Some(encoding) => (known(encoding), None),
                None => (Self::default(), Some(name)),
            };
        }
        match code {
            // 2 and 3 say "ASCII" and "eight bits": everything west of that was written so.
            None | Some(0..=4) => (Self::default(), None),
            Some(page) => match by_page(page) {
                Some(encoding) => (known(encoding), None),
                None => (Self::default(), Some(format!("code page {page}"))),
            },
        }
    }

    /// The name people read.
    pub fn name(self) -> &'static str {
        match self.encoding.name() {
            "windows-1252" => "Windows-1252",
            name => name,
        }
    }

    /// The text of bytes, without the blanks and zeros behind it.
    pub fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        let end = bytes.iter().rposition(|byte| !matches!(byte, b' ' | 0));
        let bytes = &bytes[..end.map_or(0, |end| end + 1)];
        if self.guessed
            && let Ok(text) = std::str::from_utf8(bytes)
        {
            return Cow::Borrowed(text);
        }
        self.encoding.decode_without_bom_handling(bytes).0
    }
}

impl Default for Charset {
    fn default() -> Self {
        Self {
            encoding: WINDOWS_1252,
            guessed: true,
        }
    }
}

/// Names as SPSS and PSPP write them beside those of the web.
fn by_name(name: &str) -> Option<&'static Encoding> {
    Encoding::for_label(name.as_bytes()).or_else(|| {
        let folded = name.to_ascii_lowercase();
        let page = folded
            .strip_prefix("windows-")
            .or_else(|| folded.strip_prefix("cp"))
            .or_else(|| folded.strip_prefix("ibm-"))?;
        by_page(page.parse().ok()?)
    })
}

/// The encoding of a Windows code page.
fn by_page(page: i32) -> Option<&'static Encoding> {
    let label = match page {
        65001 => return Some(UTF_8),
        1250..=1258 => format!("windows-{page}"),
        874 => "windows-874".to_owned(),
        28591..=28606 => format!("iso-8859-{}", page - 28590),
        866 => "ibm866".to_owned(),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 | 51949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10000 => "macintosh".to_owned(),
        20866 => "koi8-r".to_owned(),
        20932 | 51932 => "euc-jp".to_owned(),
        21866 => "koi8-u".to_owned(),
        54936 => "gb18030".to_owned(),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_is_known_by_its_name_and_by_its_code_page() {
        let name = |named: Option<&str>, code| {
            let (charset, unknown) = Charset::of(named.map(str::as_bytes), code);
            (charset.name(), unknown)
        };
        assert_eq!(name(Some("UTF-8"), None), ("UTF-8", None));
        assert_eq!(name(Some("windows-1251"), Some(65001)).0, "windows-1251");
        assert_eq!(name(Some("CP1252"), None).0, "Windows-1252");
        assert_eq!(name(None, Some(28605)).0, "ISO-8859-15");
        assert_eq!(name(None, Some(2)), ("Windows-1252", None));
        assert_eq!(
            name(Some("IBM-850"), None),
            ("Windows-1252", Some("IBM-850".to_owned()))
        );
    }

    #[test]
    fn what_is_not_said_is_utf_8_where_it_can_be_and_western_where_not() {
        let (charset, _) = Charset::of(None, Some(3));
        assert_eq!(charset.decode("déjà  ".as_bytes()), "déjà");
        assert_eq!(charset.decode(b"d\xe9j\xe0\0\0"), "déjà");
        assert_eq!(charset.decode(b"   "), "");
    }
}
